"""An evidence pack: one page with a question, its answer, and the passages behind each row, that opens from disk."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from kg.citing.answer import CitedAnswer
from kg.citing.words import attribution, corroboration, remarks, source
from kg.queries.formats import cells
from kg.validation.reports.context import visible
from kg.validation.reports.json import Document

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
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template("pack.html.jinja")
    return page.render(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),
        query=cited.query,
        values=cited.values,
        columns=cited.answer.columns,
        rows=list(zip(cells(cited.answer), cited.noted or [None] * len(cited.rows), strict=True)),
        refused=cited.refused,
        notes=cited.notes,
        proof=proof,
        rules=[rule for rule in proof.report.rules if rule.focus_nodes],
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Any] = {
        "visible": visible,
        "source": source,
        "attribution": attribution,
        "corroboration": corroboration,
        "remarks": remarks,
    }
    environment.filters.update(filters)
    return environment
