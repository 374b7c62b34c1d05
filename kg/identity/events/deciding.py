"""Which tellings of all articles are of one event, decided anew only for those that a change can reach."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Set
from itertools import chain, combinations

from kg.components import Components
from kg.identity.cards import Card
from kg.identity.events.blocks import Blocks, Pair
from kg.identity.events.card import Weighed, weigh
from kg.identity.events.judged import Judged, apply_judgements, event_key
from kg.identity.events.merge import Joined, Joining, settled
from kg.identity.events.merged import Merged
from kg.identity.events.outcome import Merges, contradiction
from kg.identity.events.plans import fulfilments
from kg.identity.events.tellings import Telling
from kg.model import EventKey, Finding, Judgement
from kg.model.differing import renewed, unequal


def merge(tellings: Iterable[Telling], judgements: Iterable[Judgement], statements: Iterable[EventKey] = ()) -> Merges:
    """Decide which tellings are of one event. The order of tellings and judgements makes no difference.

    `statements` are the keys of all statements: these are only ever taken as one by judgement.

    Judgements go first. Then the score cards that say `same` are applied, the highest margin first, then by key: two
    groups become one only if no judgement keeps them apart, no article tells two of them, nothing in the one
    contradicts anything in the other, no event would become a part of itself or come before itself, and none would lie
    outside the days of what it is a part of.
    """
    by_key = {telling.key: telling for telling in sorted(tellings, key=lambda telling: telling.key)}
    return Reports(judgements).renew(by_key, by_key, frozenset(statements))


class Reports:
    """The tellings of all articles, and what was decided on them the last time."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.regrouped: set[EventKey] = set()
        """The keys of all tellings that may be one with others than before."""
        self.judge(judgements)
        self._judged: list[Judged] = []
        self._judgement = Merged()
        """What these say, and nothing else."""
        self._on: dict[EventKey, list[int]] = {}
        """By key: which of the judgements speak of it."""
        self._tellings: dict[EventKey, Telling] = {}
        self._blocks = Blocks()
        self._weighed: dict[EventKey, dict[EventKey, Weighed]] = defaultdict(dict)
        """By the smaller key and the other one, and the other way round."""
        self._free: dict[EventKey, set[Pair]] = defaultdict(set)
        """By either key: pairs on which no judgement decides."""
        self._back: dict[EventKey, set[EventKey]] = defaultdict(set)
        """Wholes to their parts, and earlier events to later ones."""
        self._linked = Components[EventKey]()
        self._there: set[EventKey] = set()
        self._joined: dict[EventKey, Joined] = {}
        """By the first key of each component of more than one telling."""
        self.merged = Merged()
        self._noted: dict[Pair, Card] = {}
        self._cards: dict[Pair, Card] = {}
        self._left: set[Pair] = set()
        """Pairs that were weighed and are not compared any more, or not yet again."""
        self._alike: set[Pair] = set()
        self._plans: set[Pair] = set()

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Let these judgements hold from the next time on."""
        self._judgements = tuple(judgement for judgement in judgements if judgement.kind == "event")
        self._judged_keys = {event_key(thing) for judgement in self._judgements for thing in judgement.things}

    def renew(
        self, tellings: Mapping[EventKey, Telling], changed: Collection[EventKey], statements: Container[EventKey]
    ) -> Merges:
        """Decide on the tellings, of which some changed, came or went; see `merge`."""
        types = {key: tellings[key].type for key in self._judged_keys if key in tellings}
        types |= {key: "statement" for key in self._judged_keys if key in statements}
        judgement, findings, judged = apply_judgements(self._judgements, types)
        self.regrouped = set()
        rejudged = self._rejudged(judged, judgement)
        touched, new = self._weigh(tellings, rejudged.union(changed), rejudged)
        went, came = self._linked.renew(touched, self._there, self._near)
        self.merged, noted = self.merged.copy(), dict(self._noted)
        for component in went:
            if joined := self._joined.pop(component[0], None):
                self.merged.remove(joined.merged)
                for pair in joined.noted:
                    del noted[pair]
        for component in came:
            if len(component) > 1 or component[0] in self._on:
                joined = self._joined[component[0]] = self._join(component)
                self.merged.add(joined.merged)
                noted |= joined.noted
        self.regrouped |= set(chain.from_iterable((*went, *came)))
        self._noted, merged = noted, self.merged
        again = new.union(*(self._free[key] for component in came for key in component if key in self._free))
        self._replace_cards(again, merged, noted)
        return Merges(
            tellings,
            merged,
            judged,
            decided=noted,
            cards=tuple(self._cards.values()),
            fulfils=fulfilments([self.weigh(*pair) for pair in sorted(self._plans)], tellings, merged),
            findings=(*findings, *self._contradictions(merged, noted)),
        )

    def weigh(self, one: EventKey, other: EventKey) -> Weighed:
        """Compare two tellings, once."""
        known = self._weighed[one].get(other)
        if known is None:
            known = weigh(self._tellings[one], self._tellings[other])
            self._weighed[one][other] = self._weighed[other][one] = known
        return known

    def _rejudged(self, judged: list[Judged], judgement: Merged) -> set[EventKey]:
        """Let other judgements hold; return all of which they may say something else."""
        if judged == self._judged:
            return set()
        speak = {key for _, keys in unequal(self._judged, judged) for key in keys}
        for each in (self._judgement, judgement):
            speak |= {other for key in speak for other in each.group(key)}
        apart = {other for each in (self._judgement, judgement) for key in speak for other in each.kept_apart(key)}
        self._there -= self._on.keys() - self._tellings.keys()
        self._judged, self._judgement, self._on = judged, judgement, defaultdict(list)
        for number, (_, keys) in enumerate(judged):
            for key in keys:
                self._on[key].append(number)
        self._there |= self._on.keys()
        return speak | apart

    def _weigh(
        self, tellings: Mapping[EventKey, Telling], changed: Iterable[EventKey], rejudged: Set[EventKey]
    ) -> tuple[set[EventKey], set[Pair]]:
        """Weigh the pairs of what changed; return the keys whose links may be others now, and the pairs weighed."""
        touched = set(changed)
        gone, come = touched & self._tellings.keys(), touched & tellings.keys()
        again = {pair for key in gone for pair in self._free.get(key, ())}
        for pair in again:
            self._forget(pair)
        last = [self._tellings.pop(key) for key in gone]
        for telling in last:
            for other in self._weighed.pop(telling.key, ()):
                self._weighed[other].pop(telling.key, None)
            for other in _led_to(telling):
                self._back[other].discard(telling.key)
        self._there -= gone - self._on.keys()
        self._there |= come
        for key in come:
            self._tellings[key] = tellings[key]
            for other in _led_to(tellings[key]):
                self._back[other].add(key)
        no_more, new = self._blocks.renew(last, (tellings[key] for key in sorted(come)))
        for pair in no_more - again:
            if pair in self._free[pair[0]]:
                if self.weigh(*pair).fits:
                    touched.update(pair)
                self._forget(pair)
        again |= {pair for pair in combinations(sorted(rejudged), 2) if pair in self._blocks}
        new = {pair for pair in (again - no_more) | new if not self._judgement.apart(*pair)}
        for pair in new:
            weighed = self.weigh(*pair)
            for key in pair:
                self._free[key].add(pair)
            if weighed.fits:
                touched.update(pair)
            if weighed.alike:
                self._alike.add(pair)
            if weighed.report:
                self._plans.add(pair)
        return touched, new

    def _forget(self, pair: Pair) -> None:
        for key in pair:
            self._free[key].discard(pair)
        self._alike.discard(pair)
        self._plans.discard(pair)
        self._left.add(pair)

    def _near(self, key: EventKey) -> Iterator[EventKey]:
        yield from self._back.get(key, ())
        yield from _led_to(self._tellings[key]) if key in self._tellings else ()
        for number in self._on.get(key, ()):
            yield from self._judged[number][1]
        for pair in self._free.get(key, ()):
            if self._weighed[pair[0]][pair[1]].fits:
                yield from pair

    def _join(self, component: tuple[EventKey, ...]) -> Joined:
        tellings = {key: self._tellings[key] for key in component if key in self._tellings}
        pairs = {pair for key in tellings for pair in self._free.get(key, ()) if self.weigh(*pair).fits}
        numbers = sorted({number for key in component for number in self._on.get(key, ())})
        return Joining(tellings, pairs, [self._judged[number] for number in numbers], self.weigh).join()

    def _told(self, pair: Pair, merged: Merged, noted: Mapping[Pair, Card]) -> Card | None:
        """Return the card of a pair if it says `same`, or if the two are plausible and were kept apart."""
        weighed = self.weigh(*pair)
        card = noted.get(pair) or weighed.card
        if merged.leader(pair[0]) == merged.leader(pair[1]):
            return card if card.verdict == "same" else None
        return card if (card.verdict == "unsure" or weighed.alike) and not settled(merged, *pair) else None

    def _replace_cards(self, pairs: Iterable[Pair], merged: Merged, noted: Mapping[Pair, Card]) -> None:
        """Find the cards of pairs anew."""
        cards = {pair: card for pair in pairs if (card := self._told(pair, merged, noted))}
        self._cards, self._left = renewed(self._cards, self._left.union(pairs), cards), set()

    def _contradictions(self, merged: Merged, noted: Mapping[Pair, Card]) -> Iterator[Finding]:
        """Yield a finding for each two events that may be one, told in two ways."""
        best: dict[Pair, Pair] = {}
        for pair in sorted(self._alike):
            leaders = sorted(map(merged.leader, pair))
            if leaders[0] != leaders[1] and not settled(merged, *pair):
                best.setdefault((leaders[0], leaders[1]), pair)
        for pair in best.values():
            yield contradiction(self._tellings[pair[0]], noted.get(pair) or self.weigh(*pair).card)


def _led_to(telling: Telling) -> Iterable[EventKey]:
    """Return the events of the article to which parts and orders lead."""
    return (*telling.earlier, telling.parent.key) if telling.parent else telling.earlier
