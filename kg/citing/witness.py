"""Finds for each row of an answer the triples that made it: its witnesses."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.citing.form import CHOICE, MEMBER, Form, Matched, Names, Place, clauses
from kg.citing.refused import Uncitable
from kg.citing.scoping import regroups
from kg.citing.walk import Node, repeats, terms, walk
from kg.queries.answer import Answer, Term
from kg.sparql import NotRewritable, read
from kg.sparql.pattern import Bind, Element, Group, Query, Select, Triple, Union, variables

Row = tuple[Term | None, ...]
Ask = Callable[[str], Answer]
"""Answers a SPARQL text with the parameters and prefixes of the query that is cited."""
FEW = 200
"""Rows of a sliced answer up to which only they are looked for, and not all that the slice left out."""
MOST = 1_000_000
"""Solutions of a cited form that are looked at."""
COMPARED = 200
"""The smallest witnesses of a row, with which larger ones are compared."""


class Witness(Struct, frozen=True):
    """Triples from which alone a query gives a row. The graph of each is the default graph, or that of a GRAPH."""

    quads: tuple[Quad, ...]


class Cited(Struct, frozen=True):
    """Why a row is there."""

    witnesses: tuple[Witness, ...]
    """Each is enough; the one with the fewest triples first."""
    absence: bool = False
    """Whether it also rests on something that is not in this build: MINUS, NOT EXISTS, or an aggregate over nothing.

    So it is, too, where an OPTIONAL that did not match tells groups or slices apart, or has in it what takes away.
    The triples of a group or an OPTIONAL alone may then give more: what was taken away where all is there.
    """
    shortest: bool = False
    """Whether a property path was cited by a shortest walk along it."""
    members: int = 0
    """Of a row that aggregates: how many solutions it is made of."""


@dataclass
class _Way:
    """One way to a row: what all its solutions match, and of what each of them needs one, the least."""

    quads: set[Quad] = field(default_factory=set)
    choices: dict[Row, tuple[Quad, ...]] = field(default_factory=dict)
    members: set[Row] = field(default_factory=set)


class Citing:
    """Cites the rows of one answer. Raises Uncitable, with the reason by name, where it can't do so right."""

    def __init__(self, text: str, store: Store, ask: Ask, rows: Sequence[Row], columns: Sequence[str]) -> None:
        try:
            self.query = read(text)
        except NotRewritable as reason:
            raise Uncitable(str(reason)) from reason
        self.store, self.ask = store, ask
        self.rows, self.columns = list(rows), tuple(columns)
        if _taken(self.query):
            raise Uncitable("names of variables that begin with '__' are taken")
        self.form = Form()
        self._walked = False
        self._constants: dict[str, Term] = {}
        self._walks: dict[tuple[str, Node, Node, str], list[Quad] | None] = {}

    def cite(self) -> list[Cited]:
        """Return for each row why it is there, in the order of the rows."""
        if self.query.form == "ask":
            return self._asked()
        if self.query.form == "construct":
            return self._constructed()
        select = self.query.select
        return self._grouped(select) if select.aggregated else self._plain(select)

    # --- The four kinds of answers ---------------------------------------------------------------------------------

    def _plain(self, select: Select) -> list[Cited]:
        limited = select.sliced and len(self.rows) <= FEW
        text = self._body(Group(clauses(select)), self._wanted(select) if limited else "")
        ways, found = self._ways(text, lambda row: tuple(row.get(name) for name in self.columns))
        if not select.sliced:
            if set(ways) != set(self.rows):
                raise Uncitable("a second look gave other rows")
            if not (select.distinct or self.form.expanded) and found != Counter(self.rows):
                raise Uncitable("a second look gave rows another number of times")
        return [self._cited(ways.get(row, {})) for row in self.rows]

    def _grouped(self, select: Select) -> list[Cited]:
        names = {n: f"__k{n}" for n, key in enumerate(select.keys)}
        if select.distinct:
            raise Uncitable("DISTINCT rows of groups may stand for several groups")
        unnamed = {n: names[n] for n, key in enumerate(select.keys) if not key.variable}
        more = [
            f"(?{key.variable} AS ?{names[n]})" if key.variable else f"?{names[n]}" for n, key in enumerate(select.keys)
        ]
        keyed = self.ask(self._text(self.form.keyed(select, Names({}), more, unnamed)))
        order = {name: keyed.columns.index(name) for name in (*self.columns, *names.values())}
        rows = [tuple(row[order[name]] for name in self.columns) for row in keyed.terms]
        if Counter(rows) != Counter(self.rows):
            raise Uncitable("the groups are not told apart by what GROUP BY gives")
        keys = defaultdict[Row, list[Row]](list)
        for row, values in zip(rows, keyed.terms, strict=True):
            keys[row].append(tuple(values[order[name]] for name in names.values()))
        binds: list[Element] = [
            Bind(key.text, key.variable or names[n], []) for n, key in enumerate(select.keys) if key.text
        ]
        where = Group([Union([select.where]), *binds]) if binds else select.where
        self.form.absence |= regroups(select)
        by = [key.variable or names[n] for n, key in enumerate(select.keys)]
        ways, _ = self._ways(self._body(where), lambda row: tuple(row.get(name) for name in by), whole=True)
        return [self._cited(ways.get(keys[row].pop(0), {}), members=True) for row in self.rows]

    def _asked(self) -> list[Cited]:
        if self.rows != [(Literal(True),)]:
            return [Cited((), absence=True)]
        text = self._body(Group(clauses(self.query.select)))
        one = "" if any(matched.kind for matched in self.form.matched) else " LIMIT 1"
        ways, _ = self._ways(text + one, lambda row: ())
        return [self._cited(dict(list(ways.get((), {}).items())[:1]))]

    def _constructed(self) -> list[Cited]:
        select = self.query.select
        if select.aggregated or select.sliced:
            raise Uncitable("CONSTRUCT groups or slices the solutions from which it makes triples")
        ways: dict[Row, dict[Row, _Way]] = {}
        text, terms = self._body(Group(clauses(select))), [t for triple in self.query.template for t in triple[:3]]
        self._learn(terms)
        for row in self._solutions(text):
            for triple in self.query.template:
                made = tuple(self._term(term, row) for term in triple[:3])
                if isinstance(made[0], NamedNode | BlankNode) and isinstance(made[1], NamedNode) and made[2]:
                    self._add(ways, made, row, whole=False)
        if set(ways) != set(self.rows):
            raise Uncitable("a second look gave other triples")
        return [self._cited(ways[row]) for row in self.rows]

    # --- Solutions to ways -----------------------------------------------------------------------------------------

    def _text(self, text: str) -> str:
        return f"{self.query.prologue} {text}"

    def _body(self, where: Group, wanted: str = "") -> str:
        pattern = self.form.inner(where, Place(Names({})))
        return self._text(
            f"SELECT * WHERE {{ {wanted} {{ {pattern} }} }}" if wanted else f"SELECT * WHERE {{ {pattern} }}"
        )

    def _wanted(self, select: Select) -> str:
        """Return a VALUES block of the rows, as far as their columns come from the pattern as they are."""
        through = [n for n, name in enumerate(self.columns) if select.star or not select.items[n].text]
        if not through:
            return ""
        rows = (" ".join(_written(row[n]) for n in through) for row in self.rows)
        return (
            f"VALUES ({' '.join('?' + self.columns[n] for n in through)}) {{ {' '.join(f'({row})' for row in rows)} }}"
        )

    def _solutions(self, text: str) -> Iterator[dict[str, Term]]:
        found = self.ask(text)
        if len(found.terms) > MOST:
            raise Uncitable(f"more than {MOST:,} solutions stand behind the rows")
        self._learn(t for m in self.form.matched for triple in m.triples for t in _constants(triple, m.graph))
        for row in found.terms:
            yield {name: term for name, term in zip(found.columns, row, strict=True) if term is not None}

    def _ways(
        self, text: str, of: Callable[[Mapping[str, Term]], Row], *, whole: bool = False
    ) -> tuple[dict[Row, dict[Row, _Way]], Counter[Row]]:
        """Return the ways to each row; `whole` where all solutions of a row are one way."""
        ways: dict[Row, dict[Row, _Way]] = {}
        count: Counter[Row] = Counter()
        wanted = set(self.rows) if self.query.select.sliced and not whole else None
        for row in self._solutions(text):
            key = of(row)
            if wanted is not None and key not in wanted:
                continue
            count[key] += 1
            self._add(ways, key, row, whole=whole)
        return ways, count

    def _add(self, ways: dict[Row, dict[Row, _Way]], key: Row, row: Mapping[str, Term], *, whole: bool) -> None:
        base = tuple(row[name] for name in sorted(row) if not name.startswith((MEMBER, CHOICE)))
        member = tuple(row[name] for name in sorted(row) if not name.startswith(CHOICE))
        way = ways.setdefault(key, {}).setdefault(() if whole else base, _Way())
        choice: list[Quad] = []
        for matched in self.form.matched:
            if matched.mark and matched.mark not in row:
                if matched.certain:
                    raise Uncitable("what an EXISTS found can't be told")
                continue
            quads = [quad for triple in matched.triples for quad in self._quads(triple, matched, row)]
            if matched.kind == CHOICE:
                choice += quads
            else:
                way.quads.update(quads)
        way.members.add(member)
        least = way.choices.get(member)
        found = tuple(sorted(set(choice), key=str))
        if least is None or (len(found), [*map(str, found)]) < (len(least), [*map(str, least)]):
            way.choices[member] = found

    def _cited(self, ways: Mapping[Row, _Way], *, members: bool = False) -> Cited:
        if not ways and not members:
            raise Uncitable("no witness of a row was found")
        witnesses = _least(frozenset(way.quads.union(*way.choices.values())) for way in ways.values())
        count = sum(len(way.members) for way in ways.values()) if members else 0
        return Cited(witnesses, self.form.absence or not witnesses, self._walked, count)

    # --- Terms -----------------------------------------------------------------------------------------------------

    def _quads(self, triple: Triple, matched: Matched, row: Mapping[str, Term]) -> Iterable[Quad]:
        graph = self._term(matched.graph, row) if matched.graph else DefaultGraph()
        if not isinstance(graph, NamedNode | DefaultGraph):
            raise Uncitable("GRAPH names what is no graph")
        start, end = self._node(triple.subject, row), self._node(triple.object, row)
        if triple.path:
            self._walked |= repeats(triple.path)
            place = (triple.predicate, start, end, str(graph))
            if place not in self._walks:
                self._walks[place] = walk(self.store, triple.path, start, end, graph, self._predicate)
            found = self._walks[place]
            if found is None:
                raise Uncitable("the walk along a property path was not found")
            return found or self._anything(start, graph)
        return [Quad(start, self._term(triple.predicate, row), end, graph)]  # type: ignore[arg-type]

    def _anything(self, node: Node, graph: NamedNode | DefaultGraph) -> list[Quad]:
        """Return a triple that shows that a node is in the graph: of this a path of no steps can't do without."""
        if not isinstance(node, Literal) and (
            found := next(self.store.quads_for_pattern(node, None, None, graph), None)
        ):
            return [found]
        found = next(self.store.quads_for_pattern(None, None, node, graph), None)
        return [found] if found else []

    def _term(self, term: str, row: Mapping[str, Term]) -> Term | None:
        return row.get(term[1:]) if term[0] in "?$" else self._constants[term]

    def _node(self, term: str, row: Mapping[str, Term]) -> Node:
        found = self._term(term, row)
        if not isinstance(found, NamedNode | BlankNode | Literal):
            raise Uncitable(f"{term} has no value where its triple matches")
        return found

    def _predicate(self, term: str) -> NamedNode:
        found = self._constants[term]
        assert isinstance(found, NamedNode)  # the grammar has nothing else there
        return found

    def _learn(self, terms: Iterable[str]) -> None:
        """Ask the engine what terms of the query mean."""
        new = sorted({term for term in terms if term[0] not in "?$"} - self._constants.keys())
        if not new:
            return
        columns = " ".join(f"({term} AS ?c{n})" for n, term in enumerate(new))
        (row,) = self.ask(self._text(f"SELECT {columns} WHERE {{}}")).terms
        for term, value in zip(new, row, strict=True):
            if value is None:
                raise Uncitable(f"the term {term} has no value")
            self._constants[term] = value


def _least(found: Iterable[frozenset[Quad]]) -> tuple[Witness, ...]:
    """Return the witnesses, smallest first, without those that have all triples of a smaller one."""
    ordered = sorted(
        {quads: sorted(map(str, quads)) for quads in found}.items(), key=lambda each: (len(each[1]), each[1])
    )
    kept: list[frozenset[Quad]] = []
    for quads, _ in ordered:
        if not any(less <= quads for less in kept[:COMPARED]):
            kept.append(quads)
    return tuple(Witness(tuple(sorted(quads, key=str))) for quads in kept)


def _constants(triple: Triple, graph: str) -> Iterator[str]:
    yield from (triple.subject, triple.object)
    if graph:
        yield graph
    if triple.path:
        yield from terms(triple.path)
    else:
        yield triple.predicate


def _written(term: Term | None) -> str:
    return "UNDEF" if term is None or isinstance(term, BlankNode) else str(term)


def _taken(query: Query) -> bool:
    words = (*query.select.body, *query.select.projection, *query.select.grouping, *query.select.tail)
    return any(name.startswith("__") for name in variables(words))
