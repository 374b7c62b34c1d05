"""Stored queries asked of two builds: the rows that only one of them gives."""

from collections import Counter
from collections.abc import Iterable

from kg.diffing.result import LeftOut, Rows
from kg.errors import QueryError
from kg.queries import Query, run
from kg.store import Build


def compare(first: Build, second: Build, queries: Iterable[Query]) -> tuple[tuple[Rows, ...], tuple[LeftOut, ...]]:
    """Return the queries whose rows differ, and those that were not asked: for want of a value, or of a sound query."""
    stores, found, left_out = (first.store(), second.store()), list[Rows](), list[LeftOut]()
    for query in queries:
        if wanted := [each.name for each in query.parameters if each.required and each.default is None]:
            left_out.append(LeftOut(query.name, f"it takes a value for {' and '.join(wanted)}"))
            continue
        try:
            old, new = (
                run(store, query, None, build.base) for store, build in zip(stores, (first, second), strict=True)
            )
        except QueryError as error:
            left_out.append(LeftOut(query.name, str(error)))
            continue
        before, after = Counter(old.rows), Counter(new.rows)
        if before != after:
            gained, lost = (tuple((more - less).elements()) for more, less in ((after, before), (before, after)))
            found.append(Rows(query.name, new.columns, gained, lost))
    return tuple(found), tuple(left_out)
