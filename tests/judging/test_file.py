"""Questions as a file to fill in, and decisions from one: all or none."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.identity import Decisions
from kg.judging.file import take, written
from kg.judging.questions import questions
from kg.judging.record import Recorded
from kg.sources.register import read_register
from tests.judging.norland import decided

DAY = date(2031, 5, 2)
TALKS = ("gazette-1/talks", "tribune-7/meeting")


@pytest.fixture(scope="module")
def decisions() -> Decisions:
    return decided()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "sources" / "register").mkdir(parents=True)
    (tmp_path / "sources" / "project.yaml").write_text("annotators: [{id: mk, name: M. K.}]\n")
    return tmp_path / "sources" / "register" / "judgements.yaml"


def judged(register: Path) -> list[tuple[str, str, tuple[str, ...], str]]:
    found = read_register(register.parents[1], register.parents[2]).register.judgements
    return [(each.kind, each.verdict, each.things, each.because) for each in found]


def given(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_written_can_be_filled_in_and_read_back(
    form: str, decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    text = written(questions(decisions, everything=True), form)
    rows: list[dict[str, Any]] = json.loads(text) if form == "json" else list(csv.DictReader(StringIO(text)))
    assert {row["verdict"] for row in rows} == {""}
    for row in rows:
        if "gazette-1/talks" in row["things"]:
            row |= {"verdict": "same", "because": 'One "day", two papers; one\nmeeting'}
    out = StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    file = given(tmp_path, f"questions.{form}", json.dumps(rows) if form == "json" else out.getvalue())
    assert take(register, decisions, file, None, DAY) == Recorded(("sources/register/judgements.yaml:1",))
    assert judged(register) == [("event", "same", TALKS, 'One "day", two papers; one meeting')]


JSON = (
    '[{"kind": "event", "things": ["gazette-1/talks", "tribune-7/meeting"], "verdict": "same", "because": "Same day"}]'
)
YAML = """- kind: event
  things: [gazette-1/talks, tribune-7/meeting]
  verdict: same
  because: Same day
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "kind,things,verdict,because\nevent,gazette-1/talks | tribune-7/meeting,same,Same day\n"),
        ("a.csv", "\ufeffkind;things;verdict;because\r\nevent;gazette-1/talks|tribune-7/meeting;Same;Same day\r\n"),
        ("a.json", JSON),
        ("a.yaml", YAML),
        ("a.yml", "- {question: ID, verdict: same, because: Same day}\n"),
    ],
)
def test_decisions_come_as_a_table_as_json_or_as_yaml(
    name: str, content: str, decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    (key,) = [each.id for each in questions(decisions) if each.kind == "event"]
    take(register, decisions, given(tmp_path, name, content.replace("ID", key)), "mk", DAY)
    assert judged(register) == [("event", "same", TALKS, "Same day")]


def test_two_bad_rows_are_both_named_and_nothing_is_written(
    decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    content = (
        "kind,things,verdict,because\n"
        "event,gazette-1/talks | tribune-7/meeting,same,Same day\n"
        "event,gazette-1/talk | herald-2/dinner,same,Same day\n"
        "person,herald-2/berg | eva-berg,perhaps,x\n"
    )
    file = given(tmp_path, "decisions.csv", content)
    with pytest.raises(UsageError) as error:
        take(register, decisions, file, "mk", DAY)
    assert str(error.value).splitlines() == [
        f"{file}:3: no event or statement 'gazette-1/talk', written article/id; did you mean 'gazette-1/talks'?",
        f"{file}:4: unknown verdict 'perhaps'; known: same, different, unsure",
        "Nothing was written.",
    ]
    assert not register.exists()


ROW = "kind,things,verdict,because\nevent,gazette-1/talks | tribune-7/meeting,same,Same day\n"


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        (
            "a.csv",
            ROW + "event,gazette-1/talks | tribune-7/meeting,different,No\n",
            3,
            r"a\.csv:2 says that .* are the same",
        ),
        ("a.csv", ROW + 'person,"herald-2/berg |\n eva-berg",same,\n', 3, "because is empty"),
        ("a.csv", 'kind,things,verdict,because\n,"a\nb",,\nevent,x/y,same,x\n', 4, "write also who or what x/y is"),
        ("a.csv", ROW + ",,same,x\n", 3, "name the question by its id, or its kind and things"),
        ("a.csv", ROW + ",herald-2/berg | eva-berg,same,x\n", 3, "kind is empty: write event or person"),
        ("a.csv", ROW + "event,,,but why\n", 3, "a reason without a verdict"),
        ("a.csv", ROW + "a,b,c,d,e\n", 3, "5 cells under 4 columns"),
        ("a.csv", "kind,thing,verdict\n", 1, "unknown column 'thing'; did you mean 'things'"),
        ("a.csv", ROW + "person,herald-2/berk | eva-berg,same,x\n", 3, "did you mean 'herald-2/berg'"),
        ("a.csv", ROW + "person,herald-2/berg | eva-burg,same,x\n", 3, "did you mean 'eva-berg'"),
        ("a.csv", "question,verdict,because\n00000000,same,x\n", 2, "no question '00000000' is open"),
        ("a.json", '[\n{},\n{"verdict": 3}\n]', 3, "verdict: expected a text, found 3"),
        ("a.json", "[\n7]", 2, "expected a decision, found 7"),
        ("a.json", '{"a": 1}', 1, "expected a list"),
        ("a.json", "[\n{]", 2, "not JSON"),
        ("a.yaml", "- kind: event\n  things: [a/b, c/d]\n  verdict: maybe\n", 1, "unknown verdict 'maybe'"),
        ("a.yaml", "a: b\n", 1, "expected a list"),
        ("a.yaml", "- {\n", 2, "not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    name: str, content: str, line: int, says: str, decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=rf"{name}:{line}: .*{says}"):
        take(register, decisions, given(tmp_path, name, content), "mk", DAY)
    assert not register.exists()


def test_a_row_that_names_the_things_of_another_question_is_refused(
    decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    (key,) = [each.id for each in questions(decisions) if each.kind == "event"]
    content = f"question,kind,things,verdict,because\n{key},person,herald-2/berg | eva-berg,same,x\n"
    with pytest.raises(UsageError, match=f"question {key} is on gazette-1/talks and tribune-7/meeting"):
        take(register, decisions, given(tmp_path, "a.csv", content), "mk", DAY)


def test_a_name_without_candidates_is_filled_in_with_who_it_is(
    decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    (asked,) = [each for each in questions(decisions) if len(each.things) == 1]
    content = f"question,kind,things,verdict,because\n{asked.id},person,{asked.keys[0]} | eva-berg,same,A pen name\n"
    take(register, decisions, given(tmp_path, "a.csv", content), "mk", DAY)
    assert judged(register) == [("person", "same", ("herald-2/nobody-known", "eva-berg"), "A pen name")]


def test_events_that_can_not_be_one_are_refused(decisions: Decisions, register: Path, tmp_path: Path) -> None:
    register.write_text("- {kind: event, verdict: different, things: [a/b, c/d], by: mk, on: 2031-05-02, because: x}\n")
    content = "kind,things,verdict,because\nevent,gazette-1/talks | herald-2/tea | a/b,same,x\n"
    with pytest.raises(UsageError, match="no event or statement 'a/b'"):
        take(register, decisions, given(tmp_path, "a.csv", content), "mk", DAY)


def test_a_file_in_which_nothing_is_decided_says_what_to_do(
    decisions: Decisions, register: Path, tmp_path: Path
) -> None:
    file = given(tmp_path, "a.csv", written(questions(decisions), "csv"))
    with pytest.raises(UsageError, match="no row has a verdict; write one of same, different, unsure"):
        take(register, decisions, file, "mk", DAY)


def test_a_file_of_another_kind_is_refused(decisions: Decisions, register: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.csv, \.json, \.yaml, \.yml"):
        take(register, decisions, given(tmp_path, "a.xlsx", ""), "mk", DAY)


def test_a_file_given_twice_is_recorded_once(decisions: Decisions, register: Path, tmp_path: Path) -> None:
    file = given(tmp_path, "a.csv", ROW)
    take(register, decisions, file, "mk", DAY)
    content = register.read_bytes()
    assert take(register, decisions, file, "mk", DAY) == Recorded((), ("sources/register/judgements.yaml:1",))
    assert register.read_bytes() == content
