"""Work by several processes: in order, the same for any number of them, told when it fails, and nothing left over."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from kg import drafting
from kg.apart import workers
from kg.apart.workers import available, spread
from kg.drafting import decided, read
from kg.errors import KgError, OntologyError, SourceError, UsageError
from kg.mapping.corpus import map_corpus
from kg.pipeline import build
from kg.project import Project
from kg.sources import read as reading
from kg.sources.texts import Texts
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT
from tests.queries.processes import lives

forks = pytest.mark.skipif(not workers.POSSIBLE, reason="no process can be forked here")


def squares(some: Sequence[int]) -> list[int]:
    return [each * each for each in some]


def process(some: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [*some]


@pytest.mark.parametrize("life", [1, 2, 16])
@pytest.mark.parametrize("number", [1, 2, 3, 8, 20])
@pytest.mark.parametrize("size", [1, 3, 10, 11])
def test_parts_come_in_their_order(number: int, size: int, life: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LIFE", life)
    found = list(spread(squares, range(10), size, number))
    assert [each for part in found for each in part] == [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
    assert [len(part) for part in found[:-1]] == [size] * (len(found) - 1)


def test_nothing_to_do_is_no_part() -> None:
    assert list(spread(squares, [], 3, 2)) == []


@forks
def test_workers_take_turns_and_are_forks_with_all_that_is_here() -> None:
    lock, heard = threading.Lock(), [3, 5]  # neither could be sent

    def work(some: Sequence[int]) -> tuple[int, list[int]]:
        with lock:
            return os.getpid(), [each * heard[1] for each in some]

    found = list(spread(work, range(6), 1, 2))
    assert [values for _, values in found] == [[0], [5], [10], [15], [20], [25]]
    one, other = ([process for process, _ in found[first::2]] for first in (0, 1))
    assert len({*one}) == len({*other}) == 1
    assert len({os.getpid(), one[0], other[0]}) == 3


@forks
def test_a_worker_does_some_parts_and_a_new_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LIFE", 2)
    found = [who for who, _ in spread(process, range(11), 1, 2)]
    lives = [found[0:4:2], found[1:4:2], found[4:8:2], found[5:8:2], found[8::2], found[9::2]]
    assert [len({*life}) for life in lives] == [1] * 6
    assert len({life[0] for life in lives}) == 6
    for who in found:
        with pytest.raises(ProcessLookupError):
            os.kill(who, 0)


@pytest.mark.parametrize("number", [1, 4])
def test_one_part_and_one_worker_are_no_process(number: int) -> None:
    assert list(spread(process, range(6), 6, number)) == [(os.getpid(), [0, 1, 2, 3, 4, 5])]
    assert {who for who, _ in spread(process, range(6), 1, 1)} == {os.getpid()}


@forks
def test_more_than_a_pipe_holds_comes_whole() -> None:
    found = list(spread(lambda some: bytes(some) * (1 << 20), range(1, 6), 1, 3))
    assert [(part[:1], len(part), set(part)) for part in found] == [
        (bytes([each]), 1 << 20, {each}) for each in range(1, 6)
    ]


def fails(some: Sequence[int]) -> NoReturn:
    error = OntologyError("the shapes are broken")
    error.add_note("as was noted")
    raise error


def fails_untold(some: Sequence[int]) -> NoReturn:
    raise SourceError("DK001", "pickle can write this one, and not read it")


def gives_a_lock(some: Sequence[int]) -> object:
    return threading.Lock()


@forks
def test_what_a_worker_raises_is_raised_here_with_all_that_it_says() -> None:
    with pytest.raises(OntologyError, match="the shapes are broken") as raised:
        list(spread(fails, range(4), 1, 2))
    noted, trace = raised.value.__notes__
    assert noted == "as was noted"
    assert "in fails" in trace


@forks
@pytest.mark.parametrize(("work", "words"), [(fails_untold, "in fails_untold"), (gives_a_lock, "cannot pickle")])
def test_what_can_not_travel_is_told_in_words(work: Callable[[Sequence[int]], object], words: str) -> None:
    with pytest.raises((RuntimeError, TypeError), match=words):
        list(spread(work, range(4), 1, 2))


@forks
def test_what_was_done_before_a_failure_is_there() -> None:
    def work(some: Sequence[int]) -> int:
        if some[0] == 3:
            raise OntologyError("three")
        return some[0]

    found = spread(work, range(6), 1, 2)
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(OntologyError, match="three"):
        next(found)


@forks
def test_a_worker_that_is_killed_or_leaves_is_told() -> None:
    def dies(some: Sequence[int]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def leaves(some: Sequence[int]) -> None:
        os._exit(7)

    with pytest.raises(KgError, match=r"a worker ended in the middle of it \(SIGKILL\); the machine may have run out"):
        list(spread(dies, range(4), 1, 2))
    with pytest.raises(KgError, match=r"a worker ended in the middle of it \(exit code 7\)$"):
        list(spread(leaves, range(4), 1, 2))


@forks
def test_where_no_process_can_be_forked_that_is_said_and_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, started = os.fork, list[int]()

    def forked() -> int:
        if started:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(os, "fork", forked)
    with pytest.raises(KgError, match=r"no worker can be started: Resource temporarily unavailable; --workers 1"):
        list(spread(squares, range(4), 1, 2))
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


@forks
def test_who_wants_no_more_leaves_no_process_behind(tmp_path: Path) -> None:
    def work(some: Sequence[int]) -> int:
        if some[0] > 1:
            time.sleep(3)
            (tmp_path / "went on").touch()
        return os.getpid()

    found = spread(work, range(6), 1, 2)
    numbers = [next(found), next(found)]
    found.close()
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
    assert not (tmp_path / "went on").exists()


@forks
def test_workers_whose_owner_is_killed_end_as_well(tmp_path: Path) -> None:
    owns = "import sys; from tests.test_workers import own; own(sys.argv[1])"
    owner = subprocess.Popen([sys.executable, "-c", owns, str(tmp_path)], cwd=ROOT)
    until = time.monotonic() + 60
    while len(list(tmp_path.glob("*.done"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    numbers = [int(path.stem) for path in tmp_path.glob("*.done")]
    assert len(numbers) == 2
    owner.kill()
    owner.wait()
    while time.monotonic() < until and any(map(lives, numbers)):
        time.sleep(0.05)
    assert not any(map(lives, numbers))


def own(folder: str) -> None:
    def work(some: Sequence[int]) -> bytes:
        if some[0] > 1:
            Path(folder, f"{os.getpid()}.done").touch()
            time.sleep(0.5)
        return bytes(1 << 21)

    list(spread(work, range(1000), 1, 2))


@forks
def test_there_is_a_worker_for_each_core_but_one_up_to_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= available() <= len(os.sched_getaffinity(0))
    for cores, number in ((1, 1), (2, 1), (3, 2), (8, 7), (9, 8), (64, 8)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process, cores=cores: set(range(cores)))
        assert available() == number


@forks
@pytest.mark.parametrize("seed", [1, 2])
def test_any_number_of_workers_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Every stage in parts so small that each worker has many."""
    write_project(make(seed, 60), tmp_path)
    lines = (tmp_path / "sources" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[7] = lines[7].replace('"type":"', '"type":"x', 1)  # a finding, at its line
    (tmp_path / "sources" / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "sources" / "more.yaml").write_text("article: {id: more", encoding="utf-8")
    project, texts = Project(tmp_path), Texts(tmp_path / "texts")

    def made(number: int) -> list[object]:
        read_, register = read(project, workers=number)
        decisions = decided(texts, read_, register, workers=number)
        sections = map_corpus(read_.by_key, decisions, annotators={}, workers=number)
        casts = dict(decisions.casts)
        cards = decisions.people.cards, decisions.events.cards
        return [
            [*read_.sources],
            read_.findings,
            read_.rows,
            casts,
            cards,
            b"".join(section.lines.content for section in sections),
        ]

    whole = made(1)
    monkeypatch.setattr(reading, "ranges", lambda path, ranges=reading.ranges: ranges(path, 3000))
    monkeypatch.setattr("kg.sources.read.AT_ONCE", 1)
    monkeypatch.setattr(sys.modules["kg.identity.decide"], "AT_ONCE", 7)
    monkeypatch.setattr("kg.identity.people.pairs.AT_ONCE", 11)
    monkeypatch.setattr("kg.mapping.corpus.ARTICLES", 7)
    monkeypatch.setattr("kg.mapping.corpus.EVENTS", 11)
    for number in (1, 2, 3):
        assert made(number) == whole
    assert [finding.line for finding in whole[1]] == [8, 1]
    assert len(whole[3]) > 50


@forks
def test_a_build_is_the_same_for_any_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(name: str, number: int | None) -> str:
        write_project(make(3, 150), tmp_path / name)
        built = build(Project(tmp_path / name, tmp_path / name / "texts"), workers=number)
        assert built.build
        return built.build.name  # the hash of all that it holds

    asked: list[str] = []
    here = made("here", None)
    monkeypatch.setattr(drafting, "LARGE", 0)
    monkeypatch.setattr(drafting, "available", lambda: asked.append("cores") or 2)
    assert [made(str(number), number) for number in (None, 1, 3)] == [here] * 3
    assert asked == ["cores"]


def test_watching_has_no_workers(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from kg.cli import app

    (tmp_path / "sources").mkdir()
    result = CliRunner().invoke(app, ["build", "--watch", "--workers", "2", "-p", str(tmp_path)])
    assert isinstance(result.exception, UsageError)
    assert "goes without --timings, --workers and --fail-on" in str(result.exception)
