"""What flows after reading: bounds of a time, register entries, judgements, quads, findings and the report."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

Severity = Literal["error", "warning", "info"]

EventKey = tuple[str, str]
"""The article's key and the own id of an event, a statement or a document."""


class When(Struct, frozen=True):
    """A time with its bounds, both inclusive; None where nothing bounds it."""

    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    rule: str | None = None
    """The concept of the scheme `date-rule` by which the bounds were found."""
    part_of_day: str | None = None


class Held(Struct, frozen=True):
    """A post that a person held for sure from one day to another, both inclusive; None where a day is not known."""

    post: str
    earliest: date | None = None
    latest: date | None = None


class Entry(Struct, frozen=True):
    """One entry of the register."""

    kind: str
    """`person`, `organization`, `state`, `post`, `place` or `topic`."""
    key: str
    label: str
    names: tuple[str, ...] = ()
    pointer: str = ""
    """File and place of the entry: `sources/register/people.yaml#/3`."""
    properties: dict[str, str] = field(default_factory=dict)
    holds: tuple[Held, ...] = ()


class Judgement(Struct, frozen=True):
    """A recorded decision of a person: two or more things are the same, or are not, or nobody can tell."""

    kind: Literal["event", "person"]
    verdict: Literal["same", "different", "unsure"]
    things: tuple[str, ...]
    by: str
    on: date
    because: str
    pointer: str = ""


class Quad(NamedTuple):
    """One quad, each term rendered as N-Quads writes it."""

    subject: str
    predicate: str
    object: str
    graph: str

    @classmethod
    def of_line(cls, line: str) -> "Quad":
        """Return the terms of a line as `line` gives it."""
        subject, predicate, rest = line.split(" ", 2)
        value, graph, _ = rest.rsplit(" ", 2)
        return cls(subject, predicate, value, graph)

    def line(self) -> str:
        """Return the quad as one line of N-Quads, with its newline."""
        return f"{self.subject} {self.predicate} {self.object} {self.graph} .\n"


class Block:
    """Lines of N-Quads as they stand in a build: sorted by code points, without repetition, each one quad."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        """`content`: UTF-8."""
        self.content = content

    def __iter__(self) -> Iterator[str]:
        return (f"{line}\n" for line in self.content.decode().split("\n")[:-1])


class Change(NamedTuple):
    """How the lines of a section differ from those that it had: N-Quads in UTF-8, each line with its newline."""

    removed: frozenset[bytes]
    added: frozenset[bytes]


class Location(Struct, frozen=True, omit_defaults=True):
    """A place in a source file and, where it is annotated, in an article."""

    file: str = ""
    line: int = 0
    """Lines and columns count from 1; 0 means the file as a whole."""
    column: int = 0
    pointer: str = ""
    """Place in the annotation, as a JSON Pointer: `/events/0/participants/1`."""
    article: str = ""
    """The key of the article."""
    start: int | None = None
    end: int | None = None
    """Characters of the article's text, end exclusive."""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers]) if self.file else ""

    def order(self) -> tuple[Any, ...]:
        """Sort key: by file, line and column, then by what stands first in the article."""
        return (self.file, self.line, self.column, self.pointer, self.start or 0)


class Finding(Location, frozen=True, omit_defaults=True, kw_only=True):
    """One thing to mend, and where."""

    code: str
    message: str
    severity: Severity = "error"
    focus: str = ""
    path: str = ""
    value: str = ""
    shape: str = ""
    focus_label: str = ""
    value_label: str = ""
    mend: str = ""
    """What to do, in one sentence."""
    also: tuple[Location, ...] = ()
    """Where other articles state the same thing."""

    @property
    def fingerprint(self) -> str:
        """The same for the same mistake, whatever lines were added above it: 16 hexadecimal digits.

        A pointer counts entries, so it is left out where a focus node says what is meant.
        """
        parts = (self.code, self.file, self.focus or self.pointer, self.path, self.value)
        return hashlib.sha256("\x1f".join(parts).encode(errors="backslashreplace")).hexdigest()[:16]

    def order(self) -> tuple[Any, ...]:
        """Sort key: by file, line and column, then by code."""
        return (self.file, self.line, self.column, self.code, self.focus, self.value, self.message)


class ShapeCount(Struct, frozen=True):
    """How many focus nodes a shape had, and how many results it gave."""

    shape: str
    code: str
    name: str
    focus_nodes: int
    results: int


class Report(Struct, frozen=True):
    """What the gate found. `findings` are sorted by `Finding.order`."""

    findings: tuple[Finding, ...] = ()
    shapes: tuple[ShapeCount, ...] = ()
    articles: int = 0
    facts: int = 0
    triples: int = 0
    results_graph: str = ""
    """The W3C validation report, as sorted N-Triples without blank nodes."""

    def at_or_above(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings that are at least as severe."""
        rank = {"info": 0, "warning": 1, "error": 2}
        return tuple(f for f in self.findings if rank[f.severity] >= rank[severity])

    @property
    def conforms(self) -> bool:
        """Whether no finding is an error."""
        return not self.at_or_above("error")
