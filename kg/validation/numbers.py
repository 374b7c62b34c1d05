"""Numbers in messages."""


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "error"), plural(2400, "error")
    ('1 error', '2,400 errors')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
