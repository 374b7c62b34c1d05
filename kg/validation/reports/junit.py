"""The report as JUnit XML: a suite for each class of rules, a case for each rule that held and for each error."""

from collections import defaultdict
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.model import Finding, Report, ShapeCount
from kg.validation.reports.context import KEPT, Context, Excerpt, excerpt, subject, visible
from kg.validation.reports.counts import looked_at, verdict

GROUPS = {
    "DK0": "reading",
    "DK1": "spans and references",
    "DK2": "register and names",
    "DK3": "dates",
    "DK8": "checks",
    "DK9": "the gate",
}
"""What the rules that are no shapes are about, by the beginning of their code."""


def write(report: Report, context: Context) -> str:
    """Return XML 1.0. Only errors are failures; a warning is output of its case; an idle rule is skipped."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.code].append(finding)
    shapes = {shape.code: shape for shape in report.shapes}
    suites: dict[str, list[Element]] = defaultdict(list)
    for code in sorted({*found, *shapes}):
        suites[_suite(code, context)] += _cases(code, shapes.get(code), found[code], context)
    root = Element("testsuites", name=visible(context.title))
    for name, cases in sorted(suites.items()):
        SubElement(root, "testsuite", {"name": name, **_totals(cases)}).extend(cases)
    for key, value in _totals([case for cases in suites.values() for case in cases]).items():
        root.set(key, value)
    if not suites:
        SubElement(root, "testsuite", {"name": "the gate", **_totals([])})
    output = SubElement(root[-1], "system-out")
    output.text = f"{verdict(report)} {looked_at(report)}".rstrip()
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(code: str, context: Context) -> str:
    page = context.pages.get(code)
    return visible(page.about) if page and page.about else GROUPS.get(code[:3], "shapes")


def _totals(cases: list[Element]) -> dict[str, str]:
    failures = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}


def _cases(code: str, shape: ShapeCount | None, findings: list[Finding], context: Context) -> list[Element]:
    page = context.pages.get(code)
    name = visible(f"{code} {page.title if page else shape.name if shape else ''}".rstrip())
    errors = [finding for finding in findings if finding.severity == "error"]
    cases = []
    for finding in errors:
        case = _case(f"{name} — {visible(finding.place or finding.focus_label)}", code, finding)
        failure = SubElement(case, "failure", type=code, message=visible(finding.message))
        failure.text = _told(finding, excerpt(finding, context))
        cases.append(case)
    if not errors:
        case = _case(name, code, None)
        if shape and not shape.focus_nodes:
            SubElement(case, "skipped", message="no focus nodes")
        if findings:
            output = SubElement(case, "system-out")
            output.text = "\n".join(f"{f.severity}: {_told(f, excerpt(f, context))}" for f in findings)
        cases.append(case)
    return cases


def _case(name: str, code: str, finding: Finding | None) -> Element:
    case = Element("testcase", name=name, classname=f"diplomacy-kg.{code}")
    if finding and finding.file:
        case.set("file", visible(finding.file))
        case.set("line", str(finding.line))
    return case


@lru_cache(maxsize=KEPT)
def _told(finding: Finding, shown: Excerpt | None) -> str:
    lines = [f"{visible(finding.place)}: {visible(finding.message)}" if finding.place else visible(finding.message)]
    if shown:
        gutter = f"  {shown.number} | "
        lines += [f"{gutter}{shown.text}", f"{' ' * (len(gutter) + shown.column - 1)}^"]
    lines += [subject(finding), visible(finding.mend)]
    lines += [f"also {visible(place.place)}" for place in finding.also]
    return "\n".join(line for line in lines if line)
