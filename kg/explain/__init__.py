"""Why something stands in the graph, and why something else does not: as a tree, in words and as JSON."""

from kg.explain.absent import why_not_fact
from kg.explain.beside import changed, texts_of
from kg.explain.cards import Sources
from kg.explain.tree import Step, schema, to_json, to_text
from kg.explain.why import MOST, why
from kg.explain.why_not import why_not

__all__ = [
    "MOST",
    "Sources",
    "Step",
    "changed",
    "schema",
    "texts_of",
    "to_json",
    "to_text",
    "why",
    "why_not",
    "why_not_fact",
]
