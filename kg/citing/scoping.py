"""What in a pattern looks beyond it, or matches more where the graph has less."""

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


def refuse_unsteady(group: Group) -> None:
    """Raise Uncitable, by name, where a solution of a group rests on the absence of what may come by absence itself.

    Of an OPTIONAL that did not match, a MINUS and a NOT EXISTS the triples behind a row must give no match that the
    whole graph does not give.
    """
    before = Group([])
    for element in group.elements:
        match element:
            case Optional(inner):
                _refuse("OPTIONAL", inner, scope(before))
            case Minus(inner):
                _refuse("MINUS", inner, scope(before))
            case Filter(_, exists) | Bind(_, _, exists):
                for each in exists:
                    if each.negated or not each.certain:
                        _refuse("NOT EXISTS", each.group, scope(group))
        before.elements.append(element)


def _refuse(what: str, group: Group, outside: set[str]) -> None:
    if why := _unsteady(group, outside):
        raise Uncitable(f"{why} stands within {what}")


def regroups(select: Select) -> bool:
    """Tell whether what a SELECT groups or slices may be something else where the graph has less."""
    return bool(_unsteady(select.where, set(variables(select.grouping if select.aggregated else select.tail))))


def _unsteady(group: Group, outside: set[str]) -> str:
    """Return what lets a group match beside a solution of `outside` where the graph has less; empty if nothing does.

    What takes solutions away does so; and an OPTIONAL by what it binds, where that stands outside of it too and is not
    surely bound before it: such a pattern is not well-designed (Pérez, Arenas and Gutierrez, Semantics and Complexity
    of SPARQL, 2009). Of all others each solution in a part of the graph is one in the whole, or is part of one there.
    """
    try:
        _apart(_loose(group), outside)
    except Uncitable as reason:
        return str(reason)
    return ""


def _apart(loose: set[str], used: Iterable[str]) -> None:
    if clash := sorted(loose.intersection(used)):
        raise Uncitable(f"an OPTIONAL or aggregate whose ?{clash[0]} is used outside of it")


def _loose(group: Group) -> set[str]:
    """Return what a solution of a group may bind otherwise where the graph has less. Raises Uncitable: see above."""
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
                own = _loose_of(element)
                _apart(own, scope(before))
                loose |= own
        before.elements.append(element)
    for element in group.elements:
        if isinstance(element, Filter):
            _apart(loose, variables(element.text))
            for each in element.exists:
                _steady(each, scope(group))
    return loose


def _loose_of(element: Element) -> set[str]:
    match element:
        case Minus():
            raise Uncitable("MINUS")
        case Graph(name, group):
            loose = _loose(group)
            _apart(loose, {name[1:]})
            return loose
        case Union(groups):
            return set().union(*map(_loose, groups))
        case SubSelect(select):
            return _loose_in(select)
        case _:
            return set()


def _steady(exists: Exists, outside: set[str]) -> None:
    if exists.negated or not exists.certain:
        raise Uncitable("NOT EXISTS" if exists.negated else "an EXISTS that need not hold")
    if within := _unsteady(exists.group, outside):
        raise Uncitable(within)


def _loose_in(select: Select) -> set[str]:
    """Return the columns of a subquery that are loose: those of its pattern, and what it makes of them."""
    loose = _loose(select.where)
    if select.sliced:
        raise Uncitable("a subquery that slices")
    if any(token.word == "HAVING" for token in select.tail):
        raise Uncitable("HAVING")
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
