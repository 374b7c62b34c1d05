"""The whole way on the five articles: what was promised of the build, and what the texts say of hard cases."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from kg.opened import Opened, check_ontology
from kg.pipeline import Built, build, check
from kg.project import Project
from tests.conftest import ROOT


def ask(graph: Opened, where: str) -> set[tuple[str, ...]]:
    return set(graph.query(f"PREFIX e: <{graph.build.base}event/> SELECT {where}").rows)


def test_it_conforms_and_is_proved(built: Built, graph: Opened) -> None:
    assert [f.message for f in built.checked.report.at_or_above("warning")] == []
    diagnosis = graph.diagnose()
    assert diagnosis.problems == ()
    assert diagnosis.sound
    numbers = {check.label: check.number for check in diagnosis.checks}
    assert numbers["blank nodes"] == 0
    assert numbers["triples outside the facts, the ontology and the provenance"] == 0
    assert numbers["articles"] == 5


def test_every_span_is_right(texts: Path) -> None:
    report = check(Project(ROOT, texts)).report
    assert report.articles == 5
    assert [f"{f.place} {f.message}" for f in report.findings if f.code.startswith("DK1")] == []


def test_ontology_and_graph_are_consistent_together(built: Built) -> None:
    report = check_ontology(built.checked.project)
    assert (report.consistent, report.unsatisfiable, report.passed_over) == (True, (), ())
    assert report.triples > built.checked.report.triples


def test_one_article_gives_the_day_of_what_two_tell(graph: Opened) -> None:
    # 003 is dated Sunday 28 August 2022 and says "Saturday night"; 002 has no date and says "Saturday evening"
    them = "person:ali-bagheri-kani, person:mohammad-al-khulaifi"
    meeting = f"?event a dip:Meeting ; dip:participation/dip:participant {them}"
    days = ask(graph, f"?event ?day {{ {meeting} ; dip:earliest ?day ; dip:latest ?day }} ORDER BY ?event")
    assert days == {(f"{graph.build.base}event/iq-002/meeting", "2022-08-27")}
    told = ask(
        graph, "?article { GRAPH ?f { e:iq-002\\/meeting a dip:Meeting } ?f prov:wasDerivedFrom/oa:hasSource ?article }"
    )
    assert told == {(f"{graph.build.base}article/iq-002",), (f"{graph.build.base}article/iq-003",)}


def test_no_other_article_gives_a_day(graph: Opened) -> None:
    dated = ask(graph, "DISTINCT ?event { ?event a dip:Event ; dip:earliest ?day }") | ask(
        graph, "DISTINCT ?event { ?event dip:earliest ?day FILTER(CONTAINS(STR(?event), '/event/')) }"
    )
    assert {event.split("/event/")[1].split("/")[0] for (event,) in dated} == {"iq-002", "iq-003"}


@pytest.mark.parametrize(("event", "edtf"), [("iq-000/call", "XXXX-07"), ("iq-004/february-visit", "XXXX-02")])
def test_a_month_without_a_year_stays_without_one(graph: Opened, event: str, edtf: str) -> None:
    # "In July" and "the successful February visit": the texts state no year
    found = ask(graph, f"?edtf {{ e:{event.replace('/', chr(92) + '/')} dip:edtf ?edtf }}")
    assert found == {(edtf,)}


def test_two_calls_on_one_night_are_two(graph: Opened) -> None:
    calls = ask(graph, "?e { ?e a dip:PhoneCall . FILTER(CONTAINS(STR(?e), 'iq-001')) }")
    assert len(calls) == 2


def test_the_president_of_2022_was_elect_before(graph: Opened) -> None:
    held = ask(
        graph,
        "?status { ?t org:member person:ebrahim-raisi ; dip:post post:iran-president ;"
        " dip:tenureStatus/skos:prefLabel ?status FILTER(LANG(?status) = 'en') }",
    )
    assert held == {("elect",), ("in office",)}


def test_who_signed_stays_unnamed(graph: Opened) -> None:
    # "the deputy foreign ministers of the two sides": the Qatari who met was the Secretary General
    signed = ask(graph, "?p ?who { ?s a dip:Signing ; dip:participation ?p . OPTIONAL { ?p dip:participant ?who } }")
    assert len(signed) == 2
    assert {who for _, who in signed} == {""}


def test_the_day_of_a_statement_is_not_that_of_the_meeting(graph: Opened) -> None:
    # 000: the ministry spoke on Monday; the article does not say when the two met
    words = ask(graph, "?says { ?d a dip:PressStatement ; dip:dating/dip:dateExpression ?says }")
    assert ("Monday",) in words
    assert ask(graph, "?dating { e:iq-000\\/meeting dip:dating ?dating }") == set()


def test_the_place_of_filing_is_not_the_place_of_the_event(graph: Opened) -> None:
    assert ask(graph, "?place { article:iq-000 schema:locationCreated ?place }") == {
        (f"{graph.build.base}place/tehran",)
    }
    assert ask(graph, "?place { e:iq-000\\/meeting dip:place ?place }") == set()


def test_building_again_gives_the_same_build(built: Built) -> None:
    assert built.build is not None
    again = build(built.checked.project).build
    assert again is not None
    assert again.name == built.build.name


EXPECTED = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "trig": RdfFormat.TRIG}
EXPECTED |= {"nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_exported_is_the_graph(graph: Opened, name: Any) -> None:
    out = BytesIO()
    graph.export(name, out)
    found = {tuple(quad) for quad in parse(out.getvalue(), EXPECTED[name])}
    whole = {tuple(quad) for part in graph.build.parts for quad in parse(path=part, format=RdfFormat.N_QUADS)}
    if name in ("turtle", "ntriples"):
        assert {quad[:3] for quad in found} == {quad[:3] for quad in whole}
    else:
        assert found == whole


def test_rdflib_reads_the_same_triples_from_turtle(graph: Opened) -> None:
    out = BytesIO()
    graph.export("turtle", out)
    turtle = rdflib.Graph().parse(out.getvalue(), format="turtle")
    assert set(turtle) == set(graph.dataset().triples((None, None, None)))
