"""What one article says by itself: nothing of it depends on any other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.dates import Timeline
from kg.identity.cast import Cast
from kg.identity.people.local import Local, local_people
from kg.identity.people.recorded import Recorded
from kg.identity.people.spots import spots
from kg.identity.register import Register
from kg.identity.resolve import resolve
from kg.model import Annotation, EventKey, When


@dataclass(frozen=True, eq=False)
class Alone:
    """One article without any other."""

    key: str
    """Of the article."""
    sound: bool
    """Whether it has no error in its names: else nothing more is said of it."""
    bounds: Mapping[EventKey, When] = field(default_factory=dict)
    """Of each event of which the article says when it was."""
    people: tuple[Local, ...] = ()

    @property
    def things(self) -> dict[str, tuple[str, str]]:
        """All keys by which a judgement may name one of its people, with article and pointer of a mention."""
        found = {}
        for local in self.people:
            found[local.key] = (self.key, local.spots[0].pointer)
            found |= {f"{self.key}/{spot.form}": (self.key, spot.pointer) for spot in local.spots}
        return found


def alone(annotation: Annotation, register: Register, recorded: Recorded) -> tuple[Alone, Cast]:
    """Resolve the names of an article, group its people, and bound its events.

    Return besides what its names mean by the register.
    """
    article, cast = annotation.article.id, resolve(annotation, register)
    if any(finding.severity == "error" for finding in cast.findings):
        return Alone(article, sound=False), cast
    timeline = Timeline([annotation])
    keys = ((article, event.id) for event in annotation.events)
    bounds = {key: when for key in keys if (when := timeline.bounds(key))}
    people = local_people(article, spots(annotation, cast, register), recorded, bounds.get)
    return Alone(article, True, bounds, tuple(people)), cast
