"""Two chains of parts laid against each other."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.identity.names.folding import plain, spellings
from kg.identity.names.parts import Part
from kg.identity.names.romanisation import tight
from kg.identity.names.words import DIFFERENT, SAME, UNSURE, Likeness, heads, is_given, likeness
from kg.memory import cached

_FITS = Likeness(UNSURE, "an initial fits a name")


class Match(NamedTuple):
    """Parts `i` up to `i_end` of the one name stand for parts `j` up to `j_end` of the other."""

    i: int
    i_end: int
    j: int
    j_end: int
    likeness: Likeness


@cached(1 << 16)
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
    letters = _letters(parts)
    if letters < 4 or abs(letters - len(other.joined)) > 4:
        return None
    if other.kind == "initial" or any(part.kind == "initial" for part in parts):
        return None
    whole = "".join(part.joined for part in parts)
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


def _letters(parts: tuple[Part, ...]) -> int:
    letters = 0
    for part in parts:
        letters += len(part.joined)
    return letters


def _one_run(ones: tuple[Part, ...], others: tuple[Part, ...]) -> bool:
    """Tell whether neighbours here and there, run together, are spelt alike."""
    if len(ones) < 2 or len(others) < 2 or _letters(ones) != _letters(others):
        return False
    return _run(ones) == _run(others) != ""


def _run(parts: tuple[Part, ...]) -> str:
    if any(part.kind == "initial" or part.before or not part.text.isascii() for part in parts):
        return ""
    return "".join(part.joined for part in parts)


def align(one: tuple[Part, ...], other: tuple[Part, ...], hints: frozenset[str]) -> tuple[Match, ...]:
    """Return the matches that leave the fewest parts over, in order."""
    rows, columns = len(one), len(other)
    total = [[0] * (columns + 1) for _ in range(rows + 1)]  # what can be matched at best from two parts on
    taken: list[list[Match | None]] = [[None] * columns for _ in range(rows)]
    for i in range(rows - 1, -1, -1):
        left, below, here = one[i], total[i + 1], total[i]
        for j in range(columns - 1, -1, -1):
            right = other[j]
            best = below[j] if below[j] > here[j + 1] else here[j + 1]
            found = relation(left, right, hints)
            if found.grade and (
                found is not _FITS or rows == 1 or columns == 1 or (i + 1 == rows) == (j + 1 == columns)
            ):
                weight = 2 * _weight(found) + below[j + 1]
                if weight >= best:
                    best, taken[i][j] = weight, Match(i, i + 1, j, j + 1, found)
            if left.joined[:1] == right.joined[:1] or " " in left.word or " " in right.word:
                for run in _runs(one, i, other, j, hints):
                    width = run.i_end - i + run.j_end - j
                    weight = width * _weight(run.likeness) + total[run.i_end][run.j_end]
                    if weight >= best:
                        best, taken[i][j] = weight, run
            here[j] = best
    return _walk(total, taken)


def _runs(one: tuple[Part, ...], i: int, other: tuple[Part, ...], j: int, hints: frozenset[str]) -> Iterator[Match]:
    """Yield the matches of neighbours that begin here, run together, with what they may be there.

    They begin with one letter, or are one part with `abd al-`.
    """
    left, right = one[i], other[j]
    alike = left.joined[:1] == right.joined[:1]
    for size in (2, 3):
        whole = (alike or " " in right.word) and i + size <= len(one)
        if whole and (run := _joined(one[i : i + size], hints, right)):
            yield Match(i, i + size, j, j + 1, run)
        whole = (alike or " " in left.word) and j + size <= len(other)
        if whole and (run := _joined(other[j : j + size], hints, left)):
            yield Match(i, i + 1, j, j + size, run)
    if alike and _one_run(one[i : i + 2], other[j : j + 2]):
        yield Match(i, i + 2, j, j + 2, Likeness(SAME, "spelt alike, blanks and hyphens aside"))


def _weight(likeness: Likeness) -> int:
    return 30 if likeness.grade == SAME else 28 if likeness is not _FITS else 27


def _walk(total: list[list[int]], taken: list[list[Match | None]]) -> tuple[Match, ...]:
    found: list[Match] = []
    i = j = 0
    while i < len(taken) and j < len(taken[0]):
        match = taken[i][j]
        if match is not None:
            found.append(match)
            i, j = match.i_end, match.j_end
        elif total[i + 1][j] >= total[i][j + 1]:
            i += 1
        else:
            j += 1
    return tuple(found)
