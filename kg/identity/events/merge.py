"""Tellings of all articles to events: judgements first, then score cards, the clearest first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.dates import intersect
from kg.identity.cards import Card
from kg.identity.events.blocks import Pair, candidates
from kg.identity.events.card import Weighed, compare, weigh
from kg.identity.events.judged import apply_judgements
from kg.identity.events.merged import Merged
from kg.identity.events.outcome import Merges, contradiction, unjoined
from kg.identity.events.plans import fulfilments
from kg.identity.events.rivals import ambiguous
from kg.identity.events.tellings import Telling
from kg.identity.events.times import exclude
from kg.model import EventKey, Finding, Judgement, When

_Edges = Callable[[Telling], Iterable[EventKey]]
_Group = tuple[EventKey, ...]


def merge(tellings: Iterable[Telling], judgements: Iterable[Judgement], statements: Iterable[EventKey] = ()) -> Merges:
    """Decide which tellings are of one event. The order of tellings and judgements makes no difference.

    `statements` are the keys of all statements: these are only ever taken as one by judgement.

    Judgements go first. Then the score cards that say `same` are applied, the highest margin first, then by key: two
    groups become one only if no judgement keeps them apart, no article tells two of them, nothing in the one
    contradicts anything in the other, no event would become a part of itself or come before itself, and none would lie
    outside the days of what it is a part of.
    """
    by_key = {telling.key: telling for telling in sorted(tellings, key=lambda telling: telling.key)}
    types = {key: telling.type for key, telling in by_key.items()} | dict.fromkeys(statements, "statement")
    merged, findings, judged = apply_judgements(judgements, types)
    joining = _Joining(by_key, merged)
    joining.join()
    return Merges(
        by_key,
        merged,
        judged,
        decided=joining.noted,
        cards=joining.telling(),
        fulfils=fulfilments([joining.weighed[pair] for pair in joining.free], by_key, merged),
        findings=(*findings, *joining.contradictions()),
    )


class _Joining:
    def __init__(self, tellings: Mapping[EventKey, Telling], merged: Merged) -> None:
        self.tellings, self.merged = tellings, merged
        self.weighed: dict[Pair, Weighed] = {}
        self.noted: dict[Pair, Card] = {}
        """Cards that say something else than the two tellings alone would."""
        self.free: list[Pair] = []
        """Pairs on which no judgement decides."""
        self.parts: dict[EventKey, list[EventKey]] = defaultdict(list)
        for telling in tellings.values():
            if telling.parent:
                self.parts[telling.parent.key].append(telling.key)
        for pair in candidates(self.tellings.values()):
            if not self.merged.apart(*pair):
                self.free.append(pair)
                self.weigh(*pair)

    def card(self, pair: Pair) -> Card:
        return self.noted.get(pair) or self.weighed[pair].card

    def weigh(self, one: EventKey, other: EventKey) -> Weighed:
        pair = (one, other) if one < other else (other, one)
        if pair not in self.weighed:
            self.weighed[pair] = weigh(self.tellings[pair[0]], self.tellings[pair[1]])
        return self.weighed[pair]

    def join(self) -> None:
        """Apply what the cards say; note on a card where it could not be applied."""
        open_ = [pair for pair in self.free if self.weighed[pair].fits and not self._settled(*pair)]
        margins = {pair: self.card(pair).margin for pair in open_}
        torn = ambiguous(margins, self.apart)
        for pair in sorted(torn):
            self.noted[pair] = compare(self.tellings[pair[0]], self.tellings[pair[1]], ambiguous=True)
        same = [pair for pair in self.free if self.card(pair).verdict == "same"]
        for pair in sorted(same, key=lambda pair: (-self.card(pair).margin, pair)):
            if self.merged.leader(pair[0]) == self.merged.leader(pair[1]):
                continue
            if says := self.hindrance(*pair):
                self.noted[pair] = unjoined(self.card(pair), says, "contradiction-in-group")
            else:
                self.merged.join(pair, self.card(pair))

    def apart(self, one: EventKey, other: EventKey) -> bool:
        """Tell whether two tellings are two events for certain."""
        if self.merged.leader(one) == self.merged.leader(other):
            return False
        if self.merged.apart(one, other):
            return True
        return self.weigh(one, other).card.rule == "contradiction"

    def hindrance(self, one: EventKey, other: EventKey) -> str:
        """Return in words what keeps the groups of two tellings from becoming one, or nothing."""
        if self.merged.apart(one, other):
            return "a judgement keeps apart what they are one with"
        ones, others = self.merged.group(one), self.merged.group(other)
        for a in ones:
            for b in others:
                if self.weigh(a, b).card.rule == "contradiction":
                    why = "one article tells both" if a[0] == b[0] else "these contradict each other"
                    return f"{'/'.join(a)} would be one with {'/'.join(b)}, and {why}"
        for word, edges in (("be a part of", _around), ("come before", _earlier)):
            if self._reaches(ones, others, edges) or self._reaches(others, ones, edges):
                return f"it would {word} itself"
        for part, whole in (*self._ties(ones, others), *self._ties(others, ones)):
            if exclude(self._days(part), self._days(whole)):
                return f"{'/'.join(part[0])} would be a part of {'/'.join(whole[0])} and lie outside its days"
        return ""

    def _ties(self, ones: _Group, others: _Group) -> Iterator[tuple[_Group, _Group]]:
        """Yield what would become a part of what, by the parts and the wholes of the ones, if both were one event."""
        for key in ones:
            yield from ((self.merged.group(part), others) for part in self.parts.get(key, ()))
            telling = self.tellings.get(key)
            yield from ((others, self.merged.group(whole)) for whole in (_around(telling) if telling else ()))

    def _days(self, group: _Group) -> When | None:
        """Return the days that all tellings of an event allow; None where they exclude each other."""
        return intersect(when for key in group if key in self.tellings and (when := self.tellings[key].when))

    def _reaches(self, start: _Group, end: _Group, edges: _Edges) -> bool:
        """Tell whether edges lead from one group to another, over all that is one with what they reach."""
        goal, seen = self.merged.leader(end[0]), {self.merged.leader(start[0])}
        rest = list(start)
        while rest:
            telling = self.tellings.get(rest.pop())
            for key in edges(telling) if telling else ():
                leader = self.merged.leader(key)
                if leader == goal:
                    return True
                if leader not in seen:
                    seen.add(leader)
                    rest += self.merged.group(key)
        return False

    def telling(self) -> tuple[Card, ...]:
        """Return the cards that say `same`, and those of plausible pairs that were kept apart."""
        found = []
        for pair in self.free:
            card, weighed = self.card(pair), self.weighed[pair]
            if self.merged.leader(pair[0]) == self.merged.leader(pair[1]):
                told = card.verdict == "same"
            else:
                told = (card.verdict == "unsure" or weighed.alike) and not self._settled(*pair)
            if told:
                found.append(card)
        return tuple(found)

    def _settled(self, one: EventKey, other: EventKey) -> bool:
        """Tell whether two stand apart because an article that tells the one tells the other as well."""
        if self.merged.leader(one) == self.merged.leader(other):
            return False
        articles = [{article for article, _ in self.merged.group(key)} for key in (one, other)]
        return not articles[0].isdisjoint(articles[1])

    def contradictions(self) -> Iterator[Finding]:
        """Yield a finding for each two events that may be one, told in two ways."""
        best: dict[Pair, Pair] = {}
        for pair in self.free:
            leaders = sorted(map(self.merged.leader, pair))
            if self.weighed[pair].alike and leaders[0] != leaders[1] and not self._settled(*pair):
                best.setdefault((leaders[0], leaders[1]), pair)
        for pair in best.values():
            yield contradiction(self.tellings[pair[0]], self.card(pair))


def _around(telling: Telling) -> Iterable[EventKey]:
    return [telling.parent.key] if telling.parent else []


def _earlier(telling: Telling) -> Iterable[EventKey]:
    return telling.earlier
