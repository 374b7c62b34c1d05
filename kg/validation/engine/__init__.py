"""A SHACL engine that works on sets: shapes are compiled once, and each constraint looks at all nodes at once.

It knows SHACL Core and SPARQL-based constraints (W3C Recommendation, 20 July 2017). `terms` and `columns` hold the
graph, `shapes` the plan, `components` one function for each constraint component, `run` evaluates them. `candidates`
tells which nodes can have a solution of a query and `relevant` what of the graph bears on it; `queries` asks Oxigraph
about these alone. A shape that uses anything else is run by pySHACL, and named with the reason.
"""

from kg.validation.engine.validate import Report, validate

__all__ = ["Report", "validate"]
