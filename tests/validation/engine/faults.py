"""What pySHACL and rdflib are known to get wrong: the random cases leave out just that, so that they can be compared.

A literal is a triple of lexical form, local name of an XSD datatype (or a whole IRI), and language.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, parse

PREFIX = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://e/> . "


class Literal(NamedTuple):
    """A literal of the random graphs."""

    lexical: str
    datatype: str = "string"
    language: str = ""

    @property
    def turtle(self) -> str:
        text = self.lexical.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if self.language:
            return f'"{text}"@{self.language}'
        return f'"{text}"' if self.datatype == "string" else f'"{text}"^^{self.datatype_turtle}'

    @property
    def datatype_turtle(self) -> str:
        return self.datatype if ":" in self.datatype else f"xsd:{self.datatype}"


Pair = Callable[[Literal, Literal], bool]
"""Tells of two literals that they are compared wrongly."""


class Fault(NamedTuple):
    """One fault: what is done, and why that is wrong. A fault of literals tells of which ones, or of which pairs."""

    name: str
    does: str
    why: str
    literal: Callable[[Literal], bool] = lambda literal: False
    pair: Pair = lambda one, other: False


NUMBERS = frozenset(
    [
        "integer",
        "decimal",
        "double",
        "float",
        "byte",
        "short",
        "int",
        "long",
        "unsignedByte",
        "unsignedShort",
        "unsignedInt",
        "unsignedLong",
        "nonNegativeInteger",
        "nonPositiveInteger",
        "positiveInteger",
        "negativeInteger",
    ]
)
ORDERED = NUMBERS | {"string", "boolean", "date", "dateTime", "time"}
TIMES = frozenset({"date", "dateTime", "time"})


def kind(literal: Literal) -> str:
    """Return the kind of values among which SPARQL's `<` tells an order; empty where it tells none."""
    if literal.language or literal.datatype not in ORDERED:
        return ""
    return "number" if literal.datatype in NUMBERS else literal.datatype


def zoned(literal: Literal) -> bool:
    return literal.datatype in TIMES and re.search(r"(Z|[+-]\d\d:\d\d)$", literal.lexical) is not None


def ill_typed(literal: Literal) -> bool:
    """Tell whether this is one of the ill-typed literals of the random graphs."""
    return literal in ILL_TYPED


ILL_TYPED = frozenset({
    Literal("x", "integer"), Literal("1.5", "integer"), Literal("300", "byte"), Literal("-1", "nonNegativeInteger"),
    Literal("x", "decimal"), Literal("x", "double"), Literal("maybe", "boolean"), Literal("TRUE", "boolean"),
    Literal("2020-02-30", "date"), Literal("2019-02-29", "date"), Literal("soon", "date"),
    Literal("2020-01-01T25:00:00", "dateTime"), Literal("25:00:00", "time"), Literal("x", "gYear"),
}) | {
    Literal(" 1", "integer"), Literal("1_0", "integer"), Literal("1e3", "decimal"), Literal("inf", "double"),
    Literal("nan", "float"), Literal("1_0", "double"), Literal("2020-01-01T00:00:00", "date"),
    Literal("2020-01-01", "dateTime"), Literal("2020-01-01T00:00", "dateTime"), Literal("12:00", "time"),
}  # fmt: skip

FAULTS = (
    Fault(
        "unlike kinds",
        "rdflib tells an order of literals that are of unlike kinds, by the IRIs of their datatypes",
        "SPARQL 1.1, 17.3: no operator takes them, so that `<` is a type error (17.2) and does not return true; "
        "SHACL 4.3 and 4.5.3: then there is a result",
        pair=lambda one, other: kind(one) != kind(other) or not kind(one),
    ),
    Fault(
        "ill-typed",
        "rdflib tells an order of literals that are ill-typed, by their text or by what Python reads in it",
        "RDF 1.1 Concepts, 3.3: an ill-typed literal has no value; SPARQL 1.1, 17.2",
        pair=lambda one, other: ill_typed(one) or ill_typed(other),
    ),
    Fault(
        "not a number",
        "pySHACL takes NaN for less than any number",
        "XPath Functions, 6.3.2 and 6.3.3 (op:numeric-less-than): comparing with NaN is false",
        pair=lambda one, other: "NaN" in (one.lexical, other.lexical),
    ),
    Fault(
        "zones of dates",
        "rdflib leaves out the time zone of a date",
        "XSD 1.1 part 2, 3.3.9 and E.3.3: a date with a time zone begins at another moment",
        pair=lambda one, other: one.datatype == "date" and (zoned(one) or zoned(other)),
    ),
    Fault(
        "one zone of two",
        "rdflib tells an order of two times of which one has a time zone always, or never",
        "XSD 1.1 part 2, 3.3.7.1: it is known if they are more than 14 hours apart, and else is not",
        pair=lambda one, other: kind(one) in TIMES and zoned(one) != zoned(other),
    ),
    Fault(
        "forms of Python",
        "rdflib takes what Python's int, float, Decimal and fromisoformat take, such as 1_0, 1e3, inf and 2020-01-01 "
        "for a dateTime",
        "XSD 1.1 part 2, 3.3.3.1, 3.3.4.1, 3.3.7.2, 3.3.8.2, 3.3.13.1 and 3.3.17: none is in the lexical space; "
        "RDF 1.1 Concepts, 5.1: white space is not either",
        literal=lambda one: one in FORMS_OF_PYTHON,
    ),
    Fault(
        "years and hours",
        "rdflib takes years beyond 9999 or before 1, and 24:00:00, for ill-typed",
        "XSD 1.1 part 2, 3.3.7.2: a year has four digits or more, and 24:00:00 is the end of a day",
        literal=lambda one: one in YEARS_AND_HOURS,
        pair=lambda one, other: one in YEARS_AND_HOURS or other in YEARS_AND_HOURS,
    ),
    Fault(
        "blank nodes in lessThan",
        "pySHACL stops at a blank node, and compares IRIs as if they were strings",
        "SHACL 4.5.3: where two values can't be compared there is a result; SPARQL 1.1, 17.3: IRIs have no order",
    ),
    Fault(
        "minLength 0",
        "pySHACL lets a blank node pass",
        "SHACL 4.4.1: there is a result where the value node is a blank node",
    ),
    Fault(
        "a final newline",
        "Python's `$` matches before a newline that ends the text",
        "XPath Functions, 5.6.1.1: without the flag m it matches at the end of the whole text alone",
    ),
    Fault(
        "flags",
        "pySHACL knows the flags i and m alone, and takes any other for none",
        "SHACL 4.4.3 with SPARQL 1.1, 17.4.3.14, and XPath Functions, 5.6.1.1: there are s, x and q too",
    ),
    Fault(
        "long tags",
        "pySHACL holds a range to the whole tag or to its first part",
        "SPARQL 1.1, 17.4.3.3 with RFC 4647, 3.3.1: en-GB takes in en-GB-oed",
    ),
    Fault(
        "the other true",
        'pySHACL takes "1"^^xsd:boolean for true in sh:uniqueLang, sh:closed and sh:deactivated',
        "SHACL 4.4.5, 4.8.1 and 2.1.5 say `true`, a term; the W3C's test uniqueLang-002 holds them to it",
    ),
    Fault(
        "rdfs:Resource",
        "pySHACL lets `rdf:type rdfs:Resource` pass a closed shape",
        "SHACL 4.8.1: each triple whose predicate is not listed gives a result",
    ),
    Fault(
        "datatypes of all",
        "pySHACL takes any literal for one of the datatype rdfs:Literal, or rdfs:Datatype",
        "SHACL 4.1.2: the literal's datatype has the same IRI",
    ),
    Fault(
        "inverse of a sequence",
        "pySHACL follows the parts from the first to the last, each backwards",
        "SHACL 2.3.1.3 with SPARQL 1.1, 9.3 and 18.4: ^(a/b) is ^b/^a",
    ),
    Fault(
        "inverse of an inverse",
        "pySHACL writes a path within a path for $PATH without brackets, as ^^ or ?+, which is no SPARQL",
        "SPARQL 1.1, 19.8, rules 91 to 94: a second ^ needs brackets",
    ),
    Fault(
        "what Python takes for false",
        "rdflib takes an empty string, zero and false at the end of a path for a variable that is not bound",
        "SPARQL 1.1, 18.4: a path is evaluated from the term that is there",
    ),
    Fault(
        "STR of blank nodes",
        "rdflib gives the label of a blank node",
        "SPARQL 1.1, 17.4.2.5: STR takes a literal or an IRI; anything else is an error",
    ),
    Fault(
        "one in the store",
        "Oxigraph holds a number or a time as a value, so that of two that it writes in one form it knows one, and STR "
        "gives that form: this is our own engine's limit, of sh:sparql alone",
        "RDF 1.1 Concepts, 3.3: literals are the same term only if they are written alike",
    ),
    Fault(
        "no steps outside of the graph",
        "Oxigraph gives nothing for a path of no steps from a node that is in no triple: again a limit of ours",
        "SPARQL 1.1, 18.4 (ZeroLengthPath): a term is at the end of such a path from itself, in the graph or not",
    ),
    Fault(
        "backslashes in messages",
        "pySHACL reads a value that it puts into a message as a template of Python's re.sub",
        "SHACL 5.3.2: the value is put in the place of {?name}",
    ),
    Fault(
        "languages of messages",
        "pySHACL takes the language from the messages of a query",
        "SHACL 5.3.2: they are the values of sh:message; 3.6.2.6: literals with a language tag, or strings",
    ),
)

FORMS_OF_PYTHON = frozenset({
    Literal(" 1", "integer"), Literal("1_0", "integer"), Literal("1e3", "decimal"), Literal("inf", "double"),
    Literal("nan", "float"), Literal("1_0", "double"), Literal("2020-01-01T00:00:00", "date"),
    Literal("2020-01-01", "dateTime"), Literal("2020-01-01T00:00", "dateTime"), Literal("12:00", "time"),
})  # fmt: skip

YEARS_AND_HOURS = frozenset({
    Literal("12020-01-01", "date"), Literal("-0044-03-15", "date"), Literal("0000-01-01", "date"),
    Literal("2020-01-01T24:00:00", "dateTime"), Literal("24:00:00", "time"),
})  # fmt: skip


def _quad(literal: Literal) -> Quad:
    return next(iter(parse(f"{PREFIX}<x:s> <x:p> {literal.turtle} .", format=RdfFormat.TURTLE)))


def written(literal: Literal) -> str:
    """Return a literal as N-Triples writes it."""
    return str(_quad(literal).object)


def stored(literal: Literal) -> str:
    """Return a literal in the form in which Oxigraph holds it."""
    store = Store()
    store.add(_quad(literal))
    return str(next(iter(store)).object)


def falsy(literal: Literal) -> bool:
    """Tell whether Python takes the value of a literal for false."""
    return literal.datatype == "boolean" or literal.lexical in ("", "0", "-0")


def misread(literal: Literal) -> bool:
    """Tell whether rdflib mistakes whether a literal is well-formed."""
    return any(fault.literal(literal) for fault in FAULTS)


def miscompared(one: Literal, other: Literal) -> bool:
    """Tell whether rdflib, or pySHACL, mistakes the order of two literals."""
    return any(fault.pair(one, other) for fault in FAULTS)
