"""Articles, register and judgements to lines of N-Quads: one section per article, then what is shared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.identity import Decisions, Register
from kg.iris import mint
from kg.mapping.articles import Mapper
from kg.mapping.lines import Lines
from kg.mapping.minting import Mint
from kg.mapping.register import map_register, register_documents
from kg.mapping.runs import Runs
from kg.mapping.whole import Mapped, Whole
from kg.model import Quad
from kg.namespaces import DATA_IRI
from kg.sources.read import Source

__all__ = ["Section", "map_corpus", "ontology_graph", "provenance_graph", "register_lines"]


class Section(NamedTuple):
    """Lines that belong together: those of one article, of the register, or what is derived; or a part of these.

    The parts of a section come one after another under one name, and are in order as a whole.
    """

    name: str
    lines: Iterable[str]

    @property
    def quads(self) -> list[Quad]:
        """The lines as quads."""
        return [Quad.of_line(line) for line in self.lines]


def provenance_graph(base: str = DATA_IRI) -> str:
    """Return the name of the graph that holds the provenance, rendered."""
    return mint("graph", "provenance", base=base)


def ontology_graph(base: str = DATA_IRI) -> str:
    """Return the name of the graph that holds the ontology, rendered."""
    return mint("graph", "ontology", base=base)


def map_corpus(
    articles: Iterable[Source],
    decisions: Decisions,
    *,
    annotators: Mapping[str, str],
    base: str = DATA_IRI,
    mapped: Mapped | None = None,
) -> Iterator[Section]:
    """Yield the sections of the graph, articles first in the order of their keys.

    `articles` are those of the decisions; `annotators`: key to name. When all is yielded, `mapped` holds what
    `map_changes` compares with.
    """
    iri, provenance = Mint(base), provenance_graph(base)
    whole = Whole.empty(decisions, annotators, iri)
    mapper = Mapper(decisions, whole.sides, iri, provenance)
    articles = sorted(articles, key=lambda told: told.annotation.article.id)
    for told in articles:
        lines, account = mapper.map(told)
        whole.add(account)
        if mapped is not None:
            whole.accounts[told.annotation.article.id] = account
        yield from _sections(f"article/{told.annotation.article.id}", lines)
    yield from _sections("register", register_lines(decisions.register, iri, provenance))
    derived = Runs(provenance)
    derived.facts(whole.facts(whole.pieces))
    derived.state(whole.triples(whole.pieces))
    yield from _sections("derived", derived)
    if mapped is not None:
        mapped.whole = whole._replace(articles=tuple(articles))


def _sections(name: str, lines: Lines | Runs) -> Iterator[Section]:
    return (Section(name, block) for block in lines.blocks())


def register_lines(register: Register, iri: Mint, provenance: str) -> Lines:
    """Return the section of the register."""
    lines = Lines(provenance)
    lines.facts(map_register(register, iri))
    lines.state(register_documents(register, iri))
    return lines
