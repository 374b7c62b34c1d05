"""Of which events two timelines of one corpus, before and after an edit, say different things."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.dates.narrowing import End, Step
from kg.model import EventKey, When
from kg.model.differing import differing


class Said(NamedTuple):
    """All that a timeline says, by event or document."""

    bounds: Mapping[EventKey, When]
    steps: Mapping[End, Step]
    """Why an end lies where it lies, where that is not the event's own."""
    parents: Mapping[EventKey, EventKey]
    """Statement to the event in which it was made."""
    wholes: Mapping[EventKey, EventKey]
    """Statement to the event whose bounds it takes."""
    datings: Mapping[tuple[str, str], When]
    """Article and local id of a stated time to the bounds that its words give."""


class Redated(NamedTuple):
    """What differs."""

    events: set[EventKey]
    """Events and documents whose bounds differ, or from what these follow."""
    articles: set[str]
    """Articles with stated times that differ, by key."""


def redated(before: Said, after: Said) -> Redated:
    """Return what differs, also where only the name of a fact does on which bounds rest."""
    found: set[EventKey] = set()
    for name in ("bounds", "parents", "wholes"):
        found |= differing(getattr(before, name), getattr(after, name))
    moved = before.steps.keys() ^ after.steps.keys()
    found.update(key for key, _ in moved)
    found.update(end[0] for end in before.steps.keys() & after.steps.keys() if _differ(end, before, after))
    if moved:
        found.update(end[0] for end, step in after.steps.items() if not moved.isdisjoint(step.premises))
    found.update([key for key, whole in after.wholes.items() if whole in found])
    return Redated(found, {article for article, _ in differing(before.datings, after.datings)})


def _differ(end: End, before: Said, after: Said) -> bool:
    one, other = before.steps[end], after.steps[end]
    return one is not other and _words(one) != _words(other)


def _words(step: Step) -> tuple[Any, ...]:
    """Return what the graph tells of a step."""
    relation = step.relation
    return relation.kind, relation.ground.article, relation.ground.fact, step.premises
