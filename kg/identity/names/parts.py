"""A name parted: titles apart, and of each part whether it is a given name, a father's, a family's, an initial."""

import re
import unicodedata
from typing import NamedTuple

from kg.identity.names.folding import plain
from kg.identity.names.honours import ARTICLES, FATHER, in_order, without_suffixes, without_titles
from kg.identity.names.tables import families, known_spellings, listed
from kg.identity.names.tokens import Token
from kg.memory import cached

MOST_PARTS = 16
MOST_LETTERS = 400
_SUN_ARTICLE = re.compile(r"[aeiu](d|n|r|s|t|z|th|dh|sh|ch)$")
_OPENING_PARTICLES = frozenset({"von", "de", "del", "della", "dos", "das"})
_LINKS = frozenset({"y", "e", "i", "und"})
_ABD = re.compile(r"abd(?:o?u|o|a|e|i)?(?:l(?=.{3})|(?=([rsztdn])\1)|(?=sh))?([a-z]{3,})$")
_ABU = re.compile(r"ab(?:ou|u|o)l(?=[^l])([a-z]{4,})$")
_DIN = re.compile(r"([a-z]{2,}?)(?:(?:o?u|e|a|i)dd|(?<=[^d])(?:u|e|a)d|dd|(?:e|a)tt)(?:in|een|ine|yn)$")
_SLAVIC_FATHER = re.compile(
    r"(ovich|evich|ovych|evych|yovych|iyovych|ovitch|evitch|ovna|evna|ivna|yivna|inichna|ilyich|ilych|ich)$"
)
_APOSTROPHES = re.compile(r"[\u2018\u2019\u02bc\u02be\u02bf`´]")


class Part(NamedTuple):
    """A part of a name.

    `word` is what is compared, `before` the marker, article or particle before it, `joined` the whole in one word.
    """

    kind: str
    text: str
    word: str
    before: str = ""
    joined: str = ""


class Name(NamedTuple):
    """A name in its parts, in the order in which they were written."""

    text: str
    titles: tuple[str, ...]
    parts: tuple[Part, ...]
    suffixes: tuple[str, ...]
    nicknames: tuple[str, ...]
    comma: bool

    @property
    def words(self) -> tuple[Part, ...]:
        """The parts that are more than an initial."""
        return tuple(part for part in self.parts if part.kind != "initial")


@cached(1 << 17)
def parse(name: str) -> Name:
    """Part a name; of a text longer than any name only the beginning is read."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name[:MOST_LETTERS]))
    text = _APOSTROPHES.sub("'", text)
    nicknames: list[str] = []
    for pattern in (
        r'["\u201c\u201d\u201e«]([^"\u201c\u201d«»]*)["\u201c\u201d»]',
        r"\(([^()]*)\)",
        r"(?<=\s)'([^']+)'(?=\s)",
    ):
        less = re.sub(pattern, " ", text)
        if re.search(r"[^\W\d_]", less):
            nicknames.extend(found.strip() for found in re.findall(pattern, text) if found.strip())
            text = less
    tokens, comma = in_order(text)
    tokens, left_off = without_titles(tokens)
    tokens, suffixes = without_suffixes(tokens)
    return Name(name, left_off, tuple(_parts(tokens))[:MOST_PARTS], suffixes, tuple(nicknames), comma)


def _parts(tokens: list[Token]) -> list[Part]:
    parts: list[Part] = []
    shouted = all(token.text.isupper() for token in tokens)
    vietnamese = bool(tokens) and "vietnamese" in families().get(plain(tokens[0].low), ()) and len(tokens) > 2
    place = 0
    while place < len(tokens):
        size, found = _part(tokens, place, bool(parts), shouted, vietnamese)
        parts.extend(found)
        place += size
    return _kinds(parts)


def _part(tokens: list[Token], place: int, inside: bool, shouted: bool, vietnamese: bool) -> tuple[int, list[Part]]:
    """Read one part from here: how many tokens it takes, and what it is (several parts for `MJ`)."""
    token, left = tokens[place], len(tokens) - place
    bare = plain(token.low)
    if _marks_father(tokens, place, inside):
        size, below = _part(tokens, place + 1, True, shouted, vietnamese)
        text = " ".join([token.text, *(part.text for part in below)])
        word = below[0].word if below else ""
        return size + 1, [Part("patronymic", text, word, FATHER[token.low])]
    if token.low in _LINKS and inside and left > 1 and token.text.islower():
        return 1, []
    if _is_article(tokens, place):
        size, below = _part(tokens, place + 1, True, shouted, vietnamese)
        if below:
            first = below[0]
            text = f"{token.text} {first.text}"
            if token.low.startswith("u"):  # Zia ul-Haq: the article ties a given name
                return size + 1, [first._replace(text=text), *below[1:]]
            return size + 1, [Part("family", text, first.word, "al"), *below[1:]]
    if (
        not vietnamese
        and bare in listed("particle")
        and left > 1
        and (inside or bare in _OPENING_PARTICLES or token.text.islower())
    ):
        size, below = _part(tokens, place + 1, True, shouted, vietnamese)
        if below and below[0].kind != "initial":
            first = below[0]
            before = f"{bare} {first.before}".strip()
            return size + 1, [Part("family", f"{token.text} {first.text}", first.word, before), *below[1:]]
    compound = _compound(tokens, place)
    if compound is not None:
        return compound
    if len(bare) == 1 and token.low.rstrip(".").isalpha():
        return 1, [Part("initial", token.text, bare)]
    if not shouted and _letters_only(token):
        return 1, [Part("initial", letter, letter.casefold()) for letter in token.text]
    word = re.sub(r"['.]", "", token.low)
    return 1, [Part("word", token.text, _single(word, bare))]


def _marks_father(tokens: list[Token], place: int, inside: bool) -> bool:
    token = tokens[place]
    if token.low not in FATHER or place + 1 >= len(tokens) or (token.low == "b." and not token.text.islower()):
        return False
    if token.low in ("ben", "ag") and not inside:  # Ben Ali, but not Ben Smith
        following = known_spellings().get(plain(tokens[place + 1].low))
        return tokens[place + 1].hyphen or (following is not None and bool({"arabic", "hebrew"} & following.traditions))
    return True


def _is_article(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if place + 1 >= len(tokens) or len(plain(tokens[place + 1].low)) < 2:
        return False
    if token.low in ARTICLES:
        return True
    sun = _SUN_ARTICLE.fullmatch(token.low)
    return bool(sun) and tokens[place + 1].hyphen and plain(tokens[place + 1].low).startswith(sun[1] if sun else "")


def _compound(tokens: list[Token], place: int) -> tuple[int, list[Part]] | None:
    """Read `Abd al-X`, `Abu X` and `X al-Din` as one part."""
    bare = plain(tokens[place].low)
    after = place + 1
    if re.fullmatch(r"abd(o?u|e|a|o|i)?(l|r|s|sh|z|n|d|t)?|ab[ou]u?l?|abou|aboul|bu|bou", bare) and after < len(tokens):
        while after + 1 < len(tokens) and (tokens[after].low in ARTICLES or _is_article(tokens, after)):
            after += 1
        if len(plain(tokens[after].low)) > 1:
            text = " ".join(token.text for token in tokens[place : after + 1])
            below = re.sub(r"['.]", "", tokens[after].low)
            if bare.startswith("abd") and re.fullmatch(r"[ae]?l?lah?", plain(below)):
                return after + 1 - place, [Part("word", text, "abdullah")]
            whole = plain(bare + below)
            if not bare.startswith("abd") and whole in known_spellings():
                return after + 1 - place, [Part("word", text, whole)]
            return after + 1 - place, [Part("word", text, f"{'abd' if bare.startswith('abd') else 'abu'} {below}")]
    while after + 1 < len(tokens) and _is_article(tokens, after):
        after += 1
    if after < len(tokens) and len(bare) > 1 and re.fullmatch(r"(e|u|a)?dd?(in|een|ine|yn)", plain(tokens[after].low)):
        text = " ".join(token.text for token in tokens[place : after + 1])
        return after + 1 - place, [Part("word", text, f"din {re.sub(chr(39), '', tokens[place].low)}")]
    ends = re.fullmatch(r"(.{3,})u[lrsz]", bare)
    if (
        ends
        and after < len(tokens)
        and re.fullmatch(
            r"ha(q|qq|que|k)|huq|hoque|ra?e?hm[ae]n|islam|hasan|huda|mulk|alam|amin", plain(tokens[after].low)
        )
    ):
        return 1, [Part("word", tokens[place].text, ends[1])]
    return None


def _single(word: str, bare: str) -> str:
    """Return a word in its compared form: Abdulaziz as Abd al- Aziz, Salahuddin as Salah al-Din."""
    if bare in known_spellings():
        return word
    for pattern, frame, group in ((_ABD, "abd", 2), (_ABU, "abu", 1), (_DIN, "din", 1)):
        found = pattern.fullmatch(bare)
        if found:
            stem = re.sub(r"^([a-z])\1", r"\1", found[group])
            if frame == "abd" and re.fullmatch(r"at(?:i|ee)f", stem):  # Abdulatif for Abdul Latif
                stem = "l" + stem
            return f"{frame} {stem}"
    return word


def _letters_only(token: Token) -> bool:
    """Tell whether a token is initials run together: MJ, KP, JFK, but not XI or MD."""
    text = token.text.rstrip(".")
    return (
        2 <= len(text) <= 3
        and text.isascii()
        and text.isupper()
        and not re.search(r"[AEIOUY]", text)
        and text.casefold() not in known_spellings()
    )


def _kinds(parts: list[Part]) -> list[Part]:
    """Name the kinds of what stands without a marker: the first is given, the last a family's, those between open."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        kind = part.kind
        if kind == "word":
            if (
                place > 0
                and len(parts) > 2
                and _SLAVIC_FATHER.search(plain(part.word))
                and (place < 2 or place == len(parts) - 1)
            ):
                kind = "patronymic"
            else:
                kind = "given" if place == 0 else "family" if place == len(parts) - 1 else "middle"
        found.append(part._replace(kind=kind, joined=plain(re.sub(r"[\W_]+", "", part.text))))
    return found


@cached(1 << 16)
def acronyms(name: Name) -> frozenset[str]:
    """Return the letters by which a name may be called: its first letters with and without markers, or itself."""
    if len(name.parts) == 1 and name.parts[0].text.isupper() and 2 <= len(name.parts[0].text) <= 5:
        return frozenset({name.parts[0].joined})
    if len(name.parts) < 2:
        return frozenset()
    if all(part.kind == "initial" for part in name.parts):
        return frozenset({"".join(part.word for part in name.parts)})
    short = "".join(_first_of(part) for part in name.parts)
    long = "".join(re.sub(r"[^a-z]", "", "".join(word[:1] for word in plain_words(part.text))) for part in name.parts)
    return frozenset({short, long})


def plain_words(text: str) -> list[str]:
    """Return the words of a text in plain letters."""
    return [plain(word) for word in re.split(r"[\s-]+", text) if plain(word)]


def _first_of(part: Part) -> str:
    return plain(part.word.rpartition(" ")[2])[:1]
