"""The date that is shown is compared with the bounds as text: no value makes the rules fail."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, Dataset, Literal, URIRef

from kg.namespaces import DIP_IRI
from kg.resources import ontology_dir
from kg.validation.pyshacl_engine import run
from kg.validation.shapes import load_ontology, load_shapes

ID = "https://w3id.org/diplomacy-kg/id/"
ONTOLOGY = load_ontology(ontology_dir())
SHAPES = load_shapes(ontology_dir() / "shapes")
RULES = {"Event": "event-edtf-agrees", "Dating": "dating-edtf-agrees"}


def refused(kind: str, shown: Iterable[Literal], first: str | None, last: str | None) -> set[str]:
    """Return those of the dates that disagree with the bounds by the rule for the class."""
    data, dates = Dataset(default_union=True), list(shown)
    for number, value in enumerate(dates):
        node = URIRef(f"{ID}thing/{number}")
        data.add((node, RDF.type, URIRef(DIP_IRI + kind)))
        data.add((node, URIRef(DIP_IRI + "edtf"), value))
        for name, day in (("earliest", first), ("latest", last)):
            if day:
                data.add((node, URIRef(DIP_IRI + name), Literal(day, datatype=XSD.date)))
    results = run(data, SHAPES.graph, ONTOLOGY).results
    broken = [r for r in results if str(r.shape).endswith(f"#{RULES[kind]}")]
    return {str(dates[int(str(result.focus).rsplit("/", 1)[1])]) for result in broken}


AGREE = ["2031-05-01/2031-05-31", "2031-05", "XXXX-05", "2031-05/2031-05-31", "../2031-05-31", "2031-05-01/.."]
DIFFER = ["2031", "2031-06", "2031-04/2031-05", "2031-05/2031-06", "2031-05-01", "2031-05-31", "XXXX", "XXXX-04"]
PATTERNS = [
    "[2031-05-01,2031-05-03]",
    "{2031-05-01,2031-05-03}",
    "(",
    "2031-05-31)",
    "*",
    "\\",
    "\\1",
    "[z-a]",
    "a{2,1}",
]
PATTERNS += [
    "2031-05/[",
    "(?",
    "XXXX[",
    "XXXX\\",
    "",
    "/",
    "//",
    "\n",
    "2031-05\n",
    "2031-05/2031-05\n",
    "٢٠٣١",
    ".*",
    "$",
]


@pytest.mark.parametrize("kind", RULES)
def test_the_same_bounds_agree_and_others_do_not(kind: str) -> None:
    found = refused(kind, map(Literal, [*AGREE, *DIFFER]), "2031-05-01", "2031-05-31")
    assert found == set(DIFFER)


@pytest.mark.parametrize("kind", RULES)
def test_a_month_ends_on_one_of_its_last_days(kind: str) -> None:
    assert refused(kind, [Literal("2031-02")], "2031-02-01", "2031-02-28") == set()
    assert refused(kind, [Literal("2032-02")], "2032-02-01", "2032-02-29") == set()
    assert refused(kind, [Literal("2031-02")], "2031-02-01", "2031-02-27") == {"2031-02"}


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("bounds", [("2031-05-01", "2031-05-31"), (None, None)], ids=["bounds", "no bounds"])
def test_no_value_makes_the_rule_fail(kind: str, bounds: tuple[str | None, str | None]) -> None:
    odd = [Literal(5), Literal("2031", lang="en"), Literal("2031-05", datatype=XSD.gYearMonth)]
    found = refused(kind, [*map(Literal, PATTERNS), *odd], *bounds)
    assert "[2031-05-01,2031-05-03]" not in found  # no date of the forms that are compared
    assert "2031-05" not in found


@settings(max_examples=5)
@given(st.lists(st.text(st.sampled_from("0123X-/.[](){}\\*+?^$|, \n"), max_size=14), min_size=20, max_size=20))
def test_no_text_makes_the_rule_fail(shown: list[str]) -> None:
    for kind in RULES:
        assert refused(kind, map(Literal, shown), "2031-05-01", "2031-05-31") <= set(shown)
