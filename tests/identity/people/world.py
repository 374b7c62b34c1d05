"""Small invented articles and a register, for tests of who is who."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from kg.identity import Decisions, Resolved, decide
from kg.model import Annotation, Entry, Held, Judgement

STATES = tuple(Entry("state", key, key.title()) for key in ("norland", "sundria", "vesland"))


def post(key: str, state: str, name: str, *, single: bool = True) -> Entry:
    properties = {"represents": state} | ({"single": "true"} if single else {})
    return Entry("post", key, f"{name} of {state.title()}", (name,), "", properties)


POSTS = tuple(
    post(f"{state}-{short}", state, name, single=single)
    for state in ("norland", "sundria", "vesland")
    for short, name, single in (
        ("fm", "Foreign Minister", True),
        ("pm", "Prime Minister", True),
        ("deputy", "Deputy Foreign Minister", False),
    )
)


def person(key: str, name: str, *names: str, holds: Sequence[tuple[str, str, str]] = ()) -> Entry:
    held = tuple(Held(post, date.fromisoformat(first), date.fromisoformat(last)) for post, first, last in holds)
    return Entry("person", key, name, names, "sources/register/people.yaml#/0", {}, held)


def told(article: str, *participants: dict[str, Any], published: str = "2031-04-02", **event: Any) -> Annotation:
    """Return an article that tells one event on the day of its publication, with these participants."""
    return articles(article, [{"participants": list(participants), **event}], published=published)


def articles(article: str, events: list[dict[str, Any]], published: str | None = "2031-04-02") -> Annotation:
    """Return an article that tells several events, by default meetings on the day of its publication."""
    content: dict[str, Any] = {
        "article": {"id": article, "text": {"sha256": "0" * 64, "characters": 900}},
        "annotator": "mk",
        "events": [
            {"id": f"e{n}", "type": "meeting", "at": [0, 9], "when": {"says": "today", "at": [0, 5]}, **event}
            for n, event in enumerate(events)
        ],
    }
    if published:
        content["article"]["published"] = published
    for event in content["events"]:
        for n, participant in enumerate(event.get("participants", ())):
            participant.setdefault("role", "interlocutor")
            participant.setdefault("at", [10 * n, 10 * n + 5])
    return msgspec.convert(content, Annotation)


def named(name: str, post: str | list[str] | None = None, of: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name} | ({"post": post} if post else {}) | ({"of": of.title()} if of else {}) | more


def judged(verdict: Any, *things: str, kind: Any = "person", because: str = "I know them.") -> Judgement:
    return Judgement(kind, verdict, things, "mk", date(2031, 5, 1), because, "sources/register/judgements.yaml#/0")


def decided(*annotations: Annotation, people: Sequence[Entry] = (), judgements: Sequence[Judgement] = ()) -> Decisions:
    return decide(annotations, (*STATES, *POSTS, *people), judgements)


def who(decisions: Decisions, article: str, participant: int = 0, event: int = 0) -> Resolved:
    return decisions.casts[article].mentions[f"/events/{event}/participants/{participant}"]


def keys(decisions: Decisions, article: str, event: int = 0) -> list[str | None]:
    """Return the keys of the participants of an event, None for who stays open."""
    found = []
    while (pointer := f"/events/{event}/participants/{len(found)}") in decisions.casts[article].mentions:
        actor = decisions.casts[article].mentions[pointer].actor
        found.append(actor.key if actor else None)
    return found
