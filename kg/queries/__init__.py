"""Stored queries and those that a user writes, asked of a build."""

from kg.queries.answer import Answer
from kg.queries.formats import render
from kg.queries.run import run
from kg.queries.stored import Parameter, Query, find, free, queries

__all__ = ["Answer", "Parameter", "Query", "find", "free", "queries", "render", "run"]
