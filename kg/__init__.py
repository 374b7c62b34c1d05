"""A knowledge-graph builder for diplomacy: annotated articles in, a graph that can be cited out.

>>> import tempfile, pathlib, kg
>>> from kg.starter import lay_out
>>> folder = pathlib.Path(tempfile.mkdtemp()) / "harbour"
>>> files = list(lay_out(folder))
>>> kg.check(folder, texts=folder / "texts").conforms
True
>>> graph = kg.build(folder, texts=folder / "texts")
>>> graph.query("signings").rows[0][0]
'Minutes of the talks in Vessen'
>>> kg.open(folder).report.counts.articles
1
"""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.model import Report
    from kg.opened import Opened

__all__ = ["__version__", "build", "check", "open"]


def check(project: str | Path, *, texts: str | Path | None = None) -> "Report":
    """Read and validate a project; `texts` is the folder of the articles' texts. Findings are in the report."""
    from kg.pipeline import check as run
    from kg.project import Project

    return run(Project(Path(project), Path(texts) if texts else None)).report


def build(project: str | Path, *, texts: str | Path | None = None) -> "Opened":
    """Publish a build and open it. Raises GateError where the project does not conform; the last good one stays."""
    from kg.errors import GateError
    from kg.opened import Opened
    from kg.pipeline import build as run
    from kg.project import Project
    from kg.validation.gate import refusal

    here = Project(Path(project), Path(texts) if texts else None)
    built = run(here)
    if built.build is None:
        raise GateError(f"{refusal(built.checked.report)}; the reports are in {built.reports}")
    return Opened(here)


def open(project: str | Path) -> "Opened":  # noqa: A001 (kg.open, as one opens a file)
    """Open a project's current build. Raises BuildError where there is none."""
    from kg.opened import Opened
    from kg.project import Project

    return Opened(Project(Path(project)))
