"""What is refused while it is read: encodings, characters, size, depth, number of nodes."""

import re
import tomllib
from pathlib import Path

import pytest

import kg
from kg.sources import limits
from kg.sources.read import read
from kg.sources.register import read_register
from tests.sources.sample import GOOD, HASH, places, read_text, with_line


def test_latin_1_is_no_utf_8(tmp_path: Path) -> None:
    # The name stands at column 14 of line 32.
    text = GOOD.replace("speaker: Ada", "speaker: Åda").encode("latin-1")
    (finding,) = read_text(tmp_path, text).findings
    assert (finding.code, finding.line, finding.column) == ("DK002", 32, 14)
    assert "0xC5" in finding.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16(encoding: str, tmp_path: Path) -> None:
    raw = GOOD.encode(encoding)
    assert [f.code for f in read_text(tmp_path, raw).findings] == [{"utf-16": "DK002", "utf-16-le": "DK003"}[encoding]]


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).sources) == 1
    (finding,) = read_text(
        tmp_path, b"\xef\xbb\xbf" + GOOD.replace("article:", "artikel: 1\narticle:", 1).encode()
    ).findings
    assert (finding.code, finding.line, finding.column) == ("DK020", 1, 1)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\0", "U+0000, a control character"),
        ("\x1b", "U+001B, a control character"),
        ("\x85", "U+0085, a control character"),
        ("\u2028", "U+2028, a line or paragraph separator"),
        ("\ufeff", "U+FEFF, a byte order mark inside the file"),
        ("\uffff", "U+FFFF, a noncharacter"),
    ],
)
def test_characters_that_a_yaml_file_must_not_hold(character: str, named: str, tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path, with_line(4, f"  title: H\u00e4rb\U0001f6a2r{character}talks")).findings
    # Six characters of the title come first, and it begins at column 10.
    assert (finding.code, finding.line, finding.column) == ("DK003", 4, 16)
    assert named in finding.message


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\ud800", "\\N"])
def test_escapes_do_not_bring_them_in(escape: str, tmp_path: Path) -> None:
    assert places(read_text(tmp_path, with_line(4, f'  title: "a{escape}b"')).findings) == [("DK003", 4, 10)]


@pytest.mark.parametrize("escape", ["\\u0000", "\\u007F", "\\u0085", "\\b", "\\f", "\\ud800", "\\uDC00", "\\uFFFE"])
def test_escapes_of_json_do_not_either(escape: str, tmp_path: Path) -> None:
    title = f'"a{escape}b"'
    article = f'{{"title": {title}, "id": "a", "text": {{"sha256": "{HASH}", "characters": 9}}}}'
    text = f'{{"article": {article}, "annotator": "mk"}}'
    # `{"article": {"title": ` has 22 characters.
    assert places(read_text(tmp_path, text, "a.jsonl").findings) == [("DK003", 1, 23)]


def test_joiners_and_no_break_spaces_are_text(tmp_path: Path) -> None:
    (source,) = read_text(tmp_path, with_line(4, "  title: می\u200cخواهد\u00a0بندر")).sources
    assert source.annotation.article.title == "می\u200cخواهد\u00a0بندر"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_is_an_error(text: str, tmp_path: Path) -> None:
    assert [f.code for f in read_text(tmp_path, text).findings] == ["DK007"]


def test_a_directive(tmp_path: Path) -> None:
    assert places(read_text(tmp_path, "%YAML 1.1\n---\n" + GOOD).findings) == [("DK011", 1, 1)]


def test_one_explicit_document_is_fine(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, "---\n" + GOOD + "...\n").sources) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = read(tmp_path / "none.yaml", tmp_path).findings
    assert (finding.code, finding.file, finding.line) == ("DK001", "none.yaml", 0)
    assert str(tmp_path) not in finding.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").mkdir()
    assert [f.code for f in read(tmp_path / "a.jsonl", tmp_path).findings] == ["DK001"]


def test_the_largest_yaml_file(tmp_path: Path) -> None:
    text = GOOD + "#" + " " * (limits.YAML_BYTES - len(GOOD) - 2) + "\n"
    assert len(text) == limits.YAML_BYTES
    assert len(read_text(tmp_path, text).sources) == 1
    (finding,) = read_text(tmp_path, text + "\n").findings
    assert (finding.code, finding.line) == ("DK004", 0)


def test_the_largest_line(tmp_path: Path) -> None:
    line = b'{"article": ' + b" " * (limits.LINE_BYTES - 13) + b"}"
    codes = [f.code for f in read_text(tmp_path, line + b"\n", "a.jsonl").findings]
    assert codes == ["DK006"]
    reading = read_text(tmp_path, b" " + line + b"\nx", "a.jsonl")
    assert places(reading.findings) == [("DK004", 1, 0), ("DK006", 2, 1)]


def test_depth(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    assert [f.code for f in read_text(tmp_path, nested(limits.DEPTH)).findings] == ["DK022"]
    assert places(read_text(tmp_path, nested(limits.DEPTH + 1)).findings) == [("DK014", 1, limits.DEPTH + 1)]
    assert places(read_text(tmp_path, nested(limits.DEPTH + 1), "a.jsonl").findings) == [("DK014", 1, limits.DEPTH + 1)]


@pytest.mark.parametrize("name", ["a.yaml", "a.jsonl"])
def test_number_of_nodes(name: str, tmp_path: Path) -> None:
    # The list is one node itself.
    allowed = "[" + "1," * (limits.NODES - 2) + "1]"
    assert [f.code for f in read_text(tmp_path, allowed, name).findings] == ["DK022"]
    # Two columns an item, after the bracket.
    assert places(read_text(tmp_path, allowed[:-1] + ",1]", name).findings) == [
        ("DK015", 1, 2 + 2 * (limits.NODES - 1))
    ]


def test_number_of_nodes_of_a_line_without_mistakes(tmp_path: Path) -> None:
    def line(topics: int) -> str:
        listed = ", ".join(f'"t{n}"' for n in range(topics))
        statement = f'{{"id": "s", "at": [1, 2], "speaker": "X", "gist": "x", "topics": [{listed}]}}'
        article = f'{{"id": "a", "text": {{"sha256": "{HASH}", "characters": 9}}}}'
        return f'{{"article": {article}, "annotator": "mk", "statements": [{statement}]}}'

    # 4 mappings and 3 lists, 12 names of fields, and 9 values that are no topics.
    others = 4 + 3 + 12 + 9
    fine = read_text(tmp_path, line(limits.NODES - others), "a.jsonl")
    assert (len(fine.sources), fine.findings) == (1, ())
    assert [f.code for f in read_text(tmp_path, line(limits.NODES - others + 1), "a.jsonl").findings] == ["DK015"]


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("[" * 200_000, "DK014"),
        ("{a: " * 50_000, "DK014"),
        ("- " * 100_000, "DK014"),
        ("? " * 100_000, "DK014"),
        ("".join(" " * i + "a:\n" for i in range(500)), "DK014"),
        ("a: &a [x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(9)), "DK010"),
        ("!" * 400_000, "DK011"),
        ("%" * 400_000, "DK011"),
        ("a: " + "b" * 400_000, "DK020"),
        ('a: "' + "\n" * 400_000 + '"', "DK020"),
        ("b" * 400_000 + ": a", "DK005"),
        ("- a\n" * 100_000, "DK015"),
    ],
    ids=lambda b: str(b)[:6],
)
def test_bombs_are_findings(bomb: str, code: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, bomb)
    assert code in {f.code for f in reading.findings}
    assert not reading.sources


@pytest.mark.parametrize("bomb", ["[" * 400_000, '{"a":' * 100_000, "9" * 400_000, '"' + "\\u0001" * 90_000 + '"'])
def test_bombs_in_json_are_findings(bomb: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, bomb, "a.jsonl")
    assert {f.code for f in reading.findings} <= {"DK003", "DK014", "DK022"}
    assert reading.findings


def test_the_list_of_mistakes_ends(tmp_path: Path) -> None:
    text = GOOD + "".join(f"field{i}: x\n" for i in range(limits.MISTAKES + 5))
    findings = read_text(tmp_path, text).findings
    assert [f.code for f in findings] == ["DK019"] + ["DK020"] * limits.MISTAKES
    exactly = GOOD + "".join(f"field{i}: x\n" for i in range(limits.MISTAKES))
    assert [f.code for f in read_text(tmp_path, exactly).findings] == ["DK020"] * limits.MISTAKES


def test_the_rules_tell_the_limits_as_they_are() -> None:
    rules = tomllib.loads((Path(kg.__file__).parent / "rules.toml").read_text("utf-8"))
    assert f"up to {limits.YAML_BYTES // 1024} KiB" in rules["DK004"]["why"]
    assert f"up to {limits.LINE_BYTES // 1024**2} MiB" in rules["DK004"]["why"]
    assert f"More than {limits.DEPTH} lists" in rules["DK014"]["why"]
    assert f"up to {limits.NODES:,} mappings" in rules["DK015"]["why"]
    assert f"After {limits.MISTAKES} findings" in rules["DK019"]["why"]


def test_every_code_of_reading_has_its_rule() -> None:
    folder = Path(kg.__file__).parent
    used = {code for path in (folder / "sources").glob("*.py") for code in re.findall(r'"(DK\d{3})"', path.read_text())}
    rules = tomllib.loads((folder / "rules.toml").read_text("utf-8"))
    assert used <= rules.keys()
    assert len(used) > 40


def test_a_file_of_the_register_may_hold_more(tmp_path: Path) -> None:
    register = tmp_path / "sources" / "register"
    register.mkdir(parents=True)
    people = limits.NODES // 2  # each has more than two nodes
    text = "".join(f"- {{id: person-{number}, name: Person Number{number}}}\n" for number in range(people))
    assert len(text) > limits.YAML_BYTES // 2
    (register / "people.yaml").write_text(text, encoding="utf-8")
    read = read_register(tmp_path / "sources", tmp_path)
    assert [finding.code for finding in read.findings] == []
    assert len(read.register.people) == people
