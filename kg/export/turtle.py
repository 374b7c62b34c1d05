"""Turtle, RDF 1.2 Turtle and TriG for people and for version control: one triple is one line, wherever it stands.

Each line of a subject repeats its predicate and ends in `;`, and the full stop has a line of its own, so that a triple
more or less changes no other line (Turtle, section 2.2, allows the empty last item).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.export.order import HEADINGS, graph_key, predicate_key, subject_key
from kg.export.terms import TurtleTerms
from kg.mapping.terms import A
from kg.model import Quad

Said = dict[tuple[str, str, str], tuple[str, ...]]
"""Of one subject: place of the predicate, predicate and object as written, to the facts that reify the triple."""


def write_turtle(quads: Iterable[Quad], out: BinaryIO, base: str) -> None:
    """Write the union of the graphs as Turtle."""
    _write_union(quads, out, base, lambda graph: False)


def write_rdf12(quads: Iterable[Quad], out: BinaryIO, base: str) -> None:
    """Write the union of the graphs as RDF 1.2 Turtle, in which each fact reifies its triples: `… ~ <fact/a/b>`."""
    facts = f"<{base}fact/"
    out.write(b'VERSION "1.2"\n')
    _write_union(quads, out, base, lambda graph: graph.startswith(facts))


def write_trig(quads: Iterable[Quad], out: BinaryIO, base: str) -> None:
    """Write all graphs as TriG: the facts of articles, of the register, what is derived, ontology and provenance."""
    terms = TurtleTerms(base)
    graphs: defaultdict[str, defaultdict[str, Said]] = defaultdict(lambda: defaultdict(dict))
    verbs = _Verbs(terms)
    for subject, predicate, value, graph in quads:
        graphs[graph][subject][*verbs[predicate], terms[value]] = ()
    order = sorted(graphs, key=lambda graph: graph_key(graph[1:-1], base))
    blocks = [(terms[graph], [*_blocks(graphs[graph], terms, base, indent="    ")]) for graph in order]
    out.write(terms.head().encode())
    for name, subjects in blocks:
        out.write(f"\n{name} {{\n{''.join(text for _, text in subjects)}}}\n".encode())


def _write_union(quads: Iterable[Quad], out: BinaryIO, base: str, reifies: Callable[[str], bool]) -> None:
    terms = TurtleTerms(base)
    subjects: defaultdict[str, Said] = defaultdict(dict)
    verbs = _Verbs(terms)
    for subject, predicate, value, graph in quads:
        said = subjects[subject]
        line = (*verbs[predicate], terms[value])
        if reifies(graph):
            said[line] = (*said.get(line, ()), terms[graph])
        else:
            said.setdefault(line, ())
    for subject in subjects:
        terms[subject]  # so that the head knows its prefix
    out.write(terms.head().encode())
    last = -1
    for heading, text in _blocks(subjects, terms, base):
        if heading != last:
            out.write(f"\n# {HEADINGS[heading]}\n".encode())
            last = heading
        out.write(f"\n{text}".encode())


def _blocks(subjects: Mapping[str, Said], terms: TurtleTerms, base: str, indent: str = "") -> Iterator[tuple[int, str]]:
    """Yield each subject's lines with the number of its heading, in reading order."""
    for key, subject in sorted((subject_key(subject[1:-1], base), subject) for subject in subjects):
        lines = [f"{indent}{terms[subject]}\n"]
        said = subjects[subject]
        for line in sorted(said):
            facts = said[line] and "".join([f" ~ {fact}" for fact in sorted(set(said[line]))])
            lines.append(f"{indent}    {line[1]} {line[2]}{facts or ''} ;\n")
        lines.append(f"{indent}.\n")
        yield key[0], "".join(lines)


class _Verbs(dict[str, tuple[str, str]]):
    """Rendered predicates to their place among the lines, and as Turtle writes them: `a` for the type."""

    def __init__(self, terms: TurtleTerms) -> None:
        super().__init__({A: (predicate_key("a"), "a")})
        self._terms = terms

    def __missing__(self, predicate: str) -> tuple[str, str]:
        name = self._terms[predicate]
        self[predicate] = found = (predicate_key(name), name)
        return found
