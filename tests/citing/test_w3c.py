"""Every query of the W3C's tests of answers, cited: each citation gives its row again, or it says why there is none."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from kg.citing import Uncitable
from kg.citing.witness import Row
from tests.citing.replay import asking, cite, gives, minimal
from tests.citing.suite import Case, cases, folder

pytestmark = pytest.mark.skipif(folder() is None, reason="KG_W3C_TESTS does not name the folder of the W3C's suites")

TABLE = {
    # group: tests, cited, refused
    "aggregates": (42, 41, 1),
    "bind": (10, 10, 0),
    "bindings": (11, 11, 0),
    "cast": (6, 6, 0),
    "exists": (6, 4, 2),
    "functions": (75, 68, 7),
    "grouping": (4, 4, 0),
    "negation": (12, 6, 6),
    "project-expression": (7, 7, 0),
    "property-path": (33, 33, 0),
    "subquery": (14, 14, 0),
}
"""How many of the queries that the engine takes are cited. Queries are refused for a reason of `REASONS`."""

REASONS = {
    "BNODE() gives something else each time",
    "NOW() gives something else each time",
    "RAND() gives something else each time",
    "STRUUID() gives something else each time",
    "UUID() gives something else each time",
    "NOT EXISTS stands within MINUS",
    "an OPTIONAL or aggregate whose ?b is used outside of it stands within MINUS",
    "a part within EXISTS looks at a variable outside of it",
    "a second look gave other rows",  # of a group of nothing in each of several graphs
}
AGGREGATES = re.compile(r"\b(GROUP|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\b", re.IGNORECASE)


def rows_of(case: Case) -> tuple[str, Sequence[Row], object, str]:
    """Return the text, the rows, why they are there, or why they are not cited."""
    text, store = f"BASE <{case.query.as_uri()}>\n{case.text}", case.store()
    rows = asking(store)(text).terms
    try:
        found, cited = cite(text, store)
    except Uncitable as error:
        return text, rows, None, str(error)
    assert Counter(found) == Counter(rows)
    return text, found, cited, ""


ALL = list(cases())


@pytest.mark.parametrize("group", TABLE)
def test_a_group_is_cited_as_the_table_tells(group: str) -> None:
    count: Counter[str] = Counter()
    witnesses, lasting = 0, []
    for case in (case for case in ALL if case.group == group):
        text, rows, cited, why = rows_of(case)
        count["refused" if why else "cited"] += 1
        if why:
            assert why in REASONS
            continue
        for row, because in zip(rows, cited, strict=True):
            if "CONSTRUCT" in text:
                assert because.witnesses
                continue
            assert because.witnesses or because.absence or because.members == 0
            for witness in because.witnesses:
                assert gives(text, witness.quads, row), f"{case.name}: {row}"
                witnesses += 1
                if not AGGREGATES.search(text) and not minimal(text, witness.quads, row):
                    lasting.append(case.name)
    assert (sum(count.values()), count["cited"], count["refused"]) == TABLE[group]
    assert len(lasting) <= max(2, witnesses // 100), lasting


def test_the_table_has_every_group() -> None:
    assert {case.group for case in ALL} == set(TABLE)
