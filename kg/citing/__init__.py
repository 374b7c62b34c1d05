"""Why each row of an answer is there: the triples that made it, and the passages, lines and voices behind them."""

from kg.citing.answer import CitedAnswer, Row, answer
from kg.citing.disagreement import Disagreement, Side
from kg.citing.notes import Note, RowNotes
from kg.citing.refused import Uncitable
from kg.citing.show import schema, show
from kg.citing.witness import Cited, Witness

__all__ = [
    "Cited",
    "CitedAnswer",
    "Disagreement",
    "Note",
    "Row",
    "RowNotes",
    "Side",
    "Uncitable",
    "Witness",
    "answer",
    "schema",
    "show",
]
