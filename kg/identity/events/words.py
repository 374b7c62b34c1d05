"""What the words of an event's times and of its name say beyond their bounds."""

import re

from kg.identity.names import fold
from kg.model import Event, StatedTime

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {
    "morning": "morning|dawn",
    "noon": "noon|midday|lunchtime",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night|tonight|midnight",
    "overnight": "overnight",
}
_PART = {part: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for part, words in _PARTS.items()}
_WEEKDAY = re.compile(
    rf"(?:(?:earlier|later?|early|on|last|this|past|coming|next) )*({'|'.join(WEEKDAYS)})"
    rf"(?:,? (?:early |late )?(?:{'|'.join(_PARTS.values())}))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)?")
SMALL = frozenset(["a", "an", "the", "of", "in", "on", "and", "for"])
GENERIC = SMALL | {
    *("call", "conference", "congress", "consultations", "dialogue", "event", "forum", "meeting", "negotiation"),
    *("negotiations", "round", "session", "summit", "talk", "talks", "visit"),
}
"""Words of which alone no name is made: `the talks` names no event."""


def words_of_time(event: Event) -> tuple[frozenset[str], int | None]:
    """Return the parts of the day and the one day of the week that an event's stated times name."""
    whens = [event.when] if isinstance(event.when, StatedTime) else event.when or []
    says = [when.says for when in whens]
    parts = frozenset(part for part, words in _PART.items() if any(map(words.search, says)))
    days = {WEEKDAYS.index(m[1].casefold()) for each in says if (m := _WEEKDAY.fullmatch(each.strip()))}
    return parts, days.pop() if len(days) == 1 else None


def own_name(name: str) -> frozenset[str]:
    """Return the words of an event's own name, or none where it is no name; `21st` counts as 21.

    >>> sorted(own_name("the 21st Doha Forum"))
    ['21', 'doha', 'forum']
    >>> own_name("the talks")
    frozenset()
    """
    words = {m[1] if (m := _NUMBERED.fullmatch(word)) else word for word in fold(name).split()}
    return frozenset() if words <= GENERIC else frozenset(words - SMALL)
