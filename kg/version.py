"""The version of the package; that of the ontology stands in its header."""

__version__ = "0.1.0"
