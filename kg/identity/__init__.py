"""Who is who, and which reports tell the same event."""

from kg.identity.cards import Card, Line
from kg.identity.cast import Attested, Cast, Resolved
from kg.identity.decide import Decisions, Memory, decide
from kg.identity.events import Merged
from kg.identity.events.judged import event_key
from kg.identity.people.outcome import People
from kg.identity.register import Ref, Register

__all__ = [
    "Attested",
    "Card",
    "Cast",
    "Decisions",
    "Line",
    "Memory",
    "Merged",
    "People",
    "Ref",
    "Register",
    "Resolved",
    "decide",
    "event_key",
]
