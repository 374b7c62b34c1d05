"""Holders of posts named alone: a fact derived from the register, or from days on both sides."""

from kg.dates.circles import circles
from kg.model import Annotation
from tests.identity.people.world import judged, named, person, told
from tests.mapping.test_corpus import grounds

from .decided import ADA, FM, HOLDER, PLAIN, PROVENANCE, SUNDRIA, mapped, said, unnamed

PART = "id:participation/asked/e0/interlocutor/ada"
INCUMBENT = "id:fact/derived/incumbent/asked/e0.interlocutor.ada-0"
TENURE = "id:tenure/ada/norland-fm/in-office"
HELD_TENURE = {
    (TENURE, "rdf:type", "dip:Tenure"),
    (TENURE, "org:member", "id:person/ada"),
    (TENURE, "dip:post", "id:post/norland-fm"),
    (TENURE, "dip:tenureStatus", "scheme:tenure-status/in-office"),
}


def ada(day: str) -> Annotation:
    return told(f"ada-{day}", named("Ada Lindqvist", FM, "norland", **ADA), published=day)


def test_the_holder_by_the_register_is_a_fact_derived_from_it() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[HOLDER])
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
    people = [HOLDER, person("ada-l", "Ada Lind", holds=[("norland-pm", "2020-01-01", "2021-01-01")])]
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
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[HOLDER])
    label = "id:fact/derived/label/asked/e0/interlocutor/ada"
    assert found[label] == {(PART, "skos:prefLabel", '"Ada Lindqvist"@en')}
    assert INCUMBENT in grounds(found, label)
    ((_, _, name),) = found["id:fact/derived/label/asked/e0"]
    assert name == '"Meeting of Ada Lindqvist and Sundria (2031-04-02)"@en'
    open_ = mapped(told("asked", unnamed(), SUNDRIA), people=[PLAIN])
    names = {o for g in open_.values() for s, p, o in g if p == "skos:prefLabel" and "participation" in s}
    assert names == {'"Foreign Minister (not identified, for Norland)"@en', '"Sundria"@en'}


def test_the_decision_on_a_post_alone_is_told_with_its_evidence() -> None:
    found = mapped(told("asked", unnamed(), SUNDRIA), people=[HOLDER])
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
        mapped(*texts, told("more", unnamed(), SUNDRIA, published="2031-04-01"), people=[HOLDER]),
        mapped(one, two, people=[PLAIN], judgements=[same]),
    ):
        assert [fact for fact in found if "/incumbent/" in fact]
        links = {fact: sorted(grounds(found, fact)) for fact in sorted(found) if fact != PROVENANCE}
        assert list(circles({fact: [g for g in on if g in links] for fact, on in links.items()})) == []
        facts = {ground for on in links.values() for ground in on if ground.startswith("id:fact/")}
        assert facts <= links.keys()
