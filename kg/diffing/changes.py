"""What two builds say differently, thing by thing: facts with their provenance, decisions, redirects, terms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kg.explain.graph import Graph
from kg.model import Quad
from kg.namespaces import DCTERMS, DIP, RDF
from kg.store import nquads

Kind = Literal["fact", "decision", "redirect", "term", "thing"]
How = Literal["added", "removed", "changed", "provenance"]

_POINTER = f"<{DIP.pointer}>"
_REPLACED = f"<{DCTERMS.isReplacedBy}>"
_TYPE = f"<{RDF.type}>"


@dataclass
class Changed:
    """A thing of which two builds say different things."""

    iri: str
    kind: Kind
    how: How = "changed"
    lost: list[Quad] = field(default_factory=list)
    """What it says in the first build only; of a fact, its triples."""
    gained: list[Quad] = field(default_factory=list)
    before: list[Quad] = field(default_factory=list)
    """Of a fact: its provenance in the first build only, without its pointer."""
    after: list[Quad] = field(default_factory=list)
    was: str = ""
    """The IRI under which the first build has the same fact: the place of a name is part of it."""

    def nodes(self) -> set[str]:
        """Return the things of which it says something else now."""
        return {quad.subject[1:-1] for quad in (*self.lost, *self.gained)}

    def values(self) -> set[str]:
        """Return the things that it names differently now."""
        return {quad.object[1:-1] for quad in (*self.lost, *self.gained) if quad.object.startswith("<")}


class Two:
    """Both builds as graphs to look things up in, and what of them differs."""

    def __init__(self, first: Graph, second: Graph, lost: Iterable[str], gained: Iterable[str]) -> None:
        self.first, self.second = first, second
        self.changed: dict[str, Changed] = {}
        """By IRI, in its order; what differs by its pointer alone is left out."""
        self.redirects: dict[str, str] = {}
        """From the key of what was or is replaced, in one of the builds, to the key under which it stands there."""
        self.moved: dict[str, str] = {}
        """From pointers of the first build to those of the second, where what is written there stayed the same."""
        self.shifted = 0
        """How many facts, decisions and articles moved in their files and are otherwise the same."""
        found: dict[str, Changed] = {}
        pointers: dict[str, tuple[list[str], list[str]]] = {}
        for lines, graph, old in ((lost, first, True), (gained, second, False)):
            for line in lines:
                self._sort(nquads.split(line), graph, old, found, pointers)
        for iri in sorted(found.keys() | pointers.keys()):
            before, after = pointers.get(iri, ([], []))
            if before and len(before) == len(after):
                self.moved.update(zip(before, after, strict=True))
            change = found.get(iri)
            if change:
                change.how = self._how(change)
                self.changed[iri] = change
            elif len(before) == len(after):
                self.shifted += 1
            else:
                self.changed[iri] = Changed(iri, self._kind(iri, ""))

    def _sort(
        self,
        quad: Quad,
        graph: Graph,
        old: bool,
        found: dict[str, Changed],
        pointers: dict[str, tuple[list[str], list[str]]],
    ) -> None:
        """Put a quad to the thing of which it tells."""
        where, subject = quad.graph[1:-1], quad.subject[1:-1]
        provenance = where == f"{graph.base}graph/provenance"
        if provenance and quad.predicate == _POINTER:
            sides = pointers.setdefault(subject, ([], []))
            sides[0 if old else 1].append(quad.object[1:-1])
            return
        if provenance and "#char=" in subject:
            return  # a passage goes with the facts that rest on it
        if graph.kind(where) == "fact":
            change = found.setdefault(where, Changed(where, "fact"))
        elif provenance:
            change = found.setdefault(subject, Changed(subject, self._kind(subject, quad.predicate)))
        else:
            change = found.setdefault(subject, Changed(subject, "term"))
        if quad.predicate == _REPLACED:
            self.redirects[graph.key(subject)] = graph.key(quad.object[1:-1])
        if provenance and change.kind == "fact":
            (change.before if old else change.after).append(quad)
        else:
            (change.lost if old else change.gained).append(quad)

    def _kind(self, iri: str, predicate: str) -> Kind:
        kind = self.first.kind(iri) or self.second.kind(iri)
        if predicate == _REPLACED:
            return "redirect"
        return "fact" if kind == "fact" else "decision" if kind == "resolution" else "thing"

    def _how(self, change: Changed) -> How:
        if change.kind == "fact" and not change.lost and not change.gained:
            return "provenance"
        if change.kind == "redirect":
            return "added" if not change.lost else "removed" if not change.gained else "changed"
        if not change.lost and not self.first.properties(change.iri):
            return "added"
        return "removed" if not change.gained and not self.second.properties(change.iri) else "changed"

    def both(self, thing: str, predicate: str) -> set[str]:
        """Return the things or words that a thing has as this property in either build."""
        return {value.value for graph in (self.first, self.second) for value in graph.values(thing, predicate)}

    def pointers(self, thing: str) -> tuple[list[str], list[str]]:
        """Return where a thing is written in the first build and in the second."""
        first, second = ([v.value for v in g.values(thing, str(DIP.pointer))] for g in (self.first, self.second))
        return first, second

    def canonical(self, term: str) -> str:
        """Return an IRI, rendered, as it is when what was replaced in either build stands under its new key.

        An IRI is made of the keys of the things that it links: `participation/gazette-2/meeting/host/ada-lindqvist`.
        """
        if not term.startswith("<") or not self.redirects:
            return term
        parts, done = term[1:-1].split("/"), list[str]()
        at = 0
        while at < len(parts):
            for length in (3, 2, 1):
                now = self.redirects.get("/".join(parts[at : at + length]))
                if now is not None and at + length <= len(parts):
                    done.append(now)
                    at += length
                    break
            else:
                done.append(parts[at])
                at += 1
        return "/".join(done)

    def renamed(self, change: Changed) -> bool:
        """Tell whether a fact says the same of a thing that stands under another key now, and nothing else."""
        if change.kind != "fact" or not change.lost or change.before or change.after:
            return False
        said = ({tuple(map(self.canonical, quad[:3])) for quad in quads} for quads in (change.lost, change.gained))
        return next(said) == next(said)
