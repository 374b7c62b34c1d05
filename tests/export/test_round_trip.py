"""Every form, read back by two libraries that know nothing of each other, says what the source says."""

import pytest
from hypothesis import given
from pyoxigraph import RdfFormat

from kg.export import Format
from tests.export.reading import (
    GRAPHS,
    Fourfold,
    admitted,
    by_pyoxigraph,
    by_rdflib,
    exported,
    triples,
)

UNION: list[tuple[Format, RdfFormat, str]] = [
    ("turtle", RdfFormat.TURTLE, "turtle"),
    ("ntriples", RdfFormat.N_TRIPLES, "nt"),
]
DATASET: list[tuple[Format, RdfFormat, str]] = [
    ("trig", RdfFormat.TRIG, "trig"),
    ("nquads", RdfFormat.N_QUADS, "nquads"),
    ("jsonld", RdfFormat.JSON_LD, "json-ld"),
]


@pytest.mark.parametrize(("form", "read_as", "_"), UNION)
@given(GRAPHS)
def test_pyoxigraph_reads_the_union_back_each_triple_once(
    form: Format, read_as: RdfFormat, _: str, sections: list[list[Fourfold]]
) -> None:
    source = triples(quad for section in sections for quad in section)
    read = by_pyoxigraph(exported(admitted(*sections), form), read_as)
    assert triples(read) == source
    assert len(read) == len(source)


@pytest.mark.parametrize(("form", "_", "read_as"), UNION)
@given(GRAPHS)
def test_rdflib_reads_the_union_back(form: Format, _: RdfFormat, read_as: str, sections: list[list[Fourfold]]) -> None:
    source = triples(quad for section in sections for quad in section)
    assert triples(by_rdflib(exported(admitted(*sections), form), read_as)) == source


@pytest.mark.parametrize(("form", "read_as", "_"), DATASET)
@given(GRAPHS)
def test_pyoxigraph_reads_every_graph_back(
    form: Format, read_as: RdfFormat, _: str, sections: list[list[Fourfold]]
) -> None:
    source = {quad for section in sections for quad in section}
    assert set(by_pyoxigraph(exported(admitted(*sections), form), read_as)) == source


@pytest.mark.parametrize(("form", "_", "read_as"), DATASET)
@given(GRAPHS)
def test_rdflib_reads_every_graph_back(
    form: Format, _: RdfFormat, read_as: str, sections: list[list[Fourfold]]
) -> None:
    source = {quad for section in sections for quad in section}
    assert set(by_rdflib(exported(admitted(*sections), form), read_as)) == source
