"""The answer to a query: rows of terms, kept as the SPARQL 1.1 results that any process can hand over."""

from msgspec import Struct
from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg.sandbox.answering import Term as Term


def plain(term: Term | None) -> str:
    """Return a term as a person reads it: a literal's text, an IRI as it is, nothing for an unbound one."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


class Answer(Struct, frozen=True):
    """Columns and rows. An ASK has one column `answer` with one row, and `truth` besides."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    results: bytes
    """SPARQL 1.1 query results in JSON."""
    truth: bool | None = None

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain text, an unbound value as an empty one."""
        return tuple(tuple(plain(term) for term in row) for row in self.terms)


def read_answer(results: bytes) -> Answer:
    """Read SPARQL 1.1 query results in JSON."""
    parsed = parse_query_results(results, format=QueryResultsFormat.JSON)
    if isinstance(parsed, QuerySolutions):
        columns = tuple(variable.value for variable in parsed.variables)
        return Answer(columns, tuple(tuple(solution) for solution in parsed), results)
    assert isinstance(parsed, QueryBoolean)  # the format knows no third kind
    truth = bool(parsed)
    return Answer(("answer",), ((Literal(truth),),), results, truth)
