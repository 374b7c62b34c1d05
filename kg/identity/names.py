"""Names as texts spell them, folded to what is compared."""

import re
import unicodedata

from anyascii import anyascii

HONORIFICS = frozenset(
    [
        "sheikh",
        "sheikha",
        "shaikh",
        "ayatollah",
        "hojatoleslam",
        "hojjatoleslam",
        "dr",
        "mr",
        "mrs",
        "ms",
        "h.e.",
        "he",
        "excellency",
        "his",
        "her",
        "general",
        "gen",
        "sir",
        "dame",
        "sayyid",
        "seyed",
        "seyyed",
    ]
)
_JOINERS = re.compile(r"[-\u2010-\u2015\u2212'\u2018\u2019\u02bc`.,\s]+")


def fold(name: str) -> str:
    """Return the name as it is compared: NFKC, lower case, hyphens, apostrophes, dots and blanks made one blank."""
    return _JOINERS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def bare(name: str) -> str:
    """Return the folded name without leading honorifics (`Sheikh`, `Dr`), unless nothing else is left."""
    parts = fold(name).split(" ")
    while len(parts) > 1 and parts[0] in HONORIFICS:
        parts = parts[1:]
    return " ".join(parts)


def slug(text: str) -> str:
    """Return a readable key: lower-case ASCII letters, digits and hyphens; `x` for a text without any."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:60].strip("-") or "x"
