"""Each flaw of a shape is found, and by its own code."""

from pathlib import Path

import pytest

from kg.resources import ontology_dir
from kg.validation.lint import lint, reaches_out
from kg.validation.shapes import load_ontology, load_shapes
from tests.validation.world import DESCRIBED, ONTOLOGY, SHAPES, graph, shapes

PREFIXES = """ex:prefixes sh:declare ex:prefix-dip .
ex:prefix-dip sh:prefix "dip" ; sh:namespace "https://w3id.org/diplomacy-kg/ontology#"^^xsd:anyURI .
"""


def rule(path: str = "dip:status", more: str = "sh:minCount 1", target: str = "sh:targetClass dip:Event") -> str:
    return f"""ex:S a sh:NodeShape ; {target} ; sh:property ex:p .
ex:p a sh:PropertyShape ; sh:path {path} ; {more} ; skos:notation "DK440" ; sh:message "Mend it." ;{DESCRIBED} .
"""


def query(select: str) -> str:
    return f"""{PREFIXES}ex:S a sh:NodeShape ; sh:targetClass dip:Event ; skos:notation "DK440" ;{DESCRIBED}
sh:message "Mend it." ; sh:sparql ex:q .
ex:q sh:prefixes ex:prefixes ; sh:select '''{select}''' .
"""


CLEAN = {
    "a rule": rule(),
    "shapes": SHAPES,
    "a query": query("SELECT $this ?from WHERE { $this dip:earliest ?from ; a dip:Meeting # from here\n }"),
    "words of a text": query('SELECT $this WHERE { $this dip:namedAs ?n FILTER (?n = "SERVICE dip:Nothing FROM") }'),
    "a helper": rule(more="sh:node ex:Helper") + "ex:Helper a sh:NodeShape ; sh:class dip:Person .",
    "a helper in a list": rule(more="sh:or ( ex:A ex:B )") + "ex:A sh:class dip:Event . ex:B sh:in ( ex:x ) .",
    "a path": rule(
        path="( [ sh:inversePath dip:participation ] dip:role )", target="sh:targetObjectsOf dip:participation"
    ),
    "built-in terms": rule(path="rdf:type", more="sh:hasValue dip:Event"),
}

FLAWS = {
    "a misspelt class": ("DK901", rule(target="sh:targetClass dip:Meting"), "no class dip:Meting"),
    "a misspelt property": ("DK901", rule(target="sh:targetSubjectsOf dip:statuss"), "no property dip:statuss"),
    "no target": ("DK901", rule(target="sh:name 'x'"), "it has no target, and no shape uses it"),
    "an unused helper": ("DK901", rule() + "ex:Helper a sh:NodeShape ; sh:class dip:Person .", "it has no target"),
    "a path of nothing": ("DK902", rule(path="dip:statuss"), "no property dip:statuss"),
    "a step of nothing": ("DK902", rule(path="( dip:participation dip:rol )"), "no property dip:rol,"),
    "a misspelt constraint": ("DK903", rule(more="sh:mincount 1"), "SHACL has no sh:mincount"),
    "a misspelt kind": ("DK903", rule(more="sh:nodeKind sh:Iri"), "SHACL has no sh:Iri"),
    "a value of nothing": ("DK904", rule(more="sh:class dip:Persn"), "the ontology has no dip:Persn"),
    "a concept of nothing": (
        "DK904",
        rule(more="sh:in ( <https://w3id.org/diplomacy-kg/scheme/status/gone> )"),
        "the ontology has no scheme:status/gone",
    ),
    "a query of nothing": ("DK904", query("SELECT $this WHERE { $this dip:gone ?x }"), "no dip:gone, which the query"),
    "no words": ("DK905", rule().replace('sh:description "A reason."@en ;', ""), "DK440 has no sh:description"),
    "no example": ("DK905", rule().replace('skos:example "an example" ;', ""), "DK440 has no skos:example"),
    "no code": ("DK905", rule().replace('skos:notation "DK440" ;', ""), "has no code"),
    "a code of others": ("DK905", rule().replace("DK440", "DK140"), "'DK140' is no code of a shape"),
    "a blank rule": (
        "DK905",
        "ex:S a sh:NodeShape ; sh:targetClass dip:Event ; sh:property [ sh:path dip:status ; sh:minCount 1 ] .",
        "has no code",
    ),
    "a constraint on the side": ("DK905", rule() + "ex:S sh:nodeKind sh:IRI .", "has no code"),
    "no SPARQL": ("DK906", query("SELECT $this WHERE { $this dip:status }"), "can't be read"),
    "an undeclared prefix": ("DK906", query("SELECT $this WHERE { $this skos:prefLabel ?x }"), "can't be read"),
    "a file": ("DK906", query("SELECT $this FROM <file:///x> { $this dip:status ?x }"), "out of the data: FROM"),
    "a service": ("DK906", query("SELECT $this { service <http://x.example/> { $this dip:status ?x } }"), "SERVICE"),
}  # fmt: skip


@pytest.mark.parametrize("turtle", CLEAN.values(), ids=CLEAN)
def test_sound_shapes_have_no_finding(tmp_path: Path, turtle: str) -> None:
    assert lint(shapes(tmp_path, turtle), graph(ONTOLOGY)) == ()


@pytest.mark.parametrize(("code", "turtle", "words"), FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_found_by_its_code_only(tmp_path: Path, code: str, turtle: str, words: str) -> None:
    findings = lint(shapes(tmp_path, turtle), graph(ONTOLOGY))
    assert {finding.code for finding in findings} == {code}
    assert words in findings[0].message
    assert findings[0].severity == "error"


def test_two_rules_may_not_share_a_code(tmp_path: Path) -> None:
    second = rule().replace("ex:S", "ex:T").replace("ex:p", "ex:r")
    findings = lint(shapes(tmp_path, rule() + second), graph(ONTOLOGY))
    assert [(f.code, f.message) for f in findings] == [("DK905", "two rules have the code DK440")] * 2


def test_a_flaw_is_placed_at_the_shape(tmp_path: Path) -> None:
    loaded = shapes(tmp_path, rule(more="sh:in ( dip:Gone )"))
    (finding,) = lint(loaded, graph(ONTOLOGY))
    text = (tmp_path / "ontology" / "shapes" / "event.ttl").read_text("utf-8").splitlines()
    assert finding.place == f"ontology/shapes/event.ttl:{finding.line}:1"
    assert text[finding.line - 1].startswith("ex:p a sh:PropertyShape")


def test_a_variable_may_be_named_as_a_keyword() -> None:
    assert reaches_out("SELECT * WHERE { ?from ?load $service }") == []
    assert reaches_out("SELECT * from <x> { SERVICE <y> {} }") == ["FROM", "SERVICE"]


def test_the_shapes_of_this_project_are_sound() -> None:
    assert lint(load_shapes(ontology_dir() / "shapes"), load_ontology(ontology_dir())) == ()
