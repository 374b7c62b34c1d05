"""Articles with a known truth, and what the project makes of them. `python -m tests.benchmarks.quality`."""
