"""The proof that every triple of a build can be cited: from its fact down to characters of an article."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from kg.iris import mint
from kg.mapping import terms as t
from kg.mapping.corpus import ontology_graph, provenance_graph
from kg.store import cache, nquads
from kg.store.build import Build
from kg.store.manifest import GRAPH, STORE
from kg.store.verify import verify

ANNOTATED, REGISTER, DERIVED = "annotated", "register", "derived"

EXPECTED: dict[str, dict[str, tuple[int, int]]] = {
    ANNOTATED: {t.WAS_ATTRIBUTED_TO: (1, 1), t.POINTER: (1, 1), t.ATTRIBUTED_TO: (0, 1), t.MAPPING_RULE: (1, 1)},
    REGISTER: {t.WAS_ATTRIBUTED_TO: (0, 1), t.POINTER: (1, 1), t.ATTRIBUTED_TO: (0, 0), t.MAPPING_RULE: (1, 1)},
    DERIVED: {t.WAS_ATTRIBUTED_TO: (0, 0), t.POINTER: (0, 0), t.ATTRIBUTED_TO: (0, 0), t.MAPPING_RULE: (1, 1)},
}
"""How often a fact of each kind says by whom it was annotated, where, who said so, and which rule made it."""

_WORDS = {
    t.WAS_ATTRIBUTED_TO: "an annotator where one is due",
    t.POINTER: "a pointer where one is due",
    t.ATTRIBUTED_TO: "one who said so, or nobody named",
    t.MAPPING_RULE: "one mapping rule",
}

Description = dict[str, list[str]]
"""What the provenance graph says of one thing: rendered predicates to rendered objects."""


class Check(Struct, frozen=True):
    """One thing that was counted, and whether the count is as it has to be."""

    label: str
    number: int
    ok: bool = True


class Problem(Struct, frozen=True):
    """What is wrong with one thing: its IRI without brackets or its file, and where it was annotated, if known."""

    what: str
    subject: str
    pointer: str = ""


class Diagnosis(Struct, frozen=True):
    """What `diagnose` found."""

    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether every check held."""
        return not self.problems and all(check.ok for check in self.checks)

    def lines(self) -> list[str]:
        """Return the diagnosis for people: one line per check, then one per problem."""
        checks = [f"{'ok ' if c.ok else 'NOT'} {c.number:>9,}  {c.label}" for c in self.checks]
        return checks + [f"    {p.pointer or p.subject}: {p.what}" for p in self.problems]


def diagnose(build: Build) -> Diagnosis:
    """Prove a build from its graph, line by line, and its files by their hashes.

    Raises OSError if the graph can't be read.
    """
    doctor = _Doctor(build)
    checks = [*doctor.graphs(), *doctor.facts(), *doctor.passages()]
    altered = verify(build)
    doctor.problems += [Problem(reason, build.name) for reason in altered]
    files = len(build.manifest.outputs) + 2
    checks.append(Check("files and the store, whole by their hashes", files, not altered))
    return Diagnosis(tuple(checks), tuple(doctor.problems))


class _Doctor:
    def __init__(self, build: Build) -> None:
        self.problems: list[Problem] = []
        self._build = build
        self._register = mint("document", "register", base=build.base)[:-1] + "/"
        self._faults: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()
        self._about: defaultdict[str, Description] = defaultdict(dict)
        self._scan()
        self._facts = {s: d for s, d in self._about.items() if t.FACT in d.get(t.A, ())}

    def _scan(self) -> None:
        provenance = provenance_graph(self._build.base)
        for place, line in self._lines():
            if reason := nquads.fault(line):
                self._faults[reason] += 1
                self._complain(reason, place)
                continue
            quad = nquads.split(line)
            self._sizes[quad.graph] += 1
            if quad.graph == provenance:
                self._about[quad.subject].setdefault(quad.predicate, []).append(quad.object)

    def _lines(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of the graph, each after its file and its number there."""
        for part in self._build.parts:
            with part.open(encoding="utf-8", errors="replace", newline="\n") as file:
                for number, line in enumerate(file, 1):
                    yield f"{GRAPH}/{part.name}:{number}", line

    def _complain(self, what: str, subject: str) -> None:
        pointers = self._about.get(subject, {}).get(t.POINTER, [])
        self.problems.append(Problem(what, subject.strip("<>"), pointers[0][1:-1] if pointers else ""))

    def graphs(self) -> Iterator[Check]:
        """Whether every triple lies in a graph that is described, and every described fact has triples."""
        yield Check("quads in the graph", self._sizes.total(), self._sizes.total() > 0)
        mark = cache.mark_of(self._build.folder / STORE)
        yield Check("triples in the default graph, their union", mark.triples if mark else 0, mark is not None)
        blank = self._faults.pop(nquads.BLANK, 0)
        yield Check("blank nodes", blank, blank == 0)
        yield Check("lines that are no quad of a named graph", self._faults.total(), not self._faults)
        others = {provenance_graph(self._build.base), ontology_graph(self._build.base)}
        stray = [g for g in self._sizes if g not in others and g not in self._facts]
        for graph in stray:
            self._complain(f"{self._sizes[graph]} triples in a graph that is no described fact", graph)
        lost = sum(self._sizes[g] for g in stray)
        yield Check("triples outside the facts, the ontology and the provenance", lost, not stray)
        empty = [fact for fact in self._facts if fact not in self._sizes]
        for fact in empty:
            self._complain("a fact without triples", fact)
        yield Check("facts without triples", len(empty), not empty)

    def facts(self) -> Iterator[Check]:
        """Whether every fact has one ground and what belongs to a fact of its kind, and leads to a source."""
        kinds = {fact: kind for fact in self._facts if (kind := self._kind(fact))}
        yield Check("facts, each with exactly one ground", len(self._facts), len(kinds) == len(self._facts))
        for kind in EXPECTED:
            yield Check(f"  {kind}", sum(1 for k in kinds.values() if k == kind))
        for predicate, words in _WORDS.items():
            wrong = 0
            for fact, kind in kinds.items():
                low, high = EXPECTED[kind][predicate]
                count = len(self._facts[fact].get(predicate, ()))
                if not low <= count <= high:
                    wrong += 1
                    wanted = str(low) if low == high else f"{low} to {high}"
                    self._complain(f"{count} × {predicate.strip('<>')}; the {kind} fact needs {wanted}", fact)
            yield Check(f"facts with {words}", len(kinds) - wrong, not wrong)
        floating = self._floating(kinds)
        for fact in floating:
            self._complain("what it is derived from leads to no passage and no entry of the register", fact)
        yield Check("facts that lead to a passage or the register", len(kinds) - len(floating), not floating)

    def _kind(self, fact: str) -> str:
        grounds = self._facts[fact].get(t.DERIVED_FROM, [])
        kinds = {self._ground(ground) for ground in grounds}
        if len(kinds) == 1 and (len(grounds) == 1 or kinds == {DERIVED}):
            kind = kinds.pop()
            if kind:
                return kind
        shown = ", ".join(sorted(g.strip("<>") for g in grounds)) or "none"
        self._complain(f"its ground has to be a passage, a document of the register, or facts; it is: {shown}", fact)
        return ""

    def _ground(self, iri: str) -> str:
        if iri in self._facts:
            return DERIVED
        if t.PASSAGE in self._about.get(iri, {}).get(t.A, ()):
            return ANNOTATED
        return REGISTER if iri.startswith(self._register) and iri in self._about else ""

    def _floating(self, kinds: dict[str, str]) -> list[str]:
        """Return the derived facts of which some premise does not lead to a source: it is missing, or they circle."""
        waiting: dict[str, int] = {}
        conclusions: defaultdict[str, list[str]] = defaultdict(list)
        for fact, kind in kinds.items():
            if kind == DERIVED:
                premises = set(self._facts[fact][t.DERIVED_FROM])
                waiting[fact] = len(premises)
                for premise in premises:
                    conclusions[premise].append(fact)
        sure = [fact for fact, kind in kinds.items() if kind != DERIVED]
        while sure:
            for fact in conclusions.get(sure.pop(), ()):
                waiting[fact] -= 1
                if not waiting[fact]:
                    sure.append(fact)
        return sorted(fact for fact, count in waiting.items() if count)

    def passages(self) -> Iterator[Check]:
        """Whether every passage lies inside its article and is named for its characters."""
        articles = {s: d for s, d in self._about.items() if t.ARTICLE in d.get(t.A, ())}
        passages = {s: d for s, d in self._about.items() if t.PASSAGE in d.get(t.A, ())}
        wrong = 0
        for passage, description in passages.items():
            if reason := self._misplaced(passage, description, articles):
                wrong += 1
                self._complain(reason, passage)
        yield Check("articles", len(articles))
        yield Check("passages inside their articles", len(passages) - wrong, not wrong)

    def _misplaced(self, passage: str, about: Description, articles: dict[str, Description]) -> str:
        sources, starts, ends = (about.get(p, []) for p in (t.HAS_SOURCE, t.START, t.END))
        if not len(sources) == len(starts) == len(ends) == 1:
            return "a passage needs one article, one start and one end"
        lengths = articles.get(sources[0], {}).get(t.CHARACTERS, [])
        if len(lengths) != 1:
            return f"its article {sources[0].strip('<>')} is not described with one length"
        try:
            start, end, length = (int(value.split('"')[1]) for value in (starts[0], ends[0], lengths[0]))
        except (ValueError, IndexError):
            return "its characters or its article's length are no numbers"
        if not 0 <= start < end <= length:
            return f"characters {start} to {end} are not inside the article's {length}"
        named = f"{sources[0][:-1]}#char={start},{end}>"
        return "" if passage == named else f"its characters are {start} to {end}, so it has to be {named.strip('<>')}"
