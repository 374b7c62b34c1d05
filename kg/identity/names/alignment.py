"""Two chains of parts laid against each other."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.identity.names.folding import plain, spellings
from kg.identity.names.parts import Part
from kg.identity.names.romanisation import tight
from kg.identity.names.words import DIFFERENT, SAME, UNSURE, Likeness, heads, is_given, likeness

_FITS = Likeness(UNSURE, "an initial fits a name")


class Match(NamedTuple):
    """Parts `i` up to `i_end` of the one name stand for parts `j` up to `j_end` of the other."""

    i: int
    i_end: int
    j: int
    j_end: int
    likeness: Likeness


@lru_cache(maxsize=1 << 16)
def relation(one: Part, other: Part, hints: frozenset[str]) -> Likeness:
    """Return how two parts stand to each other, whatever stands around them."""
    if one.kind == "initial" or other.kind == "initial":
        if one.kind == other.kind:
            return (
                Likeness(SAME, "the same initial") if one.word == other.word else Likeness(DIFFERENT, "another initial")
            )
        initial, part = (one, other) if one.kind == "initial" else (other, one)
        letters = {spelling[:1] for spelling in spellings(part.word.replace("abd ", "abd"))} | {part.joined[:1]}
        letters |= {head[:1] for head in heads(part.word) if head[:2] in ("ye", "yu", "ya")}
        return (
            _FITS
            if initial.word in letters
            else Likeness(DIFFERENT, f"'{part.text}' does not begin with {initial.text}")
        )
    if one.joined == other.joined and (one.before or other.before):
        lone = " of" in one.before + other.before and "" in (one.before, other.before)
        opens = lone and any(re.match(r"bin\b", part.text.lower()) for part in (one, other))
        return Likeness(UNSURE if opens else SAME, "spelt alike, blanks and hyphens aside")
    found = likeness(one.word, other.word, hints)
    if found.grade == DIFFERENT and "al" in (one.before, other.before) and one.before != other.before:
        with_article, without = (one, other) if one.before == "al" else (other, one)
        bare = plain(without.word)
        if bare[:2] in ("al", "el") and len(bare) >= 6:
            found = likeness(with_article.word, bare[2:], hints)
    if found.grade == SAME and one.before != other.before:
        return _before(one, other, found)
    return found


def _before(one: Part, other: Part, found: Likeness) -> Likeness:
    """Weigh a marker, an article or a particle that only one of two like parts has."""
    if {one.before, other.before} == {"son of", "daughter of"}:
        return Likeness(DIFFERENT, "one is a son, the other a daughter")
    with_one, without = (one, other) if one.before else (other, one)
    if not without.before and with_one.before == "al":
        if without.kind != "middle" and is_given(without.word, "arabic") and with_one.kind == "family":
            return Likeness(UNSURE, f"'{without.text}' may be a father's name, '{with_one.text}' is a family's")
        return found
    if not without.before and with_one.before.endswith(" of"):
        if re.match(r"(bin|ibn|bint|binte|binti|bt\.?|b\.)\s", with_one.text.lower()):
            return found
        return Likeness(UNSURE, f"'{with_one.text}' may be a family name, which '{without.text}' is not")
    return Likeness(UNSURE, f"'{one.text}' and '{other.text}' have not the same particle")


def _joined(parts: tuple[Part, ...], hints: frozenset[str], other: Part) -> Likeness | None:
    """Return the likeness of several parts, run together, and one part."""
    if other.kind == "initial" or any(part.kind == "initial" for part in parts):
        return None
    whole = "".join(part.joined for part in parts)
    if len(whole) < 4 or abs(len(whole) - len(other.joined)) > 4:
        return None
    if whole == other.joined:
        return Likeness(SAME, "spelt alike, blanks and hyphens aside")
    if other.before:
        return None
    found = heads(whole)
    if found and found == heads(other.joined):
        return Likeness(SAME, f"'{whole}' and '{other.joined}' are spellings of one name")
    if any(tight(whole, hint) == tight(other.joined, hint) for hint in sorted(hints - {"western"})):
        return Likeness(SAME, f"'{whole}' and '{other.joined}' are romanisations of one name")
    return None


def _may_be_joined(first: Part, other: Part) -> bool:
    """Tell whether a run of parts that begins so may be one part: they begin with one letter, or with `abd al-`."""
    return other.joined[:1] == first.joined[:1] or " " in other.word


def _runs(parts: tuple[Part, ...]) -> list[str]:
    """Return each two neighbours run together."""
    return [_run(two) for two in pairwise(parts)]


def _run(parts: tuple[Part, ...]) -> str:
    if any(part.kind == "initial" or part.before or not part.text.isascii() for part in parts):
        return ""
    return "".join(part.joined for part in parts)


def align(one: tuple[Part, ...], other: tuple[Part, ...], hints: frozenset[str]) -> tuple[Match, ...]:
    """Return the matches that leave the fewest parts over, in order."""
    rows, columns = len(one), len(other)
    best: list[list[tuple[int, Match | None]]] = [[(0, None)] * (columns + 1) for _ in range(rows + 1)]
    runs, other_runs = _runs(one), _runs(other)
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            choice: tuple[int, Match | None] = (max(best[i + 1][j][0], best[i][j + 1][0]), None)
            found = relation(one[i], other[j], hints)
            if found.grade and (
                found is not _FITS or rows == 1 or columns == 1 or (i + 1 == rows) == (j + 1 == columns)
            ):
                choice = _better(choice, Match(i, i + 1, j, j + 1, found), best)
            whole, other_whole = _may_be_joined(one[i], other[j]), _may_be_joined(other[j], one[i])
            for size in (2, 3):
                if whole and i + size <= rows and (run := _joined(one[i : i + size], hints, other[j])):
                    choice = _better(choice, Match(i, i + size, j, j + 1, run), best)
                if other_whole and j + size <= columns and (run := _joined(other[j : j + size], hints, one[i])):
                    choice = _better(choice, Match(i, i + 1, j, j + size, run), best)
            if i + 2 <= rows and j + 2 <= columns and runs[i] == other_runs[j] != "":
                run = Likeness(SAME, "spelt alike, blanks and hyphens aside")
                choice = _better(choice, Match(i, i + 2, j, j + 2, run), best)
            best[i][j] = choice
    return _walk(best, rows, columns)


def _better(
    choice: tuple[int, Match | None], match: Match, best: list[list[tuple[int, Match | None]]]
) -> tuple[int, Match | None]:
    width = (match.i_end - match.i) + (match.j_end - match.j)
    weight = width * (30 if match.likeness.grade == SAME else 28 if match.likeness is not _FITS else 27)
    total = weight + best[match.i_end][match.j_end][0]
    return (total, match) if total >= choice[0] else choice


def _walk(best: list[list[tuple[int, Match | None]]], rows: int, columns: int) -> tuple[Match, ...]:
    found: list[Match] = []
    i = j = 0
    while i < rows and j < columns:
        match = best[i][j][1]
        if match is not None:
            found.append(match)
            i, j = match.i_end, match.j_end
        elif best[i + 1][j][0] >= best[i][j + 1][0]:
            i += 1
        else:
            j += 1
    return tuple(found)
