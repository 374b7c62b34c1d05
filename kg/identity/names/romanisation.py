"""How each tradition writes one sound in several ways, as rules that are read from the top."""

import re
from collections.abc import Callable

from kg.memory import cached

_Written = str | Callable[[re.Match[str]], str]
_Rule = tuple[re.Pattern[str], _Written]


def _rules(*pairs: tuple[str, _Written]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), plain) for pattern, plain in pairs)


_DOUBLED = (r"(.)\1+", r"\1")

# The tight rules: two words that they make equal are spellings of one name, if a hint to the tradition is there.
_TIGHT: dict[str, tuple[_Rule, ...]] = {
    "arabic": _rules(
        (r"^[ae]l(?=[^aeiouy]{1,2}[aeiou])(?=.{6})", "al"),
        (r"dj", "j"),
        (r"q", "k"),
        (r"ph", "f"),
        (r"(?<=[aeiouy][nrtd])e$", ""),  # the French mute e of Hassane
        (r"(?<=[aeiouy])h$", ""),
        (r"(?<=y)e$", "a"),
        (r"ee|ie(?=[^aeiou]*$)", "i"),
        (r"oo|ou", "u"),
        (r"(?<=[^aeiou])u(?=[ae])", "u"),
        (r"a[iy]|e[iy]", "ai"),
        (r"a[wo]u?(?=[^aeiou]|$)", "au"),
        _DOUBLED,
        (r"i[iy]*(?=a)|y(?=a)", "y"),
        (r"(?<=[^aeiou])[iy]+$|iy$", "i"),
        (r"e$", "a"),
        (r"o", "u"),
        (r"^([^aeiou]+)[uei](?=[^aeiou]{1,2}ai)", r"\1u"),  # the first vowel of a diminutive: Khulaifi, Khelaifi
        (r"(?<![ai])e", "i"),
    ),
    "persian": _rules(
        (r"ck", "k"),
        (r"gh", "q"),
        (r"kh", "x"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"aei|aii|aie|aee|ayi|ai", "ai"),
        (r"ee", "i"),
        (r"oo|ou", "u"),
        (r"e[iy]|ay", "ai"),
        _DOUBLED,
        (r"i[iy]*(?=a)|y(?=a)", "y"),
        (r"[iy]+$", "i"),
        (r"(?<=[ae])h$", ""),
        (r"e$", "a"),
        (r"o", "u"),
        (r"(?<!a)e", "i"),
        (r"(?<=.)ll?a(?=y)", "la"),
    ),
    "slavic": _rules(
        (r"stsch|schtsch|chtch|shch", "sc"),
        (r"tsch|tch|tsh", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"x", "ks"),
        (r"(?<=[oe])(ff|w|f)$", "v"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"ou", "u"),
        (r"(?<=[iy]n)e$", ""),  # the French mute e of Poutine
        (r"gu(?=[ei])", "g"),
        (r"tz", "ts"),
        (r"^ie|^je|^ye", "e"),
        (r"^iu|^ju", "yu"),
        (r"^ia|^ja", "ya"),
        (r"[ij]?[iyj]a", "ya"),
        (r"[ij]?[iyj]u", "yu"),
        (r"(?<=.)[ij]?[iyj]o(?=[^aeiou])", "e"),
        (r"(?<=.)[ij]?[iyj]e", "e"),
        (r"(?<=[ae])[iyj]+$", "i"),
        (r"[iyj]+$", "i"),
        (r"y(?![aeiou])", "i"),
        (r"(?<=[aeo])j(?![aeiou])", "i"),
        _DOUBLED,
    ),
    "hebrew": _rules(
        (r"kh|ch(?!$)|ch", "h"),
        (r"tz|ts|(?<=[aeiou])z(?=[aeiou])", "z"),
        (r"q", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ee|ie", "i"),
        (r"oo|ou", "u"),
        (r"y", "i"),
        _DOUBLED,
        (r"(?<=[aeiou])h$", ""),
    ),
    "greek": _rules(
        (r"^gi(?=[aeo])", "y"),
        (r"kh|ch", "h"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"y(?=[^aeiou])", "i"),
        (r"ides$", "idis"),
        (r"ts", "tz"),
        (r"c", "k"),
        _DOUBLED,
    ),
    "caucasus": _rules(
        (r"kh", "h"),
        (r"ou", "u"),
        (r"chvili$", "shvili"),
        (r"iya|ya|ia", "ya"),
        (r"[iy]an$", "yan"),
        (r"y$", "i"),
        _DOUBLED,
    ),
    "turkic": _rules(
        (r"dzh|dj", "j"),
        (r"kh|x", "h"),
        (r"q", "k"),
        (r"(?<=[oe])(ff|w|f)$", "v"),
        (r"(?<=[aeiou])[iyj]?e(?=v|va)", "e"),
        (r"ay|ai|ei|ey", "ai"),
        (r"gh", "g"),
        (r"ou", "u"),
        _DOUBLED,
    ),
    "indic": _rules(
        (r"ee", "i"),
        (r"oo|ou", "u"),
        (r"aa", "a"),
        (r"w", "v"),
        (r"ay|ai|ei|ey", "ai"),
        (r"y$", "i"),
        _DOUBLED,
    ),
    "japanese": _rules(
        (r"ou|oo|oh(?=[^aeiou]|$)", "o"),
        (r"uu", "u"),
        (r"m(?=[bp])", "n"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"hu", "fu"),
        (r"zi|di", "ji"),
        (r"[szt]y(?=[auo])", lambda m: {"s": "sh", "z": "j", "t": "ch"}[m.group()[0]]),
    ),
    "malay": _rules(
        (r"oe", "u"), (r"^(?=.*dj)(.*)$", lambda m: m.group().replace("j", "y").replace("dy", "j")), _DOUBLED
    ),
    "african": _rules((r"gh", "g"), (r"ou", "u"), (r"y", "i"), _DOUBLED),
    "western": _rules((r"(?<=.)([^aeioulr])\1+", r"\1"), (r"([lr])\1+$", r"\1")),
}
_TIGHT["ukrainian"] = (*_TIGHT["slavic"], *_rules((r"(?<!k)h", "g")))
# Spellings that Western families keep apart although they sound alike.
_ALIKE = _rules(
    (r"^mac", "mc"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ck|c(?=[aoulrk])", "k"),
    (r"y", "i"),
    (r"ei|ie", "i"),
    (r"ou", "u"),
    (r"w", "v"),
    (r"z", "s"),
    (r"sch", "sh"),
    (r"(?<=.{3})e$", ""),
    _DOUBLED,
)
# The consonants, coarsely, in two readings of g and kh: what tight rules make equal is equal in one of them.
_COARSE = (
    (r"^mac", "mc"),
    (r"dzh|dj|zh", "j"),
    (r"tsch|tch|tsh|sch|sh|ch", "s"),
    (r"ff|w|f", "v"),
    (r"ph", "v"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"x", "ks"),
    (r"tz|ts|z|c(?=[eiy])", "s"),
    (r"q|c", "k"),
    (r"m(?=[bp])", "n"),
    (r"[yaeiouj]+", ""),
    (r"h", ""),
    _DOUBLED,
)
_HARD = _rules((r"gh|g(?!h)|kh", "k"), *_COARSE)
_SOFT = _rules((r"gh|g|kh", ""), *_COARSE)


@cached(1 << 17)
def tight(word: str, tradition: str) -> str:
    """Return the word as the tradition's rules spell it."""
    return _apply(word, _TIGHT.get(tradition, ()))


@cached(1 << 17)
def alike(word: str) -> str:
    """Return the word as it sounds to a Western ear."""
    return _apply(word, _ALIKE)


@cached(1 << 17)
def consonants(word: str) -> frozenset[str]:
    """Return the consonants of the word in coarse classes, in one reading or two."""
    return frozenset(_apply(word, rules) for rules in (_HARD, _SOFT))


def _apply(word: str, rules: tuple[_Rule, ...]) -> str:
    for pattern, written in rules:
        word = pattern.sub(written, word)
    return word


TRADITIONS = tuple(_TIGHT)
