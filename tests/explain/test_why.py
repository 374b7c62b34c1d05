"""On what things of the five articles rest. All that is expected stands in their sources, and is read from there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.explain import Step, changed, texts_of, to_text, why
from kg.opened import Opened
from kg.sources.positions import Locator
from kg.sources.texts import Texts

THINGS = (
    "iq-002/meeting",
    "iq-003/meeting",
    "iq-002/call-mora",
    "iq-000/visit",
    "iq-001/call-1",
    "iq-002/first-year",
    "ebrahim-raisi",
    "ali-bagheri-kani",
    "qatar",
    "iq-002/meeting.when",
    "tehran",
)


@pytest.fixture(scope="module")
def meeting(graph: Opened, locator: Locator) -> Step:
    return why(graph.build, "iq-002/meeting", locator)


@pytest.fixture(scope="module")
def raisi(graph: Opened, locator: Locator) -> Step:
    return why(graph.build, "ebrahim-raisi", locator)


def of_kind(tree: Step, kind: str) -> list[Step]:
    return [step for step in tree.walk() if step.kind == kind]


def line(root: Path, place: str) -> str:
    """The rest of a source file's line from a place on."""
    file, number, column = place.rsplit(":", 2)
    return (root / file).read_text(encoding="utf-8").splitlines()[int(number) - 1][int(column) - 1 :]


def test_a_meeting_is_told_by_the_two_articles_that_report_it(meeting: Step, root: Path) -> None:
    (told,) = of_kind(meeting, "told")
    assert told.says == "told by 2 articles, 2 independent sources"
    assert [step.passage for step in told.children] == ["iq-002 [9–239]", "iq-003 [228–383]"]
    for step in told.children:
        assert line(root, step.place) == "id: meeting"
    assert "Mehr News Agency" in told.children[0].says


def test_the_judgement_that_took_two_reports_as_one_is_told_with_who_when_and_where(meeting: Step, root: Path) -> None:
    (same,) = of_kind(meeting, "same")
    (decision,) = [step for step in same.children if step.kind == "decision"]
    assert decision.says.startswith("iq-002/meeting = iq-003/meeting: recorded judgement")
    (judgement,) = of_kind(decision, "judgement")
    assert judgement.says == "recorded by Editor of diplomacy-kg on 2026-11-22"
    assert judgement.place.startswith("sources/register/judgements.yaml:")
    assert line(root, judgement.place) == "kind: event"
    assert any("who came with a delegation" in step.says for step in of_kind(decision, "line"))


def test_a_weekday_is_told_with_its_words_its_rule_its_anchor_and_its_day(meeting: Step) -> None:
    evening, night = of_kind(meeting, "dating")
    assert evening.says.startswith("“Saturday evening”")
    assert evening.passage == "iq-002 [223–239]"
    assert [step.says for step in of_kind(evening, "anchor")] == [
        "counts from the publication of iq-002, whose day is not known"
    ]
    assert [step.says for step in of_kind(evening, "bounds")] == ["so without bounds"]
    # 28 August 2022 was a Sunday
    assert [step.says for step in of_kind(night, "anchor")] == ["counts from the publication of iq-003, on 2022-08-28"]
    assert [step.says for step in of_kind(night, "bounds")] == ["so on 2022-08-27"]
    assert any("last such day on or before" in step.says for step in of_kind(evening, "rule"))


def test_the_day_of_an_event_leads_to_the_publication_of_the_article(meeting: Step, root: Path) -> None:
    (when,) = of_kind(meeting, "when")
    assert when.says == "when: on 2022-08-27"
    published = [step for step in when.walk() if step.passage == "iq-003 [6–16]"]
    assert published
    assert line(root, published[0].place).startswith("{date: 2022-08-28")


def test_an_event_without_a_time_is_bounded_by_what_it_came_after(graph: Opened, locator: Locator) -> None:
    call = why(graph.build, "iq-002/call-mora", locator)
    (when,) = of_kind(call, "when")
    assert when.says == "when: on or after 2022-08-27"
    passages = {step.passage for step in when.walk()}
    assert {"iq-002 [2828–2863]", "iq-003 [369–383]", "iq-003 [6–16]"} <= passages


def test_an_event_that_nothing_dates_says_so(graph: Opened, locator: Locator) -> None:
    visit = why(graph.build, "iq-000/meeting-raisi", locator)
    (when,) = of_kind(visit, "when")
    assert re.search(r"without bounds|no time is stated", when.says)


def test_who_took_part_is_told_with_names_capacity_and_side(meeting: Step, root: Path) -> None:
    kani, delegation, khulaifi = of_kind(meeting, "participation")
    assert kani.says == "Ali Bagheri Kani, interlocutor"
    assert delegation.says.endswith("companion")
    assert khulaifi.says.startswith("Mohammad bin Abdul Aziz al-Khulaifi")
    assert [step.says for step in of_kind(kani, "name")][1:] == ["named “Bagheri Kani”"]
    assert [step.passage for step in of_kind(kani, "name")] == ["iq-002 [9–78]", "iq-003 [228–240]"]
    assert [step.says for step in of_kind(kani, "capacity")] == [
        "in the capacity of Deputy Foreign Minister for Political Affairs of Iran (in office)"
    ]
    (side,) = of_kind(kani, "side")
    assert side.says.startswith("on the side of Iran")
    (register,) = of_kind(side, "register")
    assert line(root, register.place) == "id: iran-deputy-foreign-minister-political"


def test_each_name_is_told_with_the_rule_that_decided_on_it(meeting: Step) -> None:
    kani = of_kind(meeting, "participation")[0]
    decisions = of_kind(kani, "decision")
    assert len(decisions) == 2
    assert all(of_kind(decision, "line") for decision in decisions)


def test_a_topic_is_told_with_whom_it_is_attributed_to(meeting: Step) -> None:
    about = next(step for step in meeting.children if step.says == "about")
    concerns = next(step for step in about.children if step.says.startswith("Other issues of common concern"))
    assert "according to Foreign Ministry of Qatar" in concerns.says
    assert concerns.passage == "iq-002 [2316–2353]"


def test_a_key_that_stands_elsewhere_now_is_followed(graph: Opened, locator: Locator, meeting: Step) -> None:
    other = why(graph.build, "iq-003/meeting", locator)
    assert other.children[0].says == "iq-003/meeting now stands under iq-002/meeting"
    assert other.children[1:] == meeting.children


def test_a_person_is_told_with_every_form_of_the_name(raisi: Step) -> None:
    names = {step.says for step in raisi.children if step.kind == "names" for step in step.children}
    assert names == {
        "“Ayatollah Raisi”, 7 times",
        "“Ayatollah Seyed Ebrahim Raisi”, 2 times",
        "“Ebrahim Raisi”, 2 times",
        "“Raisi”, 10 times",
        "“the president”, 5 times",
    }


def test_a_person_is_told_with_the_posts_and_the_old_keys(raisi: Step, root: Path) -> None:
    assert {step.says for step in of_kind(raisi, "post")} == {
        "President of Iran (elect)",
        "President of Iran (in office)",
    }
    assert {"iq-000/raisi", "iq-001/raisi", "iq-003/ebrahim-raisi"} <= {
        step.says for step in of_kind(raisi, "redirect")
    }
    entry = of_kind(raisi, "register")[0]
    assert line(root, entry.place) == "id: ebrahim-raisi"


def test_a_name_in_an_article_leads_to_the_person(graph: Opened) -> None:
    assert why(graph.build, "iq-000/raisi").children[0].says == "iq-000/raisi now stands under ebrahim-raisi"


def test_a_label_is_found_in_any_case(graph: Opened, raisi: Step) -> None:
    assert why(graph.build, "EBRAHIM RAISI").says == raisi.says


def test_a_fact_is_told_with_its_triples_its_rule_and_its_passage(graph: Opened, locator: Locator) -> None:
    fact = why(graph.build, "iq-002/meeting.when", locator)
    assert "iq-002/meeting.when – date expression – 'Saturday evening'" in {s.says for s in of_kind(fact, "triple")}
    assert [step.says for step in of_kind(fact, "rule")] == ["made by the rule dating"]
    (ground,) = of_kind(fact, "ground")
    assert ground.passage == "iq-002 [223–239]"
    assert "annotated by Editor of diplomacy-kg" in ground.says


def test_an_iri_names_its_thing(graph: Opened, meeting: Step) -> None:
    assert why(graph.build, f"{graph.build.base}event/iq-002/meeting").says == meeting.says


def leaves(step: Step) -> Iterator[Step]:
    if not step.children:
        yield step
    for child in step.children:
        yield from leaves(child)


def test_every_derived_fact_comes_down_to_passages_and_the_register(graph: Opened, locator: Locator) -> None:
    derived = sorted({quad.graph for quad in graph.build.quads() if "/fact/derived/" in quad.graph})
    assert len(derived) > 400
    for fact in derived[::7]:
        tree = why(graph.build, fact.strip("<>"), locator, most=0)
        (ground,) = of_kind(tree, "ground")
        ends = [leaf for leaf in leaves(ground) if not leaf.says.endswith("(see above)")]
        assert ends
        assert [leaf.says for leaf in ends if not leaf.place or (not leaf.passage and leaf.kind != "register")] == []


def test_a_thing_of_every_kind_is_told(graph: Opened, locator: Locator) -> None:
    base, kinds = graph.build.base, dict[str, list[str]]()
    for thing in sorted({quad.subject.strip("<>") for quad in graph.build.quads()}):
        if thing.startswith(base):
            kinds.setdefault(thing[len(base) :].split("/")[0], []).append(thing)
    assert {"article", "dating", "document", "event", "fact", "participation", "post", "resolution", "tenure"} <= set(
        kinds
    )
    for things in kinds.values():
        for thing in (things[0], things[-1]):
            tree = why(graph.build, thing, locator)
            assert tree.iri
            assert tree.children


@pytest.mark.parametrize("thing", THINGS)
def test_every_place_is_a_line_of_its_file(graph: Opened, locator: Locator, root: Path, thing: str) -> None:
    places = {step.place for step in why(graph.build, thing, locator, most=0).walk() if step.place}
    assert places
    for place in places:
        assert re.fullmatch(r"sources/[\w./-]+:\d+:\d+", place)
        assert line(root, place).strip()


@pytest.mark.parametrize("thing", THINGS)
def test_every_annotation_line_is_that_of_its_passage(graph: Opened, locator: Locator, root: Path, thing: str) -> None:
    """The span of a passage stands at its place, or is that of the record that holds it."""
    for step in why(graph.build, thing, locator, most=0).walk():
        if step.passage and step.place:
            start, end = re.findall(r"\d+", step.passage.rsplit(" ", 1)[1])
            file, number, _ = step.place.rsplit(":", 2)
            lines = (root / file).read_text(encoding="utf-8").splitlines()[int(number) - 1 :]
            earlier = (root / file).read_text(encoding="utf-8").splitlines()[: int(number)]
            assert f"[{start}, {end}]" in "\n".join([*earlier[-12:], *lines[:12]])


@pytest.mark.parametrize("thing", THINGS)
def test_the_text_has_labels_and_no_iri_and_fits_the_terminal(graph: Opened, locator: Locator, thing: str) -> None:
    text = to_text(why(graph.build, thing, locator))
    assert "http" not in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("thing", THINGS)
def test_the_same_question_has_the_same_answer(graph: Opened, thing: str) -> None:
    assert why(graph.build, thing) == why(graph.build, thing)


def test_depth_limits_the_tree(graph: Opened, meeting: Step) -> None:
    flat = why(graph.build, "iq-002/meeting", depth=1)
    assert [step.says for step in flat.children] == [step.says for step in meeting.children]
    assert {step.kind for child in flat.children for step in child.children} == {"more"}


def test_what_the_graph_lacks_is_answered_with_what_is_nearest(graph: Opened) -> None:
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'iq-002/meetin'; nearest: iq-002/meeting"):
        why(graph.build, "iq-002/meetin")
    with pytest.raises(QueryError, match=r"nearest: .*(ebrahim-raisi|Ebrahim Raisi)"):
        why(graph.build, "Ebrahim Raissi")


def test_the_words_of_a_passage_are_shown_where_the_text_is_at_hand(graph: Opened, texts: Path) -> None:
    text = texts_of(graph.build, Texts(texts))
    tree = why(graph.build, "iq-002/meeting", text=text)
    evening = of_kind(tree, "dating")[0]
    assert "[Saturday evening]" in evening.quote
    whole = text("iq-002")
    assert whole is not None
    for step in tree.walk():
        if step.quote and step.passage.startswith("iq-002 "):
            start, end = map(int, re.findall(r"\d+", step.passage.rsplit(" ", 1)[1]))
            first = step.quote.split("[", 1)[-1].split()[0].strip("]…")
            assert first in " ".join(whole[start:end].split())


def test_without_the_text_no_words_of_it_are_shown(meeting: Step) -> None:
    assert {step.quote for step in meeting.walk()} == {""}


def test_a_source_that_was_changed_since_the_build_is_named(
    graph: Opened, meeting: Step, root: Path, tmp_path: Path
) -> None:
    assert changed(meeting, graph.build, root) == ()
    copy = tmp_path / "sources"
    copy.mkdir()
    (copy / "iq-003.yaml").write_bytes((root / "sources/iq-003.yaml").read_bytes())
    (copy / "iq-002.yaml").write_bytes((root / "sources/iq-002.yaml").read_bytes() + b"\n")
    named = changed(meeting, graph.build, tmp_path)
    assert "sources/iq-002.yaml" in named
    assert "sources/iq-003.yaml" not in named
