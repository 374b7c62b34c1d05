"""The only place where an IRI prefix of ours is written. Plain text, so that what answers a query starts at once."""

HOME = "https://w3id.org/diplomacy-kg"
DIP_IRI = f"{HOME}/ontology#"
SCHEME_IRI = f"{HOME}/scheme/"
SHAPES_IRI = f"{HOME}/shapes#"
DATA_IRI = f"{HOME}/id/"
"""The default base of data; a project may set another."""
WIKIDATA = "http://www.wikidata.org/entity/"

PREFIXES: dict[str, str] = {
    "dip": DIP_IRI,
    "scheme": SCHEME_IRI,
    "dips": SHAPES_IRI,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": WIKIDATA,
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of every query, export and report; `id:` is added for the project's own base."""
