"""Keys of what was taken for another: a question about them is answered with that under which it stands now."""

import pytest
from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.opened import Opened
from kg.queries.labels import resolve

from .conftest import loaded

ID = "https://w3id.org/diplomacy-kg/id/"


def test_a_merged_report_is_asked_for_by_either_key(graph: Opened) -> None:
    """iq-002 and iq-003 tell one meeting of Bagheri Kani and al-Khulaifi."""
    old, now = (graph.query("what-bounds-a-date", event=f"{article}/meeting").rows for article in ("iq-003", "iq-002"))
    assert {row[1] for row in now} == {"2022-08-27"}
    assert old == now


def test_an_old_iri_is_followed_as_its_key_is(graph: Opened) -> None:
    old, now = (
        graph.query("what-bounds-a-date", event=f"{ID}event/{article}/meeting").rows for article in ("iq-003", "iq-002")
    )
    assert old == now != ()


REDIRECTS = """<graph/provenance> {
  <person/a-lindqvist> dcterms:isReplacedBy <person/ada-lindqvist> .
  <person/gazette-1/vale> dcterms:isReplacedBy <person/jon-vale> .
  <event/herald-1/meeting> dcterms:isReplacedBy <event/gazette-1/talks> .
  <event/herald-1/round> dcterms:isReplacedBy <event/herald-1/circle> .
  <event/herald-1/circle> dcterms:isReplacedBy <event/herald-1/round> .
}"""


@pytest.mark.parametrize(
    ("kind", "word", "now"),
    [
        ("person", "a-lindqvist", "person/ada-lindqvist"),
        ("actor", "a-lindqvist", "person/ada-lindqvist"),
        ("person", "gazette-1/vale", "person/jon-vale"),
        ("person", f"{ID}person/a-lindqvist", "person/ada-lindqvist"),
        ("event", "herald-1/meeting", "event/gazette-1/talks"),
        ("event", "gazette-1/talks", "event/gazette-1/talks"),
    ],
)
def test_an_old_key_leads_to_the_one_under_which_it_stands_now(kind: str, word: str, now: str) -> None:
    assert resolve(loaded(REDIRECTS), kind, word) == NamedNode(ID + now)


@pytest.mark.parametrize(("kind", "word"), [("state", "a-lindqvist"), ("event", "a-lindqvist"), ("event", "lindqvist")])
def test_an_old_key_of_another_kind_leads_nowhere(kind: str, word: str) -> None:
    with pytest.raises(QueryError, match=f"no {kind} is called {word!r}"):
        resolve(loaded(REDIRECTS), kind, word)


def test_keys_that_lead_in_a_circle_lead_nowhere() -> None:
    with pytest.raises(QueryError, match="no event is called 'herald-1/round'"):
        resolve(loaded(REDIRECTS), "event", "herald-1/round")
