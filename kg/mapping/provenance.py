"""Articles and annotators as provenance."""

from collections.abc import Iterator, Mapping

from kg.identity.origins import Origins
from kg.iris import address, day, integer, line, literal
from kg.mapping import terms as t
from kg.mapping.facts import Mint
from kg.mapping.frame import Frame
from kg.model import Published


def map_article(frame: Frame, provenance: str) -> Iterator[str]:
    """Yield what is known of the article itself."""
    article, iri = frame.annotation.article, frame.article
    yield line(iri, t.A, t.ARTICLE, provenance)
    yield line(iri, t.TEXT_HASH, literal(f"sha256:{article.text.sha256}"), provenance)
    yield line(iri, t.CHARACTERS, integer(article.text.characters), provenance)
    yield line(iri, t.LANGUAGE, literal(article.language), provenance)
    yield line(iri, t.POINTER, literal(frame.at("/article")), provenance)
    for predicate, text in (
        (t.TITLE, article.title),
        (t.PUBLISHER_NAME, article.publisher),
        (t.SOURCE, article.agency),
        (t.LICENCE, article.licence),
    ):
        if text:
            yield line(iri, predicate, literal(text), provenance)
    if article.url:
        yield line(iri, t.URL, address(article.url), provenance)
    published = article.published
    if isinstance(published, Published) and published.at is None:
        published = published.date
    if isinstance(published, str):
        yield line(iri, t.ISSUED, day(published), provenance)


def map_origins(origins: Origins, iri: Mint, provenance: str) -> Iterator[str]:
    """Yield from whom each article has its own account, and which articles share a text."""
    for article, origin in sorted(origins.of.items()):
        yield line(iri("article", article), t.ORIGIN, iri("origin", origin), provenance)
    for article, first in sorted(origins.copies.items()):
        if article != first:
            yield line(iri("article", article), t.ALTERNATE_OF, iri("article", first), provenance)
    for origin, name in sorted(origins.names.items()):
        yield line(iri("origin", origin), t.A, t.AGENT, provenance)
        yield line(iri("origin", origin), t.PREF_LABEL, literal(name, language="en"), provenance)


def map_annotators(used: set[str], names: Mapping[str, str], iri: Mint, provenance: str) -> Iterator[str]:
    """Yield those who annotated or judged; one whom the project does not name goes by the key."""
    for key in sorted(used | set(names)):
        node = iri("annotator", key)
        yield line(node, t.A, t.AGENT, provenance)
        yield line(node, t.PREF_LABEL, literal(names.get(key, key), language="en"), provenance)
