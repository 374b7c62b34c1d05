"""Whether a query may be asked once for all focus nodes in place of once for each (SHACL, appendix A).

A query with `$this` pre-bound and the same query with `?this` free give the same solutions for a node if every part
of the query that looks at `?this` sees it bound: SPARQL evaluates a group before what stands around it.
"""

from typing import Literal

from kg.sparql.pattern import Bind, Filter, Graph, Group, Optional, Select, SubSelect, Text, Union, certain, variables
from kg.validation.engine.prebound import THIS

How = Literal["free", "given", "each"]
"""With `?this` free; with VALUES for `?this` before the pattern; or once for each focus node."""


def how(select: Select) -> How:
    """Return in which way a query may be asked."""
    if select.aggregated or select.sliced:
        return "each"
    if THIS in certain(select.where) and _safe(select.where, bound=False):
        return "free"
    return "given" if _safe(select.where, bound=True) and not _is_subquery(select.where) else "each"


def _is_subquery(group: Group) -> bool:
    return any(isinstance(element, SubSelect) for element in group.elements)


def _safe(group: Group, *, bound: bool, outer: bool = False) -> bool:
    """Tell whether all that looks at `?this` sees it bound. `bound`: before the group; `outer`: for its filters."""
    whole = bound or outer or THIS in certain(group)
    for element in group.elements:
        match element:
            case Filter(text):
                fine = THIS not in variables(text) or (whole and not _selects(text))
            case Bind(text):
                fine = THIS not in variables(text) or (bound and not _selects(text))
            case Optional(inner):
                fine = not _mentions(inner) or (bound and _safe(inner, bound=False, outer=True))
            case Union(groups):
                fine = all(not _mentions(inner) or _binds(inner) for inner in groups)
            case Graph(name, inner):
                fine = not _mentions(inner) or _binds(inner, named=name[1:] == THIS)
            case SubSelect(select):
                fine = THIS not in variables(select.projection) and not _mentions(select.where)
            case _:
                fine = True
        if not fine:
            return False
        bound |= THIS in certain(Group([element]))
    return True


def _binds(group: Group, *, named: bool = False) -> bool:
    return (named or THIS in certain(group)) and _safe(group, bound=named)


def _selects(text: Text) -> bool:
    """Tell whether an expression asks a subquery, which sees nothing of what stands around its EXISTS."""
    return any(word.word == "SELECT" for word in text)


def _mentions(group: Group) -> bool:
    return THIS in variables(group.text)
