"""pySHACL behind its door: the same results as without it, sooner, and nothing fetched."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.compare import to_isomorphic
from rdflib.namespace import RDF, SH
from rdflib.plugins import sparql

from kg.errors import OntologyError
from kg.namespaces import DIP, XSD
from kg.validation import prepared
from kg.validation.pyshacl_engine import run
from kg.validation.terms import to_dataset
from tests.validation.world import ONTOLOGY, SHAPES, TURTLE, fact, graph

CORE = Path(os.environ.get("KG_W3C_TESTS", "/nonexistent")) / "shacl" / "core"

DATA = [
    *fact("gazette-1/talks", "sources/gazette-1.yaml#/events/0", ("id:event/g/talks", "a", "dip:Meeting"), span=(0, 9)),
    *fact(
        "gazette-1/call",
        "sources/gazette-1.yaml#/events/1",
        ("id:event/g/call", "a", "dip:Meeting"),
        ("id:event/g/call", "dip:status", "scheme:status/happened"),
        ("id:event/g/call", "dip:earliest", f'"2031-04-02"^^<{XSD.date}>'),
        ("id:event/g/call", "dip:latest", f'"2031-04-01"^^<{XSD.date}>'),
        span=(10, 20),
    ),
]


def sparql_shape(select: str, target: str = "dip:Meeting") -> rdflib.Graph:
    return graph(
        f"""ex:prefixes sh:declare ex:dip .
        ex:dip sh:prefix "dip" ; sh:namespace "https://w3id.org/diplomacy-kg/ontology#"^^xsd:anyURI .
        ex:Shape a sh:NodeShape ; sh:targetClass {target} ;
        sh:sparql [ sh:prefixes ex:prefixes ; sh:select \"\"\"{select}\"\"\" ] ."""
    )


def test_a_shape_on_a_class_reaches_instances_of_its_subclasses() -> None:
    results = run(to_dataset(DATA), graph(SHAPES), graph(ONTOLOGY)).results
    assert [(str(r.focus)[-5:], r.path, str(r.component).partition("#")[2]) for r in results] == [
        ("/call", "dip:earliest", "SPARQLConstraintComponent"),
        ("talks", "dip:status", "MinCountConstraintComponent"),
    ]


def test_a_result_holds_all_that_the_shape_says() -> None:
    late, missing = run(to_dataset(DATA), graph(SHAPES), graph(ONTOLOGY)).results
    assert missing.messages == (rdflib.Literal("Give the event one status.", lang="en"),)
    assert (missing.value, missing.severity) == (None, SH.Violation)
    assert late.value == rdflib.Literal("2031-04-02", datatype=XSD.date)
    words = "The event ends before 2031-04-02, on which it begins."
    assert [str(message) for message in late.messages] == [words]  # pySHACL drops its language
    assert str(late.shape).endswith("in-order")


def test_the_data_is_as_before() -> None:
    data = to_dataset(DATA)
    before = set(data.quads())
    run(data, graph(SHAPES), graph(ONTOLOGY))
    assert set(data.quads()) == before


def test_plain_pyshacl_finds_the_same() -> None:
    data, plain = to_dataset(DATA), to_dataset(DATA)
    plain.graph(rdflib.URIRef("urn:ontology")).__iadd__(graph(ONTOLOGY))
    conforms, report, _ = pyshacl.validate(plain, shacl_graph=graph(SHAPES))
    assert not conforms
    assert to_isomorphic(run(data, graph(SHAPES), graph(ONTOLOGY)).graph) == to_isomorphic(report)


def test_a_query_is_parsed_once_for_all_focus_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[str] = Counter()
    prepare = prepared.prepareQuery

    def counting(text: str, **more: object) -> object:
        parsed[text] += 1
        return prepare(text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(prepared, "prepareQuery", counting)
    run(to_dataset(DATA), graph(SHAPES), graph(ONTOLOGY))
    assert list(parsed.values()) == [1]


def test_graph_names_are_seen_by_queries() -> None:
    shape = sparql_shape("SELECT $this ?value WHERE { GRAPH ?value { $this a dip:Meeting } }")
    values = [str(r.value) for r in run(to_dataset(DATA), shape, graph(ONTOLOGY)).results]
    assert values == [
        "https://w3id.org/diplomacy-kg/id/fact/gazette-1/call",
        "https://w3id.org/diplomacy-kg/id/fact/gazette-1/talks",
    ]


def test_a_query_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text(f"{TURTLE} id:event/g/talks dip:status ex:stolen .", encoding="utf-8")
    select = f"SELECT $this ?value FROM <{secret.as_uri()}> WHERE {{ $this dip:status ?value }}"
    assert run(to_dataset(DATA), sparql_shape(select), graph(ONTOLOGY)).results == ()


def test_settings_of_rdflib_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "SPARQL_LOAD_GRAPHS", True)
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", True)
    run(to_dataset(DATA), graph(SHAPES), graph(ONTOLOGY))
    assert (sparql.SPARQL_LOAD_GRAPHS, rdflib.NORMALIZE_LITERALS) == (True, True)


def test_literals_keep_their_form() -> None:
    data = to_dataset(fact("g/x", "f#/", ("id:event/g/x", "dip:earliest", f'"01"^^<{XSD.integer}>'), span=(0, 1)))
    shape = graph(
        """ex:S a sh:NodeShape ; sh:targetSubjectsOf dip:earliest ; sh:property ex:p .
        ex:p sh:path dip:earliest ; sh:maxLength 1 ."""
    )
    assert [str(r.value) for r in run(data, shape, graph(ONTOLOGY)).results] == ["01"]


@pytest.mark.parametrize(
    "wrong",
    [
        "sh:property ex:p . ex:p sh:path dip:status ; sh:minCount 'one' .",
        "sh:sparql [ sh:select 'SELECT nothing' ] .",
        "sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?t MINUS { $this a ?t } }' ] .",
    ],
    ids=["a number that is none", "no SPARQL", "MINUS"],
)
def test_shapes_that_can_not_run_are_an_error(wrong: str) -> None:
    shape = graph(f"ex:S a sh:NodeShape ; sh:targetClass dip:Meeting ; {wrong}")
    with pytest.raises(OntologyError, match="can't run the shapes"):
        run(to_dataset(DATA), shape, graph(ONTOLOGY))


def cases() -> Iterator[Path]:
    yield from (
        path for path in sorted(CORE.rglob("*.ttl")) if not path.stem.endswith(("-data", "-shapes", "manifest"))
    )


@pytest.mark.skipif(not CORE.is_dir(), reason="KG_W3C_TESTS does not say where the W3C suites are")
def test_the_w3c_suite_gives_the_results_of_plain_pyshacl() -> None:
    different = []
    count = 0
    for path in cases():
        data = rdflib.Graph().parse(path)
        if (None, RDF.type, SH.ValidationReport) not in data:
            continue
        count += 1
        dataset = rdflib.Dataset(default_union=True)
        dataset.graph(DIP.Fact).__iadd__(data)
        plain = pyshacl.validate(data, shacl_graph=data)[1]
        if not isinstance(plain, rdflib.Graph):
            continue
        ours = run(dataset, data, rdflib.Graph()).graph
        if kinds(ours) != kinds(plain):
            different.append(path.name)
    assert count > 80
    assert different == []


def kinds(report: rdflib.Graph) -> list[tuple[str, ...]]:
    """Return the results without the names of blank nodes."""
    found = []
    for node in report.subjects(RDF.type, SH.ValidationResult):
        terms = [
            report.value(node, p) for p in (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)
        ]
        found.append(tuple("_" if isinstance(t, rdflib.BNode) else str(t) for t in terms))
    return sorted(found)
