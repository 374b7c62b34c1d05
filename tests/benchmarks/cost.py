"""What a command costs: CPU seconds of the whole process with all that it started, wall time, and peak memory."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_LAUNCHER = """
import json, os, subprocess, sys, time
began = time.perf_counter()
child = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
cost = {"cpu": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - began, "peak": used.ru_maxrss}
json.dump(cost | {"code": os.waitstatus_to_exitcode(status)}, open(sys.argv[1], "w"))
"""
"""A child begins with the peak of its parent, so a small process stands between."""


class Cost(NamedTuple):
    """CPU and wall time in seconds, peak memory of the largest process in megabytes."""

    cpu: float
    wall: float
    peak: float


class Failed(Exception):  # noqa: N818 (it is told in the table)
    """A command ended with an error, or was killed."""


def measure(command: Sequence[object]) -> Cost:
    """Run a command and return what it cost. Raises Failed with its exit code; what it wrote to stderr is seen."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "cost.json"
        launched = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(out), *map(str, command)]
        subprocess.run(launched, check=True)
        found = json.loads(out.read_text(encoding="utf-8"))
    if found["code"]:
        raise Failed(f"exit code {found['code']}")
    return Cost(found["cpu"], found["wall"], found["peak"] / (1024 if sys.platform != "darwin" else 1024**2))


def interleaved(runs: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Run each, then each again, A B A B, and return medians: what else the machine does falls on all alike.

    What fails is named on stderr and left out.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name in list(costs):
            try:
                costs[name].append(runs[name]())
            except Failed as reason:
                sys.stderr.write(f"{name} is left out: {reason}\n")
                del costs[name]
    return {name: median(found) for name, found in costs.items()}


def median(costs: Iterable[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))
