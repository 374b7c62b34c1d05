"""Reads N-Triples and N-Quads into columns: most lines are split, and each term is looked at once.

A file as programs write it has one blank between terms and before the full stop. There the parts of a line are known
by a look into the dictionary; only new ones go to Oxigraph's parser, many at once. Whatever is written in another way
is read by that parser alone, some megabytes at a time, so that what is accepted is the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import pyoxigraph

from kg.errors import GateError
from kg.validation.engine.columns import Ids
from kg.validation.engine.table import Table
from kg.validation.engine.terms import Terms

CHUNK = 1 << 22
"""Bytes that are read at once; their lines are held in memory as text."""

_N_TRIPLES, _N_QUADS = pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.RdfFormat.N_QUADS
_FORMATS = {".nt": _N_TRIPLES, ".nq": _N_QUADS}


_LANGUAGE = re.compile("@[a-z-]+$")


class _OtherForm(Exception):  # noqa: N818 (it is no error: the parser reads it)
    """Lines are not as programs write them."""


def read(path: Path) -> Table:
    """Return the quads of a file, `.nt` or `.nq`, in its order; memory holds the columns and each term once.

    Raises GateError with file and line for what is neither.
    """
    if (form := _FORMATS.get(path.suffix)) is None:
        raise GateError(f"{path.name} is neither N-Triples nor N-Quads; give a file that ends in .nt or .nq")
    table = _table(path, form, _split)
    return table if _in_place(table) else _table(path, form, _parsed)


def _table(path: Path, form: pyoxigraph.RdfFormat, way: Callable[[bytes, Terms, pyoxigraph.RdfFormat], Ids]) -> Table:
    terms = Terms()
    terms.add("")
    found, line = [np.empty((0, 4), dtype=np.int64)], 0
    for data in _chunks(path):
        try:
            try:
                found.append(way(data, terms, form))
            except (_OtherForm, UnicodeDecodeError):
                found.append(_parsed(data, terms, form))
        except SyntaxError as error:
            where = f"{path.name}:{line + error.lineno}:{error.offset}" if error.lineno else path.name
            raise GateError(f"{where}: {error.msg}; mend the line") from error
        line += data.count(b"\n")
    return Table.of(terms, *(np.concatenate([part[:, column] for part in found]) for column in range(4)))


def _in_place(table: Table) -> bool:
    """Tell whether each kind of term stands only where RDF has it: no literal as a subject, and so on."""
    kinds = np.frombuffer("".join([text[:1] or "-" for text in table.terms.texts]).encode(), dtype="S1")
    columns = (table.subjects, table.predicates, table.objects, table.graphs)
    allowed = (b"<", b"_"), (b"<",), (b"<", b"_", b'"'), (b"<", b"_", b"-")
    return all(np.isin(kinds, each)[column].all() for column, each in zip(columns, allowed, strict=True))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            yield data + file.readline()


def _split(data: bytes, terms: Terms, form: pyoxigraph.RdfFormat) -> Ids:
    """Return the ids of four columns. Raises _OtherForm where a line is not in the usual form."""
    statements = data.decode().split(" .\n")
    if statements.pop():
        raise _OtherForm
    parts = [part for statement in statements for part in statement.split(" ", 2)]
    if len(parts) != 3 * len(statements):
        raise _OtherForm
    columns = [parts[0::3], parts[1::3], parts[2::3]]
    columns += _values_and_graphs(columns.pop()) if form == _N_QUADS else [[""] * len(statements)]
    return np.stack([_ids(column, terms) for column in columns], axis=1)


def _ids(parts: list[str], terms: Terms) -> Ids:
    ids = np.fromiter(map(terms.get, parts, repeat(-1)), dtype=np.int64, count=len(parts))
    new = np.flatnonzero(ids < 0)
    found = [parts[row] for row in new.tolist()]
    _learn(list(dict.fromkeys(found)), terms)
    ids[new] = np.fromiter(map(terms.__getitem__, found), dtype=np.int64, count=len(found))
    return ids


def _values_and_graphs(rests: list[str]) -> list[list[str]]:
    """Return the objects and the graphs of quads; the graph is empty for a triple."""
    found: list[list[str]] = [[], []]
    for rest in rests:
        value, _, graph = rest.rpartition(" ")
        named = value and graph[:1] in "<_" and graph[-1:] != '"'
        found[0].append(value if named else rest)
        found[1].append(graph if named else "")
    return found


def _learn(parts: list[str], terms: Terms) -> None:
    """Put new terms into the dictionary, as they are written and as they are. Raises _OtherForm for what is none."""
    if any("\n" in part or "\r" in part for part in parts):
        raise _OtherForm
    try:
        for part, term in zip(parts, _objects(parts), strict=True):
            if part != term:
                (alone,) = _objects([part])
                terms[part] = terms[alone]
            elif "\\" in part or (part[-1] not in '">' and not _LANGUAGE.search(part)):
                terms[part]
            else:
                terms.add(part)
    except (SyntaxError, ValueError) as error:
        raise _OtherForm from error


def _objects(parts: Iterable[str]) -> list[str]:
    text = "".join([f"<x:x> <x:x> {part} .\n" for part in parts])
    return [str(quad.object) for quad in pyoxigraph.parse(text, format=_N_TRIPLES)]


def _parsed(data: bytes, terms: Terms, form: pyoxigraph.RdfFormat) -> Ids:
    """Return the ids of four columns of whatever Oxigraph's parser takes."""
    quads = pyoxigraph.parse(data, format=form)
    texts = (
        text
        for s, p, o, graph in quads
        for text in (str(s), str(p), str(o), "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(graph))
    )
    return np.fromiter((terms[text] for text in texts), dtype=np.int64).reshape(-1, 4)
