"""Two parsers read YAML: what libyaml reads alone is what ruamel.yaml makes of it, and all else is left to that one."""

from pathlib import Path

import pytest
import yaml as libyaml
from hypothesis import given, settings

from kg.errors import SourceError
from kg.sources import yaml_tree as module
from kg.sources.encoding import decode
from tests.sources.sample import GOOD
from tests.sources.test_fuzz import TEXTS, damaged

MANY = 10**6
SOURCES = sorted((Path(__file__).parents[2] / "sources").rglob("*.yaml"))

needs_libyaml = pytest.mark.skipif(not libyaml.__with_libyaml__, reason="PyYAML is built without libyaml here")


@needs_libyaml
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_both_parsers_read_the_sources_alike(path: Path) -> None:
    text = decode(path.read_bytes())
    assert module._quickly(text, MANY) == module._carefully(text, MANY)


@needs_libyaml
@settings(deadline=None, max_examples=300)
@given(TEXTS | damaged())
def test_what_libyaml_reads_alone_is_what_the_other_one_reads(text: str) -> None:
    try:
        text = decode(text.encode("utf-8", "surrogatepass"))
    except SourceError:
        return
    found = module._quickly(text, MANY)
    assert found is None or found == module._carefully(text, MANY)


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('["a":b]', id="a value beside its colon"),
        pytest.param('["a"  :b]', id="blanks before the colon alone"),
        pytest.param("[?a\n:b]", id="a mark of a key"),
        pytest.param("a: >#\n  b", id="a comment beside the sign of a text in lines"),
        pytest.param("a: >-\n \n\n   b\n", id="blanks where a text in lines begins"),
        pytest.param("a: b\n...\n... #c", id="an end twice"),
        pytest.param("|\n#", id="a text alone"),
        pytest.param("%YAML 1.1\n---\na: b", id="a directive"),
        pytest.param("a: !!str b", id="a tag"),
        pytest.param("a: &x b", id="an anchor"),
        pytest.param("a: 1\na: 2", id="a field twice"),
        pytest.param("a:", id="no value"),
        pytest.param("a: b\n c: d", id="no YAML"),
        pytest.param("a:\tb", id="a tab"),
    ],
)
def test_what_has_to_be_told_is_left_to_the_other_one(text: str) -> None:
    assert module._quickly(text, MANY) is None


@needs_libyaml
def test_a_text_that_begins_with_many_empty_lines_is_read() -> None:
    text = "a: |" + "\n" * 5000 + "  b"
    found = module._quickly(text, MANY)
    assert found is not None
    assert found.value == {"a": "\n" * 4999 + "b"}


def test_more_nodes_than_are_allowed_are_told_alike() -> None:
    with pytest.raises(SourceError, match="more than 3 nodes") as raised:
        module.yaml_tree.__wrapped__("[a, b, c]", 3)
    assert (raised.value.line, raised.value.column) == (1, 8)


def test_where_there_is_no_libyaml_the_other_one_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libyaml, "__with_libyaml__", False)
    assert module._quickly(GOOD, MANY) is None
    assert module.yaml_tree.__wrapped__(GOOD) == module._carefully(GOOD, MANY)
