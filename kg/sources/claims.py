"""What one record says by itself: whom it names, which characters, which day, and nothing twice."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from kg.model import (
    Article,
    Event,
    Finding,
    Mention,
    Ordering,
    Participant,
    Published,
    Retold,
    Span,
    Speech,
    StatedTime,
    TenureClaim,
    TopicMention,
)
from kg.sources.records import Field, lists


def alone(record: Struct, pointer: str, characters: int) -> Iterator[Finding]:
    """Yield what is wrong with one record of a text of so many characters (DK104, 105, 107, 108, 110, 111)."""
    if isinstance(record, Span):  # every second record is one
        if not record.start < record.end <= characters:
            yield from _span(record, pointer, characters)
        return
    if own := lists(type(record)):
        yield from _stated_twice(record, pointer, own)
    if isinstance(record, Mention):
        yield from _mention(record, pointer)


def _mention(mention: Mention, pointer: str) -> Iterator[Finding]:
    """DK104, DK105, DK108: a mention of nobody, fields that say nothing alone, a tenure without a post."""
    tenure = isinstance(mention, TenureClaim)
    if not (mention.name or mention.is_ or (not tenure and (mention.post or mention.group))):
        wanted = ("name", "is") if tenure else ("name", "is", "post", "group")
        yield Finding(
            code="DK104",
            message=f"this names nobody: one of {', '.join(wanted)} is expected",
            pointer=pointer,
            mend="Add 'name', or 'is' with a key of the register.",
        )
    if tenure and not mention.post:
        yield Finding(
            code="DK108", message="a tenure lacks its post", pointer=pointer, mend="Add 'post', or remove the tenure."
        )
    dependent = (
        ("of", mention.of is not None and not mention.post, "post"),
        ("holding", mention.holding != "in office" and not mention.post, "post"),
        ("with", mention.with_ is not None and not mention.group, "group"),
    )
    for field, wrong, lacking in dependent:
        if wrong and not (tenure and lacking == "post"):
            message = f"{field!r} says nothing without {lacking!r}"
            yield Finding(
                code="DK105", message=message, pointer=f"{pointer}/{field}", mend=f"Add {lacking!r}, or take it out."
            )


def _span(span: Span, pointer: str, characters: int) -> Iterator[Finding]:
    """DK110, DK111: a span without characters, or one beyond the end of the text."""
    if span.start >= span.end:
        yield Finding(
            code="DK110",
            message=f"the span [{span.start}, {span.end}] holds no character: its end must be greater than its start",
            pointer=pointer,
            start=span.start,
            end=span.end,
            mend="Write [first character, one past the last].",
        )
    yield from beyond(span, pointer, characters)


def beyond(span: Span, pointer: str, characters: int) -> Iterator[Finding]:
    """Yield DK111 for a span that goes beyond a text of so many characters."""
    if max(span.start, span.end) > characters:
        yield Finding(
            code="DK111",
            message=f"the span [{span.start}, {span.end}] goes beyond the text, which has {characters} characters",
            pointer=pointer,
            start=span.start,
            end=span.end,
            mend="Correct the span, or text.characters.",
        )


def no_such_day(article: Article) -> Iterator[Finding]:
    """Yield DK028 for a day of publication that the calendar lacks."""
    published = article.published
    day = published.date if isinstance(published, Published) else published
    if day is not None and not is_day(day):
        yield Finding(
            code="DK028",
            message=f"the calendar has no day {day}",
            pointer="/article/published" + ("/date" if isinstance(published, Published) else ""),
            mend="Write a day that exists, as YYYY-MM-DD.",
        )


def is_day(text: str) -> bool:
    """Tell whether a text of the form YYYY-MM-DD is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _stated_twice(record: Struct, pointer: str, fields: Iterable[Field]) -> Iterator[Finding]:
    """DK107: two items of one list that say the same."""
    for attribute, name in fields:
        value = getattr(record, attribute)
        if not isinstance(value, list) or not value:
            continue
        seen: dict[object, int] = {}
        if isinstance(record, Event | Speech) and name == "again":
            seen[record.at] = -1
        for index, item in enumerate(value):
            same = _same(item)
            if same is None:
                continue
            if same in seen:
                first = f"{pointer}/{name}/{seen[same]}" if seen[same] >= 0 else f"{pointer}/at"
                yield Finding(
                    code="DK107",
                    message=f"this says the same as {first}",
                    pointer=f"{pointer}/{name}/{index}",
                    mend="Remove one of the two; several posts of one actor stand in one list.",
                )
            seen.setdefault(same, index)


def _same(item: object) -> object | None:
    """Return what makes two items of a list the same statement, or None where ids tell them apart."""
    match item:
        case str() | Span():
            return item
        case Retold():
            return item.at
        case Participant():
            return item.role, _actor(item), item.at
        case TenureClaim():
            return _actor(item), _posts(item), item.of, item.holding, item.at
        case Mention():
            return _actor(item), item.at
        case TopicMention():
            return item.topic, item.at
        case Ordering():
            return item.event, item.at
        case StatedTime():
            return item.says, item.at
    return None


def _actor(mention: Mention) -> object:
    return mention.is_ or mention.name or mention.group or (_posts(mention), mention.of)


def _posts(mention: Mention) -> tuple[str, ...]:
    post = mention.post
    return tuple(post) if isinstance(post, list) else (post,) if post else ()
