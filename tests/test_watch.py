"""Watching: each save gives a build, or the findings as lines for an editor."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from kg.starter import lay_out
from tests.conftest import ROOT


@contextmanager
def watching(folder: Path) -> Iterator[list[str]]:
    """Run `kg build --watch` and gather what it says."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "--watch", "--project", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    said: list[str] = []
    assert process.stdout
    listener = Thread(target=lambda out: said.extend(iter(out.readline, "")), args=(process.stdout,))
    listener.start()
    try:
        yield said
    finally:
        process.terminate()
        process.wait()
        listener.join()
        process.stdout.close()


def wait_for(said: list[str], words: str, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := [line for line in said if words in line]:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"{words!r} was not said: {said}")


def test_a_save_is_built_and_its_findings_are_lines_for_an_editor(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    list(lay_out(folder))
    source = min((folder / "sources").glob("*-1.yaml"))
    with watching(folder) as said:
        wait_for(said, "is published")
        time.sleep(0.5)  # until the folder is watched
        good = source.read_text("utf-8")
        source.write_text(good.replace("role: interlocutor", "role: interlocutr", 1), "utf-8")
        finding = wait_for(said, "interlocutr")
        assert finding.startswith(f"sources/{source.name}:")
        assert ": error: " in finding
        wait_for(said, "Refused")
        said.clear()
        source.write_text(good, "utf-8")
        wait_for(said, "is published")
