"""Thirty rows of answers must cite what a reader of the five texts would cite: citations.toml, written from the texts.

That file was written before any citation was looked at, so it does not repeat what the program says. The words in it
are compared with the texts themselves, cut at the cited characters.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import queries
from kg.citing import CitedAnswer
from kg.opened import Opened
from kg.resources import queries_dir

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("citations.toml").read_text("utf-8"))["row"]
ARTICLES = {"iq-000", "iq-001", "iq-002", "iq-003", "iq-004"}
ITSELF = "the article itself"


@cache
def cite(graph: Opened, query: str, values: tuple[tuple[str, str], ...]) -> CitedAnswer:
    return graph.cite(queries.find(queries_dir(), query), dict(values))


@cache
def text_of(texts: Path, article: str) -> str:
    (path,) = texts.glob(f"{article.removeprefix('iq-')}_*.txt")
    return path.read_bytes().decode()  # line breaks as they are: they count


@pytest.mark.parametrize("expected", ROWS, ids=[row["id"] for row in ROWS])
def test_a_row_cites_what_the_texts_say(expected: dict[str, Any], graph: Opened, texts: Path) -> None:
    answer = cite(graph, expected["query"], tuple(expected.get("values", {}).items()))
    assert answer.refused == ""
    rows = [dict(zip(answer.answer.columns, row.values, strict=True)) for row in answer.rows]
    (number,) = [number for number, row in enumerate(rows) if expected["row"].items() <= row.items()]
    noted = answer.noted[number]
    notes = [answer.notes[each - 1] for each in noted.notes]
    cited = {
        (note.article, text_of(texts, note.article)[note.start : note.end], by)
        for note in notes
        if note.article
        for by in note.said_by or (ITSELF,)
    }

    wanted = [(each["article"], each["words"], each["by"]) for each in expected["passages"]]
    missing = [
        (article, words, by)
        for article, words, by in wanted
        if not any((article, by) == (each[0], each[2]) and words in each[1] for each in cited)
    ]
    wrong = [
        (article, passage, by)
        for article, passage, by in sorted(cited)
        if any(each["article"] == article and each["words"] in passage for each in expected.get("never", ()))
    ]
    assert missing == []
    assert wrong == []
    assert {article for article, _, _ in cited} & set(expected["not_from"]) == set()
    assert {*noted.said_by, *([ITSELF] if noted.itself else [])} == set(expected["voices"])


def test_the_words_stand_in_the_texts(texts: Path) -> None:
    for row in ROWS:
        for each in (*row["passages"], *row.get("never", ())):
            assert each["words"] in text_of(texts, each["article"]), row["id"]


def test_many_queries_and_all_articles_are_looked_at() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 30
    assert len({row["query"] for row in ROWS}) >= 12
    assert {each["article"] for row in ROWS for each in row["passages"]} == ARTICLES


def test_no_sentence_of_an_article_stands_here() -> None:
    for row in ROWS:
        assert all(len(each["words"].split()) <= 5 for each in (*row["passages"], *row.get("never", ()))), row["id"]
        named = {each["article"] for each in row["passages"]}
        assert not named & set(row["not_from"]), row["id"]
