"""SPARQL queries read as patterns, as far as it takes to ask them in another form and mean the same."""

from kg.sparql.pattern import Query
from kg.sparql.reader import read
from kg.sparql.refused import NotRewritable

__all__ = ["NotRewritable", "Query", "read"]
