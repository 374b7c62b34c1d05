"""Programs that validate with one engine each, each to be run by the Python that has it."""
