"""What in a pattern looks beyond it, or may match more where the graph has less."""

from collections.abc import Iterable

from kg.citing.refused import Uncitable
from kg.sparql.pattern import (
    Bind,
    Element,
    Exists,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
    Values,
    certain,
    projected,
    scope,
    variables,
)


def rests_on_absence(group: Group) -> bool:
    """Tell whether an OPTIONAL of a group may lack a match only because something in it takes solutions away.

    The triples behind a row leave out what does so. Raises Uncitable, by name, where this holds of a MINUS or a NOT
    EXISTS, and where an OPTIONAL in one of the three may match more in these triples than in the whole graph.
    """
    found, before = False, Group([])
    for element in group.elements:
        match element:
            case Optional(inner):
                found |= bool(_takers("OPTIONAL", inner, scope(before)))
            case Minus(inner):
                _refuse("MINUS", inner, scope(before))
            case Filter(_, exists) | Bind(_, _, exists):
                for each in exists:
                    if each.negated or not each.certain:
                        _refuse("NOT EXISTS", each.group, scope(group))
        before.elements.append(element)
    return found


def regroups(select: Select) -> bool:
    """Tell whether what a SELECT groups or slices may be something else where the graph has less."""
    used = set(variables(select.grouping if select.aggregated else select.tail))
    try:
        return bool(_takers("SELECT", select.where, used))
    except Uncitable:
        return True


def _refuse(what: str, group: Group, outside: set[str]) -> None:
    if takers := _takers(what, group, outside):
        raise Uncitable(f"{takers[0]} stands within {what}")


def _takers(what: str, group: Group, outside: set[str]) -> list[str]:
    """Return what in a group takes solutions away, so that beside `outside` it may match more where the graph has less.

    An OPTIONAL can do so by what it binds, where that stands outside of it too and is not surely bound before it: such
    a pattern is not well-designed (Pérez, Arenas and Gutierrez, Semantics and Complexity of SPARQL, 2009), and raises
    Uncitable. Of all others each solution in a part of the graph is one in the whole, or is part of one there.
    """
    takers: list[str] = []
    try:
        _apart(_loose(group, takers), outside)
    except Uncitable as error:
        raise Uncitable(f"{error} stands within {what}") from None
    return takers


def _apart(loose: set[str], used: Iterable[str]) -> None:
    if clash := sorted(loose.intersection(used)):
        raise Uncitable(f"an OPTIONAL or aggregate whose ?{clash[0]} is used outside of it")


def _loose(group: Group, takers: list[str]) -> set[str]:
    """Return what a solution of a group may bind otherwise where the graph has less, and add what takes some away."""
    loose, before = set[str](), Group([])
    for element in group.elements:
        match element:
            case Filter():
                continue
            case Optional(inner):
                loose |= scope(inner) - certain(before)
            case Bind(text, variable, exists):
                loose |= {variable} if exists or loose.intersection(variables(text)) else set()
            case _:
                _apart(loose, scope(Group([element])))
                own = _loose_of(element, takers)
                _apart(own, scope(before))
                loose |= own
        before.elements.append(element)
    for element in group.elements:
        if isinstance(element, Filter):
            _apart(loose, variables(element.text))
            for each in element.exists:
                _loose_exists(each, scope(group), takers)
    return loose


def _loose_of(element: Element, takers: list[str]) -> set[str]:
    match element:
        case Minus():
            takers.append("MINUS")
            return set()
        case Graph(name, group):
            loose = _loose(group, takers)
            _apart(loose, {name[1:]})
            return loose
        case Union(groups):
            return set().union(*(_loose(group, takers) for group in groups))
        case SubSelect(select):
            return _loose_in(select, takers)
        case _:
            return set()


def _loose_exists(exists: Exists, outside: set[str], takers: list[str]) -> None:
    if exists.negated or not exists.certain:
        takers.append("NOT EXISTS" if exists.negated else "an EXISTS that need not hold")
    else:
        _apart(_loose(exists.group, takers), outside)


def _loose_in(select: Select, takers: list[str]) -> set[str]:
    """Return the columns of a subquery that are loose: those of its pattern, and what it makes of them."""
    loose = _loose(select.where, takers)
    if select.sliced:
        takers.append("a subquery that slices")
    if any(token.word == "HAVING" for token in select.tail):
        takers.append("HAVING")
    _apart(loose, select.values.variables if select.values else ())
    made = [(item.variable, item.text, select.aggregated or item.exists) for item in select.items if item.text]
    made += [(key.variable, key.text, ()) for key in select.keys if key.text]
    loose |= {variable for variable, text, always in made if always or loose.intersection(variables(text))}
    return loose.intersection(projected(select))


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
