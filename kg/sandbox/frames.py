"""Messages between two processes: a JSON object and, after it, bytes as they are; each with its length before it.

Nothing here can make a reader run what a writer wrote, as pickle would.
"""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTH = 8


def send(stream: BinaryIO, message: Mapping[str, Any], body: bytes = b"") -> None:
    """Write a message. Raises OSError where nobody reads."""
    head = json.dumps(message).encode("ascii")
    stream.write(len(head).to_bytes(_LENGTH, "big") + head + len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, most: int, most_body: int) -> tuple[bytes, bytes] | None:
    """Read a message: its JSON text and its bytes; None where the other side has ended, also in the middle of it.

    Raises ValueError where a part is longer than `most` and `most_body` bytes, before it is read.
    """
    head = _part(stream, most)
    body = None if head is None else _part(stream, most_body)
    return None if head is None or body is None else (head, body)


def _part(stream: BinaryIO, most: int) -> bytes | None:
    start = stream.read(_LENGTH)
    if len(start) < _LENGTH:
        return None
    length = int.from_bytes(start, "big")
    if length > most:
        raise ValueError(f"a message of {length:,} bytes; at most {most:,} are read")
    content = stream.read(length)
    return content if len(content) == length else None
