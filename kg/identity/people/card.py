"""The score card of two people. Names alone never decide, and one veto keeps two people apart."""

from kg.identity.cards import Card, Line, Verdict
from kg.identity.people.pairs import Pair
from kg.identity.people.person import Person
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import fits, full_parts, lacks_first, shared_parts, strength
from kg.identity.register import Ref, Register

POINTS = {
    "spelling of one name, three parts or more": 3,
    "spelling of one name, two parts": 2,
    "spelling of one name, one part": 1,
    "one name fits the other, two parts or more": 2,
    "one name fits the other": 1,
    "same post, which one person holds at a time": 3,
    "same post, which several hold": 2,
    "same state": 1,
    "another post": -1,
    "two posts at one time": -2,
    "the register has the name once, and nothing contradicts": 2,
    "nobody else of this name is known": 2,
}
SAME = 4
"""Points from which two people are one, if nothing forbids it."""


def score(one: Person, other: Person, pair: Pair, register: Register) -> list[Line]:
    """Return what names, posts and states of two people say."""
    return [_name(pair), *_post(one, other, pair, register)]


def vetoes(one: Person, other: Person, recorded: Recorded, register: Register) -> list[Line]:
    """Return what keeps two people apart: a judgement, one event with both, posts of different states."""
    lines = []
    judged = [sorted(person.things & recorded.things) for person in (one, other)]
    if judgement := recorded.why_apart(*judged):
        said = "nobody can tell" if judgement.verdict == "unsure" else "they are different"
        lines.append(Line("judgement", f"{judgement.by} recorded that {said}: {judgement.because}", veto=True))
    if one.entry and other.entry and one.entry != other.entry:
        lines.append(Line("register", "they are two entries of the register", veto=True))
    if _meet(one, other) or _meet(other, one):
        lines.append(Line("event", "both take part in one event", veto=True))
    if one.sides and other.sides and not one.sides & other.sides:
        sides = [" and ".join(_label(register, key) for key in sorted(person.sides)) for person in (one, other)]
        lines.append(Line("state", f"one stands for {sides[0]}, the other for {sides[1]}", veto=True))
    return lines


def decide(a: str, b: str, lines: list[Line], rule: str) -> Card:
    """Return the card: different by a veto, same from `SAME` points on, else unsure."""
    margin = sum(line.points for line in lines) - SAME
    vetoed = any(line.veto for line in lines)
    verdict: Verdict = "different" if vetoed else "same" if margin >= 0 else "unsure"
    rule = {"different": "contradiction", "unsure": "not-enough", "same": rule}[verdict]
    first, last = sorted((a, b))
    return Card(first, last, verdict, rule, tuple(lines), margin)


def _name(pair: Pair) -> Line:
    one, other = pair.names
    if pair.relation == "same":
        number = min(strength(one), strength(other))
        words = {1: "one part", 2: "two parts"}.get(number, "three parts or more")
        said = f"{one!r} is the same name" if one == other else f"{one!r} and {other!r} spell one name"
        return Line("name", said, POINTS[f"spelling of one name, {words}"])
    short, long = (other, one) if pair.relation == "long" else (one, other)
    said = f"{short!r} {'fits' if pair.relation == 'near' else 'is a part of'} {long!r}"
    what = "one name fits the other" + (", two parts or more" if shared_parts(one, other) > 1 else "")
    return Line("name", said, POINTS[what])


def _post(one: Person, other: Person, pair: Pair, register: Register) -> list[Line]:
    """Return the line on posts, or on states where no post is shared."""
    shared = sorted(one.posts & other.posts)
    single = [post for post in shared if register.single(post)]
    if shared:
        post = (single or shared)[0]
        alone = bool(single) or pair.relation == "same"
        what = "same post, which one person holds at a time" if alone else "same post, which several hold"
        return [Line("post", f"both are named as {register.entries[Ref('post', post)].label}", POINTS[what])]
    lines = []
    if both := sorted(one.sides & other.sides):
        lines.append(Line("state", f"both stand for {_label(register, both[0])}", POINTS["same state"]))
    if one.posts and other.posts:
        posts = [register.entries[Ref("post", min(person.posts))].label for person in (one, other)]
        while_ = one.apart_in_time(other) is False
        said = f"the one is {posts[0]}{' while' if while_ else ','} the other is {posts[1]}"
        lines.append(Line("post", said, POINTS["two posts at one time" if while_ else "another post"]))
    return lines


def other_names(one: Person, other: Person, pair: Pair) -> list[Line]:
    """Return what keeps two apart by their other names in articles, where one name lacks the first part of the other.

    'Ahmet Öztürk' may be short for 'Ertuğrul Ahmet Öztürk', but not if the latter is 'Ertuğrul Öztürk' elsewhere.
    """
    if pair.relation not in ("short", "long") or not lacks_first(*pair.names):
        return []
    ones, others = ({name for name in person.called if full_parts(name) > 1} for person in (one, other))
    two = next(((a, b) for a in sorted(ones) for b in sorted(others) if not fits(a, b)), None)
    return [Line("name", f"one is {two[0]!r} elsewhere, the other {two[1]!r}", veto=True)] if two else []


def _meet(one: Person, other: Person) -> bool:
    return not one.apart.isdisjoint(other.things)


def _label(register: Register, key: str) -> str:
    return register.entries[Ref("state", key)].label
