"""The register as an index: what a name, a post or a key can mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from kg.identity.names import bare, fold
from kg.model import Entry

ACTORS = ("person", "organization", "state")


class Ref(NamedTuple):
    """A thing of the register: its kind and its key."""

    kind: str
    key: str


class Register:
    """Entries by key and by folded name. A name may mean several entries; then it decides nothing."""

    def __init__(self, entries: Iterable[Entry] = (), same: Mapping[Ref, Ref] | None = None) -> None:
        """`same` maps entries to those for which they are taken, by recorded judgement."""
        self.entries: dict[Ref, Entry] = {}
        self._same = same or {}
        self._names: dict[tuple[str, str], set[Ref]] = defaultdict(set)
        for entry in entries:
            ref = Ref(entry.kind, entry.key)
            self.entries[ref] = entry
            for name in (entry.label, *entry.names):
                self._names[entry.kind, fold(name)].add(ref)
                self._names[entry.kind, bare(name)].add(ref)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def leader(self, ref: Ref) -> Ref:
        """Return the entry for which this one is taken: itself, where no judgement says otherwise."""
        return self._same.get(ref, ref)

    def find(self, name: str, kinds: Iterable[str]) -> tuple[Ref, ...]:
        """Return what the name can mean among these kinds, sorted: by key, by full name, then without honorifics."""
        kinds = tuple(kinds)
        exact = [ref for kind in kinds if (ref := Ref(kind, name)) in self.entries]
        if exact:
            return tuple(map(self.leader, exact))
        for folded in (fold(name), bare(name)):
            found = {self.leader(ref) for kind in kinds for ref in self._names.get((kind, folded), ())}
            if found:
                return tuple(sorted(found))
        return ()

    def find_post(self, name: str, of: Ref | None) -> tuple[Ref, ...]:
        """Return the posts that the name can mean, of a state or an organisation where one is given."""
        found = self.find(name, ("post",))
        if of is None or len(found) == 0:
            return found
        return tuple(ref for ref in found if of.key in self._sides(ref))

    def nearest(self, name: str, kinds: Iterable[str]) -> str | None:
        """Return the registered name that is most like this one, for a message."""
        kinds = tuple(kinds)
        known = {folded: refs for (kind, folded), refs in self._names.items() if kind in kinds}
        close = get_close_matches(fold(name), sorted(known), n=1, cutoff=0.6)
        return self.entries[min(known[close[0]])].label if close else None

    def _sides(self, post: Ref) -> set[str]:
        properties = self.entries[post].properties
        return {properties[p] for p in ("represents", "organization") if p in properties}
