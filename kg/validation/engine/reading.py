"""Reads N-Triples and N-Quads into columns: lines are cut many at a time, and each term is looked at once.

A program writes one blank between terms and before the full stop. Such lines are cut in one step, and what stands
between the blanks is known by a look into a dictionary; each new part is judged once, most by one regular expression,
the rest by Oxigraph's parser. Lines written in another way are read by that parser alone, some megabytes at a time.
So what is accepted is always what the parser accepts.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyoxigraph
from numpy.typing import NDArray

from kg.errors import GateError
from kg.namespaces import XSD
from kg.validation.engine.columns import TERM, Ids
from kg.validation.engine.table import Table
from kg.validation.engine.terms import Terms

CHUNK = 1 << 17
"""Bytes that are cut at once: with more, the parts no longer fit into the caches of a processor."""
_AT_ONCE = 1 << 14
"""How many parts are decoded at once."""

N_TRIPLES, N_QUADS = pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.RdfFormat.N_QUADS
_FORMATS = {".nt": N_TRIPLES, ".nq": N_QUADS}
_WIDTH = {N_TRIPLES: 3, N_QUADS: 4}

_BLANK, _QUOTE, _BACKSLASH = b"\x00", b"\x01", b"\x02"
"""Stand for a blank, an escaped quote and an escaped backslash while literals are cut."""
_ODD = (_BLANK, _QUOTE, _BACKSLASH, b"\t", b"\x0b", b"\x0c", b"\r")
"""Where one of these stands, a line can't be cut at its blanks."""

_OF_PATH = r"[A-Za-z0-9._~!$&'()*+,;=:@/-]*"
_IRI = rf"<https?://[a-z0-9.-]+(?:/{_OF_PATH})?(?:\?{_OF_PATH})?(?:#{_OF_PATH})?>"
_LITERAL = rf'"[^"\\\x00-\x1f\x7f]*"(?:@[a-z]{{1,8}}(?:-[a-z0-9]{{1,8}})*|\^\^<{re.escape(str(XSD))}(?!string>)\w+>)?'
_USUAL = re.compile(rf"{_IRI}|{_LITERAL}|_:[A-Za-z0-9]+").fullmatch
"""Part of what the grammar of N-Quads takes, and in canonical form: what almost every term is."""


class _Unread(Exception):  # noqa: N818 (it is no error: the parser reads it)
    """Something can't be read without the parser."""


_Numbers = NDArray[TERM]
"""The numbers of parts, a row for each line."""


class _Parts(dict[bytes, int]):
    """Numbers the parts of lines, each once, in the order in which they come."""

    def __missing__(self, part: bytes) -> int:
        number = self[part] = len(self)
        return number


def read(path: Path) -> Table:
    """Return the quads of a file, `.nt` or `.nq`, in its order; memory holds the columns and each term once.

    Raises GateError with file and line for what is neither.
    """
    if (form := _FORMATS.get(path.suffix)) is None:
        raise GateError(f"{path.name} is neither N-Triples nor N-Quads; give a file that ends in .nt or .nq")
    try:
        return table_of(_chunks(path), form)
    except SyntaxError:
        return _by_parser(path, form)


def table_of(chunks: Iterable[bytes], form: pyoxigraph.RdfFormat) -> Table:
    """Return the quads of some chunks of whole lines, in their order. Raises SyntaxError where one is malformed."""
    parts, found = _Parts(), list[_Numbers]()
    nothing = parts[b""]
    for chunk in chunks:
        numbers = _cut(chunk, parts, _WIDTH[form])
        if numbers is None:
            numbers = _parsed(chunk, parts, form)
        elif form == N_TRIPLES:
            numbers = np.column_stack((numbers, np.full(len(numbers), nothing, dtype=TERM)))
        found.append(numbers)
    try:
        table = _told(parts, found)
    except UnicodeDecodeError as error:
        raise SyntaxError(f"it is no UTF-8: {error}") from error
    except _Unread as error:
        raise SyntaxError(str(error)) from error
    if not _in_place(table):
        raise SyntaxError("a term stands where its kind may not")
    return table


def _by_parser(path: Path, form: pyoxigraph.RdfFormat) -> Table:
    """Read a file without any cutting, so that what is malformed is told with its line."""
    parts, found, line = _Parts(), list[_Numbers](), 0
    parts[b""]
    for chunk in _chunks(path):
        try:
            found.append(_parsed(chunk, parts, form))
        except SyntaxError as error:
            where = f"{path.name}:{line + error.lineno}:{error.offset}" if error.lineno else path.name
            raise GateError(f"{where}: {error.msg}; mend the line") from error
        line += chunk.count(b"\n")
    return _told(parts, found)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            yield data + file.readline()


def _cut(data: bytes, parts: _Parts, width: int) -> _Numbers | None:
    """Return the numbers of the parts of lines, one row for each; None where some line is not in the usual form.

    If each newline follows a full stop, and each `width + 1`th part is a full stop, and no other part is one, then all
    lines have that form. A full stop that is taken for a term is refused later, as no term.
    """
    if any(each in data for each in _ODD) or not data.endswith(b" .\n"):
        return None
    if b"\\" in data:
        data = data.replace(b"\\\\", _BACKSLASH).replace(b'\\"', _QUOTE)
    pieces = data.split(b'"')
    pieces[1::2] = [piece.replace(b" ", _BLANK) for piece in pieces[1::2]]
    data = b'"'.join(pieces)
    found = data.split()
    lines, rest = divmod(len(found), width + 1)
    if rest or not data.count(b"\n") == data.count(b" .\n") == lines or set(found[width :: width + 1]) != {b"."}:
        return None
    del found[width :: width + 1]
    return np.fromiter(map(parts.__getitem__, found), dtype=TERM, count=len(found)).reshape(-1, width)


def _parsed(data: bytes, parts: _Parts, form: pyoxigraph.RdfFormat) -> _Numbers:
    """Return the numbers of four columns of whatever Oxigraph's parser takes. Raises SyntaxError for the rest."""
    texts = (
        text
        for s, p, o, graph in pyoxigraph.parse(data, format=form)
        for text in (str(s), str(p), str(o), "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(graph))
    )
    return np.fromiter((parts[_marked(text.encode())] for text in texts), dtype=TERM).reshape(-1, 4)


def _marked(part: bytes) -> bytes:
    """Return a term as it stands among the parts where it was not cut."""
    if b"\\" in part:
        part = part.replace(b"\\\\", _BACKSLASH).replace(b'\\"', _QUOTE)
    return part.replace(b" ", _BLANK)


def _told(parts: _Parts, found: list[_Numbers]) -> Table:
    """Return rows of the numbers of parts as a table; the parts are given up. Raises as `_terms` does."""
    terms, numbers = _terms(parts)
    columns = ([each[:, column] for each in found] or [np.empty(0, dtype=TERM)] for column in range(4))
    return Table.of(terms, *(numbers[np.concatenate(column)] for column in columns))


def _written(parts: _Parts) -> list[str]:
    """Return the parts as they stand in the file; they are given up one by one, so that memory holds each once.

    Raises UnicodeDecodeError for what is no UTF-8.
    """
    found: list[str] = []
    while parts:
        some = [parts.popitem()[0] for _ in range(min(len(parts), _AT_ONCE))]
        text = b"\n".join(some).decode()
        found += text.replace("\x00", " ").replace("\x01", '\\"').replace("\x02", "\\\\").split("\n")
    found.reverse()  # the last one that came goes first
    return found


def _terms(parts: _Parts) -> tuple[Terms, Ids]:
    """Return the terms that the parts are, and for each part the number of its term; the parts are given up.

    Raises _Unread where one is no term, UnicodeDecodeError for what is no UTF-8.
    """
    texts, terms = _written(parts), Terms()
    unusual = [i for i, text in enumerate(texts) if text and not _USUAL(text)]
    found = zip(unusual, _judged([texts[i] for i in unusual]), strict=True)
    other = {i: term for i, term in found if term != texts[i] or "@" in term}
    terms.extend([text for i, text in enumerate(texts) if i not in other] if other else texts)
    moved = np.zeros(len(texts), dtype=TERM)
    moved[list(other)] = 1
    numbers = np.arange(len(texts), dtype=TERM) - np.cumsum(moved, dtype=TERM)
    numbers[list(other)] = [terms[term] for term in other.values()]
    return terms, numbers


def _judged(texts: list[str]) -> list[str]:
    """Return what Oxigraph's parser makes of each term. Raises _Unread that names one if it refuses it."""
    if odd := next((text for text in texts if "\r" in text), ""):
        raise _Unread(f"a line ends within {odd}")
    lines = "".join([f"<x:x> <x:x> {text} .\n" for text in texts])
    try:
        found = [str(quad.object) for quad in pyoxigraph.parse(lines, format=N_TRIPLES)]
    except SyntaxError as error:
        raise _Unread(f"{error.msg}: {texts[error.lineno - 1] if error.lineno else ''}") from error
    if len(found) != len(texts):
        raise _Unread("a part of a line is no term")
    return found


def _in_place(table: Table) -> bool:
    """Tell whether each kind of term stands only where RDF has it: no literal as a subject, and so on."""
    kinds = np.frombuffer("".join([text[:1] or "-" for text in table.terms.texts]).encode(), dtype="S1")
    columns = (table.subjects, table.predicates, table.objects, table.graphs)
    allowed = (b"<", b"_"), (b"<",), (b"<", b"_", b'"'), (b"<", b"_", b"-")
    return all(np.isin(kinds, each)[column].all() for column, each in zip(columns, allowed, strict=True))
