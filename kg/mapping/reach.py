"""What an edit reaches: the articles to be mapped again, and the pieces of the section `derived`."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple, TypeVar

from kg.dates.differing import redated
from kg.identity import Cast, Decisions, Ref
from kg.identity.origins import Origins
from kg.mapping.articles import Told
from kg.mapping.derived import around
from kg.mapping.named import judged_places
from kg.mapping.sides import asks, capacities
from kg.mapping.whole import Pieces, Whole
from kg.model import EventKey
from kg.model.differing import differing

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


class Reach(NamedTuple):
    """Keys of the pieces of the section `derived` that may differ."""

    events: set[EventKey]
    """Events and documents."""
    names: set[Ref]
    plans: set[tuple[EventKey, EventKey]]
    """Report and plan."""
    cards: set[tuple[str, str]]
    people: set[str]
    reports: set[EventKey]
    articles: set[str]
    """Articles of another origin."""
    origins: set[str]
    """Origins of another name."""


def edited(before: Whole, told: Mapping[str, Told], decisions: Decisions) -> Edit:
    """Return what differs from `before`. `told`: all articles by their keys."""
    old, accounts = before.decisions, before.accounts
    merges = old.events.merged, decisions.events.merged
    groups = differing(*(merged.members for merged in merges))
    grouped = {report for key in groups for merged in merges for report in merged.members.get(key, ())}
    events = groups | redated(old.timeline, decisions.timeline)
    both = accounts.keys() & told.keys()
    articles = accounts.keys() ^ told.keys()
    articles.update(key for key in both if accounts[key].told != told[key])
    articles.update(key for key in both if _differ(old.casts[key], decisions.casts[key]))
    articles.update(article for key in events for merged in merges for article, _ in merged.group(key))
    articles.update(article for article, _ in judged_places(old) ^ judged_places(decisions))
    return Edit(
        articles & (accounts.keys() | told.keys()),
        differing(old.people.labels, decisions.people.labels),
        events,
        {report for report in grouped if len({merged.leader(report) for merged in merges}) > 1},
    )


def _differ(one: Cast, other: Cast) -> bool:
    """Tell whether something is decided otherwise on the names of an article, be it only a label.

    What is said there of other things follows from the article and the register alone.
    """
    return one is not other and one.mentions != other.mentions


def reached(edit: Edit, retold: Set[EventKey], before: Whole, after: Whole) -> Reach:
    """Return the pieces that may differ. `retold`: events of which the articles say something else."""
    old, new = before.decisions, after.decisions
    leader = new.events.merged.leader
    events = edit.events.union(retold, _said_in(retold, after), _asking(retold, before, after))
    plans = {each[:2] for each in old.events.fulfils} ^ {each[:2] for each in new.events.fulfils}
    for report, plan, _ in new.events.fulfils:
        if not edit.reports.isdisjoint((report, plan)) or not events.isdisjoint((leader(report), leader(plan))):
            plans.add((report, plan))
    moved = {"/".join(report) for report in edit.reports}
    cards = differing(*({(card.a, card.b): card for card in each.events.cards} for each in (old, new)))
    cards.update((card.a, card.b) for card in new.events.cards if card.a in moved or card.b in moved)
    return Reach(
        events,
        edit.labels | differing(before.names, after.names),
        plans,
        cards,
        differing(old.people.redirects, new.people.redirects),
        edit.reports,
        differing(old.origins.of, new.origins.of) | differing(old.origins.copies, new.origins.copies),
        differing(old.origins.names, new.origins.names),
    )


def _said_in(events: Iterable[EventKey], whole: Whole) -> Iterator[EventKey]:
    """Yield the statements that were made in these events."""
    merged = whole.decisions.events.merged
    for key in events:
        for article, local in merged.group(key):
            told = whole.accounts[article].told.annotation.statements if article in whole.accounts else ()
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


def pieces(whole: Whole, reach: Reach) -> Pieces:
    """Return those of the pieces that are reached."""
    decisions = whole.decisions
    origins = decisions.origins
    return Pieces(
        whole.events.keys() & reach.events,
        [key for key in reach.events if decisions.timeline.is_document(key)],
        decisions.people.labels.keys() & reach.names,
        [each for each in decisions.events.fulfils if each[:2] in reach.plans],
        [card for card in decisions.events.cards if (card.a, card.b) in reach.cards],
        _those(reach.people, decisions.people.redirects),
        reach.reports,
        Origins(
            _those(reach.articles, origins.of),
            _those(reach.origins, origins.names),
            _those(reach.articles, origins.copies),
        ),
    )


def _those(keys: Iterable[K], table: Mapping[K, V]) -> dict[K, V]:
    return {key: table[key] for key in keys if key in table}
