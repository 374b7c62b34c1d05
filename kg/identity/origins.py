"""From whom each article has its own account: copies of one text, and reports of one agency, are one source."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from kg.components import Components
from kg.identity.names import slug
from kg.model import Article

RUN = 8
"""Words in a run. Two reports of one event share names and phrases, but hardly ever so many words in a row."""
SAMPLE = 4
"""One in so many runs is kept, chosen by its hash, so that the same ones are kept of every text."""
SHARED = 0.5
"""From this share of the shorter text's runs on, one text is a copy of the other, whole or in part."""
FEWEST = 4
"""Fewer shared runs than this say nothing."""
COMMON = 50
"""A run that more texts share is boilerplate and leads from one to no other."""

Text = Callable[[Article], str | None]
"""Gives the text of an article, or None where it is not at hand."""


@dataclass
class Origins:
    """Who stands behind each article's own account."""

    of: dict[str, str] = field(default_factory=dict)
    """Key of an article to the key of its origin."""
    names: dict[str, str] = field(default_factory=dict)
    """Key of an origin to its name."""
    copies: dict[str, str] = field(default_factory=dict)
    """Key of an article to that of the first one, by key, with which it shares its text."""


class Copies:
    """Which articles share their text.

    Texts are compared where they are at hand, by the hashes of runs of eight words.
    """

    def __init__(self) -> None:
        self._runs: dict[str, frozenset[bytes]] = {}
        self._bearers: dict[bytes, set[str]] = defaultdict(set)
        self._near: dict[str, set[str]] = {}
        """Each article with a text to those that have a copy of it or of a part."""
        self._linked = Components[str]()
        self._slugs: dict[str, str] = {}

    def renew(self, gone: Iterable[str], come: Iterable[Article], text: Text) -> None:
        """Forget the texts of some articles, by key, and compare those of others."""
        runs = {article.id: kept for article in come if (whole := text(article)) and (kept := sampled(whole))}
        gone = [key for key in gone if key in self._runs]
        moved = {run for key in gone for run in self._runs[key]}.union(*runs.values())
        common = {run: len(self._bearers[run]) > COMMON for run in moved}
        for key in gone:
            for run in self._runs.pop(key):
                self._bearers[run].discard(key)
        self._runs |= runs
        for key, kept in runs.items():
            for run in kept:
                self._bearers[run].add(key)
        # a run that became boilerplate, or is none any more, counts anew for all who bear it
        others = (self._bearers[run] for run in moved if common[run] != (len(self._bearers[run]) > COMMON))
        again = set(runs).union(*others)
        for key in again.union(gone):
            for other in self._near.pop(key, ()):
                if other in self._near:
                    self._near[other].discard(key)
        for key in again:
            self._near.setdefault(key, set())
        for key in again:
            for other in self._copies(key):
                self._near[key].add(other)
                self._near[other].add(key)
        self._linked.renew(again.union(gone), self._runs, self._near.__getitem__)

    def _copies(self, key: str) -> Iterator[str]:
        """Yield those with which an article shares enough of the shorter text."""
        shared = Counter[str]()
        for run in self._runs[key]:
            if len(self._bearers[run]) <= COMMON:
                shared.update(self._bearers[run])
        for other, number in shared.items():
            fewest = min(len(self._runs[key]), len(self._runs[other]))
            if other != key and number >= FEWEST and number >= SHARED * fewest:
                yield other

    def origins(self, articles: Mapping[str, Article]) -> Origins:
        """Return the origin of each article, by key: the agency or else the publisher, of copies that of the first."""
        found, names = Origins(), dict[str, str]()
        order = sorted(articles)
        for key in order:
            if (linked := self._linked.of.get(key, ())) and len(linked) > 1:
                found.copies[key] = linked[0]
                if name := articles[key].agency or articles[key].publisher:
                    names.setdefault(linked[0], name)
        for key in order:
            first = articles[found.copies.get(key, key)]
            known = names.get(first.id) if key in found.copies else first.agency or first.publisher
            origin = found.of[key] = self._slug(known) if known else f"article.{first.id}"
            if origin not in found.names:
                found.names[origin] = known or first.title or first.id
        return found

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            self._slugs[name] = slug(name)
        return self._slugs[name]


def sampled(text: str) -> frozenset[bytes]:
    """Return the hashes of a sample of the text's runs of words."""
    hashes = (blake2b(run.encode(), digest_size=8).digest() for run in _runs(text))
    return frozenset(digest for digest in hashes if digest[0] % SAMPLE == 0)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])
