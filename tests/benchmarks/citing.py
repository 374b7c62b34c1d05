"""Print how much longer an answer takes with its citations: `python -m tests.benchmarks.citing`."""

import argparse
import io
import statistics
import time
from collections.abc import Callable

from pyoxigraph import RdfFormat, Store
from rich.console import Console
from rich.table import Table

from kg.citing import CitedAnswer
from kg.identity import decide
from kg.mapping.corpus import map_corpus
from kg.namespaces import DATA_IRI
from kg.queries import free, run
from kg.sources.read import Source
from tests.benchmarks.corpus import make

QUERIES = {
    "meetings by day": "SELECT ?e ?day { ?e a dip:Meeting ; dip:earliest ?day } ORDER BY ?day ?e LIMIT 50",
    "who took part": """SELECT ?e ?name { ?e dip:participation ?p . ?p dip:participant ?who . ?who skos:prefLabel ?name
        FILTER(CONTAINS(?name, "Lindström")) }""",
    "calls of a month": """SELECT ?e { ?e a dip:PhoneCall ; dip:earliest ?d
        FILTER(?d >= "2031-05-01"^^xsd:date && ?d <= "2031-05-31"^^xsd:date) }""",
    "contacts per state": """SELECT ?side (COUNT(DISTINCT ?e) AS ?n) { ?e dip:participation/dip:side ?side }
        GROUP BY ?side ORDER BY DESC(?n) ?side LIMIT 5""",
    "without a place": "SELECT ?e { ?e a dip:Visit MINUS { ?e dip:place ?p } }",
    "with a place, if given": """SELECT ?e ?place { ?e a dip:Meeting ; dip:earliest "2031-05-05"^^xsd:date
        OPTIONAL { ?e dip:place ?place } }""",
    "parts of a visit": "SELECT ?v ?part { ?v a dip:Visit ; sem:hasSubEvent+ ?part } ORDER BY ?v ?part LIMIT 50",
    "two sides": """SELECT DISTINCT ?a ?b { ?e dip:participation ?p, ?q . ?p dip:side ?a . ?q dip:side ?b
        FILTER(STR(?a) < STR(?b)) } ORDER BY ?a ?b LIMIT 20""",
    "meeting or call": """SELECT ?e { { ?e a dip:Meeting } UNION { ?e a dip:PhoneCall }
        ?e dip:earliest "2031-06-10"^^xsd:date }""",
    "did they ever": "ASK { ?e a dip:Signing ; dip:participation/dip:role ?r }",
}


def store_of(articles: int, seed: int = 1) -> tuple[Store, int]:
    """Return the graph of a generated corpus, its default graph the union, and how many facts it has."""
    corpus = make(seed, articles)
    decisions = decide(corpus.annotations, corpus.entries)
    told = {a.article.id: Source(a, f"sources/{a.article.id}.yaml") for a in decisions.annotations}
    names = {a.annotator: a.annotator for a in decisions.annotations}
    quads = [quad for section in map_corpus(told, decisions, annotators=names) for quad in section.quads]
    store = Store()
    lines = "".join(f"{q.subject} {q.predicate} {q.object} {q.graph} .\n" for q in quads)
    triples = "".join(sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in quads}))
    store.bulk_load(io.BytesIO(lines.encode()), format=RdfFormat.N_QUADS)
    store.bulk_load(io.BytesIO(triples.encode()), format=RdfFormat.N_TRIPLES)
    return store, len({quad.graph for quad in quads})


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the shortest of several runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def main() -> None:
    """Measure each query plain, with its witnesses, and with its notes; print times and their ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.citing", description=__doc__)
    parser.add_argument("--articles", type=int, default=1400)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    store, facts = store_of(given.articles)
    table = Table("query", "rows", "plain, ms", "cited, ms", "ratio", "with notes, ms")
    ratios, cost = [], []
    for name, text in QUERIES.items():
        query = free(text)
        rows = len(run(store, query).rows)
        plain = seconds(lambda query=query: run(store, query), given.times)
        cited = seconds(lambda query=query: CitedAnswer(query, store, DATA_IRI).cited, given.times)
        noted = seconds(lambda query=query: CitedAnswer(query, store, DATA_IRI).noted, 1)
        assert CitedAnswer(query, store, DATA_IRI).refused == ""
        ratios.append(cited / plain)
        cost.append(cited - plain)
        shown = [f"{value * 1000:.1f}" for value in (plain, cited)]
        table.add_row(name, str(rows), *shown, f"{cited / plain:.1f}", f"{noted * 1000:.1f}")
    console = Console(soft_wrap=True)
    console.print(f"{facts:,} facts, {len(store):,} quads in the store")
    console.print(table)
    median, worst = statistics.median(ratios), max(ratios)
    console.print(f"median ratio {median:.1f}, worst {worst:.1f}; worst cost {max(cost) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
