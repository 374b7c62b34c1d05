"""What a query may not do, and that nothing else is refused."""

import os
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.queries import free, run
from kg.queries.guard import DEEPEST, LONGEST, parse, refuse

from .conftest import STORED

W3C = Path(os.environ.get("KG_W3C_TESTS", "/nonexistent")) / "sparql11"

SERVICE = [
    "SELECT ?s WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT ?s WHERE { ?s ?p ?o . service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT ?s { SeRvIcE e:x { ?s ?p ?o } }",
    "SELECT ?s { { SELECT ?s { OPTIONAL { SERVICE ?where { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    # read as an IRI by a simple reader, as `less than` by a parser
    "SELECT ?s { ?s ?p ?o FILTER(?s<?o)SERVICE?v#>\n{ ?a ?b ?c } }",
    'SELECT ?s { ?s ?p "#" . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
    "SELECT ?s { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT ?s { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]


AFTER_COMMENTS = [
    "#+ summary: a\n#\n\n# b\nSELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "# a\rSELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "# a\\u000ASELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }\n",
    "#\\u000dSELECT ?s FROM <http://127.0.0.1:9/> { ?s ?p ?o }\n",
    "SELECT ?s # a\n{ SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", AFTER_COMMENTS)
def test_what_follows_comments_at_the_top_is_refused(text):
    with pytest.raises(QueryError, match=r"SERVICE would ask|FROM would replace|can't be read"):
        refuse(text)


def test_words_in_comments_at_the_top_need_no_parser(monkeypatch):
    monkeypatch.setattr("kg.queries.guard.parse", lambda text: pytest.fail("it was parsed"))
    refuse("#+ summary: From whom to whom\n#+ description: a service\n\nSELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize("text", SERVICE)
def test_no_query_asks_another_server(store, text):
    with pytest.raises(QueryError, match=r"SERVICE would ask|can't be read"):
        run(store, free(text))


@pytest.mark.parametrize("text", SERVICE[:6])
def test_the_reason_is_given(text):
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        refuse(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s FROM <file:///etc/hostname> WHERE { ?s ?p ?o }",
        "SELECT ?s from named <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
        "ASK FROM<x:y>{ ?s ?p ?o }",
    ],
)
def test_no_query_replaces_the_graph(store, text):
    with pytest.raises(QueryError, match="FROM would replace the graph"):
        run(store, free(text))


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "# tidy\nload <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP GRAPH <x:g>",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_no_query_changes_the_graph(store, text):
    before = len(store)
    with pytest.raises(QueryError, match="would change the graph"):
        run(store, free(text))
    assert len(store) == before


@pytest.mark.parametrize("text", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <x:a>"])
def test_triples_are_rows_sorted_and_each_once(text):
    a, b = NamedNode("x:a"), NamedNode("x:b")
    values = [Literal("1"), Literal("one", language="en"), b]
    held = Store()
    for value in values:
        held.add(Quad(a, b, value))
    answer = run(held, free(text))
    assert answer.columns == ("subject", "predicate", "object")
    assert answer.terms == tuple((a, b, value) for value in values)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?s { ?s rdfs:label "SERVICE FROM LOAD" }',
        "SELECT ?s { ?s <http://example.org/service/from> ?o } # FROM where? SERVICE",
        "SELECT ?from ?service { ?from dip:place ?service }",
        "SELECT ?s { ?s prov:wasDerivedFrom ?o } # INSERT",
        "SELECT ?insert { ?insert ?load ?o } LIMIT 1",
    ],
)
def test_the_same_words_elsewhere_are_no_offence(store, text):
    run(store, free(text))


def test_excess_is_refused_before_it_ends_the_process(store):
    with pytest.raises(QueryError, match="nested more than 100 deep"):
        run(store, free("SELECT ?s " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1)))
    with pytest.raises(QueryError, match="at most 50,000"):
        run(store, free("ASK { ?s ?p ?o }" + " " * LONGEST))
    with pytest.raises(QueryError, match="nested more than 100 deep"):
        run(store, free("ASK { FILTER(1<" + "(" * 3000 + "1" + ")" * 3000 + ">0) }"))
    with pytest.raises(QueryError, match="too deeply"):
        parse("SELECT ?s " + "{" * 90 + "}" * 90)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELEKT ?s { ?s ?p ?o }", "begins with SELEKT"),
        ("# a\nPREFIX x: <x:> prefix : <y:#>base <z:> who met whom", "begins with who"),
        ("PREFIX select: <select:> { ?s ?p ?o }", "asks nothing"),
        ("# SELECT", "asks nothing"),
        ("", "asks nothing"),
    ],
)
def test_what_is_no_question_is_told_so(store, text, words):
    with pytest.raises(QueryError, match=f"the query {words}; write SELECT, ASK, CONSTRUCT or DESCRIBE"):
        run(store, free(text))


def test_half_a_character_is_refused(store):
    with pytest.raises(QueryError, match="lone surrogate"):
        run(store, free('ASK { ?s ?p "\ud800" }'))


def test_a_mistake_is_told_with_its_place(store):
    with pytest.raises(QueryError, match="can't be read at line 2, column") as error:
        run(store, free("SELECT ?s\nWHERE { ?s ?p }"))
    assert len(str(error.value)) < 250
    with pytest.raises(QueryError, match="its prefix is not declared"):
        run(store, free("SELECT ?s WHERE { ?s nobody:knows ?o }"))


def test_no_stored_query_is_refused():
    for query in STORED:
        refuse(query.text)


@pytest.mark.skipif(not W3C.is_dir(), reason="KG_W3C_TESTS does not say where the W3C suites are")
def test_both_readers_accept_the_same_queries_of_the_w3c():
    """rdflib's parser decides whether a query stays here, so it must read whatever Oxigraph reads."""
    count = 0
    for path in sorted(W3C.rglob("*.rq")):
        text = path.read_text(encoding="utf-8")
        try:
            Store().query(text, base_iri="http://example.org/")
        except SyntaxError:
            continue
        except (OSError, RuntimeError):
            pass
        parse(text)
        count += 1
    assert count > 200
