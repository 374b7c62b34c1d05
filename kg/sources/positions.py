"""From a JSON Pointer (RFC 6901) back to the line and the column of a source file."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import overload

import msgspec
from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Finding
from kg.sources.files import KINDS, nodes, whole
from kg.sources.findings import steps
from kg.sources.json_tree import column_of
from kg.sources.limits import LINE_BYTES, NODES, REGISTER_BYTES
from kg.sources.tree import Place
from kg.sources.yaml_tree import yaml_tree


class Locator:
    """Line and column of `sources/gazette-1.yaml#/events/0`, read below `root`; (0, 0) for a file that can't be.

    In JSON Lines a pointer begins with the key of the article, so that it stays what it is where lines are moved:
    `sources/gazette.jsonl#/gazette-1/events/0`. Each file is read once, and of JSON Lines only what is looked at is
    decoded.
    """

    def __init__(self, root: Path, rows: Mapping[str, int] | None = None) -> None:
        """`rows`: the lines of articles in JSON Lines, counted from 0, by key; without them they are looked for."""
        self._root, self._rows = root, rows
        self._lines: dict[str, Sequence[str]] = {}
        self._places: dict[str, Place | None] = {}
        self._found: dict[str, Mapping[str, int]] = {}
        """By file: where each article is, for those who were looked for."""

    def __reduce__(self) -> tuple[type["Locator"], tuple[Path, Mapping[str, int] | None]]:
        """Travel to another process without what was read."""
        return Locator, (self._root, self._rows)

    def lines(self, file: str) -> Sequence[str]:
        """Return the lines of a source file, as YAML and JSON count them; none where it is no source file."""
        if file not in self._lines:
            self._lines[file] = _lines(self._root / file)
        return self._lines[file]

    def __call__(self, pointer: str) -> tuple[int, int]:
        """Return line and column, both from 1."""
        file, _, inside = pointer.partition("#")
        return self.at(file, inside)

    def row(self, file: str, key: str) -> int | None:
        """Return in which line of a JSON Lines file an article stands, counted from 0; None where it is not there."""
        if self._rows is not None:
            return self._rows.get(key)
        if file not in self._found:
            lines = self.lines(file)
            self._found[file] = lines.by_key() if isinstance(lines, _Rows) else {}
        return self._found[file].get(key)

    def at(self, file: str, pointer: str, row: int | None = None) -> tuple[int, int]:
        """Return line and column, both from 1, of what stands at a pointer, or nearest above it.

        `row`: of JSON Lines, the line in which it stands, whichever article its pointer names.
        """
        lines, path = self.lines(file), steps(pointer)
        if not lines:
            return 0, 0
        if isinstance(lines, _Rows):
            if not path:
                return 1, 1
            row = self.row(file, path[0]) if row is None else row
            return (0, 0) if row is None else _in_row(lines, row, path[1:])
        if file not in self._places:
            self._places[file] = _yaml_places("\n".join(lines), nodes(Path(file)))
        return _in_tree(self._places[file], path)


def locate(text: str, pointer: str) -> tuple[int, int]:
    """Return line and column, both from 1, of the value at a pointer in YAML, or of what is nearest above it.

    Columns count code points. (0, 0) where the text can't be read. `text` is the file as decoded, with its line breaks
    as they are.
    """
    return _in_tree(_yaml_places(text.removeprefix("\ufeff")), steps(pointer))


def with_positions(findings: Iterable[Finding], locate: Locator) -> tuple[Finding, ...]:
    """Return the findings, those of a source file without a line completed with line and column."""
    return tuple(each if each.line or not each.file else _placed(each, locate) for each in findings)


def _placed(finding: Finding, locate: Locator) -> Finding:
    line, column = locate.at(finding.file, finding.pointer)
    return replace(finding, line=line, column=column)


class _Article(msgspec.Struct):
    id: str


class _Keyed(msgspec.Struct):
    """As much of a line of JSON Lines as tells the key of its article."""

    article: _Article


_KEYED = msgspec.json.Decoder(_Keyed)


class _Rows(Sequence[str]):
    """The lines of a JSON Lines file, decoded one by one; one that is too long is empty."""

    def __init__(self, rows: list[bytes]) -> None:
        self._rows = rows
        self._texts: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def by_key(self) -> dict[str, int]:
        """Return the lines of the articles by their keys; of two with one key the first."""
        found: dict[str, int] = {}
        for number, row in enumerate(self._rows):
            with suppress(msgspec.DecodeError):
                found.setdefault(_KEYED.decode(row.removeprefix(b"\xef\xbb\xbf")).article.id, number)
        return found

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if row not in self._texts:
            self._texts[row] = _decoded(self._rows[row])
        return self._texts[row]


def _lines(path: Path) -> Sequence[str]:
    kind = KINDS.get(path.suffix.lower())
    try:
        if kind == "jsonl" and path.is_file():
            return _Rows(path.read_bytes().split(b"\n"))
        text = whole(path, REGISTER_BYTES).decode().removeprefix("\ufeff") if kind == "yaml" else ""
    except (OSError, SourceError, UnicodeDecodeError):
        return ()
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else ()


def _decoded(raw: bytes) -> str:
    text = raw.decode(errors="replace") if len(raw) <= LINE_BYTES else ""
    return text.removeprefix("\ufeff").removesuffix("\r")


def _in_tree(place: Place | None, path: Sequence[str]) -> tuple[int, int]:
    """Return where something stands in a file of YAML."""
    if place is None:
        return 0, 0
    found = place.follow(path)
    return found.line, found.column


def _in_row(rows: Sequence[str], row: int, path: Sequence[str]) -> tuple[int, int]:
    """Return where something stands in a line of a JSON Lines file."""
    column = _column(rows[row], tuple(path)) if row < len(rows) else 0
    return (row + 1, column) if column else (0, 0)


_column = lru_cache(maxsize=1 << 14)(column_of)


@lru_cache(maxsize=4)
def _yaml_places(text: str, most: int = NODES) -> Place | None:
    try:
        return yaml_tree(text, most).place
    except SourceError:
        return None
