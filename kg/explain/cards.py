"""A score card as a step: the rule, every line with its points, and what is needed."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from kg.explain.decisions import points
from kg.explain.rules import rule_words
from kg.explain.tree import Step
from kg.identity import Card, Line
from kg.model import Judgement

VERDICTS = {"same": "taken as one", "different": "kept apart", "unsure": "undecided, so kept apart"}


def _no_file(article: str) -> str:
    return ""


class Sources(Struct, frozen=True):
    """Where things were annotated."""

    place: Callable[[str], tuple[int, int]] = lambda pointer: (0, 0)
    """Line and column of `sources/gazette-1.yaml#/events/0`."""
    file: Callable[[str], str] = _no_file
    """File and place of an article's record, by the article's key: `sources/gazette-1.yaml#`."""

    def at(self, article: str, pointer: str) -> str:
        """Return where a mention stands: `sources/gazette-1.yaml:14:5`."""
        start = self.file(article)
        return self.located(f"{start}{pointer}") if start else ""

    def located(self, pointer: str) -> str:
        """Return file, line and column of a pointer with its file."""
        line, column = self.place(pointer)
        file = pointer.partition("#")[0]
        return f"{file}:{line}:{column}" if line else file


def card_step(card: Card, judgement: Judgement | None, sources: Sources) -> Step:
    """Return a card with all of its lines."""
    scored = any(line.points for line in card.lines) and card.rule != "recorded-judgement"
    margin = f", {points(card.margin)}" if scored and not any(line.veto for line in card.lines) else ""
    says = f"{card.a} and {card.b}: {VERDICTS[card.verdict]} by the rule “{_rule(card.rule)}”{margin}"
    own = [line for line in card.lines if line.feature != "judgement"]
    lines = [line_step(line) for line in card.lines if line in own or not judgement]
    if judgement:
        lines.append(judgement_step(judgement, sources))
        if not any(line.veto for line in own):
            lines.append(Step(f"without the judgement: {points(card.margin)}", kind="margin"))
    return Step(says, kind="card", children=(Step(rule_words(card.rule), kind="rule"), *lines))


def line_step(line: Line) -> Step:
    """Return one line of a card: what was compared, what was found, and what it counts."""
    counts = "keeps them apart" if line.veto else f"{line.points:+d}" if line.points else "counts nothing"
    return Step(f"{line.feature} ({counts}): {line.says}", kind="veto" if line.veto else "line")


def judgement_step(judgement: Judgement, sources: Sources) -> Step:
    """Return a recorded judgement with its place."""
    said = {"same": "are the same", "different": "are different", "unsure": "can't be told"}[judgement.verdict]
    says = f"{judgement.by} recorded on {judgement.on} that {_listed(judgement.things)} {said}: {judgement.because}"
    return Step(says, sources.located(judgement.pointer), kind="judgement")


def _listed(things: Iterable[str]) -> str:
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last


def _rule(rule: str) -> str:
    return rule_words(rule).partition(":")[0]
