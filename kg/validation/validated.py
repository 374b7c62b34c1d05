"""What the gate has seen of a graph: all of it, or what an edit changes of what was seen before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from kg.mapping.corpus import provenance_graph
from kg.model import Change
from kg.namespaces import DIP
from kg.validation import checks as stored
from kg.validation.engine.columns import distinct
from kg.validation.engine.edited import Held
from kg.validation.engine.plan import Found, plan_of, run_on
from kg.validation.engine.reading import N_QUADS, table_of
from kg.validation.engine.rerun import Side, rerun
from kg.validation.engine.run import Run
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of
from kg.validation.lint import UNREADABLE, lint
from kg.validation.shapes import Shapes, targets
from kg.validation.terms import render, to_dataset
from kg.validation.trace import FACT, A
from kg.validation.vocabulary import UNGROUNDED, Uses, Vocabulary

Targets = frozenset[tuple[Node, str]]

ARTICLE = f"<{DIP.Article}>"


class Rules:
    """All that a graph is held to: shapes, ontology and checks, read once."""

    def __init__(self, shapes: Shapes, ontology: Graph, checks: Sequence[stored.Check], base: str) -> None:
        self.shapes, self.ontology, self.checks, self.base = shapes, ontology, tuple(checks), base
        self.flaws = lint(shapes, ontology)
        self.plan = None if any(flaw.code == UNREADABLE for flaw in self.flaws) else plan_of(shapes.graph)
        """None where a query of a shape can't be read."""
        self.vocabulary = Vocabulary(ontology, base)
        self.labels = tuple((render(s), render(o)) for s, o in ontology.subject_objects(SKOS.prefLabel))
        self.targets = {rule.iri: targets_of(shapes.graph, URIRef(rule.iri)) for rule in shapes.rules}
        """Of each rule."""

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Rules, (self.shapes, self.ontology, self.checks, self.base)  # what is made of them is made again


def targets_of(shapes: Graph, shape: Node) -> Targets:
    """Return the targets of a shape, its own and those of the shapes that lead to it, with their nodes rendered."""
    return frozenset((kind, render(node)) for kind, node in targets(shapes, shape))


@dataclass(frozen=True)
class Seen:
    """What was seen of a graph."""

    held: Held
    found: Found
    rows: tuple[frozenset[stored.Row], ...]
    """Of each check."""
    uses: Uses
    focus_nodes: Mapping[Targets, int]
    articles: int
    facts: int


@dataclass
class Validated:
    """What the gate has seen of a graph, for as long as it is validated again: empty, until a first check fills it."""

    rules: Rules | None = None
    seen: Seen | None = None

    def rules_of(self, shapes: Shapes, ontology: Graph, checks: Sequence[stored.Check], base: str) -> Rules:
        """Return the rules; others than before, by the shapes and the ontology themselves, make it forget the rest."""
        known = self.rules
        if not (known and known.shapes is shapes and known.ontology is ontology):
            known = None
        if not (known and known.checks == tuple(checks) and known.base == base):
            self.seen, self.rules = None, Rules(shapes, ontology, checks, base)
            return self.rules
        return known


def see(rules: Rules, blocks: Iterable[bytes], *, alone: bool = False) -> Seen:
    """Look at a whole graph, given as N-Quads. `alone`: with pySHACL alone. Raises SyntaxError for malformed quads."""
    table = table_of(blocks, N_QUADS)
    again = table.repeat_nothing()
    table.sort()
    held = Held.of(table, again, Table(quads_of(rules.ontology), table.terms))
    store, run = NeededStore(held.data), Run(held.columns)
    store.expect(map(stored.asked_by, rules.checks))
    found = Found({}, {})
    if rules.plan and alone:
        from kg.validation import pyshacl_engine  # takes as long to import as a small graph to validate

        found.left = pyshacl_engine.run(to_dataset(table.quads()), rules.shapes.graph, rules.ontology).results
    elif rules.plan:
        found = run_on(store, rules.plan)
    return Seen(
        held,
        found,
        tuple(stored.run(store, check) for check in rules.checks),
        rules.vocabulary.uses(table) + rules.vocabulary.ungrounded(table, distinct(table.graphs)),
        {each: len(run.focus(each)) for each in set(rules.targets.values())},
        len(table.subjects_with(A, ARTICLE)),
        len(table.subjects_with(A, FACT, provenance_graph(rules.base))),
    )


def see_again(rules: Rules, seen: Seen, changes: Iterable[Change]) -> Seen:
    """Look again at a graph after an edit.

    Raises SyntaxError for malformed quads, and ValueError where a line is taken out that is not there.
    """
    every = list(changes)
    lines = ([line for change in every for line in change[side]] for side in (0, 1))
    held, less, more = seen.held.edited(*lines)
    before, after = Side.of(seen.held.data, less), Side.of(held.data, more)
    provenance = provenance_graph(rules.base)
    return Seen(
        held,
        rerun(rules.plan, seen.found, before, after) if rules.plan else seen.found,
        tuple(stored.rerun(check, rows, before, after) for check, rows in zip(rules.checks, seen.rows, strict=True)),
        _uses(rules.vocabulary, seen.uses, less.quads, more.quads, held.table, provenance),
        _focus_nodes(seen.focus_nodes, before, after),
        seen.articles + _more(seen.held.table, held.table, less.quads, more.quads, ARTICLE),
        seen.facts + _more(seen.held.table, held.table, less.quads, more.quads, FACT, provenance),
    )


def _uses(vocabulary: Vocabulary, uses: Uses, less: Table, more: Table, table: Table, provenance: str) -> Uses:
    """Return the uses of a table that has lost some quads and gained others."""
    facts = (part.subjects_with(A, FACT, provenance) for part in (less, more))
    graphs = distinct(np.concatenate((less.graphs, more.graphs, *facts)))
    touched = {table.terms.texts[graph] for graph in graphs.tolist()}
    left = Uses({use: n for use, n in uses.items() if use[0] != UNGROUNDED or use[2] not in touched})
    return left - vocabulary.uses(less) + vocabulary.uses(more) + vocabulary.ungrounded(table, graphs)


def _focus_nodes(counts: Mapping[Targets, int], before: Side, after: Side) -> Mapping[Targets, int]:
    """Return how many focus nodes there are after an edit."""
    old, new = Run(before.data.columns), Run(after.data.columns)
    if before.reach.classes or after.reach.classes:
        return {each: len(new.focus(each)) for each in counts}
    found = {}
    for each, count in counts.items():
        moved = distinct(np.concatenate((before.reach.targets(each), after.reach.targets(each))))
        found[each] = count - len(old.focus_among(each, moved)) + len(new.focus_among(each, moved))
    return found


def _more(before: Table, after: Table, less: Table, more: Table, cls: str, graph: str = "") -> int:
    """Return how many nodes more have a type after an edit."""
    nodes = distinct(np.concatenate([part.subjects_with(A, cls, graph) for part in (less, more)]))
    old, new = (len(each.subjects_with(A, cls, graph, among=nodes)) for each in (before, after))
    return new - old
