"""Names of people whom only articles name, and where a name stands that a judgement speaks of."""

from collections.abc import Iterator

from kg.identity import Decisions, Ref
from kg.iris import literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact
from kg.mapping.frame import Frame
from kg.mapping.minting import Mint


class Named:
    """Collects, while the articles are mapped, the facts in which people are named."""

    def __init__(self, decisions: Decisions, iri: Mint) -> None:
        self.at: dict[tuple[str, str], str] = {}
        """Article and pointer of a mention, as far as a judgement speaks of it, to the fact that it gave."""
        self._iri, self._labels = iri, decisions.people.labels
        judged = {thing for judgement in decisions.judgements for thing in judgement.things}
        things = decisions.people.things
        self._places = {things[thing] for thing in judged if thing in things}
        self._first: dict[Ref, str] = {}
        self._spelled: dict[Ref, str] = {}
        """Of each person whom the register lacks: the first mention, and the first one that spells the label."""

    def note(self, facts: list[Fact], frame: Frame) -> None:
        """Remember what the facts of one article give."""
        for fact in facts:
            if fact.rule not in ("participation", "tenure") or not fact.pointer:
                continue
            if self._places and (frame.key, fact.pointer) in self._places:
                self.at[frame.key, fact.pointer] = fact.iri
            resolved = frame.cast.mentions[fact.pointer]
            if resolved.actor and (label := self._labels.get(resolved.actor)):
                if label in (resolved.named_as or ""):
                    self._spelled.setdefault(resolved.actor, fact.iri)
                self._first.setdefault(resolved.actor, fact.iri)

    def facts(self) -> Iterator[Fact]:
        """Yield the name of each person whom the register lacks, from the first mention that spells it so."""
        for ref, label in sorted(self._labels.items()):
            if premise := self._spelled.get(ref) or self._first.get(ref):
                iri = self._iri("fact", "derived", "name", *ref.key.split("/"))
                triple = (self._iri.ref(ref), t.PREF_LABEL, literal(label, language="en"))
                yield Fact(iri, "name", (triple,), derived_from=(premise,))
