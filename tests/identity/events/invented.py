"""Invented ministers who meet, and how articles tell of it."""

from datetime import date
from typing import Any

from kg.identity.events import Merges
from kg.identity.events.tellings import Principal, Spot, Telling
from kg.identity.register import Ref
from kg.model import Judgement, When


def person(key: str, name: str, side: str | None, *posts: str, role: str = "interlocutor") -> Principal:
    """Return somebody whose name is known; every post has one holder only."""
    held = frozenset(posts)
    return Principal(name, Ref("person", key), held, held, side, frozenset([role]), named=True)


def by_post(post: str, side: str, *, single: bool = True, role: str = "interlocutor") -> Principal:
    """Return somebody of whom only the post is told."""
    posts = frozenset([post])
    return Principal(post, None, posts, posts if single else frozenset(), side, frozenset([role]))


def state(key: str) -> Principal:
    """Return a state that takes part as a whole."""
    return Principal(key.capitalize(), Ref("state", key), side=key, roles=frozenset(["interlocutor"]), named=True)


ADA = person("ada-lindqvist", "Ada Lindqvist", "norland", "norland-fm")
TOM = person("tomas-varga", "Tomas Varga", "sundria", "sundria-fm")
UNA = person("una-moor", "Una Moor", "sundria", "sundria-trade-minister")
KAI = person("kai-holt", "Kai Holt", "norland", "norland-deputy-fm")
LEO = person("leo-rask", "Leo Rask", "westmark", "westmark-fm")

PORT_ELLERY = Spot("port-ellery", "Port Ellery", "norland", at=(60.0, 5.0))
VESSEN = Spot("vessen", "Vessen", "sundria", at=(61.5, 4.25))
VESSEN_PALACE = Spot("vessen-palace", "the palace in Vessen", "sundria", at=(61.51, 4.26))
ORMA = Spot("orma", "Orma", "sundria")
SUNDRIA = Spot("sundria", "Sundria", "sundria", country=True)


def day(iso: str, last: str | None = None) -> When:
    """Return the bounds of one day, or from one to another."""
    return When(date.fromisoformat(iso), date.fromisoformat(last or iso))


TUESDAY, WEDNESDAY = day("2031-04-01"), day("2031-04-02")


def told(key: str = "gazette-1/talks", **changes: Any) -> Telling:
    """Return how an article tells of a meeting of Ada Lindqvist with Tomas Varga on Tuesday, 1 April 2031."""
    article, _, local = key.partition("/")
    topics = frozenset(changes.pop("topics", ()))
    fields: dict[str, Any] = {"type": "meeting", "principals": (ADA, TOM), "when": TUESDAY, **changes}
    for name in ("parts_of_day", "framework", "name", "documents"):
        fields[name] = frozenset(fields.get(name, ()))
    return Telling((article, local), topics=topics, fields=topics, **fields)


CALL: dict[str, Any] = {"type": "phone call"}


def judged(*things: str, verdict: Any = "same") -> Judgement:
    """Return a judgement on these events."""
    where = "sources/register/judgements.yaml#/0"
    return Judgement("event", verdict, things, "mk", date(2031, 5, 1), "The texts say so.", where)


def groups(merges: Merges) -> list[list[str]]:
    """Return what is one event, as judgements write it."""
    return [["/".join(key) for key in members] for _, members in sorted(merges.merged.members.items())]


def rules(merges: Merges) -> dict[tuple[str, str], tuple[str, str]]:
    """Return verdict and rule of every card that is told."""
    return {(card.a, card.b): (card.verdict, card.rule) for card in merges.cards}
