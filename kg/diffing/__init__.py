"""What changed between two builds: by the edits that caused it, and by the stored queries that answer otherwise."""

from kg.diffing.compare import diff
from kg.diffing.result import Change, Diff, Edit, Ground, LeftOut, Rows, Triple, schema, to_json
from kg.diffing.tree import MOST, tree

__all__ = [
    "MOST",
    "Change",
    "Diff",
    "Edit",
    "Ground",
    "LeftOut",
    "Rows",
    "Triple",
    "diff",
    "schema",
    "to_json",
    "tree",
]
