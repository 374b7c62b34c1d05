"""The score card of two tellings: what speaks for one event, what against it, and what follows."""

from collections.abc import Iterator
from math import cos, hypot, radians
from typing import NamedTuple

from kg.identity.cards import Card, Line, Verdict
from kg.identity.events.participants import kind_of_agreement, participants
from kg.identity.events.points import (
    ACTUAL,
    AHEAD,
    ELSEWHERE,
    LASTING,
    NEAR,
    NEEDED,
    NOT,
    PLAN_NEEDED,
    compatible,
    line,
    veto,
)
from kg.identity.events.tellings import Spot, Telling
from kg.identity.events.times import Fit, exclude, overlap, times, width

NAMED = frozenset(["conference", "negotiation", "event"])
"""Events that their name tells from others, whoever is named as taking part."""
CLOSE = 30.0
"""Kilometres within which two names may mean one place: a palace, an airport and their city."""


class Weighed(NamedTuple):
    """A card, and what the merging of more than two needs to know of it."""

    card: Card
    fits: bool
    """Whether the two may be one event, as far as these two alone tell."""
    alike: bool
    """Whether all but what contradicts would make them one."""
    report: Telling | None = None
    """Of a report and a plan that it may fulfil: the report."""


def compare(a: Telling, b: Telling, ambiguous: bool = False) -> Card:
    """Return the score card of two tellings; `ambiguous` where other tellings fit one of them as well."""
    return weigh(a, b, ambiguous).card


def weigh(a: Telling, b: Telling, ambiguous: bool = False) -> Weighed:
    """Compare two tellings and decide. Which comes first makes no difference.

    The rule, from above: what contradicts keeps two apart. A report and a plan are never one. Only what happened is
    ever taken as one. Two sides must agree. Points must reach what the type needs, and bounds must be tight. Nothing
    else may fit as well. Where one of the last three fails by little, a person is asked.
    """
    a, b = sorted((a, b), key=lambda telling: telling.key)
    who = participants(a, b)
    fit, days = times(a, b)
    lines = [*_kind(a, b), *who.lines, *_instead(a, b), *days, *_rest(a, b)]
    visited = {each.feature for each in lines if each.points > 0} & {"place visited", "post given"}
    named = a.type in NAMED and a.type == b.type and any(each.feature == "name" and each.points > 0 for each in lines)
    sides = 2 if named else len(who.sides) + len(visited)
    points, needed = sum(each.points for each in lines), _needed(a, b)
    copied = any(each.feature == "text" for each in lines)
    tight, enough = fit in ("same day", "near", "reported") or copied, points >= needed
    sides = min(sides, 1) if "visit" in (a.type, b.type) and not _same_guest(a, b) else sides
    agree, nearly = sides >= 2, sides + len(who.weak) >= 2 and points >= needed - NEAR

    report = next((x for x, plan in ((a, b), (b, a)) if x.status in ACTUAL and plan.status in AHEAD), None)

    def decided(
        verdict: Verdict, rule: str, *, fits: bool = False, alike: bool = False, least: int = needed
    ) -> Weighed:
        card = Card(a.written, b.written, verdict, rule, tuple(lines), points - least)
        return Weighed(card, fits, alike, report if rule == "plan-and-report" else None)

    if any(each.veto for each in lines):
        return decided("different", "contradiction", alike=agree and enough and tight)
    if report:
        plausible = agree and points >= PLAN_NEEDED and overlap(a, b)
        return decided("different", "plan-and-report" if plausible else "not-both-happened", least=PLAN_NEEDED)
    if a.status not in ACTUAL or b.status not in ACTUAL:
        asked = a.status == b.status and agree and enough and tight
        return decided("unsure" if asked else "different", "not-both-happened")
    if not nearly:
        return decided("different", "shared-participants-only" if sides + len(who.weak) else "nothing-shared")
    if not (agree and enough and tight):
        return decided("unsure", "not-enough", fits=agree)
    if ambiguous:
        return decided("unsure", "ambiguous", fits=True)
    return decided("same", "same-name" if named else _same(a, b, fit), fits=True)


def _same(a: Telling, b: Telling, fit: Fit) -> str:
    one_day = width(a.when) == width(b.when) == 1 and fit == "same day"
    return "same-day-same-principals" if one_day else "overlap-and-agreement"


def _needed(a: Telling, b: Telling) -> int:
    return max(NEEDED[a.type], NEEDED[b.type])


def _kind(a: Telling, b: Telling) -> Iterator[Line]:
    """Yield what the types and the statuses say."""
    if a.key[0] == b.key[0]:
        yield veto("article", "one article tells both, as two")
    if not compatible(a.type, b.type):
        yield veto("type", f"the one is {_a(a.type)}, the other {_a(b.type)}")
    elif a.type != b.type:
        yield line("type", "kind left open", f"the one is {_a(a.type)}, the other {_a(b.type)}")
        if a.several or b.several:
            yield veto("type", "the one stands for several events that its article tells")
    else:
        yield Line("type", f"both are {_a(a.type)}")
    if {a.status, b.status} & NOT and {a.status, b.status} & ACTUAL:
        yield veto("status", f"the one is told as {a.status}, the other as {b.status}")
    elif a.status != b.status:
        yield Line("status", f"the one is told as {a.status}, the other as {b.status}")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _instead(a: Telling, b: Telling) -> Iterator[Line]:
    """Yield what stands for a second participant: the place visited, the post given."""
    if a.type == b.type == "visit" and a.place and b.place and a.place.state not in _guests(a) | _guests(b):
        where = a.place.label if a.place == b.place else f"{a.place.label} and to {b.place.label}"
        if _places(a.place, b.place) in ("same", "inside"):
            yield line("place visited", "the place visited", f"they go to {where}")
    if a.type == b.type == "appointment" and len(a.principals) == len(b.principals) == 1:
        one, other = a.principals[0], b.principals[0]
        if one.actor == other.actor and (posts := sorted(one.posts & other.posts)):
            yield line("post given", "the post given", f"both as {posts[0].replace('-', ' ')}")


def _same_guest(a: Telling, b: Telling) -> bool:
    """Tell whether somebody who travels is named by both: many visit one host in a week."""
    guests = [[p for p in x.principals if "host" not in p.roles] for x in (a, b)]
    return any(kind_of_agreement(p, q) for p in guests[0] for q in guests[1])


def _guests(visit: Telling) -> set[str | None]:
    """Return the sides of those who travel."""
    guests = [p for p in visit.principals if "guest" in p.roles]
    return {p.side for p in guests or visit.principals if "host" not in p.roles}


def _rest(a: Telling, b: Telling) -> Iterator[Line]:
    if a.passage and a.passage == b.passage:
        yield line("text", "the same words", "two copies of one text tell it in the same words")
    if a.place and b.place and not {a.type, b.type} & ELSEWHERE:
        yield from _place(a, b, a.place, b.place)
    if a.topics and b.topics:
        yield from _topics(a, b)
    if a.parent and b.parent:
        yield from _parents(a.parent, b.parent)
    if both := sorted(a.framework & b.framework):
        yield line("framework", "same framework", f"both within {both[0].replace('-', ' ')}")
    if both := sorted(a.documents & b.documents):
        yield line("document", "same document", f"both conclude {both[0]}")
    if a.name and b.name:
        yield from _names(a, b)


def _place(a: Telling, b: Telling, one: Spot, other: Spot) -> Iterator[Line]:
    how, says = _places(one, other), f"the one in {one.label}, the other in {other.label}"
    counted = a.type == "visit"  # as the place visited
    if how == "same":
        yield Line("place", f"both in {one.label}") if counted else line("place", "same place", f"both in {one.label}")
    elif how == "inside":
        yield Line("place", says) if counted else line("place", "one place in the other", says)
    elif how == "close":
        yield Line("place", says)
    elif how == "one state" and (a.type in LASTING or not (one.at and other.at)):
        yield line("place", "other place of one state", says)
    else:
        yield veto("place", says)


def _places(one: Spot, other: Spot) -> str:
    if one.key == other.key:
        return "same"
    if one.state and one.state == other.state:
        if one.country or other.country:
            return "inside"
        return "close" if one.at and other.at and _kilometres(one.at, other.at) <= CLOSE else "one state"
    return "close" if one.at and other.at and _kilometres(one.at, other.at) <= CLOSE else "apart"


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return about how far two points lie apart: enough for what is near, off the poles."""
    east = (one[1] - other[1] + 180) % 360 - 180
    return 111.2 * hypot(one[0] - other[0], east * cos(radians((one[0] + other[0]) / 2)))


def _topics(a: Telling, b: Telling) -> Iterator[Line]:
    shared = sorted(a.topics & b.topics)
    names = ", ".join(topic.replace("-", " ") for topic in shared)
    if 2 * len(shared) >= min(len(a.topics), len(b.topics)):
        yield line("topics", "same topics", f"both on {names}")
    elif shared or a.topics & b.fields or b.topics & a.fields:
        yield Line("topics", f"both on {names}" if shared else "on topics of one field")
    else:
        yield line("topics", "no topic in common", "they have no topic in common")


def _parents(one: Telling, other: Telling) -> Iterator[Line]:
    """Yield what the events say of which the two are parts."""
    if one.type != other.type:
        return
    who, says = participants(one, other), f"{one.written} and {other.written}"
    if one.place and other.place and _places(one.place, other.place) == "apart":
        yield veto("parent", f"parts of two: {says} were in {one.place.label} and in {other.place.label}")
    elif exclude(one.when, other.when):
        yield veto("parent", f"parts of two: the days of {says} exclude each other")
    elif any(each.veto for each in who.lines):
        yield veto("parent", f"parts of two: {says} had others taking part")
    elif who.sides and overlap(one, other):
        yield line("parent", "same parent", f"parts of what may be one: {says}")


def _names(a: Telling, b: Telling) -> Iterator[Line]:
    one, other = (" ".join(sorted(x.name)) for x in (a, b))
    numbers = [{word for word in x.name if word.isdecimal()} for x in (a, b)]
    if a.name == b.name:
        what = "same conference" if a.type == b.type == "conference" else "same name"
        yield line("name", what, f"both bear the name with the words {one}")
    elif all(numbers) and numbers[0] != numbers[1]:
        yield veto("name", f"the one is numbered {min(numbers[0])}, the other {min(numbers[1])}")
    elif a.name < b.name or b.name < a.name:
        yield line("name", "one name in the other", f"the names have the words {one}, and {other}")
    else:
        yield line("name", "other name", f"the names have the words {one}, and {other}")
