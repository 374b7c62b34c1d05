"""Whether two tellings name the same participants: side by side, by person, by post, or only by state."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.identity.cards import Line
from kg.identity.events.points import POINTS, line, veto
from kg.identity.events.tellings import Principal, Telling

WEAK = "body and its person"
"""The one agreement that is none: a state's name stands for whoever acted for it."""

MANY = frozenset(["conference", "negotiation"])
"""Where each report may name others of one side."""
FEW = frozenset(["meeting", "phone call", "contact"])
"""Where a side that only one report names speaks against the two being one."""
OPPOSITE = {"caller": "callee", "inviter": "invitee", "host": "guest", "speaker": "addressee"}
LEVELS = frozenset(["inviter", "bearer", "invitee", "mediator"])
"""Roles that one side may fill beside each other: who invites is not who brings the invitation."""


class Agreement(NamedTuple):
    """Two participants taken for one, by which line of the table, and on which side."""

    a: Principal
    b: Principal
    what: str
    side: str


class Met(NamedTuple):
    """What was found on the participants of two tellings."""

    lines: list[Line]
    sides: frozenset[str]
    """Sides on which they agree."""
    weak: frozenset[str]
    """Sides on which they agree only by a state's name."""


def participants(a: Telling, b: Telling) -> Met:
    """Compare who took part: one with one, the best agreements first."""
    agreements = _matched(a, b)
    lines = [*_agree(a, agreements), *_swapped(agreements), *_others(a, b, agreements), *_third(a, b, agreements)]
    if both := sorted(a.companions & b.companions):
        lines.append(line("participants", "same companion", f"{' and '.join(map(_words, both))} came along in both"))
    strong = frozenset(each.side for each in agreements if each.what != WEAK)
    weak = frozenset(each.side for each in agreements) - strong
    return Met(lines, strong, weak)


def kind_of_agreement(p: Principal, q: Principal) -> str | None:
    """Return by which line of the table two participants agree; None where they don't."""
    if p.actor and p.actor == q.actor:
        return "same body" if p.body else "same person"
    if p.actor in q.candidates or q.actor in p.candidates or p.candidates & q.candidates:
        return "a name that may be that person's"
    if p.body or q.body:
        return WEAK if p.side and p.side == q.side and not (p.actor and q.actor and p.body and q.body) else None
    shared = p.posts & q.posts
    if not shared or not (p.by_role or q.by_role) or not (p.by_role or p.person) or not (q.by_role or q.person):
        return None
    if p.by_role and q.by_role:
        return "same post"
    return "person in a post of one holder" if shared & (p.single | q.single) else "person in a post"


def _matched(a: Telling, b: Telling) -> list[Agreement]:
    found = [
        (-POINTS[what], i, j, what)
        for i, p in enumerate(a.principals)
        for j, q in enumerate(b.principals)
        if (what := kind_of_agreement(p, q))
    ]
    taken_a, taken_b, matched = set[int](), set[int](), list[Agreement]()
    pair = len(a.principals) == len(b.principals) == 2 or a.type == "appointment"
    for _, i, j, what in sorted(found):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            p, q = a.principals[i], b.principals[j]
            # two who meet are two sides, of whatever state they are
            side = None if pair and what != WEAK else p.side or q.side
            matched.append(Agreement(p, q, what, side or (str(p.actor.key) if p.actor else "/".join(sorted(p.posts)))))
    return matched


def _agree(a: Telling, agreements: list[Agreement]) -> Iterator[Line]:
    sides: list[str] = []
    for each in agreements:
        says = _says(each)
        if each.side in sides:
            yield Line("participants", says)
            continue
        sides.append(each.side)
        yield line("participants", each.what if len(sides) <= 2 else "one more side agrees", says)


def _says(each: Agreement) -> str:
    p, q = each.a, each.b
    if each.what == "same person":
        return f"both name {p.name}"
    if each.what == "a name that may be that person's":
        return f"{p.name} in the one may be {q.name} in the other"
    if each.what == "same body":
        return f"both name {p.name} as a whole"
    if each.what == WEAK:
        return f"the one names {p.name}, the other {q.name}, both for {_words(each.side, p, q)}"
    post = _words(min(p.posts & q.posts), p, q)
    if each.what == "same post":
        return f"both name the {post}, without a name"
    person, by = (p, "the other") if p.person else (q, "the one")
    return f"{person.name} is {post}, and {by} names only the post"


def _swapped(agreements: list[Agreement]) -> Iterator[Line]:
    for each in agreements:
        for role, opposite in OPPOSITE.items():
            one, other = each.a.roles & {role, opposite}, each.b.roles & {role, opposite}
            if len(one) == len(other) == 1 and one != other:
                yield veto("role", f"{each.a.name} is {min(one)} in the one and {min(other)} in the other")


def _others(a: Telling, b: Telling, agreements: list[Agreement]) -> Iterator[Line]:
    """Yield what contradicts: for one side, in one part, each names somebody, and nobody is named by both."""
    if a.type in MANY or b.type in MANY:
        return
    agreed = {level for each in agreements if each.what != WEAK for level in (_level(each.a), _level(each.b))}
    ones, others = _by_level(a), _by_level(b)
    for level in sorted(set(ones) & set(others) - agreed):
        side = level[0]
        names = [" and ".join(p.name for p in group) for group in (ones[level], others[level])]
        says = f"for {_words(side, *ones[level], *others[level])} the one names {names[0]}, the other {names[1]}"
        if all(_known(p) for p in (*ones[level], *others[level])):
            yield veto("participants", says)
        else:
            yield line("participants", "others of one side", says)


def _by_level(telling: Telling) -> dict[tuple[str, str], list[Principal]]:
    found: dict[tuple[str, str], list[Principal]] = {}
    for p in telling.principals:
        if p.side and not p.body and not (telling.type == "visit" and "host" in p.roles):
            found.setdefault(_level(p), []).append(p)
    return found


def _level(p: Principal) -> tuple[str, str]:
    return p.side or "", min(p.roles & LEVELS, default="")


def _known(p: Principal) -> bool:
    """Tell whether it is a person of the register: one that only an article knows may be any of these."""
    return p.person and p.actor is not None and "/" not in p.actor.key


def _third(a: Telling, b: Telling, agreements: list[Agreement]) -> Iterator[Line]:
    if a.type not in FEW or b.type not in FEW:
        return
    sides = {p.side for each in agreements for p in (each.a, each.b)}
    ones, others = ({p.side for p in x.principals if p.side} for x in (a, b))
    matched = [p for each in agreements for p in (each.a, each.b)]
    for telling, there in ((a, others), (b, ones)):
        for p in telling.principals:
            if p not in matched and not p.body and "mediator" not in p.roles and p.side not in there | sides:
                yield line("participants", "a side only in one", f"only {telling.written} names {p.name}")
                return


def _words(key: str, *named: Principal) -> str:
    """Return the label of a post or a side, or its key in words where none is known."""
    return next((label for p in named for of, label in p.labels if of == key), key.replace("-", " "))
