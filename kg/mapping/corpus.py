"""Articles, register and judgements to lines of N-Quads: one section per article, then what is shared."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain
from typing import NamedTuple

from kg.apart.workers import spread
from kg.identity import Decisions, Ref, Register
from kg.iris import mint
from kg.mapping.articles import Account, Mapper
from kg.mapping.lines import Lines
from kg.mapping.minting import Mint
from kg.mapping.register import map_register, register_documents
from kg.mapping.runs import Runs
from kg.mapping.whole import Mapped, Whole
from kg.model import Block, EventKey, Quad
from kg.namespaces import DATA_IRI
from kg.shelf import Picked
from kg.sources.read import Source

ARTICLES = 1 << 7
"""So many are mapped at once by a worker."""

EVENTS = 1 << 10
"""So many are looked at at once by a worker; each has some eight subjects, and a kilobyte of lines for each of them."""

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
    articles: Mapping[str, Source],
    decisions: Decisions,
    *,
    annotators: Mapping[str, str],
    base: str = DATA_IRI,
    mapped: Mapped | None = None,
    workers: int = 1,
) -> Iterator[Section]:
    """Yield the sections of the graph, articles first in the order of their keys.

    `articles` by their keys, of which those are taken that were decided; `annotators`: key to name. When all is
    yielded, `mapped` holds what `map_changes` compares with.
    """
    iri, provenance = Mint(base), provenance_graph(base)
    whole = Whole.empty(decisions, annotators, iri)
    mapper = Mapper(decisions, whole.sides, iri, provenance)
    accounts = spread(partial(_mapped, mapper=mapper), Picked(articles, decisions.keys), ARTICLES, workers)
    for blocks, account in chain.from_iterable(accounts):
        whole.add(account)
        if mapped is not None:
            whole.accounts[account.key] = account
        yield from _sections(f"article/{account.key}", blocks)
    yield from _sections("register", register_lines(decisions.register, iri, provenance).blocks())
    yield from _sections("derived", _derived(whole, provenance, workers))
    if mapped is not None:
        mapped.whole = whole._replace(told={key: articles[key] for key in decisions.keys})


def _sections(name: str, blocks: Iterable[Block]) -> Iterator[Section]:
    return (Section(name, block) for block in blocks)


def _mapped(some: Iterable[Source], mapper: Mapper) -> list[tuple[list[Block], Account]]:
    """Return the lines of each of these articles, and its account."""
    return [(list(lines.blocks()), account) for lines, account in map(mapper.map, some)]


def _derived(whole: Whole, provenance: str, workers: int) -> Iterator[Block]:
    """Yield the section of what is derived: what follows for events is most of it, and each looks at its own."""
    runs, pieces = Runs(provenance), whole.pieces
    whole.actors.gather()
    for run in spread(partial(_of_events, whole=whole, provenance=provenance), sorted(pieces.events), EVENTS, workers):
        runs.take(run)
    rest = pieces._replace(events=())
    runs.facts(whole.facts(rest))
    runs.state(whole.triples(rest))
    return runs.blocks()


def _of_events(keys: Collection[EventKey], whole: Whole, provenance: str) -> list[Block]:
    lines = Lines(provenance)
    lines.facts(whole.of_events(keys))
    return list(lines.blocks())


def register_lines(register: Register, iri: Mint, provenance: str, only: Set[Ref] | None = None) -> Lines:
    """Return the section of the register, or what in it is of `only` some entries, with the documents."""
    lines = Lines(provenance)
    lines.facts(map_register(register, iri, only))
    lines.state(register_documents(register, iri))
    return lines
