"""Hints make a query fast and change nothing: with them and without the answer is the same."""

import sys

import pytest
from msgspec.structs import replace
from pyoxigraph import Literal, NamedNode

from kg.citing import CitedAnswer
from kg.errors import QueryError
from kg.pipeline import build
from kg.project import Project
from kg.queries import Query, run
from kg.queries.answer import Answer
from kg.queries.hints import hinted, narrowed
from kg.queries.labels import KINDS
from kg.queries.worker import Worker
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project

from .conftest import STORED

VALUES = {"on": "2020-05-01", "since": "2019-01-01", "until": "2021-12-31", "margin": "3"}
"""Of parameters that name no thing."""
CLASSES = {"visit": "Visit", "a": "State", "b": "State"}
"""Of things where the type of the parameter is wider."""
EACH = 5
"""Things that are tried for a parameter."""
HINTED = [query for query in STORED if "#:" in query.text]
NORLAND = NamedNode("https://w3id.org/diplomacy-kg/id/state/norland")


def query(text, **more):
    return Query("q", text, **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#: ?e dip:side param:of() .\n?e a ?c", f" ?e dip:side {NORLAND} .\n?e a ?c"),
        ("#: ?e dip:side param:other() .", "#: ?e dip:side param:other() ."),
        ("#: ?e dip:side param:of() , param:other() .", "#: ?e dip:side param:of() , param:other() ."),
        ("#: ?e dip:says param:words() .", ' ?e dip:says "a \\"b\\" }" .'),
        ("# a remark on param:of()", "# a remark on param:of()"),
        ('FILTER(?x = "#: param:of()")', 'FILTER(?x = "#: param:of()")'),
        ("?e a <https://example.org/#:a> .", "?e a <https://example.org/#:a> ."),
    ],
)
def test_a_hint_holds_where_all_its_values_are_given(text, expected):
    given = {"of": NORLAND, "other": None, "words": Literal('a "b" }')}
    assert hinted(query(text), given) == expected


def test_a_query_that_a_user_gives_has_no_hints():
    assert hinted(query("#: ?e a param:of() .", free=True), {"of": NORLAND}) == "#: ?e a param:of() ."


def test_a_hint_may_not_leave_the_graph():
    with pytest.raises(QueryError, match="SERVICE"):
        hinted(
            query("SELECT ?e WHERE {\n#: SERVICE <https://example.org/> { ?e a param:of() }\n?e a ?c }"),
            {"of": NORLAND},
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build of invented articles in which every stored query with hints finds something."""
    folder = tmp_path_factory.mktemp("corpus")
    write_project(make(1, 40), folder)
    return build(Project(folder)).build


def things(store, cls):
    """The things of a class of which the graph says most."""
    text = """SELECT ?thing { ?class rdfs:subClassOf* dip:CLASS . ?thing a ?class . ?other ?property ?thing }
      GROUP BY ?thing ORDER BY DESC(COUNT(DISTINCT ?other)) ?thing LIMIT MOST"""
    text = text.replace("CLASS", cls).replace("MOST", str(EACH))
    return [cells[0] for cells in run(store, query(text, free=True)).rows]


def shown(store, of, parameter):
    """Things for a parameter: those in a column of its name where all are answered, else those of its class."""
    if not any(each.required for each in of.parameters):
        answer = run(store, of)
        if parameter.name in answer.columns:
            column = answer.columns.index(parameter.name)
            return list(dict.fromkeys(row[column] for row in answer.rows))[:EACH]
    return things(store, CLASSES.get(parameter.name) or KINDS[parameter.type][0])


@pytest.mark.parametrize("hinted_query", HINTED, ids=lambda each: each.name)
def test_with_hints_and_without_the_answer_is_the_same(built, hinted_query):
    store, plain = built.store(), replace(hinted_query, text=hinted_query.text.replace("#:", "# "))
    rows = 0
    for given in cases(store, hinted_query):
        answer = run(store, hinted_query, given)
        assert answer.rows == run(store, plain, given).rows, given
        rows += len(answer.rows)
    assert rows, "nothing is found, so that nothing is shown"


@pytest.mark.parametrize("hinted_query", HINTED, ids=lambda each: each.name)
def test_with_hints_and_without_its_rows_are_cited_alike(built, hinted_query):
    store, plain = built.store(), replace(hinted_query, text=hinted_query.text.replace("#:", "# "))
    cited = 0
    for given in list(cases(store, hinted_query))[:EACH]:
        found, expected = (CitedAnswer(each, store, built.base, given) for each in (hinted_query, plain))
        assert (found.cited, found.refused) == (expected.cited, expected.refused), given
        cited += len(found.cited or ())
    assert cited, "nothing is cited, so that nothing is shown"


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        (
            "?e a ?c .\n#: ?e dip:side param:of() .\n?c a ?d",
            "?e",
            "?e a ?c .\nVALUES (?e) { (<x:0>) (<x:1>) }\n?c a ?d",
        ),
        (
            "?e a ?c\n#: ?e dip:in ?i .\n #: ?i dip:of param:of() .\n",
            "?e",
            "?e a ?c\nVALUES (?e) { (<x:0>) (<x:1>) }\n\n",
        ),
        ("?e a ?c\n#: ?e dip:side param:other() .\n", None, None),
        ("?e a ?c\n#: FILTER(isBlank(param:of()))\n", None, None),
    ],
)
def test_what_is_cited_has_values_in_place_of_a_hint(text, asked, expected):
    expected = (expected or text).replace("TWO", "(<x:0>) (<x:1>)")
    texts = []

    def ask(text):
        texts.append(text)
        return Answer(("e",), ((NamedNode("x:0"),), (NamedNode("x:1"),)), b"")

    assert narrowed(query(text), {"of": NORLAND, "other": None}, ask) == expected
    assert [each.split(" WHERE")[0] for each in texts] == ([f"SELECT DISTINCT {asked}"] if asked else [])


def test_a_hint_that_leaves_many_values_is_no_part_of_what_is_cited():
    text, many = "?e a ?c\n#: ?e dip:side param:of() .\n", tuple((NamedNode(f"x:{n}"),) for n in range(61))
    assert narrowed(query(text), {"of": NORLAND}, lambda _: Answer(("e",), many, b"")) == text
    assert narrowed(query(text), {"of": NORLAND}, lambda _: Answer(("e",), many[1:], b"")) != text


def cases(store, of):
    """Values for the parameters of a query: each thing for each of them, alone and with the others."""
    known = {p.name: [VALUES[p.name]] if p.name in VALUES else shown(store, of, p) for p in of.parameters}
    needed = {p.name: known[p.name][0] for p in of.parameters if p.required}
    for name, values in known.items():
        yield from (needed | {name: value} for value in values)
    for number in range(EACH):
        yield {name: values[(number * (place + 1)) % len(values)] for place, (name, values) in enumerate(known.items())}


def test_what_is_too_long_with_its_values_is_cited_without_them(built, monkeypatch):
    store, (who,) = built.store(), [each for each in HINTED if each.name == "who-met-whom"]
    given = next(given for given in cases(store, who) if run(store, who, given).rows)
    expected = CitedAnswer(who, store, built.base, given).cited
    long = who.text.replace("# the two", f"FILTER('{'x' * 50_000}' != '') # the two")
    monkeypatch.setattr(sys.modules["kg.citing.answer"], "narrowed", lambda *_: long)
    with Worker(built.folder / "store") as worker:
        found = CitedAnswer(who, store, built.base, given, asked=worker)
        assert (found.cited, found.refused) == (expected, "")
