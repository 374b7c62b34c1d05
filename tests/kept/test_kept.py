"""What a build knows goes on in the next process, if it can be relied on; the result is that of everything anew."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import kept as module
from kg import project as projects
from kg.kept import keep, keep_on, kept
from kg.opened import Opened
from kg.pipeline import build
from kg.project import Project
from kg.store import Edited
from tests.edits import EDITS, articles, change, write
from tests.kept.anew import anew, current
from tests.test_edits import seen

SPARE = 3
"""Articles that are not there at first."""


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


def flipped(path: Path, *_: object) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def flipped_in_its_time(path: Path, *_: object) -> None:
    before = path.stat()
    flipped(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.unlink()


def of_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projects, "__version__", "0.0.0")
    module._program.cache_clear()


def asked_from_elsewhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)


def writable_by_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o622)


def of_somebody_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)


def in_a_folder_of_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.chmod(0o777)


def in_a_folder_behind_a_link(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = path.parent.with_name("other")
    path.parent.rename(other)
    path.parent.symlink_to(other)


def in_no_certain_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd()
    monkeypatch.chdir(path.parent.parent)
    monkeypatch.setattr(Path, "cwd", lambda: here)
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: Path(path.parent.name))


def of_nobody_with_a_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine home directory")

    monkeypatch.setattr(module, "user_cache_path", homeless)


ANY_SYSTEM = [flipped, cut, gone, of_another_program, asked_from_elsewhere]
ANY_SYSTEM += [in_no_certain_place, of_nobody_with_a_home]
POSIX = [writable_by_others, of_somebody_else, in_a_folder_of_all, in_a_folder_behind_a_link]
no_owners = pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")


@pytest.mark.parametrize("how", [*ANY_SYSTEM, *(pytest.param(each, marks=no_owners) for each in POSIX)])
def test_what_can_not_be_relied_on_is_not_known(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    (path,) = cache.glob("*.known")
    assert kept(project).goes_on
    how(path, monkeypatch)
    assert not kept(project).goes_on


@pytest.mark.parametrize("how", [in_no_certain_place, of_nobody_with_a_home, *POSIX[2:]])
@no_owners
def test_nothing_is_kept_where_it_could_not_be_relied_on(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    (path,) = cache.glob("*.known")
    known, before = kept(project), path.read_bytes()
    how(path, monkeypatch)
    with pytest.raises(OSError, match=r"cache must be absolute|home|others could write here"):
        keep(project, known)
    assert path.read_bytes() == before


def test_what_is_known_with_some_texts_is_not_known_with_others(project: Project, tmp_path: Path) -> None:
    assert project.texts
    shutil.copytree(project.texts, tmp_path / "other")
    for texts in (None, tmp_path / "other"):
        assert not kept(Project(project.root, texts)).goes_on


def test_a_program_that_is_changed_in_between_is_another_one(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = kept(project)
    shutil.rmtree(cache)
    module._program.cache_clear()
    assert not kept(project).goes_on
    with monkeypatch.context() as patch:
        patch.setattr(projects, "__version__", "0.0.0")
        keep(project, known)
        module._program.cache_clear()
        assert not kept(project).goes_on
    module._program.cache_clear()
    assert kept(project).goes_on


@pytest.mark.parametrize("where", ["graph/000001-article.nq", "graph/*-derived.nq", "store/*.sst"])
@pytest.mark.parametrize("touch", [flipped, flipped_in_its_time, Path.unlink])
def test_a_build_that_somebody_touched_is_not_gone_on_from(
    project: Project, where: str, touch: Callable[[Path], None]
) -> None:
    change(project.root, random.Random(1))
    touch(max((project.builds / current(project.root)).glob(where)))
    built = build(project, known=kept(project))
    assert seen(built) == anew(project)
    assert Opened(project).diagnose().sound


def test_a_build_is_guarded_as_long_as_what_is_kept_goes_on_from_it(project: Project) -> None:
    began_at = project.builds / current(project.root)
    change(project.root, random.Random(1))
    assert build(project, known=kept(project)).build
    assert not kept(project).goes_on  # the two share files, which changed a time of them
    keep_on(project, began_at)
    assert kept(project).goes_on
    flipped_in_its_time(max(began_at.glob("graph/*-derived.nq")))
    assert not kept(project).goes_on


def test_files_that_go_during_a_build_are_made_anew(project: Project) -> None:
    change(project.root, random.Random(1))
    known = kept(project)
    for path in (project.builds / current(project.root) / "graph").iterdir():
        path.unlink()
    assert seen(build(project, known=known)) == anew(project)


@no_owners
def test_what_is_kept_is_the_users_own(project: Project, cache: Path) -> None:
    (path,) = cache.glob("*.known")
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_what_somebody_left_who_was_killed_goes_and_what_is_being_written_stays(project: Project, cache: Path) -> None:
    (path,) = cache.glob("*.known")
    left, begun = cache / f".{path.name}.1", cache / f".{path.name}.2"
    for each in (left, begun):
        each.write_bytes(b"half")
    os.utime(left, (0, 0))
    keep(project, kept(project))
    assert sorted(cache.iterdir()) == sorted((path, path.with_suffix(".stamps"), begun))


def test_where_the_disk_refuses_nothing_half_done_stays(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = cache.glob("*.known")
    before, known = path.read_bytes(), kept(project)

    def full(known: object, file: object, protocol: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.pickle, "dump", full)
    with pytest.raises(OSError, match="No space left"):
        keep(project, known)
    assert sorted(cache.iterdir()) == [path, path.with_suffix(".stamps")]
    assert path.read_bytes() == before
