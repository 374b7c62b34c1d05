"""The IRIs of one project."""

import re
from functools import lru_cache

from kg.errors import IriError
from kg.identity import Ref
from kg.iris import segment
from kg.namespaces import DATA_IRI

_BASE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')


class Mint:
    """Mints IRIs under one base, rendered: a kind and keys to an IRI.

    Raises IriError for a base that can't begin one.
    """

    def __init__(self, base: str = DATA_IRI) -> None:
        if not _BASE.fullmatch(base):
            raise IriError(f"{base!r} can't be the base of IRIs")
        self.base = base
        self._start = f"<{base}"
        self._refs: dict[Ref, str] = {}

    def __call__(self, kind: str, *keys: str) -> str:
        """Return the IRI of a thing."""
        return f"{self._start}{kind}/{'/'.join(map(segment, keys))}>"

    def derived(self, rule: str, *paths: str) -> str:
        """Return the IRI of a derived fact: its keys are those of what it is about, as `path` gives them."""
        return f"{self._start}fact/derived/{segment(rule)}/{'/'.join(paths)}>"

    def ref(self, ref: Ref) -> str:
        """Return the IRI of a thing of the register, or of a person whom only articles name."""
        iri = self._refs.get(ref)
        if iri is None:
            iri = self._refs[ref] = self(ref.kind, *ref.key.split("/"))
        return iri


def keys(iri: str, number: int) -> tuple[str, ...]:
    """Return the last keys of a rendered IRI."""
    return tuple(iri.rstrip(">").rsplit("/", number)[1:])


@lru_cache(maxsize=1 << 10)
def path(iri: str, number: int) -> str:
    """Return the last keys of a rendered IRI as a part of another."""
    return "/".join(map(segment, keys(iri, number)))
