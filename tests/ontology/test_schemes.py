"""schemes.ttl: the values that annotators may write are the concepts, and the levels are in order."""

from typing import get_args

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from kg.dates.stated import PARTS_OF_DAY
from kg.model import Holding, Role, Status
from kg.namespaces import SCHEME_IRI, SKOS
from kg.resources import ontology_dir
from kg.validation.terms import read_turtle

LEVELS = [
    "head-of-state",
    "head-of-government",
    "deputy-head-of-government",
    "foreign-minister",
    "minister",
    "deputy-minister",
    "senior-official",
    "ambassador",
    "official",
]
CAMEO = {
    "036": "Express intent to meet or negotiate",
    "040": "Consult, not specified below",
    "041": "Discuss by telephone",
    "042": "Make a visit",
    "043": "Host a visit",
    "044": "Meet at a third location",
    "045": "Mediate",
    "046": "Engage in negotiation",
    "057": "Sign formal agreement",
}


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return read_turtle([ontology_dir() / "schemes.ttl"])


def keys(graph: Graph, scheme: str) -> set[str]:
    iri = SCHEME_IRI + scheme
    return {str(c).removeprefix(f"{iri}/") for c in graph.subjects(SKOS.inScheme, URIRef(iri))}


@pytest.mark.parametrize(
    ("scheme", "values"),
    [("role", get_args(Role)), ("status", get_args(Status)), ("tenure-status", get_args(Holding))],
)
def test_the_concepts_are_what_an_annotator_may_write(schemes: Graph, scheme: str, values: tuple[str, ...]) -> None:
    assert keys(schemes, scheme) == {value.replace(" ", "-") for value in values}


def test_the_parts_of_the_day_are_those_that_are_read(schemes: Graph) -> None:
    assert keys(schemes, "part-of-day") == set(PARTS_OF_DAY)


def test_the_rules_for_times_are_there(schemes: Graph) -> None:
    assert keys(schemes, "date-rule") == {
        "stated-date",
        "weekday-on-or-before",
        "weekday-before",
        "weekday-before-event",
        "weekday-after-event",
        "month",
        "month-of-unknown-year",
        "days-after",
        "days-before",
        *["weekday-on-or-after", "weekday-after", "weekday-next", "weekday-in-week", "week", "weekend", "night"],
        *[
            "day-and-month",
            "day-of-month",
            "part-of-month",
            "month-of-anchor",
            "year-of-anchor",
            "part-of-year",
            "season",
        ],
        *["about-before", "about-after", "some-time-before", "some-time-after", "past-stretch", "coming-stretch"],
        *["interval", "until", "since", "from", "before", "after"],
        "same-day",
        "given-by-annotator",
        "undated",
        "unread",
        "intersection",
        "parent-event",
    }


def test_the_levels_are_ordered_by_notation(schemes: Graph) -> None:
    level = Namespace(SCHEME_IRI + "level/")
    ranks = {key: int(str(schemes.value(level[key], SKOS.notation))) for key in keys(schemes, "level")}
    assert sorted(ranks, key=lambda key: ranks[key]) == LEVELS


def test_the_cameo_codes_have_cameos_own_names(schemes: Graph) -> None:
    codes = Namespace(SCHEME_IRI + "event-code/")
    assert {key for key in keys(schemes, "event-code") if key.startswith("cameo")} == {f"cameo-{c}" for c in CAMEO}
    for code, name in CAMEO.items():
        assert str(schemes.value(codes[f"cameo-{code}"], SKOS.notation)) == code
        assert str(schemes.value(codes[f"cameo-{code}"], SKOS.prefLabel)) == f"CAMEO {code}: {name}"


def test_the_topics_of_a_register_have_a_scheme(schemes: Graph) -> None:
    assert (URIRef(SCHEME_IRI + "topic"), RDF.type, SKOS.ConceptScheme) in schemes
