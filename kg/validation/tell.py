"""Results and rows to findings: with the code of the rule, labels in place of IRIs, and the place to mend."""

import re
from collections.abc import Sequence

from msgspec.structs import asdict
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.model import Finding, Severity
from kg.validation.checks import Row
from kg.validation.paths import Step, compact
from kg.validation.result import Result
from kg.validation.shapes import SEVERITIES, Shapes
from kg.validation.terms import bare, render
from kg.validation.trace import Index, Locate

NO_CODE = "DK905"
"""The code of a result whose shape is no rule; the lint says which shape."""

_IRI = re.compile(r"https?://[^\s<>\"'`{}|\\^]*[^\s<>\"'`{}|\\^.,;:!?)\]]")

Entry = tuple[Finding, Node, str]
"""A finding, the component of SHACL that gave it, and its value, rendered."""


class Teller:
    """Tells findings of results, with what the index knows of their nodes."""

    def __init__(self, index: Index, locate: Locate) -> None:
        self._index = index
        self._locate = locate

    def of_result(self, result: Result, shapes: Shapes) -> Entry:
        """Return the finding of a result of SHACL."""
        rule = shapes.rule(result.shape)
        finding = self._finding(
            code=rule.code if rule else NO_CODE,
            severity=SEVERITIES.get(result.severity, "error"),
            message=" ".join(result.messages),
            focus=render(result.focus),
            path=result.path,
            value=render(result.value) if result.value is not None else "",
            shape=rule.iri if rule else "",
            steps=result.steps,
        )
        return finding, result.component, render(result.value) if result.value is not None else ""

    def of_row(self, row: Row) -> Entry:
        """Return the finding of a row of a check."""
        rule = row.check
        path = bare(row.path)
        finding = self._finding(
            code=rule.code,
            severity=rule.severity,
            message=row.message or rule.summary,
            focus=row.focus,
            path=compact(path) if row.path.startswith("<") else path,
            value=row.value,
            mend=rule.mend,
            steps=(Step(URIRef(path)),) if row.path.startswith("<") else (),
        )
        return finding, SH.SPARQLConstraintComponent, row.value

    def of_finding(self, finding: Finding) -> Finding:
        """Return a finding of an earlier stage; one with a node and without a place gets the place of the node."""
        if finding.file or not finding.focus:
            return finding
        return self._finding(
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            focus=finding.focus if finding.focus.startswith("<") else f"<{finding.focus}>",
            path=finding.path,
            value=finding.value,
            shape=finding.shape,
            mend=finding.mend,
            steps=(),
        )

    def _finding(
        self,
        *,
        code: str,
        severity: Severity,
        message: str,
        focus: str,
        path: str,
        value: str,
        steps: Sequence[Step],
        shape: str = "",
        mend: str = "",
    ) -> Finding:
        places = self._index.places(self._index.stating(focus, steps, value), self._locate)
        other = value if value != focus else ""
        return Finding(
            code=code,
            message=self._labelled(message),
            severity=severity,
            focus=bare(focus),
            path=path,
            value=bare(other),
            shape=shape,
            focus_label=self._index.label(focus) if focus else "",
            value_label=self._index.label(other) if other else "",
            mend=mend,
            also=places[1:],
            **(asdict(places[0]) if places else {}),
        )

    def _labelled(self, message: str) -> str:
        """Return a message with the names of things in place of their IRIs, where they are known."""

        def name(found: re.Match[str]) -> str:
            node = f"<{found.group()}>"
            return self._index.label(node) if self._index.knows(node) else found.group()

        return _IRI.sub(name, message)
