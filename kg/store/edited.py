"""The graph of a build with some lines changed: only the files that hold these are made anew.

Where files and pieces begin hangs on what they hold alone (`kg.store.parts`, `kg.mapping.cuts`), so what comes out is
what writing the whole graph would give.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from kg.errors import BuildError
from kg.mapping.cuts import begins_block, cut, subject_of
from kg.model import Change, Quad
from kg.store.build import Build
from kg.store.manifest import digest
from kg.store.parts import Part, Piece, files, name, piece_of


class _Held(NamedTuple):
    """A piece, and where it lies: in a file of the build, or here."""

    piece: Piece
    file: int = -1
    place: int = 0
    content: bytes = b""


def _change(lines: list[bytes], removed: Iterable[bytes], added: Iterable[bytes]) -> bool:
    """Take lines out of sorted ones and put lines in; tell whether they were there, and were not."""
    for each in removed:
        place = bisect_left(lines, each)
        if lines[place : place + 1] != [each]:
            return False
        del lines[place]
    for each in added:
        place = bisect_left(lines, each)
        if lines[place : place + 1] == [each]:
            return False
        lines.insert(place, each)
    return True


def _within(subjects: Sequence[bytes], content: bytes) -> Sequence[bytes]:
    """Return those of sorted subjects that can stand in sorted lines, but for the first of these."""
    last = content[content.rfind(b"\n", 0, -1) + 1 :]
    return subjects[bisect_right(subjects, subject_of(content)) : bisect_right(subjects, subject_of(last))]


class Edited:
    """The graph of a build with the lines of some sections changed. Its `parts` are the files, most of them kept.

    Raises BuildError where the build is not what it was when it was written.
    """

    def __init__(self, build: Build, pieces: Iterable[Piece], changes: Mapping[str, Change]) -> None:
        """`pieces` are those of the build, in their order; `changes` goes by the names of sections."""
        self.build, self.changes = build, changes
        self._files = list(build.files.items())
        self._sizes: list[int] = []
        """How many pieces each file has."""
        self._whole: dict[int, bytes] = {}
        """Files that were read, by number."""
        of = groupby(self._placed(pieces), key=lambda each: each.piece.section)
        self._held = list(self._changed({section: list(held) for section, held in of}))
        self.pieces = [each.piece for each in self._held]
        """Those of the graph as it is now."""

    def _placed(self, pieces: Iterable[Piece]) -> Iterator[_Held]:
        for number, some in enumerate(files(pieces)):
            self._sizes.append(len(some))
            place = 0
            for piece in some:
                yield _Held(piece, number, place)
                place += piece.size

    def _changed(self, of: Mapping[str, Sequence[_Held]]) -> Iterator[_Held]:
        """Yield all pieces as they are after the changes. `of`: those of each section, in the order of the sections."""
        articles, shared = ({key for key in of if key.startswith("article/") is yes} for yes in (True, False))
        articles |= {key for key in self.changes if key.startswith("article/")}
        if unknown := self.changes.keys() - articles - shared:
            raise BuildError(f"{self.build.folder}: the build has no section {min(unknown)}; run `kg build` again")
        for key in (*sorted(articles), *(key for key in of if key in shared)):
            change = self.changes.get(key)
            yield from self._section(key, of.get(key, ()), change) if change else of[key]

    def _section(self, key: str, held: Sequence[_Held], change: Change) -> Iterator[_Held]:
        """Yield the pieces of a section with its change."""
        firsts = [each.piece.first for each in held]
        removed, added = (self._by_piece(lines, firsts) for lines in change)
        contents: list[bytes | None] = [None for _ in held] or [b""]
        for number in sorted(removed.keys() | added.keys()):
            lines = self._content(held[number]).splitlines(keepends=True) if held else []
            if not _change(lines, removed[number], added[number]):
                raise BuildError(f"{self.build.folder}: the section {key} is another than it was; run `kg build` again")
            contents[number] = b"".join(lines)
        yield from self._cut(key, held, contents, new={*firsts, *map(subject_of, change.added)})

    def _by_piece(self, lines: Iterable[bytes], firsts: Sequence[bytes]) -> defaultdict[int, set[bytes]]:
        """Return lines by the number of the piece in whose range their subjects lie."""
        found: defaultdict[int, set[bytes]] = defaultdict(set)
        for line in lines:
            found[max(0, bisect_right(firsts, subject_of(line)) - 1)].add(line)
        return found

    def _cut(
        self, key: str, held: Sequence[_Held], contents: Sequence[bytes | None], new: Iterable[bytes]
    ) -> Iterator[_Held]:
        """Cut anew what changed; what no longer begins a piece of its own is put behind the piece before it.

        Inside of what was one piece only a subject can begin one that is `new` there, or was the first of the section.
        """
        begin = sorted(subject for subject in new if begins_block(subject))
        found: list[_Held | bytes] = []
        for number, content in enumerate(contents):
            if content is None:
                found.append(held[number])
            elif content:
                if found and not begins_block(subject_of(content)):
                    before = found.pop()
                    content = (before if isinstance(before, bytes) else self._content(before)) + content
                found.append(content)
        for each in found:
            if isinstance(each, _Held):
                yield each
            elif not any(b"\n" + subject + b" " in each for subject in _within(begin, each)):
                yield _Held(piece_of(key, each), content=each)
            else:
                for block in cut(each.splitlines(keepends=True)):
                    yield _Held(piece_of(key, block.content), content=block.content)

    def _content(self, held: _Held) -> bytes:
        if held.content:
            return held.content
        if held.file not in self._whole:
            path, expected = self._files[held.file]
            content = path.read_bytes()
            if digest(content) != expected:
                raise BuildError(f"{path}: its content was changed; run `kg build` again")
            self._whole[held.file] = content
        return self._whole[held.file][held.place : held.place + held.piece.size]

    @property
    def change(self) -> Change:
        """What changed in all sections together."""
        every = self.changes.values()
        return Change(frozenset().union(*(c.removed for c in every)), frozenset().union(*(c.added for c in every)))

    def parts(self) -> Iterator[Part]:
        """Return the files of the graph, in their order."""
        place = 0
        for number, pieces in enumerate(files(self.pieces), 1):
            held = self._held[place : place + len(pieces)]
            place += len(pieces)
            numbers = {each.file for each in held}
            file = numbers.pop() if len(numbers) == 1 else -1
            kept = self._files[file] if file >= 0 and self._sizes[file] == len(held) else None
            lines = sum(piece.lines for piece in pieces)
            yield Part(name(number, pieces), lines, map(self._content, held), kept)

    def blocks(self, *, without: str = "") -> Iterator[bytes]:
        """Return the sections, all but one of this name, in blocks of whole lines."""
        return (self._content(each) for each in self._held if each.piece.section != without)

    def quads(self) -> Iterator[Quad]:
        """Return the quads of each section."""
        lines = chain.from_iterable(block.decode().split("\n")[:-1] for block in self.blocks())
        return map(Quad.of_line, lines)
