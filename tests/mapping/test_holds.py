"""Posts that the register's people held, in the graph: tenures with their outer bounds, grounded in the register."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from kg.identity import decide
from kg.mapping.corpus import map_corpus
from kg.model import Annotation, Entry, Held, Judgement, Quad
from kg.resources import ontology_dir
from kg.sources.read import Source
from kg.validation.pyshacl_engine import run
from kg.validation.shapes import load_ontology, load_shapes
from kg.validation.terms import to_dataset
from tests.identity.people.world import POSTS, STATES, judged, named, told
from tests.mapping.test_corpus import graphs

TENURE = "id:tenure/ada/norland-fm/in-office"
FACT = "id:fact/register/people/ada"
FIRST, LAST = date(2031, 1, 1), date(2031, 5, 1)
EARLIEST = (TENURE, "dip:earliest", '"2031-01-01"^^<xsd:date>')
LATEST = (TENURE, "dip:latest", '"2031-05-01"^^<xsd:date>')


def person(key: str, name: str, *held: Held) -> Entry:
    return Entry("person", key, name, holds=held)


def mapped(people: Sequence[Entry], *texts: Annotation, judgements: Sequence[Judgement] = ()) -> list[Quad]:
    files = {"person": "people", "state": "states", "post": "posts"}
    register = [
        replace(entry, pointer=f"sources/register/{files[entry.kind]}.yaml#/{n}")
        for n, entry in enumerate([*people, *STATES, *POSTS])
    ]
    decisions = decide(texts, register, judgements)
    places = {text.article.id: Source(text, f"sources/{text.article.id}.yaml") for text in texts}
    return [quad for section in map_corpus(places, decisions, annotators={"mk": "M. K."}) for quad in section.quads]


def tenures(people: Sequence[Entry], fact: str = FACT, **more: Sequence[Judgement]) -> set[tuple[str, str, str]]:
    """Return what the fact of an entry says of tenures."""
    return {triple for triple in graphs(mapped(people, **more))[fact] if triple[0].startswith("id:tenure/")}


WHOSE = {
    (TENURE, "rdf:type", "dip:Tenure"),
    (TENURE, "org:member", "id:person/ada"),
    (TENURE, "dip:post", "id:post/norland-fm"),
    (TENURE, "dip:tenureStatus", "scheme:tenure-status/in-office"),
}


def test_a_post_that_is_held_is_a_tenure_in_the_fact_of_the_entry() -> None:
    assert tenures([person("ada", "Ada Lind", Held("norland-fm", FIRST, LAST))]) == {*WHOSE, EARLIEST, LATEST}


@pytest.mark.parametrize(
    ("held", "bounds"),
    [
        ([(FIRST, None)], {EARLIEST}),
        ([(None, LAST)], {LATEST}),
        ([(None, None)], set()),
        ([(FIRST, date(2031, 2, 1)), (date(2031, 4, 1), LAST)], {EARLIEST, LATEST}),
        ([(date(2031, 4, 1), LAST), (FIRST, date(2031, 2, 1))], {EARLIEST, LATEST}),
        ([(FIRST, date(2031, 2, 1)), (date(2031, 4, 1), None)], {EARLIEST}),
        ([(FIRST, LAST), (None, None)], set()),
    ],
)
def test_the_outer_days_bound_it_unless_one_is_not_known(
    held: list[tuple[date | None, date | None]], bounds: set[tuple[str, str, str]]
) -> None:
    assert tenures([person("ada", "Ada Lind", *(Held("norland-fm", *days) for days in held))]) == WHOSE | bounds


def test_two_posts_are_two_tenures_and_who_holds_none_has_none() -> None:
    both = person("ada", "Ada Lind", Held("norland-fm"), Held("norland-pm", FIRST))
    posts = {o for s, p, o in tenures([both]) if p == "dip:post"}
    assert posts == {"id:post/norland-fm", "id:post/norland-pm"}
    assert tenures([person("ada", "Ada Lind")]) == set()


def test_an_entry_taken_for_another_tells_the_tenure_of_that_one_and_gives_its_own_end() -> None:
    people = [
        person("ada", "Ada Lind", Held("norland-fm", FIRST, date(2031, 2, 1))),
        person("adah", "Adah Lind", Held("norland-fm", date(2031, 4, 1), LAST)),
    ]
    same = [judged("same", "ada", "adah")]
    assert tenures(people, judgements=same) == {*WHOSE, EARLIEST}
    assert tenures(people, "id:fact/register/people/adah", judgements=same) == {*WHOSE, LATEST}


def test_the_gate_accepts_tenures_of_the_register_beside_those_of_articles() -> None:
    people = [
        person(
            "ada", "Ada Lind", Held("norland-fm", FIRST, date(2031, 2, 1)), Held("norland-fm", date(2031, 3, 1), LAST)
        ),
        person("tom", "Tom Brandt", Held("sundria-fm", None, LAST), Held("sundria-deputy")),
    ]
    ada, tom = named("Ada Lind", "Foreign Minister", "norland"), named("Tom Brandt")
    quads = mapped(people, told("gazette-1", ada, tom, published="2031-04-02"))
    assert len({quad.graph for quad in quads if TENURE.removeprefix("id:") in quad.subject}) > 1
    results = run(
        to_dataset(quads), load_shapes(ontology_dir() / "shapes").graph, load_ontology(ontology_dir())
    ).results
    of_tenures = [
        r for r in results if "tenure" in str(r.shape) or "capacity" in str(r.shape) or "tenure" in str(r.focus)
    ]
    assert [str(r.shape) for r in of_tenures] == []
