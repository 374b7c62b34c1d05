"""What differs between two graphs: told by their lines, and read from no file that both have."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import Digest, digest, digest_file
from kg.store.difference import difference

NUMBERS = st.lists(st.integers(0, 30), unique=True)


def written(folder: Path, name: str, lines: list[int], cut: int) -> dict[Path, Digest]:
    """Write lines to two files."""
    found = {}
    for number, some in enumerate((lines[:cut], lines[cut:])):
        path = folder / f"{name}-{number}"
        path.write_text("".join(f"{line}\n" for line in some))
        found[path] = digest_file(path)
    return found


@given(NUMBERS, NUMBERS, st.integers(0, 30), st.integers(0, 30))
def test_lines_that_differ_are_those_of_one_graph_only(
    tmp_path_factory: pytest.TempPathFactory, one: list[int], other: list[int], cut: int, second_cut: int
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    found = difference(written(folder, "one", one, cut), written(folder, "other", other, second_cut))
    lost, gained = ({f"{n}\n".encode() for n in some} for some in (set(one) - set(other), set(other) - set(one)))
    assert found == (lost, gained)


def test_what_both_have_is_not_read(tmp_path: Path) -> None:
    ones, others = written(tmp_path, "one", [1, 2, 3], 2), written(tmp_path, "other", [1, 2, 4], 2)
    for path in (*ones, *others):
        if path.name.endswith("-0"):
            path.unlink()
    assert difference(ones, others) == ({b"3\n"}, {b"4\n"})


def test_a_file_of_another_size_is_another_file(tmp_path: Path) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"1\n")
    other = digest(b"2\n")
    assert difference({path: digest(b"1\n")}, {}) == ({b"1\n"}, set())
    assert difference({path: other}, {tmp_path / "gone": other}) == (set(), set())
