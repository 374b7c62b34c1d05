"""Workflow commands by which GitHub Actions marks lines of a pull request."""

from functools import lru_cache

from kg.model import Finding, Report
from kg.validation.reports.context import KEPT, Context, subject, title, visible
from kg.validation.reports.counts import looked_at, verdict

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, context: Context) -> str:
    """Return one command for each finding, and the verdict as a plain line."""
    lines = [_command(finding, title(finding, context)) for finding in report.findings]
    return "\n".join([*lines, f"{verdict(report)} {looked_at(report)}".rstrip()]) + "\n"


@lru_cache(maxsize=KEPT)
def _command(finding: Finding, name: str) -> str:
    properties = {
        "file": finding.file,
        "line": str(finding.line) if finding.line else "",
        "col": str(finding.column) if finding.column else "",
        "title": f"{finding.code} {name}" if name else finding.code,
    }
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    also = "".join(f"\nalso: {visible(place.place)}" for place in finding.also)
    about = f"\n{subject(finding)}" if subject(finding) else ""
    mend = f"\n{visible(finding.mend)}" if finding.mend else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(visible(finding.message) + about + mend + also)}"


def _data(text: str) -> str:
    """Escape what ends a command, as GitHub's toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
