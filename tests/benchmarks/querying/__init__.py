"""Stored queries of the same build, ours against rdflib, and what a fresh process takes to open it and answer one.

Each engine is one process that has the graph, and both are asked in turn. rdflib holds the named graphs in memory with
their union as default graph; loading it is shown apart, and a query is stopped at the limit.
"""
