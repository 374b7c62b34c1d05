"""Validate with the project's engine: GRAPH.nt SHAPES.ttl REPORT.tsv."""

import sys
from pathlib import Path

import rdflib

from kg.validation.engine import validate
from kg.validation.terms import render


def main(data: Path, shapes: Path, out: Path) -> None:
    """Write the results, one in a line."""
    report = validate(data, rdflib.Graph().parse(shapes, format="turtle"))
    if report.left:
        sys.exit(f"left to pySHACL: {report.left}")
    with out.open("w", encoding="utf-8") as file:
        for r in report.results:
            value = render(r.value) if r.value is not None else ""
            row = (render(r.focus), r.path, value, str(r.component), str(r.shape), str(r.severity))
            file.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
