"""Writes the cited form of a query: the same pattern, with all its variables shown, and what shows which parts matched.

Each solution of the cited form is one way to the row of the answer that it shows. A part that need not match (OPTIONAL,
UNION) gets a mark: a variable that is bound where it does. A subquery that groups or slices stands there as it is, and
beside it once more its pattern, which gives the members of each group; an EXISTS, once more as an OPTIONAL. What is
added has variables of its own: `?__m…` of members of a group, `?__e…` of EXISTS, `?__h…` hidden by a subquery.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.citing.refused import Uncitable
from kg.citing.scoping import looks_out, regroups, rests_on_absence
from kg.sparql.pattern import (
    Bind,
    Element,
    Exists,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Path,
    Select,
    SubSelect,
    Text,
    Triple,
    Triples,
    Union,
    Values,
    certain,
    projected,
    scope,
    variables,
    written,
)
from kg.sparql.tokens import Token

MEMBER, CHOICE, HIDDEN = "__m", "__e", "__h"
"""How variables begin: of the members of a group, of EXISTS of which one witness is enough, of a subquery."""


class Matched(NamedTuple):
    """Triple patterns that a solution matches if it binds the mark; without a mark every solution does."""

    triples: tuple[Triple, ...]
    mark: str
    graph: str
    """The term of GRAPH; empty for the default graph."""
    kind: str
    """`MEMBER`, `CHOICE` or nothing."""
    certain: bool = False
    """Whether a solution that does not match it can't be: an EXISTS that a FILTER needs."""


class Names(NamedTuple):
    """What variables are called in a part of the cited form: some as given, the others after a prefix."""

    given: dict[str, str]
    prefix: str = ""

    def __call__(self, variable: str) -> str:
        """Return what a variable is called, without the mark before it."""
        return self.given.get(variable, f"{self.prefix}{variable}")

    def term(self, term: str) -> str:
        """Return a term under its name, if it is a variable."""
        return f"?{self(term[1:])}" if term[0] in "?$" else term


class Place(NamedTuple):
    """Where in the cited form something is written."""

    names: Names
    kind: str = ""
    mark: str = ""
    graph: str = ""
    optional: bool = False
    certain: bool = False


@dataclass
class Form:
    """Writes the parts of a cited form, and notes what its solutions match."""

    matched: list[Matched] = field(default_factory=list)
    absence: bool = False
    """Whether an answer also rests on something that is not there."""
    expanded: bool = False
    """Whether one solution of the query may be several here."""
    _count: int = 0

    def number(self) -> int:
        """Return a number that nothing else here has."""
        self._count += 1
        return self._count

    def group(self, group: Group, at: Place) -> str:
        """Return a group with its braces."""
        return f"{{ {self.inner(group, at)} }}"

    def inner(self, group: Group, at: Place) -> str:
        """Return what stands in a group; EXISTS come after all that they look at."""
        self.absence |= rests_on_absence(group)
        parts = [self.element(element, at) for element in group.elements]
        for element in group.elements:
            if isinstance(element, Filter | Bind):
                parts += [self.exists(each, group, at) for each in element.exists]
        return " ".join(part for part in parts if part)

    def element(self, element: Element, at: Place) -> str:
        """Return one part of a group."""
        match element:
            case Triples(triples):
                return self.triples(triples, at)
            case Filter(text):
                return f"FILTER {self.words(text, at.names)}"
            case Bind(text, variable, _):
                return f"BIND({self.words(text, at.names)} AS ?{at.names(variable)})"
            case Values(text):
                return self.words(text, at.names)
            case Optional(group):
                return f"OPTIONAL {self.marked(group, at._replace(optional=True))}"
            case Minus(group):
                self.absence = True
                return f"MINUS {self.words(group.text, at.names)}"
            case Graph(name, group):
                name = at.names.term(name)
                return f"GRAPH {name} {self.group(group, at._replace(graph=name, optional=False))}"
            case Union([group]):
                return self.group(group, at._replace(optional=False))
            case Union(groups):
                return " UNION ".join(self.marked(group, at._replace(optional=False)) for group in groups)
            case SubSelect(select):
                return self.subselect(select, at)

    def marked(self, group: Group, at: Place) -> str:
        """Return a group that need not match, with a mark of its own."""
        mark = f"{at.kind or HIDDEN}{self.number()}_here"
        return f"{{ {self.inner(group, at._replace(mark=mark, certain=False))} BIND(true AS ?{mark}) }}"

    def triples(self, triples: list[Triple], at: Place) -> str:
        """Return a basic graph pattern, and note that solutions match it."""
        return " ".join(
            self.walked(at.names.term(s), path, at.names.term(o), at)
            if path
            else self.triple(Triple(at.names.term(s), self.predicate(p, at), at.names.term(o)), at)
            for s, p, o, path in triples
        )

    def triple(self, triple: Triple, at: Place) -> str:
        """Return one triple pattern, of terms under their names."""
        self.matched.append(Matched((triple,), at.mark, at.graph, at.kind, at.certain))
        return f"{triple.subject} {triple.predicate} {triple.object} ."

    def walked(self, start: str, path: Path, end: str, at: Place) -> str:
        """Return a property path as the triples for which it stands (SPARQL 1.1, 18.2.2.4): each walk is a solution.

        What is repeated, or one of several, stays a path: of these Oxigraph gives each two ends once.
        """
        if path.step and path.step.negated:
            edge = self.between(at)
            ends = (end, start) if path.step.inverse else (start, end)
            excluded = f"FILTER({edge} NOT IN ({', '.join(path.step.terms)}))"
            return f"{{ {self.triple(Triple(ends[0], edge, ends[1]), at)} {excluded} }}"
        if path.step:
            ends = (end, start) if path.step.inverse else (start, end)
            return self.triple(Triple(ends[0], path.step.terms[0], ends[1]), at)
        if path.kind == "sequence":
            nodes = [start, *(self.between(at) for _ in path.parts[1:]), end]
            return " ".join(self.walked(*each, at) for each in zip(nodes, path.parts, nodes[1:], strict=False))
        return self.triple(Triple(start, written(path), end, path), at)

    def between(self, at: Place) -> str:
        """Return a variable that is nowhere else."""
        return f"?{at.kind or HIDDEN}{self.number()}_via"

    def predicate(self, predicate: str, at: Place) -> str:
        """Return a predicate under its name."""
        return at.names.term(predicate)

    def exists(self, exists: Exists, around: Group, at: Place) -> str:
        """Return an EXISTS as an OPTIONAL that binds what it finds."""
        self.absence |= exists.negated or not exists.certain
        if exists.negated:
            return ""
        used, seen = set(variables(exists.group.text)), scope(around)
        shared = used & seen
        if at.optional and used - seen:
            raise Uncitable("EXISTS stands in the FILTER of an OPTIONAL, and may look at what is outside of it")
        if any(looks_out(element, shared) for element in exists.group.elements):
            raise Uncitable("a part within EXISTS looks at a variable outside of it")
        self.expanded = True
        kind = at.kind or CHOICE
        prefix = f"{kind}{self.number()}_"
        loose = sorted((shared - certain(around)) & scope(exists.group))  # where unbound, EXISTS takes any value
        names = Names({name: at.names(name) for name in shared.difference(loose)}, prefix)
        equal = "".join(
            f" FILTER(!BOUND(?{at.names(name)}) || sameTerm(?{at.names(name)}, ?{names(name)}))" for name in loose
        )
        mark = f"{prefix}here"
        place = Place(names, kind, mark, at.graph, certain=exists.certain and not at.mark)
        return f"OPTIONAL {{ {self.inner(exists.group, place)} BIND(true AS ?{mark}){equal} }}"

    def subselect(self, select: Select, at: Place) -> str:
        """Return a subquery: its pattern, and itself beside it where it groups or slices."""
        number = self.number()
        kind = at.kind or (MEMBER if select.aggregated else "")
        prefix = f"{kind or HIDDEN}{number}_"
        columns = {name: at.names(name) for name in projected(select)}
        keys = {key.variable: f"{HIDDEN}{number}_{key.variable}" for key in select.keys if key.variable not in columns}
        unnamed = {n: f"{HIDDEN}{number}_key{n}" for n, key in enumerate(select.keys) if not key.variable}
        keys.pop("", None)
        through = columns | keys
        if select.aggregated:
            own = {item.variable for item in select.items if item.text}
            through = {name: new for name, new in through.items() if name not in own}
        names = Names(through, prefix)
        whole = not (select.aggregated or select.sliced)
        empty = select.aggregated and not select.keys
        mark = f"{prefix}here" if empty else at.mark
        inside = at._replace(names=names, kind=kind, mark=mark, optional=False)
        pattern = self.inner(Group(clauses(select)), inside)
        for n, key in enumerate(select.keys):
            if key.text:
                pattern += f" BIND({self.words(key.text, names)} AS ?{unnamed.get(n) or names(key.variable)})"
        if empty:
            pattern += f" BIND(true AS ?{mark})"
        self.expanded = self.expanded or select.distinct or not whole
        self.absence |= not whole and regroups(select)
        if select.skips:
            raise Uncitable("OFFSET in a subquery leaves out what comes before")
        if whole:
            return f"{{ {pattern} }}"
        if select.distinct and (keys or unnamed) and select.sliced:
            raise Uncitable("a subquery has DISTINCT, LIMIT and groups by what it hides")
        itself = self.keyed(
            select, Names(columns | keys, prefix), [f"?{name}" for name in (*keys.values(), *unnamed.values())], unnamed
        )
        open_ = [new for name, new in columns.items() if name in through and name not in certain(select.where)]
        flags = {new: f"{HIDDEN}{number}_has_{n}" for n, new in enumerate(open_)}
        binds = " ".join(f"BIND(BOUND(?{new}) AS ?{flag})" for new, flag in flags.items())
        filters = " ".join(f"FILTER(?{flag} = BOUND(?{new}))" for new, flag in flags.items())
        return f"{{ {{ {itself} }} {binds} {'OPTIONAL' if empty else ''} {{ {pattern} }} {filters} }}"

    def keyed(self, select: Select, names: Names, more: Iterable[str], unnamed: dict[int, str]) -> str:
        """Return a SELECT that shows also by what it groups."""
        grouping = self.words(select.grouping, names)
        if unnamed:
            conditions = (
                f"({self.words(key.text, names)} AS ?{unnamed.get(n) or names(key.variable)})"
                if key.text
                else f"?{names(key.variable)}"
                for n, key in enumerate(select.keys)
            )
            grouping = f"GROUP BY {' '.join(conditions)}"
        head, projection, body, tail = (
            self.words(words, names) for words in (select.head, select.projection, select.body, select.tail)
        )
        return f"{head} {projection} {' '.join(more)} {body} {grouping} {tail}"

    def words(self, text: Text, names: Names) -> str:
        """Return words as they stand, with variables under their names, and blank nodes that are no others' there."""
        copy = self.number()
        return "".join(_spaced(text, names, copy))


def _spaced(text: Text, names: Names, copy: int) -> Iterator[str]:
    before: Token | None = None
    for token in text:
        if before and before.end < token.start:
            yield " "
        before = token
        if token.kind == "variable":
            yield names.term(token.text)
        elif token.kind == "blank":
            yield f"_:c{copy}_{token.text[2:]}"
        else:
            yield token.text


def clauses(select: Select) -> list[Element]:
    """Return the pattern of a SELECT with what its clauses bind, unless it aggregates."""
    if select.aggregated:
        return list(select.where.elements)
    values = [select.values] if select.values else []
    binds = [Bind(item.text, item.variable, list(item.exists)) for item in select.items if item.text]
    return [Union([select.where]), *values, *binds] if values or binds else list(select.where.elements)
