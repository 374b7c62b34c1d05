"""Files and lines to annotations: the same from both formats, and nothing half-read."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.errors import UsageError
from kg.model import Annotation
from kg.sources.read import Reading, read, read_all
from kg.sources.yaml_tree import yaml_tree
from tests.sources.sample import GOOD, HASH, places, read_text, with_line


def plain(text: str = GOOD) -> dict[str, Any]:
    """The good annotation as a program would hold it."""
    annotation = msgspec.convert(yaml_tree(text).value, Annotation, strict=False)
    value: dict[str, Any] = msgspec.to_builtins(annotation)
    return value


def short(key: str) -> str:
    return f"article: {{id: {key}, text: {{sha256: {HASH}, characters: 9}}}}\nannotator: mk\n"


def line(key: str) -> str:
    return json.dumps({"article": {"id": key, "text": {"sha256": HASH, "characters": 9}}, "annotator": "mk"})


def test_yaml_and_json_lines_give_equal_annotations(tmp_path: Path) -> None:
    (yaml,) = read_text(tmp_path, GOOD).sources
    (json_line,) = read_text(tmp_path, json.dumps(plain()), "a.jsonl").sources
    assert yaml.annotation == json_line.annotation
    assert (yaml.prefix, json_line.prefix) == ("", "/harbour-gazette-2031-04-02")
    assert (yaml.file, json_line.file) == ("a.yaml", "a.jsonl")


def test_the_close_look_gives_what_the_quick_one_gives(tmp_path: Path) -> None:
    # An emoji written as a surrogate pair is what makes the reader look closely.
    value = plain()
    value["article"]["title"] = "Harbour \U0001f6a2"
    (quick,) = read_text(tmp_path, json.dumps(value, ensure_ascii=False), "a.jsonl").sources
    (close,) = read_text(tmp_path, json.dumps(value, ensure_ascii=True), "a.jsonl").sources
    assert quick.annotation == close.annotation
    assert close.annotation.article.title == "Harbour \U0001f6a2"


def test_scalars_of_yaml_are_text(tmp_path: Path) -> None:
    text = (
        GOOD.replace("Port Ellery", "NO").replace("name: Tor Hale", "name: 0123").replace("Harbour Master", "12:30:45")
    )
    annotation = read_text(tmp_path, text).sources[0].annotation
    assert annotation.events[0].place == "NO"
    assert annotation.tenures[0].name == "0123"
    assert annotation.tenures[0].post == "12:30:45"
    assert annotation.article.published == "2031-04-02"


def test_quoted_null_is_a_word(tmp_path: Path) -> None:
    (source,) = read_text(tmp_path, with_line(16, "    place: 'null'")).sources
    assert source.annotation.events[0].place == "null"


@pytest.mark.parametrize(
    ("text", "column", "code"),
    [
        ('{"a": 1}', 2, "DK020"),
        ("{'a': 1}", 2, "DK006"),
        ('{"a": NaN}', 7, "DK006"),
        ("[1, 2,]", 7, "DK006"),
        ('{"a": 1} x', 10, "DK006"),
        ('{"a": "b\tc"}', 9, "DK006"),
        ('"abc', 1, "DK006"),
        ("01", 2, "DK006"),
    ],
)
def test_json_syntax_points_at_the_column(text: str, column: int, code: str, tmp_path: Path) -> None:
    findings = read_text(tmp_path, text, "a.jsonl").findings
    assert (code, 1, column) in places(findings)


def test_json_lines_count_every_line_and_read_on_after_a_mistake(tmp_path: Path) -> None:
    text = (
        "\n".join(["", line("a"), "{", '{"annotator": "mk"}', line("b").replace('"mk"', "null"), "\r", line("c")])
        + "\n"
    )
    reading = read_text(tmp_path, text, "a.jsonl")
    assert [(s.annotation.article.id, s.file, s.prefix) for s in reading.sources] == [
        ("a", "a.jsonl", "/a"),
        ("c", "a.jsonl", "/c"),
    ]
    assert reading.rows == {"a": 1, "c": 6}
    null = line("b").replace('"mk"', "null").index("null") + 1
    assert [(f.code, f.line, f.column, f.pointer) for f in reading.findings] == [
        ("DK006", 3, 2, "/2"),
        ("DK021", 4, 1, "/3"),
        ("DK027", 5, null, "/4/annotator"),
    ]


def test_duplicate_fields_of_json_are_found(tmp_path: Path) -> None:
    text = line("a")[:-1] + ', "annotator": "zz"}'
    (finding,) = read_text(tmp_path, text, "a.jsonl").findings
    assert (finding.code, finding.column) == ("DK009", len(line("a")) + 2)


def test_json_is_strict_about_types(tmp_path: Path) -> None:
    text = line("a").replace('"characters": 9', '"characters": "9"')
    (finding,) = read_text(tmp_path, text, "a.jsonl").findings
    assert (finding.code, finding.column) == ("DK022", text.index('"9"') + 1)
    assert "found the text '9'" in finding.message


def test_a_mistake_inside_json_has_its_column_and_its_pointer(tmp_path: Path) -> None:
    value = plain()
    value["events"][0]["participants"][0]["role"] = "hots"
    text = line("a") + "\n" + json.dumps(value)
    (finding,) = read_text(tmp_path, text, "a.jsonl").findings
    column = text.splitlines()[1].index('"hots"') + 1
    assert (finding.code, finding.line, finding.column) == ("DK023", 2, column)
    assert finding.pointer == "/1/events/0/participants/0/role"


def test_an_empty_json_lines_file_has_no_documents(tmp_path: Path) -> None:
    assert read_text(tmp_path, "\n\n", "a.jsonl") == Reading()


def test_a_folder_is_read_in_sorted_order(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    for name in ("register/people.yaml", "b/register/x.yaml", "a.YML", "z.yaml", ".hidden.yaml", "b/.git/x.yaml"):
        (sources / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / name).write_text(short(f"k{len(name)}"))
    (sources / "m.jsonl").write_text(line("m1") + "\n" + line("m2"))
    (sources / "project.yaml").write_text("title: X\n")
    (sources / "README.md").write_text("# X\n")
    seen: list[tuple[int, int, str]] = []
    reading = read_all(sources, tmp_path, lambda done, of, file: seen.append((done, of, file)))
    assert [s.file for s in reading.sources] == [
        "sources/a.YML",
        "sources/b/register/x.yaml",
        "sources/m.jsonl",
        "sources/m.jsonl",
        "sources/z.yaml",
    ]
    assert reading.findings == ()
    assert seen[0] == (0, 4, "sources/a.YML")
    assert seen[-1] == (4, 4, "")


def test_an_article_that_is_annotated_twice_names_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("x") + "\n" + line("same"))
    (tmp_path / "b.yaml").write_text(short("same"))
    reading = read_all(tmp_path, tmp_path)
    assert reading.rows == {"x": 0, "same": 1}
    (finding,) = reading.findings
    # `article: {id: same` has its key at column 15.
    assert (finding.code, finding.file, finding.line, finding.column) == ("DK030", "b.yaml", 1, 15)
    assert "a.jsonl:2" in finding.message
    assert "b.yaml" in finding.message


def test_an_article_twice_in_one_file(tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path, line("a") + "\n" + line("a"), "a.jsonl").findings
    # `{"article": {"id": "a"` has its key at column 20.
    assert (finding.code, finding.line, finding.column, finding.pointer) == ("DK030", 2, 20, "/a/article/id")


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[")
    (tmp_path / "b.yaml").write_text(short("b"))
    reading = read_all(tmp_path, tmp_path)
    assert [s.file for s in reading.sources] == ["b.yaml"]
    assert [f.file for f in reading.findings] == ["a.yaml"]


def test_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        read_all(tmp_path / "none", tmp_path)
    with pytest.raises(UsageError, match="a source file ends in"):
        read(tmp_path / "a.txt", tmp_path)
    with pytest.raises(UsageError, match="outside"):
        read(tmp_path / "a.yaml", tmp_path / "b")


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    text = GOOD.replace("role", "rolle")
    assert read_text(tmp_path, text) == read_text(tmp_path, text)
