"""Another register, or other judgements on persons: what they reach of what was decided before."""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

import msgspec

from kg.identity.cast import Cast
from kg.identity.people.person import Person
from kg.identity.people.recorded import Recorded
from kg.identity.register import Ref, Register
from kg.model import Annotation

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
"""A string of JSON (RFC 8259, 7)."""


class Amendment:
    """What is said otherwise than before in the register and in judgements on persons."""

    def __init__(
        self,
        old: Register,
        judged: Recorded,
        register: Register,
        recorded: Recorded,
        articles: Mapping[str, Annotation],
        casts: Mapping[str, Cast],
    ) -> None:
        """`old` and `judged` are in the place of the others no more; the articles by key, and casts, as of before."""
        self.register, self.recorded = register, recorded
        self.refs = old.differing(register)
        """Entries of which the register says something else."""
        self.things = judged.differing(recorded)
        """Of whom the judgements say something else: keys of entries, and `article/name`."""
        names = {msgspec.json.encode(name) for name in old.answers_differing(register)}
        self.articles = {key for key, cast in casts.items() if self._reaches(articles[key], cast, names)}
        """Keys of those that may say something else now by themselves."""
        self.articles |= {thing.partition("/")[0] for thing in self.things} & casts.keys()

    def _reaches(self, article: Annotation, cast: Cast, names: Set[bytes]) -> bool:
        if cast.findings or cast.means(self.refs):
            return True
        return bool(names) and not names.isdisjoint(_STRING.findall(msgspec.json.encode(article)))

    @cached_property
    def _keys(self) -> Mapping[str, Set[str]]:
        return {kind: {ref.key for ref in self.refs if ref.kind == kind} for kind in ("post", "state")}

    def bears_on(self, person: Person) -> bool:
        """Tell whether it is about a person: an entry, a post, a state, or a judgement."""
        return (
            not self._keys["post"].isdisjoint(person.posts)
            or not self._keys["state"].isdisjoint(person.sides)
            or not self.things.isdisjoint(person.things)
            or person.entry in self.refs
        )

    def people(self, people: Mapping[Ref, Person]) -> Iterator[Ref]:
        """Yield those whom it is about."""
        return (ref for ref, person in people.items() if self.bears_on(person))
