"""Each place where an article names a person, with what it says of that person there."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.identity.cast import Cast, mentions
from kg.identity.names import bare, slug
from kg.identity.register import Ref, Register
from kg.model import Annotation, Mention
from kg.model.shared import shared


class Spot(NamedTuple):
    """One mention by name."""

    pointer: str
    name: str
    form: str
    """The key of the spelling inside its article."""
    event: str | None = None
    """The event in which they take part, by its own id."""
    authority: tuple[str | None, str | None] = (None, None)
    """Who says so, and in which document."""
    is_: Ref | None = None
    """Who it is by the annotator's word."""
    posts: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    """States for which they are named."""
    named: bool = True
    """Whether the name stands in a field of its own, and not alone in place of the whole mention."""
    in_office: bool = True
    """Whether the posts are held at the time, not before or after it."""


def spots(annotation: Annotation, cast: Cast, register: Register) -> Iterator[Spot]:
    """Yield every mention that names a person or may do so, in the order of the article's annotation."""
    for pointer, mention in mentions(annotation):
        resolved = cast.mentions[pointer]
        person = resolved.actor is not None and resolved.actor.kind == "person"
        name = cast.open.get(pointer) or (resolved.named_as if person and _name(mention) else None)
        if name is None:
            continue
        sides = {register.state(Ref("post", post)) for post in resolved.posts}
        sides |= {register.state(ref) for ref in (resolved.of, resolved.on_behalf_of) if ref and ref.kind != "person"}
        event = int(pointer.split("/")[2]) if pointer.startswith("/events/") else None
        yield Spot(
            pointer,
            name,
            slug(bare(name)),
            None if event is None else annotation.events[event].id,
            shared((mention.said_by, mention.said_in)) if isinstance(mention, Mention) else (None, None),
            resolved.actor,
            shared(frozenset(resolved.posts)),
            shared(frozenset(side for side in sides if side)),
            isinstance(mention, Mention),
            not isinstance(mention, Mention) or mention.holding in ("in office", "acting"),
        )


def _name(mention: Mention | str) -> str | None:
    return mention.name if isinstance(mention, Mention) else None
