"""Values of parameters: typed, resolved, and never read as part of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.queries import find, free, run
from kg.queries.parameters import bind, term
from kg.resources import queries_dir

ID = "https://w3id.org/diplomacy-kg/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ECHO = """#+ summary: Echo
#+ description: Gives its parameter back.
#+ parameters:
#+   - {name: value, type: %s, description: Anything.}
SELECT ?value ?other WHERE { BIND(param:value() AS ?value) BIND(1 AS ?other) }"""

HOSTILE = [
    '" } INSERT DATA { <x:a> <x:b> <x:c> } #',
    "') || true || ('",
    "?value } UNION { ?s ?p ?o",
    "<x:a> . ?s ?p ?o",
    '"@en',
    "\\u0022 \\\\ \\n",
    '"""',
    "# comment",
    "param:value()",
    "\n\t\r\x00\x7f",
    "ساندریا \u202e",
    "x" * 100_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_comes_back_as_it_is(store, value):
    answer = run(store, free(ECHO % "text"), {"value": value})
    assert answer.terms == ((Literal(value), Literal(1)),)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_is(store, value):
    assert run(store, free(ECHO % "text"), {"value": value}).terms[0][0] == Literal(value)


@pytest.mark.parametrize("kind", ["actor", "state", "person", "post", "topic", "place", "event", "fact", "iri", "date"])
@pytest.mark.parametrize("value", HOSTILE[:8], ids=range(8))
def test_a_hostile_name_names_nothing(store, kind, value):
    before = len(store)
    with pytest.raises(QueryError, match="the value of 'value': "):
        run(store, free(ECHO % kind), {"value": value})
    assert len(store) == before


@pytest.mark.parametrize("kind", ["text", "iri", "person", "date"])
def test_half_a_character_is_refused(store, kind):
    with pytest.raises(QueryError, match="lone surrogate"):
        run(store, free(ECHO % kind), {"value": "\ud800"})


def test_a_value_left_out_leaves_its_variable_unbound(store):
    assert run(store, free(ECHO % "text")).terms == ((None, Literal(1)),)


@pytest.mark.parametrize("value", ["2031-04-01", " 2031-04-01 ", "2032-02-29"])
def test_days(store, value):
    assert term(store, "date", value) == Literal(value.strip(), datatype=NamedNode(XSD + "date"))


@pytest.mark.parametrize(
    "value",
    ["2031-02-29", "2031-4-1", "20310401", "2031-W14-2", "2031-04", "2031-04-01T00:00", "٢٠٣١-٠٤-٠١", "tomorrow"],
)
def test_no_days(store, value):
    with pytest.raises(QueryError, match="is no day; write it as YYYY-MM-DD"):
        term(store, "date", value)


def test_whole_numbers(store):
    assert term(store, "integer", "+007") == Literal("7", datatype=NamedNode(XSD + "integer"))
    for value in ("1.0", "1e3", "", "٧", "9" * 30, "one"):
        with pytest.raises(QueryError, match="is no whole number"):
            term(store, "integer", value)


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        ("state", "Norland", "state/norland"),
        ("state", "NORLAND", "state/norland"),
        ("state", "نورلند", "state/norland"),
        ("state", "republic of sundria", "state/sundria"),
        ("actor", "norland", "state/norland"),
        ("actor", "Foreign Ministry of Norland", "organization/norland-ministry"),
        ("actor", "minister lindqvist", "person/ada-lindqvist"),
        ("actor", "harbour-league", "organization/harbour-league"),
        ("person", "Lindqvist", "person/ada-lindqvist"),
        ("post", "foreign minister of sundria", "post/sundria-foreign-minister"),
        ("topic", "Fisheries", "topic/fisheries"),
        ("place", "Port Ellery", "place/port-ellery"),
        ("event", "gazette-1/talks", "event/gazette-1/talks"),
        ("event", "harbour summit", "event/gazette-1/summit"),
        ("event", ID + "event/gazette-1/talks", "event/gazette-1/talks"),
        ("fact", "gazette-1/talks.place", "fact/gazette-1/talks.place"),
        ("state", ID + "state/norland", "state/norland"),
    ],
)
def test_a_thing_by_label_key_or_iri(store, kind, word, expected):
    assert term(store, kind, word) == NamedNode(ID + expected)


@pytest.mark.parametrize(
    ("kind", "word", "message"),
    [
        ("state", "Norlund", "no state is called 'Norlund'; nearest: Norland"),
        ("person", "Okoje", "no person is called 'Okoje'; nearest: Okoye"),
        ("topic", "qqqq", "no topic is called 'qqqq'; known: economy, fisheries, trade"),
        ("state", "ada-lindqvist", "no state is called"),
        ("state", ID + "person/ada-lindqvist", "no state is called"),
        ("event", "talks", "no event is called"),
        ("event", "gazette-1/sumit", "no event is called 'gazette-1/sumit'; nearest: gazette-1/summit"),
        ("person", "mediator", "no person is called"),
        ("fact", "gazette-1/nothing", "no fact is called 'gazette-1/nothing'; none is known"),
    ],
)
def test_an_unknown_thing_is_answered_with_known_ones(store, kind, word, message):
    with pytest.raises(QueryError, match=message):
        term(store, kind, word)


def test_a_name_of_two_things_is_not_guessed():
    from .conftest import loaded

    store = loaded(
        '<fact/register/invented/b> { <person/bo-lindqvist> a dip:Person ; skos:prefLabel "Lindqvist"@en . }'
    )
    with pytest.raises(
        QueryError, match=f"'lindqvist' may be {ID}person/ada-lindqvist or {ID}person/bo-lindqvist; give"
    ):
        term(store, "person", "lindqvist")


def test_a_missing_an_empty_and_an_undeclared_parameter(store):
    readouts, met = find(queries_dir(), "readouts"), find(queries_dir(), "who-met-whom")
    with pytest.raises(QueryError, match=r"'readouts' needs a value for 'event' \(event\): The event\."):
        run(store, readouts)
    with pytest.raises(QueryError, match="the value of 'since' is empty; leave the parameter out"):
        run(store, met, {"since": " "})
    with pytest.raises(QueryError, match="'who-met-whom' has no parameter 'sinc'; nearest: since"):
        run(store, met, {"sinc": "2031-04-01"})
    with pytest.raises(QueryError, match="'two-posts-at-once' has no parameter 'x'; it takes none"):
        run(store, find(queries_dir(), "two-posts-at-once"), {"x": "1"})


PERIOD = """#+ summary: Echo
#+ description: Gives its parameters back.
#+ parameters:
#+   - {name: since, type: date, description: The first day.}
#+   - {name: until, type: date, description: The last day.}
SELECT ?since ?until WHERE { BIND(param:since() AS ?since) BIND(param:until() AS ?until) }"""


def test_a_period_that_ends_before_it_begins_is_told(store):
    with pytest.raises(QueryError, match=r"'since' \(2031-04-02\) is later than 'until' \(2031-04-01\)"):
        run(store, free(PERIOD), {"since": "2031-04-02", "until": "2031-04-01"})
    for values in ({"since": "2031-04-01", "until": "2031-04-01"}, {"since": "2031-04-02"}, {"until": "2031-04-01"}):
        assert len(run(store, free(PERIOD), values).terms) == 1


def test_a_default_stands_in(store):
    text = (ECHO % "state").replace("Anything.}", "Anything., default: Norland}")
    assert bind(store, free(text), {}) == {"value": NamedNode(ID + "state/norland")}
    assert bind(store, free(text), {"value": "sundria"}) == {"value": NamedNode(ID + "state/sundria")}


def test_a_parameter_must_be_declared(store):
    with pytest.raises(QueryError, match="uses the parameter 'since' and does not declare it"):
        run(store, free("SELECT ?x { BIND(param:since() AS ?x) }"))
