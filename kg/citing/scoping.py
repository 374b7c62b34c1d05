"""What in a pattern looks beyond it, or matches more where the graph has less."""

from kg.sparql.pattern import (
    Bind,
    Element,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    SubSelect,
    Triples,
    Union,
    Values,
    scope,
    variables,
)


def unsteady(group: Group) -> str:
    """Return what in a group may match more where the graph has less."""
    for element in group.elements:
        match element:
            case Optional():
                return "OPTIONAL"
            case Minus():
                return "MINUS"
            case Filter(_, exists) | Bind(_, _, exists) if exists:
                return "EXISTS"
            case SubSelect(select) if select.aggregated or select.sliced:
                return "a subquery that groups or slices"
            case SubSelect(select):
                inner = [select.where]
            case Graph(_, inside):
                inner = [inside]
            case Union(groups):
                inner = groups
            case _:
                inner = []
        if found := next(filter(None, map(unsteady, inner)), ""):
            return found
    return ""


def looks_out(element: Element, outside: set[str]) -> bool:
    """Tell whether an element of an EXISTS, a FILTER aside, uses one of `outside` that it does not bind itself."""
    match element:
        case Filter(_, exists):
            return bool(exists)
        case Triples() | Values():
            return False
        case Bind(text, _, exists):
            return bool(exists or set(variables(text)) & outside)
        case Optional(group) | Minus(group) | Graph(_, group):
            return _inside(group, outside)
        case Union(groups):
            return any(_inside(group, outside) for group in groups)
        case SubSelect():
            return True


def _inside(group: Group, outside: set[str]) -> bool:
    own = scope(group)
    for element in group.elements:
        if isinstance(element, Filter) and (element.exists or set(variables(element.text)) & outside - own):
            return True
        if not isinstance(element, Filter) and looks_out(element, outside):
            return True
    return False
