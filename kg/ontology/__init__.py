"""The ontology itself: checked as OWL 2 DL and against its style, and shown as a page."""
