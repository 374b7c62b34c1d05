"""Every stored query, asked of the invented graph: the rows are worked out by hand from graph.trig."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.queries import find, queries, run
from kg.resources import queries_dir

from .conftest import STORED, loaded
from .tsv import read_expected, same

ROWS = Path(__file__).with_name("rows")
NAMES = [query.name for query in STORED]


def rows(store: Store, query: str, **values: str) -> list[dict[str, str]]:
    """Return the rows of a stored query, each by column."""
    answer = run(store, find(queries_dir(), query), values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_there_are_rows_for_every_query():
    assert sorted(path.stem for path in ROWS.glob("*.tsv")) == NAMES
    assert len(NAMES) == 30


@pytest.mark.parametrize("name", NAMES)
def test_answers_as_worked_out(store, name):
    expected = read_expected(ROWS / f"{name}.tsv")
    same(run(store, find(queries_dir(), name), expected.parameters), expected)


def test_no_answer_depends_on_the_order_of_loading(store):
    reversed_store = Store()
    reversed_store.extend(reversed(list(store)))
    for query in queries(queries_dir()):
        values = read_expected(ROWS / f"{query.name}.tsv").parameters
        assert run(reversed_store, query, values).rows == run(store, query, values).rows


PERIODS = [
    ({}, {"talks", "league-call", "call"}),
    ({"since": "2031-04-02"}, {"league-call"}),
    ({"until": "2031-04-01"}, {"talks"}),
    ({"since": "2031-04-01", "until": "2031-04-02"}, {"talks", "league-call"}),
    ({"since": "2031-04-03"}, set()),
    ({"a": "Norland"}, {"talks", "call"}),
    ({"b": "norland"}, {"talks", "call"}),
    ({"a": "Sundria", "b": "Norland"}, {"talks", "call"}),
    ({"a": "Republic of Sundria", "b": "harbour-league"}, {"league-call"}),
    ({"a": "Westmark"}, set()),
]


@pytest.mark.parametrize(("values", "events"), PERIODS, ids=lambda each: " ".join(sorted(each)) or "none")
def test_who_met_whom_by_sides_and_period(store, values, events):
    """The undated call is in no period; each side may be named first."""
    found = {row["event"].removeprefix("gazette-1/") for row in rows(store, "who-met-whom", **values)}
    assert found == events


def test_an_interval_is_in_every_period_that_it_touches_and_half_a_bound_in_none_beyond_it():
    store = loaded("""
    <fact/gazette-1/wide> {
      <event/gazette-1/wide> a dip:Meeting ; dip:status status:happened ;
        dip:earliest "2031-05-01"^^xsd:date ; dip:latest "2031-05-08"^^xsd:date ; dip:edtf "2031-05-01/2031-05-08" .
      <event/gazette-1/open> a dip:Meeting ; dip:status status:happened ; dip:latest "2031-05-03"^^xsd:date ;
        dip:edtf "../2031-05-03" .
    }
    <graph/provenance> { <fact/gazette-1/wide> prov:wasDerivedFrom <article/gazette-1#char=0,12> . }""")

    def met(**values: str) -> dict[str, str]:
        return {row["event"]: row["when"] for row in rows(store, "calls-and-meetings", **values)}

    assert met(since="2031-05-08", until="2031-06-01") == {"gazette-1/wide": "2031-05-01/2031-05-08"}
    assert met(since="2031-05-09") == {}
    assert met(since="2031-05-02", until="2031-05-02") == {"gazette-1/wide": "2031-05-01/2031-05-08"}
    assert met()["gazette-1/open"] == "../2031-05-03"


@pytest.mark.parametrize("status", ["planned", "proposed", "invited", "cancelled", "denied", "hypothetical"])
def test_what_did_not_happen_is_no_contact(status):
    store = loaded(f"""
    <fact/gazette-1/x> {{ <event/gazette-1/x> a dip:Meeting ; dip:status status:{status} . }}
    <graph/provenance> {{ <fact/gazette-1/x> prov:wasDerivedFrom <article/gazette-1#char=0,12> . }}""")
    for query in ("who-met-whom", "calls-and-meetings", "order-of-contacts", "contacts-by-level"):
        assert "gazette-1/x" not in {row["event"] for row in rows(store, query)}
    planned = {row["event"]: row["as_of"] for row in rows(store, "planned")}
    assert planned.get("gazette-1/x") == ("2031-04-02" if status in ("planned", "proposed", "invited") else None)


def test_a_plan_names_what_it_became():
    store = loaded("<fact/herald-1/f> { <event/herald-1/opening> dip:fulfils <event/gazette-1/summit> . }")
    assert [row["fulfilled_by"] for row in rows(store, "planned")] == ["herald-1/opening"]


def test_post_holders_between_two_days_and_not_after_the_last():
    tenure = "<tenure/mira-okoye/sundria-foreign-minister/in-office>"
    store = loaded(f'<fact/derived/late> {{ {tenure} dip:attestedOn "2031-04-20"^^xsd:date . }}')

    def basis(on: str) -> dict[str, str]:
        return {r["person"]: r["basis"] for r in rows(store, "post-holders", post="Foreign Minister of Sundria", on=on)}

    assert basis("2031-03-31") == {}
    assert basis("2031-04-01") == {"Mira Okoye": "attested on that day"}
    assert basis("2031-04-10") == {"Mira Okoye": "attested before and after"}
    assert basis("2031-04-21") == {}


def test_who_is_only_elect_holds_no_post():
    tenure = "<tenure/tomas-brandt/sundria-president/elect>"
    store = loaded(f'<fact/derived/e> {{ {tenure} dip:attestedOn "2031-04-01"^^xsd:date . }}')
    assert rows(store, "post-holders", post="sundria-president", on="2031-04-01") == []
    assert [r["holding"] for r in rows(store, "post-holders", post="sundria-president")] == ["elect"]


def test_a_topic_includes_the_narrower_ones(store):
    def said(topic: str) -> set[str]:
        return {row["statement"] for row in rows(store, "statements-on-topic", topic=topic)}

    assert said("fisheries") == {"gazette-1/s1"}
    assert said("economy") == {"gazette-1/s1", "gazette-1/s2"}
    assert len(rows(store, "what-a-person-said", person="Ada Lindqvist", topic="trade")) == 0
    assert len(rows(store, "what-a-person-said", person="Lindqvist", topic="economy")) == 1


def test_contacts_of_unknown_number_are_not_counted():
    store = loaded("""
    <fact/gazette-1/both> {
      <event/gazette-1/both> a dip:Contact ; dip:status status:happened ; sem:hasSubEvent <event/gazette-1/call> .
      <event/gazette-1/letter> a dip:Correspondence ; dip:status status:happened .
    }""")
    months = {row["month"]: tuple(row.values())[1:] for row in rows(store, "contacts-per-month")}
    assert months == {"2031-04": ("1", "1", "0", "2"), "unknown": ("0", "1", "1", "2")}


def test_the_post_of_somebody_without_a_name_is_told():
    store = loaded("""
    <fact/gazette-1/visit.host> {
      <event/gazette-1/talks> dip:participation <participation/gazette-1/talks/host/x> .
      <participation/gazette-1/talks/host/x> a dip:Participation ; dip:role role:host ; dip:namedAs "the president" ;
        skos:prefLabel "the president (not identified, for Westmark)"@en ; dip:side <state/westmark> ;
        dip:onBehalfOf <state/westmark> ; dip:post <post/westmark-president> .
    }
    <fact/register/invented/p> {
      <post/westmark-president> a dip:Post ; skos:prefLabel "President of Westmark"@en ;
        dip:representsState <state/westmark> ; dip:level level:head-of-state .
    }
    <graph/provenance> { <fact/gazette-1/visit.host> prov:wasDerivedFrom <article/gazette-1#char=0,12> . }""")
    name = "the president (not identified, for Westmark)"
    met = {(r["first"], r["second"]): r["second_capacity"] for r in rows(store, "who-met-whom", b="Westmark")}
    assert met[("Ada Lindqvist", name)] == "President of Westmark"
    levels = {
        r["level"]: r["participants"] for r in rows(store, "contacts-by-level") if r["event"] == "gazette-1/talks"
    }
    assert levels["head of state"] == name
    stood = {r["participant"]: tuple(r.values())[1:] for r in rows(store, "who-stood-for-whom")}
    assert stood[name] == ("President of Westmark", "Westmark", "Westmark", "gazette-1")
    others = rows(store, "third-parties", a="Norland", b="Sundria")
    assert [r["capacity"] for r in others if r["participant"] == name] == ["President of Westmark"]


def test_who_is_elect_is_told_as_such_among_the_levels():
    store = loaded("""
    <fact/gazette-1/call.x> {
      <event/gazette-1/call> dip:participation <participation/gazette-1/call/interlocutor/tomas-brandt> .
      <participation/gazette-1/call/interlocutor/tomas-brandt> a dip:Participation ; dip:role role:interlocutor ;
        skos:prefLabel "Tomas Brandt"@en ;
        dip:participant <person/tomas-brandt> ; dip:inCapacity <tenure/tomas-brandt/sundria-president/elect> .
    }""")
    levels = {row["level"]: row["participants"] for row in rows(store, "contacts-by-level")}
    assert levels["head of state"] == "Tomas Brandt (elect)"


def test_who_only_hosts_negotiations_is_no_party():
    def party(role: str, name: str) -> str:
        node = f"<participation/gazette-1/bargaining/{role}/sundria>"
        return f"""<fact/gazette-1/{role}> {{
          <event/gazette-1/bargaining> dip:participation {node} .
          {node} a dip:Participation ; dip:role role:{role} ; dip:participant <state/sundria> ;
            skos:prefLabel "{name}"@en . }}"""

    assert [r["parties"] for r in rows(loaded(party("host", "Sundria")), "negotiations")] == ["Norland; Westmark"]
    guest = party("guest", "Harbour League").replace("state/sundria", "organization/harbour-league")
    parties = [r["parties"] for r in rows(loaded(party("host", "Sundria"), guest), "negotiations")]
    assert parties == ["Harbour League; Norland; Sundria; Westmark"]


def test_a_part_comes_after_what_the_whole_comes_after():
    store = loaded("<fact/gazette-1/v> { <event/gazette-1/visit> time:after <event/gazette-1/league-call> . }")
    order = {row["event"]: row["after"] for row in rows(store, "order-of-contacts")}
    assert order["gazette-1/talks"] == "gazette-1/call; gazette-1/league-call"


def test_a_time_that_counts_from_an_event_puts_them_in_order():
    store = loaded("""
    <fact/gazette-1/later.when> {
      <event/gazette-1/league-call> dip:dating <dating/gazette-1/league-call/later> .
      <dating/gazette-1/league-call/later> dip:dateExpression "five days later" ;
        dip:dateAnchor <event/gazette-1/call> ; dip:dateRule date-rule:days-after .
    }""")
    order = {row["event"]: (row["after"], row["before"]) for row in rows(store, "order-of-contacts")}
    assert order["gazette-1/league-call"] == ("gazette-1/call", "")
    assert order["gazette-1/call"] == ("", "gazette-1/league-call; gazette-1/talks")


def test_labels_in_other_languages_add_no_rows():
    plain = loaded()
    store = loaded("""<fact/register/invented/more> {
      <state/sundria> skos:prefLabel "ساندریا"@fa . <person/mira-okoye> skos:prefLabel "میرا"@fa .
      <topic/trade> skos:prefLabel "تجارت"@fa . <place/port-ellery> skos:prefLabel "بندر"@fa .
      <post/sundria-foreign-minister> skos:prefLabel "وزیر"@fa . }""")
    for query in STORED:
        values = read_expected(ROWS / f"{query.name}.tsv").parameters
        assert run(store, query, values).rows == run(plain, query, values).rows, query.name


def test_an_unknown_stored_query_is_answered_with_the_nearest():
    with pytest.raises(QueryError, match="no stored query 'who-met-who'; nearest: who-met-whom"):
        find(queries_dir(), "who-met-who")
