"""Answer queries from stdin with rdflib: BUILD LIMIT (wall seconds for each query)."""

import json
import signal
import sys
import time
from pathlib import Path

import rdflib
from rdflib.plugins.sparql.operators import register_custom_function
from rdflib.plugins.sparql.sparql import SPARQLError

PARAMETERS = "https://w3id.org/diplomacy-kg/parameter#"
TEXT = "http://www.w3.org/2001/XMLSchema#string"
CLOCK = {"running": False}


class Expired(BaseException):
    """The time is over. No clause that catches exceptions takes it for one of the query's."""


def main(folder: Path, limit: float) -> None:
    """Load the graph, and answer until stdin ends."""
    rdflib.NORMALIZE_LITERALS = False
    signal.signal(signal.SIGALRM, expire)
    began = time.process_time()
    if (folder / "current").is_file():
        folder /= (folder / "current").read_text(encoding="ascii").strip()
    dataset = rdflib.Dataset(default_union=True)
    for part in sorted((folder / "graph").iterdir()):
        dataset.parse(part, format="nquads")
    tell({"seconds": time.process_time() - began})
    for line in sys.stdin:
        tell(answer(dataset, limit, **json.loads(line)))


def tell(value):
    """Write a value as a line."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def answer(dataset, limit, query, parameters):
    """Return seconds and rows, or no seconds where the query was stopped."""
    for name, value in parameters.items():
        register_custom_function(rdflib.URIRef(PARAMETERS + name), constant(value), override=True, raw=True)
    text, began = Path(query).read_text(encoding="utf-8"), time.process_time()
    try:
        try:
            CLOCK.update(running=True)
            signal.setitimer(signal.ITIMER_REAL, limit, 1.0)  # again and again: rdflib swallows what is raised here
            found = list(dataset.query(text))
        finally:
            CLOCK.update(running=False)
    except Expired:  # from within the query, or from just before the clock stood
        CLOCK.update(running=False)
        return {"seconds": None}
    taken = time.process_time() - began
    return {"seconds": taken, "rows": [[plain(term) for term in row] for row in found]}


def constant(value):
    """Return the function that gives the value of a parameter, or nothing for one that is left out."""

    def give(call, context):  # raw: else it is given an argument even where the query has none
        if value is None:
            raise SPARQLError("no value")
        return rdflib.Literal(value[0], datatype=value[1] and rdflib.URIRef(value[1]))

    return give


def expire(number, frame):
    """End the query that is running."""
    if CLOCK["running"]:
        raise Expired


def plain(term):
    """Return a term as JSON."""
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return [str(term), "iri"]
    kind = term.language or str(term.datatype or "")
    return [str(term), "" if kind == TEXT else kind]


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
