"""What an edit reaches: the articles to be mapped again, and the pieces of the section `derived`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from kg.dates.differing import redated
from kg.identity import Card, Decisions, Ref
from kg.identity.origins import Origins
from kg.mapping.derived import around
from kg.mapping.named import judged_places
from kg.mapping.sides import asks, capacities
from kg.mapping.whole import Pieces, Whole
from kg.model import EventKey
from kg.model.differing import differing, exchanged
from kg.sources.read import Source

K = TypeVar("K")
V = TypeVar("V")


class Edit(NamedTuple):
    """What is told and decided otherwise than before."""

    articles: set[str]
    """Keys of the articles that may be mapped otherwise."""
    labels: set[Ref]
    """People whom the register lacks, and whose label differs."""
    events: set[EventKey]
    """Events and documents with other bounds or other grounds for them, or told by other reports."""
    reports: set[EventKey]
    """Reports that are taken for another event."""
    register: set[Ref]
    """Entries of which the register says something else."""


def edited(before: Whole, left: Mapping[str, Source], come: Mapping[str, Source], decisions: Decisions) -> Edit:
    """Return what differs from `before`. `left` and `come`: the articles that went and came, by their keys."""
    old, told = before.decisions, before.told
    merges = old.events.merged, decisions.events.merged
    groups = differing(*(merged.members for merged in merges))
    grouped = {report for key in groups for merged in merges for report in merged.members.get(key, ())}
    events = groups | redated(old.timeline, decisions.timeline)
    articles = left.keys() - come.keys()
    articles.update(key for key, each in come.items() if key not in told or told[key] != each)
    articles.update(key for key in differing(old.casts, decisions.casts) if _differ(key, old, decisions))
    if register := old.register.differing(decisions.register):
        articles.update(key for key, cast in decisions.casts.items() if cast.means(register))
        others = ((key, cast) for key, cast in old.casts.items() if cast is not decisions.casts.get(key))
        articles.update(key for key, cast in others if cast.means(register))
    articles.update(article for key in events for merged in merges for article, _ in merged.group(key))
    articles.update(article for article, _ in judged_places(old) ^ judged_places(decisions))
    return Edit(
        {key for key in articles if key in told or key in come},
        differing(old.people.labels, decisions.people.labels),
        events,
        {report for report in grouped if len({merged.leader(report) for merged in merges}) > 1},
        register,
    )


def _differ(article: str, *decisions: Decisions) -> bool:
    """Tell whether something is decided otherwise on the names of an article, be it only a label.

    What is said there of other things follows from the article and the register alone.
    """
    one, other = (each.casts[article].mentions if article in each.casts else None for each in decisions)
    return one != other


def reached(edit: Edit, retold: Set[EventKey], before: Whole, after: Whole) -> tuple[Pieces, Pieces]:
    """Return the pieces that may differ, as they were and as they are.

    `retold`: events of which the articles say something else.
    """
    old, new = before.decisions, after.decisions
    told = retold | _sided(edit.register, after)
    events = edit.events.union(told, _said_in(told, after), _asking(told, before, after))
    names = edit.labels | differing(before.names, after.names)
    plans = _plans(old, edit, events) | _plans(new, edit, events)
    plans |= {each[:2] for each in old.events.fulfils} ^ {each[:2] for each in new.events.fulfils}
    cards = _unshared(old.events.cards, new.events.cards)
    moved = {"/".join(report) for report in edit.reports}
    people = differing(old.people.redirects, new.people.redirects)
    articles = differing(old.origins.of, new.origins.of) | differing(old.origins.copies, new.origins.copies)
    origins = differing(old.origins.names, new.origins.names)

    def pieces(whole: Whole, unshared: Collection[Card]) -> Pieces:
        decisions = whole.decisions
        all_ = decisions.events.cards if moved else ()
        return Pieces(
            whole.events.keys() & events,
            [key for key in events if decisions.timeline.is_document(key)],
            decisions.people.labels.keys() & names,
            [each for each in decisions.events.fulfils if each[:2] in plans],
            [*unshared, *(card for card in all_ if card.a in moved or card.b in moved)],
            _those(people, decisions.people.redirects),
            edit.reports,
            Origins(
                _those(articles, decisions.origins.of),
                _those(origins, decisions.origins.names),
                _those(articles, decisions.origins.copies),
            ),
        )

    return pieces(before, cards[0]), pieces(after, cards[1])


def _plans(decisions: Decisions, edit: Edit, events: Set[EventKey]) -> set[tuple[EventKey, EventKey]]:
    """Return each report with its plan where one of them is among the events, or taken for another one."""
    leader = decisions.events.merged.leader
    return {
        (report, plan)
        for report, plan, _ in decisions.events.fulfils
        if not edit.reports.isdisjoint((report, plan)) or not events.isdisjoint((leader(report), leader(plan)))
    }


def _unshared(old: Sequence[Card], new: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    """Return the cards that differ. Most are the same objects, and cards are long to compare."""
    rest = [{(card.a, card.b): card for card in cards} for cards in exchanged(old, new)]
    pairs = differing(*rest)
    one, other = ([card for pair, card in cards.items() if pair in pairs] for cards in rest)
    return one, other


def _sided(register: Set[Ref], whole: Whole) -> set[EventKey]:
    """Return the events of those whose side may follow from these entries, and of all who ever act in such a post."""
    things = {whole.iri.ref(ref) for ref in register if ref.kind in ("post", "organization", "state")}
    parts = [(key, part) for key, summary in whole.events.items() for part in summary.parts.values()] if things else []
    found = {key for key, part in parts if not things.isdisjoint((part.actor, *part.stated_for))}
    for key, part in parts:
        if not things.isdisjoint(part.all_posts):
            found.update((key, *whole.actors.events(part.actor)))
    return found


def _said_in(events: Iterable[EventKey], whole: Whole) -> Iterator[EventKey]:
    """Yield the statements that were made in these events."""
    merged = whole.decisions.events.merged
    for key in events:
        for article, local in merged.group(key):
            told = whole.told[article].annotation.statements if article in whole.told else ()
            yield from (merged.leader((article, speech.id)) for speech in told if speech.in_ == local)


def _asking(retold: Iterable[EventKey], before: Whole, after: Whole) -> Iterator[EventKey]:
    """Yield the events in which a side follows from a capacity that other events tell otherwise now."""
    actors: set[str] = set()
    for key in retold:
        old, new = (capacities(whole.events.get(key)) for whole in (before, after))
        actors.update(actor for actor in old.keys() | new.keys() if old.get(actor) != new.get(actor))
    for actor in actors:
        for key in after.actors.events(actor):
            if asks(after.events[key], around(key, after.events, after.decisions.timeline), actor, after.sides):
                yield key


def _those(keys: Iterable[K], table: Mapping[K, V]) -> dict[K, V]:
    return {key: table[key] for key in keys if key in table}
