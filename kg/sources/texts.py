"""The texts of the articles, which lie elsewhere: found by name or by hash, and compared with the spans."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from kg.errors import UsageError
from kg.model import Article, Finding, TextInfo
from kg.sources.read import Source
from kg.sources.spans import spans

KEPT = 1 << 12
"""Texts that are kept in memory, since the reports show what was checked."""


class Texts:
    """The texts in one folder, as `*.txt`; without a folder there are none.

    Raises UsageError where there is no such folder. Texts are never normalised: an offset counts the code points
    of the file's bytes decoded as UTF-8, with its line breaks as they are.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is not None and not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of texts")
        self._folder = folder
        self._hashes: dict[str, Path] | None = None
        self._read: dict[TextInfo, str | Finding | None] = {}

    def of(self, article: Article) -> str | None:
        """Return the text of an article, or None where it is not here or is another one."""
        text = self._text(article)
        return text if isinstance(text, str) else None

    def check(self, source: Source) -> tuple[Finding, ...]:
        """Return what is wrong between an annotation and its text; pointers only, see `with_positions`.

        DK120 (information) where the text is not here, DK121 to DK123 where it is another one, else `check_spans`.
        """
        article = source.annotation.article
        text = self._text(article)
        if isinstance(text, str):
            return check_spans(source, text)
        finding = text or Finding(
            code="DK120",
            message="the text is not here, so no span was compared with it",
            severity="info",
            pointer="/article/text",
            mend="Name the folder of the texts with --texts or KG_TEXTS.",
        )
        return (_of(source, finding),)

    def _text(self, article: Article) -> str | Finding | None:
        if article.text not in self._read:
            if len(self._read) >= KEPT:
                self._read.clear()
            self._read[article.text] = self._fresh(article)
        return self._read[article.text]

    def _fresh(self, article: Article) -> str | Finding | None:
        path = self._path(article)
        if path is None:
            return None
        try:
            raw = path.read_bytes()
        except OSError as error:
            return Finding(
                code="DK001",
                message=f"{path.name} can't be read: {error.strerror}",
                pointer="/article/text",
                mend="Check that the text may be read.",
            )
        if hashlib.sha256(raw).hexdigest() != article.text.sha256:
            return Finding(
                code="DK121",
                message=f"{path.name} is not the text that was annotated: its SHA-256 differs",
                pointer="/article/text/sha256",
                mend="Get the file as it was, byte by byte, or annotate this one and write its hash and length.",
            )
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            return Finding(
                code="DK123",
                message=f"{path.name} is not UTF-8 (byte {error.start})",
                pointer="/article/text",
                mend="Save the text as UTF-8, and write its new hash and length.",
            )
        if len(text) != article.text.characters:
            return Finding(
                code="DK122",
                message=f"{path.name} has {len(text)} characters, not {article.text.characters}",
                pointer="/article/text/characters",
                mend=f"Write {len(text)}; code points are counted, with line breaks and blanks.",
            )
        return text

    def _path(self, article: Article) -> Path | None:
        if self._folder is None:
            return None
        if article.text.file and (path := self._folder / article.text.file).is_file():
            return path
        if self._hashes is None:
            self._hashes = _hashes(self._folder)
        return self._hashes.get(article.text.sha256)


def is_text(entry: Path | os.DirEntry[str]) -> bool:
    """Tell whether something in a folder of texts is one: hidden files and what is no file are none."""
    return entry.name.endswith(".txt") and not entry.name.startswith(".") and entry.is_file()


def text_files(folder: Path) -> list[Path]:
    """Return the texts of a folder, sorted."""
    return sorted(filter(is_text, folder.glob("*.txt")))


def _hashes(folder: Path) -> dict[str, Path]:
    """Return the texts of a folder by their SHA-256; those that can't be read are none of them."""
    found: dict[str, Path] = {}
    for path in text_files(folder):
        with suppress(OSError):
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
    return found


def check_spans(source: Source, text: str) -> tuple[Finding, ...]:
    """Return what is wrong between the spans of an annotation and its text; pointers only, see `with_positions`.

    DK111 (beyond the text), DK112 (the words are not there), DK113 (in the middle of a word) are errors,
    DK114 (white space at the edge of a span) is a warning.
    """
    return tuple(_of(source, finding) for finding in spans(source.annotation, text))


def _of(source: Source, finding: Finding) -> Finding:
    return replace(
        finding,
        file=source.file,
        pointer=source.prefix + finding.pointer,
        article=source.annotation.article.id,
    )
