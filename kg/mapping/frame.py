"""What every mapper needs to know of the article that it maps."""

from collections.abc import Iterable

from kg.identity import Cast, Merged, Ref
from kg.iris import mint
from kg.mapping.facts import Fact, Passage, Triple
from kg.model import Annotation, Ordering, Stated


class Frame:
    """One article, with the decisions on its names and events."""

    def __init__(self, annotation: Annotation, file: str, prefix: str, cast: Cast, merged: Merged, base: str) -> None:
        self.annotation = annotation
        self.key = annotation.article.id
        self.cast = cast
        self.prefix = prefix
        self._file, self._merged, self._base = file, merged, base
        self.article = self.iri("article", self.key)
        self.annotator = self.iri("annotator", annotation.annotator)

    def iri(self, kind: str, *keys: str) -> str:
        """Mint the IRI of a thing, rendered."""
        return mint(kind, *keys, base=self._base)

    def ref(self, ref: Ref) -> str:
        """Return the IRI of a thing of the register, or of a person whom only articles name, rendered."""
        return mint(ref.kind, *ref.key.split("/"), base=self._base)

    def event_key(self, local: str) -> tuple[str, str]:
        """Return the key under which an event of this article stands in the graph."""
        return self._merged.leader((self.key, local))

    def event(self, local: str) -> str:
        """Return the IRI of an event of this article, rendered."""
        return self.iri("event", *self.event_key(local))

    def document(self, local: str) -> str:
        """Return the IRI of a document of this article, rendered."""
        return self.iri("document", self.key, local)

    def said_by(self, pointer: str) -> str | None:
        """Return the actor to whom the annotation at this place is attributed, rendered."""
        ref = self.cast.refs.get(f"{pointer}/said_by")
        return self.ref(ref) if ref else None

    def at(self, pointer: str) -> str:
        """Return file and place of an annotation: `sources/x.yaml#/events/0`."""
        return f"{self._file}#{self.prefix}{pointer}"

    def fact(
        self,
        local: str,
        rule: str,
        pointer: str,
        triples: Iterable[Triple],
        stated: Stated | Ordering,
        *,
        words: str | None = None,
    ) -> Fact:
        """Return an annotated fact, attributed as `stated` says and as nothing around it does."""
        return Fact(
            iri=self.iri("fact", self.key, local),
            rule=rule,
            triples=tuple(triples),
            passage=Passage(self.article, stated.at, words),
            attributed_to=self.said_by(pointer),
            said_in=self.document(stated.said_in) if stated.said_in else None,
            annotator=self.annotator,
            pointer=self.at(pointer),
        )
