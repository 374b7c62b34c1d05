"""The invented article, mapped: every expected triple is written from what the annotation says."""

import copy
import random
from collections import defaultdict
from datetime import date
from typing import Any

import msgspec
import pytest

from kg.dates.circles import circles
from kg.identity import decide
from kg.mapping.corpus import map_corpus
from kg.model import Annotation, Judgement, Quad
from kg.namespaces import PREFIXES
from kg.sources.read import Source
from tests.invented import ARTICLE, REGISTER, article

ID = "https://w3id.org/diplomacy-kg/id/"


def mapped(*annotations: Annotation, judgements: tuple[Judgement, ...] = ()) -> list[Quad]:
    decisions = decide(annotations, REGISTER, judgements)
    assert [*decisions.findings, *decisions.events.findings] == []
    told = {a.article.id: Source(a, f"sources/{a.article.id}.yaml") for a in annotations}
    sections = map_corpus(told, decisions, annotators={"mk": "M. K."})
    return [quad for section in sections for quad in section.quads]


def short(term: str) -> str:
    """Write a rendered term with prefixes, as in the ontology's documentation."""
    for prefix, iri in {"id": ID, **PREFIXES}.items():
        if term.startswith("<" + iri):
            return f"{prefix}:{term[1 + len(iri) : -1]}"
        term = term.replace(f"^^<{iri}", f"^^<{prefix}:")
    return term


def graphs(quads: list[Quad]) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for quad in quads:
        found[short(quad.graph)].add((short(quad.subject), short(quad.predicate), short(quad.object)))
    return found


@pytest.fixture(scope="module")
def invented() -> dict[str, set[tuple[str, str, str]]]:
    return graphs(mapped(article()))


TALKS, FACT = "id:event/gazette-1/talks", "id:fact/gazette-1/"
HOST = "id:participation/gazette-1/talks/host/ada-lindqvist"
TENURE = "id:tenure/ada-lindqvist/norland-fm/in-office"


def test_an_event_is_one_fact_for_each_passage(invented: dict[str, Any]) -> None:
    expected = {(TALKS, "rdf:type", "dip:Meeting"), (TALKS, "dip:status", "scheme:status/happened")}
    assert invented[f"{FACT}talks"] == expected == invented[f"{FACT}talks.again-700"]


def test_a_participation_holds_person_role_and_capacity(invented: dict[str, Any]) -> None:
    assert invented[f"{FACT}talks.host.ada-lindqvist-30"] == {
        (TALKS, "dip:participation", HOST),
        (HOST, "rdf:type", "dip:Participation"),
        (HOST, "dip:participant", "id:person/ada-lindqvist"),
        (HOST, "dip:namedAs", '"A. Lindqvist"'),
        (HOST, "dip:role", "scheme:role/host"),
        (HOST, "dip:inCapacity", TENURE),
        (TENURE, "rdf:type", "dip:Tenure"),
        (TENURE, "org:member", "id:person/ada-lindqvist"),
        (TENURE, "dip:post", "id:post/norland-fm"),
        (TENURE, "dip:tenureStatus", "scheme:tenure-status/in-office"),
        ("id:person/ada-lindqvist", "rdf:type", "dip:Person"),
        ("id:person/ada-lindqvist", "skos:altLabel", '"A. Lindqvist"@en'),
    }


def test_a_role_without_a_name_stays_without_a_person(invented: dict[str, Any]) -> None:
    fact = invented[f"{FACT}talks.guest.the-deputy-foreign-minister-70"]
    (node,) = {s for s, p, _ in fact if p == "dip:role"}
    assert {(p, o) for s, p, o in fact if s == node} == {
        ("rdf:type", "dip:Participation"),
        ("dip:role", "scheme:role/guest"),
        ("dip:namedAs", '"the deputy foreign minister"'),
        ("dip:post", "id:post/sundria-deputy-fm"),
        ("dip:onBehalfOf", "id:state/sundria"),
    }


def test_a_name_with_a_post_that_the_register_lacks_is_a_person_of_the_article(invented: dict[str, Any]) -> None:
    fact = invented[f"{FACT}call.caller.gazette-1.tom-berg-215"]
    person, tenure = "id:person/gazette-1/tom-berg", "id:tenure/gazette-1.tom-berg/sundria-fm/in-office"
    said = {(p, o) for _, p, o in fact}
    assert {("dip:namedAs", '"Tom Berg"'), ("dip:participant", person), ("dip:inCapacity", tenure)} <= said
    assert invented["id:fact/derived/name/gazette-1/tom-berg"] == {(person, "skos:prefLabel", '"Tom Berg"@en')}


def test_a_name_without_a_post_that_the_register_lacks_stays_words() -> None:
    caller = {"name": "Tom Berg", "role": "caller", "at": [215, 223]}
    call = {"id": "call", "type": "phone call", "at": [200, 240], "participants": [caller]}
    found = graphs(mapped(article(events=[call], statements=[], tenures=[])))
    said = {(p, o) for _, p, o in found[f"{FACT}call.caller.tom-berg-215"]}
    assert ("dip:namedAs", '"Tom Berg"') in said
    assert not {p for p, _ in said} & {"dip:participant", "dip:inCapacity"}


def test_a_delegation_belongs_to_its_head(invented: dict[str, Any]) -> None:
    group = "id:delegation/gazette-1/talks/ada-lindqvist"
    assert {t for t in invented[f"{FACT}talks.companion.delegation-102"] if t[0] == group} == {
        (group, "rdf:type", "dip:Delegation"),
        (group, "skos:prefLabel", '"delegation"@en'),
        (group, "dip:accompanies", "id:person/ada-lindqvist"),
    }


def test_provenance_says_where_who_and_by_which_rule(invented: dict[str, Any]) -> None:
    fact = f"{FACT}talks.topic.fisheries-400"
    passage = "id:article/gazette-1#char=400,431"
    assert {(p, o) for s, p, o in invented["id:graph/provenance"] if s == fact} == {
        ("rdf:type", "dip:Fact"),
        ("prov:wasDerivedFrom", passage),
        ("dip:attributedTo", "id:state/sundria"),
        ("prov:wasAttributedTo", "id:annotator/mk"),
        ("dip:pointer", '"sources/gazette-1.yaml#/events/0/topics/0"'),
        ("dip:mappingRule", '"topic"'),
    }
    assert {(p, o) for s, p, o in invented["id:graph/provenance"] if s == passage} == {
        ("rdf:type", "dip:Passage"),
        ("oa:hasSource", "id:article/gazette-1"),
        ("oa:start", '"400"^^<xsd:integer>'),
        ("oa:end", '"431"^^<xsd:integer>'),
    }


def test_who_says_so_is_not_passed_on_but_for_a_statements_voices(invented: dict[str, Any]) -> None:
    said = {s: o for s, p, o in invented["id:graph/provenance"] if p == "dip:attributedTo"}
    assert said[f"{FACT}talks"] == "id:organization/norland-mfa"
    assert said[f"{FACT}talks.again-700"] == "id:state/sundria"
    assert f"{FACT}talks.host.ada-lindqvist-30" not in said
    assert said[f"{FACT}s1"] == said[f"{FACT}s1.speaker.ada-lindqvist-500"] == "id:organization/norland-mfa"


def test_times_are_bounded_from_their_anchors(invented: dict[str, Any]) -> None:
    # 2 April 2031 is a Wednesday: Tuesday was the first, two days later is the third
    assert date(2031, 4, 2).weekday() == 2
    node = "id:dating/gazette-1/talks.when"
    assert {(p, o) for s, p, o in invented[f"{FACT}talks.when"] if s == node} == {
        ("rdf:type", "dip:Dating"),
        ("dip:dateExpression", '"Tuesday evening"'),
        ("dip:dateAnchor", "id:article/gazette-1"),
        ("dip:dateRule", "scheme:date-rule/weekday-on-or-before"),
        ("dip:partOfDay", "scheme:part-of-day/evening"),
    }
    bounds = invented["id:fact/derived/event-bounds/gazette-1/call"]
    assert bounds == {
        ("id:event/gazette-1/call", "dip:earliest", '"2031-04-03"^^<xsd:date>'),
        ("id:event/gazette-1/call", "dip:latest", '"2031-04-03"^^<xsd:date>'),
        ("id:event/gazette-1/call", "dip:edtf", '"2031-04-03"'),
    }
    derived = {(s, o) for s, p, o in invented["id:graph/provenance"] if p == "prov:wasDerivedFrom"}
    step = "id:fact/derived/dating-bounds/gazette-1/call.when"
    assert ("id:fact/derived/event-bounds/gazette-1/call", step) in derived
    assert (step, f"{FACT}call.when") in derived
    assert (step, "id:fact/derived/event-bounds/gazette-1/talks") in derived


def test_the_statement_takes_the_day_of_its_event(invented: dict[str, Any]) -> None:
    bounds = invented["id:fact/derived/event-bounds/gazette-1/s1"]
    assert ("id:event/gazette-1/s1", "dip:earliest", '"2031-04-01"^^<xsd:date>') in bounds


def test_a_bound_that_an_order_gives_is_a_fact_of_its_own() -> None:
    # talks on Tuesday, 1 April 2031; the letter came after a call in April and before the talks
    call = {"id": "call", "type": "phone call", "at": [0, 9], "when": {"says": "in April 2031", "at": [0, 9]}}
    order = {"before": [{"event": "talks", "at": [20, 30]}], "after": [{"event": "call", "at": [30, 40]}]}
    letter = {"id": "letter", "type": "correspondence", "at": [20, 40], **order}
    reply = {**letter, "id": "reply", "when": {"says": "the following day", "relative_to": "letter", "at": [40, 50]}}
    reply = {**reply, "before": [], "after": []}
    found = graphs(mapped(article(events=[ARTICLE["events"][0], call, letter, reply])))
    event, derived = "id:event/gazette-1/letter", "id:fact/derived"
    first, last, shown = (f"{derived}/narrowed-{end}/gazette-1/letter" for end in ("earliest", "latest", "edtf"))
    assert found[first] == {(event, "dip:earliest", '"2031-04-01"^^<xsd:date>')}
    assert found[last] == {(event, "dip:latest", '"2031-04-01"^^<xsd:date>')}
    assert found[shown] == {(event, "dip:edtf", '"2031-04-01"')}
    assert f"{derived}/event-bounds/gazette-1/letter" not in found
    assert grounds(found, first) == {f"{FACT}letter.after.call", f"{derived}/event-bounds/gazette-1/call"}
    assert grounds(found, last) == {f"{FACT}letter.before.talks", f"{derived}/event-bounds/gazette-1/talks"}
    assert grounds(found, shown) == {first, last}
    assert grounds(found, f"{derived}/label/gazette-1/letter") >= {first, last, shown}
    provenance = found["id:graph/provenance"]
    assert {(first, "dip:mappingRule", '"ordered"'), (shown, "dip:mappingRule", '"narrowed"')} <= provenance
    # the call came before the letter, so it was over by the first too
    assert found[f"{derived}/narrowed-latest/gazette-1/call"] == {
        ("id:event/gazette-1/call", "dip:latest", '"2031-04-01"^^<xsd:date>')
    }
    assert grounds(found, f"{derived}/narrowed-latest/gazette-1/call") == {f"{FACT}letter.after.call", last}
    # the reply counts from the letter's bounds, which the letter's own words do not give
    day_after = f"{derived}/narrowed-latest/gazette-1/reply"
    assert found[day_after] == {("id:event/gazette-1/reply", "dip:latest", '"2031-04-02"^^<xsd:date>')}
    assert grounds(found, day_after) == {f"{FACT}reply.when", last}


def test_what_counts_from_a_narrowed_event_by_its_own_words_rests_on_these() -> None:
    # the call narrows the talks, from whose own month the call counts: neither may rest on itself
    talks = {**ARTICLE["events"][0], "when": {"says": "in April 2031", "at": [130, 145]}}
    again = {"says": "12 April 2031", "at": [240, 250]}
    call = {**ARTICLE["events"][1], "when": [ARTICLE["events"][1]["when"], again]}
    found = graphs(mapped(article(events=[talks, call])))
    derived = "id:fact/derived"
    assert found[f"{derived}/narrowed-latest/gazette-1/talks"] == {(TALKS, "dip:latest", '"2031-04-12"^^<xsd:date>')}
    assert found[f"{derived}/event-bounds/gazette-1/talks"] == {(TALKS, "dip:earliest", '"2031-04-01"^^<xsd:date>')}
    counted = f"{derived}/dating-bounds/gazette-1/call.when-200"
    assert grounds(found, counted) == {f"{FACT}call.when-200", f"{derived}/dating-bounds/gazette-1/talks.when"}
    links = {fact: [ground for ground in grounds(found, fact) if ground in found] for fact in sorted(found)}
    assert list(circles(links)) == []
    for bound in ("dip:earliest", "dip:latest", "dip:edtf"):
        events = [s for triples in found.values() for s, p, _ in triples if p == bound and s.startswith("id:event/")]
        assert len(events) == len(set(events))


def grounds(found: dict[str, set[tuple[str, str, str]]], fact: str) -> set[str]:
    """Return that from which a fact is derived."""
    return {o for s, p, o in found["id:graph/provenance"] if (s, p) == (fact, "prov:wasDerivedFrom")}


def test_a_press_statement_has_its_own_day(invented: dict[str, Any]) -> None:
    # Wednesday on a Wednesday: that day or the one a week before
    bounds = invented["id:fact/derived/document-bounds/gazette-1/readout"]
    assert {o for _, _, o in bounds} == {
        '"2031-03-26"^^<xsd:date>',
        '"2031-04-02"^^<xsd:date>',
        '"2031-03-26/2031-04-02"',
    }


def test_a_tenure_is_attested_on_the_day_of_the_event(invented: dict[str, Any]) -> None:
    fact = "id:fact/derived/attested/ada-lindqvist/norland-fm/in-office/gazette-1/talks"
    assert invented[fact] == {(TENURE, "dip:attestedOn", '"2031-04-01"^^<xsd:date>')}


def test_the_side_follows_from_the_post_also_for_a_delegation_and_elsewhere(invented: dict[str, Any]) -> None:
    of_norland = (
        "talks/host/ada-lindqvist",
        "talks/companion/delegation.ada-lindqvist",
        "s1/speaker/ada-lindqvist",
        "call/callee/ada-lindqvist",  # named there without a post
    )
    for local in of_norland:
        node = f"id:participation/gazette-1/{local}"
        fact = f"id:fact/derived/side/gazette-1/{local}/state/norland"
        assert invented[fact] == {(node, "dip:side", "id:state/norland")}
        premises = {o for s, p, o in invented["id:graph/provenance"] if (s, p) == (fact, "prov:wasDerivedFrom")}
        assert f"{FACT}talks.host.ada-lindqvist-30" in premises
        assert "id:fact/register/posts/norland-fm" in premises


def test_a_ministry_is_on_the_side_of_its_state_and_the_text_goes_first() -> None:
    event = {"id": "x", "type": "meeting", "at": [0, 9]}
    ministry = {"name": "Foreign Ministry of Norland", "role": "host", "at": [0, 9]}
    minister = {"name": "Ada Lindqvist", "post": "Foreign Minister", "of": "Norland", "role": "guest", "at": [0, 9]}
    people = [ministry, {**minister, "for": "Fisheries Board"}, {"name": "Sundria", "role": "mediator", "at": [0, 9]}]
    found = graphs(mapped(article(events=[{**event, "participants": people}], statements=[], tenures=[])))
    sides = {s.rsplit("/", 1)[1]: o for g in found.values() for s, p, o in g if p == "dip:side"}
    assert sides == {
        "norland-mfa": "id:state/norland",
        "ada-lindqvist": "id:organization/fisheries-board",
        "sundria": "id:state/sundria",
    }


def test_events_are_named_by_what_is_known(invented: dict[str, Any]) -> None:
    assert invented["id:fact/derived/label/gazette-1/call"] == {
        ("id:event/gazette-1/call", "skos:prefLabel", '"Phone call of Tom Berg and Ada Lindqvist (2031-04-03)"@en')
    }
    assert invented["id:fact/derived/label/gazette-1/s1"] == {
        ("id:event/gazette-1/s1", "skos:prefLabel", '"Ada Lindqvist: Quotas need a joint commission."@en')
    }


def test_a_former_post_is_a_tenure_of_its_own(invented: dict[str, Any]) -> None:
    fact = invented[f"{FACT}tenure.ada-lindqvist-620"]
    tenure = "id:tenure/ada-lindqvist/board-chair/former"
    assert (tenure, "dip:tenureStatus", "scheme:tenure-status/former") in fact


def test_every_triple_is_in_a_fact_and_nothing_is_blank(invented: dict[str, Any]) -> None:
    described = {s for s, p, o in invented["id:graph/provenance"] if (p, o) == ("rdf:type", "dip:Fact")}
    assert set(invented) - {"id:graph/provenance"} == described
    assert not [q for q in mapped(article()) if "_:" in q.subject + q.object[:2]]


def test_the_order_of_annotations_changes_only_their_pointers() -> None:
    shuffled = copy.deepcopy(ARTICLE)
    random.Random(7).shuffle(shuffled["events"])
    for event in shuffled["events"]:
        random.Random(7).shuffle(event["participants"])
    assert shuffled != ARTICLE
    one, other = (
        {q for q in mapped(a) if "pointer" not in q.predicate} for a in (article(), article(events=shuffled["events"]))
    )
    assert one == other


def test_events_that_are_judged_the_same_are_one_node() -> None:
    second = article(article={**ARTICLE["article"], "id": "tribune-9"}, statements=[], tenures=[])
    same = Judgement(
        "event",
        "same",
        ("tribune-9/talks", "gazette-1/talks"),
        "mk",
        date(2031, 5, 1),
        "Same ministers, same evening.",
        "sources/register/judgements.yaml#/0",
    )
    found = graphs(mapped(article(), second, judgements=(same,)))
    assert found["id:fact/tribune-9/talks"] == found[f"{FACT}talks"]
    assert (TALKS, "dip:participation", HOST) in found["id:fact/tribune-9/talks.host.ada-lindqvist-30"]
    assert ("id:resolution/event/gazette-1/talks", "prov:used", "id:fact/tribune-9/talks") in found[
        "id:graph/provenance"
    ]
    apart = msgspec.structs.replace(same, verdict="different")
    alone = graphs(mapped(article(), second, judgements=(apart,)))
    assert ("id:event/tribune-9/talks", "rdf:type", "dip:Meeting") in alone["id:fact/tribune-9/talks"]
