"""Score cards: what speaks for and against two things being one, and what was decided by which rule."""

from typing import Literal

from msgspec import Struct

Verdict = Literal["same", "different", "unsure"]


class Line(Struct, frozen=True):
    """One line of a score card."""

    feature: str
    """What was compared: `name`, `post`, `state`, `day`, `place`, `participants` …"""
    says: str
    """What was found, in plain English words, without a full stop: `both are Foreign Minister of Iran`."""
    points: int = 0
    """What it counts for the two being one; negative if it speaks against it."""
    veto: bool = False
    """Whether it alone keeps the two apart."""


class Card(Struct, frozen=True):
    """Two things compared. `a` sorts before `b`; each is written as in a judgement: `article/id`, or a key."""

    a: str
    b: str
    verdict: Verdict
    rule: str
    """The concept of the scheme `decision-rule` that decided."""
    lines: tuple[Line, ...] = ()
    margin: int = 0
    """Points above what the rule asks for; below 0 where it fell short."""

    def because(self) -> tuple[str, ...]:
        """Return the lines that bear the decision, in words."""
        bearing = tuple(line.says for line in self.lines if line.veto or line.points or line.feature == "judgement")
        return bearing or tuple(line.says for line in self.lines)
