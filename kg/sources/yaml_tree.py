"""YAML text to a tree, event by event: nothing is constructed, no type is guessed, bombs stop early.

libyaml is asked first, which is some ten times as fast. It reads YAML 1.1, and its messages are for those who write
parsers: where it has anything to tell of, or might read something otherwise, ruamel.yaml reads the text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn

import yaml as libyaml
from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scanner import Scanner

from kg.errors import SourceError
from kg.sources.findings import shown
from kg.sources.limits import NODES
from kg.sources.tree import ABSENT, Growth, Place, Tree

Alias = events.AliasEvent, libyaml.AliasEvent
DocumentStart = events.DocumentStartEvent, libyaml.DocumentStartEvent
MappingEnd = events.MappingEndEvent, libyaml.MappingEndEvent
MappingStart = events.MappingStartEvent, libyaml.MappingStartEvent
Scalar = events.ScalarEvent, libyaml.ScalarEvent
SequenceEnd = events.SequenceEndEvent, libyaml.SequenceEndEvent
SequenceStart = events.SequenceStartEvent, libyaml.SequenceStartEvent
StreamEnd = events.StreamEndEvent, libyaml.StreamEndEvent
"""Events of either parser."""

NULLS = ("", "~", "null", "Null", "NULL")
"""Plain scalars that YAML 1.2 (core schema, 10.3.2) reads as null."""

_HINTS = (
    ("mapping values are not allowed", "a text that holds ': ' needs quotes, or the line is indented too far"),
    ("'\\t'", "indent with blanks, not with tabs"),
    ("that cannot start any token", "a text that begins with this character needs quotes"),
    ("expected ',' or", "a bracket is not closed, or a text that holds , [ ] { } needs quotes"),
    ("expected <block end>", "the indentation differs from the lines above, or a quoted text goes on after its quotes"),
    ("could not find expected ':'", "a field lacks its colon and blank"),
    ("unexpected end of stream", "a quote or a bracket is not closed"),
    ("unexpected document separator", "a quote is not closed"),
    ("escape", r"in double quotes a backslash begins an escape; write \\ or use single quotes"),
)
"""What the parser's words mean to somebody who writes annotations; the first that fits is added."""


@lru_cache(maxsize=128)  # a file is parsed to be read, and again for its places: that was half the time of a build
def yaml_tree(text: str, nodes: int = NODES) -> Tree:
    """Return the tree of one YAML document, not to be changed; `text` has passed `kg.sources.encoding.decode`.

    `nodes`: how many it may have.

    Raises SourceError where reading can't go on: syntax (DK005), nothing in the file (DK007), a second
    document (DK008), a tag or a directive (DK011), limits (DK014, DK015). Duplicate fields, anchors,
    aliases, merge keys, names that are no text and missing values are in the tree's findings.
    """
    return _quickly(text, nodes) or _carefully(text, nodes)


_UNSURE = re.compile(
    r"""\t
    | ^(?:%|\.\.\.)            # directives, and ends of documents
    | (?:^|[ \r\[{,])[?:]       # a mark of a key or a value that stands by itself
    | ["'\]}]:[^ \r\n,\]}]      # a value beside its colon, as in JSON
    | [|>][-+0-9]*[ ]*\#       # a comment behind the sign of a text in lines
    | [|>][-+0-9]*[ ]*[\r\n]+[ ]+(?:[\r\n]|\Z)  # a line of blanks where such a text begins
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What the two parsers may read otherwise."""


def _quickly(text: str, nodes: int) -> Tree | None:
    """Return the tree as libyaml reads it; None where ruamel.yaml has to."""
    if not libyaml.__with_libyaml__ or _UNSURE.search(text):
        return None
    try:
        found = libyaml.parse(text, Loader=libyaml.CSafeLoader)
        tree = _Builder(_untagged(found), nodes).document()
    except (libyaml.YAMLError, SourceError):
        return None
    return None if tree.findings or isinstance(tree.value, str) else tree


def _untagged(found: Iterator[Any]) -> Iterator[Any]:
    for event in found:
        if getattr(event, "tag", None) is not None:
            raise libyaml.YAMLError("a tag")
        yield event


def _carefully(text: str, nodes: int) -> Tree:
    """Return the tree as ruamel.yaml reads it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    try:
        return _Builder(yaml.parse(text), nodes).document()
    except MarkedYAMLError as error:
        problem, mark, began = str(error.problem or error.context), error.problem_mark, error.context_mark
        if mark is None or (began and "end of stream" in problem):
            # A quote that is never closed ends at the end of the file, which shows nobody where it began.
            mark, began = began, None
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        since = f"; it began in line {began.line + 1}, column {began.column + 1}" if began else ""
        raise SourceError("DK005", _syntax(problem, since), line=line, column=column) from None
    except (YAMLError, ValueError, IndexError, OverflowError) as error:
        # The scanner lets the last three out for escapes beyond Unicode and for a file that ends in one.
        raise SourceError("DK005", _syntax(str(error))) from None


class _Scanner(Scanner):
    """Stops at tags and directives, which some inputs make the library scan for seconds."""

    def fetch_tag(self) -> NoReturn:
        self._refuse("a tag ('!')")

    def fetch_directive(self) -> NoReturn:
        self._refuse("a directive ('%')")

    def _refuse(self, what: str) -> NoReturn:
        mark = self.reader.get_mark()
        raise SourceError("DK011", f"{what} must not stand here", line=mark.line + 1, column=mark.column + 1)


class _Builder:
    def __init__(self, events: Iterator[Any], nodes: int) -> None:
        self.events = events
        self.growth = Growth(nodes)

    def document(self) -> Tree:
        next(self.events)
        if isinstance(next(self.events), StreamEnd):
            raise SourceError("DK007", "the file is empty")
        root: Any = next(self.events)
        if _is_null(root) and root.anchor is None:
            raise SourceError("DK007", "the file is empty")
        line, column = _start(root)
        value, place = self.node(root, line, column, 0)
        next(self.events)
        after = next(self.events)
        if isinstance(after, DocumentStart):
            line, column = _start(after)
            raise SourceError("DK008", "a second document begins here; a file has one", line=line, column=column)
        return Tree(value, place, tuple(self.growth.findings))

    def node(self, event: Any, key_line: int, key_column: int, depth: int) -> tuple[Any, Place]:
        """Read one node; `depth` counts the lists and mappings around it."""
        line, column = _start(event)
        place = Place(line, column, key_line, key_column)
        if isinstance(event, Alias):
            self.growth.add(depth, line, column)
            message = f"an alias ({shown(f'*{event.anchor}')}) must not stand here"
            self.growth.wrong("DK010", message, line, column, "Write the value itself.")
            return ABSENT, place
        self.no_anchor(event)
        if isinstance(event, Scalar):
            self.growth.add(depth, line, column)
            if _is_null(event):
                # An empty value stands nowhere, so the field's name is shown.
                return self.growth.no_value(*((line, column) if event.value else (key_line, key_column))), place
            return self.growth.text(event.value, line, column), place
        self.growth.add(depth + 1, line, column)
        if isinstance(event, SequenceStart):
            return self.sequence(place, depth + 1), place
        assert isinstance(event, MappingStart)
        return self.mapping(place, depth + 1), place

    def sequence(self, place: Place, depth: int) -> list[Any]:
        values: list[Any] = []
        place.items = []
        while not isinstance(event := next(self.events), SequenceEnd):
            self.growth.path.append(len(values))
            value, item = self.node(event, *_start(event), depth)
            self.growth.path.pop()
            values.append(value)
            place.items.append(item)
        return values

    def mapping(self, place: Place, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        fields: dict[str, Place] = {}
        place.fields = fields
        while not isinstance(event := next(self.events), MappingEnd):
            key, usable = self.key(event, depth)
            line, column = _start(event)
            self.growth.path.append(key)
            if usable and key in fields:
                self.growth.twice(key, line, column, fields[key])
                usable = False
            value, field = self.node(next(self.events), line, column, depth)
            self.growth.path.pop()
            if usable:
                values[key] = value
                fields[key] = field
        return values

    def key(self, event: Any, depth: int) -> tuple[str, bool]:
        """Return a field's name and whether it can be used."""
        line, column = _start(event)
        if not isinstance(event, Scalar) or _is_null(event):
            self.node_of_key(event, depth)
            what = shown(event.value) if isinstance(event, Scalar) else "a list, a mapping or an alias"
            message = f"the name of a field must be a text; found {what}"
            self.growth.wrong("DK013", message, line, column, "Write the field's name as a plain word.")
            return "", False
        self.growth.add(depth, line, column)
        self.no_anchor(event)
        if event.value == "<<" and event.implicit[0]:
            self.growth.wrong(
                "DK012", "a merge key ('<<') must not stand here", line, column, "Write the fields themselves."
            )
            return "<<", False
        key = self.growth.text(event.value, line, column)
        return (key, True) if isinstance(key, str) else ("", False)

    def no_anchor(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"an anchor ({shown('&' + event.anchor)}) must not stand here"
            self.growth.wrong("DK010", message, *_start(event), "Take the anchor out.")

    def node_of_key(self, event: Any, depth: int) -> None:
        """Read and forget a key that is not a plain word; only the key itself is reported."""
        noted = len(self.growth.findings)
        self.node(event, *_start(event), depth)
        del self.growth.findings[noted:]


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _is_null(event: Any) -> bool:
    return isinstance(event, Scalar) and event.implicit[0] and event.value in NULLS


def _syntax(problem: str, since: str = "") -> str:
    hint = next((f"; {hint}" for words, hint in _HINTS if words in problem), "")
    return f"not YAML: {problem[:200]}{since}{hint}"
