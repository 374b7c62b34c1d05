"""Values on disk: what comes back, in which order, and what happens where the disk refuses."""

import os
import tempfile
from pathlib import Path

import pytest
from msgspec import Struct

from kg.apart.workers import POSSIBLE, spread
from kg.errors import KgError
from kg.shelf import Picked, Shelf


class Note(Struct, frozen=True):
    text: str
    spans: tuple[tuple[int, int], ...] = ()


NOTES = {f"note-{n}": Note("é" * n, ((n, n + 1),) * (n % 3)) for n in (7, 0, 12, 3)}
"""In no order."""


def shelf(at_once: int, monkeypatch: pytest.MonkeyPatch) -> Shelf[Note]:
    monkeypatch.setattr("kg.shelf._AT_ONCE", at_once)
    made = Shelf(Note)
    made.update(NOTES)
    return made


@pytest.mark.parametrize("at_once", [1, 25, 1 << 20])
def test_values_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    kept = shelf(at_once, monkeypatch)
    assert list(kept.items()) == list(NOTES.items())
    kept["note-0"] = Note("another one")
    del kept["note-12"]
    assert [(key, each.text) for key, each in kept.items()] == [
        ("note-7", "é" * 7),
        ("note-0", "another one"),
        ("note-3", "ééé"),
    ]
    assert "note-12" not in kept
    assert len(kept) == 3
    assert kept.pop("note-12", None) is None
    kept.sort()
    assert list(kept) == ["note-0", "note-3", "note-7"]


def test_a_look_makes_a_value_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    class Open(Struct):
        words: list[str] = []

    kept = Shelf(Open)
    kept["a"] = Open(["one"])
    kept["a"].words.append("two")
    assert kept["a"] == Open(["one"])


@pytest.mark.skipif(not POSSIBLE, reason="no process is forked here")
@pytest.mark.parametrize("at_once", [1, 1 << 20])
def test_forked_processes_look_at_the_same_time(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    kept = Shelf(Note)
    monkeypatch.setattr("kg.shelf._AT_ONCE", at_once)
    kept.update({f"{n:03}": Note(str(n) * (n % 50)) for n in range(600)})
    parts = spread(lambda some: [each.text for each in some], Picked(kept, list(kept)), 7, workers=3)
    assert [text for part in parts for text in part] == [str(n) * (n % 50) for n in range(600)]


@pytest.mark.skipif(not POSSIBLE, reason="no process is forked here")
def test_where_another_process_looks_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shelf(1, monkeypatch)
    file = kept._file
    assert file

    class Shared:
        """The file, of which another process moves the position whenever it can."""

        fileno = file.fileno

        def seek(self, place: int) -> None:
            file.seek(place + 1)

    monkeypatch.setattr(kept, "_file", Shared())
    assert dict(kept) == NOTES


def test_without_a_folder_for_temporary_files_there_is_room_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("kg.shelf.TemporaryFile", nowhere)
    assert dict(shelf(1 << 20, monkeypatch)) == NOTES
    with pytest.raises(KgError, match="among the temporary files: No usable temporary directory found"):
        shelf(1, monkeypatch)


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = shelf(1, monkeypatch)
    if os.name == "posix":
        assert list(tmp_path.iterdir()) == []
    del kept
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.shelf.TemporaryFile", lambda **kwargs: Path("/dev/full").open("r+b", **kwargs))  # noqa: SIM115
    with pytest.raises(KgError, match="no room for the articles among the temporary files: No space left on device"):
        shelf(1, monkeypatch)


def test_what_is_picked_is_looked_up_when_it_is_asked_for() -> None:
    asked = []

    class Asked(dict[str, int]):
        def __getitem__(self, key: str) -> int:
            asked.append(key)
            return super().__getitem__(key)

    picked = Picked(Asked(a=1, b=2, c=3), ["c", "a", "b"])
    assert len(picked) == 3
    first = picked[:2]
    assert asked == []
    assert list(first) == [3, 1]
    assert asked == ["c", "a"]
    assert [picked[-1], *picked[::-2]] == [2, 2, 3]
