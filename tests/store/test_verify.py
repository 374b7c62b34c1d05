"""Verifying: each alteration is found and named."""

import shutil
from pathlib import Path

import pytest

from kg.store import Build, verify
from kg.store.cache import load
from tests.store.sample import Sample, lines, published, sample


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return published(tmp_path)


def test_a_whole_build_has_no_problem(build: Build) -> None:
    assert verify(build) == []


@pytest.mark.parametrize("name", ["graph/000001-article.nq", "report.json", "report.html"])
def test_a_changed_byte_is_found(name: str, build: Build) -> None:
    path = build.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert verify(build) == [f"{name}: its content was changed"]


def test_a_changed_manifest_is_found(build: Build) -> None:
    path = build.folder / "manifest.json"
    path.write_bytes(path.read_bytes() + b"\n")
    assert verify(build) == ["manifest.json: its hash is not the build's name"]


def test_a_missing_file_is_found(build: Build) -> None:
    (build.folder / "report.json").unlink()
    assert verify(build) == ["report.json: No such file or directory"]


def test_a_file_that_nothing_knows_is_found(build: Build) -> None:
    (build.folder / "notes.txt").write_text("mine")
    assert verify(build) == ["notes.txt: no output of this build"]


def test_each_changed_file_of_the_store_is_found(build: Build) -> None:
    folder = build.folder / "store"
    for path in sorted(folder.glob("*.sst")):
        content = path.read_bytes()
        changed = bytearray(content)
        changed[len(changed) // 3] ^= 1
        path.write_bytes(changed)
        problems = verify(build)
        assert len(problems) == 1
        assert path.name in problems[0]
        path.write_bytes(content)
    assert verify(build) == []


def _swap_store(build: Build, other: Sample, folder: Path) -> None:
    """Put the store of another graph into the build, marked as this one's."""
    graph = folder / "other.nq"
    graph.write_text("".join(line for lines in other.sections for line in lines), encoding="utf-8")
    shutil.rmtree(build.folder / "store")
    load([graph], build.manifest.graph, build.folder / "store")


def test_a_store_with_other_quads_is_found(build: Build, tmp_path: Path) -> None:
    parts = sample().sections
    assert "Ada Lindqvist" in "".join(parts[0])
    _swap_store(build, Sample(([line.replace("Ada", "Eda") for line in parts[0]], *parts[1:])), tmp_path)
    found = " ".join(verify(build))
    assert "are not the" in found
    assert "not the union" not in found or "Eda" not in found


def test_a_store_with_a_quad_too_few_is_found(build: Build, tmp_path: Path) -> None:
    parts = sample().sections
    _swap_store(build, Sample((parts[0][1:], *parts[1:])), tmp_path)
    assert any("quads are not the" in problem for problem in verify(build))


def test_a_literal_that_the_store_rewrites_is_found(tmp_path: Path) -> None:
    parts = (*sample().sections, lines('<fact/a/b> { <place/x> dip:at "1.10"^^xsd:decimal . }'))
    problems = verify(published(tmp_path, Sample(parts)))
    assert problems
    assert all(problem.startswith("store: its") for problem in problems)
