"""Posts and institutions as texts word them: the same words in another order, with the state's adjective."""

import re
from collections.abc import Iterable

from kg.identity.names import fold
from kg.memory import cached

_EMPTY = frozenset(("the", "a", "an", "of", "for", "in", "to", "at", "on", "s", "de", "du", "des", "la", "le", "and"))
_SAME = {
    "affairs": "",
    "relations": "",
    "vice": "deputy",
    "premier": "prime minister",
    "defense": "defence",
    "organisation": "organization",
    "secretary-general": "secretary general",
    "mfa": "ministry foreign",
    "fm": "minister foreign",
    "pm": "prime minister",
}
"""Words that English news uses for each other in names of posts and ministries."""
STEM = 4
"""Letters by which an adjective is known as that of a state: `Qatari` of Qatar, `Ruwaisian` of Ruwaisia."""
_FORMS = frozenset(("republic", "kingdom", "states", "united", "union", "commonwealth", "principality", "sultanate"))
"""Words for what kind of state it is. They have no adjective: a king, a prince and a unity are none of theirs."""


@cached(1 << 15)
def wording(name: str) -> tuple[str, ...]:
    """Return the words that carry the meaning of a post's or an institution's name, sorted.

    >>> wording("Ministry of Foreign Affairs") == wording("the Foreign Ministry")
    True
    >>> wording("Deputy Minister for Foreign Affairs") == wording("Foreign Minister")
    False
    """
    words = [word for word in re.findall(r"\w+", fold(name)) if word not in _EMPTY]
    words = [part for word in words for part in _SAME.get(word, word).split()]
    return tuple(sorted(set(words)))


def without_state(words: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those of the state's names and without its adjective.

    The word `state` itself stays: a Minister of State is another than the Minister of the State of Qatar.
    """
    of_state = {word for name in names for word in wording(name)} - {"state"}
    stems = {word[:STEM] for word in of_state - _FORMS if len(word) >= STEM}
    return tuple(word for word in words if word not in of_state and word[:STEM] not in stems)
