"""What the worker is made of: the meter of answers, and the messages."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, Store

from kg.errors import QueryError
from kg.queries.engine import evaluate
from kg.sandbox.frames import receive, send
from kg.sandbox.meter import ExcessError, Meter

VALUES = st.lists(st.none() | st.text('"},{\\:[]a\n', max_size=8), max_size=12)


@given(VALUES, st.lists(st.integers(1, 9), min_size=1), st.booleans())
def test_rows_are_counted_however_the_answer_is_cut(values, sizes, two):
    """Also rows that are empty, and texts that look like the end of a row."""
    cells = " ".join("UNDEF" if value is None else str(Literal(value)) for value in values)
    rows = len(values)
    whole = evaluate(Store(), f"SELECT ?x ?y {{ VALUES ?x {{ {cells} }} {'BIND(1 AS ?y)' if two else ''} }}")
    assert len(json.loads(whole)["results"]["bindings"]) == rows
    assert fill(Meter(max(rows, 1), len(whole)), whole, sizes) == whole
    if rows > 1:
        with pytest.raises(ExcessError, match="rows"):
            fill(Meter(rows - 1, len(whole)), whole, sizes)
    with pytest.raises(ExcessError, match="answer"):
        fill(Meter(rows + 1, len(whole) - 1), whole, sizes)


def fill(meter: Meter, whole: bytes, sizes: list[int]) -> bytes:
    at, turn = 0, 0
    while at < len(whole):
        size = sizes[turn % len(sizes)]
        meter.write(whole[at : at + size])
        at, turn = at + size, turn + 1
    return meter.content()


def test_triples_within_terms_are_no_rows():
    text = 'SELECT ?t { VALUES ?t { <<( <x:a> <x:b> "},{" )>> <<( <x:a> <x:b> <<( <x:a> <x:b> 1 )>> )>> } }'
    whole = evaluate(Store(), text)
    assert fill(Meter(2, 10_000), whole, [3]) == whole


def test_the_writer_ends_at_the_limit():
    store = Store()
    meter = Meter(10, 1 << 20)
    values = " ".join(map(str, range(5_000)))
    results = store.query(f"SELECT * {{ VALUES ?x {{ {values} }} VALUES ?y {{ {values} }} }}")
    with pytest.raises(ExcessError):
        results.serialize(meter, format=QueryResultsFormat.JSON)
    assert len(meter.content()) < 1 << 16


@given(st.dictionaries(st.text(), st.none() | st.text(st.characters(exclude_categories=["Cs"]))), st.binary())
def test_a_message_comes_as_it_was_sent(message, body):
    pipe = io.BytesIO()
    send(pipe, message, body)
    pipe.seek(0)
    received = receive(pipe, 1 << 20, 1 << 20)
    assert received
    assert json.loads(received[0]) == message
    assert received[1] == body
    assert receive(pipe, 1, 1) is None


@given(st.integers(0, 40))
def test_half_a_message_is_the_end(length):
    pipe = io.BytesIO()
    send(pipe, {"kind": "answer"}, b"0123456789")
    whole = pipe.getvalue()
    assert receive(io.BytesIO(whole[: min(length, len(whole) - 1)]), 1 << 20, 1 << 20) is None


def test_a_message_that_is_too_long_is_not_read():
    with pytest.raises(ValueError, match="at most 10 are read"):
        receive(io.BytesIO((11).to_bytes(8, "big") + b"x" * 11), 10, 0)


def test_the_guard_reads_dots_and_dashes_in_one_go():
    from kg.queries.guard import LONGEST, refuse, tokens

    for text in ("-" * LONGEST, "a." * (LONGEST // 2), "a-" * (LONGEST // 2)):
        assert sum(1 for _ in tokens(text)) <= LONGEST
    with pytest.raises(QueryError, match="at most 10,000 are read of one with"):
        refuse("SELECT ?from { " + "?s ?p ?o . " * 2_000 + "}")
