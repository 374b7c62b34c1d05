"""Files of N-Triples and N-Quads are read as Oxigraph's parser reads them, whatever way they are written."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GateError
from kg.validation.engine import reading, validate

SUBJECTS = ["<http://e/s>", "_:b", "<http://e/s#char=1,2>", "<http://e/é>"]
OBJECTS = [
    *SUBJECTS,
    '"a b"',
    '""',
    '"a . b"',
    '"say \\"so\\"\\n"',
    '"caf\\u00e9"',
    '"x"@en',
    '"x"@EN-gb',
    '"<a> _:b"',
    '"a <http://e/g>"@en',
    '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"s"^^<http://www.w3.org/2001/XMLSchema#string>',
    '"# no comment"',
]
ENDS = [" .\n", " .\n", " .\n", ".\n", " .\r\n", " . # a comment . \n", " .\n\n", " .\n# <a> <b> <c> .\n"]
GRAPHS = ["", "", " <http://e/g>", " _:g"]


def lines(graphs: list[str]) -> st.SearchStrategy[str]:
    parts = st.sampled_from(SUBJECTS), st.sampled_from(["<http://e/p>", "<http://e/q>"]), st.sampled_from(OBJECTS)
    line = st.tuples(
        *parts, st.sampled_from(graphs), st.sampled_from([" ", " ", " ", "  ", "\t"]), st.sampled_from(ENDS)
    )
    return st.lists(line.map(lambda x: x[4].join(x[:3]) + x[3] + x[5]), max_size=12).map("".join)


def quads(path: Path) -> list[tuple[str, ...]]:
    return [tuple(quad) for quad in reading.read(path).quads()]


def by_parser(path: Path, form: pyoxigraph.RdfFormat) -> list[tuple[str, ...]]:
    found = []
    for s, p, o, graph in pyoxigraph.parse(path=path, format=form):
        name = "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(graph)
        found.append((str(s), str(p), str(o).replace("@EN-gb", "@en-gb"), name))
    return found


@given(lines([""]), st.sampled_from([1, 40, 1 << 22]))
def test_n_triples_are_read_as_the_parser_reads_them(tmp_path_factory, text, chunk):
    path = tmp_path_factory.mktemp("nt") / "graph.nt"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "CHUNK", chunk)
        assert quads(path) == by_parser(path, pyoxigraph.RdfFormat.N_TRIPLES)


@given(lines(GRAPHS))
def test_n_quads_are_read_as_the_parser_reads_them(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("nq") / "graph.nq"
    path.write_text(text, encoding="utf-8", newline="")
    assert quads(path) == by_parser(path, pyoxigraph.RdfFormat.N_QUADS)


GOOD = "<http://e/s> <http://e/p> <http://e/o> .\n"


@pytest.mark.parametrize(
    "bad",
    [
        '"a" <http://e/p> <http://e/o> .\n',
        "<http://e/s> _:b <http://e/o> .\n",
        '<http://e/s> "http://e/o" <http://e/o> .\n',
        "<http://e/s> <http://e/p> <relative> .\n",
        "<http://e/s> <http://e/p> <http://e/a b> .\n",
        '<http://e/s> <http://e/p> "open .\n',
        "<http://e/s> <http://e/p> .\n",
        "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n",
        "<http://e/s> <http://e/p> <http://e/o>\n",
    ],
)
def test_a_malformed_line_is_named(tmp_path, bad):
    path = tmp_path / "graph.nt"
    path.write_text(GOOD + '<http://e/s> <http://e/p> "a" .\n' + bad + GOOD, encoding="utf-8")
    with pytest.raises(GateError, match=r"^graph\.nt:[34]:\d+: .*; mend the line$"):
        reading.read(path)


def test_what_is_no_utf8_is_named(tmp_path):
    path = tmp_path / "graph.nt"
    path.write_bytes(GOOD.encode() + b'<http://e/s> <http://e/p> "\xff" .\n')
    with pytest.raises(GateError, match=r"^graph\.nt:2:"):
        reading.read(path)


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(GateError, match=r"graph\.ttl is neither N-Triples nor N-Quads; give a file that ends in"):
        reading.read(tmp_path / "graph.ttl")


def test_a_path_is_validated_like_the_graph_in_it(tmp_path):
    path = tmp_path / "graph.nt"
    path.write_text(GOOD + "<http://e/s2> <http://e/p> _:b .\n", encoding="utf-8")
    shapes = rdflib.Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <http://e/S> sh:targetSubjectsOf <http://e/p> ; sh:property <http://e/P> .
        <http://e/P> sh:path <http://e/p> ; sh:nodeKind sh:IRI .""",
        format="turtle",
    )
    (result,) = validate(path, shapes).results
    assert str(result.focus) == "http://e/s2"
    assert len(validate(rdflib.Graph().parse(path, format="nt"), shapes).results) == 1
