"""Validate with pyshifty: GRAPH.nt SHAPES.ttl REPORT.nt."""

import sys
from pathlib import Path

import shifty

data, shapes, out = map(Path, sys.argv[1:])
_, report, _ = shifty.validate(data, shapes, infer=False, graph_mode="data", on_unsupported="error")
report.serialize(out, format="nt", encoding="utf-8")
