"""Why two things of the five articles are one, or two. The reasons are those that their sources give."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.explain import Sources, Step, to_json, to_text, why_not
from kg.identity import Decisions

Five = tuple[Decisions, Sources]


def ask(five: Five, one: str, other: str) -> Step:
    return why_not(five[0], one, other, five[1])


def of_kind(tree: Step, kind: str) -> list[Step]:
    return [step for step in tree.walk() if step.kind == kind]


def said(tree: Step) -> str:
    return "\n".join(step.says for step in tree.walk())


def line(root: Path, place: str) -> str:
    file, number, column = place.rsplit(":", 2)
    return (root / file).read_text(encoding="utf-8").splitlines()[int(number) - 1][int(column) - 1 :]


def test_two_meetings_of_the_same_two_people_are_kept_apart_by_a_judgement(five: Five, root: Path) -> None:
    tree = ask(five, "iq-000/meeting", "iq-001/meeting-ambassador")
    assert tree.says == "iq-000/meeting and iq-001/meeting-ambassador: two events"
    (judgement,) = of_kind(tree, "judgement")
    assert judgement.says.startswith("ed recorded on 2026-11-22 that iq-000/meeting and iq-001/meeting-ambassador are")
    assert "statement of a Monday" in judgement.says
    assert line(root, judgement.place) == "kind: event"


def test_the_score_card_is_shown_beside_the_judgement(five: Five) -> None:
    (card,) = of_kind(ask(five, "iq-000/meeting", "iq-001/meeting-ambassador"), "card")
    names = [step.says for step in of_kind(card, "line") if step.says.startswith("participants (+")]
    assert len(names) == 2
    assert "Dehghani" in names[0]
    assert "Lolwah" in names[1]


def test_both_reports_are_shown_with_their_lines(five: Five, root: Path) -> None:
    tree = ask(five, "iq-002/meeting", "iq-003/meeting")
    told = of_kind(tree, "told")
    assert [step.passage for step in told] == ["iq-002 [9–239]", "iq-003 [228–383]"]
    assert [line(root, step.place) for step in told] == ["id: meeting", "id: meeting"]
    assert "in Tehran" in told[1].says


def test_two_reports_that_are_one_say_so_and_under_which_key(five: Five) -> None:
    tree = ask(five, "iq-003/meeting", "iq-002/meeting")
    assert tree.says == "iq-003/meeting and iq-002/meeting: one event, which stands under iq-002/meeting"
    assert "taken as one" in of_kind(tree, "card")[0].says
    assert not of_kind(tree, "veto")


def test_days_of_the_week_keep_two_calls_apart(five: Five) -> None:
    tree = ask(five, "iq-001/call-1", "iq-002/call-ministers")
    (veto,) = of_kind(tree, "veto")
    assert "Tuesday" in veto.says
    assert "Thursday" in veto.says
    assert "keeps them apart" in veto.says


def test_two_events_of_one_article_are_two(five: Five) -> None:
    vetoes = of_kind(ask(five, "iq-001/call-1", "iq-001/call-2"), "veto")
    assert any("one article tells both" in veto.says for veto in vetoes)


def test_a_call_and_a_meeting_are_two(five: Five) -> None:
    tree = ask(five, "iq-002/call-mora", "iq-003/meeting")
    assert tree.says.endswith("two events")
    assert any("phone call" in veto.says and "meeting" in veto.says for veto in of_kind(tree, "veto"))


def test_statements_are_one_by_judgement_only(five: Five, root: Path) -> None:
    tree = ask(five, "iq-002/first-year", "iq-003/first-year")
    assert tree.says.endswith("one statement, which stands under iq-002/first-year")
    (judgement,) = of_kind(tree, "judgement")
    assert line(root, judgement.place) == "kind: event"
    other = ask(five, "iq-002/first-year", "iq-003/second-step")
    assert other.says.endswith("two statements")
    assert "statements are taken as one by a recorded judgement only" in said(other)


def test_the_order_of_the_question_changes_no_reason(five: Five) -> None:
    one, other = ask(five, "iq-000/visit", "iq-001/visit"), ask(five, "iq-001/visit", "iq-000/visit")
    assert of_kind(one, "card") == of_kind(other, "card")


def test_two_people_of_the_register_are_told_apart_by_a_part_of_the_name(five: Five, root: Path) -> None:
    tree = ask(five, "mohammad-al-khulaifi", "Mohammed bin Abdulrahman Al Thani")
    assert tree.says.endswith("two people")
    assert any("two entries of the register" in veto.says for veto in of_kind(tree, "veto"))
    names = of_kind(tree, "name")
    assert names
    assert all(name.says.endswith("different") for name in names)
    assert "one names a father, 'Abdul Aziz', the other 'Abdulrahman'" in said(tree)
    person = of_kind(tree, "person")[0]
    assert line(root, person.place) == "id: mohammad-al-khulaifi"


def test_posts_and_sides_of_both_are_shown(five: Five) -> None:
    tree = ask(five, "ali-bagheri-kani", "mohammad-al-khulaifi")
    posts = [step.says for step in of_kind(tree, "post")]
    assert any(post.startswith("Deputy Foreign Minister for Political Affairs of Iran") for post in posts)
    assert [step.says for step in of_kind(tree, "side")] == ["stands for Iran", "stands for Qatar"]


def test_a_post_is_shown_with_the_days_on_which_it_is_known_to_be_held(five: Five) -> None:
    posts = [step.says for step in of_kind(ask(five, "ali-bagheri-kani", "ebrahim-raisi"), "post")]
    assert "Deputy Foreign Minister for Political Affairs of Iran, known on 2022-08-27" in posts


def test_a_person_and_a_name_in_an_article_are_one_with_the_reason(five: Five) -> None:
    tree = ask(five, "ebrahim-raisi", "iq-000/Raisi")
    assert tree.says == "ebrahim-raisi and iq-000/raisi: one person, Ebrahim Raisi"
    (decision,) = of_kind(tree, "decision")
    assert "annotator" in decision.says


def test_two_spellings_of_one_name_are_compared_part_by_part(five: Five) -> None:
    tree = ask(five, "iq-002/mohammad-bin-abdul-aziz-al-khulaifi", "iq-003/mohammad-bin-abdul-aziz-al-khalifi")
    assert "one person" in tree.says
    (name,) = of_kind(tree, "name")
    assert "Khulaifi" in name.says
    assert "Khalifi" in name.says
    assert of_kind(name, "part")


def test_an_event_and_a_person_are_no_question(five: Five) -> None:
    with pytest.raises(UsageError, match="can't be one: give two events, or two people"):
        ask(five, "iq-002/meeting", "ebrahim-raisi")


def test_what_no_source_has_is_answered_with_what_is_nearest(five: Five) -> None:
    with pytest.raises(UsageError, match="'iq-002/meetin'; nearest: iq-002/meeting"):
        ask(five, "iq-002/meetin", "iq-003/meeting")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("iq-000/meeting", "iq-001/meeting-ambassador"),
        ("ebrahim-raisi", "iq-000/raisi"),
        ("iq-000/visit", "iq-001/visit"),
    ],
)
def test_the_answer_fits_the_terminal_and_is_the_same_each_time(five: Five, one: str, other: str) -> None:
    tree = ask(five, one, other)
    assert max(map(len, to_text(tree).splitlines())) <= 80
    assert to_json(tree) == to_json(ask(five, one, other))
