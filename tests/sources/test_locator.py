"""Lines and columns of pointers, read below one folder."""

import json
import pickle
from pathlib import Path

import pytest

from kg.pipeline import check
from kg.project import Project
from kg.sources import positions
from kg.sources.positions import Locator

YAML = "\ufeffarticle:\n  id: gazette-1\nevents:\n  - id: talks\n    type: meeting\n  - {id: call}\n"


@pytest.fixture
def locator(tmp_path: Path) -> Locator:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "gazette-1.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "sources" / "many.jsonl").write_text(
        '{"events": []}\n{"events": [{"id": "talks"}], "article": {"id": "gazette-2"}}\n', encoding="utf-8"
    )
    (tmp_path / "sources" / "broken.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "sources" / "latin.yaml").write_bytes(b"a: \xe9\n")
    return Locator(tmp_path)


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("sources/gazette-1.yaml#/events/0", (4, 5)),
        ("sources/gazette-1.yaml#/events/0/type", (5, 11)),
        ("sources/gazette-1.yaml#/events/1/id", (6, 10)),
        ("sources/gazette-1.yaml#/events/1/gone", (6, 5)),
        ("sources/many.jsonl#/gazette-2/events/0", (2, 13)),
        ("sources/many.jsonl#/1/events/0", (0, 0)),
        ("sources/broken.yaml#/a", (0, 0)),
        ("sources/latin.yaml#/a", (0, 0)),
        ("sources/gone.yaml#/a", (0, 0)),
        ("README.md#/a", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_pointer_has_a_place(locator: Locator, pointer: str, place: tuple[int, int]) -> None:
    assert locator(pointer) == place


def test_a_file_is_read_once(locator: Locator, tmp_path: Path) -> None:
    before = locator("sources/gazette-1.yaml#/events/0")
    (tmp_path / "sources" / "gazette-1.yaml").unlink()
    assert locator("sources/gazette-1.yaml#/events/0") == before
    lines = locator.lines("sources/gazette-1.yaml")
    assert (lines[0], lines[3]) == ("article:", "  - id: talks")


def test_lines_are_split_at_all_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: 1\r\nb: 2\rc: x\u2028y\n".encode())
    assert list(Locator(tmp_path).lines("a.yaml")) == ["a: 1", "b: 2", "c: x\u2028y", ""]


def test_lines_of_json_end_at_line_feeds_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"a":\r1}\r\n{"b": "\u00e9"}\n'.encode() + b'{"c": "\xe9"}\n')
    locator = Locator(tmp_path)
    assert list(locator.lines("a.jsonl")) == ['{"a":\r1}', '{"b": "\u00e9"}', '{"c": "\ufffd"}', ""]
    pointers = ("/x/a", "/x/b", "/x/c", "/x", "/x")
    assert [locator.at("a.jsonl", pointer, row) for row, pointer in enumerate(pointers)] == [
        (1, 7), (2, 7), (3, 7), (0, 0), (0, 0),
    ]  # fmt: skip


def test_a_name_of_a_file_may_hold_any_sign(tmp_path: Path) -> None:
    (tmp_path / "a#1.yaml").write_text("a: 1\nb: 2\n", encoding="utf-8")
    assert Locator(tmp_path).at("a#1.yaml", "/b") == (2, 4)


def test_a_line_that_is_too_long_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "LINE_BYTES", 8)
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n{"a": 12}\n', encoding="utf-8")
    assert list(Locator(tmp_path).lines("a.jsonl")) == ['{"a": 1}', "", ""]


def test_a_locator_travels_without_what_it_has_read(locator: Locator) -> None:
    places = [locator("sources/many.jsonl#/gazette-2/events/0"), locator("sources/gazette-1.yaml#/events/0")]
    content = pickle.dumps(locator)
    assert b"talks" not in content
    other = pickle.loads(content)
    assert [other("sources/many.jsonl#/gazette-2/events/0"), other("sources/gazette-1.yaml#/events/0")] == places
    assert pickle.loads(pickle.dumps(Locator(Path(), {"a": 3}))).row("a.jsonl", "a") == 3


def test_a_build_reads_each_file_of_places_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources").mkdir()
    article = {"id": "a", "title": "T", "text": {"sha256": "0" * 64, "characters": 1}}
    (tmp_path / "sources" / "a.jsonl").write_text(json.dumps({"article": article, "annotator": "x"}), encoding="utf-8")
    read, plain = list[Path](), positions._lines
    monkeypatch.setattr(positions, "_lines", lambda path: read.append(path) or plain(path))
    checked = check(Project(tmp_path))
    assert checked.report.findings
    assert checked.render("text")
    assert read.count(tmp_path / "sources" / "a.jsonl") == 1
