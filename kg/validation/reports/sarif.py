"""SARIF 2.1.0 (OASIS, errata 01), as code scanning and editors read it."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from kg.model import Finding, Location, Report
from kg.namespaces import HOME
from kg.validation.reports.context import KEPT, Context, Excerpt, excerpt, shorten, visible
from kg.validation.reports.dumped import dumped
from kg.validation.rules import RulePage

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "PROJECT"
"""Stands for the project's folder: no path of a machine is written."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, context: Context) -> str:
    """Return one run with the rules that were applied and a result for each finding."""
    codes = sorted({f.code for f in report.findings} | {s.code for s in report.shapes})
    index = {code: number for number, code in enumerate(codes)}
    names = {shape.code: shape.name for shape in report.shapes}
    driver: dict[str, Any] = {
        "name": "diplomacy-kg",
        "informationUri": HOME,
        "rules": [_rule(code, context.pages.get(code), names.get(code, "")) for code in codes],
    }
    if context.version:
        driver["version"] = visible(context.version)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [
            {**_result(finding, excerpt(finding, context)), "ruleIndex": index[finding.code]}
            for finding in report.findings
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumped(document)


def escape(text: str) -> str:
    """Return a message that a viewer shows as it is: it holds no placeholder (3.11.5) and no link (3.11.6).

    Help and descriptions of rules take no arguments, and viewers show their braces as they are.
    """
    return visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _rule(code: str, page: RulePage | None, name: str) -> dict[str, Any]:
    if page is None:
        return {"id": code, "shortDescription": {"text": name or code}}
    texts = [("Why", page.why), ("Example", page.example), ("Mend", page.mend)]
    plain = "\n\n".join(f"{head}: {text}" for head, text in texts if text)
    marked = "\n\n".join(
        f"**{head}**\n\n```yaml\n{text}\n```" if head == "Example" else f"**{head}** {text}"
        for head, text in texts
        if text
    )
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.why or page.title},
        "help": {"text": plain or page.title, "markdown": marked or page.title},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }
    if page.about:
        rule["properties"] = {"tags": [page.about]}
    return rule


@lru_cache(maxsize=KEPT)
def _result(finding: Finding, shown: Excerpt | None) -> dict[str, Any]:
    message = f"{finding.message} {finding.mend}" if finding.mend else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": 0,  # that of the report is put in its place
        "level": _LEVELS[finding.severity],
        "message": {"text": escape(message) or finding.code},
        "partialFingerprints": {"diplomacyKg/v1": finding.fingerprint},
    }
    location = _location(finding, shown)
    if location:
        result["locations"] = [location]
    if finding.also:
        result["relatedLocations"] = [
            {**_physical(place), "id": number, "message": {"text": "also stated here"}}
            for number, place in enumerate(finding.also, 1)
        ]
    more = {
        "article": finding.article,
        "start": finding.start,
        "end": finding.end,
        "pointer": finding.pointer,
        "path": finding.path,
        "value": visible(finding.value_label or finding.value),
        "shape": finding.shape,
    }
    result["properties"] = {key: value for key, value in more.items() if value not in ("", None)}
    return result


def _location(finding: Finding, shown: Excerpt | None) -> dict[str, Any]:
    location = _physical(finding) if finding.file else {}
    if shown and location:
        location["physicalLocation"]["region"]["snippet"] = {"text": shown.text}
    if finding.focus:
        name = {"name": visible(shorten(finding.focus_label or finding.focus)), "fullyQualifiedName": finding.focus}
        location["logicalLocations"] = [{**name, "kind": "object"}]
    return location


def _physical(place: Finding | Location) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(place.file, errors="backslashreplace"), "uriBaseId": ROOT}
    }
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    return {"physicalLocation": physical}
