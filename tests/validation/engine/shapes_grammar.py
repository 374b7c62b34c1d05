"""Random shapes over random graphs, as Turtle: all of SHACL Core, and constraints that ask queries."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from tests.validation.engine.faults import falsy, miscompared, misread, written
from tests.validation.engine.material import (
    BLANK,
    CLASSES,
    KINDS,
    LITERALS,
    MESSAGES,
    NODES,
    ON_PATHS,
    PATTERNS,
    SELECTS,
    STORED,
    TO_LITERALS,
    TO_NODES,
)

PREFIXES = (
    "@prefix : <http://e/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)


class Case(NamedTuple):
    """A graph and shapes, as Turtle without prefixes."""

    data: str
    shapes: str


T = TypeVar("T")


class Writer:
    """Writes one case. A named shape refers to those after it alone, so that none leads back to itself."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number
        """Chooses a number, both ends included."""
        alike = self.one(LITERALS)
        fits = [each for each in LITERALS if not miscompared(each, alike) or bool(each.language and alike.language)]
        self.pool = self.some(fits if fits and self.seldom(2) else LITERALS, 1, 7)
        self.may_ask = len({STORED[each] for each in self.pool}) == len(self.pool)

    def one(self, things: Sequence[T]) -> T:
        return things[self.number(0, len(things) - 1)]

    def some(self, things: Sequence[T], least: int, most: int) -> list[T]:
        return list(dict.fromkeys(self.one(things) for _ in range(self.number(least, most) if things else 0)))

    def seldom(self, times: int = 8) -> bool:
        return self.number(1, times) == times

    @property
    def literal(self) -> str:
        return self.one(self.pool).turtle

    @property
    def term(self) -> str:
        return self.literal if self.seldom(2) else self.one(NODES)

    @property
    def predicate(self) -> str:
        return self.one((*TO_NODES, *TO_LITERALS))

    def data(self) -> str:
        lines = []
        for _ in range(self.number(3, 16)):
            subject = self.one((*NODES, *BLANK))
            if self.seldom(2):
                values = " , ".join(dict.fromkeys(self.literal for _ in range(self.number(1, 3))))
                lines.append(f"{subject} {self.one(TO_LITERALS)} {values} .")
            else:
                value = self.literal if self.seldom(4) else self.one((*NODES, *BLANK))
                lines.append(f"{subject} {self.one(TO_NODES)} {value} .")
        typed = range(self.number(1, 6))
        lines += [f"{self.one((*NODES, *BLANK))} a {self.one(CLASSES)} ." for _ in typed]
        below = range(self.number(0, 2))
        lines += [f"{self.one(CLASSES)} rdfs:subClassOf {self.one(CLASSES)} ." for _ in below]
        return "\n".join(dict.fromkeys(lines))

    def path(self, depth: int = 2, *, inverse: bool = False) -> str:
        kind = self.number(1, 10) if depth else 1
        if kind <= 4:
            return self.predicate
        inner = self.path(depth - 1, inverse=inverse or kind in (5, 6))
        if kind <= 6:
            return f"[ sh:inversePath {inner} ]"
        if kind <= 8:
            kind += inverse and kind == 7  # no sequence
            listed = " ".join((inner, *(self.path(depth - 1, inverse=inverse) for _ in range(self.number(1, 2)))))
            return f"( {listed} )" if kind == 7 else f"[ sh:alternativePath ( {listed} ) ]"
        return f"[ sh:{self.one(('zeroOrMorePath', 'oneOrMorePath', 'zeroOrOnePath'))} {inner} ]"

    def shape(self, depth: int, later: list[str], *, prop: bool | None = None) -> str:
        """Return a shape to refer to: a later one by its name, or one between brackets."""
        fits = [name for name in later if prop is None or name.startswith(":P") == prop]
        if fits and self.seldom(3):
            return self.one(fits)
        return f"[ {self.body(depth - 1, later, prop=self.seldom(3) if prop is None else prop)} ]"

    def body(self, depth: int, later: list[str], *, prop: bool) -> str:
        path = (self.one(TO_LITERALS) if self.seldom(2) else self.path()) if prop else ""
        parts = [f"sh:path {path}"] if prop else []
        makers = [*VALUES, *(ON_PROPERTIES if prop else ()), *(NESTED if depth > 0 else ())]
        for _ in range(self.number(1, 3)):
            made = self.one(makers)(self, path, depth, later)
            parts += [part for part in made if not any(_single(part, other) for other in parts)]
        if self.seldom():
            parts.append(f"sh:message {', '.join(self.some(MESSAGES[:2], 1, 2))}")
        if self.seldom():
            parts.append(f"sh:severity {self.one(('sh:Warning', 'sh:Info', 'sh:Violation', ':Grave'))}")
        if self.seldom(15):
            parts.append(f"sh:deactivated {self.one(('true', 'false'))}")
        return " ; ".join(parts)

    def sparql(self, path: str) -> str:
        told = path and not any(map(falsy, self.pool)) and path.count("Path") < 2
        select = self.one([*(ON_PATHS if told else ()), *SELECTS])
        unsafe = "str(" in select and any(STORED[one] != written(one) for one in self.pool)
        if unsafe or (any(mark in select for mark in "*+^") and any(map(falsy, self.pool))):
            select = SELECTS[0]
        select = select.replace("@P", self.predicate).replace("@Q", self.predicate)
        parts = [f'sh:select "{select}"', "sh:prefixes :prefixes"]
        if self.seldom(2):
            plain = any("\\" in one.lexical for one in self.pool)
            parts.append(f"sh:message {', '.join(self.some(MESSAGES[:2] if plain else MESSAGES, 1, 2))}")
        if self.seldom(15):
            parts.append("sh:deactivated true")
        return f"sh:sparql [ {' ; '.join(parts)} ]"

    def targets(self) -> str:
        return " ; ".join(
            self.one((
                f"sh:targetClass {self.one(CLASSES)}",
                f"sh:targetNode {self.one((*NODES, self.literal))}",
                f"sh:targetSubjectsOf {self.predicate}",
                f"sh:targetObjectsOf {self.predicate}",
            ))
            for _ in range(self.number(1, 2))
        )  # fmt: skip

    def bound(self) -> str:
        """Return a literal that none in the graph is compared with wrongly, if there is one."""
        fits = [each for each in LITERALS if not any(miscompared(one, each) for one in self.pool)]
        return self.one([each.turtle for each in fits]) if fits else ""


Made = list[str]


def _lengths(writer: Writer, *_: object) -> Made:
    return [f"sh:{writer.one(('minLength', 'maxLength'))} {writer.number(1, 4)}"]  # least 1: see “minLength 0”


def _pattern(writer: Writer, *_: object) -> Made:
    fits = [p for p in PATTERNS if "$" not in p or not any(one.lexical.endswith("\n") for one in writer.pool)]
    made = [f'sh:pattern "{each}"' for each in writer.some(fits, 1, 2)]
    return [*made, f'sh:flags "{writer.one(("i", "m", "im"))}"'] if writer.seldom(3) else made


def _languages(writer: Writer, *_: object) -> Made:
    tags = [one.language.lower() for one in writer.pool]
    ranges = [r for r in RANGES if "-" not in r or not any(tag.startswith(r.lower().strip('"') + "-") for tag in tags)]
    return [f"sh:languageIn ({' '.join(writer.some(ranges, 0, 3))})".replace("(", "( ").replace(")", " )")]


def _range(writer: Writer, *_: object) -> Made:
    bound = writer.bound()
    name = writer.one(("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"))
    return [f"sh:{name} {bound}"] if bound else []


def _datatype(writer: Writer, *_: object) -> Made:
    wrong = {one.datatype for one in writer.pool if misread(one)}
    names = [one for one in writer.pool if one.datatype not in wrong and not one.language]
    if not names or writer.seldom(4):
        return [f"sh:datatype {writer.one(('xsd:string', 'rdf:langString', ':other'))}"]
    return [f"sh:datatype {writer.one([one.datatype_turtle for one in names])}"]


def _logical(writer: Writer, path: str, depth: int, later: list[str]) -> Made:
    shapes = " ".join(writer.shape(depth, later) for _ in range(writer.number(1, 3)))
    return [f"sh:{writer.one(('and', 'or', 'xone'))} ( {shapes} )"]


def _closed(writer: Writer, *_: object) -> Made:
    listed = " ".join(writer.some((*TO_NODES, *TO_LITERALS, "rdf:type"), 0, 4))
    made = [f"sh:closed {writer.one(('true', 'true', 'false'))}"]
    return [*made, f"sh:ignoredProperties ( {listed} )"] if writer.seldom(2) else made


def _less(writer: Writer, path: str, *_: object) -> Made:
    if path not in TO_LITERALS or any(miscompared(one, other) for one in writer.pool for other in writer.pool):
        return []
    other = writer.one(TO_LITERALS)
    return [f"sh:{writer.one(('lessThan', 'lessThanOrEquals'))} {other}"]


def _siblings(writer: Writer, path: str, depth: int, later: list[str]) -> Made:
    """Return property shapes that count values of a kind, beside each other."""
    path = writer.path(1)
    return [f"sh:property [ sh:path {path} ; {_qualified(writer, depth, later)} ]" for _ in range(writer.number(1, 2))]


def _qualified(writer: Writer, depth: int, later: list[str]) -> str:
    made = [f"sh:qualifiedValueShape {writer.shape(depth, later)}"]
    limits = writer.some(("sh:qualifiedMinCount", "sh:qualifiedMaxCount"), 1, 2)
    made += [f"{limit} {writer.number(0, 2)}" for limit in limits]
    return " ; ".join([*made, "sh:qualifiedValueShapesDisjoint true"] if writer.seldom(2) else made)


RANGES = ('"en"', '"EN"', '"fr"', '"en-GB"', '"fr-CA"', '"*"', '"de"')

VALUES = (
    lambda w, *_: [f"sh:class {w.one(CLASSES)}"],
    _datatype,
    lambda w, *_: [f"sh:nodeKind {w.one(KINDS)}"],
    _range,
    _lengths,
    _pattern,
    _languages,
    lambda w, *_: [f"sh:equals {w.predicate}"],
    lambda w, *_: [f"sh:disjoint {w.predicate}"],
    lambda w, *_: [f"sh:hasValue {w.term}"],
    lambda w, *_: [f"sh:in ( {' '.join(w.term for _ in range(w.number(0, 4)))} )"],
    _closed,
    *(lambda w, path, *_: [w.sparql(path)] if w.may_ask else [],) * 4,
)
ON_PROPERTIES = (
    lambda w, *_: [f"sh:minCount {w.number(0, 3)}"],
    lambda w, *_: [f"sh:maxCount {w.number(0, 2)}"],
    lambda w, *_: ["sh:uniqueLang true"],
    _less,
    _less,
)
NESTED = (
    lambda w, path, depth, later: [f"sh:property {w.shape(depth, later, prop=True)}"],
    lambda w, path, depth, later: [f"sh:property {w.shape(depth, later, prop=True)}"],
    lambda w, path, depth, later: [f"sh:node {w.shape(depth, later, prop=False)}"],
    lambda w, path, depth, later: [f"sh:not {w.shape(depth, later)}"],
    _logical,
    _siblings,
)
SINGLE = frozenset(
    f"sh:{name}"
    for name in [
        "datatype",
        "nodeKind",
        "minCount",
        "maxCount",
        "minLength",
        "maxLength",
        "languageIn",
        "uniqueLang",
        "in",
        "closed",
        "flags",
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "ignoredProperties",
    ]
)
"""What a shape has once at most."""


def _single(part: str, other: str) -> bool:
    return part.split()[0] in SINGLE and part.split()[0] == other.split()[0]


def case(number: Callable[[int, int], int]) -> Case:
    """Write a case by numbers that are chosen."""
    writer = Writer(number)
    data = writer.data()
    names = [f":{writer.one(('S', 'P'))}{i}" for i in range(writer.number(1, 4))]
    shapes = [
        (
            ':prefixes sh:declare [ sh:prefix "" ; sh:namespace "http://e/"^^xsd:anyURI ] , '
            '[ sh:prefix "rdfs" ; sh:namespace "http://www.w3.org/2000/01/rdf-schema#"^^xsd:anyURI ] .'
        )
    ]
    for i, name in enumerate(names):
        prop = name.startswith(":P")
        kind = "sh:PropertyShape" if prop else "sh:NodeShape"
        target = f" ; {writer.targets()}" if i == 0 or not writer.seldom(3) else ""
        shapes.append(f"{name} a {kind}{target} ; {writer.body(3, names[i + 1 :], prop=prop)} .")
    if writer.seldom(4):
        shapes.append(f"{writer.one(CLASSES)} a rdfs:Class , sh:NodeShape ; {writer.body(2, names, prop=False)} .")
    return Case(data, "\n".join(shapes))


@st.composite
def cases(draw: Callable[..., int]) -> Case:
    return case(lambda least, most: draw(st.integers(least, most)))
