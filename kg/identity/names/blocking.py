"""Keys under which names meet that may be one, so that not every name is compared with every other."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from sys import intern

from kg.identity.names.bynames import called
from kg.identity.names.eastern import eastern, old_keys
from kg.identity.names.folding import plain, spellings
from kg.identity.names.parts import Name, Part, acronyms, parse
from kg.identity.names.romanisation import alike, consonants
from kg.identity.names.tables import confusables, families
from kg.identity.names.words import SLAVIC_FAMILY, halves, heads, is_given
from kg.memory import cached


@cached(1 << 16)
def keys(name: str) -> frozenset[str]:
    """Return the block keys of a name: two names that compare as `same` or `cannot tell` share at least one.

    The first part gives `one:` keys, each later one `family:` keys, the only part of a name both. All who have one
    given name share its `one:` keys; only names without a family name (`lacks_family`) need them: of two names with
    one, that meet at `one:` keys alone, no more can be said than that one is cut off.
    """
    parsed = parse(name)
    return frozenset(map(intern, _keys(parsed))) if parsed.parts else frozenset()


def lacks_family(name: str) -> bool:
    """Tell whether a name has no family name for sure, as `Sheikh Mohammed` and `Mohammed bin Salman` have none."""
    return not any(
        part.kind != "initial" and part.kind != "patronymic" and not (is_given(part.word, "arabic") and not part.before)
        for part in parse(name).parts[1:]
    )


def _keys(name: Name) -> Iterator[str]:
    in_syllables = eastern(name)
    if in_syllables:
        yield from (f"syllables:{way}" for way in old_keys(in_syllables))
    all_may_be = len(name.parts) == 1 or in_syllables is not None
    for place, part in enumerate(name.parts):
        if part.kind == "initial" or (in_syllables and len(name.parts) > 2 and not families().get(plain(part.word))):
            continue
        for key in _of_part(part):
            if place == 0:
                yield f"one:{key}"
            if place > 0 or all_may_be or _may_be_family(part):
                yield f"family:{key}"
    for size in (2, 3):
        for start in range(len(name.parts) - size + 1):
            run = name.parts[start : start + size]
            if all(part.kind != "initial" for part in run):
                for key in _of_word("".join(part.joined for part in run)):
                    yield f"{'family' if start else 'one'}:{key}"
                    if start == 0 and len(name.parts) == size:
                        yield f"family:{key}"
    yield from (f"letters:{letters}" for letters in acronyms(name))
    yield from (f"called:{byname}" for byname in called(name))
    if 2 <= len(name.parts) <= 4:
        yield from _turned(name)


def _may_be_family(part: Part) -> bool:
    word = plain(part.word)
    return bool(families().get(word)) or bool(SLAVIC_FAMILY.search(word)) or bool(part.before)


def _of_part(part: Part) -> Iterator[str]:
    word = part.word.rpartition(" ")[2]
    yield from _of_word(word)
    if part.before or " " in part.word:
        yield from _of_word(part.joined)
    for half in halves(word):
        yield from _of_word(half)
    for spelling in spellings(word):
        if spelling[:2] in ("al", "el") and len(spelling) >= 6:
            yield from _of_word(spelling[2:])


@cached(1 << 16)
def _of_word(word: str) -> frozenset[str]:
    found = {skeleton or f"~{alike(spelling)}" for spelling in spellings(word) for skeleton in consonants(spelling)}
    for head in heads(word):
        base, plus, ending = head.partition("+")
        found.add(f"={head}")
        found |= {f"={first}~{second}{plus}{ending}" for first, second in _linked().get(base, ())}
    return frozenset(found)


@lru_cache(maxsize=1)
def _linked() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for pair, (may_be, _) in confusables().items():
        if may_be:
            for head in pair:
                found.setdefault(head, []).append(pair)
    return {head: tuple(pairs) for head, pairs in found.items()}


def _turned(name: Name) -> Iterator[str]:
    """Yield keys that do not change when the parts stand in another order."""
    options = [
        sorted({*heads(part.word), *(min(consonants(spelling)) for spelling in spellings(part.word))}) or [part.word]
        for part in name.parts
    ]
    for words in islice(product(*options), 32):
        yield f"turned:{'|'.join(sorted(words))}"
