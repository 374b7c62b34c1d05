"""Source files to annotations: what is wrong is told in full, and nothing is half-read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from kg.apart.workers import spread
from kg.errors import SourceError, UsageError
from kg.model import Annotation, Finding
from kg.shelf import Picked, Shelf
from kg.sources.encoding import decode, decode_line
from kg.sources.files import KINDS, Kind, Range, file_name, lines, ranges, source_files, whole
from kg.sources.findings import of_error
from kg.sources.json_tree import json_tree, quick
from kg.sources.limits import YAML_BYTES
from kg.sources.positions import Locator
from kg.sources.references import check
from kg.sources.tree import Tree
from kg.sources.typed import limited, typed
from kg.sources.yaml_tree import yaml_tree

Progress = Callable[[int, int, str], None]
"""Called with how many files, or pieces of long ones, are done, how many there are, and the name of the next file."""

AT_ONCE = 8
"""So many files, or pieces of long ones, are read at once by a worker."""


class Source(Struct, frozen=True):
    """One annotation and where it stands."""

    annotation: Annotation
    file: str
    """POSIX path below the root: `sources/gazette-1.yaml`."""

    @property
    def prefix(self) -> str:
        """What comes before every pointer: in JSON Lines `/gazette-1`, the key of the article."""
        return f"/{self.annotation.article.id}" if self.file.lower().endswith(".jsonl") else ""


class Known:
    """Documents that were read without a mistake, the last time and this time.

    A document with the same bytes in the same file is the same object as the last time.
    """

    def __init__(self) -> None:
        self._last: dict[bytes, Source] = {}
        self._now: dict[bytes, Source] = {}

    def __len__(self) -> int:
        return len(self._now)

    def begin(self) -> None:
        """Begin to read all anew; what is not read this time will be forgotten the next time."""
        self._last, self._now = self._now, {}
        self.__dict__.pop("_annotations", None)

    @cached_property
    def _annotations(self) -> Mapping[str, Annotation]:
        """Those of the last time, by the keys of their articles."""
        return {each.annotation.article.id: each.annotation for each in self._last.values()}

    def get(self, raw: bytes, file: str) -> Source | None:
        """Return the document that had just these bytes the last time."""
        known = self._last.get(raw)
        return known if known is None or known.file == file else replace(known, file=file)

    def take(self, raw: bytes, source: Source) -> Source:
        """Take a document, and return it; where only its bytes are others than before, its annotation is the same."""
        known = self.get(raw, source.file)
        if known is None:
            annotation = self._annotations.get(source.annotation.article.id)
            known = replace(source, annotation=annotation) if annotation == source.annotation else source
        self._now[raw] = known
        return known


class Reading(Struct, frozen=True):
    """What was read: the documents without a mistake, and the findings of the others."""

    findings: tuple[Finding, ...] = ()
    by_key: Mapping[str, Source] = {}
    """The documents by the keys of their articles."""
    rows: Mapping[str, int] = {}
    """The lines of those in JSON Lines, counted from 0, by the keys of their articles."""

    @property
    def sources(self) -> Sequence[Source]:
        """The documents, in the order in which they were read."""
        return Picked(self.by_key, tuple(self.by_key))


def read(path: Path, root: Path) -> Reading:
    """Read one `.yaml`, `.yml` or `.jsonl` file that lies below `root`; see `read_all`."""
    known = Known()
    return _once((document for piece in _pieces(path, root) for document in _read(piece, known)), root, {})


def read_all(
    folder: Path, root: Path, progress: Progress | None = None, known: Known | None = None, workers: int = 1
) -> Reading:
    """Read every source file below a folder, sorted by path, without `register/` and `project.yaml` in it.

    Hidden files and folders are left out. An article that is annotated twice is an error (DK030), and only
    the first one is kept. What is in `known` is not read again, and what is read is added to it. Raises UsageError
    where there is no such folder. Without `known`, documents lie on disk while nobody looks at them.
    """
    first: MutableMapping[str, Source] = Shelf(Source) if known is None else {}
    before = Known() if known is None else known
    before.begin()
    pieces = [piece for path in source_files(folder) for piece in _pieces(path, root)]

    def documents() -> Iterator[_Document]:
        done = 0
        for found in spread(partial(_read_some, known=before), pieces, AT_ONCE, workers):
            if progress:
                progress(done, len(pieces), pieces[done].file)
            yield from found if known is None else (_taken(document, known) for document in found)
            done = min(done + AT_ONCE, len(pieces))
        if progress:
            progress(len(pieces), len(pieces), "")

    return _once(documents(), root, first)


def _taken(document: "_Document", known: Known) -> "_Document":
    """Add a document that was read without a mistake to what is known."""
    if document.source is None:
        return document
    source = known.take(document.raw, document.source)
    return document if source is document.source else document._replace(source=source)


class _Piece(NamedTuple):
    """A file of YAML, or some lines of one of JSON Lines."""

    path: Path
    file: str
    kind: Kind
    lines: Range


class _Document(NamedTuple):
    """One document, unless something is wrong; what is wrong; of JSON Lines the line, counted from 0; its bytes."""

    source: Source | None
    findings: tuple[Finding, ...] = ()
    row: int | None = None
    raw: bytes = b""


def _pieces(path: Path, root: Path) -> list[_Piece]:
    file = file_name(path, root)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{file}: a source file ends in {', '.join(KINDS)}")
    return [_Piece(path, file, kind, each) for each in (ranges(path) if kind == "jsonl" else [Range(0, 0, 0)])]


def _read_some(pieces: Iterable[_Piece], known: Known) -> list[_Document]:
    return [document for piece in pieces for document in _read(piece, known)]


def _read(piece: _Piece, known: Known) -> Iterator[_Document]:
    return _yaml(piece, known) if piece.kind == "yaml" else _json_lines(piece, known)


def _yaml(piece: _Piece, known: Known) -> Iterator[_Document]:
    file = piece.file
    try:
        raw = whole(piece.path, YAML_BYTES)
        if source := known.get(raw, file):
            yield _Document(source, raw=raw)
            return
        tree = yaml_tree(decode(raw))
    except SourceError as error:
        yield _Document(None, (of_error(error, file),))
    else:
        annotation, findings = _document(tree, texts=True)
        source = None if annotation is None else Source(annotation, file)
        yield _Document(source, _filed(findings, file, "", tree.value), raw=raw)


def _json_lines(piece: _Piece, known: Known) -> Iterator[_Document]:
    """Blank lines are passed over; a line that can't be read does not keep the next one from being read.

    What is wrong with a line has the number of the line, counted from 0, in place of the key that it may not have.
    """
    file = piece.file
    try:
        for number, raw in enumerate(lines(piece.path, piece.lines), piece.lines.row):
            prefix = f"/{number}"
            try:
                if isinstance(raw, SourceError):
                    raise raw
                if source := known.get(raw, file):
                    yield _Document(source, (), number, raw)
                    continue
                text = decode_line(raw, number + 1)
                if not text.strip(" \t\r"):
                    continue
                annotation = _plain(text)
                if annotation is not None:
                    yield _Document(Source(annotation, file), (), number, raw)
                    continue
                tree = json_tree(text, line=number + 1)
            except SourceError as error:
                yield _Document(None, (of_error(error, file, prefix=prefix, line=number + 1),))
            else:
                annotation, findings = _document(tree, texts=False)
                source = None if annotation is None else Source(annotation, file)
                yield _Document(source, _filed(findings, file, prefix, tree.value), number, raw)
    except SourceError as error:
        yield _Document(None, (of_error(error, file),))


def _plain(text: str) -> Annotation | None:
    """Return the annotation of a line without mistakes, or None where it has to be looked at closely."""
    value = quick(text)
    if value is None:
        return None
    try:
        annotation = convert(value, Annotation)
    except ValidationError:
        return None
    return annotation if next(check(annotation), None) is None else None


def _document(tree: Tree, *, texts: bool) -> tuple[Annotation | None, tuple[Finding, ...]]:
    annotation, findings = typed(tree, Annotation, texts=texts)
    if annotation is None:
        return None, findings
    findings = tuple(_placed(finding, tree) for finding in limited(check(annotation)))
    return (None if findings else annotation), findings


def _placed(finding: Finding, tree: Tree) -> Finding:
    line, column = tree.place.at(finding.pointer)
    return replace(finding, line=line, column=column)


def _filed(findings: tuple[Finding, ...], file: str, prefix: str, value: Any) -> tuple[Finding, ...]:
    """Return the findings of a document with its file, its prefix and its article."""
    article = value.get("article") if isinstance(value, dict) else None
    key = article.get("id") if isinstance(article, dict) else None
    return tuple(
        replace(f, file=file, pointer=prefix + f.pointer, article=key if isinstance(key, str) else "") for f in findings
    )


def _once(documents: Iterable[_Document], root: Path, first: MutableMapping[str, Source]) -> Reading:
    """Put documents together into `first`; DK030 for every article that was annotated before."""
    rows: dict[str, int] = {}
    findings: list[Finding] = []
    locator = Locator(root)
    for document in documents:
        findings += document.findings
        if (source := document.source) is None:
            continue
        key = source.annotation.article.id
        if key not in first:
            first[key] = source
            if document.row is not None:
                rows[key] = document.row
            continue
        pointer = f"{source.prefix}/article/id"
        line, column = locator.at(source.file, pointer, document.row)
        before, here = _place(first[key], rows.get(key)), _place(source, document.row)
        findings.append(
            Finding(
                code="DK030",
                message=f"the article {key!r} is annotated twice: in {before} and in {here}",
                file=source.file,
                line=line,
                column=column,
                pointer=pointer,
                article=key,
                mend="Remove one of the two, or give the second article an id of its own.",
            )
        )
    return Reading(tuple(sorted(findings, key=Finding.order)), first, rows)


def _place(source: Source, row: int | None) -> str:
    """Return the file and, in JSON Lines, the line."""
    return source.file if row is None else f"{source.file}:{row + 1}"
