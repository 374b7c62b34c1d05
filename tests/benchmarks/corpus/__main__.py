"""Write a generated corpus into a folder: `python -m tests.benchmarks.corpus FOLDER`."""

import argparse
import sys
from pathlib import Path

from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project


def main() -> None:
    """Read the arguments, generate, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--people", type=int, help="a quarter of the articles if not given")
    parser.add_argument("--events", type=int, help="one and a half times the articles if not given")
    given = parser.parse_args()
    write_project(make(given.seed, given.articles, given.people, given.events), given.folder)
    sys.stderr.write(f"written to {given.folder}; kg check --project {given.folder} --texts {given.folder / 'texts'}\n")


if __name__ == "__main__":
    main()
