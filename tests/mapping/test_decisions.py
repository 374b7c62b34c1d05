"""Decisions in the graph: who and what is taken for what, by which rule, why, and from which facts."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from rdflib import URIRef
from rdflib.namespace import SKOS

from kg.dates.circles import circles
from kg.identity import Decisions, decide
from kg.mapping.corpus import Told, map_corpus
from kg.model import Annotation, Entry, Judgement, Quad
from kg.namespaces import SCHEME_IRI
from kg.resources import ontology_dir
from kg.validation.pyshacl_engine import run
from kg.validation.shapes import load_ontology, load_shapes
from kg.validation.terms import to_dataset
from tests.identity.people.world import POSTS, STATES, articles, judged, named, person, told
from tests.mapping.test_corpus import graphs, grounds

FM, PM = "Foreign Minister", "Prime Minister"
FILES = {"person": "people", "state": "states", "post": "posts"}
PROVENANCE = "id:graph/provenance"

Graphs = dict[str, set[tuple[str, str, str]]]


def registered(people: Iterable[Entry]) -> list[Entry]:
    """Return the entries with the places where they stand."""
    entries = [*people, *STATES, *POSTS]
    return [
        replace(entry, pointer=f"sources/register/{FILES[entry.kind]}.yaml#/{n}") for n, entry in enumerate(entries)
    ]


def decided(
    texts: Sequence[Annotation], people: Iterable[Entry] = (), judgements: Sequence[Judgement] = (), **more: Any
) -> Decisions:
    decisions = decide(texts, registered(people), judgements, **more)
    assert [*decisions.findings, *decisions.events.findings] == []
    return decisions


def quads(decisions: Decisions) -> list[Quad]:
    placed = [Told(text, f"sources/{text.article.id}.yaml", "") for text in decisions.annotations]
    sections = map_corpus(placed, decisions, annotators={"mk": "M. K."})
    return [quad for section in sections for quad in section.quads]


def mapped(*texts: Annotation, **more: Any) -> Graphs:
    return graphs(quads(decided(texts, **more)))


def said(found: Graphs, node: str) -> set[tuple[str, str]]:
    """Return what the provenance says of a node."""
    return {(p, o) for s, p, o in found[PROVENANCE] if s == node}


def replaced(found: Graphs) -> dict[str, str]:
    """Return the keys that stand under another one now."""
    pairs = [(s, o) for triples in found.values() for s, p, o in triples if p == "dcterms:isReplacedBy"]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def unnamed(**more: Any) -> dict[str, Any]:
    return {"post": FM, "of": "Norland", **more}


ADA = {"is": "ada"}
SUNDRIA = named("Sundria")

# --- Redirects -------------------------------------------------------------------------------------------------------


def test_reports_of_one_event_lead_to_the_first_and_none_to_itself() -> None:
    texts = [told(key, named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")) for key in "abc"]
    found = mapped(*texts)
    assert {s: o for s, o in replaced(found).items() if s.startswith("id:event/")} == {
        "id:event/b/e0": "id:event/a/e0",
        "id:event/c/e0": "id:event/a/e0",
    }
    assert all((node, "dip:status") not in {t[:2] for g in found.values() for t in g} for node in replaced(found))


def test_a_name_taken_for_an_entry_leads_to_it() -> None:
    people = [person("tor-hale", "Tor Hale")]
    found = mapped(
        told("a", named("Tor Hale", FM, "norland")), told("b", named("Jon Vale", FM, "sundria")), people=people
    )
    assert replaced(found) == {"id:person/a/tor-hale": "id:person/tor-hale"}


def test_names_of_several_articles_lead_to_the_first_at_once() -> None:
    days = ("2031-04-02", "2031-04-05", "2031-04-08")
    texts = [
        told(key, named("Ada Lindqvist", FM, "norland"), published=day) for key, day in zip("abc", days, strict=True)
    ]
    assert replaced(mapped(*texts)) == {
        "id:person/b/ada-lindqvist": "id:person/a/ada-lindqvist",
        "id:person/c/ada-lindqvist": "id:person/a/ada-lindqvist",
    }


def test_a_short_form_leads_to_the_person_of_the_long_form() -> None:
    events = [{"participants": [named("Ada Lindqvist", FM, "norland")]}, {"participants": [named("Lindqvist")]}]
    assert replaced(mapped(articles("a", events))) == {"id:person/a/lindqvist": "id:person/a/ada-lindqvist"}


def test_of_two_entries_judged_the_same_one_leads_to_the_other() -> None:
    people = [person("ada", "Ada Lindqvist"), person("ada-l", "Ada Lind")]
    found = mapped(told("a", named("Ada Lind")), people=people, judgements=[judged("same", "ada", "ada-l")])
    assert replaced(found) == {"id:person/a/ada-lind": "id:person/ada", "id:person/ada-l": "id:person/ada"}


# --- Resolutions -----------------------------------------------------------------------------------------------------


def test_each_name_has_a_decision_with_its_rule_and_reasons() -> None:
    speech = {"id": "s", "speaker": "Lindqvist", "at": [60, 80], "gist": "Talks go on."}
    tenure = {"name": "Tor Hale", "post": PM, "of": "Norland", "at": [90, 99]}
    people = [person("ada", "Ada Lindqvist")]
    text = told("a", named("Ada Lindqvist", FM, "norland", **ADA), named("Tor Hale", PM, "norland"), SUNDRIA)
    text = _with(text, statements=[speech], tenures=[tenure])
    found = mapped(text, people=people)
    nodes = {s for s, p, o in found[PROVENANCE] if (p, o) == ("rdf:type", "dip:Resolution")}
    assert nodes == {
        "id:resolution/a/ada/ada-lindqvist/annotator",
        "id:resolution/a/ada/lindqvist/long-form-in-article",
        "id:resolution/a/a.tor-hale/tor-hale/named-with-post",
        "id:resolution/a/sundria/sundria/registered-name",
    }
    for node in nodes:
        about = said(found, node)
        rule = node.rsplit("/", 1)[1]
        assert ("dip:decisionRule", f"scheme:decision-rule/{rule}") in about
        assert [o for p, o in about if p == "dip:because"]
        assert len([o for p, o in about if p == "dip:resolvedTo"]) == 1
    short = said(found, "id:resolution/a/ada/lindqvist/long-form-in-article")
    assert {
        ("dip:resolvedTo", "id:person/ada"),
        ("dip:namedAs", '"Lindqvist"'),
        ("dip:because", "\"'Lindqvist' stands for 'Ada Lindqvist' in the same article\"@en"),
        ("prov:used", "id:fact/a/s.speaker.ada-60"),
    } <= short
    # two mentions of one name are one decision, and both are its evidence
    used = {o for p, o in said(found, "id:resolution/a/a.tor-hale/tor-hale/named-with-post") if p == "prov:used"}
    assert used == {"id:fact/a/e0.interlocutor.a.tor-hale-10", "id:fact/a/tenure.a.tor-hale-90"}


def _with(text: Annotation, **more: Any) -> Annotation:
    return msgspec.convert({**msgspec.to_builtins(text), **more}, Annotation)


def test_a_mention_that_stays_open_names_its_candidates() -> None:
    texts = [
        told("a", named("Jon Vale", FM, "norland")),
        told("b", named("Jon Vale")),
        told("c", named("Jon Vale", PM, "vesland")),
    ]
    found = mapped(*texts)
    about = said(found, "id:resolution/b/unresolved/e0.interlocutor.jon-vale-0/several-candidates")
    assert {o for p, o in about if p == "dip:rejected"} == {"id:person/a/jon-vale", "id:person/c/jon-vale"}
    assert {o for p, o in about if p == "prov:used"} == {"id:fact/b/e0.interlocutor.jon-vale-0"}
    assert [o for p, o in about if p == "dip:because"]
    assert "dip:resolvedTo" not in {p for p, _ in about}
    assert "dip:participant" not in {p for _, p, _ in found["id:fact/b/e0.interlocutor.jon-vale-0"]}


def test_a_name_that_nothing_explains_has_no_decision() -> None:
    found = mapped(told("a", named("Harbour Line")))
    assert not [s for s, _, _ in found[PROVENANCE] if s.startswith("id:resolution/a/")]


def test_what_a_judgement_takes_as_one_says_who_decided_and_when() -> None:
    texts = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", PM, "norland"))
    found = mapped(*texts, judgements=[judged("same", "a/jon-vale", "b/jon-vale")])
    assert said(found, "id:resolution/person/a.jon-vale") == {
        ("rdf:type", "dip:Resolution"),
        ("dip:decisionRule", "scheme:decision-rule/recorded-judgement"),
        ("dip:resolvedTo", "id:person/a/jon-vale"),
        ("prov:used", "id:fact/a/e0.interlocutor.a.jon-vale-0"),
        ("prov:used", "id:fact/b/e0.interlocutor.a.jon-vale-0"),
        ("dip:because", '"I know them."@en'),
        ("prov:wasAssociatedWith", "id:annotator/mk"),
        ("dcterms:date", '"2031-05-01"^^<xsd:date>'),
        ("dip:pointer", '"sources/register/judgements.yaml#/0"'),
    }


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_judgement_keeps_people_apart(verdict: str) -> None:
    texts = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", FM, "norland"))
    found = mapped(*texts, judgements=[judged(verdict, "a/jon-vale", "b/jon-vale")])
    about = said(found, f"id:resolution/apart/{verdict}/a/jon-vale/b/jon-vale")
    assert {
        ("dip:resolvedTo", "id:person/a/jon-vale"),
        ("dip:rejected", "id:person/b/jon-vale"),
        ("dip:decisionRule", "scheme:decision-rule/recorded-judgement"),
        ("prov:used", "id:fact/a/e0.interlocutor.a.jon-vale-0"),
        ("prov:used", "id:fact/b/e0.interlocutor.b.jon-vale-0"),
    } <= about
    assert replaced(found) == {}


def test_a_judgement_keeps_a_name_and_an_entry_apart() -> None:
    hale = person("tor-hale", "Tor Hale")
    found = mapped(
        told("a", named("Tor Hale", FM, "norland")),
        people=[hale],
        judgements=[judged("different", "a/tor-hale", "tor-hale")],
    )
    about = said(found, "id:resolution/apart/different/a/tor-hale/tor-hale")
    assert {("dip:resolvedTo", "id:person/a/tor-hale"), ("dip:rejected", "id:person/tor-hale")} <= about
    used = {o for p, o in about if p == "prov:used"}
    assert used == {"id:fact/a/e0.interlocutor.a.tor-hale-0", "id:fact/register/people/tor-hale"}


def test_a_judgement_keeps_events_apart_and_three_things_are_three_pairs() -> None:
    texts = [told(key, named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")) for key in "abc"]
    apart = judged("different", "a/e0", "b/e0", "c/e0", kind="event")
    found = mapped(*texts, judgements=[apart])
    nodes = {s for s, _, _ in found[PROVENANCE] if s.startswith("id:resolution/apart/")}
    assert nodes == {f"id:resolution/apart/different/{pair}" for pair in ("a/e0/b/e0", "a/e0/c/e0", "b/e0/c/e0")}
    assert {("dip:resolvedTo", "id:event/b/e0"), ("dip:rejected", "id:event/c/e0")} <= said(
        found, "id:resolution/apart/different/b/e0/c/e0"
    )
    assert not [node for node in replaced(found) if node.startswith("id:event/")]


def test_events_that_cards_join_have_the_score_and_its_reasons() -> None:
    texts = [told(key, named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")) for key in "ab"]
    found = mapped(*texts)
    about = said(found, "id:resolution/event/a/e0/b/e0")
    assert {
        ("dip:decisionRule", "scheme:decision-rule/same-day-same-principals"),
        ("dip:resolvedTo", "id:event/a/e0"),
        ("prov:used", "id:fact/a/e0"),
        ("prov:used", "id:fact/b/e0"),
    } <= about
    assert "dip:rejected" not in {p for p, _ in about}
    assert len([o for p, o in about if p == "dip:margin"]) == 1
    assert [o for p, o in about if p == "dip:because"]


# --- Plans -----------------------------------------------------------------------------------------------------------


def test_the_report_of_a_plan_is_linked_by_a_fact_with_its_grounds() -> None:
    who = [named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")]
    when = {"says": "2 April 2031", "at": [0, 5]}
    plan = told("a", *map(dict, who), published="2031-03-28", status="planned", when=when)
    report = told("b", *map(dict, who), published="2031-04-02")
    found = mapped(plan, report)
    fact = "id:fact/derived/fulfils/b/e0/a/e0"
    assert found[fact] == {("id:event/b/e0", "dip:fulfils", "id:event/a/e0")}
    assert grounds(found, fact) == {
        "id:fact/a/e0",
        "id:fact/b/e0",
        "id:fact/derived/event-bounds/a/e0",
        "id:fact/derived/event-bounds/b/e0",
    }
    assert ("dip:mappingRule", '"fulfils-plan"') in said(found, fact)
    assert not [node for node in replaced(found) if node.startswith("id:event/")]
    later = told("b", *map(dict, who), published="2031-04-20")
    assert not [fact for fact in mapped(plan, later) if "/fulfils/" in fact]


# --- Holders of posts ------------------------------------------------------------------------------------------------

PART = "id:participation/asked/e0/interlocutor/ada"
INCUMBENT = "id:fact/derived/incumbent/asked/e0.interlocutor.ada-0"
TENURE = "id:tenure/ada/norland-fm/in-office"
HELD_TENURE = {
    (TENURE, "rdf:type", "dip:Tenure"),
    (TENURE, "org:member", "id:person/ada"),
    (TENURE, "dip:post", "id:post/norland-fm"),
    (TENURE, "dip:tenureStatus", "scheme:tenure-status/in-office"),
}
ENTRY = person("ada", "Ada Lindqvist", holds=[("norland-fm", "2031-01-01", "2031-05-01")])
PLAIN = person("ada", "Ada Lindqvist")


def ada(day: str) -> Annotation:
    return told(f"ada-{day}", named("Ada Lindqvist", FM, "norland", **ADA), published=day)


def test_the_holder_by_the_register_is_a_fact_derived_from_it() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[ENTRY])
    assert found[INCUMBENT] == {
        (PART, "dip:participant", "id:person/ada"),
        (PART, "dip:inCapacity", TENURE),
        *HELD_TENURE,
    }
    assert grounds(found, INCUMBENT) == {
        "id:fact/asked/e0.interlocutor.ada-0",
        "id:fact/register/people/ada",
        "id:fact/derived/event-bounds/asked/e0",
    }
    assert ("dip:mappingRule", '"incumbent"') in said(found, INCUMBENT)
    # the text itself names nobody
    assert "dip:participant" not in {p for _, p, _ in found["id:fact/asked/e0.interlocutor.ada-0"]}


def test_only_the_entry_that_says_so_is_a_ground() -> None:
    people = [ENTRY, person("ada-l", "Ada Lind", holds=[("norland-pm", "2020-01-01", "2021-01-01")])]
    found = mapped(told("asked", unnamed(), SUNDRIA), people=people, judgements=[judged("same", "ada", "ada-l")])
    entries = {fact for fact in grounds(found, INCUMBENT) if "/register/" in fact}
    assert entries == {"id:fact/register/people/ada"}


def test_the_holder_by_events_is_derived_from_the_days_on_both_sides() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), ada("2031-03-20"), ada("2031-04-10"), people=[PLAIN])
    attested = {
        f"id:fact/derived/attested/ada/norland-fm/in-office/ada-{day}/e0" for day in ("2031-03-20", "2031-04-10")
    }
    assert grounds(found, INCUMBENT) == {
        "id:fact/asked/e0.interlocutor.ada-0",
        "id:fact/derived/event-bounds/asked/e0",
        *attested,
    }
    for fact in attested:
        assert {p for _, p, _ in found[fact]} == {"dip:attestedOn"}
    # nothing attests the day in question itself
    days = {o for g in found.values() for _, p, o in g if p == "dip:attestedOn"}
    assert days == {'"2031-03-20"^^<xsd:date>', '"2031-04-10"^^<xsd:date>'}


def test_the_participation_is_called_by_the_holder_and_says_from_what() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[ENTRY])
    label = "id:fact/derived/label/asked/e0/interlocutor/ada"
    assert found[label] == {(PART, "skos:prefLabel", '"Ada Lindqvist"@en')}
    assert INCUMBENT in grounds(found, label)
    ((_, _, name),) = found["id:fact/derived/label/asked/e0"]
    assert name == '"Meeting of Ada Lindqvist and Sundria (2031-04-02)"@en'
    open_ = mapped(told("asked", unnamed(), SUNDRIA), people=[PLAIN])
    names = {o for g in open_.values() for s, p, o in g if p == "skos:prefLabel" and "participation" in s}
    assert names == {'"Foreign Minister (not identified, for Norland)"@en', '"Sundria"@en'}


def test_the_decision_on_a_post_alone_is_told_with_its_evidence() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[ENTRY])
    about = said(found, "id:resolution/asked/ada/foreign-minister/sole-holder-on-the-day")
    assert {
        ("dip:resolvedTo", "id:person/ada"),
        ("dip:namedAs", '"Foreign Minister"'),
        ("prov:used", "id:fact/asked/e0.interlocutor.ada-0"),
    } <= about
    found = mapped(told("asked", unnamed(), SUNDRIA), ada("2031-03-20"), people=[PLAIN])
    about = said(found, "id:resolution/asked/unresolved/e0.interlocutor.foreign-minister-0/role-only")
    assert ("dip:rejected", "id:person/ada") in about
    assert not [fact for fact in found if "/incumbent/" in fact]


def test_no_fact_of_a_holder_rests_on_itself() -> None:
    texts = [told("asked", unnamed(), SUNDRIA), ada("2031-03-20"), ada("2031-04-10")]
    one = told("a", unnamed(), SUNDRIA)
    two = told("b", named("Ada Lindqvist", FM, "norland", **ADA), SUNDRIA)
    same = judged("same", "a/e0", "b/e0", kind="event")
    for found in (
        mapped(*texts, people=[PLAIN]),
        mapped(*texts, told("more", unnamed(), SUNDRIA, published="2031-04-01"), people=[ENTRY]),
        mapped(one, two, people=[PLAIN], judgements=[same]),
    ):
        assert [fact for fact in found if "/incumbent/" in fact]
        links = {fact: sorted(grounds(found, fact)) for fact in sorted(found) if fact != PROVENANCE}
        assert list(circles({fact: [g for g in on if g in links] for fact, on in links.items()})) == []
        facts = {ground for on in links.values() for ground in on if ground.startswith("id:fact/")}
        assert facts <= links.keys()


# --- Names, origins --------------------------------------------------------------------------------------------------


def test_the_name_of_somebody_whom_the_register_lacks_comes_from_its_mention() -> None:
    short = told("a", named("Lindqvist", FM, "norland"))
    long = told("b", named("Dr Ada Lindqvist", FM, "norland"), published="2031-04-05")
    found = mapped(short, long)
    name = "id:fact/derived/name/a/lindqvist"
    assert found[name] == {("id:person/a/lindqvist", "skos:prefLabel", '"Ada Lindqvist"@en')}
    assert grounds(found, name) == {"id:fact/b/e0.interlocutor.a.lindqvist-0"}
    registered_ = mapped(short, long, people=[PLAIN])
    assert not [fact for fact in registered_ if "/derived/name/" in fact]


def test_copies_point_to_the_first_and_share_its_origin() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    texts = [told(key, SUNDRIA) for key in "abc"]
    paper = {"a": "The Gazette", "b": "The Tribune", "c": "The Tribune"}
    texts = [
        _with(text, article={**msgspec.to_builtins(text.article), "publisher": paper[text.article.id]})
        for text in texts
    ]
    found = mapped(*texts, text=lambda article: words if article.id != "c" else None)
    provenance = found[PROVENANCE]
    assert {(s, o) for s, p, o in provenance if p == "prov:alternateOf"} == {("id:article/b", "id:article/a")}
    assert {(s, o) for s, p, o in provenance if p == "dip:origin"} == {
        ("id:article/a", "id:origin/the-gazette"),
        ("id:article/b", "id:origin/the-gazette"),
        ("id:article/c", "id:origin/the-tribune"),
    }
    assert said(found, "id:origin/the-tribune") == {("rdf:type", "prov:Agent"), ("skos:prefLabel", '"The Tribune"@en')}


# --- All together ----------------------------------------------------------------------------------------------------


def corpus() -> Decisions:
    """Return decisions by many rules."""
    lindqvist, berg = named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")
    when = {"says": "2 April 2031", "at": [0, 5]}
    texts = [
        told("a", lindqvist, berg),
        told("b", dict(lindqvist), dict(berg), named("Lindqvist", said_by="Norland")),
        told("c", dict(lindqvist), dict(berg), published="2031-03-28", status="planned", when=when),
        told("d", unnamed(), SUNDRIA, published="2031-04-03"),
        told("e", named("Ada Lindqvist", FM, "norland"), published="2031-04-20"),
        told("f", named("Jon Vale", FM, "vesland"), published="2031-06-01"),
        told("g", named("Jon Vale", PM, "vesland"), published="2031-07-01"),
        told("h", named("Jon Vale"), published="2031-08-01"),
        told(
            "i", named("Tor Hale", PM, "norland"), {"group": "delegation", "with": "Tor Hale"}, published="2031-09-01"
        ),
        told("j", unnamed(of="Vesland"), named("Harbour Line"), published="2031-10-01"),
        told("k", named("Tor Hale", PM, "norland"), published="2031-11-01"),
        told("l", named("Hale", PM, "norland"), published="2031-12-01"),
    ]
    judgements = [
        judged("different", "f/jon-vale", "g/jon-vale"),
        judged("unsure", "a/e0", "d/e0", kind="event"),
    ]
    words = " ".join(f"word{n}" for n in range(200))
    return decided(
        texts,
        [person("tor-hale", "Tor Hale")],
        judgements,
        text=lambda article: words if article.id in "fk" else None,
    )


@pytest.fixture(scope="module")
def all_quads() -> list[Quad]:
    return quads(corpus())


def test_every_rule_of_a_decision_is_in_the_scheme(all_quads: list[Quad]) -> None:
    ontology = load_ontology(ontology_dir())
    known = {str(each) for each in ontology.subjects(SKOS.inScheme, URIRef(SCHEME_IRI + "decision-rule"))}
    rules = {quad.object[1:-1] for quad in all_quads if quad.predicate.endswith("#decisionRule>")}
    assert len(rules) >= 8
    assert rules <= known


def test_the_graph_of_all_decisions_breaks_no_rule(all_quads: list[Quad]) -> None:
    shapes, ontology = load_shapes(ontology_dir() / "shapes"), load_ontology(ontology_dir())
    for found in (all_quads, quads(decided([told("asked", unnamed(), SUNDRIA)], [ENTRY]))):
        results = run(to_dataset(found), shapes.graph, ontology).results
        assert [(result.shape, result.focus) for result in results if "Violation" in str(result.severity)] == []


def test_nothing_is_blank_and_each_redirect_ends_where_something_is_said(all_quads: list[Quad]) -> None:
    assert not [quad for quad in all_quads if "_:" in (quad.subject[:2], quad.object[:2], quad.graph[:2])]
    found = graphs(all_quads)
    gone = replaced(found)
    described = {s for triples in found.values() for s, p, _ in triples if p == "rdf:type"}
    assert len(gone) > 4
    assert set(gone.values()) <= described
    assert not set(gone) & described


def test_each_ground_of_a_fact_is_there(all_quads: list[Quad]) -> None:
    found = graphs(all_quads)
    facts = {
        o for _, p, o in found[PROVENANCE] if p in ("prov:wasDerivedFrom", "prov:used") and o.startswith("id:fact/")
    }
    assert facts <= found.keys()


def test_building_twice_gives_the_same_in_the_same_order(all_quads: list[Quad]) -> None:
    assert quads(corpus()) == all_quads


def test_the_order_of_articles_and_judgements_changes_nothing(all_quads: list[Quad]) -> None:
    decisions = corpus()
    turned = decide(
        decisions.annotations[::-1],
        registered([person("tor-hale", "Tor Hale")]),
        decisions.judgements[::-1],
        text=lambda article: " ".join(f"word{n}" for n in range(200)) if article.id in "fk" else None,
    )
    assert quads(turned) == all_quads


SCRIPT = """
import hashlib
from tests.mapping.test_decisions import corpus, quads
print(hashlib.sha256("\\n".join(map(str, quads(corpus()))).encode()).hexdigest())
"""


def test_another_process_writes_the_same() -> None:
    found = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        found.add(done.stdout)
    assert len(found) == 1
