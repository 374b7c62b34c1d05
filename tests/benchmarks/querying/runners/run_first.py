"""Open a build and answer one stored query, in a process that has done nothing before: BUILD QUERY.rq NAME=VALUE …"""

import sys
from pathlib import Path

from kg.queries.run import run
from kg.queries.stored import read
from kg.store.build import open_build


def main(folder: str, query: str, *values: str) -> None:
    """Write how many rows it has."""
    build, given = open_build(Path(folder)), dict(value.split("=", 1) for value in values)
    sys.stdout.write(f"{len(run(build.store(), read(Path(query)), given, build.base).terms)} rows\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
