"""Three invented articles in which something stays open, and the register that goes with them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from kg.identity import Decisions, decide
from kg.model import Annotation, Entry, Judgement

ENTRIES = (
    Entry("state", "norland", "Norland"),
    Entry("state", "sundria", "Sundria"),
    Entry("person", "eva-berg", "Eva Berg", pointer="sources/register/people.yaml#/0"),
    Entry("person", "tom-berg", "Tom Berg", pointer="sources/register/people.yaml#/1"),
    Entry(
        "post",
        "fm-norland",
        "Foreign Minister of Norland",
        ("Foreign Minister",),
        properties={"represents": "norland", "single": "true"},
    ),
    Entry(
        "post",
        "trade-norland",
        "Trade Minister of Norland",
        ("Trade Minister",),
        properties={"represents": "norland", "single": "true"},
    ),
    Entry(
        "post",
        "fm-sundria",
        "Foreign Minister of Sundria",
        ("Foreign Minister",),
        properties={"represents": "sundria", "single": "true"},
    ),
)


def article(key: str, *events: dict[str, Any]) -> Annotation:
    head = {
        "id": key,
        "text": {"sha256": "0" * 64, "characters": 900},
        "published": {"date": "2031-04-02", "at": [0, 10]},
    }
    return msgspec.convert({"article": head, "annotator": "mk", "events": list(events)}, Annotation)


def meeting(key: str, says: str, *participants: dict[str, Any], at: int = 100) -> dict[str, Any]:
    people = [{"role": "interlocutor", "at": [at + 5, at + 12], **each} for each in participants]
    when = {"says": says, "at": [at + 20, at + 27]}
    return {"id": key, "type": "meeting", "at": [at, at + 60], "when": when, "participants": people}


MINISTER = {"name": "Ada Lindqvist", "post": "Foreign Minister", "of": "Norland"}
TRADE = {"name": "Ada Lindqvist", "post": "Trade Minister", "of": "Norland"}
GUEST = {"name": "Tom Berg", "post": "Foreign Minister", "of": "Sundria"}

ARTICLES = (
    # Wednesday, 2 April 2031 is the day of publication.
    article("gazette-1", meeting("talks", "Tuesday", MINISTER, GUEST)),
    article("tribune-7", meeting("meeting", "in April", MINISTER, GUEST)),
    article(
        "herald-2",
        meeting("dinner", "in July 2030", TRADE, {"name": "Berg"}),
        meeting("lunch", "in May 2030", {"name": "Berg"}, {"name": "Nobody Known"}, at=300),
        meeting("tea", "in June 2030", {"name": "Tom Berg"}, {"name": "Eva Berg"}, at=500),
    ),
)


def decided(*judgements: Judgement, articles: Sequence[Annotation] = ARTICLES) -> Decisions:
    return decide(articles, ENTRIES, judgements)
