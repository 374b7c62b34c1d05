"""Who is who, and which reports tell the same event."""

from kg.identity.events import Merged, merge
from kg.identity.register import Ref, Register
from kg.identity.resolve import Cast, Resolved, resolve

__all__ = ["Cast", "Merged", "Ref", "Register", "Resolved", "merge", "resolve"]
