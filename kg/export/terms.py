"""Terms as they are best read: IRIs shortened, literals in their short form, each with the prefixes that it uses."""

import re
from typing import NamedTuple

from kg.namespaces import PREFIXES, SCHEME_IRI, XSD

_PLAIN = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?"
_LOCAL = re.compile(_PLAIN)
"""Local names that need no escape in Turtle (PN_LOCAL); others are written as whole IRIs, which read better."""

_CONCEPT = re.compile(rf"([a-z][a-z0-9-]*)/({_PLAIN})")
_SEGMENT = r"(?!\.{1,2}(?:[/#]|$))[A-Za-z0-9._~%-]+"
_RELATIVE = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*(?:#[A-Za-z0-9._~%=,-]+)?")
"""What stands behind the base and means the same when resolved against it (RFC 3986, section 5.2)."""

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
INTEGER, BOOLEAN, STRING = str(XSD.integer), str(XSD.boolean), str(XSD.string)
_SHORT = {
    INTEGER: re.compile(r"0|-?[1-9][0-9]*"),
    str(XSD.decimal): re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"),
    BOOLEAN: re.compile(r"true|false"),
}
"""Literals that Turtle writes bare: canonical ones, so that no reader rewrites them."""


class Value(NamedTuple):
    """A literal taken apart. `datatype` is an IRI, or nothing for a plain or language-tagged one."""

    text: str
    language: str = ""
    datatype: str = ""

    @property
    def bare(self) -> bool:
        """Whether it can be written without quotes and read back the same."""
        form = _SHORT.get(self.datatype)
        return bool(form and form.fullmatch(self.text))


def value_of(term: str) -> Value:
    """Take a rendered literal apart, its escapes resolved."""
    end = term.rindex('"')
    text, tail = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    return Value(text, tail[1:], "") if tail.startswith("@") else Value(text, "", tail[3:-1])


def _character(match: re.Match[str]) -> str:
    short, long, one = match.groups()
    return chr(int(short or long, 16)) if short or long else _NAMED.get(one, one)


class Names:
    """Shortens IRIs, and remembers the prefixes used. Each scheme of ours is a prefix of its own: `role:host`."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.used: dict[str, str] = {}
        self._prefixes = {iri: prefix for prefix, iri in PREFIXES.items()}

    def prefixed(self, iri: str) -> str:
        """Return `prefix:local`, or nothing where no prefix fits without an escape."""
        if iri.startswith(SCHEME_IRI) and (match := _CONCEPT.fullmatch(iri, len(SCHEME_IRI))):
            scheme, local = match.groups()
            if scheme not in PREFIXES:
                self.used[scheme] = f"{SCHEME_IRI}{scheme}/"
                return f"{scheme}:{local}"
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return ""
        self.used[prefix] = iri[:cut]
        return f"{prefix}:{iri[cut:]}"

    def relative(self, iri: str) -> str:
        """Return what stands behind the base, or nothing where that can't stand alone."""
        if iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return iri[len(self.base) :]
        return ""


class TurtleTerms(dict[str, str]):
    """Rendered terms to terms of Turtle: data relative to the base, vocabulary prefixed, short literals bare."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.names = Names(base)

    def __missing__(self, term: str) -> str:
        """Return a term for Turtle; IRIs are kept, as most come again and again."""
        if term.startswith('"'):
            return self._literal(term)
        iri = term[1:-1]
        relative = self.names.relative(iri)
        self[term] = shown = f"<{relative}>" if relative else self.names.prefixed(iri) or term
        return shown

    def _literal(self, term: str) -> str:
        if not term.endswith(">"):
            return term  # N-Quads and Turtle share strings, escapes and language tags
        value = value_of(term)
        if value.bare:
            return value.text
        return f"{term[: term.rindex('^^') + 2]}{self[f'<{value.datatype}>']}"

    def head(self) -> str:
        """Return the directives for the terms written so far."""
        prefixes = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self.names.used.items())]
        return f"@base <{self.names.base}> .\n" + "".join(prefixes)
