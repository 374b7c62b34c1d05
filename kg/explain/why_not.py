"""Why two things are not one, or are: decided anew from the sources, and told with every line of the score card."""

from kg.errors import UsageError
from kg.explain.cards import Sources
from kg.explain.decided import thing_of
from kg.explain.tree import Step
from kg.explain.two_events import two_events
from kg.explain.two_people import two_people
from kg.identity import Decisions

EVENTS = ("event", "statement")


def why_not(decisions: Decisions, one: str, other: str, sources: Sources | None = None) -> Step:
    """Return what keeps two things apart, or makes them one.

    `one`, `other`: keys of two events (`gazette-1/talks`), or of two people, each as a key of the register, as a name
    in an article (`gazette-1/lindqvist`) or as a full name. Raises UsageError for what no source has, and for two
    things of different kinds.
    """
    first, second = thing_of(decisions, one), thing_of(decisions, other)
    known = sources or Sources()
    if (first.kind in EVENTS) != (second.kind in EVENTS):
        raise UsageError(f"{one} and {other} can't be one: give two events, or two people")
    if first.kind in EVENTS:
        return two_events(decisions, first, second, known)
    return two_people(decisions, first, second, known)
