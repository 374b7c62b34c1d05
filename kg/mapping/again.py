"""The corpus mapped again after an edit: what the edit reaches is mapped as it was and as it is now."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from io import BytesIO
from typing import TypeVar

from kg.identity import Decisions, Ref
from kg.iris import literal
from kg.mapping.articles import Account, Mapper
from kg.mapping.corpus import provenance_graph, register_lines
from kg.mapping.lines import Lines
from kg.mapping.named import Naming, name
from kg.mapping.reach import edited, reached
from kg.mapping.sides import Sides, sides_of
from kg.mapping.summary import Summary, joined
from kg.mapping.whole import Mapped, Pieces, Whole
from kg.model import Change, EventKey
from kg.model.differing import differing, exchanged
from kg.namespaces import DATA_IRI
from kg.sources.read import Source

K = TypeVar("K")
V = TypeVar("V")


def map_changes(
    mapped: Mapped,
    articles: Mapping[str, Source],
    decisions: Decisions,
    *,
    annotators: Mapping[str, str],
    base: str = DATA_IRI,
) -> dict[str, Change] | None:
    """Return how the lines of sections differ from those of the last mapping, by the names of the sections that differ.

    Arguments are those of `map_corpus`; `mapped` then holds this mapping. What is decided is compared with what was
    decided then, so nothing in that may have been changed since. Returns None where all is to be mapped anew: where
    nothing was mapped, and for another base.
    """
    before = mapped.whole
    if before is None or before.iri.base != base:
        return None
    now_told = {key: articles[key] for key in decisions.keys}
    changed = exchanged(tuple(before.told.values()), tuple(now_told.values()))
    left, come = ({each.annotation.article.id: each for each in some} for some in changed)
    edit = edited(before, left, come, decisions)
    iri, provenance = before.iri, provenance_graph(base)
    sides = sides_of(decisions, iri) if edit.register else _relabelled(before, edit.labels, decisions)
    then, now = Mapper(before.decisions, before.sides, iri, provenance), Mapper(decisions, sides, iri, provenance)
    changes: dict[str, Change] = {}
    new: dict[str, Account] = {}
    for key in sorted(edit.articles):
        was, lines = Lines(provenance), Lines(provenance)
        last = before.told.get(key)
        told = come.get(key, None if key in left else last)
        if last:
            was, _ = then.map(last)
        if told:
            lines, new[key] = now.map(told)
        changes[f"article/{key}"] = _change(was, lines)
    gone = [before.accounts[key] for key in edit.articles if key in before.accounts]
    accounts = _with(before.accounts, {key: new.get(key) for key in edit.articles})
    retold = _retold((*gone, *new.values()), before, accounts, decisions)
    events = _with(before.events, retold)
    after = Whole(
        decisions,
        dict(annotators),
        iri,
        sides,
        before.actors.after(events, retold.keys(), sides),
        events,
        _names(before, gone, new, accounts),
        _judged(before, gone, new),
        before.used - _annotators(left) + _annotators(come),
        accounts,
        now_told,
    )
    old, present = reached(edit, retold.keys(), before, after)
    changes["derived"] = _change(_derived(before, old, provenance), _derived(after, present, provenance))
    one, other = before.decisions.register, decisions.register
    if one is not other:
        entries = one.retold(other)
        changes["register"] = _change(*(register_lines(each, iri, provenance, entries) for each in (one, other)))
    mapped.whole = after
    return {section: change for section, change in changes.items() if change.removed or change.added}


def _annotators(articles: Mapping[str, Source]) -> Counter[str]:
    return Counter(each.annotation.annotator for each in articles.values())


def _relabelled(before: Whole, people: Collection[Ref], decisions: Decisions) -> Sides:
    """Return what the register says of sides, with the labels that these people have now."""
    if not people:
        return before.sides
    labels, now = dict(before.sides.labels), decisions.people.labels
    for ref in people:
        labels.pop(before.iri.ref(ref), None)
    labels |= {before.iri.ref(ref): literal(now[ref], language="en") for ref in people if ref in now}
    return before.sides._replace(labels=labels)


def _retold(
    touched: Iterable[Account], before: Whole, accounts: Mapping[str, Account], decisions: Decisions
) -> dict[EventKey, Summary | None]:
    """Return the events of which the articles say something else, and what that is; None where they say nothing."""
    found: dict[EventKey, Summary | None] = {}
    for key in {key for account in touched for key in account.events}:
        tell = sorted({article for article, _ in decisions.events.merged.group(key)})
        said = [accounts[each].events[key] for each in tell if each in accounts and key in accounts[each].events]
        summary = reduce(joined, said) if said else None
        if summary != before.events.get(key):
            found[key] = summary
    return found


def _with(table: Mapping[K, V], changed: Mapping[K, V | None]) -> dict[K, V]:
    """Return the table with what is changed in it; None stands for what is gone."""
    found = dict(table)
    for key, value in changed.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = value
    return found


def _names(
    before: Whole, gone: Iterable[Account], new: Mapping[str, Account], accounts: Mapping[str, Account]
) -> dict[Ref, Naming]:
    """Return in which facts people whom the register lacks are named first."""
    again: set[Ref] = set()
    for account in gone:
        again |= differing(account.names, new[account.key].names if account.key in new else {})
    for key, account in new.items():
        again |= set() if key in before.accounts else account.names.keys()
    names = {ref: naming for ref, naming in before.names.items() if ref not in again}
    naming = [key for key, account in accounts.items() if not again.isdisjoint(account.names)] if again else []
    for key in sorted(naming):
        name(names, {ref: each for ref, each in accounts[key].names.items() if ref in again})
    return names


def _judged(before: Whole, gone: Iterable[Account], new: Mapping[str, Account]) -> dict[tuple[str, str], str]:
    """Return the facts that judgements speak of."""
    left = {place for account in gone for place in account.judged}
    judged = {place: fact for place, fact in before.judged.items() if place not in left}
    for account in new.values():
        judged |= account.judged
    return judged


def _derived(whole: Whole, pieces: Pieces, provenance: str) -> Lines:
    lines = Lines(provenance)
    lines.facts(whole.facts(pieces))
    lines.state(whole.triples(pieces))
    return lines


def _change(was: Lines, now: Lines) -> Change:
    removed, added = (frozenset(_lines(each)) for each in (was, now))
    return Change(removed - added, added - removed)


def _lines(lines: Lines) -> Iterator[bytes]:
    for block in lines.blocks():
        yield from BytesIO(block.content)
