"""From a pointer to a line and a column, in both formats."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Finding
from kg.sources.findings import pointer, steps
from kg.sources.json_tree import column_of, json_tree
from kg.sources.positions import Locator, locate, with_positions
from tests.sources.sample import GOOD, with_line


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("", 1, 1),
        ("/article", 2, 3),
        ("/article/text/characters", 7, 96),  # `  text: {sha256: ` has 17, the hash 64, `, characters: ` 14
        ("/events/0", 12, 5),
        ("/events/0/participants/1/role", 20, 64),
        ("/events/1/after/0/at/1", 28, 38),
        ("/tenures/0", 37, 5),
        ("/events/0/nowhere/at/all", 12, 5),
        ("/events/7", 12, 3),
        ("/events/01", 12, 3),
        ("/events/-", 12, 3),
        ("/annotator/x", 8, 12),
        ("/nothing", 1, 1),
    ],
)
def test_yaml(path: str, line: int, column: int) -> None:
    assert locate(GOOD, path) == (line, column)


def test_an_escaped_step() -> None:
    assert locate("a/b: {c~d: 1}\n", "/a~1b/c~0d") == (1, 12)


def test_line_breaks_of_all_systems_count_once() -> None:
    assert locate("a: 1\r\nb: 2\rc: 3\nd: 4\n", "/d") == (4, 4)


def test_json_lines(tmp_path: Path) -> None:
    rest = '"a": [1, {"\U0001f6a2": "x"}]}'
    lines = [f'{{"article": {{"id": "one"}}, {rest}', "", f'  {{{rest[:-1]}, "article": {{"id": "t"}}}}', "{", "[]"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    locator = Locator(tmp_path)
    # `{"article": {"id": "one"}, ` has 27 code points, `"a": [1, {"🚢": ` has 15.
    assert locator.at("a.jsonl", "/one/a/1/\U0001f6a2") == (1, 43)
    assert locator.at("a.jsonl", "/t/a/1/\U0001f6a2") == (3, 19)
    assert locator.at("a.jsonl", "/t") == (3, 3)
    assert locator.at("a.jsonl", "/t/a/9") == (3, 9)
    assert locator.at("a.jsonl", "") == (1, 1)
    assert locator.at("a.jsonl", "/one/a", row=2) == (3, 9)
    assert locator.at("a.jsonl", "/gone/a") == locator.at("a.jsonl", "/t/a", row=3) == (0, 0)


def test_of_two_lines_of_one_article_the_first_counts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\ufeff{"article": {"id": "a"}}\n {"article": {"id": "a"}}\n', encoding="utf-8")
    assert Locator(tmp_path).at("a.jsonl", "/a") == (1, 1)
    assert Locator(tmp_path, {"a": 1}).at("a.jsonl", "/a") == (2, 2)
    assert Locator(tmp_path, {}).at("a.jsonl", "/a") == (0, 0)


def test_what_can_not_be_read_has_no_place() -> None:
    assert locate("a: [", "/a") == (0, 0)


def test_findings_get_their_positions(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.jsonl").write_text('{"a": 1}\n{"a": 2, "article": {"id": "b"}}\n')
    findings = (
        Finding(code="DK1", message="m", file="a.yaml", pointer="/events/0/type"),
        Finding(code="DK1", message="m", file="b.jsonl", pointer="/b/a"),
        Finding(code="DK1", message="m", file="a.yaml", pointer="/annotator", line=3, column=4),
        Finding(code="DK1", message="m", file="gone.yaml", pointer="/annotator"),
        Finding(code="DK1", message="m"),
    )
    done = with_positions(findings, Locator(tmp_path))
    assert [(f.line, f.column) for f in done] == [(13, 11), (2, 7), (3, 4), (0, 0), (0, 0)]


def test_a_replaced_file_is_read_anew(tmp_path: Path) -> None:
    finding = Finding(code="DK1", message="m", file="a.yaml", pointer="/events/0/type")
    for line, text in ((13, GOOD), (14, "# first\n" + GOOD)):
        (tmp_path / "a.yaml").write_text(text)
        assert with_positions([finding], Locator(tmp_path))[0].line == line


@given(st.lists(st.one_of(st.text("~/01a"), st.text(), st.integers(0, 99))))
@example(["~1", "~0", "/", "~01"])
def test_pointers_and_steps_are_inverse(path: list[str | int]) -> None:
    assert steps(pointer(path)) == [str(step) for step in path]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=5)
VALUES = st.recursive(
    st.booleans() | st.integers(-9, 10**6) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([(", ", ": "), (",", ":"), (" ,\t", " : ")]))
def test_at_each_place_of_json_stands_the_value(value: object, ascii_only: bool, separators: tuple[str, str]) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, separators=separators)
    decoder, place = json.JSONDecoder(), json_tree(text).place

    def walk(part: object, path: list[str | int]) -> None:
        line, found = place.at(pointer(path))
        assert line == 1
        assert decoder.raw_decode(text, found - 1)[0] == part
        there = list(map(str, path))
        assert column_of(text, there) == found
        assert column_of(text, [*there, "01"]) == place.follow([*there, "01"]).column
        if isinstance(part, dict):
            for key, item in part.items():
                walk(item, [*path, key])
        elif isinstance(part, list):
            for index, item in enumerate(part):
                walk(item, [*path, index])

    walk(value, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('{"a": null, "b": {"c": 1}}', 24, id="null before it"),
        pytest.param('{"a": 1, "a": 2, "b": {"c": 1}}', 29, id="a field twice"),
        pytest.param('{"a": 1, "b": {}}', 15, id="the nearest above it"),
        pytest.param('{"b": {"c": 1}', 0, id="no JSON"),
    ],
)
def test_a_column_is_found_in_whatever_stands_in_a_line(text: str, found: int) -> None:
    assert column_of(text, ["b", "c"]) == found


def test_the_place_of_the_good_annotation_does_not_hang_on_other_lines() -> None:
    longer = with_line(4, "  title: |-\n    Harbour\n    talks")
    assert locate(longer, "/events/0/type") == (15, 11)
