"""One object for what is equal."""

from kg.identity.register import Ref
from kg.model.shared import shared


def test_what_is_equal_becomes_one_object() -> None:
    one, other = frozenset(["a", "b"]), frozenset(["b", "a"])
    assert one is not other
    assert shared(one) is shared(other)


def test_what_only_looks_equal_keeps_its_type() -> None:
    shared(("person", "ada"))
    assert type(shared(Ref("person", "ada"))) is Ref
