"""A project of which a build is kept, and a cache that is nobody else's."""

from pathlib import Path

import pytest

from kg import kept as module
from kg.kept import keep
from kg.known import Known
from kg.pipeline import build
from kg.project import Project
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache: another one."""
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: tmp_path / "cache/diplomacy-kg")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # of other processes
    module._program.cache_clear()
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
