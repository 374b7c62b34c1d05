"""A small admitted graph on invented states, written by hand in the shapes that the mapping gives."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, parse, serialize

from kg.model import Report
from kg.store import Build, Digest, Draft, digest, publish

BASE = "https://w3id.org/diplomacy-kg/id/"

HEAD = f"""
BASE <{BASE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX role: <https://w3id.org/diplomacy-kg/scheme/role/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX status: <https://w3id.org/diplomacy-kg/scheme/status/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

ARTICLE = """
<fact/gazette-1/talks> {
  <event/gazette-1/talks> a dip:Meeting ; dip:status status:happened .
}
<fact/gazette-1/talks.again-400> {
  <event/gazette-1/talks> a dip:Meeting ; dip:status status:happened .
}
<fact/gazette-1/talks.host.ada-lindqvist-30> {
  <event/gazette-1/talks> dip:participation <participation/gazette-1/talks/host/ada-lindqvist> .
  <participation/gazette-1/talks/host/ada-lindqvist> a dip:Participation ;
    dip:participant <person/ada-lindqvist> ; dip:namedAs "Ada Lindqvist" ; dip:role role:host ;
    dip:inCapacity <tenure/ada-lindqvist/norland-fm/in-office> .
  <tenure/ada-lindqvist/norland-fm/in-office> a dip:Tenure ;
    org:member <person/ada-lindqvist> ; dip:post <post/norland-fm> .
}
<fact/gazette-1/talks.when> {
  <event/gazette-1/talks> dip:dating <dating/gazette-1/talks/when> .
  <dating/gazette-1/talks/when> a dip:Dating ; dip:dateExpression "Tuesday evening" .
}
<graph/provenance> {
  <article/gazette-1> a dip:Article ; dcterms:title "Harbour talks resume" ; dip:characters 900 ;
    dip:pointer "sources/gazette-1.yaml#/article" .
  <article/gazette-1#char=12,148> a dip:Passage ; oa:hasSource <article/gazette-1> ; oa:start 12 ; oa:end 148 .
  <article/gazette-1#char=30,62> a dip:Passage ; oa:hasSource <article/gazette-1> ; oa:start 30 ; oa:end 62 ;
    dip:namedAs "Ada Lindqvist" .
  <article/gazette-1#char=130,145> a dip:Passage ; oa:hasSource <article/gazette-1> ; oa:start 130 ; oa:end 145 .
  <article/gazette-1#char=400,431> a dip:Passage ; oa:hasSource <article/gazette-1> ; oa:start 400 ; oa:end 431 .
  <fact/gazette-1/talks> a dip:Fact ; prov:wasDerivedFrom <article/gazette-1#char=12,148> ;
    dip:attributedTo <organization/norland-fm> ; prov:wasAttributedTo <annotator/mk> ;
    dip:pointer "sources/gazette-1.yaml#/events/0" ; dip:mappingRule "event" .
  <fact/gazette-1/talks.again-400> a dip:Fact ; prov:wasDerivedFrom <article/gazette-1#char=400,431> ;
    prov:wasAttributedTo <annotator/mk> ;
    dip:pointer "sources/gazette-1.yaml#/events/0/again/0" ; dip:mappingRule "event" .
  <fact/gazette-1/talks.host.ada-lindqvist-30> a dip:Fact ; prov:wasDerivedFrom <article/gazette-1#char=30,62> ;
    prov:wasAttributedTo <annotator/mk> ;
    dip:pointer "sources/gazette-1.yaml#/events/0/participants/0" ; dip:mappingRule "participation" .
  <fact/gazette-1/talks.when> a dip:Fact ; prov:wasDerivedFrom <article/gazette-1#char=130,145> ;
    prov:wasAttributedTo <annotator/mk> ;
    dip:pointer "sources/gazette-1.yaml#/events/0/when" ; dip:mappingRule "dating" .
  <resolution/gazette-1/ada-lindqvist/ada-lindqvist> a dip:Resolution ; dip:resolvedTo <person/ada-lindqvist> ;
    dip:namedAs "Ada Lindqvist" ; prov:used <fact/gazette-1/talks.host.ada-lindqvist-30> .
}
"""

REGISTER = """
<fact/register/people/ada-lindqvist> { <person/ada-lindqvist> a dip:Person ; skos:prefLabel "Ada Lindqvist"@en . }
<fact/register/posts/norland-fm> {
  <post/norland-fm> a dip:Post ; skos:prefLabel "Foreign Minister of Norland"@en, "وزیر امور خارجه"@fa .
}
<graph/provenance> {
  <document/register/people> a dip:Document ; dip:pointer "sources/register/people.yaml" .
  <document/register/posts> a dip:Document ; dip:pointer "sources/register/posts.yaml" .
  <fact/register/people/ada-lindqvist> a dip:Fact ; prov:wasDerivedFrom <document/register/people> ;
    dip:pointer "sources/register/people.yaml#/0" ; dip:mappingRule "register" .
  <fact/register/posts/norland-fm> a dip:Fact ; prov:wasDerivedFrom <document/register/posts> ;
    dip:pointer "sources/register/posts.yaml#/0" ; dip:mappingRule "register" .
}
"""

DERIVED = """
<fact/derived/dating/gazette-1/talks.when> {
  <dating/gazette-1/talks/when> dip:earliest "2031-04-01"^^xsd:date ; dip:latest "2031-04-01"^^xsd:date .
}
<fact/derived/event-bounds/gazette-1/talks> {
  <event/gazette-1/talks> dip:earliest "2031-04-01"^^xsd:date ; dip:latest "2031-04-01"^^xsd:date .
}
<graph/provenance> {
  <annotator/mk> a prov:Agent ; skos:prefLabel "M. K."@en .
  <fact/derived/dating/gazette-1/talks.when> a dip:Fact ; prov:wasDerivedFrom <fact/gazette-1/talks.when> ;
    dip:mappingRule "dating-bounds" .
  <fact/derived/event-bounds/gazette-1/talks> a dip:Fact ;
    prov:wasDerivedFrom <fact/derived/dating/gazette-1/talks.when> ; dip:mappingRule "event-bounds" .
}
"""

ONTOLOGY = """
<graph/ontology> {
  dip:Meeting a owl:Class ; skos:prefLabel "meeting"@en ; skos:definition "A contact in one place."@en .
  role:host a skos:Concept ; skos:prefLabel "host"@en .
}
"""


def lines(trig: str) -> list[str]:
    """Return TriG, without its head, as lines of N-Quads."""
    quads = serialize(parse(HEAD + trig, RdfFormat.TRIG), format=RdfFormat.N_QUADS)
    assert quads is not None
    return [f"{line}\n" for line in quads.decode().split("\n")[:-1]]


class Named(NamedTuple):
    """A section."""

    name: str
    lines: list[str]


class Sample(NamedTuple):
    """Sections as the gate gives them."""

    sections: tuple[list[str], ...]
    report: Report = Report()

    @property
    def graph(self) -> Draft:
        """The sections as a draft: the last three are what is shared."""
        draft, names = Draft(), ("register", "derived", "ontology")
        for number, lines in enumerate(self.sections):
            rest = number - len(self.sections) + len(names)
            draft.add([Named(names[rest] if rest >= 0 else f"article/{number}", lines)])
        return draft


def sample(*, register: str = REGISTER, derived: str = DERIVED, articles: Iterable[str] = (ARTICLE,)) -> Sample:
    """Return the admitted graph."""
    return Sample((*(lines(a) for a in articles), lines(register), lines(derived), lines(ONTOLOGY)))


def another(key: str) -> str:
    """Return the article again, under another key."""
    return ARTICLE.replace("gazette-1", key)


def published(
    folder: Path,
    admitted: Sample | None = None,
    *,
    inputs: Mapping[str, Digest] | None = None,
    reports: Mapping[str, bytes] | None = None,
) -> Build:
    """Publish a sample with what a build needs beside it."""
    return publish(
        folder,
        admitted or sample(),
        base=BASE,
        versions={"diplomacy-kg": "0.1.0", "ontology": "1.0.0"},
        inputs=inputs or {"sources/gazette-1.yaml": digest(b"invented")},
        reports=reports or {"report.json": b'{"findings": []}\n', "report.html": b"<p>fine</p>\n"},
        counts={"articles": 1},
    )
