"""The report for programs. `schema()` is its JSON Schema; a new `version` is given when a key changes its meaning."""

from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from kg.model import Finding, Location, Report, Severity
from kg.validation.reports.context import KEPT, Context
from kg.validation.reports.counts import counts
from kg.validation.reports.dumped import dumped

VERSION = 1


class Place(Struct, frozen=True):
    """A place in a source file and in an article."""

    file: str
    line: int
    column: int
    pointer: str
    article: str
    start: int | None
    end: int | None


class Item(Struct, frozen=True):
    """One finding. `file` is empty and `line` 0 where no place is known; `start` and `end` count characters."""

    code: str
    severity: Severity
    message: str
    mend: str
    file: str
    line: int
    column: int
    pointer: str
    article: str
    start: int | None
    end: int | None
    focus: str
    focus_label: str
    path: str
    value: str
    value_label: str
    shape: str
    also: tuple[Place, ...]
    fingerprint: str


class RuleCount(Struct, frozen=True):
    """One rule: how many nodes it looked at, and how many results it gave. `idle` where it had none."""

    code: str
    name: str
    shape: str
    focus_nodes: int
    results: int
    idle: bool


class Numbers(Struct, frozen=True):
    """Findings by severity, and what was looked at."""

    error: int
    warning: int
    info: int
    articles: int
    facts: int
    triples: int
    rules: int
    focus_nodes: int


class Document(Struct, frozen=True):
    """The whole report. `conforms` says that no finding is an error."""

    version: int
    conforms: bool
    counts: Numbers
    findings: tuple[Item, ...]
    rules: tuple[RuleCount, ...]


def write(report: Report, context: Context) -> str:
    """Return the report as indented JSON; all keys are always there."""
    number = counts(report)
    document = Document(
        version=VERSION,
        conforms=report.conforms,
        counts=Numbers(
            error=number.errors,
            warning=number.warnings,
            info=number.infos,
            articles=report.articles,
            facts=report.facts,
            triples=report.triples,
            rules=number.rules,
            focus_nodes=number.focus_nodes,
        ),
        findings=tuple(map(_item, report.findings)),
        rules=tuple(
            RuleCount(s.code, s.name, s.shape, s.focus_nodes, s.results, not s.focus_nodes) for s in report.shapes
        ),
    )
    return dumped(document)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    return msgspec.json.schema(Document)


@lru_cache(maxsize=KEPT)
def _item(finding: Finding) -> Item:
    known = {name: getattr(finding, name) for name in Item.__struct_fields__ if name != "also"}
    return Item(**known, also=tuple(map(_place, finding.also)))


def _place(location: Location) -> Place:
    return Place(*(getattr(location, name) for name in Place.__struct_fields__))
