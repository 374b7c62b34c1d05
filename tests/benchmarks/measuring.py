"""Decisions on a generated corpus, laid beside its truth."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from kg.model import EventKey, When
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.corpus.truth import MentionKey
from tests.benchmarks.scoring import Days, Pairs, Verdicts, days, majority, score, verdicts


@dataclass(frozen=True)
class Figures:
    """The figures of quality."""

    people: Pairs
    people_decidable: Pairs
    """Without the mentions that a careful reader could not decide either."""
    unresolved: int
    named: int
    links: Verdicts
    """Named mentions of people whom the register has, and to whom they were linked there."""
    strangers_linked: int
    """Mentions of people whom the register lacks that were linked to an entry all the same."""
    roles: Verdicts
    events: Pairs
    """Of all tellings, plans among them."""
    happened: Pairs
    """Of what happened."""
    originals: Pairs
    """Of what happened, without wire copies."""
    stated: Pairs
    """Of what happened, among tellings whose words give the day and do not contradict others."""
    dates: Days
    dates_stated: Days
    """Of tellings whose words give the day."""


@dataclass(frozen=True)
class Measured:
    """What was decided, in the keys of the truth."""

    actors: dict[MentionKey, Hashable]
    leaders: dict[EventKey, EventKey]
    bounds: dict[EventKey, When | None]
    figures: Figures


def measure(corpus: Corpus, decisions: Any) -> Measured:
    """Compare the decisions with the truth."""
    truth = corpus.truth
    found = {
        (article, pointer): (found := decisions.casts[article].mentions[pointer]).actor or found.holder
        for article, pointer in (*truth.named, *truth.role_only)
        if article in decisions.casts
    }
    actors: dict[MentionKey, Hashable] = {
        key: tuple(actor) for key, actor in found.items() if actor is not None and key in truth.named
    }
    leaders = {telling: decisions.events.merged.leader(telling) for telling in truth.tellings}
    bounds = {telling: decisions.timeline.bounds(leaders[telling]) for telling in truth.tellings}
    meant = majority(actors, truth.named)
    meant |= {("person", key): person for key, person in truth.registered.items()}
    entries = {person: key for key, person in truth.registered.items()}
    linked = {
        key: actor.key for key, actor in found.items() if actor and key in truth.named and actor.key in truth.registered
    }
    known = [key for key, person in truth.named.items() if person in entries]
    happened = {t: e for t, e in truth.tellings.items() if truth.events[e].startswith("happened")}
    dated = {t: truth.days[e] for t, e in truth.tellings.items() if e in truth.days and t not in truth.misdated}
    figures = Figures(
        people=score(actors, truth.named),
        people_decidable=score(actors, {k: p for k, p in truth.named.items() if k not in truth.undecidable}),
        unresolved=sum(key not in actors for key in truth.named),
        named=len(truth.named),
        links=verdicts((linked.get(key), entries[truth.named[key]]) for key in known),
        strangers_linked=sum(truth.named[key] not in entries for key in linked),
        roles=verdicts(
            (meant.get(tuple(actor), "nobody") if (actor := found.get(key)) else None, person)
            for key, person in truth.role_only.items()
        ),
        events=score(leaders, truth.tellings),
        happened=score(leaders, happened),
        originals=score(leaders, {t: e for t, e in happened.items() if t[0] not in truth.copies}),
        stated=score(leaders, {t: e for t, e in happened.items() if t not in truth.vague | truth.contradicting}),
        dates=days(bounds, dated),
        dates_stated=days(bounds, {t: d for t, d in dated.items() if t not in truth.vague}),
    )
    return Measured(actors, leaders, bounds, figures)
