"""Asks for what is absent once for all: `FILTER NOT EXISTS { … }` as `MINUS { … }`, where both mean the same.

Oxigraph looks for the pattern of a NOT EXISTS again for each solution, which takes time in the square of the graph
where the pattern is a join; it looks for that of a MINUS once. A solution is left out by both if the pattern has a
solution that is compatible with it (SPARQL 1.1, section 8.3). They differ where the two share no variable, where one
that they share may be unbound, where a filter inside looks outside, and at paths of no steps.
"""

from bisect import bisect_left

from kg.sparql.pattern import Exists, Filter, Graph, Group, Path, Select, Triple, Triples, certain, scope, variables
from kg.sparql.tokens import tokens


def as_minus(text: str, select: Select) -> str:
    """Return a query in which each NOT EXISTS of its outermost group is a MINUS, if it means the same."""
    where = select.where
    apart = [each for each in where.elements if isinstance(each, Filter) and _same(each, where)]
    if not apart:
        return text
    close = where.text[-1].start
    filters = [word.start for word in tokens(text) if word.word == "FILTER"]
    found, end = [], 0
    for each in apart:
        first, last = each.text[0], each.text[-1]
        found.append(text[end : filters[bisect_left(filters, first.start) - 1]])
        end = last.end
    patterns = [each.exists[0].group.text for each in apart]
    minus = "".join(f" MINUS {text[words[0].start : words[-1].end]}" for words in patterns)
    return f"{''.join(found)}{text[end:close]}{minus} {text[close:]}"


def _same(element: Filter, outer: Group) -> bool:
    """Tell whether a filter is NOT EXISTS alone, and its pattern a MINUS that leaves out the same solutions."""
    if len(element.exists) != 1:
        return False
    exists: Exists = element.exists[0]
    inner = exists.group
    if not exists.negated or len(element.text) != len(inner.text) + 2 or not _plain(inner):
        return False
    shared = set(variables(inner.text)) & scope(outer)
    return bool(shared) and "this" in shared | certain(outer) and shared <= certain(outer) & certain(inner)


def _plain(group: Group) -> bool:
    """Tell whether a group has triples, graphs, and filters of its own variables, and nothing else."""
    for element in group.elements:
        match element:
            case Triples(triples):
                fine = not any(_may_be_empty(triple) for triple in triples)
            case Filter(text, exists):
                fine = not exists and set(variables(text)) <= certain(group)
            case Graph(_, inner):
                fine = _plain(inner)
            case _:
                fine = False
        if not fine:
            return False
    return True


def _may_be_empty(triple: Triple) -> bool:
    def empty(path: Path) -> bool:
        return path.kind in ("*", "?") or any(map(empty, path.parts))

    return triple.path is not None and empty(triple.path)
