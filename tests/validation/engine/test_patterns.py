"""Patterns and flags of SPARQL's REGEX, which are XPath's, on an engine whose time is linear."""

import pytest

from kg.errors import OntologyError
from kg.validation.engine.patterns import pattern
from kg.validation.engine.shapes import Unsupported

CASES = [
    # pattern, flags, what matches, what does not
    ("b", "", ["abc"], ["B", ""]),
    ("^a$", "", ["a"], ["a\n", "\na", "ba"]),
    ("^b$", "m", ["a\nb\nc"], ["ab"]),
    ("a.b", "", ["axb"], ["a\nb"]),
    ("a.b", "s", ["a\nb"], ["ab"]),
    ("A b", "i", ["xa B"], ["ab"]),
    ("a b # c", "x", ["ab#c"], ["a b # c"]),
    ("a[ b]c", "x", ["a c", "abc"], ["ac"]),
    ("a.b[", "q", ["xa.b["], ["axb["]),
    ("a.B", "iq", ["A.b"], ["axb"]),
    ("^\\d+$", "", ["1٣"], ["1a", "²"]),
    ("^\\D+$", "", ["ab"], ["a٣"]),
    ("^\\w+$", "", ["éΩ1", "a+", "€"], ["a_", "a b", "a-b", "a."]),
    ("^\\W+$", "", ["_-. "], ["a", "+"]),
    ("^[\\w.]+$", "", ["a.b"], ["a_b"]),
    ("^[\\W]+$", "", ["_."], ["a", "+"]),
    ("^[\\D]+$", "", ["a"], ["a٣"]),
    ("^[^\\d]+$", "", ["a"], ["٣"]),
    ("^\\s$", "", ["\t", "\r"], ["\u00a0", "\v"]),
    ("^\\S$", "", ["\u00a0", "\v"], [" "]),
    ("^[\\S]$", "", ["\u00a0", "a"], [" ", "\n"]),
    ("^[\\Sx ]$", "", ["a", " "], ["\n"]),
    ("^\\p{Lu}{2}$", "", ["ÉΩ"], ["ab"]),
    ("\\[a\\]", "", ["[a]"], ["a"]),
    ("^[\\[\\]]+$", "", ["[]"], ["a"]),
    ("", "", ["", "a"], []),
]


@pytest.mark.parametrize(("text", "flags", "right", "wrong"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_what_a_pattern_matches(text: str, flags: str, right: list[str], wrong: list[str]) -> None:
    matches = pattern(text, flags)
    assert [value for value in (*right, *wrong) if matches(value)] == right


@pytest.mark.parametrize("text", ["(?=a)", "(?<!a)b", r"(a)\1", "[a-z-[aeiou]]", r"\i\c*", "(", "[b-a]"])
def test_what_the_engine_does_not_know_is_named(text: str) -> None:
    with pytest.raises(Unsupported, match="the pattern “"):
        pattern(text)


def test_a_flag_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(OntologyError, match="sh:flags has jz; SPARQL knows i, m, q, s and x"):
        pattern("a", "zij")


def test_repeats_within_repeats_end() -> None:
    """Python's `re` would take 2^40 steps here."""
    assert not pattern("^(a+)+$")("a" * 40 + "b")
