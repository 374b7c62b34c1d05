"""Where a pointer of the graph stands in its source file; each file is read and parsed once."""

from pathlib import Path

from kg.errors import SourceError
from kg.sources.files import KINDS, nodes
from kg.sources.findings import steps
from kg.sources.positions import locate
from kg.sources.tree import Place
from kg.sources.yaml_tree import yaml_tree


class Locator:
    """Line and column of `sources/gazette-1.yaml#/events/0`, read below `root`; (0, 0) for a file that can't be."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._places: dict[str, Place | None] = {}

    def text(self, file: str) -> str:
        """Return a source file as decoded; empty where it can't be read or is none of the sources."""
        if file not in self._texts:
            path = self._root / file
            try:
                known = path.suffix.lower() in KINDS
                self._texts[file] = path.read_bytes().decode().removeprefix("\ufeff") if known else ""
            except (OSError, ValueError):
                self._texts[file] = ""
        return self._texts[file]

    def lines(self, file: str) -> list[str]:
        """Return the lines of a source file, as YAML and JSON count them."""
        if file not in self._lines:
            self._lines[file] = self.text(file).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines[file]

    def __call__(self, pointer: str) -> tuple[int, int]:
        """Return line and column, both from 1."""
        file, _, inside = pointer.partition("#")
        text, kind = self.text(file), KINDS.get(Path(file).suffix.lower())
        if not text or kind is None:
            return 0, 0
        if kind == "jsonl":
            return locate(text, inside, kind)
        if file not in self._places:
            try:
                self._places[file] = yaml_tree(text, nodes(Path(file))).place
            except SourceError:
                self._places[file] = None
        place = self._places[file]
        if place is None:
            return 0, 0
        found = place.follow(steps(inside))
        return found.line, found.column
