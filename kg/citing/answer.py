"""An answer whose rows know why they are there."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import Store

from kg.citing.notes import SHOWN, Note, Notes, RowNotes
from kg.citing.refused import Uncitable
from kg.citing.witness import Cited, Citing
from kg.errors import QueryError, QueryStoppedError
from kg.explain.graph import Graph, Place, Text
from kg.queries.answer import Answer, Term, read_answer
from kg.queries.engine import Evaluator, evaluate
from kg.queries.guard import refuse
from kg.queries.hints import hinted, narrowed
from kg.queries.parameters import bind
from kg.queries.run import free_prefixes
from kg.queries.stored import Query
from kg.store import Build


class Row:
    """One row of an answer: its values, and why it is there, looked for when it is asked."""

    def __init__(self, answer: "CitedAnswer", number: int) -> None:
        self._answer, self._number = answer, number

    @property
    def values(self) -> tuple[str, ...]:
        """The values as plain text, an unbound one as an empty text."""
        return self._answer.answer.rows[self._number]

    @property
    def terms(self) -> tuple[Term | None, ...]:
        """The values as terms."""
        return self._answer.answer.terms[self._number]

    @property
    def cited(self) -> Cited | None:
        """The triples that made the row; None where the query can't be cited."""
        return self._answer.cited[self._number] if self._answer.cited is not None else None

    @property
    def notes(self) -> tuple[Note, ...]:
        """The passages and lines behind the row; none where the query can't be cited."""
        if not self._answer.noted:
            return ()
        return tuple(self._answer.notes[number - 1] for number in self._answer.noted[self._number].notes)


class CitedAnswer:
    """The answer to a query, with the citations of its rows. They are looked for once, when the first is asked for."""

    def __init__(
        self,
        query: Query,
        store: Store,
        base: str,
        values: Mapping[str, str] | None = None,
        *,
        asked: Evaluator | None = None,
        place: Place = lambda pointer: (0, 0),
        text: Text = lambda article: None,
        most: int = SHOWN,
    ) -> None:
        """Ask the query.

        `asked`: what answers it in place of the store, which is looked into for facts all the same; `place`: gives line
        and column of a pointer; `text`: that of an article; `most`: see `Notes.row`.
        """
        refuse(query.text)
        self.query, self.values = query, dict(values or {})
        graph = asked or store
        self._parameters = parameters = bind(graph, query, self.values, base)
        prefixes = free_prefixes(base) if query.free else {}
        self._store, self._text, self._most = store, text, most
        self._graph = Graph(store, base, place, text)

        def ask(text: str) -> Answer:
            return read_answer(evaluate(graph, text, parameters, prefixes))

        self._ask = ask
        self.answer = ask(hinted(query, parameters))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in their order."""
        return tuple(Row(self, number) for number in range(len(self.answer.terms)))

    @property
    def refused(self) -> str:
        """Why the rows bear no citations, by name; empty where they do."""
        return self._found[1]

    @property
    def cited(self) -> list[Cited] | None:
        """The witnesses of each row; None where the query can't be cited."""
        return self._found[0]

    @cached_property
    def _found(self) -> tuple[list[Cited] | None, str]:
        refused = ""
        for text in dict.fromkeys((narrowed(self.query, self._parameters, self._ask), self.query.text)):
            try:
                return Citing(text, self._store, self._ask, self.answer.terms, self.answer.columns).cite(), ""
            except Uncitable as error:
                return None, str(error)
            except QueryError as error:
                refused = f"its cited form can't be answered: {error}"
                if isinstance(error, QueryStoppedError):
                    break  # else it may be too long with its values
        return None, refused

    @cached_property
    def _noted(self) -> tuple[tuple[RowNotes, ...], tuple[Note, ...]]:
        notes = Notes(self._store, self._graph, self._text)
        rows = tuple(notes.row(cited, self._most) for cited in self.cited or ())
        return rows, notes.all()

    @property
    def noted(self) -> tuple[RowNotes, ...]:
        """What stands behind each row; empty where the query can't be cited."""
        return self._noted[0]

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of their numbers, which begin with 1."""
        return self._noted[1]


def answer(query: Query, admitted: Build, values: Mapping[str, str] | None = None) -> CitedAnswer:
    """Answer a query of a published build, with citations. Raises QueryError where it can't be answered."""
    return CitedAnswer(query, admitted.store(), admitted.base, values)
