"""The worker answers as the engine does, stops at each limit, and leaves no process behind."""

import gc
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import BuildError, QueryError, QueryStoppedError
from kg.queries import free, run, worker
from kg.queries.engine import FUNCTIONS, evaluate
from kg.queries.parameters import bind
from kg.queries.worker import Limits, Worker
from kg.store import cache

from .conftest import STORED
from .hostile import doubled_texts
from .processes import children, lives
from .test_questions import ROWS
from .tsv import read_expected

ROOT = Path(__file__).resolve().parent.parent.parent
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SHORT = Limits(seconds=0.5)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="which processes are left is read from /proc")


@pytest.fixture(scope="module")
def asked(disk_store: Path) -> Iterator[Worker]:
    with Worker(disk_store) as asked:
        yield asked


@pytest.mark.parametrize("query", STORED, ids=lambda query: query.name)
def test_a_stored_query_gives_the_bytes_of_the_engine(disk_store, asked, query):
    store = cache.opened(disk_store)
    values = read_expected(ROWS / f"{query.name}.tsv").parameters
    parameters = bind(store, query, values)
    assert bind(asked, query, values) == parameters
    assert asked.evaluate(query.text, parameters) == evaluate(store, query.text, parameters)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TERMS = (
    st.none()
    | TEXTS.map(Literal)
    | st.builds(lambda text: Literal(text, language="fa"), TEXTS)
    | st.builds(lambda text: Literal(text, datatype=NamedNode("x:type")), TEXTS)
    | st.sampled_from(
        [NamedNode("x:a#%20é"), NamedNode("http://[::1]/?q='"), BlankNode("b1"), Literal(True), Literal(1)]
    )
    | st.builds(lambda text: Triple(NamedNode("x:a"), NamedNode("x:b"), Literal(text)), TEXTS)
)
ECHO = f"SELECT ?x ?y {{ BIND(<{FUNCTIONS}a>() AS ?x) BIND(p:b() AS ?y) }}"


@settings(max_examples=60)
@given(TERMS, TERMS)
def test_any_term_comes_back_as_it_is(disk_store, one, other):
    here, there = cache.opened(disk_store), shared(disk_store)
    asking = (ECHO, {"a": one, "b": other}, {"p": FUNCTIONS})
    assert there.evaluate(*asking) == evaluate(here, *asking)


def shared(store: Path, kept: dict[Path, Worker] = {}) -> Worker:  # noqa: B006 (one for all examples)
    return kept.setdefault(store, Worker(store))


@pytest.mark.parametrize(
    "text", ["SELECT nonsense", "ASK { nobody:knows ?p ?o }", "DESCRIBE <x:a>", ECHO.replace("p:b", "<x:b>"), "ASK {}"]
)
def test_an_error_has_the_words_of_the_engine(disk_store, asked, text):
    def words(ask: Callable[[], bytes]) -> str:
        try:
            return ask().decode()
        except QueryError as error:
            return f"{type(error).__name__}: {error}"

    assert words(lambda: asked.evaluate(text)) == words(lambda: evaluate(cache.opened(disk_store), text))


LIMITS = [
    (Limits(seconds=0.3), ENDLESS, "seconds", "took longer than 0.3 s and was stopped; narrow it or raise --timeout"),
    (
        Limits(rows=9),
        "SELECT ?s { ?s ?p ?o }",
        "rows",
        "more than 9 rows and was stopped; narrow the query or add LIMIT",
    ),
    (Limits(answer=999), "SELECT ?s { ?s ?p ?o }", "answer", "more than 999 bytes and was stopped"),
    (
        Limits(memory=300 << 20),
        doubled_texts(0, "")[0],
        "memory",
        "needed more than 300 MiB of memory and was stopped",
    ),
]


@pytest.mark.parametrize(("limits", "text", "limit", "words"), LIMITS, ids=[each[2] for each in LIMITS])
def test_each_limit_stops_a_query_and_the_next_one_is_answered(disk_store, limits, text, limit, words):
    with Worker(disk_store, limits) as worker:
        for _ in range(2):
            with pytest.raises(QueryStoppedError, match=words) as error:
                worker.evaluate(text)
            assert error.value.limit == limit
            assert error.value.exit_code == 2
            assert worker.evaluate("ASK {}") == b'{"head":{},"boolean":true}'


def test_the_time_is_kept_by_the_parent(disk_store):
    """Well before the worker would end itself."""
    with Worker(disk_store, SHORT) as worker:
        worker.evaluate("ASK {}")
        began = time.monotonic()
        with pytest.raises(QueryStoppedError, match="took longer"):
            worker.evaluate(ENDLESS)
        assert time.monotonic() - began < 4


def test_as_many_rows_as_the_limit_are_given(disk_store):
    with Worker(disk_store, Limits(rows=9)) as worker:
        assert len(run(worker, free("SELECT ?s { ?s ?p ?o } LIMIT 9")).rows) == 9
        with pytest.raises(QueryStoppedError, match="more than 9 rows"):
            run(worker, free("SELECT ?s { ?s ?p ?o } LIMIT 10"))


def test_a_crash_is_told_and_the_next_query_is_answered(disk_store, monkeypatch):
    deep = "SELECT ?s " + "{" * 200_000 + "}" * 200_000
    with Worker(disk_store) as asked:
        with pytest.raises(QueryError, match="at most 50,000"):
            asked.evaluate(deep)
        monkeypatch.setattr(worker, "bound", lambda text: None)
        with pytest.raises(
            QueryStoppedError, match=r"ended the process that answers it \(SIG\w+\).* shorten it"
        ) as error:
            asked.evaluate(deep)
        assert error.value.limit == "crash"
        assert asked.evaluate("ASK {}") == b'{"head":{},"boolean":true}'


def test_a_worker_that_was_killed_meanwhile_is_replaced(disk_store):
    before = children()
    with Worker(disk_store) as worker:
        worker.evaluate("ASK {}")
        (process,) = children() - before
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert worker.evaluate("ASK {}")
        (process,) = children() - before
        threading.Timer(0.2, os.kill, (process, signal.SIGKILL)).start()
        with pytest.raises(QueryStoppedError, match="somebody killed the worker"):
            worker.evaluate(ENDLESS)
        assert worker.evaluate("ASK {}")
    assert children() == before


def test_no_process_is_left(disk_store):
    before = children()
    with Worker(disk_store):
        assert len(children() - before) == 1
    assert children() == before

    left_alone = Worker(disk_store, SHORT)
    left_alone.evaluate("ASK {}")
    assert len(children() - before) == 1
    del left_alone
    gc.collect()
    assert children() == before

    with pytest.raises(RuntimeError), Worker(disk_store):
        raise RuntimeError
    assert children() == before


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_ends_the_process_that_is_at_work(disk_store):
    before = children()
    with Worker(disk_store) as worker:
        worker.evaluate("ASK {}")
        clock = threading.Timer(0.3, signal.pthread_kill, (threading.main_thread().ident, signal.SIGINT))
        clock.start()
        with pytest.raises(KeyboardInterrupt):
            worker.evaluate(ENDLESS)
        clock.join()
        assert children() == before
        assert worker.evaluate("ASK {}")


PARENT = f"""
import sys, threading
from pathlib import Path
from kg.queries.worker import Worker
worker = Worker(Path(sys.argv[1]))
worker.evaluate("ASK {{}}")
asking = threading.Thread(target=worker.evaluate, args=("{ENDLESS}",), daemon=True)
if sys.argv[2] == "busy":
    asking.start()
    asking.join(0.5)
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
@pytest.mark.parametrize("end", ["killed", "ended"])
def test_a_worker_does_not_outlive_who_started_it(disk_store, state, end):
    command = [sys.executable, "-c", PARENT, str(disk_store), state]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as parent:
        assert parent.stdout
        assert parent.stdin
        assert parent.stdout.readline() == b"ready\n"
        (process,) = children(parent.pid)
        assert lives(process)
        parent.kill() if end == "killed" else parent.stdin.close()
    wait(lambda: not lives(process))


def wait(over: Callable[[], bool]) -> None:
    """Wait up to four seconds, which is less than a worker gives itself where nobody ends it."""
    until = time.monotonic() + 4
    while not over():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_threads_share_a_worker(disk_store, asked):
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(asked.evaluate(f"SELECT ?x {{ BIND({n} AS ?x) }}")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [evaluate(cache.opened(disk_store), f"SELECT ?x {{ BIND({n} AS ?x) }}") for n in range(8)]


def test_a_store_that_is_none_is_told(tmp_path):
    with Worker(tmp_path / "none") as worker, pytest.raises(BuildError, match="take the folder away"):
        worker.evaluate("ASK {}")


def test_a_worker_has_no_secrets_and_may_do_little(disk_store, monkeypatch):
    monkeypatch.setenv("A_SECRET", "x")
    before = children()
    with Worker(disk_store, Limits(memory=1 << 30)) as worker:
        worker.evaluate("ASK {}")
        (process,) = children() - before
        environment = Path(f"/proc/{process}/environ").read_bytes()
        assert b"PYTHONPATH" in environment
        assert b"SECRET" not in environment
        files = len(list(Path(f"/proc/{process}/fd").iterdir()))
        assert resource.prlimit(process, resource.RLIMIT_NOFILE) == (files, files)
        assert resource.prlimit(process, resource.RLIMIT_FSIZE) == (0, 0)
        assert resource.prlimit(process, resource.RLIMIT_NPROC) == (0, 0)
        assert resource.prlimit(process, resource.RLIMIT_DATA) == (1 << 30, 1 << 30)


FALSE = {
    "words": b"nonsense",
    "too much": (1 << 62).to_bytes(8, "big"),
    "no JSON": (1).to_bytes(8, "big") + b"{" + bytes(8),
    "deep JSON": (9_000).to_bytes(8, "big") + b"[" * 9_000 + bytes(8),
    "another kind": (15).to_bytes(8, "big") + b'{"kind":"code"}' + bytes(8),
    "half": (100).to_bytes(8, "big") + b"{",
}


@pytest.mark.parametrize("said", FALSE.values(), ids=FALSE)
def test_a_worker_that_was_taken_over_can_say_nothing_harmful(disk_store, tmp_path, monkeypatch, said):
    before = children()
    program = tmp_path / "python"
    (tmp_path / "said").write_bytes(said)
    program.write_text(f"#!/bin/sh\ncat '{tmp_path}/said'\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with Worker(disk_store, SHORT) as worker, pytest.raises(QueryStoppedError, match=r"no answer that can|exit code"):
        worker.evaluate("ASK {}")
    assert children() == before
