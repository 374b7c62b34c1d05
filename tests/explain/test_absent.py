"""What kept something out of the graph: each cause in a project of its own, made by one change."""

import shutil
from pathlib import Path

import msgspec
import pytest

from kg.drafting import read
from kg.errors import UsageError
from kg.explain import Step, why_not_fact
from kg.opened import Opened
from kg.pipeline import check
from kg.project import Project
from kg.sources.positions import Locator, with_positions
from kg.store import Build
from kg.validation.reports.json import Document, Item, Numbers, RuleCount
from tests.explain.conftest import decide_all

NOTHING = Numbers(error=0, warning=0, info=0, articles=0, facts=0, triples=0, rules=0, focus_nodes=0)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of the five articles, to change."""
    shutil.copytree(root / "sources", tmp_path / "five" / "sources")
    return tmp_path / "five"


def change(project: Path, file: str, old: str, new: str) -> int:
    """Replace one text in a source file; return the number of its line."""
    path = project / "sources" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def ask(project: Path, build: Build | None, thing: str, *reports: Document) -> Step:
    decisions, sources = decide_all(project)
    reading, register = read(Project(project))
    found = with_positions([*register.findings, *reading.findings], Locator(project))
    return why_not_fact(build, reports, decisions, thing, sources, findings=found)


def of_kind(tree: Step, kind: str) -> list[Step]:
    return [step for step in tree.walk() if step.kind == kind]


def report(*items: Item, rules: tuple[RuleCount, ...] = ()) -> Document:
    return Document(version=1, conforms=False, counts=NOTHING, findings=items, rules=rules)


def item(**fields: object) -> Item:
    empty = dict.fromkeys(Item.__struct_fields__, "")
    numbers = {"line": 0, "column": 0, "start": None, "end": None, "also": ()}
    return msgspec.convert({**empty, **numbers, **fields}, Item)


def test_what_is_in_the_graph_is_said_to_be(project: Path, graph: Opened) -> None:
    tree = ask(project, graph.build, "iq-002/meeting")
    assert tree.says == "iq-002/meeting: in the graph"
    assert "kg why iq-002/meeting" in tree.children[0].says


def test_what_stands_under_another_key_is_said_to(project: Path, graph: Opened) -> None:
    tree = ask(project, graph.build, "iq-003/meeting")
    assert "in the graph under iq-002/meeting" in tree.children[0].says


def test_a_mistake_in_reading_refuses_the_whole_article_and_names_its_line(project: Path) -> None:
    number = change(project, "iq-002.yaml", "type: meeting\n    at: [9, 239]", "type: meetin\n    at: [9, 239]")
    for thing in ("iq-002/meeting", "iq-002/call-mora", "iq-002/meeting.when", "iq-002"):
        tree = ask(project, None, thing)
        assert tree.says == f"{thing}: refused, so not in the graph"
        (finding,) = of_kind(tree, "finding")
        assert finding.says.startswith("error: unknown type 'meetin'")
        assert finding.place == f"sources/iq-002.yaml:{number}:11"
        assert "Write 'meeting'." in {step.says for step in of_kind(finding, "mend")}


def test_a_file_that_is_no_yaml_refuses_what_its_name_says(project: Path) -> None:
    (project / "sources/iq-002.yaml").write_text("article: {id: iq-002\n", encoding="utf-8")
    tree = ask(project, None, "iq-002/meeting")
    assert tree.says.endswith("refused, so not in the graph")
    assert all(finding.place.startswith("sources/iq-002.yaml") for finding in of_kind(tree, "finding"))


def test_another_article_is_not_refused_with_it(project: Path, graph: Opened) -> None:
    change(project, "iq-002.yaml", "type: meeting\n    at: [9, 239]", "type: meetin\n    at: [9, 239]")
    assert ask(project, graph.build, "iq-000/visit").says == "iq-000/visit: in the graph"


def test_what_was_in_the_graph_and_is_refused_now_is_both(project: Path, graph: Opened) -> None:
    change(project, "iq-002.yaml", "type: meeting\n    at: [9, 239]", "type: meetin\n    at: [9, 239]")
    tree = ask(project, graph.build, "iq-002/meeting")
    assert tree.says == "iq-002/meeting: as it is annotated now, it is refused"
    assert [step.kind for step in tree.children] == ["standing", "refused"]


def test_a_name_of_which_nobody_can_tell_whose_it_is_is_told_with_its_rule(project: Path) -> None:
    number = change(
        project,
        "iq-002.yaml",
        "name: Enrique Mora, post: coordinator for Vienna talks, of: European Union, role: interlocutor, at: [2763",
        "name: Jane Doe, role: interlocutor, at: [2763",
    )
    tree = ask(project, None, "iq-002/Jane Doe")
    assert tree.says == "iq-002/Jane Doe: nobody could tell whose name it is"
    (name,) = of_kind(tree, "name")
    assert name.says == "“Jane Doe” is in the graph as words only"
    assert name.place.startswith(f"sources/iq-002.yaml:{number}:")
    assert any("register lacks the name" in step.says for step in of_kind(name, "line"))


def test_a_shape_that_refused_an_event_is_named(project: Path) -> None:
    refused = item(
        code="DK440",
        severity="error",
        message="a meeting has two sides",
        mend="Name both.",
        file="sources/iq-002.yaml",
        line=31,
        column=5,
        pointer="/events/0",
        article="iq-002",
        focus="https://example.org/id/event/iq-002/meeting",
        shape="https://example.org/shapes#meeting-sides",
    )
    elsewhere = item(code="DK440", severity="error", message="another", article="iq-001", pointer="/events/0")
    rules = (RuleCount("DK440", "a meeting has two sides", "", 1, 1, False),)
    tree = ask(project, None, "iq-002/meeting", report(refused, elsewhere, rules=rules))
    (finding,) = of_kind(tree, "finding")
    assert finding.says == "error: a meeting has two sides"
    assert finding.place == "sources/iq-002.yaml:31:5"
    assert of_kind(finding, "rule")[0].says == (
        "rule DK440 (a meeting has two sides); shape meeting-sides; kg rule DK440 tells more"
    )
    assert [step.says for step in of_kind(finding, "mend")] == ["Name both."]


def test_a_call_with_one_end_is_refused_by_the_shape_that_wants_two(project: Path) -> None:
    removed = (
        "      - {name: Enrique Mora, post: coordinator for Vienna talks, of: European Union, role: interlocutor, "
        "at: [2763, 2826]}\n"
    )
    change(project, "iq-002.yaml", removed, "")
    document = msgspec.json.decode(check(Project(project)).render("json"), type=Document)
    tree = ask(project, None, "iq-002/call-mora", document)
    assert tree.says == "iq-002/call-mora: refused, so not in the graph"
    (finding,) = [step for step in of_kind(tree, "finding") if step.says.startswith("error")]
    assert "Name both ends of the call" in finding.says
    assert "shape phone-call-has-two-ends" in of_kind(finding, "rule")[0].says
    assert finding.place.startswith("sources/iq-002.yaml:")
    assert ask(project, None, "iq-002/meeting", document).children[0].kind == "unbuilt"


def test_a_finding_on_an_event_concerns_the_reports_that_are_one_with_it(project: Path) -> None:
    focus = item(code="DK1", severity="error", message="two types", focus="https://example.org/id/event/iq-002/meeting")
    (finding,) = of_kind(ask(project, None, "iq-003/meeting", report(focus)), "finding")
    assert finding.says == "error: two types"


def test_a_finding_inside_of_an_event_speaks_of_it_and_one_beside_it_does_not(project: Path) -> None:
    inside = item(code="DK1", severity="error", message="in it", article="iq-002", pointer="/events/0/participants/1")
    beside = item(code="DK2", severity="error", message="beside it", article="iq-002", pointer="/events/1")
    record = item(code="DK3", severity="error", message="in a file of many", article="iq-002", pointer="/4/events/0")
    tenth = item(code="DK4", severity="error", message="another", article="iq-002", pointer="/events/01")
    tree = ask(project, None, "iq-002/meeting", report(inside, beside, record, tenth))
    assert {step.says for step in of_kind(tree, "finding")} == {"error: in it", "error: in a file of many"}


def test_a_note_keeps_nothing_out(project: Path, graph: Opened) -> None:
    note = item(code="DK525", severity="info", message="a note", article="iq-002", pointer="/events/0")
    tree = ask(project, graph.build, "iq-002/meeting", report(note))
    assert tree.says == "iq-002/meeting: in the graph"
    assert [step.kind for step in tree.children] == ["standing", "noted"]


def test_a_finding_that_both_reports_have_is_told_once(project: Path) -> None:
    error = item(code="DK1", severity="error", message="in it", article="iq-002", pointer="/events/0")
    assert len(of_kind(ask(project, None, "iq-002/meeting", report(error), report(error)), "finding")) == 1


def test_what_was_annotated_since_the_build_asks_for_a_build(project: Path, graph: Opened) -> None:
    path = project / "sources/iq-002.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("call-mora", "call-with-mora"), encoding="utf-8")
    tree = ask(project, graph.build, "iq-002/call-with-mora")
    assert tree.says == "iq-002/call-with-mora: not in the graph"
    (step,) = of_kind(tree, "unbuilt")
    assert "run kg build" in step.says
    assert step.place.startswith("sources/iq-002.yaml:")


def test_without_a_build_what_is_annotated_asks_for_one(project: Path) -> None:
    (step,) = of_kind(ask(project, None, "ebrahim-raisi"), "unbuilt")
    assert step.says == "it is annotated, and there is no build; run kg build"


def test_what_nobody_annotated_is_answered_with_what_is_nearest(project: Path, graph: Opened) -> None:
    for thing, near in (("iq-002/meetin", "iq-002/meeting"), ("iq-002/meeting.whem", "iq-002/meeting.when")):
        (step,) = of_kind(ask(project, graph.build, thing), "unannotated")
        assert f"nearest: {near}" in step.says


def test_what_neither_a_source_nor_the_graph_has_is_an_error(project: Path, graph: Opened) -> None:
    with pytest.raises(UsageError, match="no source and no graph has 'gazette-9/talks'"):
        ask(project, graph.build, "gazette-9/talks")
