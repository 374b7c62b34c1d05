"""What was checked: the report, what may be shown beside it, and the graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from kg.model import Article, Report
from kg.project import Project
from kg.sources.positions import Locator
from kg.sources.texts import Texts
from kg.store import Draft, Edited
from kg.validation.reports import SUFFIXES, Context, encoded, write
from kg.validation.rules import RulePage
from kg.version import __version__


@dataclass(frozen=True)
class Checked:
    """What the gate found, and the graph that it looked at."""

    project: Project
    title: str
    report: Report
    graph: Draft | Edited
    articles: Mapping[str, Article]
    """Those that could be read, by key."""
    told: Mapping[str, int]
    """How many articles, statements, and reports of events of each kind there are."""
    base: str
    ontology: str
    """Its version."""
    pages: Mapping[str, RulePage]
    locate: Locator
    texts: Texts

    @cached_property
    def _context(self) -> Context:
        articles, texts = self.articles, self.texts  # with self in it, no graph would go before a search for cycles
        return Context(
            lines=self.locate.lines,
            text=lambda key: texts.of(articles[key]) if key in articles else None,
            pages=self.pages,
            title=self.title,
            version=__version__,
        )

    def render(self, format: str, *, colour: bool = False, width: int = 80) -> str:  # noqa: A002 (the option's name)
        """Return the report in one of the formats of `kg.validation.reports`; `width` in columns is for text."""
        return write(self.report, format, replace(self._context, colour=colour, width=width))

    def files(self) -> dict[str, bytes]:
        """Return the report in all formats, by the names of their files."""
        return {f"report.{suffix}": encoded(self.report, name, self._context) for name, suffix in SUFFIXES.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return what a reader asks first: how many articles, events of each kind, statements, people and facts."""
        return {**self.told, "facts": self.report.facts, "triples": self.report.triples}
