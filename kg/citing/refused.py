"""What can't be cited."""

from kg.errors import QueryError


class Uncitable(QueryError):  # noqa: N818 - it is a property of the query, and no failure
    """A query, or a part of one, that can't be cited right; its rows can be answered all the same."""
