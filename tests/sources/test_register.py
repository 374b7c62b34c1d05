"""The register's files: what they give, and every mistake with its place."""

from datetime import date
from pathlib import Path

import pytest

from kg.model import Entry, Judgement
from kg.sources import register
from kg.sources.register import FILES, RegisterFiles, read_register
from tests.sources.sample import places

FILES_OF_NORLAND = {
    "register/people.yaml": """\
- id: ada-lindqvist
  name: Ada Lindqvist
  names: [A. Lindqvist]
  wikidata: Q42
  labels: {fa: آدا لیندکوئیست}
- {id: tor-hale, name: Tor Hale}
""",
    "register/organizations.yaml": """\
- {id: foreign-ministry, name: Foreign Ministry of Norland, kind: ministry, of: norland}
""",
    "register/states.yaml": """\
- {id: norland, name: Norland, iso: NL}
- {id: sundria, name: Sundria}
""",
    "register/posts.yaml": """\
- id: norland-foreign-minister
  name: Foreign Minister of Norland
  names: [Foreign Minister]
  represents: norland
  organization: foreign-ministry
  level: foreign-minister
  single: true
- {id: sundria-foreign-minister, name: Foreign Minister of Sundria, names: [Foreign Minister], represents: sundria}
- {id: ambassador, name: Ambassador, represents: norland, accredited_to: sundria}
""",
    "register/places.yaml": """\
- {id: port-ellery, name: Port Ellery, state: norland, latitude: 51.50, longitude: -0.0000015, iso: NL-PE}
""",
    "register/topics.yaml": """\
- {id: fisheries, name: fisheries, broader: trade}
- {id: trade, name: trade}
""",
    "register/judgements.yaml": """\
- {kind: event, verdict: same, things: [a/talks, b/talks], by: mk, on: 2031-04-03, because: same table}
""",
    "project.yaml": """\
base: https://data.example/norland/
title: Norland
annotators:
  - {id: mk, name: M. K.}
""",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def changed(folder: Path, name: str, old: str, new: str) -> list[tuple[str, str, int, int]]:
    """Return the findings after one text was replaced: file, code, line, column."""
    assert old in FILES_OF_NORLAND[name]
    write(folder, FILES_OF_NORLAND | {name: FILES_OF_NORLAND[name].replace(old, new, 1)})
    found = read_register(folder / "sources", folder).findings
    return [(f.file.removeprefix("sources/"), f.code, f.line, f.column) for f in found]


def test_what_the_files_give(tmp_path: Path) -> None:
    write(tmp_path, FILES_OF_NORLAND)
    reading = read_register(tmp_path / "sources", tmp_path)
    assert reading.findings == ()
    register = reading.register
    assert [item.record.id for item in register.people] == ["ada-lindqvist", "tor-hale"]
    assert register.people[1].pointer == "sources/register/people.yaml#/1"
    assert register.posts[0].record.single
    assert register.project.base == "https://data.example/norland/"
    assert register.judgements == (
        Judgement(
            kind="event",
            verdict="same",
            things=("a/talks", "b/talks"),
            by="mk",
            on=date(2031, 4, 3),
            because="same table",
            pointer="sources/register/judgements.yaml#/0",
        ),
    )


def test_entries_hold_their_other_fields_as_text(tmp_path: Path) -> None:
    write(tmp_path, FILES_OF_NORLAND)
    entries = {entry.key: entry for entry in read_register(tmp_path / "sources", tmp_path).register.entries}
    assert entries["ada-lindqvist"] == Entry(
        kind="person",
        key="ada-lindqvist",
        label="Ada Lindqvist",
        names=("A. Lindqvist",),
        pointer="sources/register/people.yaml#/0",
        properties={"wikidata": "Q42", "label-fa": "آدا لیندکوئیست"},
    )
    assert entries["norland-foreign-minister"].properties == {
        "represents": "norland",
        "organization": "foreign-ministry",
        "level": "foreign-minister",
        "single": "true",
    }
    assert entries["port-ellery"].properties == {
        "state": "norland",
        "latitude": "51.5",
        "longitude": "-0.0000015",
        "iso": "NL-PE",
    }
    assert [entry.kind for entry in entries.values()] == [
        *["person"] * 2,
        "organization",
        *["state"] * 2,
        *["post"] * 3,
        "place",
        *["topic"] * 2,
    ]


def test_missing_and_empty_files_are_empty_lists(tmp_path: Path) -> None:
    write(tmp_path, {"register/people.yaml": "# none yet\n", "project.yaml": ""})
    reading = read_register(tmp_path / "sources", tmp_path)
    assert reading.findings == ()
    assert reading.register == RegisterFiles()


def test_a_whole_degree_has_no_point(tmp_path: Path) -> None:
    text = "- {id: a, name: A, latitude: 50, longitude: -0.0}\n"
    write(tmp_path, {"register/places.yaml": text})
    (entry,) = read_register(tmp_path / "sources", tmp_path).register.entries
    assert (entry.properties["latitude"], entry.properties["longitude"]) == ("50", "0")


MISTAKES = [
    # file, what is replaced, by what; then the file of the finding, its code, line, and what stands at its column
    ("register/people.yaml", "{fa:", "{Farsi:", "register/people.yaml", "DK024", 5, "Farsi: "),
    ("register/people.yaml", "Q42", "42", "register/people.yaml", "DK024", 4, "42"),
    ("register/people.yaml", "wikidata", "wikidat", "register/people.yaml", "DK020", 4, "wikidat:"),
    ("register/people.yaml", "- id: ada-lindqvist", "id: ada-lindqvist", "register/people.yaml", "DK005", 2, ": Ada"),
    ("register/people.yaml", "id: tor-hale", "id: norland", "register/states.yaml", "DK220", 1, "norland, name"),
    ("register/organizations.yaml", "of: norland", "of: land", "register/organizations.yaml", "DK221", 1, "land}"),
    ("register/posts.yaml", "represents: norland", "represents: tor-hale", "register/posts.yaml", "DK221", 4, "tor-h"),
    ("register/posts.yaml", "single: true", "single: only", "register/posts.yaml", "DK022", 7, "only"),
    ("register/posts.yaml", "level: foreign-minister", "level: king", "register/posts.yaml", "DK023", 6, "king"),
    ("register/posts.yaml", "s: sundria}", "s: norland}", "register/posts.yaml", "DK222", 8, "Foreign Minister]"),
    ("register/places.yaml", "latitude: 51.50", "latitude: 91", "register/places.yaml", "DK026", 1, "91,"),
    ("register/places.yaml", "latitude: 51.50", "latitude: nan", "register/places.yaml", "DK022", 1, "nan,"),
    (
        "register/topics.yaml",
        "e: trade}",
        "e: trade, broader: fisheries}",
        "register/topics.yaml",
        "DK223",
        2,
        "fisheries}",
    ),
    ("register/judgements.yaml", "2031-04-03", "2031-04-31", "register/judgements.yaml", "DK028", 1, "2031-04-31"),
    ("register/judgements.yaml", "b/talks", "a/talks", "register/judgements.yaml", "DK224", 1, "a/talks],"),
    ("register/judgements.yaml", ", b/talks", "", "register/judgements.yaml", "DK025", 1, "[a/talks]"),
    ("register/judgements.yaml", "by: mk", "by: km", "register/judgements.yaml", "DK225", 1, "km,"),
    ("project.yaml", "norland/", "norland", "project.yaml", "DK024", 1, "https:"),
    ("project.yaml", "annotators:", "annotaters:", "project.yaml", "DK020", 3, "annotaters:"),
    ("project.yaml", "M. K.}", "M. K.}\n  - {id: mk, name: X}", "project.yaml", "DK220", 5, "mk, name: X"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m[4]} {m[2]}")
def test_each_mistake_stands_where_it_is(mistake: tuple[str, str, str, str, str, int, str], tmp_path: Path) -> None:
    changed_file, old, new, file, code, line, stands_there = mistake
    ((found_file, found_code, found_line, column),) = changed(tmp_path, changed_file, old, new)
    assert (found_file, found_code, found_line) == (file, code, line)
    text = (tmp_path / "sources" / file).read_text("utf-8").splitlines()[line - 1]
    assert text[column - 1 :].startswith(stands_there)


def test_a_missing_field_is_told_beside_the_unknown_one(tmp_path: Path) -> None:
    found = changed(tmp_path, "register/people.yaml", "name: Ada", "nmae: Ada")
    assert found == [("register/people.yaml", "DK021", 1, 3), ("register/people.yaml", "DK020", 2, 3)]


def test_ambiguous_names_are_warnings(tmp_path: Path) -> None:
    write(tmp_path, {"register/people.yaml": "- {id: a, name: Tor  HALE}\n- {id: b, name: B, names: [Tor Hale]}\n"})
    (finding,) = read_register(tmp_path / "sources", tmp_path).findings
    # `- {id: b, name: B, names: [` has 27 characters.
    assert (finding.code, finding.severity, finding.line, finding.column) == ("DK222", "warning", 2, 28)
    assert "'a'" in finding.message


def test_a_file_with_a_mistake_gives_nothing_and_no_further_findings(tmp_path: Path) -> None:
    # The states are gone, and nothing is said of all the entries that refer to them.
    assert changed(tmp_path, "register/states.yaml", "iso: NL", "iso: nl") == [("register/states.yaml", "DK024", 1, 37)]
    register = read_register(tmp_path / "sources", tmp_path).register
    assert register.states == ()
    assert len(register.people) == 2


@pytest.mark.parametrize("name", ["person.yaml", "peple.yaml", "people.yml", "states.jsonl"])
def test_a_file_that_nothing_reads(name: str, tmp_path: Path) -> None:
    write(tmp_path, {f"register/{name}": "[]\n"})
    (finding,) = read_register(tmp_path / "sources", tmp_path).findings
    assert (finding.code, finding.file) == ("DK226", f"sources/register/{name}")


def test_other_files_lie_there_in_peace(tmp_path: Path) -> None:
    write(tmp_path, {"register/README.md": "# X\n", "register/.people.yaml": "["})
    assert read_register(tmp_path / "sources", tmp_path).findings == ()


def test_many_mistakes_end(tmp_path: Path) -> None:
    text = "".join(f"- {{id: o{i}, name: O{i}, of: s{i}}}\n" for i in range(300))
    write(tmp_path, {"register/organizations.yaml": text})
    findings = read_register(tmp_path / "sources", tmp_path).findings
    assert sorted({f.code for f in findings}) == ["DK019", "DK221"]
    assert len(findings) == 201


def test_every_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, {f"register/{stem}.yaml": "[" for stem in FILES})
    findings = read_register(tmp_path / "sources", tmp_path).findings
    assert {f.file for f in findings} == {f"sources/register/{stem}.yaml" for stem in FILES}
    assert {code for code, _, _ in places(findings)} == {"DK005"}


def test_only_the_files_that_are_others_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sources"
    (folder / "register").mkdir(parents=True)
    topics, people = (folder / "register" / f"{name}.yaml" for name in ("topics", "people"))
    topics.write_text("- {id: grain, name: Grain}\n", encoding="utf-8")
    people.write_text("- {id: ada, name: Ada Varga}\n- {id: ada, name: Ada Berg}\n", encoding="utf-8")
    known, read = register.Known(), list[str]()
    plain = register.yaml_tree
    monkeypatch.setattr(register, "yaml_tree", lambda text, most: read.append(text) or plain(text, most))
    first = read_register(folder, tmp_path, known)
    assert len(read) == 2
    assert read_register(folder, tmp_path, known) == first
    assert first.findings
    topics.write_text("- {id: grain, name: Grains}\n", encoding="utf-8")
    again = read_register(folder, tmp_path, known)
    assert read[2:] == ["- {id: grain, name: Grains}\n"]
    assert again == read_register(folder, tmp_path)
    assert [item.record.name for item in again.register.topics] == ["Grains"]
    topics.unlink()
    assert read_register(folder, tmp_path, known).register.topics == ()
