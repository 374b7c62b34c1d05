"""Where accounts disagree, on small invented events: each aspect, both kinds, and what is no disagreement."""

import re

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.citing import CitedAnswer
from kg.citing.pack import pack
from kg.citing.show import show
from kg.citing.words import disagreement
from kg.namespaces import DATA_IRI
from kg.opened import Opened
from kg.queries import find, free, run
from kg.resources import queries_dir
from tests.citing.hostile import HOSTILE, proof_of
from tests.queries.conftest import loaded

ASK = f"SELECT ?s {{ <{DATA_IRI}event/north-1/dinner> dip:status ?s }}"
EVENT = "<event/north-1/dinner>"
PEOPLE = """<fact/register/invented/more> {
  <person/olaf-berg> a dip:Person ; skos:prefLabel "Olaf Berg"@en .
  <post/sundria-deputy-minister> a dip:Post ; skos:prefLabel "Deputy Foreign Minister of Sundria"@en ;
    dip:representsState <state/sundria> ; dip:level level:deputy-minister .
  <tenure/mira-okoye/sundria-deputy-minister/in-office> a dip:Tenure ; org:member <person/mira-okoye> ;
    dip:post <post/sundria-deputy-minister> ; dip:tenureStatus tenure-status:in-office .
  <place/norland> a dip:Place ; skos:prefLabel "Norland (land)"@en ; dip:inState <state/norland> ; dip:isoCode "NX" .
  <place/vessen> a dip:Place ; skos:prefLabel "Vessen"@en ; dip:inState <state/norland> .
}"""
NORTH, SOUTH, COPY = "north-1", "south-1", "copy-1"


class Told:
    """Facts of one invented dinner, each told in an article by somebody or by the article itself."""

    def __init__(self) -> None:
        self.trig: list[str] = [PEOPLE]
        self._count = 0
        for article, origin in ((NORTH, "north"), (SOUTH, "south"), (COPY, "north")):
            more = f"; prov:alternateOf <article/{NORTH}>" if article == COPY else ""
            name = f'<origin/{origin}> a prov:Agent ; skos:prefLabel "{origin}"@en .'
            self._provenance(f"<article/{article}> a dip:Article ; dip:origin <origin/{origin}> {more} . {name}")

    def _provenance(self, turtle: str) -> None:
        self.trig.append(f"<graph/provenance> {{ {turtle} }}")

    def fact(self, article: str, turtle: str, by: str = "") -> "Told":
        self._count += 1
        fact, passage = f"<fact/{article}/f{self._count}>", f"<article/{article}#char={self._count},{self._count + 1}>"
        self.trig.append(f"{fact} {{ {turtle} }}")
        said = f"; dip:attributedTo <organization/{by}-ministry>" if by else ""
        where = f"oa:hasSource <article/{article}> ; oa:start {self._count} ; oa:end {self._count + 1}"
        self._provenance(f"{fact} a dip:Fact ; prov:wasDerivedFrom {passage} {said} . {passage} {where} .")
        return self

    def event(self, article: str, status: str = "happened", type_: str = "Meeting", by: str = "") -> "Told":
        return self.fact(article, f"{EVENT} a dip:{type_} ; dip:status status:{status} .", by)

    def topic(self, article: str, topic: str, by: str = "") -> "Told":
        return self.fact(article, f"{EVENT} dip:topic <topic/{topic}> .", by)

    def place(self, article: str, place: str) -> "Told":
        return self.fact(article, f"{EVENT} dip:place <place/{place}> .")

    def date(self, article: str, first: int, last: int, by: str = "") -> "Told":
        node = f"<dating/{article}/d{self._count}>"
        bounds = f'dip:earliest "2031-04-{first:02}"^^xsd:date ; dip:latest "2031-04-{last:02}"^^xsd:date'
        edtf = f"2031-04-{first:02}" + (f"/2031-04-{last:02}" if last != first else "")
        self.trig.append(f'<fact/derived/d{self._count}> {{ {node} {bounds} ; dip:edtf "{edtf}" . }}')
        return self.fact(article, f'{EVENT} dip:dating {node} . {node} a dip:Dating ; dip:dateExpression "then" .', by)

    def who(self, article: str, actor: str = "", post: str = "", role: str = "guest", by: str = "") -> "Told":
        node = f"<participation/north-1/dinner/{role}/{actor or post}>"
        capacity = f"; dip:inCapacity <tenure/{actor}/{post}/in-office>" if actor and post else ""
        is_ = f"; dip:participant <person/{actor}> {capacity}" if actor else f"; dip:post <post/{post}>"
        label = f'{node} skos:prefLabel "{actor or post}"@en ; dip:side <state/sundria> .'
        self.trig.append(f"<fact/derived/l{self._count}> {{ {label} }}")
        return self.fact(article, f"{EVENT} dip:participation {node} . {node} dip:role role:{role} {is_} .", by)

    def store(self) -> Store:
        return loaded(*self.trig)


def told(*articles: str) -> Told:
    found = Told()
    for article in articles or (NORTH, SOUTH):
        found.event(article)
    return found


def disagreements(of: Told) -> list[tuple[str, str, str, str]]:
    """Return aspect, kind and both values, as rows tell; the stored query has to tell the same of the whole graph."""
    store = of.store()
    cited = CitedAnswer(free(ASK), store, DATA_IRI)
    found = {(d.aspect, d.kind, d.sides[0].value, d.sides[1].value) for row in cited.noted for d in row.disagreements}
    rows = run(store, find(queries_dir(), "contradictions")).rows
    assert found == {(row[1], row[2], row[3], row[5]) for row in rows if row[0] == "north-1/dinner"}
    return sorted(found)


DIFFER = {
    "disjoint days": (
        told().date(NORTH, 1, 1).date(SOUTH, 2, 2),
        ("date", "contradicts", "2031-04-01 (then)", "2031-04-02 (then)"),
    ),
    "days that overlap": (
        told().date(NORTH, 1, 3).date(SOUTH, 2, 4),
        ("date", "differs", "2031-04-01/2031-04-03 (then)", "2031-04-02/2031-04-04 (then)"),
    ),
    "a stay may last": (
        Told().event(NORTH, type_="Visit").event(SOUTH, type_="Visit").date(NORTH, 1, 1).date(SOUTH, 2, 2),
        ("date", "differs", "2031-04-01 (then)", "2031-04-02 (then)"),
    ),
    "happened and denied": (
        Told().event(NORTH).event(SOUTH, "denied"),
        ("status", "contradicts", "happened", "denied"),
    ),
    "planned and happened": (Told().event(NORTH, "planned").event(SOUTH), ("status", "differs", "planned", "happened")),
    "two places": (
        told().place(NORTH, "port-ellery").place(SOUTH, "vessen"),
        ("place", "differs", "Port Ellery", "Vessen"),
    ),
    "two topics": (told().topic(NORTH, "trade").topic(SOUTH, "fisheries"), ("topic", "differs", "trade", "fisheries")),
    "one topic more": (
        told().topic(NORTH, "trade").topic(SOUTH, "trade").topic(SOUTH, "fisheries"),
        ("topic", "differs", "", "fisheries"),
    ),
    "a narrower topic": (told().topic(NORTH, "economy").topic(SOUTH, "trade"), ("topic", "differs", "", "trade")),
    "two ministries in one article": (
        told(NORTH).topic(NORTH, "trade", "norland").topic(NORTH, "fisheries", "sundria"),
        ("topic", "differs", "trade", "fisheries"),
    ),
    "another guest": (
        told().who(NORTH, "mira-okoye").who(SOUTH, "olaf-berg"),
        ("participant", "contradicts", "mira-okoye (guest)", "olaf-berg (guest)"),
    ),
    "one guest more": (
        told().who(NORTH, "mira-okoye").who(SOUTH, "mira-okoye").who(SOUTH, "olaf-berg", role="interlocutor"),
        ("participant", "differs", "", "olaf-berg (interlocutor)"),
    ),
    "another level": (
        told().who(NORTH, "mira-okoye", "sundria-deputy-minister").who(SOUTH, "mira-okoye", "sundria-foreign-minister"),
        (
            "level",
            "differs",
            "Mira Okoye: Deputy Foreign Minister of Sundria",
            "Mira Okoye: Foreign Minister of Sundria",
        ),
    ),
}
AGREE = {
    "nothing more told": told(),
    "a wide time holds a narrow one": told().date(NORTH, 1, 30).date(SOUTH, 2, 2),
    "silence on the date": told().date(NORTH, 1, 1),
    "silence on topics": told().topic(NORTH, "trade").who(SOUTH, "mira-okoye"),
    "silence on who was with them": told()
    .who(NORTH, "mira-okoye")
    .who(SOUTH, "mira-okoye")
    .who(SOUTH, "olaf-berg", role="companion"),
    "a copy": told(NORTH, COPY).topic(NORTH, "trade").topic(COPY, "fisheries").date(NORTH, 1, 1).date(COPY, 2, 2),
    "an article and whom it quotes": told(NORTH).topic(NORTH, "trade").topic(NORTH, "fisheries", "norland"),
    "one ministry, quoted twice": told().topic(NORTH, "trade", "norland").topic(SOUTH, "fisheries", "norland"),
    "a place in a country": told().place(NORTH, "norland").place(SOUTH, "port-ellery"),
    "a role alone, and who holds it": told().who(NORTH, post="sundria-foreign-minister").who(SOUTH, "mira-okoye"),
    "another role of the same": told().who(NORTH, "mira-okoye").who(SOUTH, "mira-okoye", role="interlocutor"),
}


@pytest.mark.parametrize("name", DIFFER)
def test_accounts_that_disagree(name: str) -> None:
    of, expected = DIFFER[name]
    assert disagreements(of) == [expected]


@pytest.mark.parametrize("name", AGREE)
def test_accounts_that_do_not(name: str) -> None:
    assert disagreements(AGREE[name]) == []


def test_an_article_contradicts_whom_it_quotes() -> None:
    of = told(NORTH).date(NORTH, 1, 1).date(NORTH, 2, 2, "norland")
    assert disagreements(of) == [("date", "contradicts", "2031-04-02 (then)", "2031-04-01 (then)")]


def test_rows_on_the_five_articles_name_what_only_one_ministry_tells_and_cite_both(graph: Opened) -> None:
    query = "SELECT ?e { ?e a dip:Meeting ; dip:earliest ?day }"
    cited = graph.cite(free(query), {})
    (row,) = cited.noted
    sides = {
        (side.said_by, side.value, tuple((cited.notes[n - 1].article, cited.notes[n - 1].said_by) for n in side.notes))
        for found in row.disagreements
        for side in found.sides
    }
    iran, qatar = "Foreign Ministry of Iran", "Foreign Ministry of Qatar"
    only = "Nuclear deal with Iran; Other issues of common concern"
    assert sides == {
        (f"{iran} (iq-002)", "Regional affairs", (("iq-002", (iran,)),)),
        (f"{qatar} (iq-002)", only, (("iq-002", (qatar,)),) * 3),
        ("the article itself (iq-003)", "Regional affairs", (("iq-003", ()),)),
    }
    assert {found.kind for found in row.disagreements} == {"differs"}
    assert "accounts of iq-002/meeting differ on the topics: Regional affairs" in " ".join(show(cited, "csv").split())


def test_a_row_tells_the_disagreements_of_its_own_events_only(graph: Opened) -> None:
    query = find(queries_dir(), "signings")
    assert all(not row.disagreements for row in graph.cite(query, {}).noted)


def test_in_words_an_empty_side_tells_no_more() -> None:
    store = DIFFER["one topic more"][0].store()
    (row,) = CitedAnswer(free(ASK), store, DATA_IRI).noted
    words = "accounts of north-1/dinner differ on the topics: no more, the article itself (north-1) [2] – "
    assert disagreement(row.disagreements[0]) == f"{words}fisheries, the article itself (south-1) [3]"


def page(labels: list[str]) -> str:
    """Return a page on a dinner of which one account tells topics with these labels, and another one a topic."""
    of = told().topic(SOUTH, "trade")
    for number in range(len(labels)):
        of.topic(NORTH, f"t{number}")
    store = of.store()
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    for number, text in enumerate(labels):
        store.add(Quad(NamedNode(f"{DATA_IRI}topic/t{number}"), label, Literal(text, language="en"), DefaultGraph()))
    return pack(CitedAnswer(free(ASK), store, DATA_IRI), proof_of())


def test_hostile_labels_stay_texts_on_a_page() -> None:
    hostile, plain = (re.findall(r"<[a-zA-Z]+", page(texts)) for texts in (HOSTILE, [f"t{n:03}" for n in range(200)]))
    assert hostile == plain
    assert plain.count("<br") == 1
