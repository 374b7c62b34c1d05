import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import IriError
from kg.iris import REFUSED, address, concept, day, integer, literal, mint, segment

KEYS = st.text(st.characters(exclude_categories=sorted(REFUSED)), min_size=1, max_size=20).filter(
    lambda key: key not in (".", "..")
)


def test_mints_a_readable_iri() -> None:
    assert mint("person", "ada-lindqvist") == "<https://w3id.org/diplomacy-kg/id/person/ada-lindqvist>"
    assert concept("tenure-status", "in office") == "<https://w3id.org/diplomacy-kg/scheme/tenure-status/in-office>"


@given(st.lists(KEYS, min_size=1, max_size=3), st.lists(KEYS, min_size=1, max_size=3))
def test_iris_are_valid_and_injective(one: list[str], other: list[str]) -> None:
    assert NamedNode(mint("x", *one)[1:-1]).value == mint("x", *one)[1:-1]
    assert (mint("x", *one) == mint("x", *other)) == (one == other)


@pytest.mark.parametrize("key", ["", ".", "..", "a\x00b", "a\u202eb", "a\u200bb", "\ud800", "\uffff"])
def test_refuses_what_nobody_can_see(key: str) -> None:
    with pytest.raises(IriError):
        segment(key)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_literal_comes_back_as_it_was(text: str) -> None:
    line = f"<x:s> <x:p> {literal(text, language='en')} ."
    (quad,) = parse(line, RdfFormat.N_TRIPLES)
    assert quad.object == Literal(text, language="en")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_literal_is_written_as_oxigraph_writes_it(text: str) -> None:
    quad = Quad(NamedNode("x:s"), NamedNode("x:p"), Literal(text))
    written = serialize([quad], format=RdfFormat.N_QUADS)
    assert written is not None
    assert written.decode() == f"<x:s> <x:p> {literal(text)} .\n"


def test_renders_numbers() -> None:
    assert integer(12) == '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_a_web_address_is_an_iri() -> None:
    assert address("https://gazette.example/a?b=1#c") == "<https://gazette.example/a?b=1#c>"
    assert address("https://gazette.example/ä [x]") == "<https://gazette.example/%C3%A4%20[x]>"


@pytest.mark.parametrize("tag", ["e n", "en-", "-en", "1", "en_gb", 'en" <x:y', "é", "en\n"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(IriError, match="no language tag"):
        literal("x", language=tag)


@pytest.mark.parametrize("iso", ["", "2031", "2031-4-1", '2031-04-01"', "2031-04-01\n", "٢٠٣١-٠٤-٠١"])
def test_what_is_not_written_as_a_day_is_refused(iso: str) -> None:
    with pytest.raises(IriError, match="no day"):
        day(iso)


@pytest.mark.parametrize("url", ["0", "", "gazette.example/1", "//gazette.example", "1:2", "é:x"])
def test_an_address_has_a_scheme(url: str) -> None:
    with pytest.raises(IriError, match="write it whole"):
        address(url)


def test_half_a_surrogate_pair_is_no_part_of_an_address() -> None:
    with pytest.raises(IriError, match="half a character"):
        address("https://gazette.example/\ud800")
