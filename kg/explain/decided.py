"""From a word to what the decisions know by it: an event, a statement, a person, or a name that stayed open."""

from typing import Literal, NamedTuple

from kg.errors import UsageError
from kg.explain.things import nearest
from kg.identity import Decisions, Ref, Resolved
from kg.identity.names import bare, fold, slug
from kg.model import EventKey


class Thing(NamedTuple):
    """What a word stands for."""

    kind: Literal["event", "statement", "person", "name"]
    key: str
    """As a judgement writes it: `gazette-1/talks`, `ada-lindqvist`, `gazette-1/lindqvist`."""
    ref: Ref | None = None
    """Who it is, of a person."""

    @property
    def event(self) -> EventKey:
        """Article and own id of an event."""
        article, _, local = self.key.partition("/")
        return article, local


def thing_of(decisions: Decisions, word: str) -> Thing:
    """Return what a key or a person's name stands for. Raises UsageError with what is nearest."""
    if found := known(decisions, word):
        return found
    raise UsageError(f"no article and no entry of the register has {word!r}; {nearest(word, words(decisions))}")


def known(decisions: Decisions, word: str) -> Thing | None:
    """Return what a key or a person's name stands for, or None. Raises UsageError where a name means several."""
    article, _, local = word.partition("/")
    if (article, local) in decisions.events.tellings:
        return Thing("event", word)
    if any(a.article.id == article and any(s.id == local for s in a.statements) for a in decisions.annotations):
        return Thing("statement", word)
    spelt = f"{article}/{slug(bare(local))}" if local else word
    for key in dict.fromkeys((word, spelt)):
        if ref := decisions.person(key):
            return Thing("person", key, ref)
        if key in decisions.people.things:
            return Thing("name", key)
    return _by_name(decisions, word)


def _by_name(decisions: Decisions, word: str) -> Thing | None:
    refs = set(decisions.register.find(word, ("person",)))
    refs |= {ref for ref, label in decisions.people.labels.items() if fold(label) == fold(word)}
    if len(refs) > 1:
        raise UsageError(f"{word!r} may be {' or '.join(ref.key for ref in sorted(refs))}; say which")
    return next((Thing("person", ref.key, ref) for ref in refs), None)


def words(decisions: Decisions) -> list[str]:
    """Return all keys by which something can be asked for, and the names of people, sorted."""
    found = ["/".join(key) for key in decisions.events.tellings]
    found += [f"{a.article.id}/{s.id}" for a in decisions.annotations for s in a.statements]
    found += [*decisions.people.things, *(ref.key for ref in decisions.people.people)]
    return sorted([*found, *(decisions.label(ref) for ref in decisions.people.people)])


def mention(decisions: Decisions, key: str) -> tuple[str, str, Resolved]:
    """Return article, pointer and decision of a name in an article."""
    article, pointer = decisions.people.things[key]
    return article, pointer, decisions.casts[article].mentions[pointer]
