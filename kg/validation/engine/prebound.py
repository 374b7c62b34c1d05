"""A query for one focus node: `$this` is bound before each part of the query is evaluated (SHACL, appendix A).

Oxigraph's own substitutions do not reach into BIND, nor into the filters of inner groups.
"""

from collections.abc import Sequence

import pyoxigraph

from kg.sparql.tokens import Token

THIS = "this"
FOCUS = pyoxigraph.NamedNode("x:focus")
"""A function that gives the focus node, be it a blank node, which no query can write."""

_BIND = f" BIND (<{FOCUS.value}>() AS ?{THIS}) "


def prebound(text: str, words: Sequence[Token]) -> tuple[str, ...]:
    """Return the parts of a query between which a focus node is to stand: its IRI, or `?this` for any other.

    Each group begins with a BIND of the node. An IRI takes the place of the variable too, so that patterns are
    searched by it; but not where a variable has to be: in a projection, and in BOUND.
    """
    parts, start = [""], 0
    inside: list[bool] = []
    """For each open brace, whether it is a group and not around a subquery."""
    for i, word in enumerate(words):
        if word.text == "{":
            inside.append(words[i + 1].word != "SELECT")
            if inside[-1]:
                parts[-1] += text[start : word.end] + _BIND
                start = word.end
        elif word.text == "}":
            inside.pop()
        elif word.kind == "variable" and word.text[1:] == THIS and inside and inside[-1] and not _in_bound(words, i):
            parts[-1] += text[start : word.start]
            parts.append("")
            start = word.end
    parts[-1] += text[start:]
    return tuple(parts)


def _in_bound(words: Sequence[Token], i: int) -> bool:
    return [word.word for word in words[i - 2 : i]] == ["BOUND", "("]
