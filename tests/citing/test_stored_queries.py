"""Every row of every stored query bears citations, and each of its triples stands in a fact or in the ontology."""

import pytest

from kg.opened import Opened
from kg.queries import queries
from kg.resources import queries_dir

VALUES = {
    "event": "iq-002/meeting",
    "person": "mohammad-javad-zarif",
    "state": "Iran",
    "topic": "Nuclear deal with Iran",
    "a": "Iran",
    "b": "Qatar",
    "fact": "iq-003/meeting",
}
"""A value for each parameter that some query needs, by its name."""
ALL = {query.name: query for query in queries(queries_dir())}


@pytest.mark.parametrize("name", ALL)
def test_every_row_is_cited(name: str, graph: Opened) -> None:
    query = ALL[name]
    values = {parameter.name: VALUES[parameter.name] for parameter in query.parameters if parameter.required}
    cited = graph.cite(query, values)
    assert cited.refused == ""
    assert len(cited.noted) == len(cited.rows) > 0
    for row, noted in zip(cited.rows, cited.noted, strict=True):
        assert noted.notes, row.values
        assert row.cited is not None
        assert noted.articles or name in ("post-holders", "two-posts-at-once")
        assert noted.sources <= noted.articles


def test_no_query_needs_more_than_these_values() -> None:
    needed = {parameter.name for query in ALL.values() for parameter in query.parameters if parameter.required}
    assert needed <= VALUES.keys()
