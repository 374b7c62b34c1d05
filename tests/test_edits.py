"""After any edit, what was read before and is read no more gives the build that reading everything gives."""

import gc
import json
import random
import re
import shutil
import tomllib
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import project as projects
from kg import resources
from kg.known import Known
from kg.model import Finding
from kg.pipeline import Built, build
from kg.project import Project, unchanged
from kg.sources import read as reading
from kg.sources.texts import Texts
from kg.starter import lay_out
from kg.store import Draft, Edited
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT
from tests.edits import EDITS, articles, change, enter, entries, judged, reformat, spoil, write

CHECK = """#+ summary: No event has a host.
#+ code: DK899
#+ severity: warning
#+ mend: Nothing.
#+ why: A test.
#+ example: none
PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
SELECT ?focus WHERE { ?focus dip:role <https://w3id.org/diplomacy-kg/scheme/role/host> }
"""

SPARE = 3
"""Articles that are not there at first."""


def seen(built: Built) -> tuple[object, ...]:
    """Return what a build is: its bytes by their hashes, or what was found."""
    return built.checked.report, built.build and built.build.manifest


@pytest.mark.parametrize("seed", range(2))
def test_a_build_after_an_edit_is_that_of_everything_read_anew(tmp_path: Path, seed: int) -> None:
    chance, known = random.Random(seed), Known()
    write_project(make(seed + 1, 10), tmp_path)
    for number, spare in enumerate(articles(tmp_path)[-SPARE:]):
        (tmp_path / f"spare-{number}.json").write_text(json.dumps(spare), "utf-8")
    write(tmp_path, articles(tmp_path)[:-SPARE])
    build(Project(tmp_path, tmp_path / "texts"), known=known)
    for edit in chance.sample(EDITS, len(EDITS)):
        edit(tmp_path, chance)
        anew = tmp_path / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        shutil.copytree(tmp_path / "sources", anew / "sources")
        now = build(Project(tmp_path, tmp_path / "texts"), known=known)
        assert seen(now) == seen(build(Project(anew, tmp_path / "texts"))), edit.__name__


def test_what_pyshacl_looked_at_is_not_gone_on_from(tmp_path: Path) -> None:
    write_project(make(1, 6), tmp_path)
    found, known = articles(tmp_path), Known()
    write(tmp_path, found[:-1])
    build(Project(tmp_path), known=known)
    write(tmp_path, found)
    build(Project(tmp_path), known=known, engine="pyshacl")
    change(tmp_path, random.Random(1))
    shutil.copytree(tmp_path / "sources", tmp_path / "anew/sources")
    assert seen(build(Project(tmp_path), known=known)) == seen(build(Project(tmp_path / "anew")))


def test_other_rules_and_texts_are_seen_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, find = tmp_path / "ontology", resources._find
    shutil.copytree(ROOT / "ontology", ours)
    monkeypatch.setattr(resources, "_find", lambda name: ours if name == "ontology" else find(name))
    write_project(make(1, 8), tmp_path)
    project, known = Project(tmp_path, tmp_path / "texts"), Known()
    edits: dict[Path, tuple[str, str]] = {
        ours / "schemes.ttl": ('"host"@en', '"the host"@en'),
        ours / "shapes/event.ttl": ("sh:maxCount 1", "sh:maxCount 0"),
        min((tmp_path / "texts").glob("*.txt")): ("e", "é"),
        tmp_path / "queries/checks/own.rq": ("", CHECK),
    }
    (tmp_path / "queries/checks").mkdir(parents=True)
    last = seen(build(project, known=Known()))
    assert last == seen(build(project, known=known))
    for path, (old, new) in edits.items():
        text = path.read_text("utf-8") if old else ""
        assert old in text, path
        path.write_text(text.replace(old, new, 1), "utf-8")
        now = seen(build(project, known=known))
        assert now != last, path
        assert now == (last := seen(build(project))), path


@pytest.mark.parametrize("named", [True, False])
def test_a_text_that_comes_later_is_compared_alone(
    tmp_path: Path, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(make(1, 6), tmp_path)
    found = articles(tmp_path)
    for each in found if not named else ():
        del each["article"]["text"]["file"]
    write(tmp_path, found)
    project, known, looked, check = Project(tmp_path, tmp_path / "texts"), Known(), list[str](), Texts.check
    contents = {path: path.read_bytes() for path in sorted((tmp_path / "texts").glob("*.txt"))[:2]}
    for path in contents:
        path.unlink()
    build(project, known=known)

    def noted(texts: Texts, source: reading.Source) -> tuple[Finding, ...]:
        looked.append(source.annotation.article.id)
        return check(texts, source)

    monkeypatch.setattr(Texts, "check", noted)
    for path, content in contents.items():
        path.write_bytes(content)
        built = build(project, known=known)
        assert looked == [path.stem]
        assert isinstance(built.checked.graph, Edited)
        assert seen(built) == seen(build(project))
        looked.clear()


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(make(1, 4), tmp_path)
    write(tmp_path, articles(tmp_path))  # as the edit writes them
    known = reading.Known()
    first = reading.read_all(tmp_path / "sources", tmp_path, known=known)
    assert len(known) == len(first.sources) > 3
    read: list[str] = []
    monkeypatch.setattr(reading, "_plain", lambda text: read.append(text))
    change(tmp_path, random.Random(1))
    assert len(reading.read_all(tmp_path / "sources", tmp_path, known=known).sources) == len(first.sources)
    assert len(read) == 1


def test_an_article_that_is_only_written_otherwise_is_the_same(tmp_path: Path) -> None:
    write_project(make(1, 4), tmp_path)
    known = reading.Known()
    first = reading.read_all(tmp_path / "sources", tmp_path, known=known)
    reformat(tmp_path, random.Random(1))
    again = reading.read_all(tmp_path / "sources", tmp_path, known=known)
    pairs = list(zip(first.sources, again.sources, strict=True))
    assert len(pairs) > 3
    assert all(one is not other and one.annotation is other.annotation for one, other in pairs)
    third = reading.read_all(tmp_path / "sources", tmp_path, known=known)
    assert all(one is other for one, other in zip(again.sources, third.sources, strict=True))


def test_articles_in_another_order_are_the_same_graph_with_findings_in_other_lines(tmp_path: Path) -> None:
    write_project(make(1, 6), tmp_path)
    known, graphs = Known(), set[str]()
    for turn in (0, 1):
        write(tmp_path, articles(tmp_path)[::-1] if turn else articles(tmp_path))
        rows = {each["article"]["id"]: row for row, each in enumerate(articles(tmp_path), 1)}
        built = build(Project(tmp_path), known=known)
        assert built.build
        graphs.add(built.build.manifest.graph)
        told = [each for each in built.checked.report.findings if each.file.endswith(".jsonl")]
        assert told
        assert all(each.line == rows[each.article] for each in told)
    assert len(graphs) == 1


def test_after_a_refusal_only_what_is_mended_is_mapped_again(tmp_path: Path) -> None:
    write_project(make(1, 6), tmp_path)
    sound, known = articles(tmp_path), Known()
    spoil(tmp_path, random.Random(1))
    refused = build(Project(tmp_path), known=known)
    assert refused.build is None
    assert isinstance(refused.checked.graph, Draft)
    for found in (articles(tmp_path)[::-1], sound):
        write(tmp_path, found)
        built = build(Project(tmp_path), known=known)
        assert isinstance(built.checked.graph, Edited)
        anew = tmp_path / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        shutil.copytree(tmp_path / "sources", anew / "sources")
        assert seen(built) == seen(build(Project(anew)))
    assert built.build


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Leave to itself what only a search for cycles would free."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_a_graph_goes_as_soon_as_another_one_is_built(tmp_path: Path) -> None:
    write_project(make(1, 4), tmp_path)
    project, known = Project(tmp_path), Known()
    for edit in (change, change, spoil, change):
        last = weakref.ref(build(project, known=known).checked.graph)
        edit(tmp_path, random.Random(1))
        build(project, known=known)
        assert last() is None, edit.__name__


def test_nothing_is_done_again_where_nothing_changed(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    list(lay_out(folder))
    project = Project(folder, folder / "texts")
    assert unchanged(project) is None
    built = build(project)
    assert built.build
    assert unchanged(project) == built.build


def test_all_libraries_that_the_program_needs_are_named() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    assert sorted(re.split("[<>=]", each)[0] for each in needed) == sorted(projects.LIBRARIES)


@pytest.mark.parametrize(
    "where",
    ["source", "register", "text", "check", "output", "store", "program", "library", "titles.tsv", "rules.toml"],
)
def test_any_change_is_seen(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "harbour"
    list(lay_out(folder))
    (folder / "queries/checks").mkdir(parents=True)
    project = Project(folder, folder / "texts")
    built = build(project).build
    assert built
    match where:
        case "source" | "register" | "text":
            suffix = {"source": "sources/*-1.yaml", "register": "sources/register/*.yaml", "text": "texts/*.txt"}[where]
            path = min(folder.glob(suffix))
            path.write_bytes(path.read_bytes() + b"\n")
        case "check":
            (folder / "queries/checks/own.rq").write_text("#+ summary: mine", "utf-8")
        case "output" | "store":
            path = built.parts[0] if where == "output" else max((built.folder / "store").glob("*.sst"))
            content = bytearray(path.read_bytes())
            content[-1] ^= 1
            path.write_bytes(bytes(content))
        case "program":
            monkeypatch.setattr(projects, "__version__", "0.0.0")
        case "library":
            version = projects.version
            monkeypatch.setattr(projects, "version", lambda name: "0" if name == "rapidfuzz" else version(name))
        case _:  # a table of this program
            plain = projects.digest_file
            other = plain(ROOT / "LICENSE")
            monkeypatch.setattr(projects, "digest_file", lambda path: other if path.name == where else plain(path))
    assert unchanged(project) is None


def test_days_in_a_post_that_another_entry_of_the_same_person_gives(tmp_path: Path) -> None:
    """A tenure has the outer days of all entries that are taken as one: an entry that is as it was lacks them now."""
    write_project(make(1, 8), tmp_path)
    people, post = entries(tmp_path, "people"), entries(tmp_path, "posts")[0]["id"]
    for person, first, last in zip(people[:2], ("2030-01-01", "2029-01-01"), ("2031-06-01", "2031-05-01"), strict=True):
        person["holds"] = [{"post": post, "from": first, "until": last}]
    enter(tmp_path, "people", people)
    judged(tmp_path, "person", "same", [each["id"] for each in people[:2]])
    known, project = Known(), Project(tmp_path, tmp_path / "texts")
    assert build(project, known=known).build
    people[0]["holds"][0]["from"] = "2028-01-01"
    enter(tmp_path, "people", people)
    again = build(project, known=known)
    assert isinstance(again.checked.graph, Edited)
    shutil.rmtree(project.builds)
    assert seen(again) == seen(build(project))
