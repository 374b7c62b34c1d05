"""What every mapper needs to know of the article that it maps."""

from collections.abc import Iterable

from kg.identity import Cast, Merged
from kg.iris import segment
from kg.mapping.facts import Fact, Passage, Triple
from kg.mapping.minting import Mint
from kg.model import Annotation, EventKey, Ordering, Stated


class Frame:
    """One article, with the decisions on its names and events. All IRIs are rendered."""

    def __init__(self, annotation: Annotation, cast: Cast, merged: Merged, iri: Mint) -> None:
        self.annotation = annotation
        self.key = annotation.article.id
        self.cast = cast
        self.iri = iri
        self.ref = iri.ref
        self.article = iri("article", self.key)
        self.annotator = iri("annotator", annotation.annotator)
        self._facts = iri("fact", self.key)[:-1]
        self._merged = merged
        self._events: dict[str, str] = {}
        self.event_keys: dict[str, EventKey] = {}
        """The events asked for so far: IRI to key."""

    def event_key(self, local: str) -> EventKey:
        """Return the key under which an event of this article stands in the graph."""
        return self._merged.leader((self.key, local))

    def event(self, local: str) -> str:
        """Return the IRI of an event of this article."""
        iri = self._events.get(local)
        if iri is None:
            key = self.event_key(local)
            iri = self._events[local] = self.iri("event", *key)
            self.event_keys[iri] = key
        return iri

    def document(self, local: str) -> str:
        """Return the IRI of a document of this article."""
        return self.iri("document", self.key, local)

    def said_by(self, pointer: str) -> str | None:
        """Return the actor to whom the annotation at this place is attributed."""
        ref = self.cast.refs.get(f"{pointer}/said_by")
        return self.ref(ref) if ref else None

    def fact(
        self,
        local: str,
        rule: str,
        pointer: str,
        triples: Iterable[Triple],
        stated: Stated | Ordering,
        *,
        words: str | None = None,
        said_at: str | None = None,
        said_in: str | None = None,
    ) -> Fact:
        """Return an annotated fact, attributed as `stated` says and as nothing around it does.

        `said_at`: where the record stands that is attributed, if not at the pointer. `said_in`: the document in which
        it was said, where `stated` names none.
        """
        document = stated.said_in or said_in
        return Fact(
            f"{self._facts}/{segment(local)}>",
            rule,
            tuple(triples),
            Passage(self.article, stated.at, words),
            (),
            self.said_by(pointer if said_at is None else said_at),
            self.document(document) if document else None,
            self.annotator,
            pointer,
        )
