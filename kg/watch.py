"""Waits until somebody saves a file on which a build depends."""

from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from kg.project import Project

_SUFFIXES = (".yaml", ".yml", ".jsonl", ".rq", ".txt")
_TOGETHER = 100
"""Milliseconds in which saves count as one."""


def saves(project: Project) -> Iterator[None]:
    """Yield once for each time that sources, checks or texts were saved, until the user interrupts."""
    folders = [project.sources, *project.queries[1:], *([project.texts] if project.texts else [])]
    for _ in watch(*folders, watch_filter=_counts, debounce=_TOGETHER, raise_interrupt=False):
        yield


def _counts(change: Change, path: str) -> bool:
    return Path(path).suffix.lower() in _SUFFIXES and not Path(path).name.startswith(".")
