"""The report as one page that opens from disk: no script, no request, light and dark, for keyboard and print."""

from functools import lru_cache
from itertools import groupby
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup, escape
from msgspec import Struct

from kg.model import Finding, Report
from kg.validation.numbers import plural
from kg.validation.reports.context import KEPT, Context, Excerpt, Passage, excerpt, passage, title, visible
from kg.validation.reports.counts import counts, idle, looked_at, verdict
from kg.validation.reports.page import environment, policy

_FOLDER = Path(__file__).resolve().parent


class Card(Struct, frozen=True):
    """One finding as the page shows it."""

    finding: Finding
    title: str
    excerpt: Excerpt | None
    passage: Passage | None


def write(report: Report, context: Context) -> str:
    """Return the page. All that comes from data is escaped, and the policy of the page lets nothing be loaded."""
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    cards = [Card(f, title(f, context), excerpt(f, context), passage(f, context)) for f in report.findings]
    codes = sorted({finding.code for finding in report.findings})
    return _page("report.html.jinja").render(
        context=context,
        report=report,
        policy=policy(style),
        style=Markup(style),
        counts=counts(report),
        verdict=verdict(report),
        looked_at=looked_at(report),
        idle=idle(report),
        groups=[
            (file, [_card(card, number) for number, card in enumerate(group, 1)])
            for file, group in groupby(cards, key=lambda card: card.finding.file)
        ],
        rules=[context.pages[code] for code in codes if code in context.pages],
        shapes=report.shapes,
    )


@lru_cache
def _page(name: str) -> Template:
    return environment(_FOLDER, visible=visible, plural=plural, prose=prose).get_template(name)


@lru_cache(maxsize=KEPT)
def _card(card: Card, number: int) -> Markup:
    """Return a finding of a file; most stand in the next report as well."""
    return Markup(_page("finding.html.jinja").render(card=card, number=number).rstrip("\n"))


def prose(text: str) -> Markup:
    """Return a message with what stands between backquotes as code, and all of it escaped."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:
        return escape(visible(text))
    return Markup().join(Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts))
