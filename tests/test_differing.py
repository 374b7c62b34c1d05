"""Where two tables or two sequences differ."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model.differing import differing, exchanged, renewed

TABLES = st.dictionaries(st.integers(0, 6), st.integers(0, 2))
PICKED = st.lists(st.integers(0, 6), unique=True)


@given(TABLES, TABLES)
def test_a_key_differs_that_one_table_lacks_or_gives_otherwise(before: dict[int, int], after: dict[int, int]) -> None:
    assert differing(before, after) == {key for key, _ in set(before.items()) ^ set(after.items())}


@given(PICKED, PICKED)
def test_what_went_and_what_came(before: list[int], after: list[int]) -> None:
    of = [[number] for number in range(7)]  # seven objects
    gone, come = exchanged([of[i] for i in before], [of[i] for i in after])
    assert [each[0] for each in gone] == [i for i in before if i not in after]
    assert [each[0] for each in come] == [i for i in after if i not in before]


def test_an_object_that_equals_another_is_not_that_one() -> None:
    one, other = ["a"], ["a"]
    gone, come = exchanged([one], [other])
    assert gone[0] is one
    assert come[0] is other


@given(TABLES, st.sets(st.integers(0, 6)), TABLES)
def test_a_table_in_order_stays_in_order(table: dict[int, int], gone: set[int], come: dict[int, int]) -> None:
    table = dict(sorted(table.items()))
    kept = {key: value for key, value in table.items() if key not in gone}
    assert list(renewed(table, gone, come).items()) == sorted({**kept, **come}.items())
