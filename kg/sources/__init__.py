"""Annotated articles and the register: read, checked one by one, each mistake with its place."""
