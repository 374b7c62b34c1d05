"""What only a person can decide: the questions, and their answers in the register."""

from kg.judging.ask import Asked, ask, need_terminal
from kg.judging.desk import Desk, form_of, refuse_mistakes, told
from kg.judging.questions import Question, questions
from kg.judging.record import Recorded, record
from kg.judging.writing import NewJudgement

__all__ = [
    "Asked",
    "Desk",
    "NewJudgement",
    "Question",
    "Recorded",
    "ask",
    "form_of",
    "need_terminal",
    "questions",
    "record",
    "refuse_mistakes",
    "told",
]
