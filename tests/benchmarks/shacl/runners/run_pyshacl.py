"""Validate with pySHACL: GRAPH.nt SHAPES.ttl REPORT.nt."""

import sys


def main(data: str, shapes: str, out: str) -> None:
    """Write the report."""
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(shapes, format="turtle"), inplace=True)
    report.serialize(out, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
