"""The parts of a query that matter for citing it. Expressions stay text: only their EXISTS are looked into."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.sparql.tokens import Token


@dataclass(frozen=True)
class Step:
    """One step of a property path: a predicate, or what is none of a set."""

    terms: tuple[str, ...]
    inverse: bool = False
    negated: bool = False


@dataclass(frozen=True)
class Path:
    """A property path (SPARQL 1.1, section 9.1): steps in a row, one of several, or one that is repeated."""

    kind: Literal["step", "sequence", "alternative", "?", "*", "+"]
    parts: "tuple[Path, ...]" = ()
    step: Step | None = None


def written(path: Path) -> str:
    """Return a path as text, each part of it in brackets.

    >>> step = Path("step", step=Step(("a:p",), inverse=True))
    >>> written(Path("+", (Path("sequence", (step, step)),)))
    '(((^a:p)/(^a:p))+)'
    """
    if path.step:
        terms = "|".join(f"{'^' if path.step.inverse else ''}{term}" for term in path.step.terms)
        return f"(!({terms}))" if path.step.negated else f"({terms})"
    if path.kind in ("sequence", "alternative"):
        return f"({('/' if path.kind == 'sequence' else '|').join(map(written, path.parts))})"
    return f"({written(path.parts[0])}{path.kind})"


class Triple(NamedTuple):
    """A triple pattern; terms are texts of the query, blank nodes are variables."""

    subject: str
    predicate: str
    """A term, or the text of a path."""
    object: str
    path: Path | None = None


Text = tuple[Token, ...]
"""The words of an expression, as they stand."""


@dataclass
class Triples:
    """A basic graph pattern."""

    triples: list[Triple]


@dataclass
class Exists:
    """An EXISTS in an expression. `certain` where the expression is true only if the pattern is there."""

    group: "Group"
    negated: bool
    certain: bool


@dataclass
class Filter:
    """A FILTER."""

    text: Text
    exists: list[Exists]


@dataclass
class Bind:
    """A BIND; `text` is the expression."""

    text: Text
    variable: str
    exists: list[Exists]


@dataclass
class Values:
    """A VALUES block."""

    text: Text
    variables: list[str]


@dataclass
class Optional:
    """An OPTIONAL."""

    group: "Group"


@dataclass
class Minus:
    """A MINUS."""

    group: "Group"


@dataclass
class Graph:
    """A GRAPH with its name, a variable or an IRI."""

    name: str
    group: "Group"


@dataclass
class Union:
    """Groups of which each gives solutions; a group by itself is a union of one."""

    groups: "list[Group]"


@dataclass
class SubSelect:
    """A subquery."""

    select: "Select"


Element = Triples | Filter | Bind | Values | Optional | Minus | Graph | Union | SubSelect


@dataclass
class Group:
    """A group graph pattern, and its words as they stand between and with its braces."""

    elements: list[Element]
    text: Text = ()


class Key(NamedTuple):
    """A condition of GROUP BY: a variable, or an expression with or without a name."""

    text: Text
    variable: str


class Item(NamedTuple):
    """What SELECT projects: a variable, or an expression under a name."""

    variable: str
    text: Text = ()
    exists: tuple[Exists, ...] = ()


@dataclass
class Select:
    """A SELECT, or the pattern of an ASK or a CONSTRUCT, with the words of its clauses."""

    items: list[Item]
    star: bool
    distinct: bool
    where: Group
    keys: list[Key]
    aggregated: bool
    """Whether it groups, or aggregates all."""
    sliced: bool
    """Whether it has LIMIT or OFFSET."""
    skips: bool
    """Whether it has OFFSET."""
    values: Values | None
    head: Text = ()
    """From SELECT to what precedes the projection."""
    projection: Text = ()
    body: Text = ()
    """From WHERE to the end of its braces."""
    grouping: Text = ()
    """GROUP BY with its conditions."""
    tail: Text = ()
    """HAVING, ORDER BY, LIMIT, OFFSET and VALUES."""


@dataclass
class Query:
    """A query: its prologue as text, its form, and its pattern."""

    form: Literal["select", "ask", "construct"]
    prologue: str
    select: Select
    template: list[Triple]


def variables(text: Text) -> Iterator[str]:
    """Yield the variables in words, as they are called, without the mark before them."""
    yield from (token.text[1:] for token in text if token.kind == "variable")


def scope(group: Group) -> set[str]:
    """Return the variables that are in scope at the end of a group (SPARQL 1.1, section 18.2.1)."""
    return set().union(*(_scope(element) for element in group.elements))


def certain(group: Group) -> set[str]:
    """Return variables that are bound in every solution of a group, as far as its form tells."""
    found: set[str] = set()
    for element in group.elements:
        match element:
            case Triples():
                found |= _scope(element)
            case Graph(name, inner):
                found |= certain(inner) | ({name[1:]} if name[0] in "?$" else set())
            case Union(groups):
                found |= set.intersection(*map(certain, groups))
            case SubSelect(select):
                found |= set(projected(select)) & (set() if select.aggregated else certain(select.where))
                found |= {key.variable for key in select.keys} & set(projected(select)) & certain(select.where)
            case _:
                pass
    return found


def projected(select: Select) -> list[str]:
    """Return the columns of a SELECT."""
    return sorted(scope(select.where)) if select.star else [item.variable for item in select.items]


def _scope(element: Element) -> set[str]:
    match element:
        case Triples(triples):
            return {term[1:] for t in triples for term in (t.subject, t.predicate, t.object) if term[0] in "?$"}
        case Bind():
            return {element.variable}
        case Values():
            return set(element.variables)
        case Optional(group):
            return scope(group)
        case Graph(name, group):
            return scope(group) | ({name[1:]} if name[0] in "?$" else set())
        case Union(groups):
            return set().union(*map(scope, groups))
        case SubSelect(select):
            return set(projected(select))
        case _:
            return set()
