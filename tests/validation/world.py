"""A small ontology, small shapes and small data, written with prefixes."""

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph

from kg.iris import literal
from kg.model import Quad
from kg.namespaces import DATA_IRI, PREFIXES
from kg.validation.shapes import Shapes, load_shapes

PREFIXED = {**PREFIXES, "id": DATA_IRI, "ex": "https://shapes.example/"}
TURTLE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXED.items())
PROVENANCE = "id:graph/provenance"

ONTOLOGY = """
dip:Event a owl:Class ; skos:prefLabel "event"@en .
dip:Contact a owl:Class ; rdfs:subClassOf dip:Event .
dip:Meeting a owl:Class ; rdfs:subClassOf dip:Contact .
dip:Person a owl:Class . dip:Fact a owl:Class . dip:Passage a owl:Class . dip:Article a owl:Class .
dip:Participation a owl:Class . dip:Resolution a owl:Class . dip:Dating a owl:Class .
dip:status a owl:ObjectProperty . dip:participation a owl:ObjectProperty . dip:participant a owl:ObjectProperty .
dip:role a owl:ObjectProperty . dip:dating a owl:ObjectProperty .
dip:earliest a owl:DatatypeProperty . dip:latest a owl:DatatypeProperty . dip:namedAs a owl:DatatypeProperty .
dip:pointer a owl:DatatypeProperty . dip:mappingRule a owl:DatatypeProperty .
dip:resolvedTo a owl:ObjectProperty .
prov:wasDerivedFrom a owl:ObjectProperty . prov:used a owl:ObjectProperty . prov:wasAttributedTo a owl:ObjectProperty .
prov:Agent a owl:Class .
oa:hasSource a owl:ObjectProperty . oa:start a owl:DatatypeProperty . oa:end a owl:DatatypeProperty .
skos:prefLabel a owl:AnnotationProperty . skos:altLabel a owl:AnnotationProperty . skos:Concept a owl:Class .
<https://w3id.org/diplomacy-kg/scheme/status/happened> a skos:Concept ; skos:prefLabel "happened"@en .
<https://w3id.org/diplomacy-kg/scheme/status/planned> a skos:Concept ; skos:prefLabel "planned"@en .
"""

DESCRIBED = """ sh:name "a name"@en ; sh:description "A reason."@en ; skos:example "an example" ; """

SHAPES = f'''
ex:prefixes sh:declare ex:prefix-dip .
ex:prefix-dip sh:prefix "dip" ; sh:namespace "https://w3id.org/diplomacy-kg/ontology#"^^xsd:anyURI .

ex:EventShape a sh:NodeShape ;
    sh:targetClass dip:Event ;
    sh:property ex:one-status .

ex:one-status a sh:PropertyShape ; skos:notation "DK440" ;
    sh:name "an event has one status"@en ;
    sh:description "Plans are told from deeds by it."@en ;
    sh:message "Give the event one status."@en ;
    skos:example "status: planned" ;
    sh:path dip:status ; sh:minCount 1 ; sh:maxCount 1 .

ex:in-order a sh:NodeShape ; skos:notation "DK445" ;{DESCRIBED}
    sh:targetClass dip:Event ;
    sh:sparql ex:in-order-query .

ex:in-order-query a sh:SPARQLConstraint ;
    sh:prefixes ex:prefixes ;
    sh:message "The event ends before {{?value}}, on which it begins."@en ;
    sh:select """SELECT $this (dip:earliest AS ?path) ?value
        WHERE {{ $this dip:earliest ?value ; dip:latest ?latest . FILTER (?latest < ?value) }}""" .
'''


def graph(turtle: str) -> Graph:
    return Graph().parse(data=TURTLE + turtle, format="turtle")


def shapes(folder: Path, turtle: str = SHAPES) -> Shapes:
    """Write shapes to a folder as the project does, and load them."""
    place = folder / "ontology" / "shapes"
    place.mkdir(parents=True, exist_ok=True)
    (place / "event.ttl").write_text(TURTLE + turtle, encoding="utf-8")
    return load_shapes(place)


def term(text: str) -> str:
    """Render a prefixed name; what is no prefixed name is a literal, or rendered already."""
    prefix, _, local = text.partition(":")
    if text == "a":
        return term("rdf:type")
    if prefix in PREFIXED and " " not in text:
        return f"<{PREFIXED[prefix]}{local}>"
    return text if text.startswith(("<", '"', "_:")) else literal(text)


def quad(subject: str, predicate: str, object_: str, graph_: str) -> Quad:
    return Quad(term(subject), term(predicate), term(object_), term(graph_))


def fact(name: str, pointer: str, *triples: tuple[str, str, str], span: tuple[int, int] | None = None) -> list[Quad]:
    """Return an annotated fact `{article}/{local}` with its provenance; without a span, a fact of the register."""
    iri, article = f"id:fact/{name}", f"id:article/{name.partition('/')[0]}"
    passage = f"{article}#char={span[0]},{span[1]}" if span else "id:document/register/people"
    found = [quad(*triple, iri) for triple in triples]
    found += [
        quad(iri, "a", "dip:Fact", PROVENANCE),
        quad(iri, "dip:pointer", pointer, PROVENANCE),
        quad(iri, "dip:mappingRule", "event" if span else "register", PROVENANCE),
        quad(iri, "prov:wasDerivedFrom", passage, PROVENANCE),
    ]
    if span:
        found += [
            quad(passage, "a", "dip:Passage", PROVENANCE),
            quad(passage, "oa:hasSource", article, PROVENANCE),
            quad(passage, "oa:start", f'"{span[0]}"^^<{PREFIXES["xsd"]}integer>', PROVENANCE),
            quad(passage, "oa:end", f'"{span[1]}"^^<{PREFIXES["xsd"]}integer>', PROVENANCE),
        ]
    return found


def derived(name: str, *triples: tuple[str, str, str], sources: Iterable[str] = ()) -> list[Quad]:
    """Return a derived fact: no pointer and no passage."""
    iri = f"id:fact/derived/{name}"
    found = [quad(*triple, iri) for triple in triples] + [quad(iri, "a", "dip:Fact", PROVENANCE)]
    return found + [quad(iri, "prov:wasDerivedFrom", f"id:fact/{source}", PROVENANCE) for source in sources]


LINES = {"/events/0": 14, "/events/0/status": 15, "/events/0/when": 16, "/events/0/participants/0": 20, "/events/1": 30}


def locate(pointer: str) -> tuple[int, int]:
    """Return the line of a pointer in the invented files; column 5."""
    inside = pointer.partition("#")[2]
    return (LINES.get(inside, int(inside.strip("/").partition("/")[0]) + 1 if inside.strip("/").isdigit() else 1), 5)
