"""Opening a build: what is refused, what is mended, and what the derived store answers."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.store import Build, cache, open_build, verify
from kg.store.build import store_problem
from tests.store.sample import ARTICLE, HEAD, another, published, sample


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return published(tmp_path / "build")


def test_a_build_is_found_by_the_folder_of_builds_and_by_its_own(build: Build) -> None:
    assert open_build(build.folder.parent) == open_build(build.folder) == build


def test_without_a_build_the_message_says_which_command_helps(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="there is no build; run `kg build`"):
        open_build(tmp_path)


def _garbled(build: Build) -> None:
    (build.folder.parent / "current").write_text("../elsewhere\n")


def _dangling(build: Build) -> None:
    (build.folder.parent / "current").write_text("0123456789abcdef\n")


def _edited(build: Build) -> None:
    path = build.folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"articles": 1', b'"articles": 2'))


def _shortened(build: Build) -> None:
    build.parts[0].write_bytes(build.parts[0].read_bytes()[:-1])


def _without_report(build: Build) -> None:
    (build.folder / "report.html").unlink()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_garbled, "is no name of a build"),
        (_dangling, "no build is here"),
        (_edited, "manifest was changed"),
        (_shortened, "graph/000001-article.nq: missing or not"),
        (_without_report, "report.html: missing or not"),
    ],
)
def test_an_altered_build_is_refused(damage: Callable[[Build], None], message: str, build: Build) -> None:
    damage(build)
    with pytest.raises(BuildError, match=message):
        open_build(build.folder.parent)


def test_a_renamed_folder_is_refused(build: Build) -> None:
    renamed = build.folder.rename(build.folder.with_name("mine"))
    with pytest.raises(BuildError, match="folder renamed"):
        open_build(renamed)


def test_another_layout_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(tmp_path)
    monkeypatch.setattr("kg.store.manifest.FORMAT", 3)
    with pytest.raises(BuildError, match="layout 2, but this version reads 3"):
        open_build(tmp_path)


def _no_store(build: Build) -> None:
    shutil.rmtree(build.folder / "store")


def _no_mark(build: Build) -> None:
    (build.folder / "store" / "cache.json").unlink()


def _emptied(build: Build) -> None:
    """Shorten RocksDB's list of files: Oxigraph then opens an empty store without a word."""
    path = next((build.folder / "store").glob("MANIFEST-*"))
    path.write_bytes(path.read_bytes()[:100])


def _no_data(build: Build) -> None:
    next((build.folder / "store").glob("*.sst")).unlink()


def _corrupt(build: Build) -> None:
    path = build.folder / "store" / "CURRENT"
    path.write_bytes(b"X" * path.stat().st_size)


def _from_another_version(build: Build) -> None:
    path = build.folder / "store" / "cache.json"
    path.write_text(path.read_text().replace('"pyoxigraph": "', '"pyoxigraph": "0.0.'))


def _from_another_graph(build: Build) -> None:
    path = build.folder / "store" / "cache.json"
    path.write_text(path.read_text().replace('"graph": "', '"graph": "0'))


STORES = [_no_store, _no_mark, _emptied, _no_data, _corrupt, _from_another_version, _from_another_graph]


@pytest.mark.parametrize("damage", STORES)
def test_a_store_that_cannot_serve_is_made_again(damage: Callable[[Build], None], build: Build) -> None:
    damage(build)
    assert store_problem(build) != ""
    with pytest.raises(BuildError, match="`kg build` makes it again"):
        open_build(build.folder.parent, mend=False)
    assert verify(open_build(build.folder.parent)) == []
    assert sorted(path.name for path in build.folder.parent.iterdir()) == sorted([".lock", "current", build.name])


def test_no_store_is_made_from_an_altered_graph(build: Build) -> None:
    _no_store(build)
    build.parts[0].write_bytes(build.parts[0].read_bytes().replace(b"Ada", b"Eda"))
    with pytest.raises(BuildError, match="content was changed; run `kg build` again"):
        open_build(build.folder)


def test_the_store_holds_no_log_of_the_machine(build: Build) -> None:
    assert not (build.folder / "store" / "LOG").exists()


def rows(build: Build, query: str) -> list[tuple[str, ...]]:
    found = build.store().query(HEAD + query)
    return sorted(tuple(str(value) for value in row) for row in found)  # type: ignore[union-attr]


TALKS = "<https://w3id.org/diplomacy-kg/id/event/gazette-1/talks>"
FACT = "https://w3id.org/diplomacy-kg/id/fact/gazette-1/talks"


def test_a_triple_of_two_facts_counts_once_in_the_default_graph(build: Build) -> None:
    assert rows(build, "SELECT (COUNT(*) AS ?n) { ?e a dip:Meeting }") == [
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>',)
    ]
    assert rows(build, "SELECT ?g { GRAPH ?g { ?e a dip:Meeting } }") == [
        (f"<{FACT}.again-400>",),
        (f"<{FACT}>",),
    ]


def test_the_default_graph_joins_facts_ontology_and_provenance(build: Build) -> None:
    query = """SELECT ?label ?pointer {
      ?event dip:participation/dip:participant/skos:prefLabel ?who ; a/skos:prefLabel ?label .
      ?fact dip:mappingRule "event" ; dip:attributedTo ?said ; dip:pointer ?pointer . }"""
    assert rows(build, query) == [('"meeting"@en', '"sources/gazette-1.yaml#/events/0"')]


def test_from_makes_its_graph_the_default_graph(build: Build) -> None:
    assert rows(build, f"SELECT ?e FROM <{FACT}> {{ ?e a dip:Meeting }}") == [(TALKS,)]
    assert rows(build, f"SELECT ?e FROM <{FACT}.when> {{ ?e a dip:Meeting }}") == []
    assert rows(build, f"SELECT ?g FROM NAMED <{FACT}> {{ GRAPH ?g {{ ?e a dip:Meeting }} }}") == [(f"<{FACT}>",)]
    assert rows(build, f"SELECT ?e FROM NAMED <{FACT}> {{ ?e a dip:Meeting }}") == []


def test_the_store_counts_quads_and_their_union(tmp_path: Path) -> None:
    two = published(tmp_path, sample(articles=[ARTICLE, another("herald-2")]))
    mark = cache.mark_of(two.folder / "store")
    assert mark is not None
    quads = list(two.quads())
    assert (mark.quads, mark.triples) == (len(quads), len({quad[:3] for quad in quads}))
    assert len(two.store()) == mark.quads + mark.triples
