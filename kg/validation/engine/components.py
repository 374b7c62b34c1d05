"""The constraint components of SHACL Core (sections 4.1 to 4.8), each for all value nodes at once."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from rdflib import URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import EMPTY, TERM, Ids, Mask, Relation, distinct, grouped
from kg.validation.engine.pairs import PAIRS
from kg.validation.engine.run import Run, per_value
from kg.validation.engine.shapes import Builder, Check, Compiler, Constraint, Looks, Shape, Values, Violations
from kg.validation.engine.strings import STRINGS
from kg.validation.engine.terms import literal_of
from kg.validation.engine.values import compare, value_of, well_formed
from kg.validation.paths import compact
from kg.validation.terms import render

_KINDS: dict[Node, str] = {
    SH.IRI: "<", SH.BlankNode: "_", SH.Literal: '"',
    SH.BlankNodeOrIRI: "_<", SH.BlankNodeOrLiteral: '_"', SH.IRIOrLiteral: '<"',
}  # fmt: skip
_KIND_WORDS = {"<": "an IRI", "_": "a blank node", '"': "a literal"}


def _class(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    text = render(value)

    def test(run: Run, ids: Ids) -> Mask:
        return run.columns.mask(run.columns.instances(run.terms[text]))[ids]

    says = f"The value is no {compact(str(value))}."
    yield Constraint(SH.ClassConstraintComponent, per_value(test), says=says, looks=Looks(cls=text))


def _datatype(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    datatype = str(value)

    def test(run: Run, ids: Ids) -> Mask:
        literals = map(run.literal, ids.tolist())
        fits = (each is not None and each.datatype == datatype and well_formed(each) for each in literals)
        return np.fromiter(fits, dtype=np.bool_, count=len(ids))

    says = f"The value is no well-formed literal of the datatype {compact(datatype)}."
    yield Constraint(SH.DatatypeConstraintComponent, per_value(test), says=says)


def _node_kind(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    if value not in _KINDS:
        raise OntologyError(f"sh:nodeKind of {compiler.name(shape)} is {value}; write sh:IRI, sh:Literal or another")
    kinds = _KINDS[value]

    def test(run: Run, ids: Ids) -> Mask:
        return np.fromiter((run.text(i)[0] in kinds for i in ids.tolist()), dtype=np.bool_, count=len(ids))

    says = f"The value is not {' or '.join(_KIND_WORDS[kind] for kind in kinds)}."
    yield Constraint(SH.NodeKindConstraintComponent, per_value(test), says=says)


def _count(predicate: URIRef, component: URIRef, wrong: Callable[[Ids, int], Mask], says: str) -> Builder:
    def build(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
        limit = compiler.number(shape, predicate, value)

        def check(run: Run, shape: Shape, values: Values) -> Violations:
            counts = np.bincount(values.places, minlength=len(values.focus))
            return Violations(np.flatnonzero(wrong(counts, limit)))

        yield Constraint(component, check, says=says.format(limit))

    return build


def _range(component: URIRef, fits: Callable[[int], bool], says: str) -> Builder:
    def build(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
        text = render(value)
        if not text.startswith('"'):
            raise OntologyError(f"{compiler.name(shape)} compares with {value}; write a literal")
        bound = value_of(literal_of(text))

        def test(run: Run, ids: Ids) -> Mask:
            orders = (compare(run.value(i), bound) for i in ids.tolist())
            return np.fromiter((o is not None and fits(o) for o in orders), dtype=np.bool_, count=len(ids))

        yield Constraint(component, per_value(test), says=says.format(value))

    return build


def _logical(component: URIRef, listed: URIRef, holds: Callable[[Ids, int], Mask], says: str) -> Builder:
    def build(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
        members = [compiler.shape(each) for each in compiler.members(shape, listed, value)]

        def test(run: Run, ids: Ids) -> Mask:
            count = np.zeros(len(ids), dtype=np.int64)
            for member in members:
                count += run.conforms(member, ids)
            return holds(count, len(members))

        yield Constraint(component, per_value(test), says=says, looks=Looks(shapes=tuple(members)))

    return build


def _not(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    inner = compiler.shape(value)
    test = per_value(lambda run, ids: ~run.conforms(inner, ids))
    says = "The value is what it must not be."
    yield Constraint(SH.NotConstraintComponent, test, says=says, looks=Looks(shapes=(inner,)))


def _node(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    inner = compiler.shape(value)
    test = per_value(lambda run, ids: run.conforms(inner, ids))
    says = f"The value does not conform to {compiler.name(value)}."
    yield Constraint(SH.NodeConstraintComponent, test, says=says, looks=Looks(shapes=(inner,)))


def _qualified(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    graph = compiler.graph
    inner = compiler.shape(value)
    siblings = []
    if compiler.flag(shape, SH.qualifiedValueShapesDisjoint):
        parents = graph.subjects(SH.property, shape)
        beside = {each for parent in parents for each in graph.objects(parent, SH.property)}
        shapes = {each for one in beside for each in graph.objects(one, SH.qualifiedValueShape)} - {value}
        siblings = [compiler.shape(each) for each in sorted(shapes, key=render)]

    def counts(run: Run, values: Values) -> Ids:
        once, back = grouped(values.values)
        fits = run.conforms(inner, once)
        for sibling in siblings:
            fits &= ~run.conforms(sibling, once)
        return np.bincount(values.places, weights=fits[back], minlength=len(values.focus)).astype(np.int64)

    def check(wrong: Callable[[Ids], Mask]) -> Check:
        return lambda run, shape, values: Violations(np.flatnonzero(wrong(counts(run, values))))

    looks = Looks(shapes=(inner, *siblings))
    for limit in graph.objects(shape, SH.qualifiedMinCount):
        least = compiler.number(shape, SH.qualifiedMinCount, limit)
        says = f"There are fewer than {least} values of this kind."
        component = SH.QualifiedMinCountConstraintComponent
        yield Constraint(component, check(partial(np.greater, least)), says=says, looks=looks)
    for limit in graph.objects(shape, SH.qualifiedMaxCount):
        most = compiler.number(shape, SH.qualifiedMaxCount, limit)
        says = f"There are more than {most} values of this kind."
        component = SH.QualifiedMaxCountConstraintComponent
        yield Constraint(component, check(partial(np.less, most)), says=says, looks=looks)


def _closed(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    if not compiler.flag(shape, SH.closed):
        return
    graph = compiler.graph
    allowed = {path for prop in graph.objects(shape, SH.property) for path in graph.objects(prop, SH.path)}
    for ignored in graph.objects(shape, SH.ignoredProperties):
        allowed.update(compiler.members(shape, SH.ignoredProperties, ignored))
    texts = sorted(render(each) for each in allowed if isinstance(each, URIRef))

    def check(run: Run, shape: Shape, values: Values) -> Violations:
        subjects, predicates, objects = run.columns.about(distinct(values.values))
        wrong = ~run.columns.mask(np.array([run.terms[text] for text in texts], dtype=TERM))[predicates]
        order = np.flatnonzero(wrong)[np.argsort(subjects[wrong], kind="stable")]
        at, rows = Relation(subjects[order], order).follow(values.values)
        return Violations(values.places[at], objects[rows], predicates[rows])

    says = "The property is not among those of the closed shape."
    yield Constraint(SH.ClosedConstraintComponent, check, says=says, looks=Looks(about=True))


def _has_value(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    text = render(value)

    def check(run: Run, shape: Shape, values: Values) -> Violations:
        have = values.places[values.values == run.terms[text]]
        return Violations(np.setdiff1d(np.arange(len(values.focus)), have))

    yield Constraint(SH.HasValueConstraintComponent, check, says=f"The value {value} is missing.")


def _in(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    texts = [render(member) for member in compiler.members(shape, SH["in"], value)]

    def test(run: Run, ids: Ids) -> Mask:
        return np.isin(ids, np.array([run.terms[text] for text in texts], dtype=TERM) if texts else EMPTY)

    yield Constraint(SH.InConstraintComponent, per_value(test), says="The value is none of those that are allowed.")


BUILDERS: dict[Node, Builder] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minCount: _count(SH.minCount, SH.MinCountConstraintComponent, np.less, "There are fewer than {} values."),
    SH.maxCount: _count(SH.maxCount, SH.MaxCountConstraintComponent, np.greater, "There are more than {} values."),
    SH.minInclusive: _range(SH.MinInclusiveConstraintComponent, lambda o: o >= 0, "The value is less than {}."),
    SH.minExclusive: _range(SH.MinExclusiveConstraintComponent, lambda o: o > 0, "The value is not more than {}."),
    SH.maxInclusive: _range(SH.MaxInclusiveConstraintComponent, lambda o: o <= 0, "The value is more than {}."),
    SH.maxExclusive: _range(SH.MaxExclusiveConstraintComponent, lambda o: o < 0, "The value is not less than {}."),
    **STRINGS,
    **PAIRS,
    SH["not"]: _not,
    SH["and"]: _logical(
        SH.AndConstraintComponent, SH["and"], lambda n, all_: n == all_, "The value is not all that it must be."
    ),
    SH["or"]: _logical(SH.OrConstraintComponent, SH["or"], lambda n, _: n > 0, "The value is nothing that it may be."),
    SH.xone: _logical(
        SH.XoneConstraintComponent, SH.xone, lambda n, _: n == 1, "The value is not exactly one of those."
    ),
    SH.node: _node,
    SH.qualifiedValueShape: _qualified,
    SH.closed: _closed,
    SH.hasValue: _has_value,
    SH["in"]: _in,
}
"""The parameters that make a constraint, in the order of the standard."""

IGNORED = frozenset({
    SH.path, SH.name, SH.description, SH.order, SH.group, SH.defaultValue, SH.message, SH.severity, SH.deactivated,
    SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.flags, SH.ignoredProperties,
    SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.qualifiedValueShapesDisjoint, SH.prefixes, SH.declare,
    RDF.type,
})  # fmt: skip
"""What makes none by itself."""
