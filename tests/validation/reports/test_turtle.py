"""The W3C report: the vocabulary of SHACL, no blank nodes, the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS

from kg.model import Finding, Report
from kg.namespaces import DIP, PROV
from kg.validation.gate import check
from kg.validation.reports import write
from tests.validation.reports.sample import CONTEXT
from tests.validation.test_gate import NO_STATUS, SOUND, blocks
from tests.validation.world import DESCRIBED, ONTOLOGY, SHAPES, graph, locate, shapes

EVENT = "https://w3id.org/diplomacy-kg/id/event/gazette-1/"


def reported(tmp_path: Path, turtle: str = SHAPES) -> str:
    report = check(blocks([*SOUND, *NO_STATUS]), shapes(tmp_path, turtle), graph(ONTOLOGY), locate)
    return write(report, "turtle", CONTEXT)


def test_a_result_is_what_the_standard_asks_for(tmp_path: Path) -> None:
    found = Graph().parse(data=reported(tmp_path), format="turtle")
    report = found.value(None, RDF.type, SH.ValidationReport)
    assert found.value(report, SH.conforms) == Literal(False)
    result = found.value(report, SH.result)
    assert dict(found.predicate_objects(result)) == {
        RDF.type: SH.ValidationResult,
        SH.focusNode: URIRef(f"{EVENT}call"),
        SH.resultPath: DIP.status,
        SH.resultSeverity: SH.Violation,
        SH.sourceShape: URIRef("https://shapes.example/one-status"),
        SH.sourceConstraintComponent: SH.MinCountConstraintComponent,
        SH.resultMessage: Literal("Give the event one status.", lang="en"),
        SKOS.notation: Literal("DK440"),
        DIP.pointer: Literal("sources/gazette-1.yaml#/events/1"),
        PROV.wasDerivedFrom: URIRef("https://w3id.org/diplomacy-kg/id/article/gazette-1#char=200,240"),
    }


def test_a_report_without_results_conforms(tmp_path: Path) -> None:
    report = check(blocks(SOUND), shapes(tmp_path), graph(ONTOLOGY), locate)
    found = Graph().parse(data=write(report, "turtle", CONTEXT), format="turtle")
    assert {(p, o) for p, o in found.predicate_objects()} == {
        (RDF.type, SH.ValidationReport),
        (SH.conforms, Literal(True)),
    }


def test_a_complex_path_is_left_to_the_shape(tmp_path: Path) -> None:
    turtle = f"""ex:S a sh:NodeShape ; sh:targetClass dip:Event ; sh:property ex:p .
    ex:p skos:notation "DK447" ;{DESCRIBED} sh:path [ sh:inversePath dip:participation ] ; sh:minCount 1 ."""
    found = Graph().parse(data=reported(tmp_path, turtle), format="turtle")
    assert len(set(found.subjects(SH.sourceShape))) == 2
    assert (None, SH.resultPath, None) not in found
    assert not {term for triple in found for term in triple if isinstance(term, BNode)}


def test_other_findings_are_counted() -> None:
    assert write(Report(findings=(Finding(code="DK005", message="no YAML"),)), "turtle", CONTEXT) == (
        "# The W3C validation report: the shapes were not run\n# 1 finding of other kinds: in the other formats\n"
    )


def test_the_bytes_depend_on_no_hash_order(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.validation.reports.test_turtle import reported;"
        "sys.stdout.buffer.write(reported(Path(sys.argv[1])).encode())"
    )
    outputs = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", program, tmp_path], env=environment, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert b"ValidationResult" in outputs.pop()
