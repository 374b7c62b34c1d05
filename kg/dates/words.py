"""The words in which times are told, brought to one form: lower case, single blanks, `to` for a dash, no `the`."""

import calendar
import re
import unicodedata
from collections.abc import Iterable

WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening", "night", "overnight")

LONGEST = 200  # no stated time has more characters; so no pattern ever meets a long text

_TOLD_AS = {
    "tonight": "night",
    "midday": "noon",
    "dawn": "morning",
    "midnight": "night",
    "lunchtime": "noon",
} | {part + ending: part for part in PARTS_OF_DAY for ending in ("", "s")}

ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(ONES, 1)}
NUMBERS |= {ten: 10 * number for number, ten in enumerate(TENS, 2)}
NUMBERS |= {f"{ten} {one}": 10 * t + o for t, ten in enumerate(TENS, 2) for o, one in enumerate(ONES[:9], 1)}
NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "one hundred": 100}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "last": -1}


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


WEEKDAY = either(WEEKDAYS)
MONTH = either(MONTHS)
NUMBER = rf"(?:\d{{1,3}}|{either(NUMBERS)})"
ORDINAL = either(ORDINALS)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|2\d)\d\d"  # an earlier one is more often of the Solar Hijri calendar, or a clock time
PART_OF_DAY = either([*_TOLD_AS, "early hours", "small hours"])

_SHORT = {name[:3]: name for name in (*WEEKDAYS, *MONTHS)} | {
    "tues": "tuesday",
    "thur": "thursday",
    "thurs": "thursday",
    "sept": "september",
}
_NAMES = frozenset((*WEEKDAYS, *MONTHS))
_CLOCK = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|\d{1,2} o'clock"
    r"|(?<=\bat )\d{4}\b|\d{4}(?= (?:gmt|utc|local time|hours)))"
    r"(?![\d./:])(?: (?:gmt|utc|local time|hours))?"
)
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)|\d{4}-\d{2}(?!\d)"
    r"|\w+|(?<= )[-–—/]+(?= )|[-–—/]"
)
_BY_PART_OF_DAY = re.compile(  # `before dawn on Thursday` is a time of that day, as a clock's is
    rf"\b(?:shortly |just )?(?:before|after|around|about) (?:{PART_OF_DAY}|lunch|dinner|breakfast) (?=\w)"
)
_DROPPED = frozenset(("the", "of", "on", "at"))


def number(words: str) -> int:
    """Return the number that the words tell."""
    return NUMBERS[words] if words in NUMBERS else int(words)


def tokens(says: str) -> list[str]:
    """Return the words in one form, without clock times; none where they are too many for a time."""
    text = " ".join(unicodedata.normalize("NFKC", says[: 50 * LONGEST]).casefold().split())
    if len(text) > LONGEST:
        return []
    text = _CLOCK.sub(" ", text.replace("’", "'"))
    text = " ".join(re.sub(r"'s\b|'", "", text).split())
    # `over the last week` is a stretch up to now, `last week` one of the calendar
    text = re.sub(r"\bthe last (?=(?:week|month|year|day)\W*$)", "past ", text)
    text = re.sub(r"\b(in|over|within|during) the (?:next|coming) (?=(?:week|month|year)\W*$)", r"\1 next one ", text)
    found = _TOKEN.finditer(text)
    words = [match[0] for match in found]
    joined: list[str] = []
    for place, word in enumerate(words):
        before, after = (words[place - 1] if place else ""), (words[place + 1] if place + 1 < len(words) else "")
        if word[0] not in "-–—/":
            joined.append(_SHORT.get(word, word))
        elif word[0] in "–—" or (before[:1].isdigit() and after[:1].isdigit()) or _both_name(before, after):
            joined.append("to")
        elif word[0] == "/" or f" {word} " in text:
            joined.append("to" if word[0] == "-" else word)
    return joined


def plain(words: list[str]) -> str:
    """Return the words without those that change no time (`the`, `of`, `on`, `at`)."""
    kept = [
        word
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if word not in _DROPPED or (word == "the" and after in ("march", "may"))  # `the march` is no month
    ]
    return _BY_PART_OF_DAY.sub("", " ".join(kept))


def part_of_day(says: str) -> str | None:
    """Return the part of the day that the words name, or None."""
    named = {_TOLD_AS.get(word) for word in re.findall(r"\w+", says.lower())}
    return next((part for part in reversed(PARTS_OF_DAY) if part in named), None)


def _both_name(before: str, after: str) -> bool:
    return _SHORT.get(before, before) in _NAMES and _SHORT.get(after, after) in _NAMES
