"""What runs in the process that answers queries and may be killed: `python -m kg.sandbox STORE`.

It imports pyoxigraph and the standard library only, so that it starts in a tenth of a second. `kg.queries.worker`
starts it, asks it and ends it.
"""
