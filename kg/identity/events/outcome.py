"""What became of the tellings of all articles, and the answer to why two are one event or two."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kg.identity.cards import Card, Line, Verdict
from kg.identity.events.blocks import Pair
from kg.identity.events.card import compare
from kg.identity.events.judged import Judged
from kg.identity.events.merged import Merged
from kg.identity.events.plans import Fulfilment
from kg.identity.events.tellings import Telling
from kg.model import EventKey, Finding, Judgement


class Merges:
    """What became of the tellings: which are one event, and why the others are not."""

    def __init__(
        self,
        tellings: Mapping[EventKey, Telling],
        merged: Merged,
        judged: Iterable[Judged],
        *,
        decided: Mapping[Pair, Card],
        cards: tuple[Card, ...],
        fulfils: tuple[Fulfilment, ...],
        findings: tuple[Finding, ...],
    ) -> None:
        """`decided` has the cards that say something else than the two tellings alone would."""
        self.tellings = tellings
        self.merged = merged
        self.cards = cards
        """Sorted: each that says `same`, and each plausible one that was kept apart."""
        self.fulfils = fulfils
        """Each report with the plan that it may fulfil and their card."""
        self.findings = findings
        """On judgements, complete; on contradicting accounts with article and pointer, and without a file."""
        self._judged, self._decided = tuple(judged), decided

    def explain(self, one: EventKey, other: EventKey) -> Card:
        """Return what was decided on any two tellings, and why. Raises KeyError for what is none."""
        pair = (one, other) if one < other else (other, one)
        first, second = (self.tellings[key] for key in pair)
        card = self._decided.get(pair) or compare(first, second)
        together = self.merged.leader(one) == self.merged.leader(other)
        if said := self._said(pair, together):
            verdict: Verdict = "same" if together else said.verdict
            lines = (
                *card.lines,
                Line("judgement", f"{said.by} judged on {said.on}: {said.because}", veto=not together),
            )
            return replace(card, verdict=verdict, rule="recorded-judgement", lines=lines)
        if together and card.verdict != "same":
            others = sorted("/".join(key) for key in self.merged.group(one) if key not in pair)
            line = Line("other reports", f"both are one with {' and '.join(others)}")
            return replace(card, verdict="same", rule="through-others", lines=(*card.lines, line))
        if not together and card.verdict == "same":
            return unjoined(card, "too many reports of these days to compare each with each", "too-many")
        return card

    def _said(self, pair: Pair, together: bool) -> Judgement | None:
        """Return the judgement that decided on two: on themselves, or on those that they are one with."""
        if not together and not self.merged.apart(*pair):
            return None
        groups = [set(self.merged.group(key)) for key in pair]
        verdicts = ("same",) if together else ("different", "unsure")
        told = [(j, keys) for j, keys in self._judged if j.verdict in verdicts]
        own = (j for j, keys in told if set(pair) <= set(keys))
        through = (j for j, keys in told if not together and all(group & set(keys) for group in groups))
        return next(own, None) or next(through, None)


def unjoined(card: Card, says: str, rule: str) -> Card:
    """Return a card that says `same` as one that could not be applied."""
    return replace(card, verdict="unsure", rule=rule, lines=(*card.lines, Line("other reports", says, veto=True)))


def contradiction(telling: Telling, card: Card) -> Finding:
    """Return the finding that two accounts may tell one event and contradict each other."""
    says = "; ".join(line.says for line in card.lines if line.veto)
    return Finding(
        code="DK213",
        message=f"{card.a} and {card.b} may be one event told in two ways: {says}",
        severity="info",
        article=telling.key[0],
        pointer=telling.pointer,
        start=telling.span[0],
        end=telling.span[1],
        mend="Read both passages again. If they tell two events, record a judgement that they differ.",
    )
