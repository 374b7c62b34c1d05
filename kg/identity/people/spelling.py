"""How two names lie to each other: one name, or one a part of the other."""

from kg.identity.names import HONORIFICS, compare, fold, hints, keys, parse
from kg.identity.names.comparison import Verdict
from kg.identity.names.eastern import eastern
from kg.memory import cached


def same(one: str, other: str) -> bool:
    """Tell whether the two are spellings of one full name."""
    return fold(one) == fold(other) or (_meet(one, other) and _compared(one, other) == "same")


def is_part_of(short: str, long: str) -> bool:
    """Tell whether the long name has all parts of the short one, and more, or gives what is an initial there."""
    if not _meet(short, long) or _compared(short, long) != "cannot tell":
        return False
    found = compare(short, long)
    names = [parse(name).text for name in (short, long)]
    lacks = [any(reason.startswith(f"'{name}' lacks") for reason in found.reasons) for name in names]
    initials = any(len(pair.one.strip(".")) == 1 < len(pair.other) for pair in found.aligned)
    return not lacks[1] and (lacks[0] or initials)


def fits(one: str, other: str) -> bool:
    """Tell whether nothing in the one name contradicts the other."""
    return one == other or (_meet(one, other) and _compared(one, other) != "different")


def _meet(one: str, other: str) -> bool:
    """Tell whether two names, unless they are spelt alike, share a key; others are different."""
    return not keys(one).isdisjoint(keys(other))


def _compared(one: str, other: str) -> Verdict:
    """Return the verdict, which is the same in either order."""
    return _verdict(one, other) if one <= other else _verdict(other, one)


@cached(1 << 14)
def _verdict(one: str, other: str) -> Verdict:
    return compare(one, other).verdict  # with its reasons, a comparison takes a kilobyte


def shared_parts(one: str, other: str) -> int:
    """Return how many parts of the two names agree, initials aside."""
    return sum(len(pair.one.strip(".")) > 1 and len(pair.other.strip(".")) > 1 for pair in compare(one, other).aligned)


def lacks_first(one: str, other: str) -> bool:
    """Tell whether one of two full names begins with a part that the other lacks."""
    aligned = compare(one, other).aligned
    if not aligned or min(full_parts(one), full_parts(other)) < 2:
        return False
    return (parse(one).parts[0].text, parse(other).parts[0].text) not in {(pair.one, pair.other) for pair in aligned}


@cached(1 << 17)
def full_parts(name: str) -> int:
    """Return how many parts of a name are no initials, honorifics apart."""
    return sum(part.kind != "initial" for part in parse(name).parts)


@cached(1 << 17)
def strength(name: str) -> int:
    """Return how many parts of a full name tell people apart, initials aside.

    In East Asia few families and one given name make a name, however many syllables it has.
    """
    parsed = parse(name)
    if eastern(parsed) or "vietnamese" in hints(parsed):
        return min(2, len(parsed.parts))
    return full_parts(name)


def parts(name: str) -> int:
    """Return of how many parts a name is made, honorifics apart."""
    return len(parse(name).parts)


def untitled(name: str) -> str:
    """Return the name as it is spelled, without honorifics at its head, unless nothing else is left."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        words = words[1:]
    return " ".join(words)
