"""What the writers of reports share: lines of sources, passages of texts, rules, and text that is safe to show."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from kg.model import Finding
from kg.validation.rules import RulePage

AROUND = 120
"""Characters of a text that are shown before and after a passage."""
KEPT = 1 << 14
"""Findings that a writer keeps as it wrote them, for the next report of a process."""
LEFT, RIGHT = 60, 180
"""Characters of a line that are shown before the column, so that it can be seen at once, and from there on."""
LONGEST = 600
"""Characters of a passage that are shown."""

_JOINERS = "\u200c\u200d"
"""Needed to write Persian and other scripts, and harmless."""
_HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
_ODD = re.compile(r"[^ -~]+")
"""All but what is surely none of them."""


def _no_lines(file: str) -> Sequence[str]:
    return ()


def _no_text(article: str) -> str | None:
    return None


class Context(Struct, frozen=True):
    """What a writer may show beside the findings; each part may be missing."""

    lines: Callable[[str], Sequence[str]] = _no_lines
    """Lines of a source file, without their line breaks."""
    text: Callable[[str], str | None] = _no_text
    """The text of an article, by its key."""
    pages: Mapping[str, RulePage] = field(default_factory=dict)
    title: str = "diplomacy-kg"
    """What was checked."""
    version: str = ""
    """Of this program."""
    colour: bool = False
    width: int = 80


class Excerpt(Struct, frozen=True):
    """One line of a source file, cut where it is long; `column` counts from 1 in the text as shown."""

    number: int
    text: str
    column: int


class Passage(Struct, frozen=True):
    """The characters of an article that a finding rests on, with what stands around them."""

    before: str
    marked: str
    after: str


def visible(text: str) -> str:
    """Return a text in which control, format and unassigned characters are written out: `U+202E` as its escape.

    Nothing in it can then move the cursor, turn the direction of what follows or hide.
    """
    if text.isprintable():  # then it holds none of them
        return text
    return _ODD.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    return "".join(_shown(c) if c not in _JOINERS and unicodedata.category(c) in _HIDDEN else c for c in found[0])


def _shown(character: str) -> str:
    if character in "\n\t":
        return " "
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def excerpt(finding: Finding, context: Context) -> Excerpt | None:
    """Return the line at which a finding stands, if the file is at hand."""
    lines = context.lines(finding.file) if finding.file and finding.line else ()
    if not 0 < finding.line <= len(lines):
        return None
    return Excerpt(finding.line, *_shown_line(lines[finding.line - 1], finding.column))


@lru_cache(maxsize=KEPT)
def _shown_line(line: str, column: int) -> tuple[str, int]:
    """Return a line as it is shown, cut around the column, and the column there: in JSON Lines it is an article."""
    at, line = max(column - 1, 0), line.rstrip()
    before = ("…" if at > LEFT else "") + visible(line[max(at - LEFT, 0) : at])
    after = visible(line[at : at + RIGHT]) + ("…" if at + RIGHT < len(line) else "")
    return before + after, len(before) + 1


def passage(finding: Finding, context: Context) -> Passage | None:
    """Return the passage that a finding rests on, if the text is at hand and long enough."""
    text = context.text(finding.article) if finding.article and finding.start is not None else None
    start, end = finding.start, finding.end
    if text is None or start is None or end is None or not 0 <= start <= end <= len(text):
        return None
    return _around(text, start, end)


@lru_cache(maxsize=KEPT)
def _around(text: str, start: int, end: int) -> Passage:
    marked = text[start:end] if end - start <= LONGEST else text[start : start + LONGEST] + "…"
    before = ("…" if start > AROUND else "") + text[max(start - AROUND, 0) : start]
    after = text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")
    return Passage(visible(before), visible(marked), visible(after))


def title(finding: Finding, context: Context) -> str:
    """Return the title of the finding's rule, if it is known."""
    page = context.pages.get(finding.code)
    return visible(page.title) if page else ""


def subject(finding: Finding) -> str:
    """Return what a finding is about in one line: the thing, the property and the value."""
    label = finding.focus_label or finding.focus
    parts = [label, finding.path, finding.value_label or finding.value]
    return visible(" · ".join(shorten(part) for part in parts if part))


def shorten(text: str, length: int = 200) -> str:
    """Return a text cut to a length."""
    return text if len(text) <= length else text[: length - 1] + "…"
