"""A world of invented states with its news: articles of which it is known who, when and what they mean."""

from dataclasses import dataclass

from kg.model import Annotation, Entry
from tests.benchmarks.corpus.articles import write_articles
from tests.benchmarks.corpus.history import make_history
from tests.benchmarks.corpus.people import Society, make_society
from tests.benchmarks.corpus.register import register_entries
from tests.benchmarks.corpus.truth import Truth

__all__ = ["Corpus", "Truth", "make"]


@dataclass(frozen=True)
class Corpus:
    """Annotations with their texts, the register, and the truth."""

    annotations: tuple[Annotation, ...]
    entries: tuple[Entry, ...]
    texts: dict[str, str]
    truth: Truth
    society: Society


def make(seed: int = 1, articles: int = 2000, people: int | None = None, events: int | None = None) -> Corpus:
    """Return a corpus; the same numbers give the same bytes.

    Without `people` and `events` there are a quarter and one and a half times as many as articles.
    """
    society = make_society(seed, people or max(24, articles // 4))
    history = make_history(seed, events or articles * 3 // 2, society)
    annotations, texts, truth = write_articles(seed, articles, society, history)
    return Corpus(tuple(annotations), register_entries(society), texts, truth, society)
