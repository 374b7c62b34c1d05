"""Patterns in another order give the same answers."""

from itertools import pairwise

import pytest
import rdflib
from rdflib.plugins.sparql.algebra import pprintAlgebra
from rdflib.term import Variable

from kg.namespaces import PREFIXES
from kg.validation.prepared import PreparedDataset
from kg.validation.terms import to_dataset
from tests.validation.world import quad, term

NAMES = [f"id:event/g/{n}" for n in range(6)]


def data() -> rdflib.Dataset:
    """Six events, of which some have a status, some a participation, and each but the last a follower."""
    quads = [quad(name, "a", "dip:Meeting", f"id:fact/{name[-1]}") for name in NAMES]
    quads += [quad(name, "dip:status", "scheme:status/happened", "id:fact/s") for name in NAMES[::2]]
    quads += [quad(a, "time:before", b, "id:fact/t") for a, b in pairwise(NAMES)]
    for n, name in enumerate(NAMES[1:5]):
        quads.append(quad(name, "dip:participation", f"id:participation/{n}", f"id:fact/p{n}"))
        quads.append(quad(f"id:participation/{n}", "dip:participant", f"id:person/{n % 2}", f"id:fact/p{n}"))
        quads.append(quad(f"id:participation/{n}", "dip:namedAs", f"Person {n}", f"id:fact/p{n}"))
    return to_dataset(quads)


QUERIES = {
    "a group": """$this dip:participation ?p . ?p dip:participant ?who .
        ?other dip:participation/dip:participant ?who . FILTER (?other != $this)""",
    "a class last": "?p a dip:Meeting . $this time:before ?p",
    "optional": "$this a dip:Meeting . OPTIONAL { $this dip:status ?s . ?x dip:status ?s . ?x time:before ?y }",
    "optional with a filter": """$this a dip:Meeting .
        OPTIONAL { ?x dip:status ?s . $this time:before ?x FILTER (?x != $this) }""",
    "not exists": "$this a dip:Meeting . FILTER NOT EXISTS { ?p dip:namedAs ?n . $this dip:participation ?p }",
    "exists of the outer": "$this time:before ?next . FILTER EXISTS { ?next dip:status ?s . ?any dip:status ?s }",
    "minus": "$this time:before ?next . MINUS { ?any dip:status ?s . ?next dip:status ?s }",
    "union": "{ ?x a dip:Meeting . $this time:before ?x } UNION { ?x a dip:Meeting . ?x time:before $this }",
    "paths": "?end a dip:Meeting . $this time:before+ ?end . ?end dip:status ?s",
    "graph": "GRAPH ?g { ?p dip:namedAs ?n . ?e dip:participation ?p } $this dip:participation ?p",
    "bind": "?x a dip:Meeting . $this time:before ?x . BIND (STR(?x) AS ?name) FILTER (CONTAINS(?name, 'event'))",
    "values": "VALUES ?x { <https://w3id.org/diplomacy-kg/id/event/g/3> } ?y a dip:Meeting . $this time:before ?x",
    "a subquery": """{ SELECT $this (COUNT(?y) AS ?n)
        WHERE { ?y a dip:Meeting . $this time:before+ ?y } GROUP BY $this }""",
}
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated")  # rdflib's own call, for the plain dataset
@pytest.mark.parametrize("where", QUERIES.values(), ids=QUERIES)
def test_answers_are_those_of_a_plain_dataset(where: str) -> None:
    plain = data()
    prepared = PreparedDataset(plain)
    text = f"{PROLOGUE} SELECT * WHERE {{ {where} }}"
    answers = 0
    for name in NAMES:
        bindings = {"this": rdflib.URIRef(term(name)[1:-1])}
        expected = sorted(str(sorted(row.asdict().items())) for row in plain.query(text, initBindings=bindings))
        assert (
            sorted(str(sorted(row.asdict().items())) for row in prepared.query(text, initBindings=bindings)) == expected
        )
        answers += len(expected)
    assert answers, "the query must find something, or it tells nothing"


def test_what_the_caller_binds_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    prepared = PreparedDataset(data())
    prepared.query(
        f"{PROLOGUE} SELECT * WHERE {{ {QUERIES['a class last']} }}", initBindings={"this": rdflib.URIRef("urn:x")}
    )
    (query,) = prepared._prepared.values()
    pprintAlgebra(query)
    triples = next(line for line in capsys.readouterr().out.splitlines() if "triples =" in line)
    assert triples.index(repr(Variable("this"))) < triples.index("Meeting")


def test_another_binding_is_another_order() -> None:
    prepared = PreparedDataset(data())
    text = f"{PROLOGUE} SELECT * WHERE {{ {QUERIES['paths']} }}"
    prepared.query(text, initBindings={"this": rdflib.URIRef("urn:x")})
    prepared.query(text, initBindings={"end": rdflib.URIRef("urn:x")})
    prepared.query(text, initBindings={"end": rdflib.URIRef("urn:y")})
    assert len(prepared._prepared) == 2
