"""Graphs as the engine holds them."""

from collections.abc import Iterable

from kg.model import Quad
from kg.validation.engine.columns import Columns
from kg.validation.engine.joins import Data
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table


def columns(triples: Iterable[tuple[str, ...]]) -> Columns:
    """Return triples, or quads, of rendered terms as columns."""
    return Table(Quad(*row[:3], "") for row in triples).union()


def store(quads: Iterable[tuple[str, ...]]) -> NeededStore:
    """Return triples or quads as a store that is not loaded yet."""
    table = Table(Quad(*(*row, "")[:4]) for row in quads)
    return NeededStore(Data(table.union(), table))
