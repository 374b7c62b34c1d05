"""What a query may not do, found by reading it with two readers that must agree."""

import re
from collections.abc import Iterator
from typing import Any

from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError

LONGEST = 100_000
"""Characters of a query; Oxigraph's own stack overflows on very long ones."""

_PROLOGUE = frozenset({"PREFIX", "BASE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = {"ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each token: comment, text, iri, variable, name (with a prefix), word, mark."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "", match.group()


def nodes(tree: object) -> Iterator[CompValue]:
    """Yield every node of what rdflib's parser or its algebra gives, from the top down."""
    if isinstance(tree, CompValue):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif not isinstance(tree, str) and hasattr(tree, "__iter__"):
        for part in tree:
            yield from nodes(part)


def parse(text: str) -> Any:
    """Return rdflib's parse tree of a query. Raises QueryError where it is none, and for an update."""
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text)} characters; at most {LONGEST} are read")
    first = next((word.upper() for kind, word in tokens(text) if kind == "word" and word.upper() not in _PROLOGUE), "")
    if first in _UPDATES:
        raise QueryError(f"{first} would change the graph; a query can only read it: use SELECT or ASK")
    try:
        return parseQuery(text)
    except ParseException as error:
        raise QueryError(f"the query can't be read at line {error.lineno}, column {error.column}") from None
    except RecursionError:
        raise QueryError("the query is nested too deeply to be read; take brackets out") from None
    except Exception as error:  # the parser lets out whatever its own actions raise
        raise QueryError(f"the query can't be read: {error}") from None


def refuse(text: str) -> None:
    """Raise QueryError unless the query is a SELECT or an ASK on this graph alone.

    Refused are updates, SERVICE (it fetches from elsewhere), FROM (it replaces the graph) and forms that give no table.
    rdflib's parse tree decides; the bare word SERVICE or FROM anywhere outside of texts, comments, IRIs and names is
    refused too, so that a query must deceive two readers to reach a third.
    """
    names = {node.name for node in nodes(parse(text))}
    words = {word.upper() for kind, word in tokens(text) if kind == "word"}
    if "ServiceGraphPattern" in names or "SERVICE" in words:
        raise QueryError("SERVICE would ask another server; a query can only read this graph")
    if "DatasetClause" in names or "FROM" in words:
        raise QueryError("FROM would replace the graph; name a fact's graph with GRAPH instead")
    for name, form in _FORMS.items():
        if name in names:
            raise QueryError(f"{form} gives triples and no rows; use SELECT or ASK, or `kg export` for triples")
