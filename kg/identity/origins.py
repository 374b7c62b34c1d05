"""From whom each article has its own account: copies of one text, and reports of one agency, are one source."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from kg.identity.names import slug
from kg.model import Annotation, Article

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


def find_origins(annotations: Sequence[Annotation], text: Text = lambda article: None) -> Origins:
    """Return the origin of each article: the agency or else the publisher, and of copies that of the first with one.

    Texts are compared where they are at hand, by the hashes of runs of eight words.
    """
    found = Origins()
    articles = sorted((annotation.article for annotation in annotations), key=lambda article: article.id)
    found.copies = _copies(articles, text)
    by_key = {article.id: article for article in articles}
    names: dict[str, str] = {}
    for article in articles:
        if name := article.agency or article.publisher:
            names.setdefault(found.copies.get(article.id, article.id), name)
    for article in articles:
        first = by_key[found.copies.get(article.id, article.id)]
        known = names.get(first.id)
        key = slug(known) if known else f"article.{first.id}"
        found.of[article.id] = key
        found.names.setdefault(key, known or first.title or first.id)
    return found


def _copies(articles: Sequence[Article], text: Text) -> dict[str, str]:
    """Return for each article that shares its text with others the first one of them."""
    runs = {article.id: kept for article in articles if (whole := text(article)) and (kept := sampled(whole))}
    bearers: dict[bytes, list[str]] = defaultdict(list)
    for key, kept in runs.items():
        for run in kept:
            bearers[run].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in bearers.values():
        if len(keys) <= COMMON:
            for i, one in enumerate(keys):
                for other in keys[i + 1 :]:
                    shared[one, other] += 1
    groups: dict[str, set[str]] = {}
    for (one, other), number in sorted(shared.items()):
        if number >= FEWEST and number >= SHARED * min(len(runs[one]), len(runs[other])):
            group = groups.get(one, {one}) | groups.get(other, {other})
            groups.update(dict.fromkeys(group, group))
    return {key: min(group) for key, group in groups.items()}


def sampled(text: str) -> frozenset[bytes]:
    """Return the hashes of a sample of the text's runs of words."""
    hashes = (blake2b(run.encode(), digest_size=8).digest() for run in _runs(text))
    return frozenset(digest for digest in hashes if digest[0] % SAMPLE == 0)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])
