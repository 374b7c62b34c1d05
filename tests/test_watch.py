"""Watching: each save gives a build, or the findings as lines for an editor."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UsageError
from kg.pipeline import build
from kg.project import Project
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
        good = source.read_text("utf-8")
        source.write_text(good.replace("role: interlocutor", "role: interlocutr", 1), "utf-8")
        finding = wait_for(said, "interlocutr")
        assert finding.startswith(f"sources/{source.name}:")
        assert ": error: " in finding
        wait_for(said, "Refused")
        said.clear()
        source.write_text(good, "utf-8")
        wait_for(said, "is published")


@pytest.mark.parametrize("option", ["--timings", "--fail-on=warning"])
def test_what_belongs_to_one_build_goes_not_with_watching(tmp_path: Path, option: str) -> None:
    list(lay_out(tmp_path / "harbour"))
    result = CliRunner().invoke(app, ["build", "--watch", option, "--project", str(tmp_path / "harbour")])
    assert isinstance(result.exception, UsageError)
    assert option.partition("=")[0] in str(result.exception)


def project(folder: Path) -> Path:
    list(lay_out(folder))
    return min((folder / "sources").glob("*-1.yaml"))


def current(folder: Path) -> str:
    return (folder / "build/current").read_text("utf-8").strip()


def anew(folder: Path, place: Path) -> str:
    """Return the name of a build of a copy."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("build"))
    built = build(Project(place)).build
    assert built
    return built.name


def test_what_is_saved_during_the_first_build_is_built_too(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    project(folder)
    settings = folder / "sources/project.yaml"
    with watching(folder) as said:
        until = time.monotonic() + 60
        while not any((folder / "build").glob(".tmp*/build")) and time.monotonic() < until:
            time.sleep(0.001)
        settings.write_text(settings.read_text("utf-8").replace("title:", "title: Another", 1), "utf-8")
        wait_for(said, "is published")
        first = current(folder)
        said.clear()
        wait_for(said, "is published")
        assert current(folder) == anew(folder, tmp_path / "copy") != first


def test_a_folder_that_comes_or_goes_is_a_save_of_all_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    source = project(folder)
    below = folder / "sources/below"
    below.mkdir()
    source.rename(below / source.name)
    with watching(folder) as said:
        wait_for(said, "is published")
        for last, now in ((below, folder / "sources/beside"), (folder / "sources/beside", tmp_path / "away")):
            said.clear()
            last.rename(now)
            if now.parent == tmp_path:
                wait_for(said, "no article here yet")
            else:
                wait_for(said, "is published")
                assert current(folder) == anew(folder, tmp_path / "copy")


def test_folders_that_are_made_later_are_watched(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    project(folder)
    with watching(folder) as said:
        wait_for(said, "is published")
        said.clear()
        (folder / "queries/checks").mkdir(parents=True)
        wait_for(said, "is published")
        said.clear()
        (folder / "queries/checks/own.rq").write_text("no query", "utf-8")
        assert "own.rq" in wait_for(said, "own.rq")
        (folder / "queries/checks/own.rq").unlink()
        wait_for(said, "is published")
        said.clear()
        (folder / "sources").rename(folder / "elsewhere")
        wait_for(said, "sources")
        said.clear()
        (folder / "elsewhere").rename(folder / "sources")
        wait_for(said, "is published")


@pytest.mark.skipif(sys.platform == "win32", reason="another way to lock a file there")
def test_a_save_waits_until_another_build_has_ended(tmp_path: Path) -> None:
    import fcntl

    folder = tmp_path / "harbour"
    project(folder)
    settings = folder / "sources/project.yaml"
    with watching(folder) as said:
        wait_for(said, "is published")
        said.clear()
        with (folder / "build/.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            settings.write_text(settings.read_text("utf-8").replace("title:", "title: Another", 1), "utf-8")
            wait_for(said, "another build is being written")
        wait_for(said, "is published")
        assert current(folder) == anew(folder, tmp_path / "copy")
