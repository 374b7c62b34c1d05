"""The build of a project, and that of the same with nothing known."""

import shutil
from pathlib import Path

from kg.pipeline import build
from kg.project import Project
from tests.test_edits import seen


def current(folder: Path) -> str:
    """Return the name of a project's current build."""
    return (folder / "build/current").read_text("utf-8").strip()


def anew(project: Project) -> tuple[object, ...]:
    """Build a copy of what is there of a project, with nothing known."""
    copy = project.root.parent / "anew"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.sources, copy / "sources")
    return seen(build(Project(copy, project.texts)))
