"""Killed at any moment, or with a disk that refuses: the last good build stands, and nothing half-done counts."""

import errno
import itertools
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.store import open_build, verify
from tests.store.sample import another, published, sample

ROOT = Path(__file__).parents[2]


def assert_only(folder: Path, name: str) -> None:
    """Assert that one build is there, whole and current, and nothing else."""
    assert open_build(folder, mend=False).name == name
    assert verify(open_build(folder, mend=False)) == []
    assert sorted(path.name for path in folder.iterdir()) == sorted([".lock", "current", name])


def test_an_error_of_the_device_at_any_flush_leaves_a_whole_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path)
    fsync = os.fsync
    for failing in itertools.count(1):
        calls = itertools.count(1)

        def broken(handle: int, calls: Iterator[int] = calls, failing: int = failing) -> None:
            if next(calls) == failing:
                raise OSError(errno.EIO, "Input/output error")
            fsync(handle)

        monkeypatch.setattr(os, "fsync", broken)
        last = message = None
        try:
            last = published(tmp_path, sample(articles=[another(f"herald-{failing}")]))
        except BuildError as error:
            message = str(error)
        assert message is None or "can't write a build: Input/output error" in message
        current = open_build(tmp_path, mend=False)
        assert verify(current) == []
        assert not list(tmp_path.glob(".tmp-*"))
        if last:
            break
    assert current == last
    assert failing > 20, "graph, reports, manifest, each file of the store, the folders, and the swap"


LIMITED = """
import resource, sys
from pathlib import Path
from kg.errors import BuildError
from tests.store.sample import another, published, sample
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    published(Path(sys.argv[1]), sample(articles=[another("herald-2")]))
except BuildError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("limit", [100, 4_096, 25_000, 50_000], ids="at {} bytes".format)
def test_a_file_that_cannot_grow_leaves_the_last_good_build(limit: int, tmp_path: Path) -> None:
    build = published(tmp_path)
    process = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), str(limit)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert re.search("can't write a build|no room for the graph among the temporary files", process.stdout)
    assert "File too large" in process.stdout
    assert_only(tmp_path, build.name)


def kill_at_random(folder: Path, moments: int, seed: int) -> int:
    """Kill a process while it publishes, again and again, and prove the current build; return how many there were."""
    chance = random.Random(seed)
    seen = {published(folder).name}
    for _ in range(moments):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.publisher", str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            started = last = time.monotonic()
            for _ in range(chance.randint(2, 6)):
                assert process.stdout.readline() == b"next\n"
                started, last = last, time.monotonic()
            time.sleep(chance.uniform(0, last - started))  # about as long as one build takes on this machine
            assert process.poll() is None, "it publishes until it is killed"
            process.kill()
        current = open_build(folder, mend=False)
        assert verify(current) == []
        seen.add(current.name)
    final = published(folder)
    assert open_build(folder).name == final.name
    assert not list(folder.glob(".tmp-*"))
    return len(seen)


def test_a_killed_build_leaves_a_whole_one(tmp_path: Path) -> None:
    assert kill_at_random(tmp_path, 12, seed=1) > 2


@pytest.mark.long
def test_two_hundred_killed_builds_each_leave_a_whole_one(tmp_path: Path) -> None:
    assert kill_at_random(tmp_path, 200, seed=2) > 5
