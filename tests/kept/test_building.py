"""`kg build` and `kg check` with `--incremental`: when they go on from what was kept, and when they keep it again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import kept as module
from kg import pipeline, watch
from kg.cli import app
from kg.errors import BuildError, UsageError
from kg.kept import is_due, kept
from kg.pipeline import Built, build
from kg.project import Project
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT
from tests.edits import change, judge, part, reformat, remove, reorder, spoil
from tests.kept.anew import anew, current

KG_BUILD = [sys.executable, "-c", "from kg.cli import main; main()", "build", "--project"]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no variable says where the user's cache is")


def command(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kg build` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([*KG_BUILD, str(folder), *options], env=environment, capture_output=True, encoding="utf-8")


@on_linux
def test_processes_go_on_from_one_another(tmp_path: Path, cache: Path) -> None:
    folder, copy = tmp_path / "project", tmp_path / "copy"
    write_project(make(2, 6), folder)
    assert command(folder, "--incremental", PYTHONHASHSEED="1").returncode == 0
    (path,) = cache.glob("*.known")
    change(folder, random.Random(1))
    assert command(folder, "--incremental", PYTHONHASHSEED="2").returncode == 0
    shutil.copytree(folder / "sources", copy / "sources")
    assert command(copy).returncode == 0
    assert current(folder) == current(copy)
    kept_last = path.read_bytes()
    spoil(folder, random.Random(1))
    assert command(folder, "--incremental").returncode == 1
    assert path.read_bytes() == kept_last


@on_linux
def test_watching_keeps_what_it_knows_when_it_ends(project: Project, cache: Path, interrupts: None) -> None:
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


def test_a_build_goes_on_from_an_older_one_as_long_as_that_is_there(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "is_due", lambda began_at, recalled, spent: is_due(began_at, recalled, 0))
    chance, (path,) = random.Random(1), cache.glob("*.known")
    options, written = ["-p", str(project.root), "--texts", str(project.texts), "--incremental"], []
    for edit in chance.sample((change, remove, judge, part, reorder, reformat), 6):
        edit(project.root, chance)
        before = path.read_bytes()
        assert kept(project).goes_on, edit.__name__
        assert CliRunner().invoke(app, ["build", *options]).exit_code == 0, edit.__name__
        _, manifest = anew(project)
        assert manifest
        assert current(project.root) == current(project.root.parent / "anew"), edit.__name__
        written.append(path.read_bytes() != before)
    assert written == 2 * [False, False, True]  # two builds stay besides the current one


def test_what_took_longer_than_to_recall_it_is_kept(tmp_path: Path) -> None:
    assert not is_due(tmp_path, recalled=3, spent=2)
    assert is_due(tmp_path, recalled=3, spent=4)
    assert is_due(tmp_path / "gone", recalled=3, spent=2)
    assert is_due(None, recalled=3, spent=2)


def test_what_is_half_known_after_a_failure_is_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter([build(project), BuildError("the disk refuses")])

    def built(*_: object, **__: object) -> Built:
        result = next(rounds)
        if isinstance(result, BuildError):
            raise result
        return result

    monkeypatch.setattr(pipeline, "build", built)
    monkeypatch.setattr(watch, "saves", lambda project: range(2))
    monkeypatch.delattr(module, "keep")
    result = CliRunner().invoke(app, ["build", "-p", str(project.root), "--watch", "--incremental"])
    assert result.exception is None
    assert "the disk refuses" in result.stderr


def test_a_cache_that_can_not_be_written_is_told_and_the_build_stands(project: Project, cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("a file", "utf-8")
    change(project.root, random.Random(1))
    result = CliRunner().invoke(app, ["build", "-p", str(project.root), "--incremental"])
    assert result.exit_code == 0
    assert "can't be kept for the next one" in result.stderr
    assert current(project.root)


def test_a_check_goes_on_from_it_and_keeps_nothing(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = cache.glob("*.known")
    before, known = path.read_bytes(), kept(project)
    rules, looked_at = known.validated.rules, known.validated.seen
    spoil(project.root, random.Random(1))
    monkeypatch.setattr(module, "kept", lambda project: known)
    options = ["-p", str(project.root), "--texts", str(project.texts)]
    result = CliRunner().invoke(app, ["check", "--incremental", *options])
    assert result.exit_code == 1
    assert result.stdout == CliRunner().invoke(app, ["check", *options]).stdout
    assert known.validated.rules is rules
    assert known.validated.seen is not looked_at
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_workers_know_too_little(command: str) -> None:
    with pytest.raises(UsageError, match="--workers"):
        CliRunner().invoke(app, [command, "-p", str(ROOT), "--incremental", "--workers=2"], catch_exceptions=False)
