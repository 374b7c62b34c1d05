"""Decisions in the graph: who and what is taken for what, by which rule, why, and from which facts."""

import msgspec
import pytest

from kg.identity import decide
from tests.identity.people.world import judged, named, person, told
from tests.mapping.test_corpus import graphs, grounds

from .decided import ADA, FM, PLAIN, PM, PROVENANCE, SUNDRIA, mapped, quads, registered, replaced, said, with_


def test_each_name_has_a_decision_with_its_rule_and_reasons() -> None:
    speech = {"id": "s", "speaker": "Lindqvist", "at": [60, 80], "gist": "Talks go on."}
    tenure = {"name": "Tor Hale", "post": PM, "of": "Norland", "at": [90, 99]}
    people = [person("ada", "Ada Lindqvist")]
    text = told("a", named("Ada Lindqvist", FM, "norland", **ADA), named("Tor Hale", PM, "norland"), SUNDRIA)
    text = with_(text, statements=[speech], tenures=[tenure])
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


@pytest.mark.parametrize("things", [("a/e0", "b/nothing"), ("a/nothing", "b/e0"), ("z/e0", "a/e0", "b/e0")])
def test_what_no_article_tells_is_kept_apart_from_nothing(things: tuple[str, ...]) -> None:
    texts = [told(key, named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")) for key in "ab"]
    decisions = decide(texts, registered(()), [judged("different", *things, kind="event")])
    assert [finding.code for finding in decisions.events.findings] == ["DK210"]
    found = graphs(quads(decisions))
    assert not [s for s, _, _ in found[PROVENANCE] if s.startswith("id:resolution/apart/")]


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
        with_(text, article={**msgspec.to_builtins(text.article), "publisher": paper[text.article.id]})
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
