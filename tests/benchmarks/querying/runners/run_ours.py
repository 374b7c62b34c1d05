"""Answer queries from stdin with the project's own store: BUILD LIMIT (which it does not keep)."""

import json
import sys
import time
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import queries
from kg.queries.answer import Term
from kg.store import open_build

TEXT = "http://www.w3.org/2001/XMLSchema#string"


def main(folder: Path) -> None:
    """Open the build, and answer until stdin ends."""
    began = time.process_time()
    build = open_build(folder)
    store = build.store()
    _tell({"seconds": time.process_time() - began})
    for line in sys.stdin:
        path = Path(json.loads(line)["query"])
        began = time.process_time()
        answer = queries.run(store, queries.find(path.parent, path.stem), {}, build.base)
        taken = time.process_time() - began
        rows = [[_plain(term) for term in row] for row in answer.terms]
        _tell({"seconds": taken, "rows": rows})


def _tell(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _plain(term: Term | None) -> list[str] | None:
    if isinstance(term, NamedNode):
        return [term.value, "iri"]
    if isinstance(term, Literal):
        kind = term.language or term.datatype.value
        return [term.value, "" if kind == TEXT else kind]
    assert term is None  # a build has no blank nodes, and no triples as terms
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
