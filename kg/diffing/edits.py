"""The places in the sources at which something was edited, by the pointers of what changed."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pyoxigraph import Literal

from kg.diffing.changes import Changed, Two
from kg.namespaces import DIP


class Place(NamedTuple):
    """A place at which something was edited. `old`: it is one of the first build, since it was taken out."""

    pointer: str
    old: bool = False

    @property
    def file(self) -> str:
        """The file of the sources."""
        return self.pointer.partition("#")[0]

    def order(self) -> tuple[str, list[tuple[int, str]], bool]:
        """Return what sorts places as they stand in their files."""
        file, _, inside = self.pointer.partition("#")
        steps = [(int(step), "") if re.fullmatch(r"[0-9]{1,9}", step) else (-1, step) for step in inside.split("/")]
        return file, steps, self.old


class Edits:
    """Tells where a change was written.

    `files` gives of a file of the sources whether the first and the second build have it, and whether it is the same
    in both; a change whose pointer leads to a file that is the same was not made there, it follows from another one.
    """

    def __init__(self, two: Two, files: Callable[[str], tuple[bool, bool, bool]]) -> None:
        self._two, self._files = two, files
        self._back = {new: old for old, new in two.moved.items()}

    def of(self, change: Changed) -> list[Place]:
        """Return the places at which a change was made, in their order; none for what follows from others."""
        if self._two.renamed(change):
            return []
        old, new = self._two.pointers(change.iri)
        before, after = {self._now(pointer) for pointer in old}, {Place(pointer) for pointer in new}
        if change.how == "added":
            found = after
        elif change.how == "removed":
            found = before
        else:
            found = before ^ after or after  # of several judgements on one thing, those that came or went
        return sorted({self._whole(place) for place in found if self._edited(place)}, key=Place.order)

    def _now(self, pointer: str) -> Place:
        """Return where a place of the first build is in the second; the place as it was where it was taken out."""
        file, mark, inside = pointer.partition("#")
        steps = inside.split("/")
        now = pointer
        for count in range(len(steps), 0, -1):
            start = "/".join(steps[:count])
            if moved := self._two.moved.get(f"{file}{mark}{start}"):
                now = moved + inside[len(start) :]
                break
        came = self._back.get(now, pointer)
        written = self._two.second.subjects(str(DIP.pointer), Literal(now))
        return Place(now) if written and came == pointer else Place(pointer, old=True)

    def _edited(self, place: Place) -> bool:
        return not self._files(place.file)[2]

    def _whole(self, place: Place) -> Place:
        """Return a file alone where all of it came or went."""
        first, second, _ = self._files(place.file)
        if first != second and (first or second):
            return Place(place.file, old=first)
        return place
