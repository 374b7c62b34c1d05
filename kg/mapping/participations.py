"""Who took part, as what, in which capacity; and who holds a post."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.identity import Ref, Resolved
from kg.identity.names import slug
from kg.iris import concept, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.frame import Frame
from kg.model import Holding, Mention, Participant, Speech, Stated


def map_participant(frame: Frame, event: str, pointer: str, participant: Participant) -> Iterator[Fact]:
    """Yield the fact that somebody took part in an event (`event` is its own id in the article)."""
    yield _map(frame, event, pointer, participant, participant.role, participant, local=participant.id)


def map_voice(frame: Frame, pointer: str, speech: Speech, voice: str, mention: Mention | str) -> Iterator[Fact]:
    """Yield the fact that somebody spoke or was spoken to; what the mention does not say itself, the statement says.

    `pointer` is that of the statement, `voice` the place below it: `speaker` or `to/0`.
    """
    role = "speaker" if voice == "speaker" else "addressee"
    own = None if isinstance(mention, str) else mention
    said_at = f"{pointer}/{voice}" if own and own.said_by else pointer
    place, stated = f"{pointer}/{voice}", own or speech
    yield _map(frame, speech.id, place, mention, role, stated, said_at=said_at, said_in=speech.said_in)


def _map(
    frame: Frame,
    event: str,
    pointer: str,
    mention: Mention | str,
    role: str,
    stated: Stated,
    *,
    local: str | None = None,
    said_at: str | None = None,
    said_in: str | None = None,
) -> Fact:
    resolved = frame.cast.mentions[pointer]
    group = mention.group if isinstance(mention, Mention) else None
    person = resolved.actor or resolved.holder
    segment = person.segment if person else ""
    who = segment or slug(group or resolved.named_as or "unnamed")
    name = f"{event}.{role}.{local or f'{who}-{stated.at.start}'}"
    canonical = frame.event_key(event)
    actor, key, triples = "", segment or f"{frame.key}.{name}", list[Triple]()
    if resolved.actor:
        actor = frame.ref(resolved.actor)
        triples.append((actor, t.A, t.ACTOR_CLASSES[resolved.actor.kind]))
    elif group:
        key = resolved.accompanies.segment if resolved.accompanies else f"{frame.key}.{who}"
        actor = frame.iri("delegation", *canonical, key)
        triples += _delegation(frame, actor, group, resolved)
        key = f"delegation.{key}"
    node = frame.iri("participation", *canonical, role, key)
    triples += [
        (frame.event(event), t.HAS_PARTICIPATION, node),
        (node, t.A, t.PARTICIPATION),
        (node, t.ROLE, concept("role", role)),
    ]
    if actor:
        triples.append((node, t.PARTICIPANT, actor))
    if resolved.named_as:
        triples.append((node, t.NAMED_AS, literal(resolved.named_as)))
    if resolved.on_behalf_of:
        triples.append((node, t.ON_BEHALF_OF, frame.ref(resolved.on_behalf_of)))
    if isinstance(mention, Mention):
        if resolved.actor:
            for tenure in tenures(frame, resolved.actor, resolved.posts, mention.holding):
                triples += [(node, t.IN_CAPACITY, tenure[0][0]), *tenure]
            triples += alternative_name(frame, resolved, mention)
        else:
            triples += [(node, t.POST, frame.iri("post", post)) for post in resolved.posts]
    words = resolved.named_as
    return frame.fact(name, "participation", pointer, triples, stated, words=words, said_at=said_at, said_in=said_in)


def _delegation(frame: Frame, actor: str, group: str, resolved: Resolved) -> Iterator[Triple]:
    yield actor, t.A, t.DELEGATION
    yield actor, t.PREF_LABEL, literal(group, language="en")
    if resolved.accompanies:
        yield actor, t.ACCOMPANIES, frame.ref(resolved.accompanies)


def alternative_name(frame: Frame, resolved: Resolved, mention: Mention) -> Iterator[Triple]:
    """Yield the name by which the text calls an actor, in the article's language, unless it is the register's own."""
    if resolved.actor and mention.name and mention.name != resolved.label:
        yield frame.ref(resolved.actor), t.ALT_LABEL, literal(mention.name, language=frame.annotation.article.language)


def tenures(frame: Frame, person: Ref, posts: Iterable[str], holding: Holding) -> Iterator[tuple[Triple, ...]]:
    """Yield the triples of each tenure in which an actor is named. Its key holds the way of holding the post."""
    for post in posts:
        tenure = tenure_of(frame, person, post, holding)
        yield (
            (tenure, t.A, t.TENURE),
            (tenure, t.MEMBER, frame.ref(person)),
            (tenure, t.POST, frame.iri("post", post)),
            (tenure, t.TENURE_STATUS, concept("tenure-status", holding)),
        )


def tenure_of(frame: Frame, person: Ref, post: str, holding: Holding) -> str:
    """Return the IRI of a tenure, rendered."""
    return frame.iri("tenure", person.segment, post, holding.replace(" ", "-"))


def map_tenures(frame: Frame) -> Iterator[Fact]:
    """Yield the facts that somebody holds a post, stated outside of an event."""
    for i, claim in enumerate(frame.annotation.tenures):
        pointer = f"/tenures/{i}"
        resolved = frame.cast.mentions[pointer]
        if resolved.actor is None:
            continue
        triples = list(chain.from_iterable(tenures(frame, resolved.actor, resolved.posts, claim.holding)))
        triples.append((frame.ref(resolved.actor), t.A, t.ACTOR_CLASSES[resolved.actor.kind]))
        triples += alternative_name(frame, resolved, claim)
        local = claim.id or f"tenure.{resolved.actor.segment}-{claim.at.start}"
        yield frame.fact(local, "tenure", pointer, triples, claim, words=resolved.named_as)
