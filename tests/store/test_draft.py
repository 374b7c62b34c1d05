"""A draft gives its sections back as they would be published, and its file goes with it."""

import os
from typing import NamedTuple

import pytest

from kg.errors import BuildError
from kg.model import Quad
from kg.store import Draft, nquads


class Lines(NamedTuple):
    name: str
    lines: list[str]


A = Quad("<http://e/a>", "<http://e/p>", '"one\u2028\x85 two .\\n"@en', "<http://e/g>")
B = Quad("<http://e/b>", "<http://e/p>", "<http://e/o>", "<http://e/g>")
C = Quad("<http://e/c>", "<http://e/p>", "<http://e/o>", "<http://e/g>")


def drafted() -> Draft:
    draft = Draft()
    draft.add(iter([Lines("article/x", [B.line(), A.line(), B.line()])]))
    draft.add([Lines("ontology", [C.line()]), Lines("derived", [A.line()])])
    return draft


def test_it_gives_sections_back_in_order_each_sorted_without_repetition() -> None:
    draft = drafted()
    assert list(draft.quads()) == [A, B, C, A]
    assert [block.decode() for block in draft.blocks()] == [A.line() + B.line(), C.line(), A.line()]
    assert list(draft.blocks()) == list(map(nquads.block, [[A.line(), B.line()], [C.line()], [A.line()]]))


def test_a_section_can_be_left_out() -> None:
    assert list(drafted().quads(without="ontology")) == [A, B, A]


def test_two_readings_at_once_do_not_disturb_each_other() -> None:
    draft = drafted()
    assert list(zip(draft.blocks(), draft.blocks(), strict=True)) == [(block, block) for block in draft.blocks()]


def test_no_quad_is_refused_before_the_gate_sees_it() -> None:
    with pytest.raises(BuildError, match="blank node"):
        Draft().add([Lines("derived", [A.line(), B.line().replace("<http://e/o>", "_:o")])])


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    draft = Draft()
    monkeypatch.setattr(draft, "_file", type("Full", (), {"seek": full})())
    with pytest.raises(BuildError, match="no room for the graph among the temporary files: No space left"):
        draft.add([Lines("derived", [A.line()])])
