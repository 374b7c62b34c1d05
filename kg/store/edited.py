"""The graph of a build or of a draft with some lines changed: only the files that hold these are made anew.

Where files and pieces begin hangs on what they hold alone (`kg.store.parts`, `kg.mapping.cuts`), so what comes out is
what writing the whole graph would give.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, groupby
from typing import NamedTuple

from kg.errors import BuildError
from kg.mapping.cuts import begins_block, cut, subject_of
from kg.model import Change, Quad
from kg.store.build import Build
from kg.store.draft import Draft
from kg.store.manifest import digest
from kg.store.parts import Layout, Part, Piece, files, is_article, name, piece_of


class _Held(NamedTuple):
    """A piece, and where it lies: in a file of what was edited, or here."""

    piece: Piece
    file: int = -1
    place: int = 0
    content: bytes = b""


class _Range(NamedTuple):
    """Files, the last one included, and the changed sections of which lines stand in them, or would."""

    first: int
    last: int
    sections: tuple[str, ...]


_Part = int | list[_Held]
"""A file of what was edited by its number, or the pieces of a file that is made anew."""


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
    """The graph of a build, or of a draft that was refused, with the lines of some sections changed.

    Its `parts` are the files, most of them kept where there is a build. Raises BuildError where that is not what it
    was when it was written.
    """

    def __init__(self, graph: Build | Draft, layout: Layout, changes: Mapping[str, Change]) -> None:
        """`layout` is that of the graph; `changes` goes by the names of sections."""
        self.build = graph if isinstance(graph, Build) else None
        self.changes = changes
        self._graph = graph
        self._files = list(graph.files.items()) if isinstance(graph, Build) else []
        self._before = layout
        self._whole: dict[int, bytes] = {}
        """Files that were read, by number."""
        self._parts = self._cut_anew()
        self.layout: Layout = tuple(self._pieces(part) for part in self._parts)
        """That of the graph as it is now."""

    def _pieces(self, part: _Part) -> tuple[Piece, ...]:
        return self._before[part] if isinstance(part, int) else tuple(each.piece for each in part)

    def _cut_anew(self) -> list[_Part]:
        """Return the files of the graph: those that no change reaches by their numbers, others by what they hold."""
        parts, done = list[_Part](), 0
        for first, last, sections in self._ranges():
            parts += range(done, first)
            done = last + 1
            held = list(self._changed(sections, chain.from_iterable(map(self._placed, range(first, done)))))
            before = self._pieces(parts[-1])[-1] if parts else None
            place = 0
            for some in files((each.piece for each in held), before):
                parts.append(held[place : place + len(some)])
                place += len(some)
        return [*parts, *range(done, len(self._before))]

    def _ranges(self) -> list[_Range]:
        """Return the ranges that changes reach, in order; no file is in two of them.

        The first piece of a range stays what it is, unless no file is before it, so that it goes on to begin a file.
        """
        firsts = [pieces[0].section for pieces in self._before]
        articles = sum(map(is_article, firsts))
        found = list[_Range]()
        for key in sorted(self.changes, key=lambda key: (not is_article(key), key)):
            if is_article(key):
                place = bisect_left(firsts, key, 0, articles)
                ends = max(0, place - 1), max(0, bisect_right(firsts, key, place, articles) - 1)
            elif key in firsts:
                ends = firsts.index(key), len(firsts) - 1 - firsts[::-1].index(key)
            else:
                raise BuildError(f"{self._name}: it has no section {key}; run `kg build` again")
            found.append(_Range(*ends, (key,)))
        joined = list[_Range]()
        for each in sorted(found):
            if joined and each.first <= joined[-1].last:
                last = joined.pop()
                joined.append(_Range(last.first, max(last.last, each.last), (*last.sections, *each.sections)))
            else:
                joined.append(each)
        return joined

    def _placed(self, number: int) -> Iterator[_Held]:
        place = 0
        for piece in self._before[number]:
            yield _Held(piece, number, place)
            place += piece.size

    def _changed(self, changed: Iterable[str], held: Iterable[_Held]) -> Iterator[_Held]:
        """Yield the pieces of a range as they are after the changes."""
        of = {section: list(some) for section, some in groupby(held, key=lambda each: each.piece.section)}
        every = of.keys() | changed
        for key in (*sorted(filter(is_article, every)), *(key for key in of if not is_article(key))):
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
                raise BuildError(f"{self._name}: the section {key} is another than it was; run `kg build` again")
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
            self._whole[held.file] = self._read(held.file)
        return self._whole[held.file][held.place : held.place + held.piece.size]

    def _read(self, number: int) -> bytes:
        if isinstance(self._graph, Draft):
            first, end = self._places[number : number + 2]
            return b"".join(self._graph.read(first, end - first))
        path, expected = self._files[number]
        content = path.read_bytes()
        if digest(content) != expected:
            raise BuildError(f"{path}: its content was changed; run `kg build` again")
        return content

    @cached_property
    def _places(self) -> list[int]:
        """Where in a draft each file begins, and where the last one ends."""
        return list(accumulate((sum(piece.size for piece in pieces) for pieces in self._before), initial=0))

    @property
    def _name(self) -> str:
        return str(self.build.folder) if self.build else "the last draft"

    @property
    def change(self) -> Change:
        """What changed in all sections together."""
        every = self.changes.values()
        return Change(frozenset().union(*(c.removed for c in every)), frozenset().union(*(c.added for c in every)))

    def parts(self) -> Iterator[Part]:
        """Return the files of the graph, in their order."""
        for number, (part, pieces) in enumerate(zip(self._parts, self.layout, strict=True), 1):
            kept = self._files[file] if self._files and (file := self._same(part)) >= 0 else None
            yield Part(name(number, pieces), sum(piece.lines for piece in pieces), self._contents(part), kept)

    def _same(self, part: _Part) -> int:
        """Return the number of the file that holds just these pieces, -1 if none does."""
        if isinstance(part, int):
            return part
        numbers = {each.file for each in part}
        file = numbers.pop() if len(numbers) == 1 else -1
        return file if file >= 0 and len(self._before[file]) == len(part) else -1

    def _contents(self, part: _Part, without: str = "") -> Iterator[bytes]:
        held = self._placed(part) if isinstance(part, int) else part
        return (self._content(each) for each in held if each.piece.section != without)

    def blocks(self, *, without: str = "") -> Iterator[bytes]:
        """Return the sections, all but one of this name, in blocks of whole lines."""
        return chain.from_iterable(self._contents(part, without) for part in self._parts)

    def quads(self) -> Iterator[Quad]:
        """Return the quads of each section."""
        lines = chain.from_iterable(block.decode().split("\n")[:-1] for block in self.blocks())
        return map(Quad.of_line, lines)
