"""Facts and triples to lines of N-Quads: sorted by code points, without repetition, right by construction.

Each term comes from `kg.iris`, which lets nothing out that is not one term, so no line has to be looked at again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.errors import BuildError
from kg.iris import integer, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Passage, Triple


class Block:
    """Lines as they stand in `graph.nq`: sorted by code points, without repetition, each one quad."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        """`content`: UTF-8."""
        self.content = content

    def __iter__(self) -> Iterator[str]:
        return (f"{line}\n" for line in self.content.decode().split("\n")[:-1])


class Lines:
    """Gathers the lines of a section by their subjects, so that what has one subject need not be sorted among others.

    All that is said of one fact is one piece of text, in the order of its predicates; so is what is said of a passage
    or of a decision.
    """

    def __init__(self, provenance: str, at: str = "") -> None:
        """`provenance`: the graph of the provenance, rendered. `at`: what stands before the facts' pointers."""
        self._at = at
        self._of: defaultdict[str, list[str]] = defaultdict(list)
        self._end = end = f" {provenance} .\n"
        self._is_fact, self._is_passage = f" {t.A} {t.FACT}{end}", f" {t.A} {t.PASSAGE}{end}"

    def __len__(self) -> int:
        """How many subjects there are."""
        return len(self._of)

    def state(self, triples: Iterable[Triple]) -> None:
        """Add triples to the graph of the provenance."""
        end, of = self._end, self._of
        for subject, predicate, value in triples:
            of[subject].append(f"{subject} {predicate} {value}{end}")

    def facts(self, facts: Iterable[Fact]) -> None:
        """Add the facts' own graphs and their provenance."""
        for fact in facts:
            self._fact(fact)

    def _fact(self, fact: Fact) -> None:
        iri, rule, triples, passage, derived_from, attributed_to, said_in, annotator, pointer = fact
        end, of = self._end, self._of
        own = f" {iri} .\n"
        for subject, predicate, value in triples:
            of[subject].append(f"{subject} {predicate} {value}{own}")
        document = f"{iri} {t.HAS_PRIMARY_SOURCE} {said_in}{end}" if said_in else ""
        by = f"{iri} {t.WAS_ATTRIBUTED_TO} {annotator}{end}" if annotator else ""
        if passage:
            grounds = f"{iri} {t.DERIVED_FROM} {self._passage(passage)}{end}"
        else:
            grounds = "".join([f"{iri} {t.DERIVED_FROM} {ground}{end}" for ground in sorted(set(derived_from))])
        says_so = f"{iri} {t.ATTRIBUTED_TO} {attributed_to}{end}" if attributed_to else ""
        place = f"{iri} {t.POINTER} {literal(self._at + pointer)}{end}" if pointer else ""
        self._piece(
            iri,
            f"{iri}{self._is_fact}{document}{by}{grounds}{says_so}{iri} {t.MAPPING_RULE} {literal(rule)}{end}{place}",
        )

    def _passage(self, passage: Passage) -> str:
        """Add what is known of a passage; return its IRI: the article's with a text fragment (RFC 5147)."""
        article, span, words = passage
        end, start, last = self._end, span.start, span.end
        iri = f"{article[:-1]}#char={start},{last}>"
        if iri not in self._of:
            self._piece(
                iri,
                f"{iri}{self._is_passage}{iri} {t.END} {integer(last)}{end}{iri} {t.HAS_SOURCE} {article}{end}"
                f"{iri} {t.START} {integer(start)}{end}",
            )
        if words:
            self._of[iri].append(f"{iri} {t.NAMED_AS} {literal(words)}{end}")
        return iri

    def _piece(self, subject: str, text: str) -> None:
        """Add sorted lines of one subject; where there are some of it already, they come apart, to be sorted again."""
        of = self._of
        if subject in of:
            lines = "".join([*of[subject], text]).split("\n")
            of[subject] = [f"{line}\n" for line in lines[:-1]]
        else:
            of[subject] = [text]

    def block(self) -> Block:
        """Return the lines. Raises BuildError for half a surrogate pair, which UTF-8 can't write."""
        pieces: list[str] = []
        for subject in sorted(self._of):
            own = self._of[subject]
            pieces += sorted(set(own)) if len(own) > 1 else own
        text = "".join(pieces)
        try:
            return Block(text.encode())
        except UnicodeEncodeError as error:
            line = text[text.rfind("\n", 0, error.start) + 1 : text.index("\n", error.start)]
            raise BuildError(
                f"half a surrogate pair: {line.encode(errors='backslashreplace').decode()[:300]}"
            ) from error
