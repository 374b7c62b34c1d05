"""The people to compare: entries of the register, and those whom articles name, as far as they are decided alike."""

from collections import defaultdict
from collections.abc import Container, Iterable

from kg.identity.amendment import Amendment
from kg.identity.people.local import Local
from kg.identity.people.person import Person, of_locals, of_register, signature
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import full_parts
from kg.identity.register import Ref, Register


class Nodes:
    """People by key. Local people who are decided alike (one spelling, posts and states) are one of them."""

    def __init__(self, register: Register, recorded: Recorded) -> None:
        self.people: dict[str, Person] = {}
        self.of: dict[str, str] = {}
        """The key of each local person to that of their own among these."""
        self.judged: dict[str, set[str]] = {}
        """By key: the groups of recorded judgements to which somebody belongs, for those who belong to any."""
        self._register, self._recorded = register, recorded
        self._members: dict[object, dict[str, Local]] = defaultdict(dict)
        self._keys: dict[object, str] = {}
        self._leaders = _leaders(register)
        self._new = set(self._leaders)

    def renew(self, gone: Iterable[Local], come: Iterable[Local], amendment: Amendment | None = None) -> set[str]:
        """Put some for others. Return the keys of people who are new, no more, or told of in other words."""
        changed: set[object] = {*self._new}
        self._new = set()
        for local in gone:
            if not local.rivals:
                place = self._place(local)
                del self._members[place][local.key], self.of[local.key]
                changed.add(place)
        if amendment:
            changed |= self._amend(amendment)
        for local in come:
            if not local.rivals:
                place = self._place(local)
                self._members[place][local.key] = local
                changed.add(place)
        keys = set()
        for place in changed:
            keys.add(self._keys.pop(place, ""))
        for key in keys & self.people.keys():
            del self.people[key]
            self.judged.pop(key, None)
        for place in changed:
            keys |= self._put(place)
        return keys - {""}

    def _amend(self, amendment: Amendment) -> set[Ref]:
        """Go on with another register and other judgements; return the entries that may be others, or no more."""
        self._register, self._recorded = amendment.register, amendment.recorded
        last, self._leaders = self._leaders, _leaders(amendment.register)
        others = {ref for ref in amendment.refs if ref.kind == "person"}
        others |= {self._register.leader(Ref("person", thing)) for thing in amendment.things}
        return {ref for ref in others if ref in last or ref in self._leaders}

    def _put(self, place: object) -> set[str]:
        """Note the person of a place as its members tell of them; return the key, if there is anybody."""
        members = [local for _, local in sorted(self._members[place].items())]
        if isinstance(place, Ref) and place in self._leaders:
            person = of_register(self._register, place, self._leaders[place])
            if members:
                person.take(of_locals(members))
        elif members:
            person = of_locals(members)
        else:
            del self._members[place]
            return set()
        self.of |= {local.key: person.key for local in members}
        self._keys[place], self.people[person.key] = person.key, person
        groups = self._recorded.groups
        judged = {groups.leader(thing) for thing in person.things & self._recorded.things} & groups.members.keys()
        if judged:
            self.judged[person.key] = judged
        return {person.key}

    def _place(self, local: Local) -> object:
        """Return what is equal for those who are decided alike."""
        if local.is_:
            return self._register.leader(local.is_)
        by_day = local.posts and full_parts(local.name) < 2  # who is meant by a short name may hang on the day
        judged = not self._recorded.things.isdisjoint(local.things)
        return local.key if by_day or judged else signature(local)

    def evidence(self, key: str, among: Container[str]) -> tuple[object, ...]:
        """Return all of a person on which decisions among these rest: who is equal in it is decided alike."""
        person = self.people[key]
        met = (self.of.get(other) for other in person.apart)
        return (
            person.entry,
            person.names,
            person.posts,
            person.sides,
            person.span(),
            {post: person.days(post) for post in {held.post for held in person.held}},
            person.called,
            len(person.members) > 1,
            person.things & self._recorded.things,
            {other for other in met if other and other in among},
        )


def _leaders(register: Register) -> dict[Ref, list[Ref]]:
    """Return the people of the register, each with the entries that are taken for them."""
    found: dict[Ref, list[Ref]] = {}
    for ref in register.entries:
        if ref.kind == "person":
            found.setdefault(register.leader(ref), []).append(ref)
    return found
