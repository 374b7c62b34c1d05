"""Waits until somebody saves a file on which a build depends."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from kg.project import Project

_SUFFIXES = (".yaml", ".yml", ".jsonl", ".rq", ".txt")
_TOGETHER = 100
"""Milliseconds in which saves count as one."""
_LOOK = 500
"""Milliseconds after which it is looked whether the folders are still the same ones."""


logging.getLogger("watchfiles.main").setLevel(logging.ERROR)
"""It warns of the interrupt by which its user ends it."""


def saves(project: Project) -> Iterator[None]:
    """Yield at first, and once for each time that sources, checks or texts were saved, until the user interrupts.

    What is saved while the caller is at work comes next: all is watched before the first time. So are folders of the
    project that are made or renamed in the meantime.
    """
    while True:
        folders = _folders(project)
        if not folders:
            yield
        while not folders:
            time.sleep(_LOOK / 1000)
            folders = _folders(project)
        first = True
        paths = [path for path, _ in folders]
        options = {"debounce": _TOGETHER, "rust_timeout": _LOOK, "yield_on_timeout": True, "raise_interrupt": False}
        for changes in watch(*paths, watch_filter=_counts, **options):  # type: ignore[arg-type]
            if _folders(project) != folders:
                break  # and watch those that are there now
            if first or changes:
                first = False
                yield
        else:
            return


def _folders(project: Project) -> list[tuple[Path, int]]:
    """Return the folders that are there, each with what tells it from another one of its name."""
    paths = [project.sources, *project.queries[1:], *([project.texts] if project.texts else [])]
    return [(path, path.stat().st_ino) for path in paths if path.is_dir()]


def _counts(change: Change, path: str) -> bool:
    here = Path(path)
    if here.name.startswith("."):
        return False
    # a folder comes or goes with all that is in it
    return here.suffix.lower() in _SUFFIXES or (change != Change.modified and not here.is_file())
