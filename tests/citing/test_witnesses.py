"""What is cited for each form of pattern, written from the data of each test."""

import re

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.citing import Uncitable
from tests.citing.replay import cite, gives, minimal, store_of

P = "PREFIX : <http://a/> "
DATA = store_of(
    ":ann :knows :bob , :cid . :bob :knows :cid . :cid :knows :dan .",
    ":ann :age 40 . :bob :age 30 . :dan :age 30 .",
    ':ann :name "Ann" . :bob :name "Bob" .',
)


def shown(text: str) -> dict[str, list[list[str]]]:
    """Return for each row, as text, the triples of each of its witnesses, as text with `:` for the namespace."""
    rows, cited = cite(P + text, DATA)
    short = [[[_short(str(quad)) for quad in w.quads] for w in because.witnesses] for because in cited]
    return {" ".join(_short(str(term)) for term in row): found for row, found in zip(rows, short, strict=True)}


def _short(text: str) -> str:
    plain = text.replace("<http://a/", ":").replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "")
    return plain.replace(">", "").replace('"', "")


def test_a_basic_pattern_is_cited_by_its_triples() -> None:
    assert shown("SELECT ?x { ?x :knows ?y . ?y :name 'Bob' }") == {":ann": [[":ann :knows :bob", ":bob :name Bob"]]}


def test_two_ways_to_a_row_are_two_witnesses() -> None:
    assert shown("SELECT DISTINCT ?x { ?x :knows ?y } ORDER BY ?x LIMIT 1") == {
        ":ann": [[":ann :knows :bob"], [":ann :knows :cid"]]
    }


def test_optional_is_cited_where_it_matched() -> None:
    assert shown("SELECT ?x ?n { ?x :age 30 OPTIONAL { ?x :name ?n } }") == {
        ":bob Bob": [[":bob :age 30", ":bob :name Bob"]],
        ":dan None": [[":dan :age 30"]],
    }


def test_of_a_union_the_branch_that_matched_is_cited() -> None:
    assert shown("SELECT ?x { { ?x :name 'Ann' } UNION { ?x :age 30 ; :name ?n } }") == {
        ":ann": [[":ann :name Ann"]],
        ":bob": [[":bob :age 30", ":bob :name Bob"]],
    }


def test_exists_is_cited_by_one_witness() -> None:
    assert shown("SELECT ?x { ?x :age 40 FILTER EXISTS { ?x :knows ?y } }") == {
        ":ann": [[":ann :age 40", ":ann :knows :bob"]]
    }


@pytest.mark.parametrize("absent", ["FILTER NOT EXISTS { ?x :name ?n }", "MINUS { ?x :name ?n }"])
def test_absence_is_cited_by_what_is_there_and_said(absent: str) -> None:
    text = f"SELECT ?x {{ ?x :age 30 {absent} }}"
    assert shown(text) == {":dan": [[":dan :age 30"]]}
    _, (because,) = cite(P + text, DATA)
    assert because.absence


def test_a_path_is_cited_by_a_shortest_walk() -> None:
    found = shown("SELECT ?y { :ann :knows+ ?y }")
    assert found[":cid"] == [[":ann :knows :cid"]]
    assert found[":dan"] == [[":ann :knows :cid", ":cid :knows :dan"]]
    _, cited = cite(f"{P}SELECT ?y {{ :ann :knows+ ?y }}", DATA)
    assert all(because.shortest for because in cited)


def test_a_sequence_and_an_inverse_are_walks_too() -> None:
    assert shown("SELECT ?z { :bob ^:knows/:age ?z }") == {"40": [[":ann :age 40", ":ann :knows :bob"]]}


def test_each_walk_along_a_sequence_is_a_member_of_its_group() -> None:
    text = "SELECT ?x (COUNT(?z) AS ?n) { ?x :knows/:knows ?z } GROUP BY ?x ORDER BY ?x"
    both = [":ann :knows :bob", ":ann :knows :cid", ":bob :knows :cid", ":cid :knows :dan"]
    assert shown(text) == {":ann 2": [both], ":bob 1": [[":bob :knows :cid", ":cid :knows :dan"]]}
    _, cited = cite(P + text, DATA)
    assert not any(because.shortest for because in cited)


def test_members_of_a_group_are_its_witness_together() -> None:
    text = "SELECT ?a (COUNT(?x) AS ?n) { ?x :age ?a } GROUP BY ?a ORDER BY ?a"
    assert shown(text) == {"30 2": [[":bob :age 30", ":dan :age 30"]], "40 1": [[":ann :age 40"]]}
    _, cited = cite(P + text, DATA)
    assert [because.members for because in cited] == [2, 1]


def test_a_group_by_a_hidden_expression_is_cited() -> None:
    found = shown("SELECT (COUNT(*) AS ?n) { ?x :age ?a } GROUP BY (?a > 35) ORDER BY ?n")
    assert found == {"1": [[":ann :age 40"]], "2": [[":bob :age 30", ":dan :age 30"]]}


def test_having_leaves_groups_out_and_their_citations() -> None:
    assert shown("SELECT ?a { ?x :age ?a } GROUP BY ?a HAVING (COUNT(*) > 1)") == {
        "30": [[":bob :age 30", ":dan :age 30"]]
    }


def test_a_group_of_nothing_rests_on_absence() -> None:
    _, (because,) = cite(f"{P}SELECT (COUNT(*) AS ?n) {{ ?x :hates ?y }}", DATA)
    assert (because.witnesses, because.absence, because.members) == ((), True, 0)


def test_a_subquery_that_groups_is_cited_by_its_members() -> None:
    text = "SELECT ?x { { SELECT ?x (COUNT(?y) AS ?n) { ?x :knows ?y } GROUP BY ?x } FILTER(?n > 1) ?x :name ?m }"
    assert shown(text) == {":ann": [[":ann :knows :bob", ":ann :knows :cid", ":ann :name Ann"]]}


def test_what_a_subquery_hides_is_no_variable_outside() -> None:
    assert shown("SELECT ?x ?y { ?x :name 'Bob' . { SELECT ?x { ?x :knows ?y } } OPTIONAL { ?x :age ?y } }") == {
        ":bob 30": [[":bob :age 30", ":bob :knows :cid", ":bob :name Bob"]]
    }


def test_a_subquery_that_slices_is_cited_by_its_rows() -> None:
    text = "SELECT ?n { { SELECT ?x { ?x :age ?a } ORDER BY ?a ?x LIMIT 1 } ?x :name ?n }"
    assert shown(text) == {"Bob": [[":bob :age 30", ":bob :name Bob"]]}


def test_values_and_bind_need_no_witness() -> None:
    assert shown("SELECT ?x ?b { VALUES ?x { :dan } BIND(1 + 1 AS ?b) ?x :age ?a }") == {":dan 2": [[":dan :age 30"]]}


def test_graph_is_cited_by_the_graph() -> None:
    a, b = (NamedNode(f"http://a/{name}") for name in "ab")
    store = Store()
    store.add(Quad(a, b, a, b))
    rows, (because,) = cite("SELECT ?g { GRAPH ?g { ?x ?y ?x } }", store)
    assert rows == ((b,),)
    assert [str(quad.graph_name) for quad in because.witnesses[0].quads] == ["<http://a/b>"]


def test_ask_is_cited_by_one_way_and_no_by_absence() -> None:
    _, (yes,) = cite(f"{P}ASK {{ :ann :knows ?y }}", DATA)
    assert [len(witness.quads) for witness in yes.witnesses] == [1]
    _, (no,) = cite(f"{P}ASK {{ :dan :knows ?y }}", DATA)
    assert (no.witnesses, no.absence) == ((), True)


def test_construct_is_cited_triple_by_triple() -> None:
    assert shown("CONSTRUCT { ?y :knownBy ?x } { ?x :knows ?y . ?x :age 30 }") == {
        ":cid :knownBy :bob": [[":bob :age 30", ":bob :knows :cid"]]
    }


def test_a_blank_node_a_list_and_semicolons_are_triples() -> None:
    assert shown("SELECT ?n { [] :knows [ :name ?n ; :age 30 ] }") == {
        "Bob": [[":ann :knows :bob", ":bob :age 30", ":bob :name Bob"]]
    }


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("SELECT (COUNT(?x) AS ?n) { ?x :age 30 MINUS { ?x :name ?y } }", True),
        ("SELECT (COUNT(?x) AS ?n) { ?x :age 30 FILTER NOT EXISTS { ?x :name ?y } }", True),
        ("SELECT (COUNT(?x) AS ?n) { ?x :age 30 OPTIONAL { ?x :name ?y } FILTER(!BOUND(?y)) }", True),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x :age 30 OPTIONAL { ?x :name ?y } } GROUP BY ?y", True),
        ("SELECT ?s (COUNT(?x) AS ?n) { ?x :age 30 OPTIONAL { ?x :name ?y } } GROUP BY (STR(?y) AS ?s)", True),
        ("SELECT ?n { { SELECT ?y (COUNT(?x) AS ?n) { ?x :age 30 OPTIONAL { ?x :name ?y } } GROUP BY ?y } }", True),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x :age 30 OPTIONAL { ?x :name ?y } } GROUP BY ?x", False),
        ("SELECT ?x { { SELECT ?x { ?x :age 30 OPTIONAL { ?x :name ?y } } ORDER BY ?y LIMIT 1 } }", True),
        ("SELECT ?x { { SELECT ?x { ?x :age 30 OPTIONAL { ?x :name ?y } } ORDER BY ?x LIMIT 1 } }", False),
    ],
)
def test_groups_and_slices_say_where_their_members_rest_on_absence(text: str, absence: bool) -> None:
    _, cited = cite(P + text, DATA)
    assert {because.absence for because in cited} == {absence}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT ?x FROM :g { ?x ?y ?z }", "FROM replaces the graph"),
        ("SELECT (RAND() AS ?r) { ?x ?y ?z }", "RAND() gives something else each time"),
        ("SELECT ?x { ?x :age 30 MINUS { ?x :knows ?y MINUS { ?y :name ?n } } }", "MINUS stands within MINUS"),
        (
            "SELECT ?x { ?x :age ?a MINUS { ?x :name ?n OPTIONAL { ?x :age ?a } } }",
            "whose ?a is used outside of it",
        ),
        (
            "SELECT ?x { ?x :age 30 FILTER NOT EXISTS { ?x :name ?n FILTER NOT EXISTS { ?x :a ?n } } }",
            "within NOT EXISTS",
        ),
        ("SELECT ?x { ?x :age ?a } HAVING (EXISTS { ?x :name ?n })", "EXISTS stands in HAVING or ORDER BY"),
        ("SELECT ?__x { ?__x :age ?a }", "names of variables that begin with '__' are taken"),
        ("SELECT ?x { { SELECT ?x { ?x :age ?a } ORDER BY ?x OFFSET 1 } }", "OFFSET in a subquery"),
        ("CONSTRUCT { _:b :is ?x } { ?x :age 30 }", "a blank node in the template of CONSTRUCT"),
        ("DESCRIBE :ann", "DESCRIBE describes what it likes"),
    ],
)
def test_what_can_not_be_cited_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(Uncitable, match=re.escape(why)):
        cite(P + text, DATA)


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("?y :age ?z OPTIONAL { ?z :a ?x }", "whose ?x is used"),
        ("?y :age ?z OPTIONAL { ?z :a ?x } ?x :b ?z", "whose ?x is used"),
        ("?y :age ?z { ?z :a ?c OPTIONAL { ?c :a ?x } }", "whose ?x is used"),
        ("{ ?y :age ?z } UNION { ?y :a ?z OPTIONAL { ?z :b ?x } }", "whose ?x is used"),
        ("GRAPH ?g { ?y :age ?z OPTIONAL { ?z :a ?x } }", "whose ?x is used"),
        ("GRAPH ?g { ?y :age ?z OPTIONAL { ?z :a ?g } }", "whose ?g is used"),
        ("?y :age ?z OPTIONAL { ?z :a ?c } ?c :b ?z", "whose ?c is used"),
        ("?y :age ?z OPTIONAL { ?z :a ?c } FILTER(!BOUND(?c))", "whose ?c is used"),
        ("?y :age ?z OPTIONAL { ?z :a ?c } BIND(BOUND(?c) AS ?x)", "whose ?x is used"),
        ("?y :age ?z BIND(EXISTS { ?z :a ?c } AS ?x)", "whose ?x is used"),
        ("{ SELECT ?y (COUNT(?z) AS ?x) { ?y :age ?z } GROUP BY ?y }", "whose ?x is used"),
        ("?y :age ?z { ?d :a ?c OPTIONAL { ?c :a ?z } }", "whose ?z is used"),
        ("{ SELECT ?y ?c { ?y :age ?z OPTIONAL { ?z :a ?c } } VALUES ?c { 1 } }", "whose ?c is used"),
        ("{ SELECT ?y (EXISTS { ?z :a ?c } AS ?x) { ?y :age ?z } }", "whose ?x is used"),
        ("{ SELECT ?y ?x { ?y :age ?z OPTIONAL { ?z :a ?c } } GROUP BY ?y (STR(?c) AS ?x) }", "whose ?x is used"),
        ("?y :age ?z OPTIONAL { ?z :a ?c } FILTER EXISTS { ?z :a ?e OPTIONAL { ?e :b ?y } }", "whose ?y is used"),
        ("?y :age ?z MINUS { ?z :b ?e } OPTIONAL { ?z :a ?x }", "whose ?x is used"),
    ],
)  # fmt: skip
def test_what_an_optional_lacks_only_in_the_whole_graph_is_refused(inside: str, what: str) -> None:
    """A witness leaves out what kept the OPTIONAL from matching, and may hold what it matches then."""
    with pytest.raises(Uncitable, match=f"{re.escape(what)}.* stands within OPTIONAL"):
        cite(f"{P}SELECT * {{ ?x :knows ?y OPTIONAL {{ {inside} }} }}", DATA)


@pytest.mark.parametrize(
    "inside",
    [
        "?y :age ?z OPTIONAL { ?z :a ?c OPTIONAL { ?c :b ?z } }",
        "?y :age ?z OPTIONAL { ?z :a ?c } OPTIONAL { ?y :a ?c }",
        "?x :age ?z OPTIONAL { ?x :a ?c OPTIONAL { ?c :b ?d } } ?x :age ?e",
        "?y :age ?z BIND(?z + 1 AS ?x)",
        "{ ?y :age ?z } UNION { ?x :a ?z }",
        "{ SELECT ?y (COUNT(?z) AS ?n) { ?y :age ?z } GROUP BY ?y }",
        "{ SELECT ?y { ?y :age ?z OPTIONAL { ?z :a ?x } } }",
        "?y :age ?z FILTER(!BOUND(?x))",
    ],
)
def test_no_other_optional_is_refused(inside: str) -> None:
    _, cited = cite(f"{P}SELECT * {{ ?x :knows ?y OPTIONAL {{ {inside} }} }}", DATA)
    assert not any(because.absence for because in cited)


@pytest.mark.parametrize(
    "inside",
    [
        "?y :age ?z MINUS { ?z :a ?c }",
        "?y :age ?z FILTER NOT EXISTS { ?z :a ?c }",
        "?y :age ?z FILTER(?z > 30 || EXISTS { ?z :a ?y })",
        "{ ?y :age ?z MINUS { ?z :a ?c } } UNION { ?y :a ?z }",
        "{ SELECT ?y { ?y :age ?z } GROUP BY ?y HAVING (COUNT(?z) < 2) }",
        "{ SELECT ?y { ?y :age ?z } ORDER BY ?z LIMIT 1 }",
    ],
)
def test_an_optional_within_which_something_takes_away_says_that_it_rests_on_absence(inside: str) -> None:
    _, cited = cite(f"{P}SELECT * {{ ?x :knows ?y OPTIONAL {{ {inside} }} }}", DATA)
    assert all(because.absence for because in cited)


def test_an_optional_that_is_not_well_designed_is_refused() -> None:
    text = f"{P}SELECT * {{ ?a :p ?a . ?b :q ?b . OPTIONAL {{ ?b :q ?c . OPTIONAL {{ ?a :p ?b }} }} }}"
    with pytest.raises(Uncitable, match=r"whose \?a is used outside of it stands within OPTIONAL"):
        cite(text, store_of(":n0 :p :n0 . :n1 :q :n1 . :n2 :p :n1 ."))


def test_a_well_designed_optional_in_an_optional_is_cited_as_far_as_it_matched() -> None:
    assert shown(
        "SELECT ?x ?y ?n { ?x :age 40 OPTIONAL { ?x :knows ?y OPTIONAL { ?y :name ?n OPTIONAL { ?n :of ?y } } } }"
    ) == {
        ":ann :bob Bob": [[":ann :age 40", ":ann :knows :bob", ":bob :name Bob"]],
        ":ann :cid None": [[":ann :age 40", ":ann :knows :cid"]],
    }


def test_an_optional_in_an_absence_need_not_match() -> None:
    text = "SELECT ?x { ?x :age 30 MINUS { ?x :knows ?y OPTIONAL { ?y :name ?n } } }"
    assert shown(text) == {":dan": [[":dan :age 30"]]}


def test_replay_and_minimality_can_fail() -> None:
    rows, (because,) = cite(f"{P}SELECT ?x {{ ?x :age 40 ; :name ?n }}", DATA)
    quads, text = because.witnesses[0].quads, f"{P}SELECT ?x {{ ?x :age 40 ; :name ?n }}"
    assert gives(text, quads, rows[0])
    assert minimal(text, quads, rows[0])
    assert not gives(text, quads[:1], rows[0])
    more = [quad for quad in DATA if quad not in quads][:1]
    assert gives(text, [*quads, *more], rows[0])
    assert not minimal(text, [*quads, *more], rows[0])
