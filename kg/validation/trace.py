"""From a result back to the annotation: which facts state what it is about, and where they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from kg.mapping.corpus import ontology_graph, provenance_graph
from kg.model import Location
from kg.namespaces import DATA_IRI, DIP, OA, PROV, RDF, SKOS
from kg.validation.engine.table import Table
from kg.validation.paths import Step, compact
from kg.validation.terms import bare, lexical

Locate = Callable[[str], tuple[int, int]]
"""Line and column of a pointer, `sources/gazette-1.yaml#/events/0`; (0, 0) where the file is not at hand."""


def _iri(term: object) -> str:
    return f"<{term}>"


A = _iri(RDF.type)
FACT, POINTER, NAMED_AS, MAPPING_RULE = map(_iri, (DIP.Fact, DIP.pointer, DIP.namedAs, DIP.mappingRule))
DERIVED, USED, LABEL = map(_iri, (PROV.wasDerivedFrom, PROV.used, SKOS.prefLabel))
SOURCE, START, END = map(_iri, (OA.hasSource, OA.start, OA.end))


class Index:
    """What the quads say, by triple and by node. Terms are rendered as N-Quads writes them."""

    def __init__(self, quads: Table, base: str = DATA_IRI) -> None:
        self._quads, self._base = quads, base
        self._provenance, self._ontology = provenance_graph(base), ontology_graph(base)
        self._learned: dict[str, str] = {}
        self._told: dict[str, list[tuple[str, str, str]]] = {}

    def _all(self, node: str) -> list[tuple[str, str, str]]:
        """Return predicate, object and graph of all that is said of a node."""
        if node not in self._told:
            self._told[node] = self._quads.about(node)
        return self._told[node]

    def learn(self, labels: Iterable[tuple[str, str]]) -> None:
        """Take names from outside the data: those of the ontology's terms and concepts."""
        for node, label in labels:
            self._learned[node] = min(_ranked(label), self._learned.get(node, "9"))

    def _name(self, node: str) -> str:
        """Return the first label in English, else in any language, else the words that name it; or nothing."""
        about = self._all(node)
        named = [_ranked(o, named=p == NAMED_AS) for p, o, _ in about if p in (LABEL, NAMED_AS)]
        return min([*named, self._learned.get(node, "9")])[1:]

    def _about(self, node: str) -> dict[str, list[str]]:
        """Return what the provenance says of a node, by predicate."""
        found: dict[str, list[str]] = defaultdict(list)
        for predicate, value, graph in self._all(node):
            if graph == self._provenance:
                found[predicate].append(value)
        return found

    def _stated(self, node: str) -> list[tuple[str, str, str]]:
        """Return predicate, object and graph of what facts say of a node."""
        return [row for row in self._all(node) if row[2] not in (self._provenance, self._ontology)]

    def label(self, node: str) -> str:
        """Return the node's name, else the end of its IRI; a literal's text."""
        if node.startswith('"'):
            return lexical(node)
        if name := self._name(node):
            return name
        iri = bare(node)
        return unquote(iri.removeprefix(self._base)) if iri.startswith(self._base) else compact(iri)

    def knows(self, node: str) -> bool:
        """Whether the quads say anything of a node, or it has a name."""
        return node in self._learned or any(graph != self._ontology for _, _, graph in self._all(node))

    def stating(self, focus: str, steps: Sequence[Step] = (), value: str = "") -> tuple[str, ...]:
        """Return the facts, articles or decisions that say what a result is about, as near to it as there are any."""
        if about := self._about(focus):
            return self._of_provenance(focus, about)
        for found in self._candidates(focus, steps, value):
            if origins := self.origins(found):
                return origins
        return ()

    def _candidates(self, focus: str, steps: Sequence[Step], value: str) -> Iterator[list[str]]:
        stated = {focus: self._stated(focus), value: self._stated(value)}

        def graphs(node: str, predicate: str = "", object_: str = "") -> list[str]:
            return [g for p, o, g in stated[node] if predicate in ("", p) and object_ in ("", o)]

        for predicate, inverse in steps:
            step = _iri(predicate)
            yield graphs(value, step, focus) if inverse else graphs(focus, step, value) if value else []
        yield graphs(focus, object_=value) if value else []
        for predicate, inverse in steps:
            yield [] if inverse else graphs(focus, _iri(predicate))
        for node in (value, focus):
            yield self._first(graphs(node, A))
            yield self._first(graphs(node))
        uses = self._quads.uses(focus)
        yield [graph for _, _, graph in uses if graph not in (self._provenance, self._ontology)]

    def _first(self, facts: list[str]) -> list[str]:
        """Return those that come from the register, if any do: what stands there is mended there."""
        register = [f for f in facts if '"register"' in self._about(f)[MAPPING_RULE]]
        return register or facts

    def origins(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the annotated and the register facts from which facts were derived, themselves included."""
        found: set[str] = set()
        seen: set[str] = set()
        todo = list(facts)
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            about = self._about(node)
            if POINTER in about:
                found.add(node)
            else:
                todo.extend(about.get(DERIVED, ()))
        return tuple(sorted(found))

    def _of_provenance(self, node: str, about: Mapping[str, list[str]]) -> tuple[str, ...]:
        """Return what a fact, a passage, an article, a decision or an annotator leads to."""
        if found := self.origins([node]) or self.origins(about.get(USED, ())):
            return found
        return self.origins(subject for subject, _, graph in self._quads.uses(node) if graph == self._provenance)

    def location(self, node: str, locate: Locate) -> Location:
        """Return where a fact, an article or a decision is annotated, and the characters that it rests on."""
        about = self._about(node)
        pointer = lexical(min(about[POINTER])) if about.get(POINTER) else ""
        file, _, inside = pointer.partition("#")
        line, column = locate(pointer) if pointer else (0, 0)
        for passage in sorted(about.get(DERIVED, ())):
            span = self._about(passage)
            if span.get(SOURCE) and span.get(START) and span.get(END):
                start, end = int(lexical(min(span[START]))), int(lexical(min(span[END])))
                return Location(file, line, column, inside, self.key(min(span[SOURCE])), start, end)
        is_article = bare(node).startswith(f"{self._base}article/")
        return Location(file, line, column, inside, self.key(node) if is_article else "")

    def places(self, nodes: Iterable[str], locate: Locate) -> tuple[Location, ...]:
        """Return the first place of all, then the first one in each other article."""
        every = sorted((self.location(node, locate) for node in nodes), key=Location.order)
        found: dict[str, Location] = {}
        for place in every:
            found.setdefault(place.article or place.file, place)
        return tuple(found.values())

    @staticmethod
    def key(article: str) -> str:
        """Return the key of an article from its IRI."""
        return unquote(bare(article).rpartition("/")[2])


def _ranked(label: str, *, named: bool = False) -> str:
    """Return a label after its rank: in English, in any language, words that name."""
    return f"{2 if named else 0 if label.endswith('@en') else 1}{lexical(label)}"
