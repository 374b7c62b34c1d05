"""Texts that lie elsewhere: found, held against their hash and length, and compared with the spans."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.errors import UsageError
from kg.model import Annotation, Finding
from kg.sources.read import Source
from kg.sources.texts import Texts, check_spans

TEXT = "Ada Lindqvist met Tor Hale in Port Ellery on Tuesday evening.\n"
"""Ada Lindqvist [0, 13], Tor Hale [18, 26], Port Ellery [30, 41], Tuesday evening [45, 60]."""


def source(text: str = TEXT, file: str | None = None, *, events: list[dict[str, Any]] | None = None) -> Source:
    raw = text.encode()
    info: dict[str, Any] = {"sha256": hashlib.sha256(raw).hexdigest(), "characters": len(text)}
    if file:
        info["file"] = file
    value = {"article": {"id": "gazette", "text": info}, "annotator": "mk", "events": events or []}
    return Source(msgspec.convert(value, Annotation), "a.yaml")


def meeting(name: str, start: int, end: int) -> list[dict[str, Any]]:
    participant = {"name": name, "role": "host", "at": [start, end]}
    return [{"id": "e", "type": "meeting", "at": [0, 3], "participants": [participant]}]


def found(text: str, name: str, start: int, end: int) -> list[Finding]:
    return list(check_spans(source(text, events=meeting(name, start, end)), text))


def test_a_text_is_found_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(b"other")
    (tmp_path / "whatever.txt").write_bytes(TEXT.encode())
    assert Texts(tmp_path).of(source().annotation.article) == TEXT


def test_a_text_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "harbour").write_bytes(TEXT.encode())
    assert Texts(tmp_path).of(source(file="harbour").annotation.article) == TEXT
    assert Texts(tmp_path).of(source().annotation.article) is None


def test_a_name_that_is_gone_leaves_the_hash(tmp_path: Path) -> None:
    (tmp_path / "renamed.txt").write_bytes(TEXT.encode())
    assert Texts(tmp_path).of(source(file="old.txt").annotation.article) == TEXT


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b.txt", "..", "C:x", "a\\b", "x\n"])
def test_a_name_can_not_leave_the_folder(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="matching regex"):
        source(file=name)


def test_bytes_are_taken_as_they_are(tmp_path: Path) -> None:
    text = "\ufeffA\r\nB\rC\u00a0e\u0301\U0001f6a2"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert Texts(tmp_path).of(source(text).annotation.article) == text
    assert source(text).annotation.article.text.characters == 11


def test_without_the_text_nothing_is_compared(tmp_path: Path) -> None:
    for texts in (Texts(None), Texts(tmp_path)):
        (finding,) = texts.check(source(events=meeting("Nobody", 0, 3)))
        assert (finding.code, finding.severity, finding.pointer) == ("DK120", "info", "/article/text")


def test_an_altered_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "More.")
    known = source(file="a.txt")
    (finding,) = Texts(tmp_path).check(known)
    assert (finding.code, finding.severity, finding.pointer) == ("DK121", "error", "/article/text/sha256")
    assert Texts(tmp_path).of(known.annotation.article) is None


def test_a_wrong_length_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    known = source(file="a.txt")
    article = known.annotation.article
    wrong = msgspec.structs.replace(article, text=msgspec.structs.replace(article.text, characters=7))
    altered = msgspec.structs.replace(known, annotation=msgspec.structs.replace(known.annotation, article=wrong))
    (finding,) = Texts(tmp_path).check(altered)
    assert finding.code == "DK122"
    assert "has 62 characters, not 7" in finding.message


def test_a_text_in_latin_1_is_an_error(tmp_path: Path) -> None:
    raw = "Åda".encode("latin-1")
    (tmp_path / "a.txt").write_bytes(raw)
    info = {"sha256": hashlib.sha256(raw).hexdigest(), "characters": 3}
    value = {"article": {"id": "gazette", "text": info}, "annotator": "mk"}
    (finding,) = Texts(tmp_path).check(Source(msgspec.convert(value, Annotation), "a.yaml"))
    assert finding.code == "DK123"


def test_a_text_that_can_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "folder.txt").mkdir()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (finding,) = Texts(tmp_path).check(source(file="a.txt"))
    assert (finding.code, finding.severity) == ("DK001", "error")
    assert str(tmp_path) not in finding.message
    (finding,) = Texts(tmp_path).check(source())
    assert finding.code == "DK120"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        Texts(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("Ada Lindqvist", 0, 13), ("Tor Hale", 0, 41), ("Hale", 18, 26), ("Lindqvist met", 0, 20)],
)
def test_names_that_stand_there(name: str, start: int, end: int) -> None:
    assert found(TEXT, name, start, end) == []


def test_a_name_that_stands_elsewhere() -> None:
    (finding,) = found(TEXT, "Tor Hale", 16, 25)
    assert (finding.code, finding.pointer) == ("DK112", "/events/0/participants/0/name")
    assert (finding.file, finding.article, finding.start, finding.end) == ("a.yaml", "gazette", 16, 25)
    assert "it stands at [18, 26]" in finding.message


def test_the_nearest_place_is_told() -> None:
    (finding, *_) = found("Hale and Hale and Hale .", "Hale", 13, 17)
    assert "[9, 13]" in finding.mend


def test_a_misspelt_name_is_shown_as_it_stands() -> None:
    (finding,) = found(TEXT, "Ada Lindquist", 0, 13)
    assert finding.code == "DK112"
    assert "'Ada Lindqvist'" in finding.message


def test_a_name_that_is_nowhere() -> None:
    (finding,) = found(TEXT, "Marguerite", 0, 13)
    assert "nor anywhere else" in finding.message


@pytest.mark.parametrize(
    ("text", "name", "difference"),
    [
        ("Ana Pe\u0301rez spoke.", "Ana Pérez", "(NFC and NFD)"),
        ("Ana Pérez spoke.", "Ana Pe\u0301rez", "(NFC and NFD)"),
        ("Tor\u00a0Hale spoke.", "Tor Hale", "white space"),
        ("Tor\r\nHale spoke.", "Tor Hale", "white space"),
        ("Tor O\u2019Hale spoke.", "Tor O'Hale", "apostrophes"),
        ("Tor\u2011Hale spoke.", "Tor-Hale", "dashes"),
        ("TOR HALE spoke.", "Tor Hale", "capitals"),
        ("TOR\u00a0HALE spoke.", "Tor Hale", "white space, apostrophes"),
    ],
)
def test_what_looks_the_same_and_is_not(text: str, name: str, difference: str) -> None:
    (finding,) = found(text, name, 0, len(text))
    assert finding.code == "DK112"
    assert difference in finding.message


def test_a_no_break_space_becomes_visible() -> None:
    (finding,) = found("Tor\u00a0Hale spoke.", "Tor Hale", 0, 8)
    assert r"Tor\xa0Hale" in finding.message


@pytest.mark.parametrize(
    ("text", "name", "start", "end", "word"),
    [
        (TEXT, "Lindq", 0, 13, "'Lindqvist'"),
        (TEXT, "Lindq", 0, 9, "'Lindqvist'"),
        (TEXT, "dqvist", 0, 13, "'Lindqvist'"),
        ("Ana Pe\u0301rez", "Ana Pe", 0, 10, "Ana Pe\u0301rez"),
        ("Room 1234", "Room 12", 0, 9, "'Room 1234'"),
        ("Ганна Сидоренко", "Сидор", 0, 15, "'Сидоренко'"),
    ],
)
def test_names_are_whole_words(text: str, name: str, start: int, end: int, word: str) -> None:
    (finding,) = found(text, name, start, end)
    assert finding.code == "DK113"
    assert word in finding.message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lindqvist's plan", "Lindqvist"),
        ("(Lindqvist)", "Lindqvist"),
        ("al-Hale", "Hale"),
        ("والهام تحدثت", "الهام"),  # "and" is joined to the name
        ("総理大臣が話した", "大臣"),  # no spaces between words
        ("Lindqvists and Lindqvist", "Lindqvist"),
    ],
)
def test_what_counts_as_a_whole_word(text: str, name: str) -> None:
    assert found(text, name, 0, len(text)) == []


@pytest.mark.parametrize(("start", "end", "better"), [(0, 14, "[0, 13]"), (17, 26, "[18, 26]"), (61, 62, "")])
def test_white_space_at_the_edge_is_a_warning(start: int, end: int, better: str) -> None:
    events = [{"id": "e", "type": "meeting", "at": [start, end]}]
    (finding,) = check_spans(source(events=events), TEXT)
    assert (finding.code, finding.severity, finding.pointer) == ("DK114", "warning", "/events/0/at")
    assert better in finding.mend


def test_words_and_stated_times_are_compared_too() -> None:
    events = [
        {
            "id": "e",
            "type": "meeting",
            "at": [0, 13],
            "when": {"says": "on Monday", "at": [42, 60]},
            "participants": [{"is": "ada", "words": "the minister", "role": "host", "at": [0, 13]}],
        }
    ]
    codes = [(f.code, f.pointer) for f in check_spans(source(events=events), TEXT)]
    assert codes == [("DK112", "/events/0/when/says"), ("DK112", "/events/0/participants/0/words")]


def test_a_span_beyond_a_shorter_text() -> None:
    events = [{"id": "e", "type": "meeting", "at": [0, 62]}]
    assert [f.code for f in check_spans(source(events=events), "Ada")] == ["DK111"]


def test_pointers_of_json_lines_keep_their_prefix() -> None:
    known = source(events=meeting("Nobody", 0, 3))
    (finding,) = check_spans(msgspec.structs.replace(known, file="a.JSONL"), TEXT)
    assert finding.pointer == f"/{known.annotation.article.id}/events/0/participants/0/name"
