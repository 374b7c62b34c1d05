"""diplomacy.ttl: Python and Turtle name the same terms, and what is declared is what the design asks for."""

from itertools import combinations

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF

from kg.namespaces import (
    DC11,
    DCTERMS,
    DIP,
    DIP_IRI,
    FOAF,
    OA,
    ORG,
    OWL,
    PROV,
    RDFS,
    SDO,
    SEM,
    SKOS,
    TIME,
    WGS,
    XSD,
)
from kg.ontology.check import ONTOLOGY_FILES
from kg.resources import ontology_dir
from kg.validation.terms import read_turtle

ONTOLOGY = URIRef(DIP_IRI.removesuffix("#"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
REUSED = {
    SEM.hasSubEvent: OWL.ObjectProperty,
    TIME.before: OWL.ObjectProperty,
    TIME.after: OWL.ObjectProperty,
    ORG.member: OWL.ObjectProperty,
    ORG.organization: OWL.ObjectProperty,
    ORG.postIn: OWL.ObjectProperty,
    OA.hasSource: OWL.ObjectProperty,
    OA.start: OWL.DatatypeProperty,
    OA.end: OWL.DatatypeProperty,
    PROV.wasDerivedFrom: OWL.ObjectProperty,
    PROV.wasAttributedTo: OWL.ObjectProperty,
    PROV.hadPrimarySource: OWL.ObjectProperty,
    PROV.used: OWL.ObjectProperty,
    PROV.wasAssociatedWith: OWL.ObjectProperty,
    PROV.Agent: OWL.Class,
    SKOS.prefLabel: OWL.AnnotationProperty,
    SKOS.altLabel: OWL.AnnotationProperty,
    SKOS.broader: OWL.ObjectProperty,
    SKOS.inScheme: OWL.ObjectProperty,
    SKOS.notation: OWL.DatatypeProperty,
    DCTERMS.title: OWL.AnnotationProperty,
    DCTERMS.issued: OWL.DatatypeProperty,
    DCTERMS.date: OWL.DatatypeProperty,
    DCTERMS.publisher: OWL.ObjectProperty,
    DC11.publisher: OWL.DatatypeProperty,
    SDO.url: OWL.ObjectProperty,
    SDO.sameAs: OWL.ObjectProperty,
    SDO.locationCreated: OWL.ObjectProperty,
    SDO.parentOrganization: OWL.ObjectProperty,
    WGS.lat: OWL.DatatypeProperty,
    WGS.long: OWL.DatatypeProperty,
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_turtle([ontology_dir() / "diplomacy.ttl"])


@pytest.fixture(scope="module")
def everything() -> Graph:
    return read_turtle([ontology_dir() / name for name in ONTOLOGY_FILES])


def under(graph: Graph, class_: URIRef) -> set[object]:
    return set(graph.transitive_subjects(RDFS.subClassOf, class_))


def test_python_and_turtle_name_the_same_terms(ontology: Graph) -> None:
    in_python = {name for name in DIP.__annotations__ if not name.startswith("_")}
    in_turtle = {str(s).removeprefix(DIP_IRI) for s in ontology.subjects() if str(s).startswith(DIP_IRI)}
    assert in_turtle == in_python


def test_the_header_names_version_and_licence(ontology: Graph) -> None:
    version = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert ontology.value(ONTOLOGY, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")


def test_changes_tell_of_the_version(ontology: Graph) -> None:
    changes = (ontology_dir() / "CHANGES.md").read_text(encoding="utf-8")
    assert f"## {ontology.value(ONTOLOGY, OWL.versionInfo)} " in changes


def test_no_blank_node_stands_in_any_file(everything: Graph) -> None:
    assert not [triple for triple in everything if any(isinstance(term, BNode) for term in triple)]


@pytest.mark.parametrize(("term", "kind"), REUSED.items(), ids=lambda t: str(t).rpartition("/")[2])
def test_a_reused_term_is_declared_and_its_use_told(ontology: Graph, term: URIRef, kind: URIRef) -> None:
    assert [k for k in KINDS if (term, RDF.type, k) in ontology] == [kind]
    assert ontology.value(term, SKOS.scopeNote)


def test_the_terms_of_other_vocabularies_exist_there(everything: Graph) -> None:
    terms = {term for triple in everything for term in triple if isinstance(term, URIRef)}
    for vocabulary in (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD):
        named = {term for term in terms if term.startswith(str(vocabulary))}
        assert {term for term in named if term not in vocabulary} == set()


def test_events_are_under_event_and_contacts_under_contact(ontology: Graph) -> None:
    assert under(ontology, DIP.Contact) == {DIP.Contact, DIP.Meeting, DIP.PhoneCall, DIP.Correspondence}
    assert under(ontology, DIP.Event) == under(ontology, DIP.Contact) | {
        DIP.Event,
        DIP.Visit,
        DIP.Invitation,
        DIP.Signing,
        DIP.Conference,
        DIP.Negotiation,
        DIP.Statement,
        DIP.Appointment,
    }


def test_actors_are_under_actor_and_a_state_is_an_organisation(ontology: Graph) -> None:
    assert under(ontology, DIP.Actor) == {DIP.Actor, DIP.Person, DIP.Organization, DIP.State, DIP.Delegation}
    assert under(ontology, DIP.Organization) == {DIP.Organization, DIP.State}


@pytest.mark.parametrize(
    "group",
    [
        (DIP.Person, DIP.Organization, DIP.Delegation),
        (DIP.Meeting, DIP.PhoneCall, DIP.Correspondence),
        (
            DIP.Event,
            DIP.Actor,
            DIP.Place,
            DIP.Document,
            DIP.Participation,
            DIP.Tenure,
            DIP.Post,
            DIP.Dating,
            DIP.Passage,
            DIP.Fact,
            DIP.Resolution,
            DIP.Topic,
        ),
    ],
    ids=["actors", "contacts", "kinds"],
)
def test_nothing_is_two_of_these(ontology: Graph, group: tuple[URIRef, ...]) -> None:
    for one, other in combinations(group, 2):
        assert ((one, OWL.disjointWith, other) in ontology) != ((other, OWL.disjointWith, one) in ontology), (
            one,
            other,
        )


def test_what_two_articles_may_tell_differently_is_not_functional(ontology: Graph) -> None:
    for term in (DIP.place, DIP.status, DIP.topic, DIP.dating, DIP.earliest, DIP.latest, DIP.edtf, DIP.attestedOn):
        assert (term, RDF.type, OWL.FunctionalProperty) not in ontology
    assert (DIP.gist, RDF.type, OWL.FunctionalProperty) in ontology


def test_superclasses_of_other_vocabularies_stand_in_the_alignments_alone(ontology: Graph) -> None:
    for one, above in ontology.subject_objects(RDFS.subClassOf):
        assert str(above).startswith(DIP_IRI), (one, above)


def test_a_statement_has_no_code_of_an_event_data_set(everything: Graph) -> None:
    assert not [o for o in everything.objects(DIP.Statement) if "/event-code/" in str(o)]
    assert [o for o in everything.objects(DIP.PhoneCall) if str(o).endswith("/event-code/cameo-041")]
