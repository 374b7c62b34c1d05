"""Terms of the data that nobody declared."""

import pytest

from kg.model import Finding, Quad
from kg.validation.engine.columns import distinct
from kg.validation.engine.table import Table
from kg.validation.trace import Index
from kg.validation.vocabulary import Vocabulary
from tests.validation.world import ONTOLOGY, PROVENANCE, fact, graph, locate, quad

TALKS = "id:event/gazette-1/talks"


def found(quads: list[Quad]) -> tuple[Finding, ...]:
    table = Table(quads)
    vocabulary = Vocabulary(graph(ONTOLOGY))
    uses = vocabulary.uses(table) + vocabulary.ungrounded(table, distinct(table.graphs))
    return vocabulary.findings(uses, Index(table), locate)


def talks(*triples: tuple[str, str, str]) -> list[Quad]:
    return fact("gazette-1/talks", "sources/gazette-1.yaml#/events/0", *triples, span=(12, 148))


def test_declared_terms_give_nothing() -> None:
    assert found(talks((TALKS, "a", "dip:Meeting"), (TALKS, "dip:status", "scheme:status/happened"))) == ()


NO_TERM = "the ontology declares no class or property"


@pytest.mark.parametrize(
    ("triple", "code", "message"),
    [
        (
            (TALKS, "dip:statuss", "scheme:status/happened"),
            "DK911",
            f"{NO_TERM} dip:statuss; did you mean 'dip:status'?",
        ),
        ((TALKS, "a", "dip:Meting"), "DK911", f"{NO_TERM} dip:Meting; did you mean 'dip:Meeting'?"),
        ((TALKS, "foaf:knows", "id:person/ada"), "DK911", f"{NO_TERM} foaf:knows"),
        ((TALKS, "a", "schema:Event"), "DK911", f"{NO_TERM} schema:Event"),
        (
            (TALKS, "dip:status", "scheme:status/hapened"),
            "DK912",
            "no scheme has the concept scheme:status/hapened; did you mean 'scheme:status/happened'?",
        ),
        ((TALKS, "dip:participation", "_:b0"), "DK913", "the data holds a blank node"),
    ],
)
def test_a_term_of_nobody_is_an_error_where_it_is_used(triple: tuple[str, str, str], code: str, message: str) -> None:
    (finding,) = found(talks(triple))
    assert (finding.code, finding.message, finding.severity) == (code, message, "error")
    assert (finding.place, finding.article, finding.start) == ("sources/gazette-1.yaml:14:5", "gazette-1", 12)


def test_a_term_is_told_once_with_the_other_articles() -> None:
    other = fact("herald-1/talks", "sources/herald-1.yaml#/events/1", (TALKS, "dip:xyzzy", "x"), span=(3, 9))
    again = fact(
        "gazette-1/talks.again-400", "sources/gazette-1.yaml#/events/1", (TALKS, "dip:xyzzy", "y"), span=(400, 409)
    )
    (finding,) = found([*other, *again, *talks((TALKS, "dip:xyzzy", "z"))])
    assert finding.message == "the ontology declares no class or property dip:xyzzy, in 3 quads"
    assert finding.place == "sources/gazette-1.yaml:14:5"
    assert [place.place for place in finding.also] == ["sources/herald-1.yaml:30:5"]


def test_triples_outside_of_facts_can_not_be_cited() -> None:
    quads = [
        quad(TALKS, "a", "dip:Meeting", "id:fact/lost"),
        quad(TALKS, "dip:status", "scheme:status/planned", "id:fact/lost"),
    ]
    (finding,) = found(quads)
    assert (finding.code, finding.message) == ("DK914", "the graph fact/lost is no fact, so 2 triples can't be cited")


def test_the_ontology_may_say_what_it_likes() -> None:
    assert (
        found(
            [
                quad("dip:Meeting", "owl:versionInfo", "1", "id:graph/ontology"),
                quad("dip:x", "ex:y", "z", "id:graph/ontology"),
            ]
        )
        == ()
    )


def test_the_provenance_is_looked_at_too() -> None:
    (finding,) = found([quad("id:annotator/mk", "dip:hometown", "Port Ellery", PROVENANCE)])
    assert finding.code == "DK911"
