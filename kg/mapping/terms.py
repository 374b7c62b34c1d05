"""Rendered predicates and classes, so that a mapper writes text and never builds a term twice."""

from rdflib.term import URIRef

from kg.namespaces import DC11, DCTERMS, DIP, OA, ORG, PROV, RDF, SDO, SEM, SKOS, TIME, WGS, XSD


def render(iri: URIRef) -> str:
    """Return the IRI as N-Quads writes it."""
    return f"<{iri}>"


A = render(RDF.type)
TRUE = f'"true"^^<{XSD.boolean}>'

EVENT_CLASSES = {
    "meeting": render(DIP.Meeting),
    "phone call": render(DIP.PhoneCall),
    "correspondence": render(DIP.Correspondence),
    "visit": render(DIP.Visit),
    "invitation": render(DIP.Invitation),
    "signing": render(DIP.Signing),
    "conference": render(DIP.Conference),
    "negotiation": render(DIP.Negotiation),
    "appointment": render(DIP.Appointment),
    "contact": render(DIP.Contact),
    "event": render(DIP.Event),
}
ACTOR_CLASSES = {
    "person": render(DIP.Person),
    "organization": render(DIP.Organization),
    "state": render(DIP.State),
}
DOCUMENT_CLASSES = {"press statement": render(DIP.PressStatement), "document": render(DIP.Document)}

ARTICLE = render(DIP.Article)
DATING = render(DIP.Dating)
DELEGATION = render(DIP.Delegation)
FACT = render(DIP.Fact)
PARTICIPATION = render(DIP.Participation)
PASSAGE = render(DIP.Passage)
PLACE_CLASS = render(DIP.Place)
POST_CLASS = render(DIP.Post)
REGISTER_DOCUMENT = render(DIP.Document)
RESOLUTION = render(DIP.Resolution)
STATEMENT = render(DIP.Statement)
TENURE = render(DIP.Tenure)
TOPIC_CLASS = render(DIP.Topic)
AGENT = render(PROV.Agent)

ABOUT_EVENT = render(DIP.aboutEvent)
ACCOMPANIES = render(DIP.accompanies)
ACCREDITED_TO = render(DIP.accreditedTo)
ATTESTED_ON = render(DIP.attestedOn)
ATTRIBUTED_TO = render(DIP.attributedTo)
BECAUSE = render(DIP.because)
CHARACTERS = render(DIP.characters)
CONCLUDES = render(DIP.concludes)
DATE_ANCHOR = render(DIP.dateAnchor)
DATE_EXPRESSION = render(DIP.dateExpression)
DATE_RULE = render(DIP.dateRule)
DECISION_RULE = render(DIP.decisionRule)
HAS_DATING = render(DIP.dating)
DIRECT_SPEECH = render(DIP.directSpeech)
EARLIEST = render(DIP.earliest)
EDTF = render(DIP.edtf)
FRAMEWORK = render(DIP.framework)
FULFILS = render(DIP.fulfils)
GIST = render(DIP.gist)
IN_CAPACITY = render(DIP.inCapacity)
IN_STATE = render(DIP.inState)
ISO_CODE = render(DIP.isoCode)
LATEST = render(DIP.latest)
LEVEL = render(DIP.level)
MAPPING_RULE = render(DIP.mappingRule)
MARGIN = render(DIP.margin)
NAMED_AS = render(DIP.namedAs)
ON_BEHALF_OF = render(DIP.onBehalfOf)
ORIGIN = render(DIP.origin)
PART_OF_DAY = render(DIP.partOfDay)
PARTICIPANT = render(DIP.participant)
HAS_PARTICIPATION = render(DIP.participation)
PLACE = render(DIP.place)
POINTER = render(DIP.pointer)
POST = render(DIP.post)
REJECTED = render(DIP.rejected)
REPRESENTS_STATE = render(DIP.representsState)
RESOLVED_TO = render(DIP.resolvedTo)
ROLE = render(DIP.role)
SIDE = render(DIP.side)
STATUS = render(DIP.status)
TENURE_STATUS = render(DIP.tenureStatus)
TEXT_HASH = render(DIP.textHash)
TOPIC = render(DIP.topic)

AFTER = render(TIME.after)
ALT_LABEL = render(SKOS.altLabel)
ALTERNATE_OF = render(PROV.alternateOf)
BEFORE = render(TIME.before)
BROADER = render(SKOS.broader)
DATE = render(DCTERMS.date)
DERIVED_FROM = render(PROV.wasDerivedFrom)
END = render(OA.end)
HAS_PRIMARY_SOURCE = render(PROV.hadPrimarySource)
HAS_SOURCE = render(OA.hasSource)
HAS_SUB_EVENT = render(SEM.hasSubEvent)
IN_SCHEME = render(SKOS.inScheme)
ISSUED = render(DCTERMS.issued)
IS_REPLACED_BY = render(DCTERMS.isReplacedBy)
LANGUAGE = render(DCTERMS.language)
LATITUDE = render(WGS.lat)
LICENCE = render(DCTERMS.license)
LOCATION_CREATED = render(SDO.locationCreated)
LONGITUDE = render(WGS.long)
MEMBER = render(ORG.member)
PARENT_ORGANIZATION = render(SDO.parentOrganization)
POST_IN = render(ORG.postIn)
PREF_LABEL = render(SKOS.prefLabel)
PUBLISHER = render(DCTERMS.publisher)
PUBLISHER_NAME = render(DC11.publisher)
SAME_AS = render(SDO.sameAs)
SOURCE = render(DCTERMS.source)
START = render(OA.start)
TITLE = render(DCTERMS.title)
URL = render(SDO.url)
USED = render(PROV.used)
WAS_ASSOCIATED_WITH = render(PROV.wasAssociatedWith)
WAS_ATTRIBUTED_TO = render(PROV.wasAttributedTo)
