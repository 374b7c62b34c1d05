"""What the axioms say about single triples: which of them a reasoner passes over, and which contradict each other.

HermiT answers yes or no. These two say where to look, for the mistakes that one thing shows by itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

import pyoxigraph

from kg.namespaces import OWL, RDF, RDFS
from kg.validation.paths import compact

Triple = pyoxigraph.Triple
_Reasons = dict[str, str]

_BUILT_IN = (str(RDF), str(RDFS), str(OWL))
_ANY, _IRI, _LITERAL = "anything", "a thing", "a literal"
_VALUES = {
    str(OWL.AnnotationProperty): _ANY,
    str(OWL.ObjectProperty): _IRI,
    str(OWL.DatatypeProperty): _LITERAL,
}


class Axioms:
    """The axioms of a set of triples, by IRI, with the superclasses and superproperties of each term."""

    def __init__(self, triples: Collection[Triple]) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        self.disjoint: dict[str, set[str]] = defaultdict(set)
        self._above: dict[str, set[str]] = defaultdict(set)
        relations = {
            str(RDF.type): self.types,
            str(RDFS.domain): self.domains,
            str(RDFS.range): self.ranges,
            str(RDFS.subClassOf): self._above,
            str(RDFS.subPropertyOf): self._above,
            str(OWL.disjointWith): self.disjoint,
        }
        for subject, predicate, object_ in triples:
            relation = relations.get(predicate.value)
            if relation is not None and _is_iri(subject) and _is_iri(object_):
                relation[subject.value].add(object_.value)
        for one, others in list(self.disjoint.items()):
            for other in others:
                self.disjoint[other].add(one)

    def above(self, term: str) -> set[str]:
        """Return the term and all that it is under."""
        found, open_ = {term}, [term]
        while open_:
            new = self._above.get(open_.pop(), set()) - found
            found |= new
            open_.extend(new)
        return found


def passed_over(triples: Collection[Triple], axioms: Axioms) -> Iterator[str]:
    """Yield a sentence for each kind of triple that a reasoner takes for a mere annotation, sorted.

    That is a predicate or a class that isn't declared, and a value of the wrong kind.
    """
    wrong = set()
    for _, predicate, object_ in triples:
        name = predicate.value
        if name == str(RDF.type) and _is_iri(object_):
            if not object_.value.startswith(_BUILT_IN) and str(OWL.Class) not in axioms.types.get(object_.value, ()):
                wrong.add(f"{compact(object_.value)} is used as a class and isn't declared")
        elif not name.startswith(_BUILT_IN):
            allowed = {_VALUES[kind] for kind in axioms.types.get(name, ()) if kind in _VALUES}
            actual = _IRI if _is_iri(object_) else _LITERAL
            if not allowed:
                wrong.add(f"{compact(name)} is used as a property and isn't declared")
            elif not allowed & {actual, _ANY}:
                wrong.add(f"{compact(name)} has {actual} as a value and wants {min(allowed)}")
    yield from sorted(wrong)


def contradictions(triples: Collection[Triple], axioms: Axioms) -> Iterator[str]:
    """Yield a sentence for each thing of two disjoint classes and each second value of a functional property."""
    classes: dict[str, _Reasons] = defaultdict(dict)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, object_ in triples:
        one, name = str(subject.value), predicate.value
        if name == str(RDF.type) and _is_iri(object_):
            _add(classes[one], {object_.value}, "as stated", axioms)
        for property_ in axioms.above(name):
            _add(classes[one], axioms.domains.get(property_, set()), f"by the domain of {compact(property_)}", axioms)
            if _is_iri(object_):
                reason = f"by the range of {compact(property_)}"
                _add(classes[object_.value], axioms.ranges.get(property_, set()), reason, axioms)
            elif str(OWL.FunctionalProperty) in axioms.types.get(property_, ()):
                values[one, property_].add(str(object_))
    for thing, reasons in sorted(classes.items()):
        for one in sorted(reasons):
            for other in sorted(axioms.disjoint.get(one, set()) & reasons.keys()):
                if one < other:
                    yield (
                        f"{compact(thing)} is a {compact(one)} {reasons[one]} and a {compact(other)} {reasons[other]}, "
                        "and nothing is both"
                    )
    for (thing, property_), found in sorted(values.items()):
        if len(found) > 1:
            yield f"{compact(thing)} has {len(found)} values of {compact(property_)}: {', '.join(sorted(found))}"


def _add(reasons: _Reasons, classes: set[str], reason: str, axioms: Axioms) -> None:
    for class_ in classes:
        for above in axioms.above(class_):
            reasons[above] = min(reason, reasons.get(above, reason))


def _is_iri(term: object) -> bool:
    return isinstance(term, pyoxigraph.NamedNode)
