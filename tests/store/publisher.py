"""Publishes one build after another until it is killed: `python -m tests.store.publisher FOLDER`."""

import itertools
import sys
from pathlib import Path

from kg.store import digest
from tests.store.sample import ARTICLE, another, published, sample


def main(folder: Path) -> None:
    """Publish builds in turn, so that some are new, some used again and some cleared away; say so after each."""
    builds = [sample(articles=[ARTICLE, *(another(f"herald-{i}") for i in range(n))]) for n in range(4)]
    for turn in itertools.count():
        sys.stdout.write("next\n")
        sys.stdout.flush()
        published(folder, builds[turn % 4], inputs={f"{turn % 5}.yaml": digest(b"")})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
