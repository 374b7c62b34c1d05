"""A knowledge-graph builder for diplomacy: annotated articles in, a graph that can be cited out."""

__version__ = "0.1.0"
