"""The verdict on two names."""

import re
from typing import Literal, NamedTuple

from kg.identity.names.alignment import align, relation
from kg.identity.names.blocking import keys
from kg.identity.names.bynames import called
from kg.identity.names.contradictions import contradiction, runs_on
from kg.identity.names.eastern import Eastern, against, eastern
from kg.identity.names.folding import fold, plain
from kg.identity.names.parts import MOST_LETTERS, MOST_PARTS, Name, Part, acronyms, parse
from kg.identity.names.romanisation import TRADITIONS
from kg.identity.names.tables import families, listed
from kg.identity.names.words import SAME, SLAVIC_FAMILY, is_given, traditions
from kg.memory import cached

_JAPANESE = re.compile(r"(?:(?:[kgsztdnhbpmyrwfj]|[kgsnhbpmr]y|sh|ch|ts)?[aeiou]n?)+")
Verdict = Literal["same", "different", "cannot tell"]


class Pair(NamedTuple):
    """Parts of two names that stand for each other, and how they differ."""

    one: str
    other: str
    how: str


class Compared(NamedTuple):
    """What can be said of two names alone: the verdict, the parts that agree, and the reasons in plain words."""

    verdict: Verdict
    aligned: tuple[Pair, ...]
    reasons: tuple[str, ...]


def compare(one: str, other: str) -> Compared:
    """Say whether two spellings are of one full name; `cannot tell` where nothing contradicts but too little is said.

    >>> compare("Sheikh Mohammed bin Abdulrahman Al Thani", "Mohamed ibn Abd al-Rahman al-Thani").verdict
    'same'
    >>> compare("Hassan Rouhani", "Hossein Rouhani").verdict
    'different'
    >>> compare("Rouhani", "Hassan Rouhani").verdict
    'cannot tell'
    """
    if one <= other:
        return _compared(one, other)
    found = _compared(other, one)
    return found._replace(aligned=tuple(Pair(pair.other, pair.one, pair.how) for pair in found.aligned))


@cached(1 << 14)
def _compared(one: str, other: str) -> Compared:
    """Compare two names of which the first sorts no later: in the other order the same is found."""
    left, right = _read(one), _read(other)
    a, b = left.name, right.name
    if not a.parts or not b.parts:
        return Compared("different", (), ("a text without a name",))
    if one == other or (fold(one) == fold(other) and one.isascii()):
        return Compared("same", (Pair(one, other, "spelt alike"),), ("spelt alike",))
    if left.sex and right.sex and left.sex != right.sex and len(a.parts) + len(b.parts) <= 3:
        return Compared("different", (), ("one title is a man's, the other a woman's",))
    if keys(one).isdisjoint(keys(other)):
        return Compared("different", (), (f"'{one}' and '{other}' have no part in common",))
    found = _eastern(left, right) or _western(left, right)
    return _capped(_suffixes(found, a, b), a, b)


class _Read(NamedTuple):
    """A name, and what a comparison asks of it alone."""

    name: Name
    sex: str
    """Of its titles."""
    hints: frozenset[str]
    eastern: Eastern | None
    run_together: str


@cached(1 << 17)
def _read(text: str) -> _Read:
    name = parse(text)
    return _Read(name, _sex(name), hints(name), eastern(name), _run_together(name))


def _sex(name: Name) -> str:
    words = set(name.titles)
    return "woman" if words & listed("woman") else "man" if words & listed("man") else ""


def hints(name: Name) -> frozenset[str]:
    """Return the traditions to which the parts of a name point."""
    found: set[str] = set()
    for part in name.parts:
        found |= traditions(part.word)
        if part.before in ("al", "son of", "daughter of") or " " in part.word:
            found.add("arabic")
        elif part.kind == "patronymic":
            found.add("slavic")
        found |= families().get(plain(part.word), frozenset()) & {"japanese", "vietnamese"}
    return frozenset(found)


def _eastern(left: _Read, right: _Read) -> Compared | None:
    if left.eastern is None or right.eastern is None:
        return None
    texts = left.name.text, right.name.text
    verdict, why = against(left.eastern, right.eastern, texts)
    aligned = (Pair(*texts, why),) if verdict != "different" else ()
    return Compared(verdict, aligned, (why,))  # type: ignore[arg-type]


def _western(left: _Read, right: _Read) -> Compared:
    a, b = left.name, right.name
    known = left.hints | right.hints
    if left.run_together == right.run_together != "":
        return Compared(
            "same", (Pair(a.text, b.text, "blanks and hyphens aside"),), ("spelt alike, blanks and hyphens aside",)
        )
    found = _judged(a.parts, b.parts, known, a, b)
    if found.verdict == "same" or len(a.parts) < 2 or len(b.parts) < 2 or a.comma or b.comma:
        return found
    ends = relation(a.parts[0], b.parts[-1], known).grade or relation(a.parts[-1], b.parts[0], known).grade
    for one, other in ((a, b), (b, a)) if ends else ():
        turns = (
            (other.parts[1:] + other.parts[:1], other.parts[0]),
            (other.parts[-1:] + other.parts[:-1], other.parts[-1]),
        )
        for turned, moved in turns:
            again = _judged(one.parts, turned, known, one, other)
            if again.verdict == "same":
                return _turned(a, b, moved, again, found)
            if again.verdict == "cannot tell" == found.verdict or again.verdict == "different":
                continue
            if moved is other.parts[0] and moved.kind != "initial" and families().get(plain(moved.word)):
                return again._replace(reasons=(*again.reasons, f"'{moved.text}' may be the family name"))
    return found


def _run_together(name: Name) -> str:
    """Return a name of several plain words in one word, where nothing in it hangs on where words end."""
    if any(part.kind == "initial" or part.before or not part.text.isascii() for part in name.parts):
        return ""
    return "".join(part.joined for part in name.parts) if len(name.parts) > 1 else ""


def _turned(a: Name, b: Name, moved: Part, again: Compared, straight: Compared) -> Compared:
    """Judge two names that differ in the order of their parts only."""
    for tradition in ("slavic", "hungarian", "japanese"):
        of_family = [part for part in b.parts if _is_family(part, tradition)]
        others = [part for part in b.parts if part not in of_family]
        if (
            len(of_family) == 1
            and (moved in of_family or len(b.parts) == 2)
            and any(_fits(p, tradition) for p in others)
        ):
            reason = f"'{of_family[0].text}' is a family name, which may stand first"
            return again._replace(reasons=(*again.reasons, reason))
    if (
        len(b.parts) > 2
        and "vietnamese" in families().get(plain(moved.word), ())
        and "vietnamese" in (hints(a) | hints(b))
    ):
        return again._replace(reasons=(*again.reasons, "the family name may stand first"))
    if all(is_given(part.word, "arabic") or part.before or " " in part.word for part in b.parts):
        return Compared("different", (), ("the order of the names says who is whose father",))
    return Compared("cannot tell", again.aligned, (*straight.reasons, "the parts are the same, in another order"))


def _fits(part: Part, tradition: str) -> bool:
    """Tell whether a part may be a given name of the tradition."""
    if tradition == "japanese":
        return bool(_JAPANESE.fullmatch(plain(part.word)))
    return is_given(part.word, tradition) or (
        tradition == "hungarian" and any(is_given(part.word, wide) for wide in ("western", "slavic"))
    )


def _is_family(part: Part, tradition: str) -> bool:
    word = plain(part.word)
    if tradition == "slavic":
        return bool(SLAVIC_FAMILY.search(word)) and len(word) > 4 and not is_given(part.word, "slavic")
    return tradition in families().get(word, ()) and not any(
        is_given(part.word, t) for t in TRADITIONS if t != "japanese"
    )


def _judged(left: tuple[Part, ...], right: tuple[Part, ...], known: frozenset[str], a: Name, b: Name) -> Compared:
    matches = align(left, right, known)
    aligned = tuple(Pair(_text(left[m.i : m.i_end]), _text(right[m.j : m.j_end]), m.likeness.how) for m in matches)
    if not matches:
        return _none_match(a, b)
    if all(left[m.i].kind == "initial" or right[m.j].kind == "initial" for m in matches) and not (
        _only_initials(left) and _only_initials(right)
    ):
        return _none_match(a, b)
    against_each_other = contradiction(left, right, matches)
    if against_each_other:
        return Compared("different", aligned, (against_each_other,))
    over_left = [part for place, part in enumerate(left) if not any(m.i <= place < m.i_end for m in matches)]
    over_right = [part for place, part in enumerate(right) if not any(m.j <= place < m.j_end for m in matches)]
    if over_left and over_right and (matches[0].i or matches[0].j) and not runs_on(left, right, matches):
        return Compared("different", aligned, (f"'{a.text}' and '{b.text}' begin with different names",))
    if over_left and over_right and "vietnamese" in known:
        return Compared("different", aligned, ("the given names, which stand last, differ",))
    reasons = [m.likeness.how for m in matches if m.likeness.how != "spelt alike"]
    reasons += [f"'{b.text}' lacks {_part_name(part)}" for part in over_left]
    reasons += [f"'{a.text}' lacks {_part_name(part)}" for part in over_right]
    unsure = any(m.likeness.grade < SAME for m in matches) or over_left or over_right
    if not unsure and _only_initials(left):
        return Compared("cannot tell", aligned, (*reasons, "initials only"))
    lone = len(left) == len(right) == 1 and not (a.suffixes and b.suffixes)
    if not unsure and lone:
        bare_word = not (a.titles or b.titles or left[0].before or right[0].before)
        if not bare_word or not (left[0].joined == right[0].joined or known & {"malay", "burmese"}):
            return Compared("cannot tell", aligned, (*reasons, "one name without the rest"))
    return Compared("cannot tell" if unsure else "same", aligned, tuple(dict.fromkeys(reasons)) or ("spelt alike",))


def _only_initials(parts: tuple[Part, ...]) -> bool:
    return all(part.kind == "initial" for part in parts)


def _text(parts: tuple[Part, ...]) -> str:
    return " ".join(part.text for part in parts)


def _part_name(part: Part) -> str:
    kind = {"given": "the given name", "patronymic": "the father's name", "family": "the family name"}.get(part.kind)
    return f"{kind or 'the part'} '{part.text}'"


def _none_match(a: Name, b: Name) -> Compared:
    if called(a) & called(b):
        return Compared("cannot tell", (), ("one is a by-name of bearers of the other",))
    for one, other in ((a, b), (b, a)):
        if (len(one.parts) == 1 or _only_initials(one.parts)) and acronyms(one) & acronyms(other):
            return Compared("cannot tell", (), (f"'{one.text}' may be the letters of '{other.text}'",))
    return Compared("different", (), (f"'{a.text}' and '{b.text}' have no part in common",))


def _suffixes(found: Compared, a: Name, b: Name) -> Compared:
    if found.verdict == "different" or set(a.suffixes) == set(b.suffixes):
        return found
    if a.suffixes and b.suffixes:
        return Compared("different", found.aligned, (f"one is {a.suffixes[0]}, the other {b.suffixes[0]}",))
    reason = f"only one of the two has '{(a.suffixes or b.suffixes)[0]}'"
    return Compared("cannot tell", found.aligned, (*found.reasons, reason))


def _capped(found: Compared, a: Name, b: Name) -> Compared:
    """Keep from `same` what is not in Latin letters, or too long to be read to its end, unless it is spelt alike."""
    if found.verdict != "same" or fold(a.text) == fold(b.text):
        return found
    if any(len(name.text) > MOST_LETTERS or len(name.parts) >= MOST_PARTS for name in (a, b)):
        return found._replace(verdict="cannot tell", reasons=(*found.reasons, "one is too long for a name"))
    if not (_latin(a.text) and _latin(b.text)):
        return found._replace(verdict="cannot tell", reasons=(*found.reasons, "one is not in Latin letters"))
    return found


def _latin(text: str) -> bool:
    return text.isascii() or all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2100 or not letter.isalpha() for letter in text
    )
