"""Chinese syllables: whether a word is written in pinyin, and how Wade and Giles wrote the same syllables."""

from collections.abc import Iterator
from functools import cache

from kg.identity.names.tables import rows
from kg.memory import cached

_INITIALS = {
    "b": "p",
    "p": "p'",
    "d": "t",
    "t": "t'",
    "g": "k",
    "k": "k'",
    "j": "ch",
    "q": "ch'",
    "x": "hs",
    "zh": "ch",
    "ch": "ch'",
    "r": "j",
    "z": "ts",
    "c": "ts'",
}
_SPECIAL = {
    "zi": "tzu",
    "ci": "tz'u",
    "si": "ssu",
    "zhi": "chih",
    "chi": "ch'ih",
    "shi": "shih",
    "ri": "jih",
    "e": "o",
    "er": "erh",
    "ye": "yeh",
    "yan": "yen",
    "yong": "yung",
    "you": "yu",
    "yi": "i",
    "ge": "ko",
    "ke": "k'o",
    "he": "ho",
    "gui": "kuei",
    "kui": "k'uei",
}


@cache
def _finals() -> dict[str, tuple[str, ...]]:
    return {initial.strip("-"): tuple(finals.split()) for initial, finals in rows("pinyin.tsv")}


@cache
def syllables() -> frozenset[str]:
    """Return all syllables of pinyin without their tones, `v` and `yu` for ü where they are told apart."""
    plain = {initial + final for initial, finals in _finals().items() for final in finals}
    return frozenset(plain | {"nyu", "lyu"})


@cached(1 << 14)
def readings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to part the word into syllables of pinyin, none if it is not pinyin (four syllables at most)."""
    if not word or len(word) > 24:
        return ()
    return tuple(dict.fromkeys(_parted(word, 4)))


def _parted(rest: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to part the rest of a word into so many syllables at most."""
    if not rest:
        yield ()
    elif most:
        for size in range(1, min(len(rest), 6) + 1):
            if rest[:size] in syllables():
                yield from ((rest[:size], *others) for others in _parted(rest[size:], most - 1))


@cache
def wade_giles(syllable: str) -> frozenset[str]:
    """Return how Wade and Giles wrote a syllable of pinyin, with the apostrophe where they set one."""
    if syllable in _SPECIAL:
        return frozenset({_SPECIAL[syllable]})
    initial = next((size for size in (2, 1) if syllable[:size] in _finals()), 0)
    first, final = syllable[:initial], syllable[initial:]
    if first in ("y", "w", ""):
        return frozenset({syllable})
    if first in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    final = final.replace("v", "ü")
    final = {"ian": "ien", "ie": "ieh", "üe": "üeh", "üan": "üan", "iong": "iung", "ong": "ung"}.get(final, final)
    if final == "ui":
        final = "uei" if first in ("g", "k") else "ui"
    if final == "uo" and first not in ("g", "k", "h", "sh"):
        final = "o"
    if final == "e" and first not in ("zh", "ch", "sh", "r"):
        final = "e" if first in ("d", "t", "l", "n", "m", "z", "c", "s") else "o"
    start = _INITIALS.get(first, first)
    return frozenset({start + final, start + final.replace("ü", "u")})
