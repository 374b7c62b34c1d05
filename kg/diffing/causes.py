"""From which edits a change follows: what was written there, what rests on it, and what names the same things.

Causes flow along the premises of facts and along decisions. Of each change no more than MOST of its first causes are
kept, so that the work grows with the links between changes, and not with their pairs.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from kg.diffing.changes import Changed, Two
from kg.diffing.edits import Place
from kg.diffing.result import Because
from kg.namespaces import DCTERMS, DIP, PROV

MOST = 12
"""Causes of one change that are named."""
_ROUNDS = 6
"""What names a thing that changed may be a premise of more; chains of such are no longer than that."""

_DERIVED, _USED = str(PROV.wasDerivedFrom), str(PROV.used)

Ranks = tuple[int, ...]
"""The causes of a change by their place in the order of edits, the first first."""


class Causes:
    """The edits behind each change. `written`: by the IRI of a change, where it was made; empty where it follows."""

    def __init__(self, two: Two, written: Mapping[str, list[Place]]) -> None:
        self._two = two
        self.places = sorted({place for places in written.values() for place in places}, key=Place.order)
        rank = {place: number for number, place in enumerate(self.places)}
        self.of: dict[str, Ranks] = {}
        """The causes of each change that has one."""
        self.because: dict[str, Because] = {}
        for iri, places in written.items():
            if places:
                self.of[iri], self.because[iri] = tuple(rank[place] for place in places), "annotation"
        self._premises: dict[str, set[str]] = {}
        self._follow(self._near, two.changed)
        self._follow(self._all, (iri for iri in two.changed if iri not in self.of))
        for _ in range(_ROUNDS):
            if not self._name():
                break
            self._follow(self._near, two.changed)

    def premises(self, iri: str) -> set[str]:
        """Return the facts on which a fact rests, or that a decision is about, in either build."""
        if iri not in self._premises:
            found = self._two.both(iri, _DERIVED) | self._two.both(iri, _USED)
            self._premises[iri] = {each for each in found if self._two.second.kind(each) == "fact"}
        return self._premises[iri]

    def _near(self, iri: str) -> set[str]:
        """Return the changes from which a change may follow: of its premises, of decisions on it, of what it names."""
        change = self._two.changed[iri]
        found = set(self.premises(iri))
        about = iri
        if change.kind == "redirect":  # a report that is taken for another stands under the key of its own fact
            about = f"{self._two.second.base}fact/{self._two.second.key(iri)}"
            found.add(about)
        if change.kind in ("fact", "redirect"):
            for graph in (self._two.first, self._two.second):
                found |= set(graph.subjects(_USED, about))
        return {each for each in found if each in self._two.changed}

    def _all(self, iri: str) -> set[str]:
        """Return all premises, those too that say the same in both builds."""
        return self.premises(iri)

    def _follow(self, sources: Callable[[str], set[str]], wanted: Iterable[str]) -> None:
        """Let causes flow to what has none yet, along all that it follows from."""
        fixed, ahead, after = set(self.of), deque(wanted), dict[str, list[str]]()
        seen = set(ahead)
        while ahead:
            iri = ahead.popleft()
            if iri in fixed:
                continue
            for source in sources(iri):
                after.setdefault(source, []).append(iri)
                if source not in seen:
                    seen.add(source)
                    ahead.append(source)
        found = {iri: self.of[iri] for iri in sorted(after.keys() & fixed)}
        flowing = deque(found)
        while flowing:
            iri = flowing.popleft()
            for follower in after.get(iri, ()):
                known = found.get(follower, ())
                more = tuple(sorted({*known, *found[iri]})[:MOST])
                if more != known:
                    found[follower] = more
                    flowing.append(follower)
        for iri, ranks in found.items():
            if iri not in fixed and iri in self._two.changed:
                self.of[iri], self.because[iri] = ranks, "premises"

    def _name(self) -> bool:
        """Give causes to what names a thing of which an edit says something else; tell whether there was any."""
        told: dict[str, Ranks] = {}
        for iri, ranks in self.of.items():
            for node in self._two.changed[iri].nodes() | self._decided(iri):
                told[node] = tuple(sorted({*told.get(node, ()), *ranks})[:MOST])
        found: dict[str, Ranks] = {}
        for iri, change in self._two.changed.items():
            if iri not in self.of and (ranks := self._told(change, told)):
                found[iri] = ranks
        self.of |= found
        self.because |= dict.fromkeys(found, "things")
        return bool(found)

    def _told(self, change: Changed, told: Mapping[str, Ranks]) -> Ranks:
        """Return the causes of what is said of the things that a change names, the nearest things first."""
        for nodes in (change.nodes(), change.values(), self._named_by_premises(change.iri)):
            if ranks := {rank for node in nodes for rank in told.get(node, ())}:
                return tuple(sorted(ranks)[:MOST])
        return ()

    def _named_by_premises(self, iri: str) -> set[str]:
        triples = (
            triple
            for premise in self.premises(iri)
            for graph in (self._two.first, self._two.second)
            for triple in graph.triples(premise)
        )
        return {term for subject, _, value in triples for term in (subject, value.value)}

    def _decided(self, iri: str) -> set[str]:
        """Return the things that a decision or a redirect is about."""
        kind = self._two.changed[iri].kind
        if kind == "redirect":
            return self._two.both(iri, str(DCTERMS.isReplacedBy))
        if kind == "decision":
            return self._two.both(iri, str(DIP.resolvedTo)) | self._two.both(iri, str(DIP.rejected))
        return set()
