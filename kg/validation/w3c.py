"""The W3C validation report (SHACL, section 3.6) of what the gate found, as sorted N-Triples without blank nodes."""

import hashlib
from collections.abc import Iterable, Iterator

from rdflib.namespace import RDF, SH, SKOS
from rdflib.term import Node

from kg.iris import literal, mint
from kg.model import Finding
from kg.namespaces import DATA_IRI, DIP, PROV, XSD
from kg.validation.paths import expand
from kg.validation.terms import render

SEVERITY = {"error": SH.Violation, "warning": SH.Warning, "info": SH.Info}


def results_graph(entries: Iterable[tuple[Finding, Node, str]], base: str = DATA_IRI) -> str:
    """Return the report of findings that have a focus node, each with its constraint component and rendered value.

    A complex path is left out, since it would need a blank node; the shape that is named has it. As the standard
    has it, the report conforms only if it holds no result, a warning included; the gate itself asks for errors only.
    """
    report = f"<{base}report>"
    lines: set[str] = set()
    for finding, component, value in entries:
        triples = sorted(_result(finding, component, value, base))
        name = hashlib.sha256("\n".join(f"{p} {o}" for p, o in triples).encode()).hexdigest()[:16]
        node = mint("report", "result", name, base=base)
        lines.add(f"{report} {render(SH.result)} {node} .\n")
        lines.update(f"{node} {p} {o} .\n" for p, o in triples)
    conforms = literal("false" if lines else "true", datatype=str(XSD.boolean))
    lines.add(f"{report} {render(RDF.type)} {render(SH.ValidationReport)} .\n")
    lines.add(f"{report} {render(SH.conforms)} {conforms} .\n")
    return "".join(sorted(lines))


def _result(finding: Finding, component: Node, value: str, base: str) -> Iterator[tuple[str, str]]:
    yield render(RDF.type), render(SH.ValidationResult)
    yield render(SH.resultSeverity), render(SEVERITY[finding.severity])
    yield render(SH.sourceConstraintComponent), render(component)
    yield render(SH.focusNode), f"<{finding.focus}>"
    yield render(SH.resultMessage), literal(finding.message, language="en")
    yield render(SKOS.notation), literal(finding.code)
    if finding.shape:
        yield render(SH.sourceShape), f"<{finding.shape}>"
    if path := expand(finding.path):
        yield render(SH.resultPath), f"<{path}>"
    if value:
        yield render(SH.value), value
    if finding.file:
        yield render(DIP.pointer), literal(f"{finding.file}#{finding.pointer}")
    if finding.article and finding.start is not None:
        passage = f"{mint('article', finding.article, base=base)[:-1]}#char={finding.start},{finding.end}>"
        yield render(PROV.wasDerivedFrom), passage
