"""The invented graph of graph.trig with the ontology, its default graph the union, as a build's store has it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from kg.queries import Query, queries
from kg.resources import ontology_dir, queries_dir
from kg.store.cache import load

GRAPH = Path(__file__).with_name("graph.trig")
ONTOLOGY = NamedNode("https://w3id.org/diplomacy-kg/id/graph/ontology")


def loaded(*trig: str) -> Store:
    """Return a store of the invented graph, the ontology, and further TriG."""
    store = Store()
    store.load(path=str(GRAPH), format=RdfFormat.TRIG)
    prefixes = "".join(line for line in GRAPH.read_text().splitlines(keepends=True) if line.startswith("@"))
    for more in trig:
        store.load((prefixes + more).encode(), format=RdfFormat.TRIG)
    for name in ("diplomacy", "schemes"):
        store.load(path=str(ontology_dir() / f"{name}.ttl"), format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    unite(store)
    return store


def unite(store: Store) -> None:
    """Fill the default graph with the union of the named ones."""
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


@pytest.fixture(scope="session")
def store() -> Store:
    return loaded()


STORED: list[Query] = list(queries(queries_dir()))


@pytest.fixture(scope="session")
def disk_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented graph as a build's store on disk, with a clique of sixty on top."""
    clique = "".join(f"<x:{i}> <x:to> <x:{j}> . " for i in range(60) for j in range(60) if i != j)
    folder = tmp_path_factory.mktemp("store")
    quads = [quad for quad in loaded(f"<x:clique> {{ {clique} }}") if isinstance(quad.graph_name, NamedNode)]
    graph = folder / "graph.nq"
    graph.write_bytes(serialize(quads, format=RdfFormat.N_QUADS))
    load([graph], "", folder / "store")
    return folder / "store"
