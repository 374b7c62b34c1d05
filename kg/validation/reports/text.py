"""The report for a terminal: each finding with its line and a caret, at most `width` columns."""

from collections.abc import Iterator
from functools import lru_cache
from textwrap import wrap

from kg.model import Finding, Report
from kg.validation.reports.context import (
    KEPT,
    Context,
    Excerpt,
    Passage,
    excerpt,
    passage,
    shorten,
    subject,
    title,
    visible,
)
from kg.validation.reports.counts import SEVERITIES, idle, looked_at, verdict

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "caret": "1;32", "good": "1;32"}


def write(report: Report, context: Context) -> str:
    """Return the report as plain text, with ANSI colours if the context wants them."""
    parts = [_finding(finding, context) for finding in report.findings]
    return "\n\n".join([*parts, "\n".join(_summary(report, context))]) + "\n"


def _finding(finding: Finding, context: Context) -> str:
    shown, stands = excerpt(finding, context), passage(finding, context)
    return _told(finding, title(finding, context), shown, stands, context.width, context.colour)


@lru_cache(maxsize=KEPT)
def _told(finding: Finding, rule: str, shown: Excerpt | None, stands: Passage | None, width: int, colour: bool) -> str:
    """Return a finding; most stand in the next report as well."""
    place = f"{visible(finding.place)}: " if finding.place else ""
    head = f"{finding.severity} {finding.code}: "
    text = _wrapped(f"{place}{head}{visible(finding.message)}", width, "    ")
    first = text[0]
    if colour and first.startswith(place + head):
        severity = _paint(f"{finding.severity} {finding.code}:", finding.severity, colour)
        first = f"{_paint(place, 'place', colour)}{severity} {first[len(place + head) :]}"
    lines = [first, *text[1:]]
    if shown:
        lines += _excerpt(shown, width, colour)
    for name, content in _details(finding, rule, stands):
        indent = f"  {name}: "
        lines += _wrapped(f"{indent}{content}", width, " " * len(indent))
    return "\n".join(lines)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _details(finding: Finding, rule: str, stands: Passage | None) -> Iterator[tuple[str, str]]:
    if rule:
        yield "rule", rule
    if about := subject(finding):
        yield "about", about
    if stands:
        yield "text", f"{shorten(stands.before[-40:])}[{shorten(stands.marked)}]{shorten(stands.after[:40])}"
    elif finding.article and finding.start is not None:
        yield "text", f"{visible(finding.article)}, characters {finding.start} to {finding.end}"
    if finding.also:
        yield "also", ", ".join(visible(place.place) for place in finding.also)
    if finding.mend:
        yield "mend", visible(finding.mend)


def _excerpt(shown: Excerpt, width: int, colour: bool) -> Iterator[str]:
    """Yield the line, cut to the width around the column, and the caret below it."""
    gutter = f"  {shown.number} | "
    room = max(width - len(gutter), 20)
    start = max(0, min(shown.column - 1 - room // 2, len(shown.text) - room))
    line = shown.text[start : start + room]
    if start:
        line = "…" + line[1:]
    if start + room < len(shown.text):
        line = line[:-1] + "…"
    yield f"{gutter}{line}".rstrip()
    caret = _paint("^", "caret", colour)
    yield f"{' ' * (len(gutter) - 2)}| {' ' * (shown.column - 1 - start)}{caret}"


def _summary(report: Report, context: Context) -> Iterator[str]:
    state = "good" if report.conforms and not report.findings else "warning" if report.conforms else "error"
    yield from (_paint(line, state, context.colour) for line in _wrapped(verdict(report), context.width))
    for sentence in (looked_at(report), idle(report)):
        yield from _wrapped(sentence, context.width)
    if report.findings:
        code = min(report.findings, key=lambda finding: SEVERITIES.index(finding.severity)).code
        yield f"'kg rule {code}' tells more of a rule."


def _paint(text: str, what: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[what]}m{text}\x1b[0m" if colour and text else text
