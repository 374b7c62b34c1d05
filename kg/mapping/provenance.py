"""Articles, annotators, and the decisions on names and events, as provenance."""

from collections.abc import Iterator, Mapping

from kg.identity import Merged, People, Resolved
from kg.identity.names import slug
from kg.iris import address, day, integer, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint
from kg.mapping.frame import Frame
from kg.model import Judgement, Published, Quad


def map_article(frame: Frame, provenance: str) -> Iterator[Quad]:
    """Yield what is known of the article itself."""
    article, iri = frame.annotation.article, frame.article
    yield Quad(iri, t.A, t.ARTICLE, provenance)
    yield Quad(iri, t.TEXT_HASH, literal(f"sha256:{article.text.sha256}"), provenance)
    yield Quad(iri, t.CHARACTERS, integer(article.text.characters), provenance)
    yield Quad(iri, t.LANGUAGE, literal(article.language), provenance)
    yield Quad(iri, t.POINTER, literal(frame.at("/article")), provenance)
    for predicate, text in (
        (t.TITLE, article.title),
        (t.PUBLISHER_NAME, article.publisher),
        (t.SOURCE, article.agency),
        (t.LICENCE, article.licence),
    ):
        if text:
            yield Quad(iri, predicate, literal(text), provenance)
    if article.url:
        yield Quad(iri, t.URL, address(article.url), provenance)
    published = article.published
    if isinstance(published, Published) and published.at is None:
        published = published.date
    if isinstance(published, str):
        yield Quad(iri, t.ISSUED, day(published), provenance)


def map_resolutions(frame: Frame, facts: list[Fact], provenance: str) -> Iterator[Quad]:
    """Yield a decision for each name form of each actor in the article, and for each name that stayed open."""
    by_pointer = {fact.pointer: fact.iri for fact in facts}
    for pointer, resolved in frame.cast.mentions.items():
        used = by_pointer.get(frame.at(pointer))
        if used is None or resolved.named_as is None or not (resolved.actor or resolved.rejected):
            continue
        yield from _resolution(frame, resolved, used, provenance)


def _resolution(frame: Frame, resolved: Resolved, used: str, provenance: str) -> Iterator[Quad]:
    who = resolved.actor.key if resolved.actor else "unresolved"
    iri = frame.iri("resolution", frame.key, who, slug(resolved.named_as or ""))
    yield Quad(iri, t.A, t.RESOLUTION, provenance)
    if resolved.actor:
        yield Quad(iri, t.RESOLVED_TO, frame.ref(resolved.actor), provenance)
    for other in resolved.rejected:
        yield Quad(iri, t.REJECTED, frame.ref(other), provenance)
    yield Quad(iri, t.NAMED_AS, literal(resolved.named_as or ""), provenance)
    yield Quad(iri, t.BECAUSE, literal(resolved.because, language="en"), provenance)
    yield Quad(iri, t.USED, used, provenance)


def map_judgements(people: People, merged: Merged, iri: Mint, provenance: str) -> Iterator[Quad]:
    """Yield a decision for each group of entries or reports that judgements take as one."""
    for leader, refs in sorted(people.members.items()):
        node = iri("resolution", "person", leader.key)
        used = [iri("fact", "register", "people", ref.key) for ref in refs]
        yield from _judged(node, iri(*leader), used, people.judgements[leader], iri, provenance)
    for key, members in sorted(merged.members.items()):
        node = iri("resolution", "event", *key)
        used = [iri("fact", *member) for member in members]
        yield from _judged(node, iri("event", *key), used, merged.judgements[key], iri, provenance)


def _judged(
    node: str, to: str, used: list[str], judgements: tuple[Judgement, ...], iri: Mint, provenance: str
) -> Iterator[Quad]:
    yield Quad(node, t.A, t.RESOLUTION, provenance)
    yield Quad(node, t.RESOLVED_TO, to, provenance)
    for fact in used:
        yield Quad(node, t.USED, fact, provenance)
    for judgement in judgements:
        yield Quad(node, t.BECAUSE, literal(judgement.because, language="en"), provenance)
        yield Quad(node, t.WAS_ASSOCIATED_WITH, iri("annotator", judgement.by), provenance)
        yield Quad(node, t.DATE, day(judgement.on.isoformat()), provenance)
        yield Quad(node, t.POINTER, literal(judgement.pointer), provenance)


def map_annotators(used: set[str], names: Mapping[str, str], iri: Mint, provenance: str) -> Iterator[Quad]:
    """Yield those who annotated or judged; one whom the project does not name goes by the key."""
    for key in sorted(used | set(names)):
        node = iri("annotator", key)
        yield Quad(node, t.A, t.AGENT, provenance)
        yield Quad(node, t.PREF_LABEL, literal(names.get(key, key), language="en"), provenance)
