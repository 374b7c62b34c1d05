"""Each check passes the invented graph, and refuses what it is there to refuse, for that reason only."""

import pytest

from kg.queries import run
from kg.queries.stored import checks
from kg.resources import queries_dir

from .conftest import loaded

CHECKS = {check.rule.code: check for check in checks(queries_dir())}
ID = "https://w3id.org/diplomacy-kg/id/"

AGAIN = "<graph/provenance> { <fact/gazette-1/%s> prov:wasDerivedFrom <article/gazette-1#char=0,12> . }"

FAILING = {
    "DK801": (
        """<graph/provenance> { <resolution/gazette-1/jon-vale/ada-lindqvist/annotator> a dip:Resolution ;
            dip:decisionRule <https://w3id.org/diplomacy-kg/scheme/decision-rule/annotator> ;
            dip:namedAs "Ada Lindqvist" ; dip:resolvedTo <person/jon-vale> . }""",
        ["person/jon-vale", "person/ada-lindqvist"],
        "a text gives Jon Vale the name Ada Lindqvist, under which another is registered",
    ),
    "DK802": (
        """<fact/herald-1/x> {
          <event/gazette-1/call> dip:participation <participation/gazette-1/call/callee/mira-okoye> .
          <participation/gazette-1/call/callee/mira-okoye> dip:role role:callee ; dip:participant <person/mira-okoye> .
        }""",
        ["event/gazette-1/call", "person/mira-okoye"],
        "Mira Okoye is both caller and callee of one event",
    ),
    "DK803": (
        """<fact/herald-1/x> {
          <tenure/jon-vale/sundria-foreign-minister/in-office> dip:post <post/sundria-foreign-minister> ;
            org:member <person/jon-vale> ; dip:tenureStatus tenure-status:in-office ;
            dip:attestedOn "2031-04-02"^^xsd:date .
        }""",
        ["tenure/jon-vale/sundria-foreign-minister/in-office", "tenure/mira-okoye/sundria-foreign-minister/in-office"],
        "Jon Vale and Mira Okoye are both Foreign Minister of Sundria on 2031-04-02",
    ),
    "DK804": (
        "<fact/gazette-1/x> { <event/gazette-1/talks> dip:status status:denied . }" + AGAIN % "x",
        ["event/gazette-1/talks", "https://w3id.org/diplomacy-kg/scheme/status/denied"],
        "in gazette-1 one source calls the event both happened and denied",
    ),
    "DK805": (
        '<fact/derived/x> { <event/gazette-1/summit> dip:latest "2031-04-01"^^xsd:date . }',
        ["event/gazette-1/summit", "https://w3id.org/diplomacy-kg/scheme/status/planned"],
        "told as planned in gazette-1, and its last day 2031-04-01 lies before the article of 2031-04-02",
    ),
    "DK806": (
        """<fact/herald-1/x> { <event/gazette-1/talks> dip:place <place/stonehaven> . }
        <fact/register/invented/s> {
          <place/stonehaven> a dip:Place ; skos:prefLabel "Stonehaven"@en ; dip:inState <state/sundria> .
        }""",
        ["event/gazette-1/talks", "place/stonehaven"],
        "one meeting or signing is both in Port Ellery and in Stonehaven",
    ),
    "DK807": (
        "<fact/gazette-1/x> { <event/gazette-1/visit> dip:fulfils <event/gazette-1/summit> . }",
        ["event/gazette-1/visit", "event/gazette-1/summit"],
        "it was over on 2031-04-01, and still ahead in gazette-1 of 2031-04-02",
    ),
}


def test_there_is_a_failing_graph_for_every_check():
    assert sorted(FAILING) == sorted(CHECKS)


@pytest.mark.parametrize("code", CHECKS)
def test_passes_the_invented_graph(store, code):
    assert run(store, CHECKS[code].query).rows == ()


@pytest.mark.parametrize("code", FAILING)
def test_refuses_and_says_why(code):
    graph, nodes, message = FAILING[code]
    store = loaded(graph)
    full = tuple(node if ":" in node else ID + node for node in nodes)
    assert run(store, CHECKS[code].query).rows == ((*full, message),)
    for other in CHECKS:
        assert other == code or run(store, CHECKS[other].query).rows == (), f"{other} refuses it too"


GOOD = {
    "another person's altLabel": '<fact/gazette-1/x> { <person/jon-vale> skos:altLabel "Lindqvist"@en . }',
    "own name again": '<fact/gazette-1/x> { <person/jon-vale> skos:altLabel "Jon Vale"@en . }',
    "acting beside the holder": """<fact/herald-1/x> {
      <tenure/jon-vale/sundria-foreign-minister/acting> dip:post <post/sundria-foreign-minister> ;
        org:member <person/jon-vale> ; dip:tenureStatus tenure-status:acting ;
        dip:attestedOn "2031-04-02"^^xsd:date . }""",
    "a day between": """<fact/herald-1/x> {
      <tenure/jon-vale/sundria-foreign-minister/in-office> dip:post <post/sundria-foreign-minister> ;
        org:member <person/jon-vale> ; dip:tenureStatus tenure-status:in-office ;
        dip:attestedOn "2031-04-03"^^xsd:date . }""",
    "denied by a ministry": "<fact/gazette-1/x> { <event/gazette-1/talks> dip:status status:denied . }"
    + AGAIN % "x"
    + "<graph/provenance> { <fact/gazette-1/x> dip:attributedTo <organization/sundria-ministry> . }",
    "denied in the other article": """<fact/herald-1/x> { <event/gazette-1/visit> dip:status status:denied . }
      <graph/provenance> { <fact/herald-1/x> prov:wasDerivedFrom <article/herald-1#char=0,12> . }""",
    "planned for the day of the article": """<fact/derived/x> {
      <event/gazette-1/summit> dip:latest "2031-04-02"^^xsd:date . }""",
    "city and country": """<fact/herald-1/x> { <event/gazette-1/talks> dip:place <place/norland> . }
      <fact/register/invented/n> { <place/norland> skos:prefLabel "Norland"@en ; dip:inState <state/norland> . }""",
    "a visit to two states": """<fact/herald-1/x> {
      <event/gazette-1/visit> dip:place <place/port-ellery> , <place/stonehaven> . }
      <fact/register/invented/s> { <place/stonehaven> skos:prefLabel "S"@en ; dip:inState <state/sundria> . }""",
    "fulfilled on the day of the article": """<fact/gazette-1/x> {
      <event/gazette-1/league-call> dip:fulfils <event/gazette-1/summit> . }""",
}


@pytest.mark.parametrize("graph", GOOD.values(), ids=GOOD)
def test_lets_pass_what_only_looks_alike(graph):
    store = loaded(graph)
    assert {code: run(store, check.query).rows for code, check in CHECKS.items()} == dict.fromkeys(CHECKS, ())
