"""Programs that answer queries with one engine each, each to be run by the Python that has it.

One tells in a line of JSON that it is ready, and then answers each question with CPU seconds and rows. A question has
the path of a query and the values of its parameters, null where none is given. A term is its text, with its language,
its datatype or `iri`; one that is unbound is null.
"""
