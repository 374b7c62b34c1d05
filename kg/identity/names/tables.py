"""The tables of names that lie beside the code: spellings, look-alikes, families, titles."""

from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent


class Spelling(NamedTuple):
    """What the table knows of one spelling: the heads of its rows, their traditions, whether it is a family name."""

    heads: frozenset[str]
    traditions: frozenset[str]
    family: bool


def rows(table: str) -> list[list[str]]:
    """Return the rows of a table beside the code, without its header and comments."""
    lines = (_HERE / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


@cache
def known_spellings() -> dict[str, Spelling]:
    """Return what is known of each spelling; a name that only `confusable.tsv` has is a row of its own."""
    heads: dict[str, set[str]] = defaultdict(set)
    traditions: dict[str, set[str]] = defaultdict(set)
    family: dict[str, bool] = {}
    for tradition, names, note in rows("variants.tsv"):
        first = names.split()[0]
        for name in names.split():
            heads[name].add(first)
            traditions[name].update(tradition.split())
            family[name] = family.get(name, True) and note.startswith("family")
    for tradition, names in rows("given.tsv"):
        for name in names.split():
            heads[name].add(name)
            traditions[name].update(tradition.split())
            family[name] = False
    for _, names, why in rows("confusable.tsv"):
        for name in names.split():
            if name not in heads:
                heads[name].add(name)
                family[name] = "family" in why
    return {name: Spelling(frozenset(heads[name]), frozenset(traditions[name]), family[name]) for name in sorted(heads)}


@cache
def confusables() -> dict[tuple[str, str], tuple[bool, str]]:
    """Return for two heads, in alphabetical order, whether they may be one name, and why."""
    known = known_spellings()
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    for verdict, names, why in rows("confusable.tsv"):
        heads = sorted({head for name in names.split() for head in known[name].heads})
        for pair in combinations(heads, 2):
            found.setdefault(pair, (verdict == "cannot tell", why))
    return found


@cache
def bynames() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the by-names that say nothing of the name, each with the words of the name for which it stands."""
    return tuple((byname.replace(" ", ""), tuple(words.split())) for byname, words in rows("bynames.tsv"))


@cache
def families() -> dict[str, frozenset[str]]:
    """Return the traditions in which a word is a common family name that may stand first."""
    found: dict[str, set[str]] = defaultdict(set)
    for tradition, names in rows("families.tsv"):
        for name in names.split():
            found[name].add(tradition)
    return {name: frozenset(traditions) for name, traditions in found.items()}


@cache
def titles() -> dict[str, str]:
    """Return the kind of each title (`title`, `rank`, `office`, `between`, `after`), the title in plain letters."""
    found: dict[str, str] = {}
    for kind in ("title", "rank", "office", "between", "after"):
        for title in sorted(listed(kind)):
            found.setdefault(title, kind)
    return found


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of one kind in the table of titles: titles, offices, titles of women, particles."""
    return frozenset(
        word.strip() for row_kind, words in rows("titles.tsv") if row_kind == kind for word in words.split(",")
    )


SIMPLE_HONORIFICS = frozenset(
    [
        *(title for title in listed("title") if " " not in title),
        *("h.e.", "he", "excellency", "his", "her", "general", "gen"),
    ]
)
