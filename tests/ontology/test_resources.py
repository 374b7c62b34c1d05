"""Where ontology and queries are found: in a wheel first, else in the repository."""

from pathlib import Path

import pytest

from kg import resources
from kg.errors import BuildError


def test_the_ontology_of_the_repository_is_found() -> None:
    assert (resources.ontology_dir() / "diplomacy.ttl").is_file()


def test_the_data_of_a_wheel_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "kg"
    for folder in (package / "_data" / "queries", tmp_path / "queries", tmp_path / "ontology"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.queries_dir() == package / "_data" / "queries"
    assert resources.ontology_dir() == tmp_path / "ontology"


def test_a_missing_folder_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(BuildError, match="'queries' is missing"):
        resources.queries_dir()
