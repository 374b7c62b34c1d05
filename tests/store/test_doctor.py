"""The proof of citation: a sound build passes, and each break is found where it is, and nothing else is."""

from collections import Counter
from pathlib import Path

import pytest

from kg.store.doctor import Diagnosis, diagnose
from tests.store.sample import ARTICLE, BASE, DERIVED, REGISTER, published, sample


def diagnosis(folder: Path, *, article: str = ARTICLE, register: str = REGISTER, derived: str = DERIVED) -> Diagnosis:
    return diagnose(published(folder, sample(articles=[article], register=register, derived=derived)))


def test_a_sound_build_is_proved(tmp_path: Path) -> None:
    found = diagnosis(tmp_path)
    assert found.problems == ()
    assert found.sound
    numbers = {check.label.strip(): check.number for check in found.checks}
    quads = [line for part in sample().sections for line in part]
    assert numbers["quads in the graph"] == len(quads)
    repeated = Counter(line.rsplit(" ", 2)[0] for line in quads)
    assert numbers["triples in the default graph, their union"] == len(repeated)
    assert (numbers["blank nodes"], numbers["articles"], numbers["annotated"]) == (0, 1, 4)
    assert (numbers["register"], numbers["derived"]) == (2, 2)
    assert numbers["passages inside their articles"] == 4
    assert all(line.startswith("ok ") for line in found.lines())


HOST = "fact/gazette-1/talks.host.ada-lindqvist-30"
AT_HOST = "sources/gazette-1.yaml#/events/0/participants/0"
WHEN = "fact/derived/dating/gazette-1/talks.when"
BOUNDS = "fact/derived/event-bounds/gazette-1/talks"
RULE = 'dip:pointer "sources/gazette-1.yaml#/events/0/participants/0" ; dip:mappingRule "participation"'
PASSAGE = "<article/gazette-1#char=30,62> a dip:Passage ; oa:hasSource <article/gazette-1> ;"
GROUND = f"<{HOST}> a dip:Fact ; prov:wasDerivedFrom <article/gazette-1#char=30,62> ;"

BROKEN_ARTICLES = {
    "a graph that no fact describes": (
        (f"<{HOST}> a dip:Fact ;", f"<{HOST}> "),
        {(HOST, AT_HOST, "9 triples in a graph that is no described fact")},
    ),
    "a fact without triples": (
        (f"<{HOST}> {{", "<fact/gazette-1/other> {"),
        {
            (HOST, AT_HOST, "a fact without triples"),
            ("fact/gazette-1/other", "", "9 triples in a graph that is no described fact"),
        },
    ),
    "no ground": ((GROUND, f"<{HOST}> a dip:Fact ;"), {(HOST, AT_HOST, "it is: none")}),
    "two passages": (
        (GROUND, GROUND.replace("30,62> ;", "30,62>, <article/gazette-1#char=12,148> ;")),
        {(HOST, AT_HOST, "char=12,148, https")},
    ),
    "a ground of two kinds": (
        (GROUND, GROUND.replace("30,62> ;", "30,62>, <fact/gazette-1/talks> ;")),
        {(HOST, AT_HOST, "its ground has to be a passage, a document of the register, or facts")},
    ),
    "a passage that nothing describes": (
        (PASSAGE, PASSAGE.replace("a dip:Passage ; ", "")),
        {(HOST, AT_HOST, "its ground has to be")},
    ),
    "no annotator": (
        (f"prov:wasAttributedTo <annotator/mk> ;\n    {RULE}", RULE),
        {(HOST, AT_HOST, "0 × http://www.w3.org/ns/prov#wasAttributedTo; the annotated fact needs 1")},
    ),
    "two who said so": (
        (RULE, f"{RULE} ; dip:attributedTo <state/norland>, <state/sundria>"),
        {(HOST, AT_HOST, "attributedTo; the annotated fact needs 0 to 1")},
    ),
    "no pointer": (
        (RULE, 'dip:mappingRule "participation"'),
        {(HOST, "", "0 × https://w3id.org/diplomacy-kg/ontology#pointer; the annotated fact needs 1")},
    ),
    "two rules": ((RULE, f'{RULE}, "dating"'), {(HOST, AT_HOST, "2 × https")}),
    "a passage past the end": (
        ("dip:characters 900", "dip:characters 147"),
        {
            ("article/gazette-1#char=12,148", "", "characters 12 to 148 are not inside the article's 147"),
            ("article/gazette-1#char=400,431", "", "characters 400 to 431 are not inside the article's 147"),
        },
    ),
    "a passage named for other characters": (
        ("oa:start 30", "oa:start 31"),
        {("article/gazette-1#char=30,62", "", "its characters are 31 to 62, so it has to be")},
    ),
    "a passage of no article": (
        (PASSAGE, PASSAGE.replace("<article/gazette-1> ;", "<article/other> ;")),
        {("article/gazette-1#char=30,62", "", "article/other is not described")},
    ),
    "a passage of two starts": (
        ("oa:start 30", "oa:start 30, 31"),
        {("article/gazette-1#char=30,62", "", "one article, one start and one end")},
    ),
    "a passage that starts nowhere": (
        ("oa:start 30", 'oa:start "thirty"'),
        {("article/gazette-1#char=30,62", "", "are no numbers")},
    ),
}


@pytest.mark.parametrize("case", BROKEN_ARTICLES)
def test_a_break_in_an_article_is_found_where_it_is(case: str, tmp_path: Path) -> None:
    (old, new), expected = BROKEN_ARTICLES[case]
    assert ARTICLE.count(old) == 1
    assert_found(diagnosis(tmp_path, article=ARTICLE.replace(old, new)), expected)


BROKEN_DERIVED = {
    "a premise that is no fact": (
        (f"prov:wasDerivedFrom <{WHEN}>", "prov:wasDerivedFrom <fact/gazette-1/nothing>"),
        {(BOUNDS, "", "its ground has to be")},
    ),
    "a circle of reasons": (
        ("prov:wasDerivedFrom <fact/gazette-1/talks.when>", f"prov:wasDerivedFrom <{BOUNDS}>"),
        {(BOUNDS, "", "leads to no passage"), (WHEN, "", "leads to no passage")},
    ),
    "a derived fact with an annotator": (
        (f"<{WHEN}> ; dip:mapping", f"<{WHEN}> ; prov:wasAttributedTo <annotator/mk> ; dip:mapping"),
        {(BOUNDS, "", "1 × http://www.w3.org/ns/prov#wasAttributedTo; the derived fact needs 0")},
    ),
    "a derived fact with a pointer": (
        (f"<{WHEN}> ; dip:mapping", f'<{WHEN}> ; dip:pointer "sources/x.yaml#/0" ; dip:mapping'),
        {(BOUNDS, "sources/x.yaml#/0", "pointer; the derived fact needs 0")},
    ),
}


@pytest.mark.parametrize("case", BROKEN_DERIVED)
def test_a_break_in_what_is_derived_is_found_where_it_is(case: str, tmp_path: Path) -> None:
    (old, new), expected = BROKEN_DERIVED[case]
    assert DERIVED.count(old) == 1
    assert_found(diagnosis(tmp_path, derived=DERIVED.replace(old, new)), expected)


def test_a_document_of_the_register_that_nothing_describes_is_no_ground(tmp_path: Path) -> None:
    broken = REGISTER.replace("<document/register/posts> a", "<document/other> a")
    pointer = "sources/register/posts.yaml#/0"
    assert_found(diagnosis(tmp_path, register=broken), {("fact/register/posts/norland-fm", pointer, "its ground")})


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    build = published(tmp_path)
    build.parts[0].write_bytes(build.parts[0].read_bytes().replace(b"Tuesday evening", b"Tuesday morning"))
    found = diagnose(build)
    assert [(p.what, p.subject) for p in found.problems] == [
        ("graph/000001-article.nq: its content was changed", build.name)
    ]
    assert found.lines()[-2].startswith("NOT ")


def test_a_blank_node_and_a_line_that_is_no_quad_are_counted(tmp_path: Path) -> None:
    build = published(tmp_path)
    with build.parts[0].open("a") as file:
        file.write("_:b <http://e/p> <http://e/o> <http://e/g> .\n<http://e/s> <http://e/p> 1 .\n")
    found = diagnose(build)
    numbers = {check.label: (check.number, check.ok) for check in found.checks}
    assert numbers["blank nodes"] == (1, False)
    assert numbers["lines that are no quad of a named graph"] == (1, False)
    assert not found.sound


def assert_found(found: Diagnosis, expected: set[tuple[str, str, str]]) -> None:
    """Assert that the problems are the expected ones: subject, pointer, and words of what is wrong."""
    assert not found.sound
    assert any(not check.ok for check in found.checks)
    assert len(found.problems) == len(expected), found.lines()
    for subject, pointer, words in expected:
        assert any(p.subject == BASE + subject and p.pointer == pointer and words in p.what for p in found.problems), (
            words,
            found.lines(),
        )
