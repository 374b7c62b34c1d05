"""Answers queries from stdin to stdout, one after another, until stdin ends. The first message tells the limits."""

import json
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import RdfFormat, Store, parse

from kg.errors import QueryError
from kg.sandbox.answering import Term, answer
from kg.sandbox.frames import receive, send
from kg.sandbox.meter import ExcessError, Meter

try:
    from kg.sandbox import confine
except ImportError:  # Windows
    confine = None  # type: ignore[assignment]

_GRACE = 5.0
"""Seconds after which this process ends itself where nobody has ended it."""
_WORDS = 2_000
"""Characters of an error's message: one of the engine's can repeat the query."""


def main(folder: Path) -> None:
    """Serve the store of a folder."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    limits = _next(questions)
    if limits is None:
        return
    if confine:
        confine.limit_memory(limits["memory"])
    try:
        store = Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        send(answers, {"kind": "failed", "message": str(error)[:_WORDS]})
        return
    _ready(store)
    if confine:
        confine.lock(folder)
    send(answers, {"kind": "ready"})
    while (question := _next(questions)) is not None:
        _serve(store, question, limits, answers)


def _ready(store: Store) -> None:
    """Ask once what reads from every kind of file and imports every module, before no file can be opened any more."""
    for pattern in ("GRAPH <x:g> { ?s ?p ?o }", "?s ?p ?o"):  # `GRAPH ?g` would read all of the store
        answer(store, f"SELECT ?s {{ {pattern} }} LIMIT 1", "", {}, {}, Meter(1, 1 << 16))
    list(parse("<x:s> <x:p> <x:o> .", format=RdfFormat.N_TRIPLES))


def _serve(store: Store, question: dict[str, Any], limits: dict[str, Any], answers: BinaryIO) -> None:
    parameters = {name: _term(text) for name, text in question["parameters"].items()}
    meter = Meter(limits["rows"], limits["answer"])
    body = b""
    reply: dict[str, Any]
    if confine:
        confine.watch(limits["seconds"] + _GRACE)
    try:
        body = answer(store, question["text"], question["namespace"], parameters, question["prefixes"], meter)
        reply = {"kind": "answer"}
    except QueryError as error:
        reply = {"kind": "refused", "message": str(error)[:_WORDS]}
    except ExcessError as error:
        reply = {"kind": "stopped", "limit": error.limit}
    except MemoryError:
        reply = {"kind": "stopped", "limit": "memory"}
    if confine:
        confine.unwatch()
    send(answers, reply, body)


def _next(questions: BinaryIO) -> dict[str, Any] | None:
    received = receive(questions, sys.maxsize, 0)
    return None if received is None else json.loads(received[0])


def _term(text: str | None) -> Term | None:
    """Read a term as N-Triples write it."""
    if text is None:
        return None
    (quad,) = parse(f"<x:s> <x:p> {text} .", format=RdfFormat.N_TRIPLES)
    term: Term = quad.object
    return term


if __name__ == "__main__":
    main(Path(sys.argv[1]))
