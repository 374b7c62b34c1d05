"""What changed between two builds, as records: the report of `kg diff` and its JSON."""

import json
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

VERSION = 1
"""Of the JSON; a new one is given when a key changes its meaning."""

Because = Literal["annotation", "premises", "things", ""]


class Triple(Struct, frozen=True):
    """A triple that a fact, a decision or a term gained or lost."""

    subject: str
    """This, predicate and object are terms as N-Triples writes them."""
    predicate: str
    object: str
    words: str
    """The same with labels in place of IRIs."""
    elsewhere: bool
    """Whether the other build has it too, since another fact says so there: then the graph as a whole kept it."""


class Ground(Struct, frozen=True):
    """A part of a fact's provenance that differs."""

    what: Literal["passage", "premise", "attribution", "document", "annotator", "rule", "other"]
    before: tuple[str, ...]
    """In words: `gazette-1 [12–148]`, the key of a premise, the label of whoever says so."""
    after: tuple[str, ...]


class Change(Struct, frozen=True):
    """A fact, a decision, a redirect, or another thing, of which the builds say different things."""

    iri: str
    kind: Literal["fact", "decision", "redirect", "term", "thing"]
    how: Literal["added", "removed", "changed", "provenance"]
    """`provenance`: a fact that says the same on another ground."""
    says: str
    """In words: what is said, in the second build, or in the first where it was removed."""
    because: Because
    """How it hangs together with the edit: it was written there; it follows from what was (its premises, or decisions
    on them); it names a thing of which the edit says something else; or empty where nothing is known."""
    pointer: str = ""
    """Where it is written; empty for what is derived."""
    was: str = ""
    """The IRI of the fact in the first build, where the place of a name in the article is part of the IRI and moved."""
    renamed: bool = False
    """Whether a fact says the same, and only what it speaks of stands under another key: two reports became one event,
    or one became two."""
    gained: tuple[Triple, ...] = ()
    lost: tuple[Triple, ...] = ()
    grounds: tuple[Ground, ...] = ()
    others: tuple[str, ...] = ()
    """Pointers of other edits from which it follows too, at most MOST of them."""


class Edit(Struct, frozen=True):
    """A place in the sources at which something was written, changed or taken out, and all that follows from it."""

    pointer: str
    """`sources/gazette-1.yaml#/events/0`; a file alone where the whole file is new or gone."""
    build: Literal["first", "second"]
    """In which build the pointer leads there: the first where it was taken out."""
    line: int
    """From 1; 0 where the file is not as it was in that build."""
    column: int
    changes: tuple[Change, ...]


class Rows(Struct, frozen=True):
    """A stored query that the builds answer differently; what differs in order alone does not count."""

    query: str
    columns: tuple[str, ...]
    gained: tuple[tuple[str, ...], ...]
    lost: tuple[tuple[str, ...], ...]


class LeftOut(Struct, frozen=True):
    """A stored query that was not asked, and why."""

    query: str
    reason: str


class Diff(Struct, frozen=True):
    """What changed from the first build to the second."""

    first: str
    """The name of the build."""
    second: str
    edits: tuple[Edit, ...] = ()
    rest: tuple[Change, ...] = ()
    """What follows from no edit: another ontology, rule or version, or a cause that the graph does not name."""
    moved: int = 0
    """Facts, decisions and articles that stand elsewhere in their file and are otherwise the same."""
    versions: dict[str, tuple[str, str]] = {}
    """What of the program and the ontology has another version, with both."""
    unlocated: tuple[str, ...] = ()
    """Sources that are not as they were in the build to which a pointer belongs, so that no line is known."""
    queries: tuple[Rows, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both are the same build."""
        return self.first == self.second

    def changes(self) -> Iterator[Change]:
        """Yield all changes, in their order."""
        for edit in self.edits:
            yield from edit.changes
        yield from self.rest


class Document(Struct, frozen=True):
    """The whole report."""

    version: int
    equal: bool
    diff: Diff


def to_json(diff: Diff) -> str:
    """Return the report as indented JSON; all keys are always there."""
    document = msgspec.to_builtins(Document(VERSION, diff.equal, diff))
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    return msgspec.json.schema(Document)
