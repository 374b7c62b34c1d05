"""Which reports tell the same event: by recorded judgement, or by a score card with a rule that can be read."""

from kg.identity.events.card import compare
from kg.identity.events.deciding import Reports, merge
from kg.identity.events.judged import merge_events
from kg.identity.events.merged import Merged
from kg.identity.events.outcome import Merges
from kg.identity.events.plans import Fulfilment
from kg.identity.events.retelling import Report, Tellings
from kg.identity.events.telling import tell
from kg.identity.events.tellings import Telling

__all__ = [
    "Fulfilment",
    "Merged",
    "Merges",
    "Report",
    "Reports",
    "Telling",
    "Tellings",
    "compare",
    "merge",
    "merge_events",
    "tell",
]
