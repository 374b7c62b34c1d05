"""Validate with pySHACL: GRAPH.nt SHAPES.ttl REPORT.nt."""

import sys

sys.path.pop(0)  # this file has the name of the package

import pyshacl
import rdflib

data, shapes, out = sys.argv[1:]
graph = rdflib.Graph().parse(data, format="nt")
_, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(shapes, format="turtle"), inplace=True)
report.serialize(out, format="nt", encoding="utf-8")
