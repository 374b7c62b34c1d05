"""Personal names: folded, parted into given names, fathers' and families' names, and compared part by part."""

from kg.identity.names.blocking import keys, lacks_family
from kg.identity.names.comparison import Compared, Pair, compare, hints
from kg.identity.names.folding import HONORIFICS, bare, fold, slug
from kg.identity.names.parts import Name, Part, parse

__all__ = [
    "HONORIFICS",
    "Compared",
    "Name",
    "Pair",
    "Part",
    "bare",
    "compare",
    "fold",
    "hints",
    "keys",
    "lacks_family",
    "parse",
    "slug",
]
