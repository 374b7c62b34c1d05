"""Every stored query is a competency question with a known answer: written from the texts."""

from pathlib import Path

import pytest

from .conftest import STORED
from .tsv import read_expected, same

ANSWERS = Path(__file__).resolve().parent.parent / "answers"
NAMES = [query.name for query in STORED]


def test_every_stored_query_has_a_known_answer_and_no_other():
    assert sorted(path.stem for path in ANSWERS.glob("*.tsv")) == NAMES


@pytest.mark.parametrize("path", sorted(ANSWERS.glob("*.tsv")), ids=lambda path: path.stem)
def test_the_build_of_the_sources_gives_it(graph, path):
    expected = read_expected(path)
    same(graph.query(path.stem, **expected.parameters), expected)
