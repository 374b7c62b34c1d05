"""One question after another, on a stream that stands for a terminal."""

from io import StringIO

import pytest
from msgspec.structs import replace

from kg.errors import UsageError
from kg.judging import Asked, NewJudgement, Question, ask, need_terminal, questions
from tests.judging.norland import decided


class Register:
    """Keeps what is written, and refuses what it is told to."""

    def __init__(self, refused: str = "") -> None:
        self.written: list[NewJudgement] = []
        self.refused = refused

    def __call__(self, judgement: NewJudgement) -> str:
        if self.refused in judgement.things:
            self.refused = ""
            raise UsageError("judgements.yaml:3 says that they are different")
        self.written.append(judgement)
        return "judgements.yaml:9"


@pytest.fixture(scope="module")
def asked() -> list[Question]:
    return questions(decided())


def run(asked: list[Question], answers: str, register: Register | None = None) -> tuple[Register, str, Asked]:
    register, out = register or Register(), StringIO()
    result = ask(asked, register, StringIO(answers), out)
    return register, out.getvalue(), result


def test_each_answer_is_recorded_with_its_reason(asked: list[Question]) -> None:
    register, _, result = run(asked[3:], "s\nSame ministers, same day\nd\nOther post\n")
    assert register.written == [
        NewJudgement("event", "same", ("gazette-1/talks", "tribune-7/meeting"), "Same ministers, same day"),
        NewJudgement("person", "different", ("gazette-1/ada-lindqvist", "herald-2/ada-lindqvist"), "Other post"),
    ]
    assert result == Asked(decided=2)


def test_words_are_taken_as_well_as_letters(asked: list[Question]) -> None:
    register, _, _ = run(asked[3:], "Unsure\nx\n  DIFFERENT \nx\n")
    assert [each.verdict for each in register.written] == ["unsure", "different"]


def test_enter_takes_the_reason_that_the_card_offers(asked: list[Question]) -> None:
    register, out, _ = run(asked[4:], "s\n\n")
    assert register.written[0].because == "'Ada Lindqvist' is the same name; both stand for Norland"
    assert "Press Enter for: 'Ada Lindqvist' is the same name" in out


def test_without_an_offered_reason_one_has_to_be_given(asked: list[Question]) -> None:
    register, out, _ = run([replace(asked[4], lines=())], "d\n\n \nShe said so\n")
    assert register.written[0].because == "She said so"
    assert out.count("A decision needs a reason") == 2


def test_what_is_no_answer_is_asked_again(asked: list[Question]) -> None:
    register, out, result = run(asked[3:4], "perhaps\nsx\n\nk\n")
    assert register.written == []
    assert out.count("Answer with one of") == 3
    assert result == Asked(skipped=1)


def test_who_quits_keeps_what_was_decided(asked: list[Question]) -> None:
    register, out, result = run(asked, "k\ns\nx\nq\n")
    assert [each.things for each in register.written] == [("herald-2/berg", "herald-2/tom-berg")]
    assert result == Asked(decided=1, skipped=1, left=3)
    assert out.endswith("1 decided, 1 skipped, 3 left.\n")


def test_the_end_of_the_answers_is_the_end_of_the_questions(asked: list[Question]) -> None:
    register, _, result = run(asked[3:], "s\n")
    assert register.written == []
    assert result == Asked(left=2)


def test_an_interrupt_keeps_what_was_decided(asked: list[Question]) -> None:
    class Interrupted(StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            if line := super().readline():
                return line
            raise KeyboardInterrupt

    register, out = Register(), StringIO()
    result = ask(asked[3:], register, Interrupted("s\nSame day\nd\n"), out)
    assert [each.because for each in register.written] == ["Same day"]
    assert result == Asked(decided=1, left=1)


def test_a_decision_that_is_refused_is_asked_again(asked: list[Question]) -> None:
    register, out, result = run(asked[3:4], "s\nx\nd\ny\n", Register(refused="gazette-1/talks"))
    assert "Not recorded: judgements.yaml:3 says that they are different" in out
    assert [each.verdict for each in register.written] == ["different"]
    assert result == Asked(decided=1)


def test_once_a_name_is_known_its_other_candidates_are_not_asked_about(asked: list[Question]) -> None:
    register, out, _ = run(asked[:2], "s\nHer sister was there\n")
    assert [each.things for each in register.written] == [("herald-2/berg", "herald-2/eva-berg")]
    assert "2 of 2" not in out


def test_a_name_without_candidates_can_be_given_one(asked: list[Question]) -> None:
    register, _, _ = run(asked[2:3], "eva-berg\nA pen name\n")
    assert register.written == [NewJudgement("person", "same", ("herald-2/nobody-known", "eva-berg"), "A pen name")]


def test_a_question_is_shown_with_names_reasons_and_places(asked: list[Question]) -> None:
    _, out, _ = run(asked[3:4], "k\n")
    for words in ("One event?", "gazette-1/talks", "both name Ada Lindqvist", "+3", "characters 100 to 160"):
        assert words in out
    assert max(map(len, out.partition("> ")[0].splitlines())) <= 80


def test_where_nobody_can_answer_the_way_by_file_is_named() -> None:
    with pytest.raises(UsageError, match=r"--ask needs a terminal.*--export questions\.csv.*--from"):
        need_terminal(StringIO())
