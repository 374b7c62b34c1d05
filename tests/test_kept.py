"""What a build knows goes on in the next process, if it can be relied on; the result is that of everything anew."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import kept as module
from kg.cli import app
from kg.errors import UsageError
from kg.kept import keep, kept
from kg.known import Known
from kg.pipeline import build
from kg.project import Project
from kg.store import Edited
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT
from tests.edits import EDITS, articles, change, spoil, write
from tests.test_edits import seen

KG_BUILD = [sys.executable, "-c", "from kg.cli import main; main()", "build", "--project"]
SPARE = 3
"""Articles that are not there at first."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache: another one."""
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: tmp_path / "cache/diplomacy-kg")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # of other processes
    return tmp_path / "cache/diplomacy-kg"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Some articles with their texts, of which a build was made and what it knew was kept."""
    here = tmp_path / "project"
    write_project(make(1, 8), here)
    project, known = Project(here, here / "texts"), Known()
    assert build(project, known=known).build
    keep(project, known)
    return project


def anew(project: Project) -> tuple[object, ...]:
    """Build a copy of what is there of a project, with nothing known."""
    copy = project.root.parent / "anew"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.sources, copy / "sources")
    return seen(build(Project(copy, project.texts)))


@pytest.mark.parametrize("seed", range(2))
def test_a_build_that_goes_on_is_that_of_everything_read_anew(project: Project, seed: int) -> None:
    chance, folder = random.Random(seed), project.root
    for number, spare in enumerate(articles(folder)[-SPARE:]):
        (folder / f"spare-{number}.json").write_text(json.dumps(spare), "utf-8")
    write(folder, articles(folder)[:-SPARE])
    for edit in chance.sample(EDITS, len(EDITS)):
        edit(folder, chance)
        known = kept(project)
        assert known.goes_on, edit.__name__
        built = build(project, known=known)
        assert seen(built) == anew(project), edit.__name__
        if built.build:
            keep(project, known)


def test_only_what_an_edit_reaches_is_made_anew(project: Project) -> None:
    change(project.root, random.Random(1))
    known = kept(project)
    rules = known.validated.rules
    built = build(project, known=known)
    assert isinstance(built.checked.graph, Edited)
    assert rules is not None
    assert known.validated.rules is rules


def test_without_the_build_that_it_goes_on_from_all_is_made_anew(project: Project) -> None:
    shutil.rmtree(project.builds)
    change(project.root, random.Random(1))
    assert seen(build(project, known=kept(project))) == anew(project)


def altered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.unlink()


def of_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "program", lambda: "another")


def of_another_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "version", lambda library: "0")


def writable_by_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o622)


def of_somebody_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)


@pytest.mark.parametrize(
    "how", [altered, cut, gone, of_another_program, of_another_library, writable_by_others, of_somebody_else]
)
def test_what_can_not_be_relied_on_is_not_known(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    (path,) = cache.iterdir()
    assert kept(project).goes_on
    how(path, monkeypatch)
    assert not kept(project).goes_on


def test_what_is_kept_is_the_users_own(project: Project, cache: Path) -> None:
    (path,) = cache.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_what_somebody_left_who_was_killed_goes(project: Project, cache: Path) -> None:
    (path,) = cache.iterdir()
    (cache / f".{path.name}.1").write_bytes(b"half")
    keep(project, kept(project))
    assert list(cache.iterdir()) == [path]


def test_where_the_disk_refuses_nothing_half_done_stays(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = cache.iterdir()
    before, known = path.read_bytes(), kept(project)

    def full(known: Known, file: object, protocol: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.pickle, "dump", full)
    with pytest.raises(OSError, match="No space left"):
        keep(project, known)
    assert list(cache.iterdir()) == [path]
    assert path.read_bytes() == before


def command(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kg build` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([*KG_BUILD, str(folder), *options], env=environment, capture_output=True, encoding="utf-8")


def current(folder: Path) -> str:
    """Return the name of the build that counts."""
    return (folder / "build/current").read_text("utf-8").strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable says where the user's cache is")
def test_processes_go_on_from_one_another(tmp_path: Path, cache: Path) -> None:
    folder, copy = tmp_path / "project", tmp_path / "copy"
    write_project(make(2, 6), folder)
    assert command(folder, "--incremental", PYTHONHASHSEED="1").returncode == 0
    (path,) = cache.iterdir()
    first = path.read_bytes()
    change(folder, random.Random(1))
    assert command(folder, "--incremental", PYTHONHASHSEED="2").returncode == 0
    assert path.read_bytes() != first
    shutil.copytree(folder / "sources", copy / "sources")
    assert command(copy).returncode == 0
    assert current(folder) == current(copy)
    kept_last = path.read_bytes()
    spoil(folder, random.Random(1))
    assert command(folder, "--incremental").returncode == 1
    assert path.read_bytes() == kept_last


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable says where the user's cache is")
def test_watching_keeps_what_it_knows_when_it_ends(project: Project, cache: Path) -> None:
    shutil.rmtree(cache)
    watch = [*KG_BUILD, str(project.root), "--watch", "--incremental", "--texts", str(project.texts)]
    process = subprocess.Popen(watch, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    assert process.stderr
    assert b"is published" in process.stderr.readline()
    time.sleep(1)  # it waits for a save by then
    process.send_signal(signal.SIGINT)
    process.stderr.close()
    assert process.wait() == 0
    assert kept(project).goes_on


def test_a_cache_that_can_not_be_written_is_told_and_the_build_stands(project: Project, cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("a file", "utf-8")
    change(project.root, random.Random(1))
    result = CliRunner().invoke(app, ["build", "-p", str(project.root), "--incremental"])
    assert result.exit_code == 0
    assert "can't be kept for the next one" in result.stderr
    assert current(project.root)


def test_workers_know_too_little() -> None:
    result = CliRunner().invoke(app, ["build", "-p", str(ROOT), "--incremental", "--workers", "2"])
    assert isinstance(result.exception, UsageError)
    assert "--workers" in str(result.exception)
