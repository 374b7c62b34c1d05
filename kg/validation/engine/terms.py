"""RDF terms as integers: each term once, in its canonical N-Quads form."""

import re
from itertools import count
from typing import NamedTuple

from kg.iris import literal
from kg.namespaces import RDF, XSD

_RDF_LANG_STRING, _XSD_STRING = str(RDF.langString), str(XSD.string)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Literal(NamedTuple):
    """A literal in its parts; the datatype is an IRI, the language a tag in lower case or empty."""

    lexical: str
    datatype: str
    language: str


def literal_of(text: str) -> Literal:
    r"""Return the parts of a literal as N-Quads writes it.

    >>> literal_of('"a \\"b\\""@EN-gb')
    Literal(lexical='a "b"', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', language='en-gb')
    """
    found = _LITERAL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no literal of N-Quads")
    lexical, language, datatype = found.groups()
    if "\\" in lexical:
        lexical = _ESCAPE.sub(_unescape, lexical)
    if language:
        return Literal(lexical, _RDF_LANG_STRING, language.lower())
    return Literal(lexical, datatype or _XSD_STRING, "")


def _unescape(found: re.Match[str]) -> str:
    short, long, one = found.groups()
    return chr(int(short or long, 16)) if short or long else _PLAIN.get(one, one)


class Terms(dict[str, int]):
    """A dictionary of terms: `terms[text]` is the id of a term, new if need be, and `terms.texts[id]` its text.

    Literals that are the same term (RDF 1.1 Concepts, section 3.3) have one id, however they are escaped.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def add(self, text: str) -> int:
        """Return the id of a term whose text is canonical, new if need be."""
        if (number := self.get(text)) is None:
            number = self[text] = len(self.texts)
            self.texts.append(text)
        return number

    def extend(self, texts: list[str]) -> None:
        """Add terms that are new, each once; their texts are canonical."""
        self.update(zip(texts, count(len(self.texts))))
        self.texts += texts

    def __missing__(self, text: str) -> int:
        canonical = text
        if text.startswith('"') and (text[-1] != '"' or "\\" in text):
            lexical, datatype, language = literal_of(text)
            plain = language or datatype == _XSD_STRING
            canonical = literal(lexical, language=language, datatype="" if plain else datatype)
        if canonical != text and canonical in self:
            number = self[canonical]
        else:
            number = self[canonical] = len(self.texts)
            self.texts.append(canonical)
        self[text] = number
        return number
