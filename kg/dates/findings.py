"""What is wrong with stated times and with orders of events, in words."""

from collections.abc import Iterable, Sequence

from kg.dates.orders import Ground
from kg.model import Finding, Span


def no_date(message: str, pointer: str) -> Finding:
    """Return the finding for a date that the calendar lacks."""
    mend = "Write the date as the text gives it, and as the calendar has it."
    return Finding(code="DK303", message=message, pointer=pointer, mend=mend)


def unread(says: str, pointer: str) -> Finding:
    """Return the finding for words of a time that no rule reads."""
    message = f"no rule reads {says!r}, so the event is not bounded by it"
    mend = "If a reader knows the date, give it in EDTF as 'date'; otherwise leave it."
    return Finding(code="DK301", message=message, severity="info", pointer=pointer, mend=mend)


def exclusive(said: Iterable[str], pointer: str, at: Span) -> Finding:
    """Return the finding for times of one event that exclude each other; `pointer` and `at` are those of the first."""
    message = f"the times of one event exclude each other: {'; '.join(said)}"
    mend = "Read the passages again; if the reports tell two events, take them apart."
    return Finding(code="DK302", message=message, pointer=pointer, mend=mend, start=at.start, end=at.end)


def contradiction(said: Iterable[str], grounds: Sequence[Ground]) -> Finding:
    """Return the finding for stated times and relations that cannot all hold, at the first of the relations."""
    premises = (*dict.fromkeys(said), *(f"{ground.article}: {ground.says}" for ground in grounds))
    first = grounds[0]
    return Finding(
        code="DK304",
        message=f"this cannot all be so, and none of these orders bounds anything: {'; '.join(premises)}",
        severity="warning",
        mend="Read the passages again; if the articles contradict each other, leave them as they are.",
        pointer=first.pointer,
        start=first.start,
        end=first.end,
    )
