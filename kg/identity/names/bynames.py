"""By-names, which say nothing of the name for which they stand."""

from kg.identity.names.parts import Name
from kg.identity.names.tables import bynames
from kg.identity.names.words import heads
from kg.memory import cached


@cached(1 << 16)
def called(name: Name) -> frozenset[str]:
    """Return the by-names that the name is, or that are in use for bearers of it."""
    whole = "".join(part.joined for part in name.parts)
    words = [part.word for part in name.parts]
    return frozenset(
        byname
        for byname, full in bynames()
        if byname == whole or (len(words) > 1 and all(any(_alike(word, one) for one in words) for word in full))
    )


def _alike(one: str, other: str) -> bool:
    return one == other or bool(heads(one) and heads(one) == heads(other))
