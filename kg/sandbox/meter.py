"""A place for an answer that stops its writer at a limit."""

import re

_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


class ExcessError(Exception):
    """An answer is beyond a limit: `limit` is `rows` or `answer`."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Meter:
    """Takes SPARQL results in JSON piece by piece, and counts bytes and rows while they are made.

    So the bytes are those of Oxigraph's own writer, and a million rows are not made where ten thousand are allowed.
    `rows`: how many may come; `size`: how many bytes.
    """

    def __init__(self, rows: int, size: int) -> None:
        self._most_rows = rows
        self._most_bytes = size
        self._pieces: list[bytes] = []
        self._bytes = 0
        self._gaps = 0
        self._tail = b""
        """The last marks outside of texts: what parts two rows may be split between two pieces."""
        self._open = b""
        """The beginning of a text that goes on in the next piece."""

    def write(self, piece: bytes) -> int:
        """Take a piece. Raises ExcessError."""
        self._bytes += len(piece)
        if self._bytes > self._most_bytes:
            raise ExcessError("answer")
        self._pieces.append(bytes(piece))
        self._count(piece)
        if self._gaps >= max(self._most_rows, 1):
            raise ExcessError("rows")
        return len(piece)

    def hold(self, rows: int) -> None:
        """Raise ExcessError for so many rows, before they are written."""
        if rows > self._most_rows:
            raise ExcessError("rows")

    def flush(self) -> None:
        """Do nothing: what was taken is here."""

    def content(self) -> bytes:
        """Return all that was taken."""
        return b"".join(self._pieces)

    def _count(self, piece: bytes) -> None:
        """Count `},{` outside of texts. That parts rows and nothing else, since all other objects have a name."""
        marks = _TEXT.sub(b"", self._open + piece)
        begin = marks.find(b'"')
        self._open = b""
        if begin >= 0:
            unfinished = marks[begin:]
            odd = (len(unfinished) - len(unfinished.rstrip(b"\\"))) % 2
            self._open = b'"\\' if odd else b'"'
            marks = marks[:begin]
        marks = self._tail + marks
        self._gaps += marks.count(b"},{")
        self._tail = marks[-2:]
