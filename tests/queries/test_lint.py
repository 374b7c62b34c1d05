"""Every stored query keeps to the rules, and every rule has been seen to fail."""

import random
import re
from collections import defaultdict
from textwrap import dedent

import pytest
from pyoxigraph import Store

from kg.queries.lint import check_problems, problems
from kg.queries.stored import Check, CheckHeader, Parameter, Query, checks
from kg.resources import queries_dir

from .conftest import STORED

CHECKS = list(checks(queries_dir()))
PREFIXES = """PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
PREFIX param: <https://w3id.org/diplomacy-kg/parameter#>
"""
SINCE = Parameter("since", "date", "A day.")
GOOD = f"""{PREFIXES}SELECT ?e ?first WHERE {{
  BIND(param:since() AS ?since)
  ?e dip:earliest ?first ; dip:latest ?last .
  FILTER(!BOUND(?since) || ?last >= ?since)
}} ORDER BY ?first ?e"""


def found(text, *parameters):
    return list(problems(Query("q", text, parameters=parameters)))


@pytest.mark.parametrize("query", STORED, ids=lambda query: query.name)
def test_stored_queries_keep_to_the_rules(query):
    assert list(problems(query)) == []
    assert query.description.rstrip(".").count("?") >= 1, "the description is the question in words"
    assert max(map(len, query.text.splitlines())) <= 120


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_checks_keep_to_the_rules(check):
    assert list(check_problems(check)) == []


def test_the_good_one_has_no_problem():
    assert found(GOOD, SINCE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SELECT ?e ?first WHERE", "SELECT * WHERE", "`SELECT *` hides"),
        ("?e dip:earliest", "{ SELECT * { ?x dip:post ?y } } ?e dip:earliest", "`SELECT *` hides"),
        ("dip:earliest ?first", "foaf:name ?first", "its prefix is not declared"),
        ("  ?e dip:earliest", "  #: ?e dip:place param:since()\n  ?e dip:earliest", "the query can't be read at line"),
        ("PREFIX dip", "PREFIX x: <http://example.org/>\nPREFIX dip", "the prefix 'x:' is declared and not used"),
        ("PREFIX dip", "PREFIX x: <http://example.org/>\nPREFIX dip", "the prefix 'x:' is none of the project's"),
        ("/ontology#>", "/ontologie#>", "the prefix 'dip:' stands for <https://w3id.org/diplomacy-kg/ontologie#>"),
        ("param:since() AS", "param:until() AS", "the parameter 'until' is used and not declared"),
        ("param:since() AS", "param:until() AS", "the parameter 'since' is declared and not used"),
        (" ORDER BY ?first ?e", "", "there is no ORDER BY"),
        (" ORDER BY ?first ?e", " ORDER BY ?first", "ORDER BY does not name e"),
        ("?e dip:earliest", "{ SELECT ?x { ?x dip:post ?y } ORDER BY ?x ?e ?first } ?e dip:earliest", None),
        ("SELECT ?e ?first WHERE", "ASK", "a stored query is a SELECT"),
        (
            "?last >= ?since",
            "?shown >= ?since) ?e dip:edtf ?shown FILTER(true",
            "?shown is for display and is compared",
        ),
        ("?last >= ?since", '?s < "2031") ?e dip:dating/dip:dateExpression ?s FILTER(true', "?s is for display"),
        ("?last >= ?since", "?when >= ?since) ?e dip:level ?when FILTER(true", "?when is compared with a day"),
        ("?last >= ?since", "?since < ?nobody", "?nobody is compared with a day"),
        ("?e dip:earliest", "?e dip:place/dip:inState ?x ; dip:earliest", "the node between has no name"),
        ("  ?e dip:earliest", "  #: ?e dip:place/dip:inState param:since() .\n  ?e dip:earliest", "the node between"),
        ("?e dip:earliest", "?e (dip:place/dip:inState)+ ?x ; dip:earliest", None),
        ("ORDER BY ?first ?e", "GROUP BY ?nothing", "can't be read"),
        ("?e dip:earliest", "BIND(1 AS ?since) ?e dip:earliest", "can't be read"),
        ("?e dip:earliest", "SERVICE <x:y> { ?e ?p ?o } ?e dip:earliest", "SERVICE would ask another server"),
        ("?e dip:earliest", "?e dip:earliest ?.", "can't be read"),
    ],
    ids=range(24),
)
def test_each_rule_has_been_seen_to_fail(old, new, message):
    assert old in GOOD
    problems = found(GOOD.replace(old, new, 1), SINCE)
    assert (problems == []) if message is None else any(message in problem for problem in problems), problems


def test_the_order_of_a_subselect_orders_nothing():
    ordered = "{ SELECT ?e { ?e dip:post ?y } ORDER BY ?e } ?e dip:earliest"
    text = GOOD.replace(" ORDER BY ?first ?e", "").replace("?e dip:earliest", ordered)
    assert any("there is no ORDER BY" in problem for problem in found(text, SINCE))


@pytest.mark.parametrize("bound", ["earliest", "latest", "attestedOn"])
def test_days_may_be_compared_with_the_least_of_bounds(bound):
    text = f"""{PREFIXES}SELECT ?t WHERE {{
      BIND(param:since() AS ?since)
      {{ SELECT ?t (MIN(?day) AS ?first) WHERE {{ ?t dip:{bound} ?day }} GROUP BY ?t }}
      FILTER(?first <= ?since)
    }} ORDER BY ?t"""
    assert found(text, SINCE) == []
    assert any("?first is compared" in problem for problem in found(text.replace(bound, "level"), SINCE))


CONCAT = """PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
SELECT ?e (GROUP_CONCAT(?r; separator="; ") AS ?all) WHERE { %s } GROUP BY ?e ORDER BY ?e ?all"""


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ("SELECT DISTINCT ?e ?r WHERE { ?e dip:role ?r } ORDER BY ?e ?r", True),
        ("{ SELECT DISTINCT ?e ?r WHERE { ?e dip:role ?r } ORDER BY ?e ?r }", True),
        ("SELECT DISTINCT ?e ?r WHERE { ?e dip:role ?r }", False),
        ("?e dip:role ?r", False),
        ("{ SELECT DISTINCT ?e ?r WHERE { ?e dip:role ?r } ORDER BY ?e ?r } ?e dip:post ?x", False),
    ],
)
def test_values_are_ordered_before_they_are_joined(values, good):
    assert (found(CONCAT % values) == []) is good


def test_oxigraph_keeps_the_order_of_a_subselect_in_group_concat():
    """SPARQL does not promise it; so much rests on it that it is tried with many values in any order."""
    values = [f"{i:03}" for i in range(300)]
    random.Random(1).shuffle(values)
    store = Store()
    triples = " ".join(f'<x:{i % 7}> <x:p> "{value}" .' for i, value in enumerate(values))
    store.update(f"INSERT DATA {{ {triples} }}")
    text = """SELECT ?s (GROUP_CONCAT(?v; separator=" ") AS ?all) WHERE {
      SELECT DISTINCT ?s ?v WHERE { ?s <x:p> ?v } ORDER BY ?s ?v } GROUP BY ?s"""
    found = [row["all"].value.split() for row in store.query(text)]
    assert len(found) == 7
    assert all(joined == sorted(joined) for joined in found)


@pytest.mark.parametrize("columns", ["?message ?focus", "?focus", "?focus ?other ?message"])
def test_a_check_has_the_columns_of_a_finding(columns):
    text = f"SELECT {columns} WHERE {{ ?focus ?other ?message }} ORDER BY {columns}"
    rule = CheckHeader("DK899", "s", "w", "e", "m")
    assert any("begin with focus" in problem for problem in check_problems(Check(rule, Query("c", text))))


def blocks(text):
    """Yield each group that opens with a comment: the comment, and the group without its indentation."""
    lines = text.splitlines()
    for i, line in enumerate(lines):
        opening = re.match(r"( *)(OPTIONAL )?\{ # (.*)$", line)
        if opening:
            end = next(j for j in range(i + 1, len(lines)) if lines[j].startswith(opening[1] + "}"))
            body = [line.replace(opening[2] or "", "", 1), *lines[i + 1 : end + 1]]
            yield opening[3], dedent("\n".join(body))


def test_groups_that_bear_the_same_comment_are_the_same():
    """SPARQL has no way to share them, so that a change to one must be made to all."""
    variants = defaultdict(set)
    for query in STORED:
        for comment, block in blocks(query.text):
            variants[comment].add(block)
    assert len(variants) > 10
    assert {comment: len(found) for comment, found in variants.items() if len(found) > 1} == {}
