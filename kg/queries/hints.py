"""Hints of a stored query: patterns in comments that hold where a value is given, and let the engine begin there.

The functions that give the values of parameters are opaque to an engine, so it looks at everything and compares. The
comment `#: ?e dip:participation/dip:side param:a() .` becomes a pattern with the value in its place if there is one.
It has to follow from the rest of the query: with or without it the answer is the same.
"""

import re
from collections.abc import Mapping

from kg.queries.answer import Term
from kg.queries.guard import refuse, tokens
from kg.queries.stored import Query

_SIGN = "#:"
_VALUE = re.compile(r"\bparam:(\w+)\(\)")


def hinted(query: Query, parameters: Mapping[str, Term | None]) -> str:
    """Return the text of a query with those hints in force of which all values are given; its lines stay in place.

    A query that a user gives has no hints. Raises QueryError where a hint would do what no query may.
    """
    if query.free or _SIGN not in query.text:
        return query.text
    text = "".join(_hint(part, parameters) if kind == "comment" else part for kind, part in tokens(query.text))
    refuse(text)
    return text


def _hint(comment: str, parameters: Mapping[str, Term | None]) -> str:
    names = _VALUE.findall(comment)
    if not comment.startswith(_SIGN) or any(parameters.get(name) is None for name in names):
        return comment
    return _VALUE.sub(lambda found: str(parameters[found[1]]), comment.removeprefix(_SIGN))
