"""A project on the disk: what is open, how it is decided, and how it is undone."""

from datetime import date
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from kg.errors import UsageError
from kg.judging import Desk, Recorded, form_of, refuse_mistakes, told
from kg.model import Finding
from kg.sources.read import Source, read_all
from kg.sources.register import read_register
from tests.judging.norland import ARTICLES, decided

DAY = date(2031, 5, 2)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    (sources / "register").mkdir(parents=True)
    (sources / "project.yaml").write_text("annotators: [{id: mk, name: M. K.}]\n")
    people = "- {id: eva-berg, name: Eva Berg}\n- {id: tom-berg, name: Tom Berg}\n"
    (sources / "register" / "people.yaml").write_text(people)
    lines = [msgspec.json.encode(annotation) + b"\n" for annotation in ARTICLES]
    (sources / "articles.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def sources(project: Path) -> tuple[Source, ...]:
    reading = read_all(project / "sources", project)
    assert reading.findings == ()
    return reading.sources


def desk(project: Path) -> Desk:
    judgements = read_register(project / "sources", project).register.judgements
    return Desk(project, decided(*judgements), sources(project))


def test_places_are_told_by_file_and_line(project: Path) -> None:
    (asked,) = [each for each in desk(project).questions if each.kind == "event"]
    assert [(place.file, place.line) for thing in asked.things for place in thing.places] == [
        ("sources/articles.jsonl", 1),
        ("sources/articles.jsonl", 2),
    ]


def test_a_decision_closes_its_question_and_deleting_its_lines_opens_it_again(project: Path) -> None:
    before = desk(project).questions
    asked = desk(project).ask(None, DAY, StringIO("k\nk\nk\ns\nOne meeting, two papers\nq\n"), StringIO())
    assert asked.decided == 1
    assert [each.id for each in desk(project).questions] == [each.id for each in before if each.kind != "event"]
    file = project / "sources" / "register" / "judgements.yaml"
    file.write_text("".join(file.read_text().splitlines(keepends=True)[6:]))
    assert desk(project).questions == before


def test_a_key_that_nobody_has_is_refused_in_the_dialogue(project: Path) -> None:
    out = StringIO()
    asked = desk(project).ask("mk", DAY, StringIO("k\nk\neva-burg\nx\neva-berg\nx\nq\n"), out)
    assert "Not recorded: herald-2/nobody-known and eva-burg: no person 'eva-burg' in the register" in out.getvalue()
    assert asked.decided == 1


def test_who_decides_is_known_before_the_first_question(project: Path) -> None:
    out = StringIO()
    with pytest.raises(UsageError, match="lists no annotator 'xx'"):
        desk(project).ask("xx", DAY, StringIO("q\n"), out)
    assert out.getvalue() == ""


def test_a_file_of_decisions_is_recorded_from_the_desk(project: Path) -> None:
    file = project / "d.csv"
    file.write_text("kind,things,verdict,because\nperson,herald-2/berg | herald-2/tom-berg,same,His desk\n")
    recorded = desk(project).take(file, None, DAY)
    assert told(recorded) == "Recorded 1: sources/register/judgements.yaml:1"
    assert told(desk(project).take(file, None, DAY)) == "Recorded already 1: sources/register/judgements.yaml:1"


def test_questions_are_written_as_csv_or_json_only() -> None:
    assert [form_of(Path(name)) for name in ("q.csv", "Q.JSON")] == ["csv", "json"]
    with pytest.raises(UsageError, match=r"q\.yaml: questions are written to a file that ends in \.csv or \.json"):
        form_of(Path("q.yaml"))


def test_a_register_with_a_mistake_is_refused() -> None:
    wrong = Finding(code="DK220", message="the id 'x' is taken", file="sources/register/people.yaml", line=4, column=7)
    with pytest.raises(UsageError, match=r"people\.yaml:4:7: the id 'x' is taken"):
        refuse_mistakes([wrong])
    refuse_mistakes([msgspec.structs.replace(wrong, severity="warning")])


def test_nothing_recorded_is_told_as_nothing() -> None:
    assert told(Recorded()) == ""
