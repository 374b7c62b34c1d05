"""A tree to a record: fast where it fits, with every mistake where it does not."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from msgspec import ValidationError, convert

from kg.model import Finding
from kg.sources.limits import MISTAKES
from kg.sources.mistakes import mistakes
from kg.sources.tree import Tree

T = TypeVar("T")


def typed(tree: Tree, kind: type[T], *, texts: bool) -> tuple[T | None, tuple[Finding, ...]]:
    """Return the record that a tree holds, or None and all that is wrong; `texts` as in `mistakes`."""
    reason = ""
    if not tree.findings:
        try:
            return convert(tree.value, kind, strict=not texts), ()
        except ValidationError as error:
            reason = str(error)
    found = limited([*tree.findings, *islice(mistakes(tree, kind, texts=texts), MISTAKES + 1)])
    # The walk is held to agree with msgspec by a test; should it not, the document is refused all the same.
    return None, found or (Finding(code="DK029", message=f"this is no such record: {reason}", line=1, column=1),)


def limited(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the first findings, and where there are more than `MISTAKES`, one that says so (DK019)."""
    first = tuple(islice(findings, MISTAKES + 1))
    if len(first) <= MISTAKES:
        return first
    message = f"there are more than {MISTAKES} mistakes in this document; the rest is not shown"
    last = Finding(code="DK019", message=message, line=1, column=1, mend="Mend the ones above first.")
    return (*first[:MISTAKES], last)
