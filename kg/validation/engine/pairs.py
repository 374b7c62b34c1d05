"""Property pair constraint components (SHACL, section 4.5)."""

from collections.abc import Callable, Iterator

import numpy as np
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import Ids, Relation, grouped, packed, unpacked
from kg.validation.engine.run import Run
from kg.validation.engine.shapes import Builder, Compiler, Constraint, Looks, Shape, Values, Violations
from kg.validation.engine.values import compare
from kg.validation.paths import compact
from kg.validation.terms import render


def _others(run: Run, predicate: str, values: Values) -> tuple[Ids, Ids]:
    return run.columns.forward(run.terms[predicate]).follow(values.focus)


def _as_sets(component: URIRef, wrong: Callable[[Ids, Ids], Ids], says: str) -> Builder:
    """Return what compares value nodes and the values of a property as sets; `wrong` are the pairs of a result."""

    def build(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
        predicate = render(value)

        def check(run: Run, shape: Shape, values: Values) -> Violations:
            others = packed(*_others(run, predicate, values))
            return Violations(*unpacked(wrong(packed(values.places, values.values), others)))

        looks = Looks(predicate=predicate)
        yield Constraint(component, check, says=says.format(compact(str(value))), looks=looks)

    return build


def _less(parameter: URIRef, component: URIRef, fits: Callable[[int], bool], says: str) -> Builder:
    def build(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
        if compiler.graph.value(shape, SH.path) is None:
            name = compact(str(parameter))
            raise OntologyError(f"{name} of {compiler.name(shape)} stands on a node shape; give it a sh:path")
        predicate = render(value)

        def check(run: Run, shape: Shape, values: Values) -> Violations:
            rows, others = Relation(*_others(run, predicate, values)).follow(values.places)
            pairs, back = grouped(packed(values.values[rows], others))
            ones, twos = unpacked(pairs)
            orders = [compare(run.value(a), run.value(b)) for a, b in zip(ones.tolist(), twos.tolist(), strict=True)]
            wrong = np.array([order is None or not fits(order) for order in orders], dtype=np.bool_)[back]
            return Violations(values.places[rows][wrong], values.values[rows][wrong])

        looks = Looks(predicate=predicate)
        yield Constraint(component, check, says=says.format(compact(str(value))), looks=looks)

    return build


PAIRS: dict[Node, Builder] = {
    SH.equals: _as_sets(SH.EqualsConstraintComponent, np.setxor1d, "The values are not those of {}."),
    SH.disjoint: _as_sets(SH.DisjointConstraintComponent, np.intersect1d, "The value is also one of {}."),
    SH.lessThan: _less(SH.lessThan, SH.LessThanConstraintComponent, lambda o: o < 0, "The value is not less than {}."),
    SH.lessThanOrEquals: _less(
        SH.lessThanOrEquals, SH.LessThanOrEqualsConstraintComponent, lambda o: o <= 0, "The value is more than {}."
    ),
}
