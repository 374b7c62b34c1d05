"""Ranges of lines: each line of a file is in one of them, with its number."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources.files import Range, lines, ranges
from kg.sources.limits import LINE_BYTES


def test_a_file_is_cut_behind_the_last_whole_line_of_each_block(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one\ntwo\n\nfour\nthe fifth is long\nsix")
    # blocks of 10 bytes: `one two _ f`, `our the fi`, `fth is lon`, `g six`
    assert ranges(path, 10) == [Range(0, 9, 0), Range(9, 14, 3), Range(14, 35, 4)]
    assert ranges(path, 1 << 10) == [Range(0, 35, 0)]


@pytest.mark.parametrize("content", [b"", b"\n", b"\n\n\n", b"x"])
def test_little_is_one_range(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert ranges(tmp_path / "a.jsonl") == [Range(0, len(content), 0)]


def test_what_can_not_be_read_is_one_range_whose_reader_says_why(tmp_path: Path) -> None:
    (some,) = ranges(tmp_path / "none.jsonl")
    with pytest.raises(SourceError, match="can't be read"):
        list(lines(tmp_path / "none.jsonl", some))


@given(st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")), max_size=40), st.integers(1, 40))
def test_all_ranges_are_all_lines_each_with_its_number(tmp_path_factory, wanted: list[bytes], size: int) -> None:
    path = tmp_path_factory.mktemp("ranges") / "a.jsonl"
    content = b"\n".join(wanted)
    path.write_bytes(content)
    found = [(row, line) for some in ranges(path, size) for row, line in enumerate(lines(path, some), some.row)]
    expected = [*content.split(b"\n")]
    if expected[-1] == b"":
        expected.pop()  # a line feed ends a line, and begins none
    assert found == list(enumerate(expected))


def test_a_line_that_is_too_long_ends_where_the_next_one_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rest = [b"y" * 1000] * 3000  # some more ranges
    path.write_bytes(b"\n".join([b"a", b"x" * (2 * LINE_BYTES + 5), b"b", *rest]))
    for some in (ranges(path, 1 << 20), [Range(0, path.stat().st_size, 0)]):
        found = [(row, line) for each in some for row, line in enumerate(lines(path, each), each.row)]
        assert [(row, line if isinstance(line, bytes) else line.code) for row, line in found] == list(
            enumerate([b"a", "DK004", b"b", *rest])
        )
