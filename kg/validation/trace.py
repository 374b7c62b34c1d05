"""From a result back to the annotation: which facts state what it is about, and where they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote

from kg.mapping.corpus import ontology_graph, provenance_graph
from kg.model import Location, Quad
from kg.namespaces import DATA_IRI, DIP, OA, PROV, RDF, SKOS
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

    def __init__(self, quads: Iterable[Quad], base: str = DATA_IRI) -> None:
        self._base = base
        self._spo: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._sp: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._so: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._s: dict[str, list[str]] = defaultdict(list)
        self._o: dict[str, list[str]] = defaultdict(list)
        self._about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._users: dict[str, list[str]] = defaultdict(list)
        self._labels: dict[str, str] = {}
        provenance, ontology = provenance_graph(base), ontology_graph(base)
        for s, p, o, graph in quads:
            if p == LABEL or (p == NAMED_AS and s not in self._labels):
                self._name(s, o, named=p == NAMED_AS)
            if graph == ontology:
                continue
            if graph == provenance:
                self._about[s][p].append(o)
                self._users[o].append(s)
                continue
            self._spo[s, p, o].append(graph)
            self._sp[s, p].append(graph)
            self._so[s, o].append(graph)
            self._s[s].append(graph)
            self._o[o].append(graph)

    def _name(self, node: str, label: str, *, named: bool) -> None:
        """Keep the first label in English, else in any language, else the words that name it."""
        rank = 2 if named else 0 if label.endswith("@en") else 1
        entry = f"{rank}{lexical(label)}"
        if entry < self._labels.get(node, "9"):
            self._labels[node] = entry

    def label(self, node: str) -> str:
        """Return the node's name, else the end of its IRI; a literal's text."""
        if node.startswith('"'):
            return lexical(node)
        if node in self._labels:
            return self._labels[node][1:]
        iri = bare(node)
        return unquote(iri.removeprefix(self._base)) if iri.startswith(self._base) else compact(iri)

    def knows(self, node: str) -> bool:
        """Whether the quads say anything of a node, or it has a name."""
        return node in self._labels or node in self._s or node in self._about

    def learn(self, labels: Iterable[tuple[str, str]]) -> None:
        """Take names from outside the data: those of the ontology's terms and concepts."""
        for node, label in labels:
            self._name(node, label, named=False)

    def facts(self) -> Iterator[str]:
        """Yield all facts."""
        return (node for node, about in self._about.items() if FACT in about.get(A, ()))

    def stating(self, focus: str, steps: Sequence[Step] = (), value: str = "") -> tuple[str, ...]:
        """Return the facts, articles or decisions that say what a result is about, as near to it as there are any."""
        if focus in self._about:
            return self._of_provenance(focus)
        for found in self._candidates(focus, steps, value):
            if origins := self.origins(found):
                return origins
        return ()

    def _candidates(self, focus: str, steps: Sequence[Step], value: str) -> Iterator[list[str]]:
        for predicate, inverse in steps:
            triple = (focus, _iri(predicate), value)
            yield self._spo.get((value, triple[1], focus) if inverse else triple, [])
        yield self._so.get((focus, value), [])
        for predicate, inverse in steps:
            yield [] if inverse else self._sp.get((focus, _iri(predicate)), [])
        for node in (value, focus):
            yield self._first(self._sp.get((node, A), []))
            yield self._first(self._s.get(node, []))
        yield self._o.get(focus, [])

    def _first(self, facts: list[str]) -> list[str]:
        """Return those that come from the register, if any do: what stands there is mended there."""
        register = [f for f in facts if '"register"' in self._about[f].get(MAPPING_RULE, ())]
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
            about = self._about.get(node, {})
            if POINTER in about:
                found.add(node)
            else:
                todo.extend(about.get(DERIVED, ()))
        return tuple(sorted(found))

    def _of_provenance(self, node: str) -> tuple[str, ...]:
        """Return what a fact, a passage, an article, a decision or an annotator leads to."""
        about = self._about[node]
        return self.origins([node]) or self.origins(about.get(USED, ())) or self.origins(self._users.get(node, ()))

    def location(self, node: str, locate: Locate) -> Location:
        """Return where a fact, an article or a decision is annotated, and the characters that it rests on."""
        about = self._about.get(node, {})
        pointer = lexical(min(about[POINTER])) if about.get(POINTER) else ""
        file, _, inside = pointer.partition("#")
        line, column = locate(pointer) if pointer else (0, 0)
        for passage in sorted(about.get(DERIVED, ())):
            span = self._about.get(passage, {})
            if span.get(SOURCE) and span.get(START) and span.get(END):
                start, end = int(lexical(span[START][0])), int(lexical(span[END][0]))
                return Location(file, line, column, inside, self.key(span[SOURCE][0]), start, end)
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
