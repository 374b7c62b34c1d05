"""What in two names contradicts, once their parts are laid against each other."""

from itertools import pairwise

from kg.identity.names.alignment import Match
from kg.identity.names.parts import Part
from kg.identity.names.words import is_given


def contradiction(left: tuple[Part, ...], right: tuple[Part, ...], matches: tuple[Match, ...]) -> str:
    """Return what contradicts between two matches, if anything does."""
    i = j = 0
    for match in (*matches, Match(len(left), 0, len(right), 0, matches[0].likeness)):
        found = _clash(left[i : match.i], right[j : match.j])
        if found:
            one, other = found
            if one.kind == other.kind == "patronymic":
                fathers = [part.text.partition(" ")[2] or part.text for part in (one, other)]
                return f"one names a father, '{fathers[0]}', the other '{fathers[1]}'"
            return f"'{one.text}' stands where the other has '{other.text}'"
        i, j = match.i_end, match.j_end
    return _initials(left, right)


def _initials(left: tuple[Part, ...], right: tuple[Part, ...]) -> str:
    runs = [[part.word for part in parts[1:-1] if part.kind == "initial"] for parts in (left, right)]
    if runs[0] and runs[1] and runs[0][0] != runs[1][0]:
        return f"the middle initials are {''.join(runs[0]).upper()} and {''.join(runs[1]).upper()}"
    return ""


def runs_on(left: tuple[Part, ...], right: tuple[Part, ...], matches: tuple[Match, ...]) -> bool:
    """Tell whether one name only begins later and the other only ends earlier: `B C D` against `A B C`."""
    first, last = matches[0], matches[-1]
    if first.i and first.j:
        return False
    unbroken = all(m.i_end == n.i and m.j_end == n.j for m, n in pairwise(matches))
    ends = last.i_end == len(left) if first.i else last.j_end == len(right)
    return unbroken and ends and len(matches) > 1


def _clash(left: tuple[Part, ...], right: tuple[Part, ...]) -> tuple[Part, Part] | None:
    """Return two parts that stand in one place and contradict each other, if there are any."""
    for one in left:
        for other in right:
            if _contradict(one, other):
                return one, other
    return None


def _contradict(one: Part, other: Part) -> bool:
    """Tell whether two unlike parts exclude each other: a father's name says nothing against a family's."""
    if one.kind == other.kind:
        return True
    kinds = {one.kind, other.kind}
    if "initial" in kinds:
        return True
    if "patronymic" in kinds:
        part = one if one.kind != "patronymic" else other
        return not part.before and (part.kind == "middle" or is_given(part.word, "arabic"))
    if "family" in kinds:
        family, part = (one, other) if one.kind == "family" else (other, one)
        return not (family.before == "al" and is_given(part.word, "arabic"))
    return True
