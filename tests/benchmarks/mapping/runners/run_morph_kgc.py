"""Map with morph-kgc: FOLDER OUT.nt."""

import os
import runpy
import sys
from pathlib import Path

CONFIGURATION = """[CONFIGURATION]
output_file = {out}
output_format = N-TRIPLES
safe_percent_encoding = /
logging_level = WARNING
[articles]
mappings = {mapping}
"""
"""A slash stays one in what a template takes in: keys are paths."""


def main(folder: Path, out: Path) -> None:
    """Write the triples of all tables."""
    mapping = Path(__file__).parent.parent / "mapping.rml.ttl"
    (folder / "morph-kgc.ini").write_text(CONFIGURATION.format(out=out.resolve(), mapping=mapping), encoding="utf-8")
    os.chdir(folder)
    sys.argv = ["morph_kgc", "morph-kgc.ini"]
    runpy.run_module("morph_kgc", run_name="__main__")  # only the environment of this tool has it


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
