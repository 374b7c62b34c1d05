"""What the five articles do not show, on small graphs written by hand."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import QueryError
from kg.explain import Step
from kg.explain.graph import Graph, shorten
from kg.explain.why import tell
from kg.namespaces import PREFIXES

BASE = "https://example.org/id/"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@prefix id: <{BASE}> .\n"


def small(trig: str, **more: object) -> Graph:
    """A graph from TriG in which `id:` is the base of the data; a key with a slash is written as an IRI."""
    store = Store()
    store.load(f"@base <{BASE}> .\n{HEAD}{trig}", format=RdfFormat.TRIG)
    return Graph(store, BASE, **more)  # type: ignore[arg-type]


def of_kind(tree: Step, kind: str) -> list[Step]:
    return [step for step in tree.walk() if step.kind == kind]


TALKS = """
<fact/a/talks> { <event/a/talks> a dip:Meeting . }
<graph/provenance> {
  <fact/a/talks> a dip:Fact ; dip:mappingRule "event" ; prov:wasDerivedFrom <article/a#char=0,5> ;
    dip:pointer "sources/a.yaml#/events/0" .
  <article/a#char=0,5> oa:hasSource <article/a> ; oa:start 0 ; oa:end 5 .
}
"""


def test_premises_in_a_circle_come_to_an_end() -> None:
    graph = small(
        TALKS
        + """
        <fact/derived/x> { <event/a/talks> dip:earliest "2031-04-02"^^xsd:date . }
        <fact/derived/y> { <event/a/talks> dip:latest "2031-04-03"^^xsd:date . }
        <graph/provenance> {
          <fact/derived/x> a dip:Fact ; dip:mappingRule "ordered" ;
            prov:wasDerivedFrom <fact/derived/y>, <fact/a/talks> .
          <fact/derived/y> a dip:Fact ; dip:mappingRule "ordered" ; prov:wasDerivedFrom <fact/derived/x> .
        }"""
    )
    tree = tell(graph, "a/talks")
    assert next(step for step in tree.children if step.kind == "when").says == "when: between 2031-04-02 and 2031-04-03"
    assert len(list(tree.walk())) < 20


def test_premises_that_are_shared_many_times_over_are_told_once() -> None:
    """Each of thirty facts rests twice on the next one: a tree that repeated them would never end."""
    levels = "".join(
        f"""<fact/derived/{n}> {{ <event/a/talks> dip:earliest "2031-04-{n:02}"^^xsd:date . }}
        <graph/provenance> {{
          <fact/derived/{n}> a dip:Fact ; dip:mappingRule "counted" ;
            prov:wasDerivedFrom <fact/derived/{n + 1}>, <fact/derived/also-{n}> .
          <fact/derived/also-{n}> a dip:Fact ; dip:mappingRule "counted" ; prov:wasDerivedFrom <fact/derived/{n + 1}> .
        }}"""
        for n in range(1, 30)
    )
    tree = tell(small(TALKS + levels), "fact/derived/1")
    assert len(list(tree.walk())) < 200


def test_what_was_compared_and_kept_apart_is_told_with_its_margin_and_reasons() -> None:
    graph = small(
        TALKS
        + """
        <fact/b/meeting> { <event/b/meeting> a dip:Meeting . }
        <graph/provenance> {
          <resolution/event/a/talks/b/meeting> a dip:Resolution ; dip:resolvedTo <event/a/talks> ;
            dip:rejected <event/b/meeting> ; dip:decisionRule <https://example.org/rule/not-enough> ; dip:margin -2 ;
            dip:because "both were on 2031-04-02"@en ; prov:used <fact/a/talks>, <fact/b/meeting> .
        }
        <graph/ontology> { <https://example.org/rule/not-enough> skos:prefLabel "not enough"@en ;
          skos:definition "Too little agrees."@en . }"""
    )
    for thing in ("a/talks", "b/meeting"):
        (apart,) = of_kind(tell(graph, thing), "apart")
        (decision,) = of_kind(apart, "decision")
        assert decision.says == "a/talks ≠ b/meeting: not enough, 2 points short: Too little agrees."
        assert [step.says for step in of_kind(decision, "line")] == ["both were on 2031-04-02"]


def test_two_articles_with_the_account_of_one_agency_are_one_source() -> None:
    graph = small(
        TALKS
        + """
        <fact/b/talks> { <event/a/talks> a dip:Meeting . }
        <graph/provenance> {
          <fact/b/talks> a dip:Fact ; dip:mappingRule "event" ; prov:wasDerivedFrom <article/b#char=1,9> .
          <article/b#char=1,9> oa:hasSource <article/b> ; oa:start 1 ; oa:end 9 .
          <article/a> dip:origin <origin/wire> . <article/b> dip:origin <origin/wire> .
          <origin/wire> skos:prefLabel "The Wire"@en .
        }"""
    )
    (told,) = of_kind(tell(graph, "a/talks"), "told")
    assert told.says == "told by 2 articles, 1 independent source"
    assert [step.says for step in told.children] == ["a (from The Wire)", "b (from The Wire)"]


def test_a_report_that_names_who_says_so_is_that_ones_account() -> None:
    graph = small(
        TALKS
        + """
        <fact/b/talks> { <event/a/talks> a dip:Meeting . }
        <graph/provenance> {
          <fact/b/talks> a dip:Fact ; dip:mappingRule "event" ; prov:wasDerivedFrom <article/b#char=1,9> ;
            dip:attributedTo <organization/ministry> .
          <article/b#char=1,9> oa:hasSource <article/b> ; oa:start 1 ; oa:end 9 .
          <article/a> dip:origin <origin/wire> . <article/b> dip:origin <origin/wire> .
          <organization/ministry> skos:prefLabel "Ministry"@en .
        }"""
    )
    (told,) = of_kind(tell(graph, "a/talks"), "told")
    assert told.says == "told by 2 articles, 2 independent sources"
    assert told.children[1].says.endswith("according to Ministry")


def test_a_plan_and_its_report_name_each_other() -> None:
    graph = small(
        TALKS
        + """
        <fact/p/plan> { <event/p/plan> a dip:Meeting ; skos:prefLabel "the plan"@en . }
        <fact/derived/fulfils/a/talks/p/plan> { <event/a/talks> dip:fulfils <event/p/plan> . }
        <graph/provenance> {
          <fact/derived/fulfils/a/talks/p/plan> a dip:Fact ; dip:mappingRule "fulfils-plan" ;
            prov:wasDerivedFrom <fact/a/talks>, <fact/p/plan> .
        }"""
    )
    (report,) = of_kind(tell(graph, "a/talks"), "links")
    assert report.children[0].says.startswith("fulfils the plan “the plan” (p/plan)")
    (plan,) = of_kind(tell(graph, "p/plan"), "links")
    assert plan.children[0].says.startswith("may have been fulfilled by")


def test_who_is_meant_by_a_post_alone_is_told_with_what_that_rests_on() -> None:
    graph = small(
        TALKS
        + """
        <fact/a/talks.guest.x> { <event/a/talks> dip:participation <participation/1> .
          <participation/1> dip:namedAs "the minister" ; dip:post <post/minister> . }
        <fact/derived/incumbent/a/talks.guest.x> { <participation/1> dip:participant <person/ada> . }
        <register/x> { <person/ada> skos:prefLabel "Ada Lindqvist"@en . <post/minister> skos:prefLabel "Minister"@en . }
        <graph/provenance> {
          <fact/a/talks.guest.x> dip:mappingRule "participation" ; prov:wasDerivedFrom <article/a#char=0,5> .
          <fact/derived/incumbent/a/talks.guest.x> dip:mappingRule "incumbent" ;
            prov:wasDerivedFrom <fact/a/talks.guest.x> .
        }"""
    )
    (incumbent,) = of_kind(tell(graph, "a/talks"), "incumbent")
    assert incumbent.says.startswith("Ada Lindqvist is meant by the post")
    assert [step.passage for step in incumbent.children] == ["a [0–5]"]


def test_a_label_of_two_things_asks_which() -> None:
    graph = small(
        "<register/x> { <state/iran> skos:prefLabel 'Persia'@en . <place/land> skos:prefLabel 'Persia'@en . }"
    )
    with pytest.raises(QueryError, match="'persia' is the name of 2 things; say which: place/land or state/iran"):
        tell(graph, "persia")


def test_a_kind_before_the_key_says_which() -> None:
    graph = small(
        "<register/x> { <state/iran> skos:prefLabel 'Iran'@en . <place/iran> skos:prefLabel 'Iran, land'@en . }"
    )
    assert tell(graph, "place/iran").says == "iran  Iran, land"
    assert tell(graph, "iran").says == "iran  Iran"


@pytest.mark.parametrize("word", ["", "/", "a//b", "http://", "<x>", "a b c", "\x00", "urn:x", "../..", "née/à"])
def test_a_word_that_is_no_key_is_answered_and_not_run(word: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        tell(small(TALKS), word)


def test_a_redirect_in_a_circle_comes_to_an_end() -> None:
    graph = small("<x> { <person/a> dcterms:isReplacedBy <person/b> . <person/b> dcterms:isReplacedBy <person/a> . }")
    assert tell(graph, "a").kind == "actor"


def test_many_parts_are_counted() -> None:
    parts = " ".join(f"<event/a/talks> sem:hasSubEvent <event/a/s{n:02}> ." for n in range(30))
    (told,) = of_kind(tell(small(f"{TALKS} <fact/p> {{ {parts} }}"), "a/talks"), "parts")
    assert told.says == "30 parts"
    assert [step.says for step in told.children][-1] == "and 18 more"
    (everything,) = of_kind(tell(small(f"{TALKS} <fact/p> {{ {parts} }}"), "a/talks", most=0), "parts")
    assert len(everything.children) == 30


def test_the_default_graph_makes_nothing_double() -> None:
    store = Store()
    store.load(f"@base <{BASE}> .\n{HEAD}{TALKS}", format=RdfFormat.TRIG)
    alone = tell(Graph(store, BASE), "a/talks")
    for quad in list(store):
        store.add(type(quad)(quad.subject, quad.predicate, quad.object))
    assert NamedNode(f"{BASE}event/a/talks") in {quad.subject for quad in store}
    assert tell(Graph(store, BASE), "a/talks") == alone


def test_the_words_that_bear_a_fact_are_marked() -> None:
    words = "The minister met Ada Lindqvist, the envoy."
    marked = TALKS.replace("oa:start 0 ; oa:end 5", "oa:start 17 ; oa:end 30")
    (report,) = of_kind(tell(small(marked, text={"a": words}.get), "a/talks"), "report")
    assert report.quote == "The minister met [Ada Lindqvist], the envoy."


def test_a_text_that_is_shorter_than_the_passage_is_not_quoted() -> None:
    (report,) = of_kind(tell(small(TALKS, text={"a": "abc"}.get), "a/talks"), "report")
    assert report.quote == ""


@pytest.mark.parametrize("length", range(10, 60, 7))
def test_a_shortened_text_keeps_its_ends(length: int) -> None:
    text = "one two three four five six seven eight nine ten eleven"
    short = shorten(text, length)
    assert len(short) <= max(length, len(" … ") + 2) or short == text
    first, _, last = short.partition(" … ")
    assert text.startswith(first)
    assert text.endswith(last or first)
