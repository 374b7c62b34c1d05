"""Lines written by subject: whatever stands in a field, they are quads, in order, from memory as from files."""

import errno
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.errors import BuildError, IriError, KgError
from kg.identity import Memory, decide
from kg.iris import literal
from kg.mapping import runs as files
from kg.mapping import terms as t
from kg.mapping.corpus import map_corpus
from kg.mapping.facts import Fact, Passage, Triple
from kg.mapping.lines import Block, Lines
from kg.mapping.minting import Mint
from kg.mapping.runs import Runs
from kg.model import Span
from kg.sources.read import Source
from kg.store.nquads import fault
from tests.invented import REGISTER, article

FULL: dict[str, Any] = {
    "url": "https://gazette.example/1",
    "title": "Talks",
    "publisher": "Gazette",
    "agency": "Wire",
    "licence": "CC0",
    "language": "fa",
}
WORDS = {"type", "role", "status", "holding", "kind"}
"""Fields of a few words that the schema lists."""


def strings(value: Any) -> Iterator[str]:
    """Yield every text in records, but for those that the schema lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in WORDS:
                yield from strings(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def swapped(value: Any, swap: dict[str, str]) -> Any:
    """Return the records with other texts, which nothing checked."""
    if isinstance(value, str):
        return swap.get(value, value)
    if isinstance(value, msgspec.Struct):
        own = {name: getattr(value, name) for name in value.__struct_fields__}
        return type(value)(**{name: v if name in WORDS else swapped(v, swap) for name, v in own.items()})
    if isinstance(value, dict):
        return {key: swapped(each, swap) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(swapped(each, swap) for each in value)
    return value


STATED = article(article={**msgspec.to_builtins(article())["article"], **FULL})
COORDINATES = {"1.5", "2.5"}
TEXTS = sorted({*strings(STATED), *strings(REGISTER)} - COORDINATES)
PIECES = ['"', "\\", "\n", "<", "> ", " .", "_:b", "\ud800", "\u202e", "%", "/", "..", "é", "x", "2031-04-01"]
ANY = st.text(max_size=5) | st.lists(st.sampled_from(PIECES), max_size=4).map("".join)


@given(st.dictionaries(st.sampled_from(TEXTS), ANY, max_size=4), ANY)
def test_no_text_in_any_field_makes_a_line_that_is_not_a_quad(swap: dict[str, str], file: str) -> None:
    annotation, register = swapped(STATED, swap), swapped(REGISTER, swap)
    try:
        decisions = decide([annotation], register, known=Memory())  # else it lies on disk, and is checked on its way
        told = {each.article.id: Source(each, file) for each in decisions.annotations}
        blocks = [section.lines for section in map_corpus(told, decisions, annotators={"mk": "M. K."})]
    except (KgError, KeyError):
        return  # refused: with a reason, or because a key fits nothing that is there
    for block in blocks:
        assert isinstance(block, Block)
        lines = list(block)
        assert lines == sorted(set(lines))
        assert [line for line in lines if fault(line)] == []
        assert len(list(parse(block.content, RdfFormat.N_QUADS))) == len(lines)


@given(st.text(max_size=5))
def test_a_base_is_one_that_iris_begin_with(base: str) -> None:
    try:
        iri = Mint(base)("event", "a", "b")
    except IriError:
        return
    assert fault(f"{iri} {iri} {iri} {iri} .\n") == ""


@pytest.mark.parametrize(
    "base", ["", "x", "https://e.example/> <x:y", "https://e.example/a b/", "https://e.example/\n"]
)
def test_a_base_that_begins_no_iri_is_refused(base: str) -> None:
    with pytest.raises(IriError, match="base of IRIs"):
        Mint(base)


def test_half_a_surrogate_pair_is_told_with_its_line() -> None:
    lines = Lines("<x:p>")
    lines.state([("<x:a>", "<x:b>", literal("whole")), ("<x:c>", "<x:d>", literal("half \ud800 of it"))])
    with pytest.raises(BuildError, match=r'^half a surrogate pair: <x:c> <x:d> "half \\ud800 of it" <x:p> \.$'):
        list(lines.blocks())


SUBJECTS = st.sampled_from([f"<x:{key}>" for key in ("a", "a/b", "a-b", "a2", "ab", "é", "\U0001f600", "\uffff")])
TRIPLES = st.tuples(
    SUBJECTS, st.sampled_from([t.A, t.MAPPING_RULE, "<x:p>"]), st.sampled_from(['"1"', '"1"@en', "<x:o>"])
)
PASSAGES = st.builds(
    Passage, st.just("<x:article>"), st.builds(Span, st.integers(0, 2), st.integers(3, 4)), st.sampled_from([None, "A"])
)
FACTS = st.builds(
    Fact,
    SUBJECTS,
    st.sampled_from(["event", "topic"]),
    st.lists(TRIPLES, max_size=3).map(tuple),
    PASSAGES | st.none(),
    st.lists(SUBJECTS, max_size=3).map(tuple),
    SUBJECTS | st.none(),
    SUBJECTS | st.none(),
    SUBJECTS | st.none(),
    st.sampled_from([None, "/events/0"]),
)


def in_any_order(facts: list[Fact], triples: list[Triple]) -> list[str]:
    """Return what facts and triples give, one by one: lines of one fact at a time, sorted as text."""
    found: set[str] = set()
    for fact in facts:
        lines = Lines("<x:g>", "file#")
        lines.facts([fact])
        found.update(line for block in lines.blocks() for line in block)
    return sorted(found | {f"{s} {p} {o} <x:g> .\n" for s, p, o in triples})


@given(st.lists(FACTS, max_size=8), st.lists(TRIPLES, max_size=4))
def test_lines_are_in_order_and_stand_once_also_where_subjects_meet(facts: list[Fact], triples: list[Triple]) -> None:
    lines = Lines("<x:g>", "file#")
    lines.facts(facts)
    lines.state(triples)
    same = [line for block in lines.blocks() for line in block] == in_any_order(facts, triples)
    assert same  # a difference of hundreds of lines is not for people


@given(st.lists(FACTS, max_size=12), st.lists(TRIPLES, max_size=6), st.integers(1, 4))
def test_lines_that_lay_in_files_are_the_same(facts: list[Fact], triples: list[Triple], held: int) -> None:
    facts = [fact._replace(pointer=None) for fact in facts]
    runs, lines = Runs("<x:g>", held), Lines("<x:g>")
    for each in (runs, lines):
        each.facts(facts)
        each.state(triples)
    one, other = (b"".join(block.content for block in each.blocks()) for each in (runs, lines))
    same = one == other
    assert same


def test_runs_that_are_longer_than_what_is_taken_at_once_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_AT_ONCE", 3)
    triples = [(f"<x:{number % 7}-{number}>", "<x:p>", f'"{number % 3}"') for number in range(100)]
    runs = Runs("<x:g>", 11)
    runs.state([*triples, *triples[::5]])
    found = [line for block in runs.blocks() for line in block]
    assert found == sorted(f"{s} {p} {o} <x:g> .\n" for s, p, o in triples)


def test_a_disk_that_is_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "TemporaryFile", full)
    with pytest.raises(BuildError, match="no room for the graph among the temporary files: No space left"):
        Runs("<x:g>", 1).state([("<x:a>", "<x:b>", "<x:c>")])
