"""Where a section is cut into blocks: what it holds says so, and nothing else.

So where lines are put in or taken out, no block begins or ends elsewhere than there, and all other blocks of the
section are what they were, byte for byte.
"""

from collections.abc import Iterable, Iterator
from zlib import crc32

from kg.model import Block

SUBJECTS = 1 << 9
"""How many subjects make a block on average: half a megabyte or a whole one, which an edit in it writes anew."""


def begins_block(subject: bytes) -> bool:
    """Tell whether a block begins with a subject, rendered, if it isn't the first of its section."""
    return crc32(subject) % SUBJECTS == 0


def subject_of(line: bytes) -> bytes:
    """Return the subject of a line of N-Quads, rendered."""
    return line[: line.index(b" ")]


def cut(lines: Iterable[bytes]) -> Iterator[Block]:
    """Yield sorted lines of a section, each with its newline, in blocks: one after another they are the section."""
    held: list[bytes] = []
    subject = b""
    for line in lines:
        if not line.startswith(subject) or not subject:
            subject = subject_of(line) + b" "
            if held and begins_block(subject[:-1]):
                yield Block(b"".join(held))
                held.clear()
        held.append(line)
    if held:
        yield Block(b"".join(held))
