"""Judgements that can't stand beside those that are recorded already."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.identity.cards import Verdict

SAYS = {"same": "the same", "different": "different", "unsure": "such that nobody can tell"}

MEND = "delete its lines first, if it is wrong"


class Standing(NamedTuple):
    """A judgement that stands, and where: `sources/register/judgements.yaml:12`."""

    kind: str
    verdict: Verdict
    things: tuple[str, ...]
    place: str


def standing_already(kind: str, verdict: Verdict, things: Iterable[str], standing: Iterable[Standing]) -> str | None:
    """Return where a judgement says the same already, on these things or on more of them."""
    asked = set(things)
    fits = (each for each in standing if each.kind == kind and each.verdict == verdict and asked <= set(each.things))
    return next((each.place for each in fits), None)


def clash(kind: str, verdict: Verdict, things: Sequence[str], standing: Iterable[Standing]) -> str | None:
    """Return in words what keeps a judgement from being recorded, or None.

    It contradicts one on two of its things, or it takes as one, through others, what one says is not.
    """
    standing = [each for each in standing if each.kind == kind]
    asked = set(things)
    for each in standing:
        both = [thing for thing in each.things if thing in asked]
        if len(both) > 1 and each.verdict != verdict:
            return f"{each.place} says that {both[0]} and {both[1]} are {SAYS[each.verdict]}; {MEND}"
    same = [each for each in standing if each.verdict == "same"]
    if verdict == "same":
        return _joins(things, same, [each for each in standing if each.verdict != "same"])
    for one, other in combinations(things, 2):
        if other in (group := _group([one], same)):
            places = list(dict.fromkeys(each.place for each in same if not group.isdisjoint(each.things)))
            says = "takes" if len(places) == 1 else "take"
            return f"{' and '.join(places)} {says} {one} and {other} as the same; {MEND}"
    return None


def _joins(things: Sequence[str], same: list[Standing], apart: list[Standing]) -> str | None:
    """Tell which judgement keeps apart what would become one."""
    group = _group(things, same)
    for each in apart:
        both = [thing for thing in each.things if thing in group]
        if len(both) > 1 and both[1] not in _group([both[0]], same):
            says = f"{each.place} says that they are {SAYS[each.verdict]}"
            return f"it would take {both[0]} and {both[1]} as one, through what they are one with, and {says}"
    return None


def _group(things: Sequence[str], same: list[Standing]) -> set[str]:
    """Return all that these are one with."""
    group, rest = set(things), list(same)
    while found := [each for each in rest if not group.isdisjoint(each.things)]:
        rest = [each for each in rest if group.isdisjoint(each.things)]
        group.update(thing for each in found for thing in each.things)
    return group
