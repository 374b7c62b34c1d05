"""Each rule refuses the file that is named after it, for that reason only; and every shape says what it is for."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pyshacl
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.plugins.sparql import prepareQuery

from kg.model import Quad
from kg.namespaces import DIP_IRI, SCHEME_IRI
from kg.resources import ontology_dir
from kg.validation.engine import Report, validate
from kg.validation.engine.run import Run
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of
from kg.validation.lint import lint
from kg.validation.pyshacl_engine import run
from kg.validation.result import Result
from kg.validation.shapes import Rule, load_ontology, load_shapes, targets
from kg.validation.terms import to_dataset
from kg.validation.validated import targets_of

HERE = Path(__file__).parent
DIPS = "https://w3id.org/diplomacy-kg/shapes#"
ONTOLOGY = load_ontology(ontology_dir())
SHAPES = load_shapes(ontology_dir() / "shapes")
RULES = {rule.iri.removeprefix(DIPS): rule for rule in SHAPES.rules}

VALID = sorted(path for path in HERE.glob("*/valid_*") if path.suffix in (".ttl", ".trig"))
INVALID = sorted(path for path in HERE.glob("*/invalid_*") if path.suffix in (".ttl", ".trig"))

RANGES = {
    "person organization state delegation": (400, 419),
    "post": (420, 429),
    "tenure": (430, 439),
    "event": (440, 469),
    "meeting phone_call correspondence": (470, 489),
    "visit": (490, 499),
    "invitation": (500, 509),
    "signing": (510, 519),
    "conference negotiation appointment": (520, 539),
    "statement": (540, 549),
    "participation": (550, 579),
    "dating": (580, 599),
    "document press_statement article": (600, 619),
    "place topic": (620, 639),
    "provenance": (640, 679),
    "identity": (680, 699),
}
"""The files of shapes, and the first and the last code of their rules."""


@pytest.fixture(scope="module", autouse=True)
def _each_query_is_parsed_once() -> Iterator[None]:
    """The files are validated one by one; parsing the same queries for each took two thirds of the time."""
    parsed: dict[str, Any] = {}

    def parse_once(text: str, **kwargs: Any) -> Any:
        if text not in parsed:
            parsed[text] = prepareQuery(text, **kwargs)
        return parsed[text]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.validation.prepared.prepareQuery", parse_once)
        yield


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def quads(path: Path) -> list[Quad]:
    """Turtle goes to the default graph; TriG has named graphs where a rule looks into them."""
    parsed = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TRIG)
    return [
        Quad(str(s), str(p), str(o), "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(graph))
        for s, p, o, graph in parsed
    ]


@cache
def report(path: Path) -> Report:
    return validate(quads(path), SHAPES.graph, ONTOLOGY)


def refusals(path: Path) -> tuple[str, ...]:
    """Return the local names of the shapes that the file breaks, each once."""
    return tuple(sorted({str(result.shape).removeprefix(DIPS) for result in report(path).results}))


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_refuses_by_the_named_rule_only(path: Path) -> None:
    assert refusals(path) == (path.stem.removeprefix("invalid_"),)


@pytest.mark.parametrize("path", VALID, ids=name)
def test_accepts(path: Path) -> None:
    assert refusals(path) == ()


@pytest.mark.parametrize("path", [*INVALID, *VALID], ids=name)
def test_pyshacl_finds_the_same(path: Path) -> None:
    theirs = run(to_dataset(quads(path)), SHAPES.graph, ONTOLOGY).results
    assert told(theirs) == told(report(path).results)


def told(results: tuple[Result, ...]) -> list[tuple[Any, ...]]:
    """Return results with the words of their messages: pySHACL drops the languages of those of queries."""
    return [result._replace(messages=tuple(map(str, result.messages))) for result in results]


def test_our_engine_knows_all_that_the_shapes_use() -> None:
    assert report(VALID[0]).left == {}


def test_each_rule_has_one_file_that_it_refuses() -> None:
    assert sorted(path.stem.removeprefix("invalid_") for path in INVALID) == sorted(RULES)


def test_each_file_lies_beside_its_rule() -> None:
    for path in INVALID:
        assert Path(RULES[path.stem.removeprefix("invalid_")].file).stem == path.parent.name, name(path)


def test_each_class_has_an_accepted_file_and_each_rule_an_accepted_focus_node() -> None:
    classes = {path.stem for path in (ontology_dir() / "shapes").glob("*.ttl")} - {"prefixes"}
    assert {path.parent.name for path in VALID} == classes
    tables = [Table(quads(path)) for path in VALID]
    runs = [Run(table.union(Table(quads_of(ONTOLOGY), table.terms))) for table in tables]
    for rule in RULES:
        shape = URIRef(DIPS + rule)
        assert any(len(run.focus(targets_of(SHAPES.graph, shape))) for run in runs), rule


def test_there_are_enough_rules() -> None:
    assert len(RULES) >= 75


def test_lint_finds_nothing() -> None:
    """Targets, paths, SHACL terms, terms of ours, codes and texts, and the syntax of the queries."""
    assert [finding.message for finding in lint(SHAPES, ONTOLOGY)] == []


# rdflib warns of its own call where a query asks for all graphs.
@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning")
def test_the_shapes_are_shapes() -> None:
    """SHACL's own shapes for shapes accept them."""
    conforms, _, text = pyshacl.validate(Dataset(), shacl_graph=SHAPES.graph, meta_shacl=True, inference="none")
    assert conforms, text


@pytest.mark.parametrize("rule", SHAPES.rules, ids=lambda rule: rule.code)
def test_rule_is_described(rule: Rule) -> None:
    shape = URIRef(rule.iri)
    for term in (SKOS.notation, SH.name, SH.description, SH.message, SKOS.example):
        assert len(list(SHAPES.graph.objects(shape, term))) == 1, term
    assert rule.description.endswith(".")
    assert rule.message.endswith(".")
    assert not rule.name.endswith(".")
    assert "://" not in rule.message + rule.name + rule.description
    assert len(rule.message) <= 200
    low, high = next(codes for files, codes in RANGES.items() if Path(rule.file).stem in files.split())
    assert low <= int(rule.code.removeprefix("DK")) <= high
    owners = list(SHAPES.graph.subjects(SH.property, shape))
    if (shape, RDF.type, SH.PropertyShape) in SHAPES.graph:
        assert len(owners) == 1
    else:
        assert not owners
        assert len(targets(SHAPES.graph, shape)) == 1


def test_codes_are_given_once() -> None:
    assert len({rule.code for rule in SHAPES.rules}) == len(SHAPES.rules)


def test_every_target_is_of_the_ontology() -> None:
    for shape in SHAPES.graph.subjects(RDF.type, SH.NodeShape):
        for kind, target in targets(SHAPES.graph, shape):
            assert str(target).startswith(DIP_IRI) or kind == SH.targetSubjectsOf, shape
            assert (target, RDF.type, None) in ONTOLOGY, shape


@pytest.mark.parametrize(
    ("rule", "scheme"),
    [
        ("event-status-known", "status"),
        ("participation-role-known", "role"),
        ("post-level-known", "level"),
        ("tenure-status-known", "tenure-status"),
        ("dating-rule-known", "date-rule"),
        ("resolution-rule-known", "decision-rule"),
        ("dating-part-of-day-known", "part-of-day"),
    ],
)
def test_a_list_of_values_is_the_scheme(rule: str, scheme: str) -> None:
    listed = SHAPES.graph.value(URIRef(DIPS + rule), SH["in"])
    assert listed is not None
    concepts = set(ONTOLOGY.subjects(SKOS.inScheme, URIRef(SCHEME_IRI + scheme)))
    assert set(Collection(SHAPES.graph, listed)) == concepts


def test_a_rule_on_a_class_fires_on_its_subclasses() -> None:
    """A meeting without a status breaks the rule on events, since the ontology says that meetings are events."""
    graph = Dataset(default_union=True)
    meeting = URIRef("https://w3id.org/diplomacy-kg/id/event/gazette-1/talks")
    graph.add((meeting, RDF.type, URIRef(DIP_IRI + "Meeting")))
    broken = {str(result.shape).removeprefix(DIPS) for result in run(graph, SHAPES.graph, ONTOLOGY).results}
    assert "event-has-a-status" in broken
    bare = Graph() + ONTOLOGY
    bare.remove((None, RDFS.subClassOf, None))
    broken = {str(result.shape).removeprefix(DIPS) for result in run(graph, SHAPES.graph, bare).results}
    assert "event-has-a-status" not in broken
