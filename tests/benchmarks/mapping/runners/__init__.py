"""Programs that map with one tool each, each to be run by the Python that has it."""
