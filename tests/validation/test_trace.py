"""From a result to the facts that state it, and from them to the line."""

import pytest

from kg.model import Location, Quad
from kg.namespaces import DIP
from kg.validation.engine.table import Table
from kg.validation.paths import Step
from kg.validation.trace import Index
from tests.validation.world import PROVENANCE, derived, fact, locate, quad, term

TALKS, ADA, HOST, WHEN = "id:event/g/talks", "id:person/ada", "id:participation/host", "id:dating/when"

A_MEETING = (TALKS, "a", "dip:Meeting")
HAPPENED, PLANNED = ((TALKS, "dip:status", f"scheme:status/{status}") for status in ("happened", "planned"))
NAMED = (ADA, "skos:prefLabel", '"Ada Lindqvist"@en')
DATED = ((TALKS, "dip:dating", WHEN), (WHEN, "a", "dip:Dating"))

QUADS = [
    *fact("g/talks", "sources/g.yaml#/events/0", A_MEETING, HAPPENED, span=(12, 148)),
    *fact("h/talks", "sources/h.yaml#/events/1", A_MEETING, PLANNED, span=(5, 90)),
    *fact("g/talks.again-400", "sources/g.yaml#/events/0", A_MEETING, span=(400, 420)),
    *fact(
        "g/talks.host",
        "sources/g.yaml#/events/0/participants/0",
        (TALKS, "dip:participation", HOST),
        (HOST, "a", "dip:Participation"),
        (HOST, "dip:participant", ADA),
        (HOST, "dip:namedAs", "A. Lindqvist"),
        (ADA, "a", "dip:Person"),
        span=(30, 62),
    ),
    *fact("register/people/ada", "sources/register/people.yaml#/3", (ADA, "a", "dip:Person"), NAMED),
    *fact("g/talks.when", "sources/g.yaml#/events/0/when", *DATED, span=(130, 145)),
    *derived("dating/g/talks", (WHEN, "dip:earliest", "2031-04-01"), sources=["g/talks.when"]),
    *derived("bounds/g/talks", (TALKS, "dip:earliest", "2031-04-01"), sources=["derived/dating/g/talks"]),
    quad("id:article/g", "a", "dip:Article", PROVENANCE),
    quad("id:article/g", "dip:pointer", "sources/g.yaml#/article", PROVENANCE),
    quad("id:resolution/g/a", "a", "dip:Resolution", PROVENANCE),
    quad("id:resolution/g/a", "prov:used", "id:fact/g/talks.host", PROVENANCE),
    quad("id:annotator/mk", "a", "prov:Agent", PROVENANCE),
    quad("id:fact/g/talks.host", "prov:wasAttributedTo", "id:annotator/mk", PROVENANCE),
]

STATUS, PART, EARLIEST = Step(DIP.status), Step(DIP.participation), Step(DIP.earliest)

CASES = {
    "exactly what is stated": (TALKS, (STATUS,), "scheme:status/planned", ["h/talks"]),
    "the property, where the value is not stated": (TALKS, (STATUS,), "scheme:status/gone", ["g/talks", "h/talks"]),
    "the value under another property": (TALKS, (), HOST, ["g/talks.host"]),
    "a literal under another property": (TALKS, (), "2031-04-01", ["g/talks.when"]),
    "an inverse path": (HOST, (Step(DIP.participation, True),), TALKS, ["g/talks.host"]),
    "the value as subject": (TALKS, (), WHEN, ["g/talks.when"]),
    "where the focus has its class": (TALKS, (Step(DIP.place),), "", ["g/talks", "g/talks.again-400", "h/talks"]),
    "the register first": (ADA, (), "", ["register/people/ada"]),
    "what a derived fact comes from": (TALKS, (EARLIEST,), "2031-04-01", ["g/talks.when"]),
    "only an object": ("scheme:status/planned", (), "", ["h/talks"]),
    "a fact": ("id:fact/g/talks", (), "", ["g/talks"]),
    "a derived fact": ("id:fact/derived/bounds/g/talks", (), "", ["g/talks.when"]),
    "a passage": ("id:article/g#char=30,62", (), "", ["g/talks.host"]),
    "a decision": ("id:resolution/g/a", (), "", ["g/talks.host"]),
    "an annotator": ("id:annotator/mk", (), "", ["g/talks.host"]),
    "nothing known": ("id:event/g/nothing", (STATUS,), "", []),
}


@pytest.mark.parametrize(("focus", "steps", "value", "facts"), CASES.values(), ids=CASES)
def test_the_nearest_facts_are_found(focus: str, steps: tuple[Step, ...], value: str, facts: list[str]) -> None:
    found = Index(Table(QUADS)).stating(term(focus), steps, term(value) if value else "")
    assert sorted(found) == sorted(term(f"id:fact/{name}") for name in facts)


def test_an_article_is_its_own_place() -> None:
    index = Index(Table(QUADS))
    (article,) = index.stating(term("id:article/g"))
    assert index.location(article, locate) == Location("sources/g.yaml", 1, 5, "/article", "g")


def test_a_fact_has_line_and_characters() -> None:
    place = Index(Table(QUADS)).location(term("id:fact/g/talks.host"), locate)
    assert place == Location("sources/g.yaml", 20, 5, "/events/0/participants/0", "g", 30, 62)


def test_a_fact_of_the_register_has_no_article() -> None:
    place = Index(Table(QUADS)).location(term("id:fact/register/people/ada"), locate)
    assert place == Location("sources/register/people.yaml", 4, 5, "/3")


def test_one_place_for_each_article_the_first_in_order_first() -> None:
    index = Index(Table(QUADS))
    places = index.places(index.stating(term(TALKS)), locate)
    assert [(p.place, p.start) for p in places] == [("sources/g.yaml:14:5", 12), ("sources/h.yaml:30:5", 5)]


def test_a_circle_of_derived_facts_ends() -> None:
    quads = [*derived("a", (TALKS, "dip:earliest", "x"), sources=["derived/b"]), *derived("b", sources=["derived/a"])]
    assert Index(Table(quads)).stating(term(TALKS)) == ()


@pytest.mark.parametrize(
    ("node", "label"),
    [
        (ADA, "Ada Lindqvist"),
        (HOST, "A. Lindqvist"),
        ("id:event/g/no%20name", "event/g/no name"),
        ("dip:status", "dip:status"),
        ("scheme:status/planned", "planned"),
        ('"a \\"quoted\\" text"@en', 'a "quoted" text'),
    ],
)
def test_things_have_names(node: str, label: str) -> None:
    index = Index(Table(QUADS))
    index.learn([(term("scheme:status/planned"), '"planned"@en')])
    assert index.label(term(node)) == label


def test_an_english_name_comes_before_others() -> None:
    names = [quad(ADA, "skos:prefLabel", name, "id:fact/x") for name in ('"آدا"@fa', '"Ada"@en', '"Ada L."@en')]
    assert {Index(Table(order)).label(term(ADA)) for order in (names, names[::-1])} == {"Ada"}


def test_the_base_of_the_data_may_be_another() -> None:
    other = [Quad(*(t.replace("w3id.org/diplomacy-kg/id/", "data.example/") for t in q)) for q in QUADS]
    index = Index(Table(other), "https://data.example/")
    (found,) = index.stating("<https://data.example/person/ada>")
    assert index.location(found, locate).file == "sources/register/people.yaml"
    assert index.label("<https://data.example/event/g/talks>") == "event/g/talks"
