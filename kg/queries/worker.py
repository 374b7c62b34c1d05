"""A process that answers queries and can be killed: Oxigraph has no clock, no limit of memory and no way to stop it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal

import msgspec
import pyoxigraph
from msgspec import Struct

from kg.errors import BuildError, QueryError, QueryStoppedError
from kg.queries.answer import Term
from kg.queries.engine import FUNCTIONS
from kg.queries.guard import bound
from kg.sandbox.frames import receive, send

_START = 60.0
"""Seconds in which a worker has to open its store; its own time, before that of a query."""
_HEAD = 1 << 20
"""Bytes of a reply besides the answer."""
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT")
"""What a Python may need of the environment to start."""


class Limits(Struct, frozen=True):
    """What one query may take. The length and the depth of its text are limited besides, by `kg.queries.guard`."""

    seconds: float = 30.0
    """Wall time, in seconds."""
    memory: int = 2 << 30
    """Data of the worker, in bytes; Linux only. An empty worker has 0.1 GiB."""
    rows: int = 100_000
    """Rows of the answer."""
    answer: int = 64 << 20
    """The answer as SPARQL results in JSON, in bytes."""


class _Reply(Struct):
    kind: Literal["ready", "failed", "answer", "refused", "stopped"]
    message: str = ""
    limit: Literal["", "rows", "answer", "memory"] = ""


class Worker:
    """Answers queries one after another in a process of its own, which has the store of one build open for reading.

    A process that crashes or is killed at a limit is followed by a fresh one at the next query. Use it as a context
    manager: the process starts with it, while this one goes on, and has ended after it. It may be shared by threads.
    """

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._store = store
        self._running: _Process | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> "Worker":
        with self._lock:
            self._running = self._running or _Process(self._store, self.limits)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process. A later query starts another one."""
        with self._lock:
            self._discard()

    def evaluate(
        self,
        text: str,
        parameters: Mapping[str, Term | None] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the SPARQL 1.1 results in JSON of a query that has been found harmless, as `engine.evaluate` does.

        Raises QueryError, QueryStoppedError at a limit or after a crash, and BuildError where the store can't be
        opened.
        """
        bound(text)
        question = {
            "text": text,
            "namespace": FUNCTIONS,
            "parameters": {name: None if term is None else _written(term) for name, term in (parameters or {}).items()},
            "prefixes": dict(prefixes or {}),
        }
        with self._lock:
            if self._running is None or not self._running.alive:
                self._discard()
                self._running = _Process(self._store, self.limits)
            try:
                return self._running.ask(question)
            except BaseException as error:  # also Ctrl-C: the process is still at work then
                if type(error) is not QueryError:
                    self._discard()
                raise

    def _discard(self) -> None:
        if self._running:
            self._running.end()
            self._running = None


class _Process:
    """One process: it starts, answers, and is dead and reaped after `end`, also where this process just stops."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._expired = False
        self._ready = False
        command = [sys.executable, "-S", "-P", "-m", "kg.sandbox", str(store.resolve())]
        self._popen = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
        )
        self.end = weakref.finalize(self, _end, self._popen, os.getpid())
        with contextlib.suppress(OSError):  # if it is dead already, the first question finds out
            send(_pipe(self._popen.stdin), msgspec.structs.asdict(limits))

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def ask(self, question: Mapping[str, Any]) -> bytes:
        if not self._ready:
            reply, _ = self._exchange(None, _START)
            if reply.kind == "failed":
                raise BuildError(
                    f"{self._store}: {reply.message}; take the folder away, it is made again from the graph"
                )
            self._ready = True
        reply, body = self._exchange(question, self._limits.seconds)
        if reply.kind == "answer":
            return body
        if reply.kind == "stopped":
            raise stopped(reply.limit, self._limits)
        raise QueryError(reply.message)

    def _exchange(self, question: Mapping[str, Any] | None, seconds: float) -> tuple[_Reply, bytes]:
        """Send a question, if there is one, and return the reply; kill the process when the time is over."""
        clock = threading.Timer(seconds, self._expire)
        clock.daemon = True
        clock.start()
        try:
            if question is not None:
                send(_pipe(self._popen.stdin), question)
            received = receive(_pipe(self._popen.stdout), _HEAD, self._limits.answer)
            reply = msgspec.json.decode(received[0], type=_Reply) if received else None
        except OSError:
            reply = None
        except (ValueError, RecursionError) as error:
            raise QueryStoppedError("crash", f"the worker gave no answer that can be read: {error}") from None
        finally:
            clock.cancel()
            clock.join()  # so that it does not kill a process that has answered and is asked again
        if reply is None or received is None:
            raise self._ended()
        return reply, received[1]

    def _expire(self) -> None:
        self._expired = True
        self._popen.kill()

    def _ended(self) -> QueryStoppedError:
        """Return why the process has ended in the middle of a query."""
        self._popen.kill()  # it has closed its pipe, so it has nothing left to say
        code = self._popen.wait()
        words = _pipe(self._popen.stderr).read(1 << 16)
        if self._expired and not self._ready:
            return QueryStoppedError("seconds", f"the worker did not open the store within {_START:g} s; try again")
        if self._expired or code == -getattr(signal, "SIGALRM", 0):
            return stopped("seconds", self._limits)
        if any(sign in words for sign in (b"memory allocation of", b"bad_alloc", b"MemoryError")):
            return stopped("memory", self._limits)
        if code >= 0:
            last = words.decode(errors="replace").strip().rpartition("\n")[2]
            return QueryStoppedError("crash", f"the worker ended with exit code {code}; please report it: {last}")
        name = signal.Signals(-code).name
        if name == "SIGKILL":
            return QueryStoppedError("crash", "somebody killed the worker, or the machine ran out of memory; ask again")
        return QueryStoppedError(
            "crash",
            f"the query ended the process that answers it ({name}); it may be nested too deeply or its chains be too "
            "long for the engine: shorten it, or take it apart",
        )


def stopped(limit: str, limits: Limits) -> QueryStoppedError:
    """Return the error that says at which limit a query was stopped, and what to do."""
    memory = f"{limits.memory / (1 << 20):,.0f} MiB"
    what = {
        "seconds": f"the query took longer than {limits.seconds:g} s and was stopped; narrow it or raise --timeout",
        "memory": f"the query needed more than {memory} of memory and was stopped; narrow it",
        "rows": f"the answer has more than {limits.rows:,} rows and was stopped; narrow the query or add LIMIT",
        "answer": f"the answer has more than {limits.answer:,} bytes and was stopped; narrow the query or add LIMIT",
    }
    return QueryStoppedError(limit, what[limit])


def _end(popen: "subprocess.Popen[bytes]", owner: int) -> None:
    if os.getpid() != owner:  # a fork of the process that started it
        return
    popen.kill()
    popen.wait()
    for pipe in (popen.stdin, popen.stdout, popen.stderr):
        with contextlib.suppress(OSError):  # what is left to be written has no reader
            _pipe(pipe).close()


def _environment() -> dict[str, str]:
    """Return what the worker gets of the environment: where its modules are, and no secret that stands there."""
    roots = (str(Path(__file__).resolve().parents[2]), str(Path(str(pyoxigraph.__file__)).resolve().parents[1]))
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(roots), "RUST_BACKTRACE": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def _pipe(stream: IO[bytes] | None) -> Any:
    assert stream is not None  # all three were asked for
    return stream


def _written(term: Term) -> str:
    """Return a term as N-Triples write it."""
    if isinstance(term, pyoxigraph.Triple):
        return f"<<( {_written(term.subject)} {term.predicate} {_written(term.object)} )>>"
    return str(term)
