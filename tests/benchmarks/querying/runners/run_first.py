"""Open a build and answer one stored query, in a process that has done nothing before: BUILD QUERY.rq."""

import sys
from pathlib import Path

from kg.queries.run import run
from kg.queries.stored import read
from kg.store.build import open_build


def main(folder: Path, query: Path) -> None:
    """Write how many rows it has."""
    build = open_build(folder)
    sys.stdout.write(f"{len(run(build.store(), read(query), {}, build.base).terms)} rows\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
