"""A graph with some lines changed: its files are those of the whole graph, written anew, and most are shared."""

import tempfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildError
from kg.mapping import cuts
from kg.mapping.cuts import cut
from kg.model import Change, Report
from kg.store import Build, Draft, Edited, parts, publish, verify
from tests.store.sample import BASE, Named

SECTIONS = [*(f"article/a{number}" for number in range(9)), "register", "derived", "ontology"]
Numbers = dict[str, set[int]]
"""The lines of each section."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "SUBJECTS", 3)
    monkeypatch.setattr(parts, "ARTICLES", 3)


class Passed:
    """A graph without findings."""

    report = Report()

    def __init__(self, graph: Draft | Edited) -> None:
        self.graph = graph


def line(section: str, number: int) -> bytes:
    name = section.replace("/", "-")
    return f"<http://e/{name}/{number // 2}> <http://e/p> <http://e/{number}> <http://e/{name}> .\n".encode()


def drafted(numbers: Numbers) -> Draft:
    draft = Draft()
    for section in SECTIONS:
        for block in cut(sorted(line(section, number) for number in numbers.get(section, ()))):
            draft.add([Named(section, list(block))])
    return draft


def changes(before: Numbers, after: Numbers) -> dict[str, Change]:
    found = {}
    for section in SECTIONS:
        old, new = ({line(section, n) for n in numbers.get(section, ())} for numbers in (before, after))
        if old != new:
            found[section] = Change(frozenset(old - new), frozenset(new - old))
    return found


def published(folder: Path, graph: Draft | Edited) -> Build:
    return publish(folder, Passed(graph), base=BASE, versions={}, inputs={}, reports={})


def states(*, sections: list[str]) -> st.SearchStrategy[Numbers]:
    """Articles may come and go; what is shared is always there."""
    held = {section: st.sets(st.integers(0, 30), min_size=not section.startswith("article/")) for section in sections}
    return st.fixed_dictionaries(held)


def content(build: Build) -> Mapping[str, bytes]:
    return {name: (build.folder / name).read_bytes() for name in build.manifest.parts}


@given(st.lists(states(sections=SECTIONS), min_size=2, max_size=3))
@settings(max_examples=12, deadline=None)
def test_what_is_edited_is_what_is_written_anew(rows: list[Numbers]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = drafted(rows[0])
        build, layout = published(Path(folder), first), first.layout
        for before, after in pairwise(rows):
            if not (changed := changes(before, after)):
                continue
            edited, whole = Edited(build, layout, changed), drafted(after)
            for each in (edited, Edited(drafted(before), layout, changed)):
                assert each.layout == whole.layout
                assert sorted(each.quads()) == sorted(whole.quads())
                assert [b"".join(part.blocks) for part in each.parts()] == [b"".join(p.blocks) for p in whole.parts()]
            build, layout = published(Path(folder), edited), edited.layout
            assert verify(build) == []
            with tempfile.TemporaryDirectory() as other:
                again = published(Path(other), whole)
                assert (build.name, content(build)) == (again.name, content(again))


def test_files_that_are_as_they_were_are_shared(tmp_path: Path) -> None:
    before: Numbers = {section: set(range(20)) for section in SECTIONS}
    after = {**before, "article/a4": {*range(20)} - {3}}  # a line less, and no subject
    first = drafted(before)
    build = published(tmp_path, first)
    again = published(tmp_path, Edited(build, first.layout, changes(before, after)))
    inodes = [{path.stat().st_ino for path in each.parts} for each in (build, again)]
    assert len(build.parts) > 8
    assert len(inodes[1] - inodes[0]) == 1
    tables = [{p.stat().st_ino for p in (each.folder / "store").glob("*.sst")} for each in (build, again)]
    assert tables[0] & tables[1]


@pytest.mark.parametrize(
    "change",
    [
        {"article/a4": Change(frozenset([line("article/a4", 30)]), frozenset())},
        {"article/a4": Change(frozenset(), frozenset([line("article/a4", 3)]))},
        {"something": Change(frozenset(), frozenset([line("something", 3)]))},
        {"article/b": Change(frozenset([line("article/b", 3)]), frozenset())},
    ],
    ids=["lacks what goes", "has what comes", "no such section", "no such article"],
)
def test_a_change_of_another_graph_is_refused(change: dict[str, Change], tmp_path: Path) -> None:
    first = drafted({section: set(range(20)) for section in SECTIONS})
    for graph in (published(tmp_path, first), first):
        with pytest.raises(BuildError, match="run `kg build` again"):
            Edited(graph, first.layout, change)


def test_a_draft_with_a_change_is_published_as_a_whole(tmp_path: Path) -> None:
    before: Numbers = {section: set(range(20)) for section in SECTIONS}
    after = {**before, "article/a4": {*range(20)} - {3}}
    first, change = drafted(before), changes(before, after)
    one = published(tmp_path / "one", Edited(first, first.layout, change))
    other = published(tmp_path / "other", drafted(after))
    assert verify(one) == []
    assert (one.name, content(one)) == (other.name, content(other))


def test_a_build_that_was_altered_is_refused(tmp_path: Path) -> None:
    first = drafted({section: set(range(20)) for section in SECTIONS})
    build = published(tmp_path, first)
    for part in build.parts:
        part.write_bytes(part.read_bytes().replace(b"/p>", b"/q>"))
    with pytest.raises(BuildError, match=r"graph/\d+-article.nq: its content was changed"):
        Edited(build, first.layout, {"article/a4": Change(frozenset(), frozenset([line("article/a4", 30)]))})
