"""From the triples behind a row to its notes: the passages, lines and voices on which it rests."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace
from pyoxigraph import NamedNode, Quad, Store

from kg.citing.disagreement import Accounts, Disagreement, Side
from kg.citing.witness import Cited
from kg.explain.graph import Graph, Text
from kg.namespaces import DC11, DCTERMS, DIP, OA, PROV

SHOWN = 12
"""Witnesses of a row, and of a note its facts, that are looked at unless more is asked for."""

AROUND = 240
"""Characters before and after a passage among which its sentence is looked for."""
_END = re.compile(r"[.!?][”\"’)\]]*\s+|\n\s*\n")
"""The end of a sentence, or of a paragraph."""


class Note(Struct, frozen=True, order=True):
    """One passage of an article, or one entry of the register, that bears triples of a row."""

    article: str
    """The article's key; empty for an entry of the register."""
    start: int
    """First character of the passage."""
    end: int
    """One past its last character."""
    said_by: tuple[str, ...]
    """To whom the article attributes it; none where it speaks for itself."""
    said_in: tuple[str, ...]
    """The press statements in which it was said."""
    place: str
    """File, line and column of the annotation, or the file alone where the line is not known."""
    pointer: str
    """The place in the annotation: `sources/gazette-1.yaml#/events/0`."""
    facts: tuple[str, ...]
    """The IRIs of the facts, each the name of a graph."""
    title: str = ""
    """The article's title."""
    publisher: str = ""
    before: str = ""
    """The text before the passage in its sentence, where the text is at hand; then the passage, and what follows."""
    passage: str = ""
    after: str = ""


class RowNotes(Struct, frozen=True):
    """What stands behind one row."""

    notes: tuple[int, ...]
    """Numbers of the notes, from 1."""
    articles: int
    """How many articles are cited."""
    told_by: int
    """How many articles tell each of its triples that articles tell: those of the triple with the fewest."""
    sources: int
    """How many sources that do not depend on each other do so."""
    said_by: tuple[str, ...]
    """All to whom it is attributed, by name."""
    itself: bool
    """Whether an article says it in its own account."""
    triples: int
    """How many triples made it, of the witnesses looked at."""
    witnesses: int
    """In how many ways the query gives the row, each enough by itself."""
    shown: int
    """How many of these were looked at."""
    members: int
    """Of a row that aggregates: how many solutions it is made of; else 0."""
    absence: bool
    """Whether it also rests on something that is not in this build."""
    shortest: bool
    """Whether a property path is cited by a shortest walk along it."""
    vocabulary: bool
    """Whether triples of the ontology are among those that made it."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where the accounts of its events disagree; the notes that these name need not be among its own."""


class Notes:
    """Gathers the notes of rows: one for each passage, numbered as they come up."""

    def __init__(self, store: Store, graph: Graph, text: Text = lambda article: None) -> None:
        self._store, self._graph, self._text = store, graph, text
        self.notes: list[Note] = []
        self._numbers: dict[tuple[str, int, int, str, tuple[str, ...]], int] = {}
        self._facts: list[set[str]] = []
        self._accounts = Accounts(store, graph)
        self._grounds = cache(self._grounds_of)
        self._articles = cache(self._articles_of)
        self._origin = cache(lambda article: graph.value(f"{graph.base}article/{article}", str(DIP.origin)) or article)

    def row(self, cited: Cited, most: int = SHOWN) -> RowNotes:
        """Note what a row rests on. `most`: how many of its witnesses are looked at, 0 for all."""
        witnesses = cited.witnesses[: most or None]
        quads = sorted({quad for witness in witnesses for quad in witness.quads}, key=str)
        told = [self._of_quad(quad) for quad in quads]
        facts = self._chosen([each for each in told if each])
        leaves = sorted(set().union(*(self._grounds(fact) for fact in facts)))
        numbers = sorted({self._note(fact) for fact in leaves})
        notes = [self.notes[number - 1] for number in numbers]
        tellers = [articles for each in told if (articles := set().union(*map(self._articles, each)))]
        return RowNotes(
            notes=tuple(numbers),
            articles=len({note.article for note in notes if note.article}),
            told_by=min(map(len, tellers), default=0),
            sources=min((len(set(map(self._origin, each))) for each in tellers), default=0),
            said_by=tuple(sorted({name for note in notes for name in note.said_by})),
            itself=any(note.article and not note.said_by for note in notes),
            triples=len(quads),
            witnesses=len(cited.witnesses),
            shown=len(witnesses),
            members=cited.members,
            absence=cited.absence,
            shortest=cited.shortest,
            vocabulary=not all(told),
            disagreements=tuple(self._disagreements(quads)),
        )

    def _disagreements(self, quads: Iterable[Quad]) -> Iterator[Disagreement]:
        """Yield where the accounts of the events that triples are about disagree, and note both sides."""
        subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
        for event in sorted(each for each in subjects if self._graph.kind(each) == "event"):
            for told in self._accounts.of(event):
                one, other = (
                    Side(value, by, tuple(sorted({self._note(fact) for fact in facts})))
                    for value, by, facts in (told.one, told.other)
                )
                yield Disagreement(told.event, told.aspect, told.kind, (one, other))

    def _chosen(self, told: Iterable[set[str]]) -> set[str]:
        """Return facts that tell all the triples: few, and of few articles.

        A triple that one of them tells anyhow needs no other: a post is cited by who takes part in it here, and not by
        all who name it. Of one that several facts tell, one from each article that is needed anyhow, else the first.
        """
        chosen, needed = set[str](), set[str]()
        for facts in sorted(told, key=lambda facts: (len(facts), sorted(facts))):
            if facts & chosen:
                continue
            near: dict[frozenset[str], str] = {}
            for fact in sorted(facts):
                if self._articles(fact) <= needed:
                    near.setdefault(self._articles(fact), fact)
            taken = set(near.values()) or {min(facts)}
            chosen |= taken
            needed |= set().union(*map(self._articles, taken))
        return chosen

    def all(self) -> tuple[Note, ...]:
        """Return the notes by their numbers, each with all of its facts that came up."""
        return tuple(self._full(note, facts) for note, facts in zip(self.notes, self._facts, strict=True))

    def _of_quad(self, quad: Quad) -> set[str]:
        """Return the facts that hold a triple; of what is said of a fact or its passage, the fact itself."""
        if isinstance(quad.graph_name, NamedNode):
            graphs = {quad.graph_name.value}
        else:
            found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            graphs = {each.graph_name.value for each in found if isinstance(each.graph_name, NamedNode)}
        facts = {graph for graph in graphs if self._graph.kind(graph) == "fact"}
        if facts or not isinstance(quad.subject, NamedNode):
            return facts
        about = quad.subject.value
        if self._graph.kind(about) == "fact":
            return {about}
        if self._graph.value(about, str(OA.hasSource)):
            return set(self._graph.subjects(str(PROV.wasDerivedFrom), about))
        used = [value.value for value in self._graph.values(about, str(PROV.used))]  # a decision, by its evidence
        return {fact for fact in used if self._graph.kind(fact) == "fact"}

    def _grounds_of(self, fact: str) -> frozenset[str]:
        """Return the facts with a passage or a line of their own on which a fact rests."""
        found, seen, queue = set[str](), {fact}, [fact]
        while queue:
            here = queue.pop()
            if self._graph.passage(here) or self._graph.value(here, str(DIP.pointer)):
                found.add(here)
                continue
            for value in self._graph.values(here, str(PROV.wasDerivedFrom)):
                if value.value not in seen:
                    seen.add(value.value)
                    queue.append(value.value)
        return frozenset(found)

    def _articles_of(self, fact: str) -> frozenset[str]:
        passages = (self._graph.passage(ground) for ground in self._grounds(fact))
        return frozenset(passage.article for passage in passages if passage)

    def _note(self, fact: str) -> int:
        graph = self._graph
        passage, place = graph.passage(fact), graph.place(fact)
        said_by = tuple(sorted(graph.shown(value) for value in graph.values(fact, str(DIP.attributedTo))))
        article, start, end = (passage.article, passage.start, passage.end) if passage else ("", 0, 0)
        key = (article, start, end, "" if passage else place, said_by)  # one passage may speak with two voices
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            said_in = tuple(sorted(graph.shown(v) for v in graph.values(fact, str(PROV.hadPrimarySource))))
            pointer = graph.value(fact, str(DIP.pointer))
            self.notes.append(Note(article, start, end, said_by, said_in, place, pointer, (fact,)))
            self._facts.append(set())
        self._facts[self._numbers[key] - 1].add(fact)
        return self._numbers[key]

    def _full(self, note: Note, facts: Iterable[str]) -> Note:
        graph, iri = self._graph, f"{self._graph.base}article/{note.article}"
        text = self._text(note.article) if note.article else None
        before, passage, after = _around(text, note.start, note.end) if text else ("", "", "")
        return replace(
            note,
            facts=tuple(sorted(facts)),
            title=graph.value(iri, str(DCTERMS.title)) if note.article else "",
            publisher=graph.value(iri, str(DC11.publisher)) if note.article else "",
            before=before,
            passage=passage,
            after=after,
        )


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence in which a passage stands, in three parts; long ones lose their ends.

    >>> _around("One. Two meets three. Four.", 9, 14)
    ('Two ', 'meets', ' three.')
    """
    before = _END.split(text[max(0, start - AROUND) : start])
    after = text[end : end + AROUND]
    lead = before[-1]
    if len(before) == 1 and start > AROUND:
        lead = f"… {lead.partition(' ')[2]}"
    if text[start:end].rstrip().endswith((".", "!", "?")):
        return lead, text[start:end], ""
    if stop := _END.search(f"{after} "):
        after = after[: stop.end()].rstrip()
    elif len(after) == AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return lead, text[start:end], after
