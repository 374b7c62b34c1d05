"""Names as texts spell them, folded to what is compared."""

import re
import unicodedata
from itertools import islice, product

from anyascii import anyascii

from kg.identity.names.tables import SIMPLE_HONORIFICS
from kg.memory import cached

HONORIFICS = SIMPLE_HONORIFICS
_JOINERS = re.compile(r"[-\u2010-\u2015\u2212'\u2018\u2019\u02bc`.,\s]+")
# letters with signs that plain Latin letters write in more than one way
_WAYS = {
    "ä": ("a", "ae"),
    "ö": ("o", "oe"),
    "ü": ("u", "ue"),
    "ø": ("o", "oe"),
    "å": ("a", "aa"),
    "đ": ("d", "dj"),
    "ş": ("s", "sh"),
    "ș": ("s", "sh"),
    "š": ("s", "sh"),
    "ç": ("c", "ch"),
    "č": ("c", "ch"),
    "ž": ("z", "zh"),
    "ğ": ("g", "gh"),
    "ō": ("o", "ou", "oo", "oh"),
    "ū": ("u", "uu"),
    "ə": ("a", "e"),
    "ı": ("i",),
}
_MOST_SPELLINGS = 16
_LONG_ENOUGH = 5


@cached(1 << 16)
def fold(name: str) -> str:
    """Return the name as it is compared: NFKC, lower case, hyphens, apostrophes, dots and blanks made one blank."""
    return _JOINERS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


@cached(1 << 16)
def bare(name: str) -> str:
    """Return the folded name without leading honorifics (`Sheikh`, `Dr`), unless nothing else is left."""
    parts = fold(name).split(" ")
    while len(parts) > 1 and parts[0] in HONORIFICS:
        parts = parts[1:]
    return " ".join(parts)


def slug(text: str) -> str:
    """Return a readable key: lower-case ASCII letters, digits and hyphens; `x` for a text without any."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:60].strip("-") or "x"


@cached(1 << 16)
def spellings(word: str) -> tuple[str, ...]:
    """Return the ways in which plain lower-case letters write the word, the barest first."""
    if word.isascii():
        return (_letters(word),)
    word = unicodedata.normalize("NFC", word.casefold().replace("i\u0307", "i"))
    ways = [_WAYS.get(letter) or (_letters(anyascii(letter)),) for letter in word]
    if len(word) < _LONG_ENOUGH:  # Koç is not Koch
        ways = [way if way[0] in "aou" else way[:1] for way in ways]
    return tuple(dict.fromkeys(islice(("".join(way) for way in product(*ways)), _MOST_SPELLINGS)))


def plain(word: str) -> str:
    """Return the word in plain lower-case letters, each sign left out."""
    return spellings(word)[0]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
