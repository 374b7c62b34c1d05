"""Print seconds per 1,000 articles, at 1,000 and 10,000 of them: `python -m tests.benchmarks.identity`."""

import argparse
import gc
import time

from rich.console import Console

from kg.identity import decide
from tests.benchmarks.corpus import make


def seconds_per_thousand(articles: int, seed: int = 1) -> float:
    """Return how long decisions take on a world of so many articles, per 1,000 of them."""
    corpus = make(seed, articles)
    gc.collect()
    started = time.perf_counter()
    decisions = decide(corpus.annotations, corpus.entries)
    for telling in corpus.truth.tellings:  # bounds are found when they are asked for
        decisions.timeline.bounds(decisions.events.merged.leader(telling))
    return (time.perf_counter() - started) * 1000 / articles


def main() -> None:
    """Measure twice and print, with the ratio: 1.0 is time in proportion."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.identity", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(1000, 10000), metavar=("SMALL", "LARGE"))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    console = Console(soft_wrap=True)
    found = []
    for size in given.sizes:
        found.append(seconds_per_thousand(size, given.seed))
        console.print(f"{size:6} articles: {found[-1]:.2f} s per 1,000")
    console.print(f"ratio: {found[1] / found[0]:.2f}")


if __name__ == "__main__":
    main()
