"""Whether two words may be spellings of one name."""

import re
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kg.identity.names.folding import plain, spellings
from kg.identity.names.romanisation import alike, consonants, tight
from kg.identity.names.tables import confusables, known_spellings, listed
from kg.memory import cached

SAME, UNSURE, DIFFERENT = 2, 1, 0
SLAVIC_FAMILY = re.compile(
    r"(ov|ev|off|eff|ow|ew|yov|in|yn|sk[iy]+|skij|skyi|tsk[iy]+|enko|chuk|shyn|shin|ovych|enok)$"
)
_SLAVIC_PAIRS = re.compile(r"(?:(ov|ev|yov|in|yn)(a?)|(sk|tsk|ck|zk)(?:[iy]+j?|(a|aya|aia|aja)))$")
_ENDINGS = (
    *(("zadeh", e) for e in ("zadeh", "zade", "zada")),
    *(("nejad", e) for e in ("nejad", "nezhad", "nijad", "nejat")),
    *(("pour", e) for e in ("pour", "pur", "poor")),
    *(("ov", e) for e in ("yev", "iev", "ev", "ov", "off", "eff")),
    *(("ova", e) for e in ("yeva", "ieva", "eva", "ova")),
    *(("oglu", e) for e in ("oglu", "oglou", "ogly")),
    *(("far", e) for e in ("fard", "far")),
    *(("yan", e) for e in ("yan", "ian")),
    *(("i", e) for e in ("iy", "ii", "ee", "i", "y")),
)
_EXACT = frozenset({"japanese", "vietnamese"})
_KH_IS_H = frozenset({"turkic", "slavic", "hebrew", "caucasus"})
_HUSHING = re.compile(r"[sc]h")
_MAKING_FAMILIES = frozenset({"arabic", "persian", "turkic"})
_FRAMES = {"abd": "Abd al-", "abu": "Abu", "din": "al-Din"}


class Likeness(NamedTuple):
    """How two words stand: 2 spellings of one name, 1 perhaps, 0 not; and why, in plain words."""

    grade: int
    how: str


@cached(1 << 16)
def heads(word: str) -> frozenset[str]:
    """Return the rows of the table in which the word stands, `hussein+i` for a family name made from one of them."""
    known = known_spellings()
    found = {head for spelling in spellings(word) if spelling in known for head in known[spelling].heads}
    if found:
        return frozenset(found)
    for spelling in spellings(word):
        for name, ending in _ENDINGS:
            base = spelling.removesuffix(ending)
            if len(base) >= 3 and base != spelling and (below := _bases(base)):
                return frozenset(f"{head}+{name}" for head in below)
    return frozenset()


def _made(heads_of_it: frozenset[str]) -> bool:
    return any("+" in head for head in heads_of_it)


def _bases(base: str) -> frozenset[str]:
    known = known_spellings().get(base)
    if known is not None:
        return known.heads if known.traditions & _MAKING_FAMILIES else frozenset()
    if base.endswith(("i", "y")) and len(base) > 4:
        return frozenset(f"{head}+i" for head in _bases(base[:-1]))
    return frozenset()


@cached(1 << 16)
def traditions(word: str) -> frozenset[str]:
    """Return the traditions to which the word points."""
    known = known_spellings()
    found = {tradition for spelling in spellings(word) if spelling in known for tradition in known[spelling].traditions}
    if not found:
        for head in heads(word):
            found |= known[head.partition("+")[0]].traditions
            if head.endswith(("+zadeh", "+nejad", "+pour", "+far")):
                found.add("persian")
            if head.endswith(("+ov", "+ova", "+oglu")):
                found.add("turkic")
    text = plain(word)
    if text.endswith(("ullah", "ollah", "allah", "eddin", "eddine", "uddin")):
        found.add("arabic")
    if text.endswith(("zadeh", "nejad", "pour", "zad")) or text in listed("persian"):
        found.add("persian")
    if len(text) > 5 and text.endswith(
        ("ov", "ev", "ova", "eva", "skiy", "sky", "skyi", "enko", "vich", "vych", "ovna")
    ):
        found.add("slavic")
    if text.endswith(("shvili", "chvili", "adze", "idze")) or (len(text) > 6 and text.endswith(("yan", "ssian"))):
        found.add("caucasus")
    if len(text) > 6 and text.endswith(("idis", "ides", "akis", "poulos", "poulou", "oulias", "opoulos")):
        found.add("greek")
    return frozenset(found)


def is_given(word: str, tradition: str) -> bool:
    """Tell whether the table has the word as a given name of the tradition."""
    known = known_spellings()
    return any(tradition in known[s].traditions and not known[s].family for s in spellings(word) if s in known)


def may_be_one(one: str, other: str) -> tuple[bool, str] | None:
    """Return what the table of look-alikes says of two heads, a family name standing for the name it is made from."""
    base, _, end = one.partition("+")
    base_other, _, end_other = other.partition("+")
    if end != end_other or base == base_other:
        return None
    return confusables().get((base, base_other) if base < base_other else (base_other, base))


@cached(1 << 14)
def likeness(one: str, other: str, hints: frozenset[str]) -> Likeness:
    """Return how two words stand to each other in names of these traditions; the order of the two does not matter."""
    if one == other:
        return Likeness(SAME, "spelt alike")
    if other < one:
        return likeness(other, one, hints)
    if " " in one or " " in other:
        return _framed(one, other, hints)
    in_one, in_other = heads(one), heads(other)
    both_listed = _made(in_one) == _made(in_other) and not (halves(one) or halves(other))
    if in_one and in_other and in_one != in_other and both_listed:
        return _in_two_rows(one, other, in_one, in_other)
    shared = not set(spellings(one)).isdisjoint(spellings(other))
    if shared and "vietnamese" in hints and not one.isascii() and not other.isascii():
        return Likeness(DIFFERENT, f"'{one}' and '{other}' bear different signs")
    if half := _half(one, other):
        return half
    if shared:
        return Likeness(SAME, f"'{one}' and '{other}' differ in signs only")
    if in_one and in_one == in_other:
        return Likeness(SAME, f"'{one}' and '{other}' are spellings of one name")
    return _by_rules(one, other, hints)


@cached(1 << 14)
def halves(word: str) -> tuple[str, ...]:
    """Return the two given names of which a word is made, as Alireza is of Ali and Reza; nothing if it is not."""
    known, text = known_spellings(), plain(word)
    for size in range(3, len(text) - 2):
        first, second = known.get(text[:size]), known.get(text[size:])
        if first and second and {"arabic", "persian"} & first.traditions and {"arabic", "persian"} & second.traditions:
            return (text[:size], text[size:])
    return ()


def _half(one: str, other: str) -> Likeness | None:
    for whole, part in ((one, other), (other, one)):
        if heads(part) and any(heads(half) == heads(part) for half in halves(whole)):
            return Likeness(UNSURE, f"'{part}' is half of '{whole}'")
    return None


def _framed(one: str, other: str, hints: frozenset[str]) -> Likeness:
    frame, _, rest = one.partition(" ") if " " in one else ("", "", one)
    frame_other, _, rest_other = other.partition(" ") if " " in other else ("", "", other)
    below = likeness(rest, rest_other, hints | {"arabic"})
    if frame == frame_other:
        if frame == "abd" and {rest, rest_other} <= {"nasser", "nasir", "naser", "nacer", "nassir"}:
            return Likeness(SAME, "spellings of Abd al-Nasir")
        return below
    if below.grade and not (frame and frame_other):
        return Likeness(UNSURE, f"one has '{_FRAMES[frame or frame_other]}', the other has not")
    return Likeness(DIFFERENT, f"'{one}' is not '{other}'")


def _in_two_rows(one: str, other: str, in_one: frozenset[str], in_other: frozenset[str]) -> Likeness:
    if in_one & in_other:
        return Likeness(UNSURE, f"'{one}' and '{other}' may be spellings of one name or of two")
    why = ""
    for head in sorted(in_one):
        for head_other in sorted(in_other):
            found = may_be_one(head, head_other)
            if found and found[0]:
                return Likeness(UNSURE, f"'{one}' and '{other}': {found[1]}")
            why = found[1] if found else why
    return Likeness(
        DIFFERENT, f"'{one}' and '{other}' are two names" + (f" ({why})" if why not in ("", "two names") else "")
    )


def _by_rules(one: str, other: str, hints: frozenset[str]) -> Likeness:
    for a in spellings(one):
        for b in spellings(other):
            if _sexes(a, b):
                return Likeness(
                    DIFFERENT, f"'{one}' and '{other}' have the endings of a man's and a woman's family name"
                )
            long_enough = max(len(a), len(b)) >= 5 or a.replace("y", "i") == b.replace("y", "i")
            if min(len(a), len(b)) >= 4 and long_enough:
                general = {"western"} if min(len(a), len(b)) >= 5 else set()
                for tradition in ["japanese"] if "japanese" in hints else sorted((hints - {"western"}) | general):
                    if tight(a, tradition) == tight(b, tradition):
                        return Likeness(SAME, f"'{one}' and '{other}' are romanisations of one name")
    for a in spellings(one):
        for b in spellings(other):
            if min(len(a), len(b)) < 3 or consonants(a).isdisjoint(consonants(b)):
                continue
            if alike(a) == alike(b) or _close(a, b, hints):
                return Likeness(UNSURE, f"'{one}' and '{other}' are neither plainly one name nor plainly two")
    return Likeness(DIFFERENT, f"'{one}' is not '{other}'")


def _close(one: str, other: str, hints: frozenset[str]) -> bool:
    """Tell whether two words differ in vowels only, and in few of them; their consonants are known to agree.

    Western families keep such spellings apart, and in Japanese and Vietnamese each vowel tells names apart.
    """
    if hints & _EXACT or hints == {"western"}:
        return False
    if hints & {"arabic", "persian"} and not hints & _KH_IS_H and one.count("kh") != other.count("kh"):
        return False
    return (
        min(len(one), len(other)) > 3
        and (_ends(one) == _ends(other) or one[-1] == other[-1] == "h")
        and len(_HUSHING.findall(one)) == len(_HUSHING.findall(other))
        and Levenshtein.normalized_similarity(one, other) >= (0.6 if min(len(one), len(other)) > 4 else 0.8)
    )


def _sexes(one: str, other: str) -> bool:
    man, woman = _SLAVIC_PAIRS.search(one), _SLAVIC_PAIRS.search(other)
    if man is None or woman is None or one[: man.start()] != other[: woman.start()] or len(one) < 5:
        return False
    return bool(man[2] or man[4]) != bool(woman[2] or woman[4])


def _ends(word: str) -> str:
    """Return how the word ends: in a consonant, in i, or in another vowel."""
    bare = re.sub(r"(?<=[aeiou])h$", "", word)
    if bare.endswith(("i", "y", "ee", "ei")):
        return "i"
    return "a" if bare[-1:] in tuple("aeou") else ""
