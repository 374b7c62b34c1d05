"""What changed between builds of the starter project and a second article: judgements, labels, dates, queries."""

import json
import shutil
from pathlib import Path

import pytest

import kg as package
from kg.diffing import Diff, Rows
from kg.namespaces import DATA_IRI
from kg.starter import lay_out
from tests.test_cli import change, kg

TRIBUNE, JUDGEMENTS = "sources/tribune-7.yaml", "sources/register/judgements.yaml"
ARTICLE = f"""article:
  id: tribune-7
  publisher: Tribune
  published: 2031-05-02  # a Friday, so that Tuesday is 2031-04-29
  text: {{sha256: "{"1" * 64}", characters: 300}}
annotator: mk
events:
  - id: meeting
    type: meeting
    at: [0, 100]
    when: {{says: Tuesday, at: [90, 97]}}
    participants:
      - {{name: Ada Lindqvist, post: Foreign Minister, of: Norland, role: host, at: [0, 30]}}
      - {{name: Tomas Varga, post: Foreign Minister, of: Sundria, role: guest, at: [40, 80]}}
"""
SAME = """- kind: event
  verdict: same
  things: [harbour-gazette-1/talks, tribune-7/meeting]
  by: mk
  on: 2031-05-03
  because: Same two ministers, same Tuesday.
"""


def copied(project: Path, to: Path) -> Path:
    """Return a copy of a project, with its build."""
    shutil.copytree(project, to)
    return to


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles on one meeting, which nobody has taken as one."""
    project = tmp_path_factory.mktemp("diff") / "two"
    list(lay_out(project))
    (project / TRIBUNE).write_text(ARTICLE, encoding="utf-8")
    package.build(project)
    return project


@pytest.fixture(scope="module")
def merged(two: Path) -> Path:
    """The same, with a judgement that takes the reports as one."""
    project = copied(two, two.parent / "merged")
    with (project / JUDGEMENTS).open("a", encoding="utf-8") as file:
        file.write(SAME)
    package.build(project)
    return project


def between(first: Path, second: Path, **more: bool) -> Diff:
    return package.open(second).diff(first / "build", **more)


def days(found: Diff, event: str) -> tuple[set[str], set[str]]:
    """The first days of an event that were lost and gained."""
    node, earliest = f"<{DATA_IRI}event/{event}>", "<https://w3id.org/diplomacy-kg/ontology#earliest>"
    lost, gained = (
        {
            triple.object.split('"')[1]
            for each in found.changes()
            for triple in triples(each)
            if (triple.subject, triple.predicate) == (node, earliest)
        }
        for triples in (lambda each: each.lost, lambda each: each.gained)
    )
    return lost, gained


def test_a_judgement_is_the_edit_of_all_that_follows_from_the_merge(two: Path, merged: Path) -> None:
    found = between(two, merged)
    (edit,) = found.edits
    assert (edit.pointer, edit.build) == (f"{JUDGEMENTS}#/0", "second")
    # its entry begins after the comment of the starter's file
    comment = (two / JUDGEMENTS).read_text(encoding="utf-8").count("\n")
    assert edit.line == comment + 1
    assert found.rest == ()
    (written,) = [each for each in edit.changes if each.because == "annotation"]
    assert (written.kind, written.how) == ("decision", "added")
    (redirect,) = [each for each in edit.changes if each.kind == "redirect"]
    assert (redirect.how, redirect.iri) == ("added", f"{DATA_IRI}event/tribune-7/meeting")
    assert redirect.says == "tribune-7/meeting stands under harbour-gazette-1/talks"
    renamed = {each.iri.removeprefix(f"{DATA_IRI}fact/") for each in edit.changes if each.renamed}
    assert {"tribune-7/meeting", "tribune-7/meeting.host.ada-lindqvist-0", "tribune-7/meeting.when"} <= renamed
    # the gazette has no day; the tribune's Tuesday becomes that of its talks, and two days later was the signing
    assert days(found, "harbour-gazette-1/talks") == (set(), {"2031-04-29"})
    assert days(found, "harbour-gazette-1/signing") == (set(), {"2031-05-01"})


def test_a_judgement_that_is_taken_out_is_an_edit_of_the_first_build(two: Path, merged: Path) -> None:
    found = between(merged, two)
    (edit,) = found.edits
    assert (edit.pointer, edit.build, edit.line) == (f"{JUDGEMENTS}#/0", "first", 0)
    assert found.unlocated == (JUDGEMENTS,)
    (redirect,) = [each for each in edit.changes if each.kind == "redirect"]
    assert redirect.how == "removed"
    assert days(found, "harbour-gazette-1/signing") == ({"2031-05-01"}, set())


def test_stored_queries_whose_rows_changed_are_told(two: Path, merged: Path) -> None:
    found = between(two, merged)
    rows = {each.query: each for each in found.queries}
    # two reports of one contact were two rows and are one; its article is told beside the other
    met = rows["who-met-whom"]
    events = met.columns.index("event")
    assert sorted(row[events] for row in met.lost) == ["harbour-gazette-1/talks", "tribune-7/meeting"]
    assert [row[events] for row in met.gained] == ["harbour-gazette-1/talks"]
    assert rows["told-by-several"].lost == ()
    # the invitation was part of the talks, and so is of their day; there is no negotiation in either
    invited = rows["invitations"]
    when = invited.columns.index("when")
    assert ([row[when] for row in invited.lost], [row[when] for row in invited.gained]) == ([""], ["2031-04-29"])
    assert "negotiations" not in rows
    assert [each.query for each in found.left_out] == [
        "readouts",
        "statements-on-topic",
        "third-parties",
        "what-a-person-said",
        "what-bounds-a-date",
    ]
    assert between(two, merged, ask=False).queries == ()


def test_a_date_follows_from_the_edit_of_another_article(merged: Path) -> None:
    project = copied(merged, merged.parent / "later")
    change(project, TRIBUNE, "2031-05-02  # a Friday", "2031-05-09  # a Friday")
    package.build(project)
    found = between(merged, project, ask=False)
    (edit,) = found.edits
    assert edit.pointer.startswith(f"{TRIBUNE}#/article")
    assert days(found, "harbour-gazette-1/signing") == ({"2031-05-01"}, {"2031-05-08"})
    assert found.rest == ()


def test_a_label_of_the_register_is_told_with_the_names_made_of_it(two: Path) -> None:
    project = copied(two, two.parent / "label")
    change(project, "sources/register/states.yaml", "name: Norland", "name: Kingdom of Norland\n  names: [Norland]")
    package.build(project)
    found = between(two, project)
    (edit,) = found.edits
    assert (edit.pointer, edit.line) == ("sources/register/states.yaml#/0", 2)
    register, *named = edit.changes
    assert register.iri == f"{DATA_IRI}fact/register/states/norland"
    assert [triple.object for triple in register.lost] == ['"Norland"@en']
    assert '"Kingdom of Norland"@en' in [triple.object for triple in register.gained]
    assert {each.because for each in named} == {"things"}
    assert found.rest == ()
    invited = next(rows for rows in found.queries if rows.query == "invitations")
    assert isinstance(invited, Rows)
    assert (len(invited.gained), len(invited.lost)) == (1, 1)
    # a king and a deputy minister of Norland; the president and the deputy minister of Sundria are as they were
    unknown = next(rows for rows in found.queries if rows.query == "not-identified")
    assert ["Kingdom of Norland" in row for row in unknown.gained] == [True, True]
    assert len(unknown.lost) == 2


def test_a_build_has_several_names(two: Path, merged: Path, tmp_path: Path) -> None:
    name = (merged / "build/current").read_text(encoding="ascii").strip()
    kept = tmp_path / name
    shutil.copytree(merged / "build" / name, kept)
    for one, other in (("current", name), (name, str(kept)), (str(kept), "build")):
        ran = kg("diff", one, other, cwd=merged)
        assert (ran.returncode, ran.stdout) == (0, f"{name}: both are the same build\n")


def test_the_command_writes_a_tree_or_json_and_exits_with_0(two: Path, merged: Path) -> None:
    first = str(two / "build")
    shown = kg("diff", first, cwd=merged)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "tribune-7/meeting stands under harbour-gazette-1/talks" in shown.stdout
    assert "who-met-whom: 1 row gained, 2 lost" in shown.stdout
    data = kg("diff", first, "current", "--no-queries", "--format", "json", cwd=merged)
    assert json.loads(data.stdout)["diff"]["edits"][0]["pointer"] == f"{JUDGEMENTS}#/0"


def test_a_build_that_cannot_be_opened_exits_with_2(two: Path, tmp_path: Path) -> None:
    name = (two / "build/current").read_text(encoding="ascii").strip()
    shutil.copytree(two / "build" / name, tmp_path / "renamed")
    for word, says in (("0123456789abcdef", name), (str(tmp_path / "renamed"), "the folder renamed")):
        ran = kg("diff", word, cwd=two)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert says in " ".join(ran.stderr.split())
