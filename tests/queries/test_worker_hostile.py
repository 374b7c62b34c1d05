"""Five hundred hostile queries: each has a named end, this process goes on, and nobody was asked anything."""

import re
import resource
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, QueryStoppedError
from kg.queries import free, run
from kg.queries.worker import Limits, Worker

from .hostile import FAMILIES, Outcome, cases
from .processes import children

LIMITS = Limits(seconds=0.5, memory=400 << 20, rows=10_000, answer=4 << 20)
HARMLESS = "SELECT ?s { ?s a dip:Meeting } ORDER BY ?s LIMIT 1"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="which processes are left is read from /proc")


class Ear:
    """A server on this machine that counts who connects."""

    def __init__(self) -> None:
        self.hits = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.hits += 1


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.socket.close()


def test_there_are_five_hundred():
    assert len(list(cases("http://127.0.0.1/", 1000))) == sum(FAMILIES.values()) >= 500


def test_a_sample_of_each_family(disk_store, ear):
    survive(disk_store, ear, 2)


@pytest.mark.long
def test_all_of_them(disk_store, ear):
    survive(disk_store, ear, 1000)


def survive(store: Path, ear: Ear, most: int) -> None:
    before = children()
    wrong = []
    with Worker(store, LIMITS) as worker:
        first = run(worker, free(HARMLESS)).results
        assert b"event/" in first
        grown = resident()
        for name, text, expected in cases(ear.url, most):
            outcome = ending(worker, text)
            if not fits(outcome, expected):
                wrong.append((name, outcome, expected if isinstance(expected, str) else sorted(expected)))
            assert len(children() - before) <= 1, name
        assert run(worker, free(HARMLESS)).results == first
    assert not wrong, "\n".join(map(str, wrong))
    assert ear.hits == 0
    assert children() == before
    assert resident() - grown < 300 << 20


def ending(worker: Worker, text: str) -> str:
    try:
        answer = run(worker, free(text))
    except QueryStoppedError as error:
        return "answer size" if error.limit == "answer" else error.limit
    except QueryError as error:
        return f"refused: {error}"
    assert len(answer.terms) <= LIMITS.rows
    assert len(answer.results) <= LIMITS.answer
    return "answer"


def fits(outcome: str, expected: Outcome) -> bool:
    if isinstance(expected, str):
        return outcome.startswith("refused: ") and expected in outcome
    return outcome in expected or any(outcome.startswith("refused: ") and word in outcome for word in expected)


def resident() -> int:
    """Return the bytes of memory that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM <file:///etc/hostname> {{ ?s ?p ?o }}",
        "LOAD <{url}>",
    ],
)
def test_a_query_that_deceived_the_guard_still_reaches_nobody(disk_store, ear, text):
    with Worker(disk_store, LIMITS) as worker:
        try:
            answer = worker.evaluate(text.format(url=ear.url))
        except QueryError as error:
            assert re.search("Too many open files|can't be read|begins with LOAD", str(error))  # noqa: PT017
        else:
            assert b"hostname" not in answer
            assert answer.count(b'"value"') == 0
    assert ear.hits == 0
