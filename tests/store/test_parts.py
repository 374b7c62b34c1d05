"""Where a graph is cut into files: a change moves no cut but its own."""

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from kg.store.parts import ARTICLES, Piece, files, name

KEYS = sorted(f"article/gazette-{number}" for number in range(400))


def pieces(keys: list[str]) -> list[Piece]:
    shared = [Piece("register", b"<r>", 1, 1), *(Piece("derived", b"<%d>" % n, 1, 1) for n in range(3))]
    return [*(Piece(key, b"<a>", 1, 1) for key in keys), *shared, Piece("ontology", b"<o>", 1, 1)]


def test_articles_share_files_and_what_is_long_has_one_for_each_of_its_pieces() -> None:
    found = list(files(pieces(KEYS)))
    assert [piece for some in found for piece in some] == pieces(KEYS)
    starts = [key for key in KEYS[1:] if not crc32(key.encode()) % ARTICLES]
    assert 2 < len(starts) < 20
    assert [some[0].section for some in found[: len(starts) + 1]] == [KEYS[0], *starts]
    assert [(some[0].kind, len(some)) for some in found[len(starts) + 1 :]] == [
        ("register", 1),
        *[("derived", 1)] * 3,
        ("ontology", 1),
    ]
    assert name(1, found[0]) == "graph/000001-article.nq"
    assert name(len(found), found[-1]) == f"graph/{len(found):06}-ontology.nq"


@given(st.sampled_from(KEYS))
def test_where_an_article_goes_only_its_file_changes(key: str) -> None:
    before, after = ({tuple(some) for some in files(pieces(keys))} for keys in (KEYS, [k for k in KEYS if k != key]))
    begins_one = not crc32(key.encode()) % ARTICLES or key == KEYS[0]
    assert len(before - after) == (1 + (begins_one and key != KEYS[0]))
    assert len(after - before) == 1
