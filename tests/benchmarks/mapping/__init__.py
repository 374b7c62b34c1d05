"""Mapping of the same articles, ours against tools that map JSON by templates.

The other tools get flat JSON in which all is decided, and write the same triples, each of which ours are to contain.
Ours writes quads: each statement in the graph of its fact, with its provenance, and what was decided and why. So the
ratio is of CPU seconds for each statement written, to those that ours takes to read and map; deciding stands apart.
"""
