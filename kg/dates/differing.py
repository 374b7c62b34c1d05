"""Of which events two timelines, before and after an edit, say different things."""

from typing import Any

from kg.dates.timeline import Timeline
from kg.model import EventKey


def redated(before: Timeline, after: Timeline) -> set[EventKey]:
    """Return the events and documents whose bounds differ, or from what these follow.

    A group of reports has other grounds, too, once it is another group; it is not returned for that alone.
    """
    return {key for key in after.unlike(before) if _said(before, key) != _said(after, key)}


def _said(timeline: Timeline, key: EventKey) -> tuple[Any, ...]:
    """Return all that is said of an event or a document, and in which facts it stands."""
    whole = timeline.whole(key)
    steps = [
        (side, step.relation.kind, step.relation.ground.article, step.relation.ground.fact, step.premises)
        for side, step in timeline.narrowed(key).items()
    ]
    premises = [side in timeline.narrowed(other) for *_, ends in steps for other, side in ends]
    return (
        timeline.bounds(key),
        steps,
        premises,
        whole,
        list(timeline.narrowed(whole)) if whole else None,
        timeline.parent(key),
        [(dated.article, dated.local, timeline.dating(dated)) for dated in timeline.datings(key)],
    )
