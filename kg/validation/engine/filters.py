"""Filters on columns: those that compare variables with each other, or with IRIs; the others keep every row."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np

from kg.sparql.pattern import Text
from kg.sparql.tokens import Token
from kg.validation.engine.columns import Ids, Mask, grouped
from kg.validation.engine.joins import Reader, Rows
from kg.validation.engine.terms import Terms, literal_of
from kg.validation.engine.values import value_of

_ORDERS: dict[str, Callable[[Ids, Ids], Mask]] = {
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
}
_KINDS = {"number": 1, "date": 2}


def kept(text: Text, rows: Rows, reader: Reader, terms: Terms) -> tuple[Mask, bool]:
    """Return which rows can pass a filter, and whether these are just those that do."""
    parts = _parts(text[1:-1] if text[0].text == "(" else text)
    every, exact = np.ones(rows.length, dtype=np.bool_), True
    for part in parts:
        mask, sure = _kept(part, rows, reader, terms)
        every, exact = every & mask, exact and sure
    return every, exact


def _parts(words: Text) -> list[list[Token]]:
    """Return what && joins; all as one where there is an "or" beside it."""
    found, depth = [list[Token]()], 0
    for word in words:
        depth += (word.text == "(") - (word.text == ")")
        if depth == 0 and word.word == "||":
            return [list(words)]
        if depth == 0 and word.word == "&&":
            found.append([])
        else:
            found[-1].append(word)
    return found


def _kept(words: Sequence[Token], rows: Rows, reader: Reader, terms: Terms) -> tuple[Mask, bool]:
    names = [word.text[1:] if word.kind == "variable" and word.text[1:] in rows.columns else "" for word in words]
    signs = [word.word for word in words]
    every = np.ones(rows.length, dtype=np.bool_)
    match signs:
        case ["", ("<" | ">" | "<=" | ">=") as sign, ""] if names[0] and names[2]:
            return _ordered(rows.columns[names[0]], rows.columns[names[2]], sign, terms)
        case ["", "=", ""] if names[0] and reader.iri(words[2].text):
            return rows.columns[names[0]] == reader.id(words[2].text), True
        case ["", "IN", "(", *_, ")"] if names[0] and set(signs[4:-1:2]) <= {","}:
            if (wanted := reader.ids([word.text for word in words[3:-1:2]])) is not None:
                return np.isin(rows.columns[names[0]], wanted), True
        case [("CONTAINS" | "STRSTARTS" | "STRENDS") as test, "(", "STR", "(", "", ")", ",", "", ")"] if names[4]:
            if words[7].kind == "text" and "\\" not in words[7].text and words[7].text[:3] not in ('"""', "'''"):
                return _told(rows.columns[names[4]], test, words[7].text[1:-1], terms), True
        case ["STR", "(", "", ")", "<" | ">", "STR", "(", "", ")"] if names[2] and names[7]:
            return rows.columns[names[2]] != rows.columns[names[7]], False
    return every, False


def _told(ids: Ids, test: str, part: str, terms: Terms) -> Mask:
    """Return which terms are told, as STR gives them, with a part: somewhere, at the beginning or at the end."""
    once, back = grouped(ids)
    fits = np.zeros(len(once), dtype=np.bool_)
    for i, term in enumerate(once.tolist()):
        text = terms.texts[term]
        told = literal_of(text).lexical if text.startswith('"') else text[1:-1]
        found = {"CONTAINS": part in told, "STRSTARTS": told.startswith(part), "STRENDS": told.endswith(part)}
        fits[i] = not text.startswith("_:") and found[test]
    return fits[back]


def _ordered(ones: Ids, others: Ids, sign: str, terms: Terms) -> tuple[Mask, bool]:
    """Compare days without a time zone and whole numbers; what else there is passes."""
    (kinds, keys), (other_kinds, other_keys) = _keys(ones, terms), _keys(others, terms)
    sure = (kinds == other_kinds) & (kinds > 0)
    return ~sure | _ORDERS[sign](keys, other_keys), bool(sure.all())


def _keys(ids: Ids, terms: Terms) -> tuple[Ids, Ids]:
    """Return for each term the kind of its value, 0 for what is not compared here, and a number for its order."""
    once, back = grouped(ids)
    kinds, keys = np.zeros(len(once), dtype=np.int64), np.zeros(len(once), dtype=np.int64)
    for i, term in enumerate(once.tolist()):
        text = terms.texts[term]
        value = value_of(literal_of(text)) if text.startswith('"') else None
        if value and not value.zoned and value.kind in _KINDS and isinstance(value.key, Decimal):
            whole = value.key == value.key.to_integral_value() and abs(value.key) < 1 << 62
            kinds[i], keys[i] = (_KINDS[value.kind], int(value.key)) if whole else (0, 0)
    return kinds[back], keys[back]
