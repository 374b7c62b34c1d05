"""Names of people whom only articles name, and where a name stands that a judgement speaks of."""

from collections.abc import Iterator

from kg.identity import Decisions
from kg.iris import literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint
from kg.mapping.frame import Frame


class Named:
    """Collects, while the articles are mapped, the facts in which people are named."""

    def __init__(self, decisions: Decisions, iri: Mint) -> None:
        self.at: dict[tuple[str, str], str] = {}
        """Article and pointer of a mention, as far as a judgement speaks of it, to the fact that it gave."""
        self._decisions, self._iri = decisions, iri
        judged = {thing for judgement in decisions.judgements for thing in judgement.things}
        things = decisions.people.things
        self._places = {things[thing] for thing in judged if thing in things}
        self._first: dict[str, str] = {}
        self._spelled: dict[str, str] = {}
        """Of each person whom the register lacks: the first mention, and the first one that spells the label."""

    def note(self, frame: Frame, facts: list[Fact]) -> None:
        """Remember what the facts of one article give."""
        for fact in facts:
            if fact.rule not in ("participation", "tenure") or fact.passage is None:
                continue
            place = (frame.key, (fact.pointer or "").partition("#")[2].removeprefix(frame.prefix))
            if place in self._places:
                self.at[place] = fact.iri
            resolved = frame.cast.mentions.get(place[1])
            if resolved and resolved.actor and resolved.actor in self._decisions.people.labels:
                person, label = resolved.actor, self._decisions.people.labels[resolved.actor]
                if label in (resolved.named_as or ""):
                    self._spelled.setdefault(person.key, fact.iri)
                self._first.setdefault(person.key, fact.iri)

    def facts(self) -> Iterator[Fact]:
        """Yield the name of each person whom the register lacks, from the first mention that spells it so."""
        for ref, label in sorted(self._decisions.people.labels.items()):
            if premise := self._spelled.get(ref.key) or self._first.get(ref.key):
                person = self._iri(ref.kind, *ref.key.split("/"))
                iri = self._iri("fact", "derived", "name", *ref.key.split("/"))
                triple = (person, t.PREF_LABEL, literal(label, language="en"))
                yield Fact(iri, "name", (triple,), derived_from=(premise,))
