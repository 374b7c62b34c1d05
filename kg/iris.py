"""Keys to IRIs, and values to N-Quads terms. IRIs are readable, injective and survive a rebuild."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from kg.errors import IriError
from kg.prefixes import DATA_IRI, PREFIXES, SCHEME_IRI

REFUSED = {"Cc", "Cf", "Cs", "Cn"}
"""Control, format, surrogate and unassigned characters (Unicode general categories)."""

_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"
_PLAIN = re.compile(r"(?!\.\.?\Z)[A-Za-z0-9._~-]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""What an IRI begins with (RFC 3986, 3.1)."""
_LANGUAGE = re.compile(r"[A-Za-z]+(-[A-Za-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_INTEGER, _DATE = f"^^<{PREFIXES['xsd']}integer>", f"^^<{PREFIXES['xsd']}date>"


@lru_cache(maxsize=1 << 16)
def segment(key: str) -> str:
    """Return one path segment: all but the unreserved characters of RFC 3986 percent-encoded.

    Raises IriError for an empty key and for control, format, surrogate and unassigned characters.
    """
    if _PLAIN.fullmatch(key):
        return key
    if not key or key in (".", ".."):
        raise IriError(f"{key!r} can't be part of an IRI; give it a name")
    for character in key:
        if unicodedata.category(character) in REFUSED:
            raise IriError(f"U+{ord(character):04X} in {key!r} can't be part of an IRI; take it out")
    return quote(key, safe="-._~")


def mint(kind: str, *keys: str, base: str = DATA_IRI) -> str:
    """Return the IRI of a thing, rendered: `<{base}{kind}/{key}/…>`."""
    return f"<{base}{kind}/{'/'.join(map(segment, keys))}>"


@lru_cache(maxsize=1 << 10)
def concept(scheme: str, key: str) -> str:
    """Return the IRI of a concept of one of our schemes, rendered; blanks become hyphens."""
    return f"<{SCHEME_IRI}{scheme}/{segment(key.replace(' ', '-'))}>"


def address(url: str) -> str:
    """Return a web address as an IRI, rendered; what RFC 3986 does not allow in it is percent-encoded.

    Raises IriError for half a surrogate pair, and for what is relative: without a scheme.
    """
    if not _SCHEME.match(url):
        raise IriError(f"{url!r} can't be an IRI; write it whole, as https://gazette.example/1")
    try:
        return f"<{quote(url, safe=_IN_ADDRESS)}>"
    except UnicodeEncodeError as error:
        raise IriError(f"{url!r} can't be an IRI; take out what is half a character") from error


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    r"""Render a literal in the canonical form of N-Quads (only `\ " LF CR` are escaped).

    Raises IriError for what is no language tag.
    """
    if '"' in text or "\\" in text or "\n" in text or "\r" in text:
        text = text.translate(_ESCAPES)
    if language:
        return f'"{text}"{_tag(language)}'
    return f'"{text}"^^<{datatype}>' if datatype else f'"{text}"'


@lru_cache(maxsize=1 << 10)
def _tag(language: str) -> str:
    if not _LANGUAGE.fullmatch(language):
        raise IriError(f"{language!r} is no language tag; write one as en or fa-ir")
    return f"@{language}"


def line(subject: str, predicate: str, value: str, graph: str) -> str:
    """Return four rendered terms as one line of N-Quads, with its newline."""
    return f"{subject} {predicate} {value} {graph} .\n"


def text_of(rendered: str) -> str:
    """Return the text of a rendered literal, on one line."""
    text = rendered[1 : rendered.rindex('"')]
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda escape: escape[1] if escape[1] in '"\\' else " ", text)


def integer(number: int) -> str:
    """Render an `xsd:integer`."""
    return f'"{number}"{_INTEGER}'


@lru_cache(maxsize=1 << 12)
def day(iso: str) -> str:
    """Render an `xsd:date` from `YYYY-MM-DD`. Raises IriError for anything else."""
    if not _DAY.fullmatch(iso):
        raise IriError(f"{iso!r} is no day; write it as YYYY-MM-DD")
    return f'"{iso}"{_DATE}'
