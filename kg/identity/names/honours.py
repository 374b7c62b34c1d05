"""What stands around a name: titles and ranks, offices, Jr and the numbers of kings; and the comma that turns it."""

import re

from kg.identity.names.folding import plain
from kg.identity.names.tables import titles
from kg.identity.names.tokens import Token, tokens

ARTICLES = frozenset({"al", "el", "ul", "aal"})
FATHER = {
    **dict.fromkeys(("bin", "ibn", "b.", "ben", "ould", "wuld", "wold", "ag"), "son of"),
    **dict.fromkeys(("bint", "binte", "binti", "bt", "bt.", "mint"), "daughter of"),
}
_SUFFIXES = {
    **dict.fromkeys(("jr", "junior", "filho", "fils"), "junior"),
    **dict.fromkeys(("sr", "senior", "pere"), "senior"),
    **dict.fromkeys(("neto",), "neto"),
}
_NUMBER = re.compile(r"(?=[IVX])X{0,2}(IX|IV|V?I{0,3})$")


def in_order(text: str) -> tuple[list[Token], bool]:
    """Return the tokens, given names first where a comma tells that the family name stood first."""
    chunks = [read for chunk in text.split(",") if (read := tokens(chunk))]
    if len(chunks) < 2:
        return (chunks[0] if chunks else []), False
    first, rest = chunks[0], chunks[1:]
    after: list[Token] = []
    given: list[Token] = []
    for chunk in rest:
        if any(kind_of(token.low) == "office" for token in chunk):
            continue
        if all(suffix_of(token) or kind_of(token.low) for token in chunk):
            after.extend(chunk)
        elif not given:
            given = chunk
    return [*given, *first, *after], bool(given)


def kind_of(low: str) -> str:
    """Return which kind of title a word is, if it is one."""
    return titles().get(plain_title(low), "")


def plain_title(low: str) -> str:
    """Return a token as the table of titles writes it: plain letters, no dots."""
    return " ".join(plain(word) for word in low.replace(".", "").split())


def without_titles(tokens: list[Token]) -> tuple[list[Token], tuple[str, ...]]:
    """Return the words without the titles around them, and the titles."""
    off: list[str] = []
    tokens = _after_office(tokens, off)
    moved = True
    while moved and len(tokens) > 1:
        moved = False
        for size in (4, 3, 2, 1):
            words = " ".join(plain_title(token.low) for token in tokens[:size])
            if len(tokens) > size and _leads(words, tokens, size):
                off.append(words)
                tokens = tokens[size:]
                moved = True
                break
    while (
        len(tokens) > 1
        and titles().get(plain_title(tokens[-1].low)) == "after"
        and (len(tokens) > 2 or tokens[-1].text.isupper())
    ):
        off.append(plain_title(tokens[-1].low))
        tokens = tokens[:-1]
    return tokens, tuple(off)


def _leads(words: str, tokens: list[Token], size: int) -> bool:
    if words == "sultan":  # a rank before a name with a father's name, a given name otherwise
        follows = tokens[1].low not in ARTICLES and tokens[1].low not in FATHER
        return follows and any(token.low in FATHER for token in tokens)
    if words in ("u", "he"):  # the Burmese title, and His Excellency; not initials, nor the Chinese family name
        return (
            tokens[0].text in ("U", "HE")
            and (words == "he" or len(tokens) > 1)
            and not all(t.text.isupper() for t in tokens)
        )
    if tokens[size].hyphen or (words in ("h e", "h h") and size > 1):
        return False
    return titles().get(words) in ("title", "rank", "office")


def _after_office(tokens: list[Token], off: list[str]) -> list[Token]:
    """Leave off all up to the last word of an office, as in `Qatari Prime Minister and Minister of Foreign Affairs`."""
    kinds = [kind_of(token.low) for token in tokens]
    if "office" not in kinds:
        return tokens
    last = max(place for place, kind in enumerate(kinds) if kind == "office")
    while last + 1 < len(tokens) and kinds[last + 1] in ("between", "office"):
        last += 1
    if last + 1 >= len(tokens):
        return tokens
    off.extend(plain_title(token.low) for token in tokens[: last + 1])
    return tokens[last + 1 :]


def suffix_of(token: Token) -> str:
    """Return what a word after a name says: junior, senior or a king's number, if it does."""
    low = plain(token.low.replace(".", ""))
    if low in _SUFFIXES:
        return _SUFFIXES[low]
    return token.text.lower() if _NUMBER.match(token.text) else ""


def without_suffixes(tokens: list[Token]) -> tuple[list[Token], tuple[str, ...]]:
    """Return the words without what tells son from father or a king from another, and that."""
    kept: list[Token] = []
    suffixes: list[str] = []
    for place, token in enumerate(tokens):
        suffix = suffix_of(token) if place else ""
        number = suffix not in ("", *_SUFFIXES.values())
        lone = number and len(token.text) == 1  # I, V and X are initials too, unless nothing follows but bin
        if suffix and lone and place + 1 < len(tokens) and tokens[place + 1].low not in FATHER:
            suffix = ""
        if (
            suffix
            and not number
            and (place + 1 < len(tokens) or (place < 2 and suffix in ("neto", "junior") and len(plain(token.low)) > 2))
        ):
            suffix = ""
        if suffix:
            suffixes.append(suffix)
        else:
            kept.append(token)
    return kept, tuple(suffixes)
