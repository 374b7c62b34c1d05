"""Posts that one person holds at a time, and the people who hold them on the same days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.model import Finding
from kg.sources.claims import is_day


class Term(NamedTuple):
    """The days for which somebody holds a post by the register, as text, and the place where it says so."""

    first: str
    last: str
    person: str
    pointer: str


def same_days(records: Mapping[str, Sequence[Any]]) -> Iterator[Finding]:
    """DK228 (a warning): two people who hold a post of one holder on the same days.

    Of a term with one day that is not known only the known day counts, since nobody can tell how far it reaches.
    """
    single = {post.id for post in records.get("posts", ()) if post.single}
    terms = defaultdict[str, list[Term]](list)
    for index, person in enumerate(records.get("people", ())):
        for number, held in enumerate(person.holds):
            first, last = held.from_ or held.until, held.until or held.from_
            if held.post in single and first and last and is_day(first) and is_day(last) and first <= last:
                terms[held.post].append(Term(first, last, person.id, f"/{index}/holds/{number}"))
    for post, held_by in terms.items():
        for number, term in enumerate(held_by):
            for other in held_by[:number]:
                first, last = max(term.first, other.first), min(term.last, other.last)
                if term.person != other.person and first <= last:
                    yield _finding(post, other, term, first, last)


def _finding(post: str, one: Term, other: Term, first: str, last: str) -> Finding:
    days = f"on {first}" if first == last else f"from {first} to {last}"
    return Finding(
        code="DK228",
        message=f"{one.person!r} and {other.person!r} both hold {post!r} {days}; one person holds it at a time",
        severity="warning",
        pointer=other.pointer,
        mend="Correct the days of one, or take 'single: true' off the post.",
    )
