"""What stands at a span of the text, against what the annotation says that stands there."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from kg.model import Annotation, Finding, Mention, Span, StatedTime
from kg.sources.claims import beyond
from kg.sources.findings import shown
from kg.sources.records import records

_ALIKE = {
    **dict.fromkeys("’‘ʼʹ′´`＇", "'"),
    **dict.fromkeys("“”„«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_QUOTES_AND_DASHES = str.maketrans(_ALIKE)
_SPACE = re.compile(r"\s+")
_SIMILAR = 75.0
"""From this score (rapidfuzz, partial ratio) on, the most similar words of the span are shown."""


def spans(annotation: Annotation, text: str) -> Iterator[Finding]:
    """Yield DK111 to DK114 for the spans of an annotation, from top to bottom."""
    for pointer, record in records(annotation):
        if isinstance(record, Span):
            yield from beyond(record, pointer, len(text))
            yield from _edges(record, pointer, text)
        elif isinstance(record, (Mention, StatedTime)) and record.at.end <= len(text):
            for field in ("name", "words", "says"):
                words = getattr(record, field, None)
                if words is not None:
                    yield from _stands(words, record.at, f"{pointer}/{field}", text)


def _stands(words: str, at: Span, pointer: str, text: str) -> Iterator[Finding]:
    """DK112, DK113: the words are not in the span, or only as a part of other words."""
    inside = _found(words, text, at.start, at.end)
    if any(_whole(text, start, start + len(words)) for start in inside):
        return
    where = f"[{at.start}, {at.end}]"
    if inside:
        yield Finding(
            code="DK113",
            message=f"{shown(words)} is only a part of a word at {where}: {shown(_word(text, inside[0], len(words)))}",
            pointer=pointer,
            start=at.start,
            end=at.end,
            mend="Write the words as they stand in the text, and let the span hold whole words.",
        )
        return
    elsewhere = [s for s in _found(words, text, 0, len(text)) if _whole(text, s, s + len(words))]
    if elsewhere:
        nearest = min(elsewhere, key=lambda start: abs(start - at.start))
        why = f"; it stands at [{nearest}, {nearest + len(words)}]"
        mend = f"Let the span hold [{nearest}, {nearest + len(words)}]."
    else:
        why, mend = _why(words, text[at.start : at.end])
    yield Finding(
        code="DK112",
        message=f"{shown(words)} does not stand at {where}{why}",
        pointer=pointer,
        start=at.start,
        end=at.end,
        mend=mend,
    )


def _edges(span: Span, pointer: str, text: str) -> Iterator[Finding]:
    """DK114: white space at the edge of a span."""
    words = text[span.start : span.end]
    if words == words.strip():
        return
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    yield Finding(
        code="DK114",
        message=f"the span [{span.start}, {span.end}] begins or ends with white space",
        severity="warning",
        pointer=pointer,
        start=span.start,
        end=span.end,
        mend=f"Write [{start}, {end}]." if words.strip() else "Mark the words that are meant.",
    )


def _found(words: str, text: str, start: int, end: int) -> list[int]:
    """Return where the words begin in a part of the text."""
    found = []
    while (start := text.find(words, start, end)) >= 0:
        found.append(start)
        start += 1
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether neither end lies inside a word."""
    return not (_goes_on(text, start) or _goes_on(text, end))


def _goes_on(text: str, index: int) -> bool:
    """Tell whether a word, or a character with its marks, goes on across an index.

    Only scripts with capitals, and digits, are held to it: others are written without spaces, or with particles
    that are joined to the name.
    """
    if not 0 < index < len(text):
        return False
    if unicodedata.category(text[index]).startswith("M"):
        return True
    before = index - 1
    while before > 0 and unicodedata.category(text[before]).startswith("M"):
        before -= 1
    return _in_word(text[before]) and _in_word(text[index])


def _in_word(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()


def _word(text: str, start: int, length: int) -> str:
    """Return the words of the text of which a part begins at `start`."""
    end = start + length
    while _goes_on(text, start):
        start -= 1
    while _goes_on(text, end):
        end += 1
    return text[start:end]


def _why(words: str, passage: str) -> tuple[str, str]:
    """Return how the passage differs from the words, and what to do."""
    alignment = fuzz.partial_ratio_alignment(words, passage, score_cutoff=_SIMILAR)
    there = passage[alignment.dest_start : alignment.dest_end] if alignment else ""
    for difference, fold in _FOLDS:
        if fold(words) in fold(passage):
            text = f"; the text has {shown(there)}, which differs in {difference} only"
            return (
                text if there else f"; it differs from the text in {difference} only"
            ), "Copy the words from the text."
    if there:
        return f"; the nearest words there are {shown(there)}", "Copy the words from the text, or correct the span."
    return " nor anywhere else in the text", "Correct the words or the span."


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", text)


def _quoted(text: str) -> str:
    return text.translate(_QUOTES_AND_DASHES)


def _all(text: str) -> str:
    return _spaced(_quoted(_composed(text))).casefold()


_FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("the composition of its characters (NFC and NFD)", _composed),
    ("its white space (U+00A0, line breaks)", _spaced),
    ("its apostrophes, quotes or dashes", _quoted),
    ("its capitals", str.casefold),
    ("its white space, apostrophes, quotes, dashes, capitals or composition", _all),
)
"""What can differ although the words look the same; the first that explains it is told."""
