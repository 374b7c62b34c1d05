"""Entries of the register to facts, each grounded in the register's document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from kg.errors import SourceError
from kg.identity import Ref, Register
from kg.iris import address, concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.minting import Mint
from kg.model import Entry, Held
from kg.namespaces import SCHEME_IRI, WIKIDATA, XSD

CLASSES = {**t.ACTOR_CLASSES, "post": t.POST_CLASS, "place": t.PLACE_CLASS, "topic": t.TOPIC_CLASS}

LINKS = {
    ("organization", "of"): (t.PARENT_ORGANIZATION, "state"),
    ("place", "state"): (t.IN_STATE, "state"),
    ("post", "represents"): (t.REPRESENTS_STATE, "state"),
    ("post", "accredited_to"): (t.ACCREDITED_TO, "state"),
    ("post", "organization"): (t.POST_IN, "organization"),
    ("topic", "broader"): (t.BROADER, "topic"),
}
"""Property of an entry to the predicate and the kind of thing that it names."""


def map_register(register: Register, iri: Mint, only: Set[Ref] | None = None) -> Iterator[Fact]:
    """Yield one fact per entry, or those of `only` some. Raises SourceError for a kind that has no mapping."""
    held = _held(register)
    for ref, entry in register.entries.items():
        if only is not None and ref not in only:
            continue
        if entry.kind not in CLASSES:
            known = ", ".join(sorted(CLASSES))
            raise SourceError("DK230", f"no mapping for a register entry of kind {entry.kind!r}; known: {known}")
        leader = register.leader(ref)
        yield Fact(
            iri=register_fact(entry, iri),
            rule="register",
            triples=(*_triples(entry, leader, iri), *_tenures(entry, leader, held, iri)),
            derived_from=(iri("document", "register", _stem(entry)),),
            pointer=entry.pointer,
        )


def _triples(entry: Entry, leader: Ref, iri: Mint) -> Iterator[Triple]:
    """Yield what an entry says. One that is taken for another gives its names to that one, as other names."""
    node, label = iri(*leader), t.PREF_LABEL if leader.key == entry.key else t.ALT_LABEL
    yield node, t.A, CLASSES[entry.kind]
    yield node, label, literal(entry.label, language="en")
    for name, value in entry.properties.items():
        if (link := LINKS.get((entry.kind, name))) is not None:
            yield node, link[0], iri(link[1], value)
        elif name == "level":
            yield node, t.LEVEL, concept("level", value)
        elif name == "iso":
            yield node, t.ISO_CODE, literal(value)
        elif name == "wikidata":
            yield node, t.SAME_AS, address(WIKIDATA + value)
        elif name in ("latitude", "longitude"):
            predicate = t.LATITUDE if name == "latitude" else t.LONGITUDE
            yield node, predicate, literal(value, datatype=str(XSD.decimal))
        elif name.startswith("label-"):
            yield node, label, literal(value, language=name.removeprefix("label-"))
    if entry.kind == "topic":
        yield node, t.IN_SCHEME, f"<{SCHEME_IRI}topic>"


def _held(register: Register) -> dict[tuple[Ref, str], list[Held]]:
    """Return for each person and post all that the register says, also in entries that are taken for that person."""
    found: dict[tuple[Ref, str], list[Held]] = defaultdict(list)
    for entry in register:
        for held in entry.holds:
            found[register.leader(Ref(entry.kind, entry.key)), held.post].append(held)
    return found


def _tenures(entry: Entry, leader: Ref, held: Mapping[tuple[Ref, str], list[Held]], iri: Mint) -> Iterator[Triple]:
    """Yield the tenures of an entry, each post once, with those of their outer bounds that this entry gives."""
    for post in dict.fromkeys(each.post for each in entry.holds):
        tenure = iri("tenure", leader.segment, post, "in-office")
        yield tenure, t.A, t.TENURE
        yield tenure, t.MEMBER, iri.ref(leader)
        yield tenure, t.POST, iri("post", post)
        yield tenure, t.TENURE_STATUS, concept("tenure-status", "in office")
        own, all_ = [each for each in entry.holds if each.post == post], held[leader, post]
        first, last = _outer(min, (each.earliest for each in all_)), _outer(max, (each.latest for each in all_))
        if first and first in [each.earliest for each in own]:
            yield tenure, t.EARLIEST, day(first.isoformat())
        if last and last in [each.latest for each in own]:
            yield tenure, t.LATEST, day(last.isoformat())


def _outer(choose: Callable[[Iterable[date]], date], days: Iterable[date | None]) -> date | None:
    """Return the outermost of the days, None where one of them is not known: it may lie further out."""
    given = list(days)
    known = [each for each in given if each]
    return choose(known) if len(known) == len(given) else None


def register_fact(entry: Entry, iri: Mint) -> str:
    """Return the IRI of the fact of an entry, rendered."""
    return iri("fact", "register", _stem(entry), entry.key)


def _stem(entry: Entry) -> str:
    return _stem_of(entry.pointer.partition("#")[0])


@lru_cache(maxsize=1 << 6)
def _stem_of(file: str) -> str:
    return PurePosixPath(file).stem


def register_documents(register: Register, iri: Mint) -> Iterator[Triple]:
    """Yield the documents in which the entries stand."""
    for file in sorted({entry.pointer.partition("#")[0] for entry in register}):
        node = iri("document", "register", _stem_of(file))
        yield node, t.A, t.REGISTER_DOCUMENT
        yield node, t.PREF_LABEL, literal(f"register of {_stem_of(file)}", language="en")
        yield node, t.POINTER, literal(file)
