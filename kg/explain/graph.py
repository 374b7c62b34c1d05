"""Pattern look-ups on the published graph: values, facts that say so, grounds, labels. Nothing is computed anew."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.namespaces import DCTERMS, DIP, OA, PROV, RDF, RDFS, SDO, SKOS, WGS

Value = NamedNode | Literal
Place = Callable[[str], tuple[int, int]]
"""Gives line and column of `sources/gazette-1.yaml#/events/0`; zeros where they are not known."""
Text = Callable[[str], str | None]
"""Gives the text of an article by its key, where it is at hand."""

TERMS = {
    str(RDF.type): "is a",
    str(SKOS.prefLabel): "name",
    str(SKOS.altLabel): "other name",
    str(WGS.lat): "latitude",
    str(WGS.long): "longitude",
    str(SDO.sameAs): "same as",
}
"""Words for terms of other vocabularies that bear no label here."""

SHOWN = 160
"""Characters of a passage that are shown; what is longer loses its middle."""
AROUND = 32
"""Characters that are shown before and after a short passage."""


class Passage(NamedTuple):
    """Characters of an article."""

    article: str
    """The key of the article."""
    start: int
    end: int
    words: str = ""
    """The words in it that name an actor."""


class Graph:
    """The quads of a build. The named graphs alone are read; the default graph is their union."""

    def __init__(self, store: Store, base: str, place: Place = lambda pointer: (0, 0), text: Text = lambda key: None):
        self._store, self.base = store, base
        self._place, self._text = place, text

    def values(self, subject: str, predicate: str) -> list[Value]:
        """Return what the subject has as this property, sorted, each once."""
        if not subject:
            return []
        found = self._store.quads_for_pattern(NamedNode(subject), NamedNode(str(predicate)), None, None)
        return sorted({quad.object for quad in found if isinstance(quad.object, Value)}, key=_order)

    def value(self, subject: str, predicate: str) -> str:
        """Return the first of these as text: an IRI or a literal's characters; empty where there is none."""
        return next((value.value for value in self.values(subject, predicate)), "")

    def has(self, subject: str, predicate: str, value: Value) -> bool:
        """Tell whether any fact says so."""
        found = self._store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), value, None)
        return next(iter(found), None) is not None

    def subjects(self, predicate: str, value: Value | str) -> list[str]:
        """Return what has this thing or literal as its property, sorted."""
        wanted = NamedNode(value) if isinstance(value, str) else value
        found = self._store.quads_for_pattern(None, NamedNode(str(predicate)), wanted, None)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def facts(self, subject: str, predicate: str, value: Value | str | None = None) -> list[str]:
        """Return the facts that say so, sorted."""
        wanted = NamedNode(value) if isinstance(value, str) else value
        found = self._store.quads_for_pattern(NamedNode(subject), NamedNode(str(predicate)), wanted, None)
        graphs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
        return sorted(graph for graph in graphs if self.kind(graph) == "fact")

    def properties(self, subject: str) -> list[str]:
        """Return the properties of a thing, sorted."""
        return sorted({q.predicate.value for q in self._store.quads_for_pattern(NamedNode(subject), None, None, None)})

    def triples(self, fact: str) -> list[tuple[str, str, Value]]:
        """Return what a fact says, sorted."""
        found = set[tuple[str, str, Value]]()
        for quad in self._store.quads_for_pattern(None, None, None, NamedNode(fact)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value):
                found.add((quad.subject.value, quad.predicate.value, quad.object))
        return sorted(found, key=lambda triple: (triple[0], triple[1], _order(triple[2])))

    def known(self, thing: str) -> bool:
        """Tell whether anything is said of a thing."""
        node = NamedNode(thing)
        said = self._store.quads_for_pattern(node, None, None, None)
        return next(iter(said), None) is not None or bool(next(self._meant(node), None))

    def _meant(self, node: NamedNode) -> Iterator[str]:
        yield from (q.predicate.value for q in self._store.quads_for_pattern(None, None, node, None))

    def named(self, label: str) -> dict[str, str]:
        """Return, by IRI, the things of the data that bear a label: as it is written, else in any case."""
        exact = self.subjects(str(SKOS.prefLabel), Literal(label, language="en")) if label else []
        if found := {thing: label for thing in exact if thing.startswith(self.base)}:
            return found
        return {thing: text for thing, text in self.labels() if text.casefold() == label.casefold()}

    def labels(self) -> list[tuple[str, str]]:
        """Return all labels of things of the data, in their order, each with its thing."""
        found = {
            (quad.subject.value, quad.object.value)
            for predicate in (SKOS.prefLabel, SKOS.altLabel)
            for quad in self._store.quads_for_pattern(None, NamedNode(str(predicate)), None, None)
            if isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and quad.subject.value.startswith(self.base)
            and not isinstance(quad.graph_name, DefaultGraph)
        }
        return sorted(found)

    def things(self, kind: str) -> list[str]:
        """Return the keys of all facts, articles or other things that are typed, of one kind of IRI, sorted."""
        found = self._store.quads_for_pattern(None, NamedNode(str(RDF.type)), None, None)
        start = f"{self.base}{kind}/"
        nodes = (quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))
        return sorted({node[len(start) :] for node in nodes if node.startswith(start)})

    def kind(self, thing: str) -> str:
        """Return the kind of IRI: `event`, `person`, `fact` …; empty for what is not of the data."""
        return thing[len(self.base) :].split("/", 1)[0] if thing.startswith(self.base) else ""

    def key(self, thing: str) -> str:
        """Return the key of a thing of the data: `gazette-1/talks`."""
        return thing[len(self.base) :].partition("/")[2] if thing.startswith(self.base) else thing

    def label(self, thing: str) -> str:
        """Return the name of a thing in English, else in another language, else its key; of a term, its own name."""
        if thing in TERMS:
            return TERMS[thing]
        named = [v for p in (SKOS.prefLabel, RDFS.label) for v in self.values(thing, str(p)) if isinstance(v, Literal)]
        best = min(named, key=lambda v: (v.language not in ("en", None), v.language or "", v.value), default=None)
        if best:
            return best.value
        if self.kind(thing) == "article":
            return self.value(thing, str(DCTERMS.title)) or self.key(thing)
        if self.kind(thing):
            return self.key(thing)
        term = thing.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
        return re.sub(r"(?<=[a-z])[A-Z]", lambda capital: f" {capital[0].lower()}", term)

    def shown(self, value: Value) -> str:
        """Return a value in words: the label of a thing, or the characters of a literal."""
        if isinstance(value, NamedNode):
            return self.label(value.value)
        return f"{value.value!r}" if value.datatype.value.endswith("tring") else value.value

    def defined(self, concept: str) -> str:
        """Return the definition of a concept, or nothing."""
        return self.value(concept, str(SKOS.definition))

    def place(self, thing: str) -> str:
        """Return where a fact or a judgement was written: `sources/gazette-1.yaml:14:5`."""
        return self.located(self.value(thing, str(DIP.pointer)))

    def located(self, pointer: str) -> str:
        """Return a pointer as file, line and column; as file alone where these are not known."""
        if not pointer:
            return ""
        line, column = self._place(pointer)
        file = pointer.partition("#")[0]
        return f"{file}:{line}:{column}" if line else file

    def passage(self, fact: str) -> Passage | None:
        """Return the passage on which a fact rests itself."""
        for source in self.values(fact, str(PROV.wasDerivedFrom)):
            article = self.value(source.value, str(OA.hasSource))
            if article:
                start, end = (int(self.value(source.value, str(p)) or 0) for p in (OA.start, OA.end))
                words = [v.value for v in self.values(source.value, str(DIP.namedAs))]
                return Passage(self.key(article), start, end, words[0] if len(words) == 1 else "")
        return None

    def quote(self, passage: Passage) -> str:
        """Return the words of a passage; the words that bear the fact are bracketed. Empty without the text."""
        text = self._text(passage.article)
        if text is None or not 0 <= passage.start < passage.end <= len(text):
            return ""
        marked = text[passage.start : passage.end]
        if len(marked) >= SHOWN // 2:
            place = marked.find(passage.words) if passage.words and passage.words != marked else -1
            if 0 <= place < SHOWN - len(passage.words):
                rest = place + len(passage.words)
                return _one_line(f"{marked[:place]}[{passage.words}]{shorten(marked[rest:], SHOWN - rest)}")
            return _one_line(shorten(marked))
        before, after = text[: passage.start], text[passage.end :]
        return _one_line(f"{_tail(before)}[{marked}]{_head(after)}")


def shorten(text: str, length: int = SHOWN) -> str:
    """Return a text without its middle where it is longer.

    >>> shorten("one two three four five", 15)
    'one … five'
    """
    if len(text) <= length:
        return text
    half = max((length - 3) // 2, 1)
    start, end = text[:half], text[-half:]
    start = start.rsplit(" ", 1)[0] if " " in start and text[half] != " " else start
    end = end.split(" ", 1)[-1] if " " in end and text[-half - 1] != " " else end
    return f"{start.rstrip()} … {end.lstrip()}"


def _head(text: str) -> str:
    shown = text[:AROUND]
    return text if shown == text else f"{shown.rsplit(' ', 1)[0]}…"


def _tail(text: str) -> str:
    shown = text[-AROUND:]
    return text if shown == text else f"…{shown.split(' ', 1)[-1]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _order(value: Value) -> tuple[str, str, str]:
    return (type(value).__name__, value.value, (getattr(value, "language", "") or ""))
