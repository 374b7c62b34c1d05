"""What all articles say together, and the section `derived`, made of pieces that depend on little each."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kg.identity import Card, Decisions, Ref
from kg.identity.events import Fulfilment
from kg.identity.origins import Origins
from kg.mapping.articles import Account
from kg.mapping.derived import derive, derive_documents
from kg.mapping.facts import Fact, Triple
from kg.mapping.minting import Mint
from kg.mapping.named import Naming, map_names, name
from kg.mapping.provenance import map_annotators, map_origins
from kg.mapping.resolutions import map_cards, map_fulfilled, map_judgements, map_kept_apart, map_redirects
from kg.mapping.sides import Actors, Sides, sides_of
from kg.mapping.summary import Summary, joined
from kg.model import EventKey
from kg.sources.read import Source


class Pieces(NamedTuple):
    """What the section `derived` is made of, or a part of it. No two pieces give the same line."""

    events: Collection[EventKey]
    documents: Collection[EventKey]
    names: Collection[Ref]
    """People whom the register lacks."""
    plans: Collection[Fulfilment]
    cards: Collection[Card]
    people: Mapping[str, Ref]
    """Keys that stand for somebody else."""
    reports: Collection[EventKey]
    """Reports of events, as far as they are taken for another one."""
    origins: Origins


class Whole(NamedTuple):
    """What all articles say together, and what was decided on them."""

    decisions: Decisions
    annotators: Mapping[str, str]
    """Key to name."""
    iri: Mint
    sides: Sides
    actors: Actors
    events: dict[EventKey, Summary]
    names: dict[Ref, Naming]
    judged: dict[tuple[str, str], str]
    used: Counter[str]
    """Keys of those who annotated, and how many articles."""
    accounts: dict[str, Account]
    """By the article's key; none where nothing will be compared."""
    told: dict[str, Source]
    """The articles by their keys, in their order; none where nothing will be compared."""

    @classmethod
    def empty(cls, decisions: Decisions, annotators: Mapping[str, str], iri: Mint) -> "Whole":
        """Return what no article says yet."""
        sides, events = sides_of(decisions, iri), dict[EventKey, Summary]()
        return cls(decisions, dict(annotators), iri, sides, Actors(events, sides), events, {}, {}, Counter(), {}, {})

    def add(self, account: Account) -> None:
        """Add what an article says. They come in the order of their keys."""
        events = self.events
        for key, summary in account.events.items():
            events[key] = joined(events[key], summary) if key in events else summary
        name(self.names, account.names)
        self.judged.update(account.judged)
        self.used[account.annotator] += 1

    @property
    def pieces(self) -> Pieces:
        """All of which the section `derived` is made."""
        decisions = self.decisions
        return Pieces(
            self.events.keys(),
            decisions.timeline.documents,
            decisions.people.labels.keys(),
            decisions.events.fulfils,
            decisions.events.cards,
            decisions.people.redirects,
            [member for members in decisions.events.merged.members.values() for member in members],
            decisions.origins,
        )

    def facts(self, pieces: Pieces) -> Iterator[Fact]:
        """Yield the derived facts of these pieces."""
        decisions, iri = self.decisions, self.iri
        yield from self.of_events(pieces.events)
        yield from derive_documents(pieces.documents, decisions.timeline, iri)
        yield from map_fulfilled(pieces.plans, decisions, self.events, iri)
        yield from map_names(pieces.names, decisions.people.labels, self.names, iri)

    def of_events(self, keys: Collection[EventKey]) -> Iterator[Fact]:
        """Yield what follows for these events."""
        return derive(keys, self.events, self.decisions.timeline, self.actors, self.sides, self.iri)

    def triples(self, pieces: Pieces) -> Iterator[Triple]:
        """Yield the decisions of these pieces; and all judgements and annotators, of which there are few."""
        decisions, iri = self.decisions, self.iri
        merged = decisions.events.merged
        yield from map_judgements(decisions, self.judged, iri)
        yield from map_kept_apart(decisions, self.judged, self.events, iri)
        yield from map_cards(pieces.cards, merged, iri)
        yield from map_redirects(pieces.people, pieces.reports, merged, iri)
        yield from map_origins(pieces.origins, iri)
        yield from map_annotators({*self.used, *(each.by for each in decisions.judgements)}, self.annotators, iri)


class Mapped:
    """A corpus as it was mapped last, for the caller to keep; empty at first."""

    def __init__(self) -> None:
        self.whole: Whole | None = None
