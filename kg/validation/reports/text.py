"""The report for a terminal: each finding with its line and a caret, at most `width` columns."""

from collections.abc import Iterator
from textwrap import wrap

from kg.model import Finding, Report
from kg.validation.reports.context import Context, Excerpt, excerpt, passage, shorten, subject, title, visible
from kg.validation.reports.counts import SEVERITIES, idle, looked_at, verdict

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "caret": "1;32", "good": "1;32"}


def write(report: Report, context: Context) -> str:
    """Return the report as plain text, with ANSI colours if the context wants them."""
    parts = ["\n".join(_finding(finding, context)) for finding in report.findings]
    return "\n\n".join([*parts, "\n".join(_summary(report, context))]) + "\n"


def _finding(finding: Finding, context: Context) -> Iterator[str]:
    place = f"{visible(finding.place)}: " if finding.place else ""
    head = f"{finding.severity} {finding.code}: "
    text = _wrapped(f"{place}{head}{visible(finding.message)}", context, "    ")
    first = text[0]
    if context.colour and first.startswith(place + head):
        severity = _paint(f"{finding.severity} {finding.code}:", finding.severity, context)
        first = f"{_paint(place, 'place', context)}{severity} {first[len(place + head) :]}"
    yield from [first, *text[1:]]
    shown = excerpt(finding, context)
    if shown:
        yield from _excerpt(shown, context)
    for name, content in _details(finding, context):
        indent = f"  {name}: "
        yield from _wrapped(f"{indent}{content}", context, " " * len(indent))


def _wrapped(text: str, context: Context, indent: str = "") -> list[str]:
    return wrap(text, context.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _details(finding: Finding, context: Context) -> Iterator[tuple[str, str]]:
    if rule := title(finding, context):
        yield "rule", rule
    if about := subject(finding):
        yield "about", about
    if stands := passage(finding, context):
        yield "text", f"{shorten(stands.before[-40:])}[{shorten(stands.marked)}]{shorten(stands.after[:40])}"
    elif finding.article and finding.start is not None:
        yield "text", f"{visible(finding.article)}, characters {finding.start} to {finding.end}"
    if finding.also:
        yield "also", ", ".join(visible(place.place) for place in finding.also)
    if finding.mend:
        yield "mend", visible(finding.mend)


def _excerpt(shown: Excerpt, context: Context) -> Iterator[str]:
    """Yield the line, cut to the width around the column, and the caret below it."""
    gutter = f"  {shown.number} | "
    room = max(context.width - len(gutter), 20)
    start = max(0, min(shown.column - 1 - room // 2, len(shown.text) - room))
    line = shown.text[start : start + room]
    if start:
        line = "…" + line[1:]
    if start + room < len(shown.text):
        line = line[:-1] + "…"
    yield f"{gutter}{line}".rstrip()
    caret = _paint("^", "caret", context)
    yield f"{' ' * (len(gutter) - 2)}| {' ' * (shown.column - 1 - start)}{caret}"


def _summary(report: Report, context: Context) -> Iterator[str]:
    state = "good" if report.conforms and not report.findings else "warning" if report.conforms else "error"
    yield from (_paint(line, state, context) for line in _wrapped(verdict(report), context))
    for sentence in (looked_at(report), idle(report)):
        yield from _wrapped(sentence, context)
    if report.findings:
        code = min(report.findings, key=lambda finding: SEVERITIES.index(finding.severity)).code
        yield f"'kg rule {code}' tells more of a rule."


def _paint(text: str, colour: str, context: Context) -> str:
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if context.colour and text else text
