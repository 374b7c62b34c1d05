"""Articles and annotators as provenance."""

from collections.abc import Iterator, Mapping

from kg.identity.origins import Origins
from kg.iris import address, day, integer, literal
from kg.mapping import terms as t
from kg.mapping.facts import Triple
from kg.mapping.frame import Frame
from kg.mapping.minting import Mint
from kg.model import Published


def map_article(frame: Frame, pointer: str) -> Iterator[Triple]:
    """Yield what is known of the article itself. `pointer`: file and place of what is said of it."""
    article, iri = frame.annotation.article, frame.article
    yield iri, t.A, t.ARTICLE
    yield iri, t.TEXT_HASH, literal(f"sha256:{article.text.sha256}")
    yield iri, t.CHARACTERS, integer(article.text.characters)
    yield iri, t.LANGUAGE, literal(article.language)
    yield iri, t.POINTER, literal(pointer)
    for predicate, text in (
        (t.TITLE, article.title),
        (t.PUBLISHER_NAME, article.publisher),
        (t.SOURCE, article.agency),
        (t.LICENCE, article.licence),
    ):
        if text:
            yield iri, predicate, literal(text)
    if article.url:
        yield iri, t.URL, address(article.url)
    published = article.published
    if isinstance(published, Published) and published.at is None:
        published = published.date
    if isinstance(published, str):
        yield iri, t.ISSUED, day(published)


def map_origins(origins: Origins, iri: Mint) -> Iterator[Triple]:
    """Yield from whom each article has its own account, and which articles share a text."""
    for article, origin in sorted(origins.of.items()):
        yield iri("article", article), t.ORIGIN, iri("origin", origin)
    for article, first in sorted(origins.copies.items()):
        if article != first:
            yield iri("article", article), t.ALTERNATE_OF, iri("article", first)
    for origin, name in sorted(origins.names.items()):
        yield iri("origin", origin), t.A, t.AGENT
        yield iri("origin", origin), t.PREF_LABEL, literal(name, language="en")


def map_annotators(used: set[str], names: Mapping[str, str], iri: Mint) -> Iterator[Triple]:
    """Yield those who annotated or judged; one whom the project does not name goes by the key."""
    for key in sorted(used | set(names)):
        node = iri("annotator", key)
        yield node, t.A, t.AGENT
        yield node, t.PREF_LABEL, literal(names.get(key, key), language="en")
