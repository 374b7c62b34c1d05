"""Facts and triples to lines of N-Quads: sorted by code points, without repetition, right by construction.

Each term comes from `kg.iris`, which lets nothing out that is not one term, so no line has to be looked at again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.errors import BuildError
from kg.iris import integer, literal
from kg.mapping import terms as t
from kg.mapping.cuts import begins_block
from kg.mapping.facts import Fact, Passage, Triple
from kg.model import Block


class Lines:
    """Gathers the lines of a section by their subjects, so that what has one subject need not be sorted among others.

    All that is said of one fact is one piece of text, in the order of its predicates; so is what is said of a passage
    or of a decision.
    """

    def __init__(self, provenance: str, at: str = "") -> None:
        """`provenance`: the graph of the provenance, rendered. `at`: what stands before the facts' pointers."""
        self._at = at
        self._pieces: dict[str, str] = {}
        self._lines: defaultdict[str, list[str]] = defaultdict(list)
        self._end = end = f" {provenance} .\n"
        self._is_fact, self._is_passage = f" {t.A} {t.FACT}{end}", f" {t.A} {t.PASSAGE}{end}"

    def __len__(self) -> int:
        """How many subjects there are, more or less."""
        return len(self._pieces) + len(self._lines)

    def state(self, triples: Iterable[Triple]) -> None:
        """Add triples to the graph of the provenance."""
        end, lines = self._end, self._lines
        for subject, predicate, value in triples:
            lines[subject].append(f"{subject} {predicate} {value}{end}")

    def facts(self, facts: Iterable[Fact]) -> None:
        """Add the facts' own graphs and their provenance."""
        for fact in facts:
            self._fact(fact)

    def _fact(self, fact: Fact) -> None:
        iri, rule, triples, passage, derived_from, attributed_to, said_in, annotator, pointer = fact
        end, lines = self._end, self._lines
        own = f" {iri} .\n"
        for subject, predicate, value in triples:
            lines[subject].append(f"{subject} {predicate} {value}{own}")
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
        named = f"{iri} {t.NAMED_AS} {literal(words)}{end}" if words else ""
        if iri not in self._pieces:
            self._pieces[iri] = (
                f"{iri}{self._is_passage}{iri} {t.END} {integer(last)}{end}{iri} {t.HAS_SOURCE} {article}{end}"
                f"{iri} {t.START} {integer(start)}{end}{named}"
            )
        elif named:
            self._lines[iri].append(named)
        return iri

    def _piece(self, subject: str, text: str) -> None:
        """Add sorted lines of one subject; where there is a piece of it already, they are sorted again."""
        if subject in self._pieces:
            self._lines[subject] += _parted(text)
        else:
            self._pieces[subject] = text

    def blocks(self) -> Iterator[Block]:
        """Yield the lines in blocks of many subjects (`kg.mapping.cuts`): one after another they are one block.

        Raises BuildError for half a surrogate pair, which UTF-8 can't write.
        """
        texts, held = dict(self._pieces), list[str]()
        for subject, lines in self._lines.items():
            if piece := texts.get(subject):
                lines = [*lines, *_parted(piece)]
            texts[subject] = "".join(sorted(set(lines))) if len(lines) > 1 else lines[0]
        for subject in sorted(texts):
            if held and begins_block(subject.encode()):
                yield Block(_encoded("".join(held)))
                held.clear()
            held.append(texts[subject])
        if held:
            yield Block(_encoded("".join(held)))


def _parted(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text[text.rfind("\n", 0, error.start) + 1 : text.index("\n", error.start)]
        shown = line.encode(errors="backslashreplace").decode()
        raise BuildError(f"half a surrogate pair: {shown[:300]}") from error
