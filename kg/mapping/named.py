"""Names of people whom only articles name, and where a name stands that a judgement speaks of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.identity import Decisions, Ref
from kg.iris import literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact
from kg.mapping.frame import Frame
from kg.mapping.minting import Mint


class Naming(NamedTuple):
    """The facts in which somebody is named first."""

    first: str
    spelled: str
    """The first one that spells the label; empty if none does."""


class Named:
    """Finds the facts of an article in which people are named."""

    def __init__(self, decisions: Decisions) -> None:
        self._labels, self._places = decisions.people.labels, judged_places(decisions)

    def of(self, facts: Iterable[Fact], frame: Frame) -> tuple[dict[Ref, Naming], dict[tuple[str, str], str]]:
        """Return the naming of each person whom the register lacks, and the facts that judgements speak of.

        The latter go by article and pointer.
        """
        names: dict[Ref, Naming] = {}
        judged: dict[tuple[str, str], str] = {}
        for fact in facts:
            if fact.rule not in ("participation", "tenure") or not fact.pointer:
                continue
            if self._places and (frame.key, fact.pointer) in self._places:
                judged[frame.key, fact.pointer] = fact.iri
            resolved = frame.cast.mentions[fact.pointer]
            if resolved.actor and (label := self._labels.get(resolved.actor)):
                spelled = fact.iri if label in (resolved.named_as or "") else ""
                name(names, {resolved.actor: Naming(fact.iri, spelled)})
        return names, judged


def judged_places(decisions: Decisions) -> set[tuple[str, str]]:
    """Return article and pointer of each mention that a judgement speaks of."""
    judged = {thing for judgement in decisions.judgements for thing in judgement.things}
    things = decisions.people.things
    return {things[thing] for thing in judged if thing in things}


def name(names: dict[Ref, Naming], more: Mapping[Ref, Naming]) -> None:
    """Add to `names` what comes after it."""
    for ref, naming in more.items():
        known = names.setdefault(ref, naming)
        if naming.spelled and not known.spelled:
            names[ref] = Naming(known.first, naming.spelled)


def map_names(
    people: Iterable[Ref], labels: Mapping[Ref, str], names: Mapping[Ref, Naming], iri: Mint
) -> Iterator[Fact]:
    """Yield the name of each of these people, from the first mention that spells it so."""
    for ref in sorted(people):
        if naming := names.get(ref):
            fact = iri("fact", "derived", "name", *ref.key.split("/"))
            triple = (iri.ref(ref), t.PREF_LABEL, literal(labels[ref], language="en"))
            yield Fact(fact, "name", (triple,), derived_from=(naming.spelled or naming.first,))
