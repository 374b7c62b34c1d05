"""What a query may not do, found before it runs."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

LONGEST, DEEPEST = 50_000, 100
"""Characters of a query, and brackets within brackets. Oxigraph ends the process where its stack is too small."""

LONGEST_PARSED = 10_000
"""Characters of a query that rdflib has to read: its parser takes up to half a millisecond for each."""

_PROLOGUE = frozenset({"PREFIX", "BASE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_RISKY = re.compile(r"service|\bfrom\b|\\u", re.IGNORECASE)
"""Without any of these no query leaves the graph; with one of them it takes a parser to tell."""

_OPENING = re.compile(r"\A(?:#[^\n\r\\]*[\n\r]+)*")
"""Comments at the top, as the `#+` block of a stored query: what is said in them needs no parser. One with a backslash
is not skipped, since an escape in it may be a line break."""

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?:[^\W\d][\w.-]{0,99})?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each token: comment, text, iri, variable, name (with a prefix), word, mark."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "", match.group()


def nodes(tree: object) -> "Iterator[CompValue]":
    """Yield every node of what rdflib's parser or its algebra gives, from the top down."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(tree, CompValue):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif not isinstance(tree, str) and hasattr(tree, "__iter__"):
        for part in tree:
            yield from nodes(part)


def parse(text: str) -> Any:
    """Return rdflib's parse tree of a query. Raises QueryError where it is none."""
    from rdflib.plugins.sparql.parser import parseQuery  # few queries need it, and it is slow to start

    try:
        return parseQuery(text)
    except RecursionError:
        raise QueryError("the query is nested too deeply to be read; take brackets out") from None
    except Exception as error:  # pyparsing's own kind, and whatever rdflib's actions raise
        line, column = getattr(error, "lineno", 0), getattr(error, "column", 0)
        place = f"at line {line}, column {column}" if line else f"({error})"
        raise QueryError(f"the query can't be read {place}") from None


def bound(text: str) -> None:
    """Raise QueryError for a query that is too long or nested too deeply, and for one that is no text."""
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} characters; at most {LONGEST:,} are read")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError("the query holds half a character (a lone surrogate)")
    if _depth(text) > DEEPEST:
        raise QueryError(f"brackets are nested more than {DEEPEST} deep; take some out")


def refuse(text: str) -> None:
    """Raise QueryError for an update, SERVICE (it fetches from elsewhere), FROM (it replaces the graph), and excess.

    Where one of the words occurs, rdflib's parse tree decides; and it must not stand outside of texts, comments, IRIs
    and names either. So a query must deceive two readers before a third one runs it. Nothing here ends a query that
    takes too long: `kg.queries.worker` does.
    """
    bound(text)
    words = [token.upper() for kind, token in tokens(text) if kind == "word"]
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise QueryError(f"{first} would change the graph; a query can only read it: use SELECT or ASK")
    if not _RISKY.search(_OPENING.sub("", text)):
        return
    if len(text) > LONGEST_PARSED:
        raise QueryError(
            f"the query has {len(text):,} characters; at most {LONGEST_PARSED:,} are read of one with the words "
            "SERVICE or FROM or the mark \\u in it"
        )
    names = {node.name for node in nodes(parse(text))}
    if "ServiceGraphPattern" in names or "SERVICE" in words:
        raise QueryError("SERVICE would ask another server; a query can only read this graph")
    if "DatasetClause" in names or "FROM" in words:
        raise QueryError("FROM would replace the graph; name the graph of a fact with GRAPH")


def _depth(text: str) -> int:
    """Return how deep brackets are nested, wherever they stand: a text with a hundred of them can wait."""
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest
