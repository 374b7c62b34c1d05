"""Validate with pyshifty: GRAPH.nt SHAPES.ttl REPORT.nt."""

import sys
from pathlib import Path


def main(data: Path, shapes: Path, out: Path) -> None:
    """Write the report."""
    import shifty  # only the environment of this engine has it

    _, report, _ = shifty.validate(data, shapes, infer=False, graph_mode="data", on_unsupported="error")
    report.serialize(out, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
