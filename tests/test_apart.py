"""Work in a process of its own: what it returns, what it raises, what it took, and that nothing of it is left."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from kg import apart, drafting, timing
from kg.errors import KgError, OntologyError, SourceError, UsageError
from kg.pipeline import build, check
from kg.project import Project
from kg.store import Draft
from kg.timing import Progress
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not apart.POSSIBLE, reason="a process can inherit no open file here")

Words = list[tuple[str, int, int]]


def shouted(words: list[str], progress: Progress) -> tuple[int, list[str]]:
    for number, _ in enumerate(words):
        progress("shouting", number, len(words))
    os.write(1, b"this is no message")
    return os.getpid(), [word.upper() for word in words]


def fails(progress: Progress) -> NoReturn:
    error = OntologyError("the shapes are broken")
    error.add_note("as was noted")
    raise error


def fails_untold(progress: Progress) -> NoReturn:
    raise SourceError("DK001", "pickle can write this one, and not read it")


def fails_unwritten(progress: Progress) -> NoReturn:
    raise ValueError(threading.Lock())


def dies(progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def waits(file: int, progress: Progress) -> None:
    os.write(file, f"{os.getpid()}\n".encode())
    progress("waiting", 0, 0)
    time.sleep(60)


def takes(progress: Progress) -> None:
    held = bytearray(b"x" * (200 << 20))
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass
    progress("held", len(held), 0)
    progress("done", 0, 0)


class Late:
    """Takes so long to write that nobody reads any more."""

    def __reduce__(self) -> tuple[type["Late"], tuple[()]]:
        time.sleep(1)
        return Late, ()


def test_another_process_does_it_and_tells_how_far_it_is() -> None:
    heard: Words = []
    process, found = apart.run(shouted, ["a", "b"], progress=lambda *word: heard.append(word))
    assert found == ["A", "B"]
    assert process != os.getpid()
    assert heard == [("shouting", 0, 2), ("shouting", 1, 2)]


def test_what_it_raises_is_raised_here_with_all_that_it_says() -> None:
    with pytest.raises(OntologyError, match="the shapes are broken") as raised:
        apart.run(fails, progress=drafting.silent)
    noted, trace = raised.value.__notes__
    assert noted == "as was noted"
    assert "in fails" in trace


@pytest.mark.parametrize("work", [fails_untold, fails_unwritten])
def test_an_error_that_can_not_travel_is_told_in_words(work: Callable[[Progress], NoReturn]) -> None:
    with pytest.raises(RuntimeError, match=f"in {work.__name__}"):
        apart.run(work, progress=drafting.silent)


def test_a_process_that_is_killed_is_told_as_killed() -> None:
    with pytest.raises(KgError, match=r"ended in the middle of it \(SIGKILL\); the machine may have run out of memory"):
        apart.run(dies, progress=drafting.silent)


def test_a_process_that_ends_before_it_has_heard_all_is_told_as_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(KgError, match=r"ended in the middle of it \(exit code 1\)$"):
        apart.run(shouted, Late(), progress=drafting.silent)


def test_who_is_interrupted_leaves_no_process_behind(tmp_path: Path) -> None:
    def interrupted(*word: object) -> NoReturn:
        raise KeyboardInterrupt

    with (tmp_path / "number").open("wb") as file, pytest.raises(KeyboardInterrupt):
        apart.run(waits, file.fileno(), progress=interrupted, files=[file.fileno()])
    number = int((tmp_path / "number").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_whose_owner_is_killed_ends_as_well(tmp_path: Path) -> None:
    owns = "import sys; from tests.test_apart import own; own(sys.argv[1])"
    owner = subprocess.Popen([sys.executable, "-c", owns, str(tmp_path / "number")], cwd=ROOT)
    until = time.monotonic() + 60
    while not (tmp_path / "heard").exists() and time.monotonic() < until:
        time.sleep(0.05)
    number = int((tmp_path / "number").read_text())
    os.kill(number, 0)
    owner.kill()
    owner.wait()
    while time.monotonic() < until and _is_there(number):
        time.sleep(0.05)
    assert not _is_there(number)


def own(file: str) -> None:
    with Path(file).open("wb") as out:
        heard = Path(file).with_name("heard")
        apart.run(waits, out.fileno(), progress=lambda *word: heard.touch(), files=[out.fileno()])


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")  # who is not waited for by anybody may stay as a zombie
    return not status.exists() or ") Z " not in status.read_text()


def test_what_it_takes_is_noted_while_it_is_at_work() -> None:
    began, noted = timing.used(), list[timing.Usage]()
    apart.run(takes, progress=lambda *word: noted.append(timing.used()))
    assert noted[0].seconds - began.seconds >= 0.3
    assert noted[0].peak is not None
    assert noted[0].peak >= 200
    assert timing.used().seconds >= noted[-1].seconds


def _faulty(folder: Path) -> Project:
    """Generated articles, of which one has a mistake."""
    write_project(make(3, 20), folder)
    file = folder / "sources" / "articles.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[4] = lines[4].replace('"type":"', '"type":"x', 1)
    file.write_text("".join(lines), encoding="utf-8")
    return Project(folder, folder / "texts")


def test_a_build_is_the_same_by_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(make(3, 20), tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    one = build(Project(tmp_path / "one", tmp_path / "one" / "texts"))
    monkeypatch.setattr(drafting, "LARGE", 0)
    heard: Words = []
    other = build(Project(tmp_path / "other", tmp_path / "other" / "texts"), lambda *word: heard.append(word))
    assert one.build is not None
    assert other.build is not None
    assert one.build.name == other.build.name  # the hash of all that a build holds
    assert one.checked.counts == other.checked.counts
    assert ("resolving", 20, 20) in heard
    stages = dict.fromkeys(stage for stage, _, _ in heard)
    assert [*stages] == ["reading", "resolving", "mapping", "validating", "reporting", "writing", "loading"]


def test_what_is_wrong_is_told_the_same_by_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = _faulty(tmp_path)
    here = check(project)
    monkeypatch.setattr(drafting, "LARGE", 0)
    there = check(project)
    assert here.report.at_or_above("error")
    assert here.report == there.report
    assert here.files() == there.files()
    monkeypatch.setattr(apart, "POSSIBLE", False)
    monkeypatch.setattr(apart, "run", None)
    assert check(project).report == here.report


def test_nothing_to_read_is_told_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources").mkdir()
    monkeypatch.setattr(drafting, "LARGE", 0)
    with pytest.raises(UsageError, match="no article here yet"):
        check(Project(tmp_path))


def test_a_draft_goes_on_in_an_open_file_that_another_one_holds() -> None:
    class Lines:
        name = "derived"
        lines = ("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n",)

    draft = Draft()
    other = Draft(os.dup(draft.number))
    other.add([Lines()])
    draft.pieces = other.pieces
    assert b"".join(draft.blocks()) == Lines.lines[0].encode()
