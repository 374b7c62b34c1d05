"""What an export says, in which order, and that a small change is a small difference."""

import difflib
import io
import json
import random
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kg.errors import BuildError, UsageError
from kg.export import FORMATS, UNIONS, Format, Provenance, export
from kg.export.order import subject_key
from kg.model import Quad, Report
from kg.namespaces import DATA_IRI, PREFIXES
from kg.store.nquads import split
from kg.validation.gate import Admitted
from tests.export.reading import GRAPHS, Fourfold, Parts, admitted, by_pyoxigraph, by_rdflib, exported, triples
from tests.store.sample import published, sample

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PROV = "http://www.w3.org/ns/prov#"


PARTS = Parts(tuple(tuple(map(split, part)) for part in sample().sections))


@pytest.fixture(scope="module")
def gazette() -> Admitted:
    return Admitted(PARTS, Report())


def text(graph: Admitted, form: Format, provenance: Provenance = "facts") -> str:
    return exported(graph, form, provenance).decode()


def source(graph: Admitted) -> set[tuple[Any, ...]]:
    """Return the graph's quads as pyoxigraph reads their lines."""
    return set(by_pyoxigraph("".join(quad.line() for quad in graph.quads()).encode(), RdfFormat.N_QUADS))


def test_turtle_is_written_for_people(gazette: Admitted) -> None:
    written = text(gazette, "turtle")
    assert (
        """
# Events, each with its participations, delegations and datings

<event/gazette-1/talks>
    a dip:Meeting ;
    dip:dating <dating/gazette-1/talks/when> ;
    dip:earliest "2031-04-01"^^xsd:date ;
    dip:latest "2031-04-01"^^xsd:date ;
    dip:participation <participation/gazette-1/talks/host/ada-lindqvist> ;
    dip:status status:happened ;
.

<participation/gazette-1/talks/host/ada-lindqvist>
    a dip:Participation ;
    dip:namedAs "Ada Lindqvist" ;
    dip:inCapacity <tenure/ada-lindqvist/norland-fm/in-office> ;
    dip:participant <person/ada-lindqvist> ;
    dip:role role:host ;
.
"""
        in written
    )
    headings = re.findall(r"^# (\w+)", written, re.MULTILINE)[1:]
    order = ["Articles", "Events", "People", "Posts", "Vocabulary", "Decisions", "Annotators", "Passages", "Facts"]
    assert headings == order
    assert re.findall(r"#char=(\d+),\d+>$", written, re.MULTILINE) == ["12", "30", "130", "400"], "by size"


def test_trig_has_a_block_for_each_fact_and_the_provenance_last(gazette: Admitted) -> None:
    written = text(gazette, "trig")
    names = re.findall(r"^<(\S+)> {$", written, re.MULTILINE)
    assert names == [
        "fact/gazette-1/talks",
        "fact/gazette-1/talks.again-400",
        "fact/gazette-1/talks.host.ada-lindqvist-30",
        "fact/gazette-1/talks.when",
        "fact/register/people/ada-lindqvist",
        "fact/register/posts/norland-fm",
        "fact/derived/dating/gazette-1/talks.when",
        "fact/derived/event-bounds/gazette-1/talks",
        "graph/ontology",
        "graph/provenance",
    ]
    block = """
<fact/gazette-1/talks.when> {
    <event/gazette-1/talks>
        dip:dating <dating/gazette-1/talks/when> ;
    .
    <dating/gazette-1/talks/when>
        a dip:Dating ;
        dip:dateExpression "Tuesday evening" ;
    .
}
"""
    assert block in written


def test_the_facts_reify_their_triples_in_rdf12(gazette: Admitted) -> None:
    written = text(gazette, "rdf12")
    assert written.startswith('VERSION "1.2"\n@base ')
    assert "\n    a dip:Meeting ~ <fact/gazette-1/talks.again-400> ~ <fact/gazette-1/talks> ;\n" in written
    assert "\n    dip:characters 900 ;\n" in written, "provenance has no fact of its own"


@given(GRAPHS)
def test_rdf12_is_the_union_with_every_fact_as_a_reifier(sections: list[list[Fourfold]]) -> None:
    quads = {quad for section in sections for quad in section}
    read = by_pyoxigraph(exported(admitted(*sections), "rdf12"), RdfFormat.TURTLE)
    facts = {(g, (f"{RDF}reifies",), (s, p, o)) for s, p, o, g in quads if g[0].startswith(f"{DATA_IRI}fact/")}
    assert triples(read) == triples(quads) | facts


def test_a_prefix_is_declared_where_it_is_used_and_nowhere_else(gazette: Admitted) -> None:
    for form in ("turtle", "trig", "rdf12"):
        head, _, body = text(gazette, form).rpartition("@prefix ")
        declared = set(re.findall(r"@prefix (\S+):", f"{head}@prefix {body.partition(chr(10))[0]}"))
        used = set(
            re.findall(r"(?<![\w<\"])([a-z-]+):[A-Za-z]", re.sub(r'<[^>]*>|"[^"]*"', "", body.partition("\n")[2]))
        )
        assert declared == used, form


def test_without_provenance_its_graph_is_left_out(gazette: Admitted) -> None:
    rest = triples(quad for quad in source(gazette) if quad[3] != (f"{DATA_IRI}graph/provenance",))
    assert triples(by_pyoxigraph(exported(gazette, "turtle", "none"), RdfFormat.TURTLE)) == rest
    assert triples(by_rdflib(exported(gazette, "ntriples", "none"), "nt")) == rest
    assert "Passage" not in text(gazette, "turtle", "none")


@pytest.mark.parametrize(("form", "read_as"), [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)])
def test_each_triple_of_a_fact_is_a_statement_derived_from_its_facts(
    gazette: Admitted, form: Format, read_as: RdfFormat
) -> None:
    quads = source(gazette)
    read = triples(by_pyoxigraph(exported(gazette, form, "triples"), read_as))
    added = read - triples(quads)
    assert triples(quads) <= read
    parts: dict[Any, dict[str, set[Any]]] = {}
    for statement, predicate, value in added:
        assert statement[0].startswith(f"{DATA_IRI}triple/")
        parts.setdefault(statement, {}).setdefault(predicate[0], set()).add(value)
    stated = set()
    for part in parts.values():
        assert part.pop(f"{RDF}type") == {(f"{RDF}Statement",)}
        subject, predicate, value = (part.pop(f"{RDF}{name}") for name in ("subject", "predicate", "object"))
        assert len(subject) == len(predicate) == len(value) == 1
        facts = part.pop(f"{PROV}wasDerivedFrom")
        assert part == {}
        stated |= {(*subject, *predicate, *value, fact) for fact in facts}
    assert stated == {quad for quad in quads if quad[3][0].startswith(f"{DATA_IRI}fact/")}


def test_a_statement_keeps_its_name_in_another_graph(gazette: Admitted) -> None:
    alone = Admitted(Parts(PARTS.parts[:1]), Report())
    names = set(re.findall(r"^<triple/\w+>", text(alone, "turtle", "triples"), re.MULTILINE))
    assert names
    assert names < set(re.findall(r"^<triple/\w+>", text(gazette, "turtle", "triples"), re.MULTILINE))


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(GRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_the_quads_is_of_no_matter(
    form: Format, sections: list[list[Fourfold]], chance: random.Random
) -> None:
    shuffled = [chance.sample(section * 2, len(section) * 2) for section in sections]
    assert exported(admitted(*sections), form) == exported(admitted(*shuffled), form)


@pytest.mark.parametrize("form", ["turtle", "rdf12", "ntriples", "nquads", "trig"])
@pytest.mark.parametrize("topic", ["<http://a.example/first>", f"<{DATA_IRI}topic/fisheries>", '"~~~"'])
@pytest.mark.parametrize("predicate", [f"<{RDF}type>", f"<{PREFIXES['dip']}status>", f"<{PREFIXES['prov']}z>"])
def test_one_triple_more_is_one_line_more_and_no_other(
    form: Format, topic: str, predicate: str, gazette: Admitted
) -> None:
    quad = Quad(f"<{DATA_IRI}event/gazette-1/talks>", predicate, topic, f"<{DATA_IRI}fact/gazette-1/talks>")
    more = text(Admitted(Parts((*PARTS.parts, (quad,))), Report()), form).splitlines()
    difference = [line for line in difflib.ndiff(text(gazette, form).splitlines(), more) if line[0] in "+-"]
    assert [line[0] for line in difference] == ["+"]


def test_a_build_and_the_graph_that_went_in_are_exported_alike(tmp_path: Path, gazette: Admitted) -> None:
    build = published(tmp_path)
    for form in FORMATS:
        out = io.BytesIO()
        export(build, form, out)
        assert out.getvalue() == exported(gazette, form)
    assert exported(gazette, "nquads") == b"".join(part.read_bytes() for part in build.parts)


def test_another_base_is_shortened_alike(gazette: Admitted) -> None:
    other = "https://graph.example/data/"
    parts = (tuple(Quad(*(term.replace(DATA_IRI, other) for term in quad)) for quad in part) for part in PARTS.parts)
    moved = Admitted(Parts(tuple(parts)), Report())
    for form in ("turtle", "trig", "rdf12", "jsonld"):
        assert exported(moved, form, base=other).decode() == text(gazette, form).replace(DATA_IRI, other)


def test_the_context_of_jsonld_is_its_own(gazette: Admitted) -> None:
    document = json.loads(text(gazette, "jsonld"))
    context = document["@context"]
    assert isinstance(context, dict)
    assert context.pop("@version") == 1.1
    assert context.pop("@base") == DATA_IRI
    schemes = {name: iri for name, iri in context.items() if name not in PREFIXES}
    assert schemes == {name: f"https://w3id.org/diplomacy-kg/scheme/{name}/" for name in ("role", "status")}
    assert all(PREFIXES[name] == iri for name, iri in context.items() if name not in schemes)
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    assert nodes["article/gazette-1"]["dip:characters"] == 900
    assert nodes["post/norland-fm"]["skos:prefLabel"] == [
        {"@value": "Foreign Minister of Norland", "@language": "en"},
        {"@value": "وزیر امور خارجه", "@language": "fa"},
    ]


def test_an_iri_that_jsonld_would_misread_is_refused() -> None:
    quads = [((f"{PREFIXES['skos']}a",), (f"{PREFIXES['skos']}b",), ("skos:c",), (f"{DATA_IRI}fact/a/b",))]
    with pytest.raises(UsageError, match=r"<skos:c> would be read as a prefixed name"):
        exported(admitted(quads), "jsonld")
    assert set(by_pyoxigraph(exported(admitted(quads), "trig"), RdfFormat.TRIG)) == set(quads)


def test_an_unknown_word_is_answered_with_the_known_ones(gazette: Admitted) -> None:
    with pytest.raises(UsageError, match="no format 'rdfxml'; known: turtle, trig, nquads, ntriples, rdf12, jsonld"):
        exported(gazette, "rdfxml")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no provenance 'all'; known: none, facts, triples"):
        exported(gazette, "turtle", "all")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in UNIONS])
@pytest.mark.parametrize("provenance", [p for p in get_args(Provenance) if p != "facts"])
def test_provenance_is_not_taken_from_a_format_that_needs_it(
    form: Format, provenance: Provenance, gazette: Admitted
) -> None:
    with pytest.raises(UsageError, match=r"'--provenance' is for turtle and ntriples"):
        exported(gazette, form, provenance)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("quad", [("_:b", "<http://e/o>"), ("<http://e/s>", "_:b")])
def test_a_blank_node_is_not_exported(form: Format, quad: tuple[str, str]) -> None:
    subject, value = quad
    graph = Admitted(Parts(((Quad(subject, "<http://e/p>", value, "<http://e/g>"),),)), Report())
    with pytest.raises(BuildError, match="blank node"):
        exported(graph, form)


def test_what_belongs_to_an_event_stands_with_it() -> None:
    keys = [
        "event/a/talks",
        "participation/a/talks/host/x",
        "delegation/a/talks/y",
        "dating/a/talks.when",
        "event/a/talks-2",
        "event/a/talks-10",
        "dating/a/talks-10.when",
        "event/b/call",
        "person/ada",
        "tenure/ada/norland-fm/in-office",
        "person/berg",
        "article/a#char=9,12",
        "article/a#char=10,12",
        "fact/a/talks",
        "fact/register/people/ada",
        "fact/derived/label/a/talks",
    ]
    shuffled = random.Random(3).sample(keys, len(keys))
    assert sorted(shuffled, key=lambda key: subject_key(DATA_IRI + key, DATA_IRI)) == keys


def test_a_number_that_javascript_would_round_is_no_number_in_jsonld() -> None:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    numbers = [str(sign * (2**53 + step)) for sign in (1, -1) for step in (-1, 0, 1)] + ["1" + "0" * 30]
    quads = [
        ((f"{DATA_IRI}a/b",), (f"{PREFIXES['dip']}x",), (n, "", integer), (f"{DATA_IRI}fact/a/b",)) for n in numbers
    ]
    (graph,) = json.loads(exported(admitted(quads), "jsonld"))["@graph"]
    values = graph["@graph"][0]["dip:x"]
    assert {value for value in values if isinstance(value, int)} == {2**53 - 1, 1 - 2**53}
    assert {value["@value"] for value in values if isinstance(value, dict)} == set(numbers) - {
        str(2**53 - 1),
        str(1 - 2**53),
    }


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_a_scheme_that_is_named_like_a_prefix_takes_nothing_from_it(form: Format) -> None:
    predicate, graph = (f"{PREFIXES['time']}after",), (f"{DATA_IRI}fact/a/b",)
    quads = [((f"{PREFIXES['scheme']}time/noon",), predicate, (f"{PREFIXES['scheme']}role/host",), graph)]
    read_as = RdfFormat.TURTLE if form == "turtle" else RdfFormat.JSON_LD
    assert triples(by_pyoxigraph(exported(admitted(quads), form), read_as)) == triples(quads)
