"""Validation: a graph with faults of known number, and what each engine makes of it."""
