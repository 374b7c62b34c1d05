"""The register as an index: what a name, a post or a key can mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from kg.identity.names import bare, fold
from kg.identity.wording import without_state, wording
from kg.model import Entry

WORDED = ("organization", "state", "post")
"""Kinds whose names are compared by their words as well; people's never are."""
ACTORS = ("person", "organization", "state")


class Ref(NamedTuple):
    """A thing of the register: its kind and its key."""

    kind: str
    key: str
    """A key of the register; `article/name` for a person whom only articles name."""

    @property
    def segment(self) -> str:
        """The key as one segment of the IRI of something else."""
        return self.key.replace("/", ".")


class Register:
    """Entries by key and by folded name. A name may mean several entries; then it decides nothing."""

    def __init__(self, entries: Iterable[Entry] = (), same: Mapping[Ref, Ref] | None = None) -> None:
        """`same` maps entries to those for which they are taken, by recorded judgement."""
        self.entries: dict[Ref, Entry] = {}
        self._same = same or {}
        self._names: dict[tuple[str, str], set[Ref]] = defaultdict(set)
        self._words: dict[tuple[str, tuple[str, ...]], set[Ref]] = defaultdict(set)
        self._found: dict[tuple[str, tuple[str, ...]], tuple[Ref, ...]] = {}
        """What was found for a name among some kinds: articles name the same things over and over."""
        self._posts: dict[tuple[str, Ref | None], tuple[Ref, ...]] = {}
        for entry in entries:
            ref = Ref(entry.kind, entry.key)
            self.entries[ref] = entry
            for name in (entry.label, *entry.names):
                self._names[entry.kind, fold(name)].add(ref)
                self._names[entry.kind, bare(name)].add(ref)
                if entry.kind in WORDED:
                    self._words[entry.kind, wording(name)].add(ref)
        for post in (ref for ref in self.entries if ref.kind == "post"):
            for name in (self.entries[post].label, *self.entries[post].names):
                if words := without_state(wording(name), self._state_names(post)):
                    self._words["post", words].add(post)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def equals(self, other: "Register") -> bool:
        """Tell whether another register has equal entries, and takes the same ones for each other."""
        return self is other or (self.entries == other.entries and self._same == other._same)

    def differing(self, other: "Register") -> set[Ref]:
        """Return the entries of which another register says something else, or of what they belong to.

        Where an entry stands in its file makes no difference.
        """
        if self.equals(other):
            return set()
        found = {ref for ref in self.entries.keys() | other.entries.keys() if self._says(ref) != other._says(ref)}
        found |= {register.leader(ref) for register in (self, other) for ref in found}
        come = found
        while come:
            keys = {ref.key for ref in come}
            come = {ref for each in (self, other) for ref, entry in each.entries.items() if _names(entry, keys)} - found
            found |= come
        return found

    def retold(self, other: "Register") -> set[Ref]:
        """Return the entries of which another register says something else, or at another place in their file.

        With them come all that are taken for one of these: what is said of somebody stands in several then.
        """
        every = self.entries.keys() | other.entries.keys()
        found = {ref for ref in every if self._placed(ref) != other._placed(ref)}
        leaders = {register.leader(ref) for register in (self, other) for ref in found}
        return {ref for ref in every if {self.leader(ref), other.leader(ref)} & leaders}

    def _placed(self, ref: Ref) -> object:
        return self.entries.get(ref), self.leader(ref)

    def answers_differing(self, other: "Register") -> set[str]:
        """Return the names that were looked up here and mean something else in another register."""
        found = {asked[0] for asked, refs in self._found.items() if other.find(*asked) != refs}
        return found | {asked[0] for asked, refs in self._posts.items() if other.find_post(*asked) != refs}

    def _says(self, ref: Ref) -> object:
        entry = self.entries.get(ref)
        return entry and (replace(entry, pointer=entry.pointer.partition("#")[0]), self.leader(ref))

    def leader(self, ref: Ref) -> Ref:
        """Return the entry for which this one is taken: itself, where no judgement says otherwise."""
        return self._same.get(ref, ref)

    def find(self, name: str, kinds: Iterable[str]) -> tuple[Ref, ...]:
        """Return what the name can mean among these kinds, sorted.

        By key, by full name, without honorifics, and for institutions and posts by the same words in another order.
        """
        asked = name, tuple(kinds)
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, name: str, kinds: tuple[str, ...]) -> tuple[Ref, ...]:
        exact = [ref for kind in kinds if (ref := Ref(kind, name)) in self.entries]
        if exact:
            return tuple(map(self.leader, exact))
        for folded in (fold(name), bare(name)):
            found = {self.leader(ref) for kind in kinds for ref in self._names.get((kind, folded), ())}
            if found:
                return tuple(sorted(found))
        words = wording(name)
        return tuple(sorted({self.leader(ref) for kind in kinds for ref in self._words.get((kind, words), ())}))

    def find_post(self, name: str, of: Ref | None) -> tuple[Ref, ...]:
        """Return the posts that the name can mean, of a state or an organisation where one is given."""
        if (name, of) not in self._posts:
            self._posts[name, of] = self._find_post(name, of)
        return self._posts[name, of]

    def _find_post(self, name: str, of: Ref | None) -> tuple[Ref, ...]:
        found = self.find(name, ("post",))
        if of is None:
            return found
        own = tuple(ref for ref in found if of.key in self._sides(ref))
        if own:
            return own
        words = without_state(wording(name), self._called(of))
        return tuple(sorted(ref for ref in self._words.get(("post", words), ()) if of.key in self._sides(ref)))

    def nearest(self, name: str, kinds: Iterable[str]) -> str | None:
        """Return the registered name that is most like this one, for a message."""
        kinds = tuple(kinds)
        known = {folded: refs for (kind, folded), refs in self._names.items() if kind in kinds}
        close = process.extractOne(fold(name), sorted(known), scorer=fuzz.ratio, score_cutoff=60)
        return self.entries[min(known[close[0]])].label if close else None

    def side(self, ref: Ref) -> str | None:
        """Return the key of the state that a post, a ministry or a state stands for, or of an organisation of none."""
        if ref not in self.entries:
            return None
        about = self.entries[ref].properties
        if ref.kind == "post":
            body = about.get("represents") or about.get("organization")
            return self.side(self._body(body)) if body else None
        return about.get("of", ref.key) if ref.kind in ("organization", "state") else None

    def state(self, ref: Ref) -> str | None:
        """Return the key of the state that something stands for, or None if it stands for none."""
        side = self.side(ref)
        return side if side and Ref("state", side) in self.entries else None

    def single(self, post: str) -> bool:
        """Tell whether only one person holds the post at a time."""
        return self.entries[Ref("post", post)].properties.get("single") == "true"

    def _body(self, key: str) -> Ref:
        refs = (Ref(kind, key) for kind in ("state", "organization"))
        return next((ref for ref in refs if ref in self.entries), Ref("state", key))

    def _state_names(self, post: Ref) -> list[str]:
        return [name for key in self._sides(post) for name in self._called(self._body(key))]

    def _called(self, body: Ref) -> list[str]:
        entry = self.entries.get(body)
        return [entry.label, *entry.names] if entry else []

    def _sides(self, post: Ref) -> set[str]:
        properties = self.entries[post].properties
        return {properties[p] for p in ("represents", "organization") if p in properties}


def _names(entry: Entry, keys: Set[str]) -> bool:
    """Tell whether an entry names one of these keys: that to which it belongs, or a post."""
    return not keys.isdisjoint(entry.properties.values()) or any(held.post in keys for held in entry.holds)
