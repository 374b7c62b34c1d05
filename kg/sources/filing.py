"""Findings on one article with the file and the characters on which they rest."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kg.model import Annotation, Finding
from kg.sources.read import Source


def filed(source: Source, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of one article with its file, its key and the characters around the place."""
    return [
        replace(
            finding,
            file=source.file,
            article=source.annotation.article.id,
            pointer=source.prefix + finding.pointer,
            **(_span(source.annotation, finding.pointer) if finding.start is None else {}),
        )
        for finding in findings
    ]


def _span(annotation: Annotation, pointer: str) -> Mapping[str, int]:
    """Return start and end of the innermost record with a span at or above a pointer; nothing where there is none."""
    found: dict[str, int] = {}
    value: object = annotation
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else getattr(value, step, getattr(value, f"{step}_", None))
        if at := getattr(value, "at", None):
            found = {"start": at.start, "end": at.end}
    return found
