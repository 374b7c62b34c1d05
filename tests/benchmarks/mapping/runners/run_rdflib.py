"""Map with rdflib: FOLDER OUT.nt."""

import json
import sys
from pathlib import Path

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

ID = "https://w3id.org/diplomacy-kg/id/"
SCHEME = "https://w3id.org/diplomacy-kg/scheme/"
DIP = Namespace("https://w3id.org/diplomacy-kg/ontology#")
DC11 = Namespace("http://purl.org/dc/elements/1.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")


def main(folder: Path, out: Path) -> None:
    """Write the triples of all tables."""
    graph = Graph()
    for table, mapped in MAPPED.items():
        for row in json.loads((folder / f"{table}.json").read_text(encoding="utf-8")):
            for triple in mapped(row):
                if triple[2] is not None:
                    graph.add(triple)
    graph.serialize(out, format="nt", encoding="utf-8")


def iri(path):
    return None if path is None else URIRef(ID + path)


def concept(path):
    return URIRef(SCHEME + path)


def text(value, datatype=None):
    return None if value is None else Literal(value, datatype=datatype)


def articles(row):
    node = iri(f"article/{row['article']}")
    yield node, RDF.type, DIP.Article
    yield node, DIP.textHash, text(row["hash"])
    yield node, DIP.characters, text(row["characters"], XSD.integer)
    yield node, DCTERMS.language, text(row["language"])
    yield node, DCTERMS.title, text(row["title"])
    yield node, DC11.publisher, text(row["publisher"])
    yield node, DCTERMS.source, text(row["agency"])
    yield node, DCTERMS.issued, text(row["published"], XSD.date)
    yield node, DIP.pointer, text(row["pointer"])


def facts(row):
    node, article = iri(f"fact/{row['fact']}"), iri(f"article/{row['article']}")
    passage = URIRef(f"{article}#char={row['start']},{row['end']}")
    yield node, RDF.type, DIP.Fact
    yield node, DIP.mappingRule, text(row["rule"])
    yield node, PROV.wasDerivedFrom, passage
    yield node, PROV.wasAttributedTo, iri(f"annotator/{row['annotator']}")
    yield node, DIP.pointer, text(row["pointer"])
    yield node, DIP.attributedTo, iri(row["said_by"])
    yield node, PROV.hadPrimarySource, iri(row["said_in"] and f"document/{row['said_in']}")
    yield passage, RDF.type, DIP.Passage
    yield passage, OA.hasSource, article
    yield passage, OA.start, text(row["start"], XSD.integer)
    yield passage, OA.end, text(row["end"], XSD.integer)
    yield passage, DIP.namedAs, text(row["words"])


def events(row):
    node = iri(f"event/{row['event']}")
    yield node, RDF.type, DIP[row["class"]]
    yield node, DIP.status, concept(f"status/{row['status']}")
    yield node, DIP.place, iri(row["place"])


def topics(row):
    yield iri(f"event/{row['event']}"), DIP.topic, iri(f"topic/{row['topic']}")


def parts(row):
    yield iri(f"event/{row['whole']}"), SEM.hasSubEvent, iri(f"event/{row['part']}")


def participations(row):
    node, actor = iri(f"participation/{row['participation']}"), iri(row["participant"])
    yield iri(f"event/{row['event']}"), DIP.participation, node
    yield node, RDF.type, DIP.Participation
    yield node, DIP.role, concept(f"role/{row['role']}")
    yield node, DIP.participant, actor
    yield node, DIP.namedAs, text(row["named_as"])
    yield node, DIP.onBehalfOf, iri(row["on_behalf_of"])
    if actor is not None:
        yield actor, RDF.type, DIP[row["class"]]


def capacities(row):
    node = iri(f"tenure/{row['tenure']}")
    yield iri(f"participation/{row['participation']}"), DIP.inCapacity, node
    yield node, RDF.type, DIP.Tenure
    yield node, ORG.member, iri(row["member"])
    yield node, DIP.post, iri(f"post/{row['post']}")
    yield node, DIP.tenureStatus, concept(f"tenure-status/{row['holding']}")


def datings(row):
    node = iri(f"dating/{row['dating']}")
    yield iri(row["owner"]), DIP.dating, node
    yield node, RDF.type, DIP.Dating
    yield node, DIP.dateExpression, text(row["says"])


def documents(row):
    node = iri(f"document/{row['document']}")
    yield node, RDF.type, DIP[row["class"]]
    yield node, DCTERMS.publisher, iri(row["publisher"])


MAPPED = {
    "articles": articles,
    "facts": facts,
    "events": events,
    "topics": topics,
    "parts": parts,
    "participations": participations,
    "capacities": capacities,
    "datings": datings,
    "documents": documents,
}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
