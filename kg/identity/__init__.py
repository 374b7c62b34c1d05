"""Who is who, and which reports tell the same event."""

from kg.identity.events import Merged, merge_events
from kg.identity.people import People, merge_people
from kg.identity.register import Ref, Register
from kg.identity.resolve import Cast, Resolved, resolve

__all__ = [
    "Cast",
    "Merged",
    "People",
    "Ref",
    "Register",
    "Resolved",
    "merge_events",
    "merge_people",
    "resolve",
]
