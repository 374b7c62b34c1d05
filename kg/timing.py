"""Where the time of a build goes: the stages that report progress, each with what it took."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

Progress = Callable[[str, int, int], None]
"""Called with a stage in words, how much of it is done, and how much there is (0 where that is not known)."""


class Usage(NamedTuple):
    """What a process took up to now, with the processes that it waited for."""

    seconds: float
    """CPU seconds."""
    peak: float | None
    """The most memory that one of them had taken, in MB; None where nothing tells."""


class Lap(NamedTuple):
    """One stage."""

    stage: str
    seconds: float
    """CPU seconds of the process and of those that work for it."""
    peak: float | None
    """The most memory that one process had taken by the end of the stage, in MB; None where nothing tells."""


class Stopwatch:
    """Passes progress on, and charges to each stage the time from its first word to that of the next one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._laps: dict[str, Lap] = {}
        self._stage, self._since = "starting", used().seconds

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take a word of progress."""
        if stage != self._stage:
            self._charge()
            self._stage = stage
        self._progress(stage, done, total)

    @property
    def spent(self) -> float:
        """CPU seconds up to now."""
        return sum(lap.seconds for lap in self.laps())

    def laps(self) -> list[Lap]:
        """Return the stages up to now, in the order in which they began."""
        self._charge()
        return list(self._laps.values())

    def _charge(self) -> None:
        now, before = used(), self._laps.get(self._stage)
        spent = now.seconds - self._since + (before.seconds if before else 0.0)
        self._laps[self._stage] = Lap(self._stage, spent, now.peak)
        self._since = now.seconds


COLUMNS = ("stage", "CPU s", "share", "s per 1,000 articles", "peak MB")


def rows(laps: list[Lap], articles: int) -> list[tuple[str, ...]]:
    """Return the rows of the table under `COLUMNS`, the sum in the last; nothing per article where there is none."""
    total = sum(lap.seconds for lap in laps)
    peak = max((lap.peak for lap in laps if lap.peak is not None), default=None)
    return [
        (
            lap.stage,
            f"{lap.seconds:.2f}",
            f"{lap.seconds / total:.0%}" if total else "",
            f"{lap.seconds * 1000 / articles:.2f}" if articles else "",
            f"{lap.peak:,.0f}" if lap.peak is not None else "",
        )
        for lap in (*laps, Lap("all", total, peak))
    ]


_AT_WORK: dict[int, Usage] = {}
"""Processes at work for this one: of them the system tells nothing until they are waited for."""


def noted(process: int, usage: Usage) -> None:
    """Note what a process at work for this one took up to now."""
    _AT_WORK[process] = usage


def ended(process: int) -> None:
    """Note that a process was waited for."""
    _AT_WORK.pop(process, None)


def used() -> Usage:
    """Return what this process took, with those that it waited for and those that are at work for it."""
    seconds, own = sum(os.times()[:4]), _peak()
    peaks = [own, *(each.peak for each in _AT_WORK.values())]
    return Usage(
        seconds + sum(each.seconds for each in _AT_WORK.values()),
        max((peak for peak in peaks if peak is not None), default=None),
    )


def _peak() -> float | None:
    if sys.platform == "win32":
        return None
    import resource

    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / (1 << 20) if sys.platform == "darwin" else most / (1 << 10)
