"""Terms of the vocabularies. One that is not listed here can't be used."""

from rdflib import Namespace
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    XSD,
    DefinedNamespace,
)
from rdflib.term import URIRef

from kg.prefixes import DATA_IRI, DIP_IRI, HOME, PREFIXES, SCHEME_IRI, SHAPES_IRI, WIKIDATA

__all__ = [
    "DATA_IRI",
    "DC11",
    "DCTERMS",
    "DIP",
    "DIP_IRI",
    "FOAF",
    "HOME",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEME_IRI",
    "SDO",
    "SEM",
    "SH",
    "SHAPES_IRI",
    "SKOS",
    "TIME",
    "WGS",
    "WIKIDATA",
    "XSD",
]


class DIP(DefinedNamespace):
    """The diplomacy ontology."""

    _NS = Namespace(DIP_IRI)
    _fail = True

    # classes
    Actor: URIRef
    Appointment: URIRef
    Article: URIRef
    Conference: URIRef
    Contact: URIRef
    Correspondence: URIRef
    Dating: URIRef
    Delegation: URIRef
    Document: URIRef
    Event: URIRef
    Fact: URIRef
    Invitation: URIRef
    Meeting: URIRef
    Negotiation: URIRef
    Organization: URIRef
    Participation: URIRef
    Passage: URIRef
    Person: URIRef
    PhoneCall: URIRef
    Place: URIRef
    Post: URIRef
    PressStatement: URIRef
    Resolution: URIRef
    Signing: URIRef
    State: URIRef
    Statement: URIRef
    Tenure: URIRef
    Topic: URIRef
    Visit: URIRef

    # properties
    aboutEvent: URIRef
    accompanies: URIRef
    accreditedTo: URIRef
    attestedOn: URIRef
    attributedTo: URIRef
    because: URIRef
    characters: URIRef
    concludes: URIRef
    dateAnchor: URIRef
    dateExpression: URIRef
    dateRule: URIRef
    decisionRule: URIRef
    dating: URIRef
    directSpeech: URIRef
    earliest: URIRef
    edtf: URIRef
    framework: URIRef
    fulfils: URIRef
    gist: URIRef
    inCapacity: URIRef
    inState: URIRef
    isoCode: URIRef
    latest: URIRef
    level: URIRef
    mappingRule: URIRef
    margin: URIRef
    namedAs: URIRef
    onBehalfOf: URIRef
    origin: URIRef
    partOfDay: URIRef
    participant: URIRef
    participation: URIRef
    place: URIRef
    pointer: URIRef
    post: URIRef
    rejected: URIRef
    representsState: URIRef
    resolvedTo: URIRef
    role: URIRef
    side: URIRef
    status: URIRef
    tenureStatus: URIRef
    textHash: URIRef
    topic: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model, as far as it is used."""

    _NS = Namespace(PREFIXES["sem"])
    _fail = True

    Actor: URIRef
    Event: URIRef
    Place: URIRef
    Role: URIRef
    hasSubEvent: URIRef


class OA(DefinedNamespace):
    """Web Annotation, as far as it is used."""

    _NS = Namespace(PREFIXES["oa"])
    _fail = True

    SpecificResource: URIRef
    end: URIRef
    hasSource: URIRef
    start: URIRef


class WGS(DefinedNamespace):
    """WGS84 coordinates, in decimal degrees."""

    _NS = Namespace(PREFIXES["wgs"])
    _fail = True

    lat: URIRef
    long: URIRef


class DC11(DefinedNamespace):
    """Dublin Core 1.1, for a publisher of whom only the name is known."""

    _NS = Namespace(PREFIXES["dc"])
    _fail = True

    publisher: URIRef
