"""Chinese and Korean names: one family name, one given name of one or two syllables, in either order."""

import re
from functools import lru_cache
from itertools import chain, islice, product
from typing import NamedTuple

from kg.identity.names.chinese import readings, syllables, wade_giles
from kg.identity.names.folding import plain
from kg.identity.names.parts import Name
from kg.identity.names.tables import confusables, families
from kg.identity.names.words import heads
from kg.memory import cached

_KOREAN = re.compile(
    r"(kk|tt|pp|ch|j|k|g|t|d|p|b|s|sh|h|m|n|r|l)?[yw]?(ae|eo|eu|oo|ee|ou|ui|ai|a|e|i|o|u|y)(ck|ng|h|k|g|l|m|n|p|b|t|s)?$"
)


class Eastern(NamedTuple):
    """Such a name: the family names it may have, each with the words of the given name; whether it may be Chinese."""

    ways: tuple[tuple[str, tuple[str, ...]], ...]
    chinese: bool
    first: bool  # the first of the ways has the family name first


@cached(1 << 16)
def eastern(name: Name) -> Eastern | None:
    """Return the name as a Chinese or Korean one, or nothing if it cannot be one."""
    words = [_syllabic(part.text) for part in name.parts]
    if not 2 <= len(words) <= 3 or any(part.kind in ("initial", "patronymic") for part in name.parts):
        return None
    chinese = all(readings(plain(word)) for word in words)
    tied = re.search(r"^(\S+)\s+\S+-\S+$|^(\S+-\S+)\s+\S+$", name.text.strip())
    orders = [(words[0], tuple(words[1:])), (words[-1], tuple(words[:-1]))]
    if tied and len(words) == 3:  # a hyphen ties the two syllables of the given name
        orders = orders[:1] if tied[1] else orders[1:]
    of = [families().get(plain(family), _old_family(plain(family))) for family, _ in orders]
    as_chinese = [
        order
        for order, has in zip(orders, of, strict=True)
        if "chinese" in has and (chinese or tied or _wade(words) or all(readings(plain(word)) for word in order[1]))
    ]
    as_korean = [order for order, has in zip(orders, of, strict=True) if "korean" in has and _syllables(order[1])]
    only_chinese = [order for order in as_chinese if order not in as_korean]
    both = [order for order in orders if order in as_chinese or order in as_korean]
    ways = tuple(dict.fromkeys(only_chinese if chinese and only_chinese else both))
    return Eastern(ways, chinese, ways[0][0] == words[0]) if ways else None


def _syllabic(text: str) -> str:
    return text.casefold().replace(" ", "")


def _wade(words: list[str]) -> bool:
    return all(plain(word) in _all_wade() for word in words)


@lru_cache(maxsize=1)
def _all_wade() -> frozenset[str]:
    return frozenset(plain(way) for syllable in syllables() for way in wade_giles(syllable))


@cached(1 << 14)
def _parted(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a word is one or two Korean syllables, the longest first syllables first."""
    if _KOREAN.match(word):
        return ((word,),)
    cuts = ((word[:size], word[size:]) for size in range(len(word) - 1, 1, -1))
    return tuple(cut for cut in cuts if all(map(_KOREAN.match, cut)))


def _syllables(words: list[str] | tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the ways to read the words as a given name of at most two Korean syllables."""
    ways = (tuple(chain.from_iterable(way)) for way in product(*(_parted(plain(word)) for word in words)))
    return [way for way in ways if len(way) <= 2]


def against(one: Eastern, other: Eastern, texts: tuple[str, str]) -> tuple[str, str]:
    """Return the verdict on two such names, and why."""
    straight = _way(one.ways[0], other.ways[0], one.chinese and other.chinese, texts)
    if straight[0] == "same" and (one.first == other.first or len(one.ways) == len(other.ways) == 1):
        return straight
    found = [_way(a, b, one.chinese and other.chinese, texts) for a in one.ways for b in other.ways]
    if any(verdict == "same" for verdict, _ in found):
        return "cannot tell", "either part may be the family name"
    return next((way for way in found if way[0] == "cannot tell"), straight)


@cached(1 << 14)
def _old_forms(word: str) -> frozenset[str]:
    """Return how Wade and Giles may have written a word of pinyin, in plain letters."""
    found: set[str] = set()
    for syllables_of_it in readings(word):
        ways = product(*(sorted(wade_giles(syllable)) for syllable in syllables_of_it))
        found |= {"".join(map(plain, way)) for way in islice(ways, 16)}
    return frozenset(found)


@cached(1 << 12)
def _old_family(word: str) -> frozenset[str]:
    """Return `chinese` if Wade and Giles wrote a common family name so."""
    return frozenset({"chinese"} if word in _old_families() else ())


@lru_cache(maxsize=1)
def _old_families() -> frozenset[str]:
    chinese = [name for name, traditions in families().items() if "chinese" in traditions]
    return frozenset(form for name in sorted(chinese) for form in _old_forms(name))


def old_keys(name: Eastern) -> frozenset[str]:
    """Return how the name is written by Wade and Giles, in one word, if it is pinyin; and how it is written itself."""
    found: set[str] = set()
    for family, given in name.ways:
        whole = plain(family) + "".join(map(plain, given))
        found.add(whole)
        for first in readings(plain(family)):
            for rest in readings("".join(map(plain, given)))[:8]:
                ways = [sorted(wade_giles(syllable)) for syllable in (*first, *rest)]
                found |= {"".join(map(plain, way)) for way in islice(product(*ways), 16)}
    return frozenset(found)


def _way(
    one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], chinese: bool, texts: tuple[str, str]
) -> tuple[str, str]:
    (family, given), (family_other, given_other) = one, other
    old = _old_spelling(one, other, texts) or _old_spelling(other, one, texts[::-1])
    if old:
        return old
    by_family = _family(family, family_other)
    if not by_family[0]:
        return "different", by_family[1]
    by_given = _given(given, given_other, chinese)
    verdict, why = min(by_family, by_given, key=lambda found: found[0])
    return ("different", "cannot tell", "same")[verdict], why


@cached(1 << 16)
def _family(one: str, other: str) -> tuple[int, str]:
    a, b = plain(one), plain(other)
    if a == b or ({a, b} == {"lu", "lyu"} and not (one.isascii() and other.isascii())):
        return (
            (2, "the same family name")
            if _marks(one) == _marks(other) or not _umlaut(one, other)
            else (1, "ü and u are two vowels")
        )
    if heads(a) and heads(a) == heads(b):
        return 2, f"'{one}' and '{other}' are one family name"
    found = _linked(a, b)
    if found:
        return 1, f"'{one}' and '{other}': {found}"
    if a in _old_forms(b) or b in _old_forms(a):
        return 1, f"'{one}' and '{other}' may be the newer and the older spelling of one family name"
    return 0, f"one's family name is '{one}', the other's '{other}'"


def families_agree(one: str, other: str) -> bool:
    """Tell whether two family names may be one, in newer or older spellings."""
    return _family(one, other)[0] > 0 or _may_be_older(one, other) or _may_be_older(other, one)


def _linked(one: str, other: str) -> str:
    """Return why two words may be one name, as the table of look-alikes has it; nothing if it has not."""
    for x in sorted(heads(one) or {one}):
        for y in sorted(heads(other) or {other}):
            found = confusables().get((min(x, y), max(x, y)))
            if found and found[0]:
                return found[1]
    return ""


def _umlaut(one: str, other: str) -> bool:
    return plain(one) == plain(other) and ("ü" in one) != ("ü" in other)


def _marks(word: str) -> bool:
    return "ü" in word


@cached(1 << 16)
def _given(one: tuple[str, ...], other: tuple[str, ...], chinese: bool) -> tuple[int, str]:
    a, b = "".join(map(plain, one)), "".join(map(plain, other))
    if a == b:
        apart = [any("'" in word for word in words) for words in (one, other)]
        if apart[0] != apart[1] and len(readings(a)) != 1:
            return 1, "an apostrophe parts two syllables that may be one"
        if _umlaut("".join(one), "".join(other)):
            return 1, "ü and u are two vowels"
        return 2, "the given names are spelt alike"
    found = _linked(a, b) if min(len(a), len(b)) > 4 else ""  # one syllable stands there as a family name
    if found:
        return 1, f"'{'-'.join(one)}' and '{'-'.join(other)}': {found}"
    if a in _old_forms(b) or b in _old_forms(a):
        return 1, "the one given name may be the older spelling of the other"
    if not chinese:
        grade = max((_read_alike(x, y) for x in _syllables(one) for y in _syllables(other)), default=0)
        if grade:
            return (
                grade,
                "the given names may be read alike" if grade == 1 else "the given names spell the same syllables",
            )
    return 0, f"one's given name is '{'-'.join(one)}', the other's '{'-'.join(other)}'"


def _read_alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return 2 for spellings of the same syllables, 1 for what may be, 0 for others."""
    return min(map(_korean, one, other)) if len(one) == len(other) else 0


def _korean(one: str, other: str) -> int:
    if _hangul(one) == _hangul(other):
        return 2
    return int(re.sub(r"eo|eu|u", "o", _hangul(one)) == re.sub(r"eo|eu|u", "o", _hangul(other)))


@cached(1 << 12)
def _hangul(syllable: str) -> str:
    """Return the syllable as one spelling for the common ways of writing it."""
    for pattern, plainly in (
        (r"^young$|^yeong$", "yeong"),
        (r"uck$", "eok"),
        (r"oo|ou", "u"),
        (r"h(ui|ee|eui)$", "hi"),
        (r"ee", "i"),
        (r"ai$", "ae"),
        (r"^wha", "hwa"),
        (r"^g", "k"),
        (r"^d", "t"),
        (r"^b", "p"),
        (r"^j", "ch"),
        (r"^sh(?=i)", "s"),
        (r"g$(?<!ng)", "k"),
        (r"^l", "r"),
    ):
        syllable = re.sub(pattern, plainly, syllable)
    return syllable


@cached(1 << 16)
def _may_be_older(new: str, old: str) -> bool:
    """Tell whether one family name, or its first piece, may be the other as Wade and Giles spelt it."""
    first = plain(old.partition("-")[0])
    return any(
        first in {plain(way) for way in wade_giles(sounds[0])} for sounds in readings(plain(new)) if len(sounds) == 1
    )


def _old_spelling(
    new: tuple[str, tuple[str, ...]], old: tuple[str, tuple[str, ...]], texts: tuple[str, str]
) -> tuple[str, str] | None:
    """Return what it means if `old` is `new` as Wade and Giles spelt it."""
    if not _may_be_older(new[0], old[0]):
        return None
    written = [piece for word in (old[0], *old[1]) for piece in re.split(r"-", word)]
    for family in readings(plain(new[0])):
        for given in readings("".join(map(plain, new[1]))):
            sounds = (*family, *given)
            if len(sounds) != len(written) or len(family) != 1:
                continue
            if tuple(map(plain, written)) == sounds:
                continue
            strict = all(piece in wade_giles(sound) for piece, sound in zip(written, sounds, strict=True))
            loose = all(
                plain(piece) in {plain(way) for way in wade_giles(sound)}
                for piece, sound in zip(written, sounds, strict=True)
            )
            marked = "-" in texts[1] or "'" in texts[1] or any(not readings(plain(piece)) for piece in written)
            if strict and marked and len(given) > 1:
                return "same", "the older spelling of Wade and Giles of the same syllables"
            if loose:
                return "cannot tell", "perhaps the older spelling of Wade and Giles, or another name"
    return None
