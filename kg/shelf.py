"""Values that lie on disk while nobody looks at them, so that memory hardly grows with their number."""

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from tempfile import TemporaryFile
from typing import IO, TypeVar, overload
from weakref import finalize

from msgspec import msgpack

from kg.errors import KgError

T = TypeVar("T")

_read_at: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)
"""See pread(2); Windows has none, but no fork either."""

_AT_ONCE = 1 << 20
"""Bytes that are gathered before they are written."""


class Shelf(MutableMapping[str, T]):
    """Values by key, in the order in which they came, in a file without a name in the folder for temporary files.

    They are written as MessagePack, and each look makes a value anew: what somebody does to it stays without effect.
    Processes that are forked from this one can look as well. Raises KgError if the disk refuses, and
    msgspec.ValidationError at a look at a value that its type would not let through.
    """

    def __init__(self, of: type[T]) -> None:
        """`of`: the type of the values, one that msgspec can read."""
        self._encode, self._decode = msgpack.Encoder().encode, msgpack.Decoder(of).decode
        self._file: IO[bytes] | None = None
        """There is none as long as there is little."""
        self._places: dict[str, int] = {}
        """By key: place in the file, in front of 32 bits of size."""
        self._written, self._waiting = 0, bytearray()

    def __setitem__(self, key: str, value: T) -> None:
        content = self._encode(value)
        self._places[key] = (self._written + len(self._waiting)) << 32 | len(content)
        self._waiting += content
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def __getitem__(self, key: str) -> T:
        place, size = divmod(self._places[key], 1 << 32)
        if place >= self._written:
            start = place - self._written
            return self._decode(self._waiting[start : start + size])
        return self._decode(self._read(place, size))

    def __delitem__(self, key: str) -> None:
        del self._places[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def sort(self) -> None:
        """Bring them in the order of their keys."""
        self._places = dict(sorted(self._places.items()))

    def _read(self, place: int, size: int) -> bytes:
        assert self._file
        if _read_at:  # forked processes share the position of a file
            return _read_at(self._file.fileno(), size, place)
        self._file.seek(place)
        return self._file.read(size)

    def _write(self) -> None:
        waiting = memoryview(self._waiting)
        try:
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 (closed when it goes)
                finalize(self, self._file.close)
            self._file.seek(self._written)
            while waiting:
                waiting = waiting[self._file.write(waiting) :]
        except OSError as error:
            raise KgError(f"no room for the articles among the temporary files: {error.strerror}") from error
        self._written += len(self._waiting)
        self._waiting = bytearray()


class Picked(Sequence[T]):
    """The values of a mapping under some keys, in the order of these; each is looked up when it is asked for."""

    def __init__(self, values: Mapping[str, T], keys: Sequence[str]) -> None:
        self._values, self._keys = values, keys

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "Picked[T]": ...
    def __getitem__(self, at: int | slice) -> "T | Picked[T]":
        if isinstance(at, slice):
            return Picked(self._values, self._keys[at])
        return self._values[self._keys[at]]

    def __iter__(self) -> Iterator[T]:
        return map(self._values.__getitem__, self._keys)

    def __len__(self) -> int:
        return len(self._keys)
