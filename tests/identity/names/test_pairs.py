"""Pairs of names and what a careful person says of them, from two tables written from knowledge of the traditions."""

from pathlib import Path

import pytest

from kg.identity.names import compare, keys

HERE = Path(__file__).parent


def pairs(table: str) -> list[tuple[str, str, str, str]]:
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert rows[0] == ["tradition", "one", "other", "verdict", "why"]
    return [(one, other, verdict, why) for _, one, other, verdict, why in rows[1:]]


PAIRS = pairs("name_pairs.tsv")
MORE = pairs("more_pairs.tsv")


@pytest.mark.parametrize(("one", "other", "verdict", "why"), PAIRS + MORE)
def test_says_what_a_careful_person_says(one: str, other: str, verdict: str, why: str) -> None:
    compared = compare(one, other)
    assert compared.verdict == verdict, f"{why}; but: {'; '.join(compared.reasons)}"


@pytest.mark.parametrize(("one", "other", "verdict", "why"), [row for row in PAIRS + MORE if row[2] != "different"])
def test_names_that_may_be_one_meet_under_a_key(one: str, other: str, verdict: str, why: str) -> None:
    assert keys(one) & keys(other)


def test_the_tables_are_large_enough_to_mean_something() -> None:
    verdicts = [verdict for _, _, verdict, _ in PAIRS]
    assert len(PAIRS) >= 300
    assert set(verdicts) == {"same", "different", "cannot tell"}
    assert len(MORE) >= 100


def test_no_two_names_of_the_tables_are_one_unless_the_tables_lead_from_one_to_the_other() -> None:
    """The people of the tables are many; what is said of one pair is checked against all the others."""
    rows = PAIRS + MORE
    names = sorted({name for one, other, _, _ in rows for name in (one, other)})
    contradicted = {frozenset(row[:2]) for row in rows if row[2] != "same"}
    blocks: dict[str, list[str]] = {}
    for name in names:
        for key in sorted(keys(name)):
            blocks.setdefault(key, []).append(name)
    same = {
        frozenset((one, other))
        for block in blocks.values()
        for one in block
        for other in block
        if one < other and compare(one, other).verdict == "same"
    }
    assert not same & contradicted
    # whoever is the same as two names that the tables hold apart would make them one
    near: dict[str, set[str]] = {name: {name} for name in names}
    for pair in same:
        one, other = sorted(pair)
        near[one].add(other)
        near[other].add(one)
    apart = {frozenset(row[:2]) for row in rows if row[2] == "different"}
    bridges = [(name, sorted(pair)) for name in names for pair in apart if all(x in near[name] for x in pair)]
    assert bridges == []
