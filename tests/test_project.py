"""What holds for the project as a whole: rules and codes, sizes of files, and no sentence of an article."""

import re
import subprocess
from pathlib import Path

import pytest
from rdflib.namespace import DC, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD

from kg.namespaces import DIP, PREFIXES
from kg.pipeline import stored_checks
from kg.project import query_folders
from kg.resources import ontology_dir
from kg.validation.rules import pages
from kg.validation.shapes import load_shapes
from tests.conftest import ROOT

WORDS_IN_A_ROW = 9


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout of git, so which files belong to the project is not known")
    return [ROOT / name for name in listed.stdout.splitlines() if name.endswith(suffixes) and (ROOT / name).is_file()]


def test_every_code_has_a_page_and_every_page_is_used() -> None:
    known = set(pages(load_shapes(ontology_dir() / "shapes"), stored_checks(query_folders(ROOT))))
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py"))
    used = set(re.findall(r'"(DK\d{3})"', text))
    assert used - known == set()
    assert {code for code in known - used if code < "DK400" or code >= "DK900"} == set()


def test_no_file_is_long() -> None:
    long = {str(path): n for path in tracked(".py") if (n := len(path.read_text(encoding="utf-8").splitlines())) > 350}
    assert long == {}


def test_terms_are_written_in_one_place() -> None:
    iri = "https://w3id.org/diplomacy-kg"
    found = [
        p.relative_to(ROOT).as_posix() for p in (ROOT / "kg").rglob("*.py") if iri in p.read_text(encoding="utf-8")
    ]
    assert found == ["kg/prefixes.py"]
    assert str(DIP.Event).startswith(iri)


def test_prefixes_are_those_of_the_vocabularies() -> None:
    shared = {"dc": DC, "dcterms": DCTERMS, "foaf": FOAF, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF}
    shared |= {"rdfs": RDFS, "schema": SDO, "sh": SH, "skos": SKOS, "time": TIME, "xsd": XSD}
    assert {prefix: PREFIXES[prefix] for prefix in shared} == {prefix: str(each) for prefix, each in shared.items()}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def test_no_sentence_of_an_article_stands_here(texts: Path) -> None:
    rows = set()
    for path in texts.glob("*.txt"):
        found = words(path.read_text(encoding="utf-8"))
        rows.update(tuple(found[i : i + WORDS_IN_A_ROW]) for i in range(len(found) - WORDS_IN_A_ROW + 1))
    assert rows
    copied = []
    for path in tracked(""):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            found = words(line)
            if any(tuple(found[i : i + WORDS_IN_A_ROW]) in rows for i in range(len(found) - WORDS_IN_A_ROW + 1)):
                copied.append(f"{path}:{number}")
    assert copied == []
