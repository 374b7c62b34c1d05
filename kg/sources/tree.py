"""A document as a plain tree, with the place of every node. All scalars of YAML are kept as text."""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from kg.errors import SourceError
from kg.model import Finding
from kg.sources.encoding import REFUSED, named
from kg.sources.findings import pointer, steps
from kg.sources.limits import DEPTH, NODES


class Absent:
    """Stands where a value could not be read; what is wrong with it has been said."""


ABSENT: Final = Absent()


class Place(Struct):
    """Where a node stands: lines and columns count from 1, columns in code points."""

    line: int
    column: int
    key_line: int
    """Of the field's name; the same as `line` in a list and at the root."""
    key_column: int
    fields: dict[str, "Place"] | None = None
    items: list["Place"] | None = None

    def follow(self, steps: Sequence[str | int]) -> "Place":
        """Return the place at the end of the steps, or the nearest one above it that exists."""
        place = self
        for step in steps:
            if place.fields is not None and str(step) in place.fields:
                place = place.fields[str(step)]
            elif place.items is not None and _is_index(step) and int(step) < len(place.items):
                place = place.items[int(step)]
            else:
                break
        return place

    def at(self, pointer: str) -> tuple[int, int]:
        """Return line and column of the value at a JSON Pointer, or of what is nearest above it."""
        place = self.follow(steps(pointer))
        return place.line, place.column


class Tree(Struct, frozen=True):
    """A document: its value (dict, list, str; from JSON also int, float, bool), its places, what is wrong."""

    value: Any
    place: Place
    findings: tuple[Finding, ...] = ()


class Growth:
    """Counts what a tree takes while it grows, and collects what is wrong with it."""

    def __init__(self, most: int = NODES) -> None:
        self.most, self.nodes = most, 0
        self.path: list[str | int] = []
        self.findings: list[Finding] = []

    def add(self, depth: int, line: int, column: int) -> None:
        """Count one node. Raises SourceError DK014 or DK015 where a limit is passed."""
        self.nodes += 1
        if self.nodes > self.most:
            raise SourceError(
                "DK015", f"more than {self.most} nodes; a document may have {self.most}", line=line, column=column
            )
        if depth > DEPTH:
            message = f"more than {DEPTH} lists and mappings inside one another; {DEPTH} are allowed"
            raise SourceError("DK014", message, pointer=pointer(self.path), line=line, column=column)

    def wrong(self, code: str, message: str, line: int, column: int, mend: str) -> None:
        """Note a mistake at the present path."""
        self.findings.append(
            Finding(code=code, message=message, line=line, column=column, pointer=pointer(self.path), mend=mend)
        )

    def text(self, text: str, line: int, column: int) -> str | Absent:
        """Return a scalar's text, or ABSENT (DK003) where an escape smuggled in a refused character."""
        found = REFUSED.search(text)
        if not found:
            return text
        self.wrong("DK003", f"{named(found[0])} must not stand in a text", line, column, "Take the character out.")
        return ABSENT

    def no_value(self, line: int, column: int) -> Absent:
        """Note a missing value (DK027)."""
        name = next((step for step in reversed(self.path) if isinstance(step, str)), "the document")
        self.wrong(
            "DK027",
            f"{name!r} has no value",
            line,
            column,
            "Give it a value or take it out; put quotes around the word null if it is meant.",
        )
        return ABSENT

    def twice(self, key: str, line: int, column: int, first: Place) -> None:
        """Note a field that is given twice (DK009)."""
        message = f"the field {key!r} is given twice; the first is in line {first.key_line}, column {first.key_column}"
        self.wrong("DK009", message, line, column, "Keep one of the two; for several values write one list.")


def _is_index(step: str | int) -> bool:
    return isinstance(step, int) or (step.isascii() and step.isdigit() and (step == "0" or step[0] != "0"))
