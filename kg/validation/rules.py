"""A page for every rule: what, why, an example, how to mend. Shapes and checks describe themselves."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.errors import OntologyError, UsageError
from kg.model import Severity
from kg.resources import ontology_dir
from kg.sources.findings import nearest
from kg.validation.checks import Check
from kg.validation.shapes import Rule, Shapes, load_shapes

RULES = Path(__file__).resolve().parent.parent / "rules.toml"


class RulePage(Struct, frozen=True):
    """What is known of one rule."""

    code: str
    title: str
    """What holds, or what is wrong, in a few words."""
    severity: Severity
    why: str
    example: str
    mend: str
    about: str = ""
    """The class that a shape is about."""
    shape: str = ""
    """The IRI of the shape."""


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One table of rules.toml."""

    title: str
    why: str
    example: str
    mend: str
    severity: Severity = "error"


def rule_page(code: str, shapes: Shapes | None = None, checks: Iterable[Check] = ()) -> RulePage:
    """Return the page of a rule, `dk440` as well as `DK440`. Raises UsageError that names the nearest codes."""
    known = pages(shapes or load_shapes(ontology_dir() / "shapes"), checks)
    wanted = code.strip().upper()
    if wanted in known:
        return known[wanted]
    near = [each for each in sorted(known) if each.startswith(wanted[:4])][:5] if len(wanted) > 3 else []
    close = near or [each for each in [nearest(wanted, sorted(known))] if each]
    hint = f"; there is {', '.join(close)}" if close else f"; codes run from {min(known)} to {max(known)}"
    raise UsageError(f"no rule has the code {code!r}{hint}")


def pages(shapes: Shapes, checks: Iterable[Check] = ()) -> dict[str, RulePage]:
    """Return the pages of all rules by their code, sorted. Raises OntologyError where two rules share a code."""
    every = [*_described(RULES), *map(_of_shape, shapes.rules), *map(_of_check, checks)]
    found = {page.code: page for page in every}
    if len(found) < len(every):
        codes = [page.code for page in every]
        twice = ", ".join(sorted({code for code in codes if codes.count(code) > 1}))
        raise OntologyError(f"two rules have the code {twice}; give one of them another")
    return dict(sorted(found.items()))


def _described(path: Path) -> list[RulePage]:
    """Read rules.toml. Raises OntologyError for a table that lacks a text."""
    try:
        tables = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Mapping[str, _Entry])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OntologyError(f"{path.name}: {error}") from error
    return [
        RulePage(code, rule.title, rule.severity, rule.why, rule.example, rule.mend) for code, rule in tables.items()
    ]


def _of_shape(rule: Rule) -> RulePage:
    return RulePage(
        rule.code, rule.name, rule.severity, rule.description, rule.example, rule.message, rule.target_class, rule.iri
    )


def _of_check(check: Check) -> RulePage:
    return RulePage(check.code, check.summary, check.severity, check.why, check.example, check.mend)
