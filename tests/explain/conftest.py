"""The five articles, decided anew, and what tells the line of a pointer in their sources."""

from pathlib import Path

import pytest

from kg.drafting import decided, read
from kg.explain import Sources
from kg.identity import Decisions
from kg.opened import Opened
from kg.project import Project
from kg.sources.positions import Locator
from kg.sources.texts import Texts


@pytest.fixture(scope="session")
def root(graph: Opened, built: object) -> Path:
    """The folder of the project that was built."""
    return built.checked.project.root  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def locator(root: Path) -> Locator:
    return Locator(root)


def decide_all(root: Path) -> tuple[Decisions, Sources]:
    """Decide on all that a project holds."""
    project = Project(root)
    reading, register = read(project)
    files = {source.annotation.article.id: f"{source.file}#{source.prefix}" for source in reading.sources}
    return decided(Texts(project.texts), reading, register), Sources(Locator(root), lambda key: files.get(key, ""))


@pytest.fixture(scope="session")
def five(root: Path) -> tuple[Decisions, Sources]:
    """The decisions on the five articles, and where their things are annotated."""
    return decide_all(root)
