"""The gate as a whole: findings with their places, counts, and what may pass."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from kg.errors import GateError
from kg.model import Change, Finding, Quad, Report
from kg.validation import gate
from kg.validation.checks import Check
from kg.validation.gate import Admitted, admit, check
from kg.validation.validated import Validated
from tests.export.reading import Parts
from tests.validation.world import DESCRIBED, ONTOLOGY, PROVENANCE, SHAPES, derived, fact, graph, locate, shapes, term

TALKS, CALL = "id:event/gazette-1/talks", "id:event/gazette-1/call"
DAY = '"2031-04-0{}"^^<http://www.w3.org/2001/XMLSchema#date>'

IS_MEETING, IS_HAPPENED = (TALKS, "a", "dip:Meeting"), (TALKS, "dip:status", "scheme:status/happened")
IS_PLANNED, IS_NAMED = (TALKS, "dip:status", "scheme:status/planned"), (TALKS, "skos:prefLabel", '"Talks"@en')

SOUND = [
    *fact("gazette-1/talks", "sources/gazette-1.yaml#/events/0", IS_MEETING, span=(12, 148)),
    *fact("gazette-1/talks.status", "sources/gazette-1.yaml#/events/0/status", IS_HAPPENED, span=(12, 148)),
    *derived("label/talks", IS_NAMED, sources=["gazette-1/talks"]),
]
OTHER_STATUS = fact("herald-1/talks", "sources/herald-1.yaml#/events/0/status", IS_PLANNED, span=(3, 80))
NO_STATUS = fact("gazette-1/call", "sources/gazette-1.yaml#/events/1", (CALL, "a", "dip:Contact"), span=(200, 240))

ORDER = Check(
    name="order",
    text="""PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
SELECT ?focus ?path ?value ?message WHERE {
  ?focus dip:status ?value . FILTER (STRENDS(STR(?value), "planned"))
  BIND (dip:status AS ?path) BIND (CONCAT("a plan: ", STR(?value)) AS ?message)
}""",
    code="DK810",
    summary="A plan stands in the graph",
    mend="Look at it.",
    severity="warning",
)


def blocks(quads: Iterable[Quad]) -> list[bytes]:
    return [quad.line().encode() for quad in quads]


def checked(
    tmp_path: Path,
    *parts: list[Quad],
    turtle: str = SHAPES,
    checks: tuple[Check, ...] = (),
    earlier: list[Finding] | None = None,
) -> Report:
    quads = [quad for part in parts for quad in part]
    return check(
        blocks(quads),
        shapes(tmp_path, turtle),
        graph(ONTOLOGY),
        locate,
        checks,
        earlier=earlier or (),
    )


def test_a_sound_graph_conforms_and_says_what_was_looked_at(tmp_path: Path) -> None:
    report = checked(tmp_path, SOUND)
    assert report.findings == ()
    assert report.conforms
    assert [(s.code, s.focus_nodes, s.results) for s in report.shapes] == [("DK440", 1, 0), ("DK445", 1, 0)]
    # 1 and 8 of the first fact; 1 and 4 of the second, whose passage is the same; 1 and 2 of the derived one
    assert (report.facts, report.triples) == (3, 17)


def test_a_missing_value_is_told_where_the_thing_is_annotated(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, SOUND, NO_STATUS).findings
    assert finding == Finding(
        code="DK440",
        message="Give the event one status.",
        file="sources/gazette-1.yaml",
        line=30,
        column=5,
        pointer="/events/1",
        article="gazette-1",
        start=200,
        end=240,
        focus="https://w3id.org/diplomacy-kg/id/event/gazette-1/call",
        path="dip:status",
        shape="https://shapes.example/one-status",
        focus_label="event/gazette-1/call",
    )


def test_two_articles_that_differ_are_both_named(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, SOUND, OTHER_STATUS).findings
    assert finding.place == "sources/gazette-1.yaml:15:5"
    assert [place.place for place in finding.also] == ["sources/herald-1.yaml:15:5"]
    assert finding.focus_label == "Talks"


def test_a_derived_value_is_told_where_its_words_are_annotated(tmp_path: Path) -> None:
    words = (TALKS, "dip:namedAs", "Tuesday")
    when = fact("gazette-1/talks.when", "sources/gazette-1.yaml#/events/0/when", words, span=(130, 145))
    first, last = (TALKS, "dip:earliest", DAY.format(3)), (TALKS, "dip:latest", DAY.format(1))
    (finding,) = checked(tmp_path, SOUND, when, derived("b", first, last, sources=["gazette-1/talks.when"])).findings
    assert (finding.code, finding.place, finding.path) == ("DK445", "sources/gazette-1.yaml:16:5", "dip:earliest")
    assert finding.message == "The event ends before 2031-04-03, on which it begins."
    assert finding.value_label == "2031-04-03"


def test_names_stand_in_messages_in_place_of_iris(tmp_path: Path) -> None:
    message = "Look at {?this} and {?value}: {?value}; see https://example.org/x."
    select = "SELECT $this ?value WHERE { $this <https://w3id.org/diplomacy-kg/ontology#status> ?value }"
    told = f"""ex:S a sh:NodeShape ; skos:notation "DK446" ;{DESCRIBED}
    sh:targetClass dip:Event ; sh:message "{message}" ; sh:sparql ex:q . ex:q sh:select "{select}" ."""
    (finding,) = checked(tmp_path, SOUND, turtle=told).findings
    assert finding.message == "Look at Talks and happened: happened; see https://example.org/x."


@pytest.mark.parametrize(("severity", "conforms"), [("sh:Violation", False), ("sh:Warning", True), ("sh:Info", True)])
def test_only_errors_keep_a_graph_out(tmp_path: Path, severity: str, conforms: bool) -> None:
    turtle = SHAPES.replace("sh:minCount 1 ;", f"sh:minCount 1 ; sh:severity {severity} ;")
    report = checked(tmp_path, SOUND, NO_STATUS, turtle=turtle)
    assert len(report.findings) == 1
    assert report.conforms is conforms


def test_a_row_of_a_check_is_a_finding(tmp_path: Path) -> None:
    planned = [quad._replace(object=quad.object.replace("happened", "planned")) for quad in SOUND]
    (finding,) = checked(tmp_path, planned, checks=(ORDER,)).findings
    assert (finding.code, finding.severity, finding.mend) == ("DK810", "warning", "Look at it.")
    assert (finding.place, finding.path, finding.value_label) == (
        "sources/gazette-1.yaml:15:5",
        "dip:status",
        "planned",
    )
    assert finding.message == "a plan: planned"


def test_a_check_that_finds_nothing_is_silent(tmp_path: Path) -> None:
    assert checked(tmp_path, SOUND, checks=(ORDER,)).findings == ()


def test_earlier_findings_are_kept_and_placed_by_their_node(tmp_path: Path) -> None:
    placed = Finding(code="DK005", message="no YAML", file="sources/a.yaml", line=3)
    lost = Finding(
        code="DK801", message="odd", focus="https://w3id.org/diplomacy-kg/id/event/gazette-1/talks", severity="info"
    )
    report = checked(tmp_path, SOUND, earlier=[lost, placed])
    assert [(f.code, f.place, f.focus_label) for f in report.findings] == [
        ("DK005", "sources/a.yaml:3", ""),
        ("DK801", "sources/gazette-1.yaml:14:5", "Talks"),
    ]


def test_an_idle_shape_is_an_error_and_not_a_pass(tmp_path: Path) -> None:
    report = checked(tmp_path, SOUND, turtle=SHAPES.replace("dip:Event", "dip:Evnt", 1))
    assert [f.code for f in report.findings] == ["DK901"]
    assert not report.conforms


def test_a_rule_without_nodes_is_shown_and_no_error(tmp_path: Path) -> None:
    ada = fact("register/people/ada", "sources/register/people.yaml#/0", ("id:person/ada", "a", "dip:Person"))
    report = checked(tmp_path, ada)
    assert report.conforms
    assert [s.focus_nodes for s in report.shapes] == [0, 0]


def test_shapes_with_a_broken_query_are_not_run(tmp_path: Path) -> None:
    report = checked(tmp_path, SOUND, turtle=SHAPES.replace("SELECT $this", "SELECT THIS"))
    assert [f.code for f in report.findings] == ["DK906"]


def test_a_malformed_quad_is_a_fault_of_the_mapping(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="the mapping wrote a malformed quad"):
        checked(tmp_path, [Quad("<id with blanks>", "<urn:p>", "<urn:o>", "<urn:g>")])


def test_the_order_of_the_quads_changes_nothing(tmp_path: Path) -> None:
    quads = [*SOUND, *OTHER_STATUS, *NO_STATUS]
    assert msgspec.json.encode(checked(tmp_path, quads)) == msgspec.json.encode(checked(tmp_path, quads[::-1]))


def test_where_nothing_was_mapped_the_earlier_findings_are_the_report(tmp_path: Path) -> None:
    report = checked(tmp_path, [])
    assert report.conforms
    assert (report.findings, report.facts, report.triples) == ((), 0, 0)


def test_what_conforms_is_admitted(tmp_path: Path) -> None:
    admitted = admit(Parts((tuple(SOUND[:2]), tuple(SOUND[2:]))), checked(tmp_path, SOUND))
    assert list(admitted.quads()) == SOUND
    assert [block.decode() for block in admitted.blocks()] == [
        "".join(sorted({quad.line() for quad in part})) for part in (SOUND[:2], SOUND[2:])
    ]


@pytest.mark.parametrize("how", [admit, Admitted], ids=["admit", "Admitted"])
def test_what_does_not_conform_is_refused_in_every_way(tmp_path: Path, how: object) -> None:
    report = checked(tmp_path, SOUND, NO_STATUS)
    with pytest.raises(GateError, match=r"^the graph does not conform: 1 error in 1 file; 'kg check' shows"):
        how(Parts((tuple(SOUND),)), report)  # type: ignore[operator]


def test_what_was_admitted_stays_as_it_is(tmp_path: Path) -> None:
    admitted = admit(Parts((tuple(SOUND),)), checked(tmp_path, SOUND))
    with pytest.raises(AttributeError):
        admitted.graph = Parts(())  # type: ignore[misc]


def test_a_quad_twice_is_one(tmp_path: Path) -> None:
    twice = fact("gazette-1/talks", "sources/gazette-1.yaml#/events/0", (TALKS, "dip:xyzzy", "x"), span=(12, 148))
    report = checked(tmp_path, SOUND, twice, twice)
    assert report.triples == 17 + 1
    assert [f.message for f in report.findings] == ["the ontology declares no class or property dip:xyzzy"]


def lines(*parts: list[Quad]) -> frozenset[bytes]:
    return frozenset(blocks(quad for part in parts for quad in part))


def test_an_edit_is_told_as_the_whole_graph_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "FEW", 1)  # the graph is small
    rules, ontology, known = shapes(tmp_path), graph(ONTOLOGY), Validated()

    def edited(removed: list[Quad], added: list[Quad]) -> list[str]:
        changes = {
            "article/gazette-1": Change(lines(removed), lines(added)),
            "ontology": Change(lines(), lines(NO_STATUS)),  # it is not validated
        }
        report = check([], rules, ontology, locate, (ORDER,), known=known, changes=changes)
        return [f"{finding.code} {finding.place}" for finding in report.findings]

    assert check(blocks(SOUND), rules, ontology, locate, (ORDER,), known=known).findings == ()
    known_as = [each for each in OTHER_STATUS if each.object == term("dip:Fact")]
    assert edited([], OTHER_STATUS) == ["DK440 sources/gazette-1.yaml:15:5", "DK810 sources/herald-1.yaml:15:5"]
    assert edited(known_as, [])[-1] == "DK914 sources/herald-1.yaml:15:5"
    stated = [each for each in OTHER_STATUS if each.graph != term(PROVENANCE)]
    assert edited(stated, []) == []
    assert edited([], stated)[-1] == "DK914 sources/herald-1.yaml:15:5"
    assert edited([], known_as) == ["DK440 sources/gazette-1.yaml:15:5", "DK810 sources/herald-1.yaml:15:5"]
    assert edited(OTHER_STATUS, NO_STATUS) == ["DK440 sources/gazette-1.yaml:30:5"]
    assert edited(NO_STATUS, []) == []


def test_other_rules_are_held_to_the_whole_graph(tmp_path: Path) -> None:
    known, ontology = Validated(), graph(ONTOLOGY)
    check(blocks(SOUND), shapes(tmp_path), ontology, locate, known=known)
    other = shapes(tmp_path, SHAPES.replace("sh:minCount 1", "sh:minCount 2"))
    report = check(blocks(SOUND), other, ontology, locate, known=known, changes={})
    assert [finding.code for finding in report.findings] == ["DK440"]
