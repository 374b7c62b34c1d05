"""Questions as text, for a terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap

from kg.identity import Line
from kg.judging.places import told
from kg.judging.questions import OPEN, Question
from kg.judging.things import Thing
from kg.model import Location

Passage = Callable[[Location], str | None]
"""Gives the words of an article at a place, or None where the text is not at hand."""

ASKS = {
    ("proposed", "person"): "One person?",
    ("proposed", "event"): "One event?",
    ("open name", "person"): "Who is meant?",
    ("kept apart", "person"): "Kept apart: two people?",
    ("kept apart", "event"): "Kept apart: two events?",
    ("taken as one", "person"): "Taken as one person, without a point to spare: rightly?",
    ("taken as one", "event"): "Taken as one event, without a point to spare: rightly?",
}
LONGEST = 240
"""Characters of a passage that are shown."""
AROUND = 80
"""Characters that are shown on either side of a short one."""


def no_passage(place: Location) -> str | None:
    """Show no passage."""
    return None


def around(text: str, start: int, end: int) -> str:
    """Return a passage, cut where it is long, and with the words around it where it is short."""
    if end - start > LONGEST - 2 * AROUND:
        return " ".join(text[start : min(end, start + LONGEST)].split()) + ("…" if end > start + LONGEST else "")
    first, last = max(0, start - AROUND), end + AROUND
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def listing(asked: Sequence[Question], more: int = 0, width: int = 80) -> str:
    """Return the questions, numbered, with their reasons. `more` counts those that only `--all` shows."""
    blocks = [show(question, number, width) for number, question in enumerate(asked, 1)]
    return "\n".join([*blocks, *_wrapped(_summary(asked, more), "", "", width)]) + "\n"


def _summary(asked: Iterable[Question], more: int) -> str:
    count = Counter(each.about for each in asked)
    says = ", ".join(f"{number} {about}" for about, number in count.items()) or "nothing is open"
    left = f"; --all shows {more} more that the rules decided without being asked" if more else ""
    todo = " To decide: kg resolve --ask, or --export questions.csv and --from questions.csv." if count else ""
    return f"{says}{left}.{todo}"


def show(question: Question, number: int, width: int = 80, passage: Passage = no_passage) -> str:
    """Return one question as a paragraph of lines."""
    asks = ASKS[question.about, question.kind]
    if question.about == "open name" and len(question.things) == 2:
        asks = "Is this who is meant?"
    lines = [f"{number:>3}  {asks}  [{question.id}]"]
    for letter, thing in zip("ab", question.things, strict=False):
        lines += _thing(letter, thing, question.kind, width, passage)
    lines += _reasons("for", [line for line in question.lines if line.points > 0 and not line.veto], width)
    lines += _reasons("against", question.reasons_against, width)
    lines += _reasons("noted", [line for line in question.lines if not line.points and not line.veto], width)
    lines += _wrapped(_margin(question), "     ", "     ", width)
    return "\n".join(lines) + "\n"


def _thing(letter: str, thing: Thing, kind: str, width: int, passage: Passage) -> Iterator[str]:
    yield from _wrapped(f"{thing.label}  ({thing.key})", f"     {letter}  ", "        ", width)
    for place in thing.places:
        yield from _wrapped(told(place), "        at ", "           ", width)
        if words := passage(place):
            yield from _wrapped(f"“{words}”", "           ", "           ", width)
    if thing.number > len(thing.places):
        yield f"        {_counted(thing.number, kind)} in all"


def _counted(number: int, kind: str) -> str:
    if kind == "person":
        return f"{number} {'mention' if number == 1 else 'mentions'}"
    return "1 report" if number == 1 else f"{number} reports, parts and statements"


def _reasons(word: str, lines: Sequence[Line], width: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        start = f"     {word if number == 0 else '':<8} "
        points = "veto" if line.veto else f"{line.points:+d}" if line.points else ""
        yield from _wrapped(line.says, f"{start}{points:>4}  ", " " * (len(start) + 6), width)


def _margin(question: Question) -> str:
    hangs = f"{_counted(question.weight, question.kind)} {'hangs' if question.weight == 1 else 'hang'} on it"
    if question.margin is None or question.about not in OPEN:
        return f"{hangs}."
    if question.margin >= 0:
        return f"{hangs}; enough points, but rule {question.rule!r} leaves it to a person."
    return f"{hangs}; {-question.margin} {'point' if question.margin == -1 else 'points'} short of being taken as one."


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    return wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
