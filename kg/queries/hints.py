"""Hints of a stored query: patterns in comments that hold where a value is given, and let the engine begin there.

The functions that give the values of parameters are opaque to an engine, so it looks at everything and compares. The
comment `#: ?e dip:topic param:topic() .` becomes a pattern with the value in its place if there is one.
It has to follow from the rest of the query: with or without it the answer is the same.
"""

import re
from collections.abc import Callable, Mapping

from kg.queries.answer import Answer, Term
from kg.queries.guard import refuse, tokens
from kg.queries.stored import Query

_SIGN = "#:"
_VALUE = re.compile(r"\bparam:(\w+)\(\)")
_BLOCK = re.compile(rf"(?:^[ \t]*{_SIGN}.*\n)+", re.MULTILINE)
"""Hints on lines that follow each other: they stand in one group."""
_MOST = 60
"""Values that stand in a text."""


def hinted(query: Query, parameters: Mapping[str, Term | None]) -> str:
    """Return the text of a query with those hints in force of which all values are given; its lines stay in place.

    A query that a user gives has no hints. Raises QueryError where a hint would do what no query may.
    """
    if query.free or _SIGN not in query.text:
        return query.text
    text = "".join(_hint(part, parameters) if kind == "comment" else part for kind, part in tokens(query.text))
    refuse(text)
    return text


def narrowed(query: Query, parameters: Mapping[str, Term | None], ask: Callable[[str], Answer]) -> str:
    """Return the text of a query with its hints as the values that they leave: no pattern is added, so none matches.

    `ask` answers a text. One that leaves more than 60 values is left out. Raises QueryError if it can't be read.
    """
    if query.free or _SIGN not in query.text:
        return query.text
    bare = "".join(part for kind, part in tokens(query.text) if kind != "comment")
    prologue, elsewhere = "".join(re.findall(r"PREFIX .*\n", bare)), set(re.findall(r"[?]\w+", bare))

    def values(block: re.Match[str]) -> str:
        hints = [_hint(line.strip(), parameters) for line in block[0].splitlines()]
        pattern = " ".join(hint for hint in hints if not hint.startswith(_SIGN))
        names = sorted(elsewhere & set(re.findall(r"[?]\w+", pattern)))
        if not names:
            return block[0]
        found = ask(f"{prologue}SELECT DISTINCT {' '.join(names)} WHERE {{ {pattern} }} LIMIT {_MOST + 1}").terms
        if len(found) > _MOST:
            return block[0]
        rows = " ".join(f"({' '.join(map(str, row))})" for row in found)
        return f"VALUES ({' '.join(names)}) {{ {rows} }}" + "\n" * block[0].count("\n")

    return _BLOCK.sub(values, query.text)


def _hint(comment: str, parameters: Mapping[str, Term | None]) -> str:
    names = _VALUE.findall(comment)
    if not comment.startswith(_SIGN) or any(parameters.get(name) is None for name in names):
        return comment
    return _VALUE.sub(lambda found: str(parameters[found[1]]), comment.removeprefix(_SIGN))
