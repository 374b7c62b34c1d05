"""A store made from that of the build before: it has what a loaded one has, and the older one stays as it was."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from kg.store import Build, open_build, verify
from kg.store.cache import close, mark_of
from tests.store.sample import ARTICLE, BASE, another, lines, published, sample

KEYS = [f"gazette-{n}" for n in range(2, 40)]


def tables(build: Build) -> set[int]:
    """Return the inodes of the tables of a store."""
    return {path.stat().st_ino for path in (build.folder / "store").glob("*.sst")}


def paper(*, without: int | None = None, titles: dict[int, str] | None = None) -> list[str]:
    """Return many articles, but one, and with other titles."""
    found = [another(key).replace("Harbour talks resume", (titles or {}).get(i, "Talks")) for i, key in enumerate(KEYS)]
    return [article for i, article in enumerate(found) if i != without]


@pytest.mark.parametrize(
    "changed", [paper(titles={7: "Other"}), paper(without=3), [*paper(), ARTICLE]], ids=["edited", "removed", "added"]
)
def test_few_changes_are_carried_over(changed: list[str], tmp_path: Path) -> None:
    first = published(tmp_path, sample(articles=paper()))
    held = tables(first)
    second = published(tmp_path, sample(articles=changed))
    assert tables(second) & held
    assert verify(second) == []
    assert (verify(first), tables(first)) == ([], held)


def test_where_most_is_new_all_is_loaded(tmp_path: Path) -> None:
    first = published(tmp_path, sample(articles=paper()))
    second = published(tmp_path, sample(articles=[ARTICLE]))
    assert not tables(first) & tables(second)
    assert verify(second) == []


@pytest.mark.parametrize("lacks", [True, False], ids=["less", "more"])
def test_a_store_with_another_content_is_not_carried_over(lacks: bool, tmp_path: Path) -> None:
    """Its files are those that it says, so that nobody saw it up to now; the lines that change show it."""
    first = published(tmp_path, sample(articles=paper()))
    folder = first.folder / "store"
    mark = mark_of(folder)
    assert mark
    store = Store(str(folder))
    if lacks:
        store.remove(next(q for q in store if '"Talks"' in str(q) and "gazette-9> " in str(q) and "graph/" in str(q)))
    else:
        store.extend(parse("".join(lines(ARTICLE)[:1]), format=RdfFormat.N_QUADS))
    store.flush()
    del store
    (folder / "cache.json").unlink()
    close(folder, mark.graph, mark.quads, mark.triples)
    second = published(tmp_path, sample(articles=paper(without=7) if lacks else [ARTICLE, *paper()]))
    assert not tables(first) & tables(second)
    assert verify(second) == []


@pytest.mark.parametrize("place", range(0, 10, 3))
def test_a_damaged_store_is_not_carried_over(place: int, tmp_path: Path) -> None:
    """Its largest table is as long as before and holds other bytes, so that it opens, and only its hash tells."""
    first = published(tmp_path, sample(articles=paper()))
    table = max((first.folder / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    content = bytearray(table.read_bytes())
    content[place * len(content) // 20] ^= 255
    table.write_bytes(content)
    second = published(tmp_path, sample(articles=paper(without=7)))
    assert not tables(first) & tables(second)
    assert verify(second) == []


def test_what_two_graphs_say_stays_until_the_last_is_gone(tmp_path: Path) -> None:
    """The event of each article is a meeting by two facts; a fact less leaves the triple in the union."""
    told_once = ARTICLE.replace(
        "<fact/gazette-1/talks.again-400> {\n  <event/gazette-1/talks> a dip:Meeting ; dip:status status:happened .",
        "<fact/gazette-1/talks.again-400> {\n  <event/gazette-1/talks> dip:status status:happened .",
    )
    assert told_once != ARTICLE
    not_told = told_once.replace("a dip:Meeting ; dip:status", "dip:status")
    for articles, expected in (([ARTICLE], True), ([told_once], True), ([not_told], False), ([told_once], True)):
        build = published(tmp_path, sample(articles=[*paper(), *articles]))
        assert verify(build) == []
        asked = f"ASK {{ <{BASE}event/gazette-1/talks> a <https://w3id.org/diplomacy-kg/ontology#Meeting> }}"
        assert bool(build.store().query(asked)) is expected


@given(st.lists(st.tuples(st.integers(0, 39), st.dictionaries(st.integers(0, 37), st.sampled_from("abc"))), max_size=4))
@settings(max_examples=5, deadline=None)
def test_any_row_of_changes_ends_where_loading_does(changes: list[tuple[int, dict[int, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        published(Path(folder), sample(articles=paper()))
        for without, titles in changes:
            published(Path(folder), sample(articles=paper(without=without, titles=titles)))
            assert verify(open_build(Path(folder))) == []
