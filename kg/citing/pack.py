"""An evidence pack: one page with a question, its answer, and the passages behind each row, that opens from disk."""

from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from kg.citing.answer import CitedAnswer
from kg.citing.words import ASPECTS, attribution, corroboration, remarks, source
from kg.queries.formats import cells
from kg.validation.reports.context import visible
from kg.validation.reports.json import Document
from kg.validation.reports.page import environment, policy

_FOLDER = Path(__file__).resolve().parent


class Proof(Struct, frozen=True):
    """Of which build an answer is, and what that build passed."""

    build: str
    """Its name: the first digits of the hash of its manifest."""
    graph: str
    """SHA-256 of its graph."""
    report: Document
    version: str
    """Of this program."""


def pack(cited: CitedAnswer, proof: Proof) -> str:
    """Return the page. All that comes from data is escaped, and the policy of the page lets nothing be loaded."""
    style = (_FOLDER / "pack.css").read_text(encoding="utf-8")
    templates = environment(
        _FOLDER,
        visible=visible,
        source=source,
        attribution=attribution,
        corroboration=corroboration,
        remarks=remarks,
    )
    page = templates.get_template("pack.html.jinja")
    return page.render(
        policy=policy(style),
        style=Markup(style),
        query=cited.query,
        values=cited.values,
        columns=cited.answer.columns,
        rows=list(zip(cells(cited.answer), cited.noted or [None] * len(cited.rows), strict=True)),
        refused=cited.refused,
        notes=cited.notes,
        aspects=ASPECTS,
        proof=proof,
        rules=[rule for rule in proof.report.rules if rule.focus_nodes],
    )
