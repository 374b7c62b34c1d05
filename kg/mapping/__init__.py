"""Annotated articles to facts, and facts to quads: pure generators without store, file or clock."""
