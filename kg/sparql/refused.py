"""What can't be asked in another form."""

from kg.errors import QueryError


class NotRewritable(QueryError):  # noqa: N818 - it is a property of the query, and no failure
    """A query that can't be asked in another form and mean the same; it can be answered as it is."""
