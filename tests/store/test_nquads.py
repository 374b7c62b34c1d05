"""The lines of `graph.nq`: what is one, how they are ordered, and that they come apart where they should."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BuildError
from kg.iris import literal
from kg.store import nquads

LINE = "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n"


def test_sections_stay_in_order_and_are_sorted_inside_without_repetition(tmp_path: Path) -> None:
    b, a = LINE.replace("/s>", "/b>"), LINE.replace("/s>", "/a>")
    digest = nquads.write(map(nquads.block, [[b, b], [b.replace("/g>", "/h>"), a]]), tmp_path / "graph.nq")
    written = (tmp_path / "graph.nq").read_bytes()
    assert written.decode() == b + a + b.replace("/g>", "/h>")
    assert (digest.sha256, digest.size) == (hashlib.sha256(written).hexdigest(), len(written))


@pytest.mark.parametrize(
    "line",
    [
        "_:b <http://e/p> <http://e/o> <http://e/g> .\n",
        "<http://e/s> <http://e/p> _:b <http://e/g> .\n",
        '<http://e/s> <http://e/p> "x" _:b .\n',
    ],
)
def test_a_blank_node_is_refused_as_one(line: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="blank node"):
        nquads.write(map(nquads.block, [[line]]), tmp_path / "graph.nq")


@pytest.mark.parametrize(
    "line",
    [
        "<http://e/s> <http://e/p> <http://e/o> .\n",
        '<http://e/s> <http://e/p> "a <b>" .\n',
        "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .",
        "<http://e/s> <http://e/p> <http://e/o> <http://e/g> . # why\n",
        "<http://e/s>  <http://e/p> <http://e/o> <http://e/g> .\n",
        "<http://e/a b> <http://e/p> <http://e/o> <http://e/g> .\n",
        "<http://e/\\u0061> <http://e/p> <http://e/o> <http://e/g> .\n",
        '<http://e/s> <http://e/p> "a"b" <http://e/g> .\n',
        '<http://e/s> <http://e/p> "a\nb" <http://e/g> .\n',
        '<http://e/s> <http://e/p> "a\\" <http://e/g> .\n',
        '<http://e/s> <http://e/p> "\ud800" <http://e/g> .\n',
        '<http://e/s> "p" <http://e/o> <http://e/g> .\n',
        "\n",
        "",
    ],
)
def test_what_is_not_one_quad_of_a_named_graph_is_refused(line: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="not one quad"):
        nquads.write(map(nquads.block, [[line]]), tmp_path / "graph.nq")


def test_a_literal_that_only_looks_like_a_blank_node_is_fine(tmp_path: Path) -> None:
    line = '<http://e/s> <http://e/p> "> _:b " <http://e/g> .\n'
    nquads.write(map(nquads.block, [[line]]), tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == line


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "en", "fa-ir"]))
def test_a_line_comes_apart_into_its_terms(text: str, language: str) -> None:
    value = literal(text, language=language)
    line = f"<http://e/s> <http://e/p> {value} <http://e/g> .\n"
    assert nquads.fault(line) == ""
    assert nquads.split(line) == ("<http://e/s>", "<http://e/p>", value, "<http://e/g>")
    assert nquads.split(line).line() == line


@pytest.mark.parametrize(
    "wrong", ["", LINE + LINE.replace("/s>", "/t>"), '<http://e/s> <http://e/p> "\udc80" <http://e/g> .\n']
)
def test_one_wrong_line_among_others_is_found(wrong: str) -> None:
    with pytest.raises(BuildError, match="not one quad"):
        nquads.block([LINE.replace("/s>", "/a>"), wrong, LINE])


def test_a_backslash_before_a_u_is_no_surrogate() -> None:
    line = LINE.replace("<http://e/o>", literal("C:\\udata"))
    assert nquads.block([line]) == line.encode()
