"""Which processes there are, as /proc has it."""

import os
from pathlib import Path


def children(parent: int | None = None) -> set[int]:
    """Return the processes that a process has started and that live or wait to be reaped."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == (parent or os.getpid()):
            found.add(int(folder.name))
    return found


def lives(process: int) -> bool:
    """Return whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
