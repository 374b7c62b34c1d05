"""The gate: shapes and checks on the graph, each result traced to the line of the annotation, and the reports."""
