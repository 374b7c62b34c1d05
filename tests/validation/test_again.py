"""After an edit the gate gives the report that it gives of the whole graph, having looked only at what changed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from kg.model import Change, Finding, Report
from kg.pipeline import check as check_project
from kg.pipeline import stored_checks
from kg.project import Project
from kg.resources import ontology_dir
from kg.validation.gate import check
from kg.validation.shapes import load_ontology, load_shapes
from kg.validation.validated import Validated
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.conftest import ROOT

Sections = dict[str, frozenset[bytes]]

SHAPES, ONTOLOGY = load_shapes(ontology_dir() / "shapes"), load_ontology(ontology_dir())
CHECKS = stored_checks([ROOT / "queries"])


def sections(project: Project) -> Sections:
    """Return the graph of a project in sections."""
    blocks = check_project(project).graph.blocks(without="ontology")
    return {f"article/{i}": frozenset(block.splitlines(keepends=True)) for i, block in enumerate(blocks)}


def terms(line: bytes) -> list[bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    value, graph, _ = rest.rsplit(b" ", 2)
    return [subject, predicate, value, graph]


def line(parts: list[bytes]) -> bytes:
    return b" ".join(parts) + b" .\n"


class Editor:
    """Edits a graph at random."""

    def __init__(self, random: Random, graph: Sections) -> None:
        self.random, self.first, self.graph = random, dict(graph), dict(graph)

    def edit(self) -> dict[str, Change]:
        """Change some sections, and return how."""
        before, some = dict(self.graph), self.random.randint(1, 3)
        for _ in range(some):
            name = self.random.choice(sorted(self.graph))
            ways = [self.restored, self.restored, self.taken_out, *[self.altered] * 3, self.without_fact, self.copied]
            self.random.choice(ways)(name)
        pairs = ((name, before[name], self.graph[name]) for name in sorted(before))
        return {name: Change(old - new, new - old) for name, old, new in pairs if old != new}

    def restored(self, name: str) -> None:
        """Mend all that is wrong with a section."""
        self.graph[name] = self.first[name]

    def taken_out(self, name: str) -> None:
        self.graph[name] = frozenset()

    def copied(self, name: str) -> None:
        """Say in one section what another says too."""
        other = sorted(self.graph[self.random.choice(sorted(self.graph))])
        self.graph[name] |= set(self.random.sample(other, min(5, len(other))))

    def without_fact(self, name: str) -> None:
        """Take out a fact: what it states, what is said of it, or both."""
        if not (lines := sorted(self.graph[name])):
            return
        fact, which = terms(self.random.choice(lines))[3], self.random.choice([(0,), (3,), (0, 3)])
        self.graph[name] -= {each for each in lines if any(terms(each)[place] == fact for place in which)}

    def altered(self, name: str) -> None:
        """Put other terms in the place of some, of the same kind: the gate tells places by numbers and texts."""
        lines = sorted(self.graph[name])
        for old in self.random.sample(lines, min(self.random.randint(1, 12), len(lines))):
            new, other = terms(old), terms(self.random.choice(lines))
            place = self.random.choice([0, 1, 2, 2, 2, 3])
            if place == 2 and new[2].startswith(b'"'):
                said = [terms(each)[2] for each in lines if terms(each)[1] == new[1]]
                new[2] = self.random.choice([new[2].replace(b"20", b"19", 1), *(v for v in said if v.startswith(b'"'))])
            else:
                odd = {1: b"<http://e/unknown>", 3: other[3]}.get(place, b"_:x")
                unlike = b'"' in other[place][:1] + (new[2][:1] + other[2][:1] if place == 1 else b"")
                new[place] = odd if unlike or self.random.random() < 0.2 else other[place]
            self.graph[name] = self.graph[name] - {old} | {line(new)}


def locator(step: int) -> Callable[[str], tuple[int, int]]:
    """Return places that are others after each edit."""
    return lambda pointer: (len(pointer) + step, 1 + pointer.count("/"))


def report(graph: Sections, step: int, known: Validated, changes: dict[str, Change] | None = None) -> Report:
    node = "https://w3id.org/diplomacy-kg/id/person/register/anna"
    earlier = [Finding(code="DK200", message="found before", focus=node)]
    blocks = (b"".join(sorted(lines)) for lines in graph.values())
    return check(blocks, SHAPES, ONTOLOGY, locator(step), CHECKS, earlier=earlier, known=known, changes=changes)


def compare(random: Random, graph: Sections, steps: int) -> Iterator[Report]:
    """Edit a graph some times; yield the reports, each the same as that of the whole graph."""
    editor, known, apart = Editor(random, graph), Validated(), Validated()
    yield report(editor.graph, 0, known)
    for step in range(1, steps + 1):
        if not (changes := editor.edit()):
            continue
        again = report(editor.graph, step, known, changes)
        apart.seen = None
        anew = report(editor.graph, step, apart)
        assert again.findings == anew.findings, changes
        assert again == anew, changes
        yield again


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Sections]:
    def graph(seed: int) -> Sections:
        folder = tmp_path_factory.mktemp("generated")
        write_project(make(seed, 30), folder)
        return sections(Project(folder, folder / "texts"))

    return graph


def test_the_report_after_edits_is_that_of_the_whole_graph(generated: Callable[[int], Sections]) -> None:
    reports = list(compare(Random(1), generated(1), 15))
    codes = {finding.code for each in reports for finding in each.findings}
    assert len(codes) > 20  # else the edits break too little to say anything
    assert len({each.facts for each in reports}) > 5


def test_the_report_of_the_five_articles_after_edits_is_that_of_the_whole_graph(texts: Path) -> None:
    assert len(list(compare(Random(2), sections(Project(ROOT, texts)), 6))) > 3


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_the_report_after_many_edits_is_that_of_the_whole_graph(
    generated: Callable[[int], Sections], seed: int
) -> None:
    assert len(list(compare(Random(seed), generated(seed % 5), 60))) > 30
