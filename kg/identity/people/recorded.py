"""What people have decided on persons: which are the same, which are not, and of which nobody can tell."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, product

from kg.identity.groups import Groups
from kg.identity.register import Ref
from kg.model import Entry, Judgement
from kg.model.differing import unequal


def on_persons(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements on persons, in their order."""
    return tuple(judgement for judgement in judgements if judgement.kind == "person")


class Recorded:
    """The judgements on persons. A thing is a person's key in the register, or `article/name` for one of an article."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.judgements = on_persons(judgements)
        self.groups = Groups[str]()
        self.findings = self.groups.apply((j, j.things) for j in self.judgements)
        self.things = {thing for judgement in self.judgements for thing in judgement.things}
        """All that a judgement speaks of."""
        self._apart: dict[frozenset[str], Judgement] = {}
        for judgement in self.judgements:
            if judgement.verdict != "same":
                for one, other in combinations(judgement.things, 2):
                    self._apart.setdefault(frozenset((one, other)), judgement)

    def differing(self, other: "Recorded") -> set[str]:
        """Return all things of which other judgements say something else, with those that are one with them."""
        judgements = unequal(self.judgements, other.judgements)
        things = {thing for judgement in judgements for thing in judgement.things}
        groups = (each.groups.members.get(each.groups.leader(thing), ()) for each in (self, other) for thing in things)
        return things.union(*groups)

    def entries(self, entries: Iterable[Entry]) -> dict[Ref, Ref]:
        """Return which entries of the register stand for which: those taken as one, for the smallest of their keys."""
        people = {entry.key for entry in entries if entry.kind == "person"}
        found = {}
        for members in self.groups.members.values():
            refs = sorted(Ref("person", member) for member in members if member in people)
            found.update(dict.fromkeys(refs, refs[0]) if len(refs) > 1 else {})
        return found

    def same(self, things: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether a judgement takes one of these things and one of the others as one."""
        leaders = {self.groups.leader(thing) for thing in things}
        return any(self.groups.leader(other) in leaders for other in others)

    def different(self, things: Collection[str], others: Collection[str]) -> bool:
        """Tell whether a judgement keeps one of these things and one of the others apart."""
        return self.why_apart(things, others) is not None

    def splits(self, things: Mapping[str, object]) -> bool:
        """Tell whether a judgement keeps two of these apart. `things`: each key and to whom it belongs."""
        pairs = (tuple(pair) for pair in self._apart)
        return any(one in things and other in things and things[one] != things[other] for one, other in pairs)

    def why_apart(self, things: Collection[str], others: Collection[str]) -> Judgement | None:
        """Return the judgement that keeps one of these things and one of the others apart."""
        if not self._apart:
            return None
        found = (self._apart.get(frozenset(pair)) for pair in product(things, others))
        return next((judgement for judgement in found if judgement), None)
