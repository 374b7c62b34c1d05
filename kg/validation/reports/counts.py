"""The numbers that every report gives, and the verdict in words."""

from collections import Counter

from msgspec import Struct

from kg.model import Report, Severity
from kg.validation.numbers import plural

LISTED = 16
"""Idle rules that a sentence lists; the table of rules has all."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Counts(Struct, frozen=True):
    """How much was looked at, and how much was found."""

    errors: int
    warnings: int
    infos: int
    files: int
    """Files with findings."""
    rules: int
    """Shapes that are rules."""
    focus_nodes: int
    """A node counts once for each rule that looked at it."""
    idle: tuple[str, ...]
    """Codes of the rules that had no focus node."""


def counts(report: Report) -> Counts:
    """Count a report."""
    found = Counter(finding.severity for finding in report.findings)
    return Counts(
        errors=found["error"],
        warnings=found["warning"],
        infos=found["info"],
        files=len({finding.file for finding in report.findings if finding.file}),
        rules=len(report.shapes),
        focus_nodes=sum(shape.focus_nodes for shape in report.shapes),
        idle=tuple(shape.code for shape in report.shapes if not shape.focus_nodes),
    )


def found(number: Counts) -> str:
    """Return `2 errors, 1 warning and 1 note`."""
    parts = [(number.errors, "error"), (number.warnings, "warning"), (number.infos, "note")]
    words = [plural(n, noun) for n, noun in parts if n]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words) or "nothing"


def verdict(report: Report) -> str:
    """Return whether the graph conforms, in one sentence."""
    number = counts(report)
    where = f" in {plural(number.files, 'file')}" if number.files else ""
    if not report.conforms:
        return f"The graph does not conform: {found(number)}{where}."
    return f"The graph conforms, with {found(number)}{where}." if report.findings else "The graph conforms."


def looked_at(report: Report) -> str:
    """Return what was looked at, in one sentence; empty where no rule was run."""
    number = counts(report)
    if not number.rules:
        return ""
    size = f"{plural(report.articles, 'article')}, {plural(report.facts, 'fact')}, {plural(report.triples, 'triple')}"
    return f"{size}; {plural(number.rules, 'rule')} looked at {plural(number.focus_nodes, 'focus node')}."


def idle(report: Report) -> str:
    """Return which rules had nothing to look at, in one sentence; empty where all had, and cut where most had not."""
    codes = counts(report).idle
    if not codes:
        return ""
    shown = f"{', '.join(codes[:LISTED])} and {len(codes) - LISTED} more" if len(codes) > LISTED else ", ".join(codes)
    return f"{plural(len(codes), 'rule')} had nothing to look at: {shown}."
