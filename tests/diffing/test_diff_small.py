"""What changed between two small builds, written by hand: each differs from the other by one edit."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.diffing import Change, Diff, Edit, Ground, diff, to_json, tree
from kg.explain import to_text
from kg.store import Build, digest
from tests.store.sample import ARTICLE, BASE, DERIVED, ONTOLOGY, REGISTER, Sample, lines, published

GAZETTE, PEOPLE = "sources/gazette-1.yaml", "sources/register/people.yaml"
ADA = "fact/gazette-1/talks.host.ada-lindqvist"
TOM = """
<fact/gazette-1/talks.guest.tom-berg-70> {
  <event/gazette-1/talks> dip:participation <participation/gazette-1/talks/guest/tom-berg> .
  <participation/gazette-1/talks/guest/tom-berg> dip:namedAs "Tom Berg" ; dip:role role:guest .
}
<graph/provenance> {
  <fact/gazette-1/talks.guest.tom-berg-70> a dip:Fact ; dip:mappingRule "participation" ;
    prov:wasDerivedFrom <article/gazette-1#char=70,78> ; dip:pointer "sources/gazette-1.yaml#/events/0/participants/1" .
  <article/gazette-1#char=70,78> a dip:Passage ; oa:hasSource <article/gazette-1> ; oa:start 70 ; oa:end 78 .
}
"""


def build(
    folder: Path,
    *,
    article: str = ARTICLE,
    register: str = REGISTER,
    derived: str = DERIVED,
    ontology: str = ONTOLOGY,
    files: Mapping[str, bytes] | None = None,
) -> Build:
    """Publish a world; `files` are the contents of its sources as far as they are not the usual ones."""
    sources = {GAZETTE: b"gazette", PEOPLE: b"people", "sources/register/posts.yaml": b"posts", **(files or {})}
    parts = (lines(article), lines(register), lines(derived), lines(ontology))
    return published(folder, Sample(parts), inputs={name: digest(content) for name, content in sources.items()})


@pytest.fixture
def first(tmp_path: Path) -> Build:
    return build(tmp_path / "first")


def edited(tmp_path: Path, **more: object) -> Build:
    """Publish a world whose article is another file by now."""
    return build(tmp_path / "second", files={GAZETTE: b"edited"}, **more)  # type: ignore[arg-type]


def only(found: Diff) -> Edit:
    (edit,) = found.edits
    return edit


def keys(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.how, change.iri.removeprefix(BASE)) for change in changes]


def test_equal_builds_have_no_difference(first: Build, tmp_path: Path) -> None:
    again = build(tmp_path / "again")
    found = diff(first, again)
    assert found == Diff(first.name, first.name)
    assert found.equal
    assert to_text(tree(found)) == f"{first.name}: both are the same build\n"


def test_a_file_that_changed_by_a_comment_alone_gives_no_edit(first: Build, tmp_path: Path) -> None:
    found = diff(first, edited(tmp_path))
    assert (found.edits, found.rest, found.equal) == ((), (), False)


def test_a_moved_passage_is_another_ground_of_the_same_fact(first: Build, tmp_path: Path) -> None:
    article = ARTICLE.replace("#char=12,148", "#char=12,150").replace("oa:end 148", "oa:end 150")
    edit = only(diff(first, edited(tmp_path, article=article)))
    assert (edit.pointer, edit.build) == (f"{GAZETTE}#/events/0", "second")
    (change,) = edit.changes
    assert (change.how, change.iri, change.gained, change.lost) == (
        "provenance",
        f"{BASE}fact/gazette-1/talks",
        (),
        (),
    )
    assert change.grounds == (Ground("passage", ("gazette-1 [12–148]",), ("gazette-1 [12–150]",)),)


def test_another_attribution_is_another_ground_of_the_same_fact(first: Build, tmp_path: Path) -> None:
    article = ARTICLE.replace("    dip:attributedTo <organization/norland-fm> ; prov:was", "    prov:was")
    (change,) = only(diff(first, edited(tmp_path, article=article))).changes
    assert (change.how, change.gained, change.lost) == ("provenance", (), ())
    assert change.grounds == (Ground("attribution", ("norland-fm",), ()),)


def test_a_fact_whose_name_stands_elsewhere_is_the_same_fact(first: Build, tmp_path: Path) -> None:
    article = ARTICLE.replace("lindqvist-30", "lindqvist-31").replace("#char=30,62", "#char=31,62")
    edit = only(diff(first, edited(tmp_path, article=article.replace("oa:start 30", "oa:start 31"))))
    change, decision = edit.changes
    assert (change.how, change.was, change.iri) == ("provenance", f"{BASE}{ADA}-30", f"{BASE}{ADA}-31")
    assert (change.gained, change.lost) == ((), ())
    assert change.grounds == (Ground("passage", ("gazette-1 [30–62]",), ("gazette-1 [31–62]",)),)
    assert (decision.kind, decision.because) == ("decision", "premises")  # the one on her name used the old fact


def test_a_changed_role_is_told_in_words_and_triples(first: Build, tmp_path: Path) -> None:
    article = ARTICLE.replace("dip:role role:host", "dip:role role:guest")
    edit = only(diff(first, edited(tmp_path, article=article)))
    assert edit.pointer == f"{GAZETTE}#/events/0/participants/0"
    (change,) = edit.changes
    assert (change.how, change.because, change.grounds) == ("changed", "annotation", ())
    (gained,), (lost,) = change.gained, change.lost
    node = "<https://w3id.org/diplomacy-kg/id/participation/gazette-1/talks/host/ada-lindqvist>"
    role = "<https://w3id.org/diplomacy-kg/ontology#role>"
    assert (lost.subject, lost.predicate, lost.object) == (
        node,
        role,
        "<https://w3id.org/diplomacy-kg/scheme/role/host>",
    )
    assert gained.object == "<https://w3id.org/diplomacy-kg/scheme/role/guest>"
    # the ontology of this world labels `host` alone
    assert [lost.words.rpartition(" – ")[2], gained.words.rpartition(" – ")[2]] == ["host", "guest"]
    assert not gained.elsewhere
    assert not lost.elsewhere


def test_what_another_fact_says_too_is_not_lost(first: Build, tmp_path: Path) -> None:
    again = "<fact/gazette-1/talks.again-400>"
    start, end = ARTICLE.index(f"{again} {{"), ARTICLE.index(f"<{ADA}-30> {{")
    article = ARTICLE[:start] + ARTICLE[end:]
    start, end = article.index(f"  {again} a dip:Fact"), article.index(f"  <{ADA}-30> a dip:Fact")
    edit = only(diff(first, edited(tmp_path, article=article[:start] + article[end:])))
    assert (edit.pointer, edit.build) == (f"{GAZETTE}#/events/0/again/0", "first")
    (change,) = edit.changes
    assert change.how == "removed"
    assert [triple.elsewhere for triple in change.lost] == [True, True]


def test_a_removed_participant_leaves_those_after_it_alone(tmp_path: Path) -> None:
    """Tom Berg is participant 1 before and 0 after; the one who is gone was 0."""
    before = build(tmp_path / "first", article=ARTICLE + TOM)
    start, end = ARTICLE.index(f"<{ADA}-30> {{"), ARTICLE.index("<fact/gazette-1/talks.when> {")
    article = ARTICLE[:start] + ARTICLE[end:]
    start, end = article.index(f"  <{ADA}-30> a dip:Fact"), article.index("  <fact/gazette-1/talks.when> a dip:Fact")
    article = article[:start] + article[end : article.index("  <resolution/")] + "}"
    found = diff(before, edited(tmp_path, article=article + TOM.replace("participants/1", "participants/0")))
    edit = only(found)
    assert (edit.pointer, edit.build) == (f"{GAZETTE}#/events/0/participants/0", "first")
    assert keys(edit.changes) == [
        ("removed", f"{ADA}-30"),
        ("removed", "resolution/gazette-1/ada-lindqvist/ada-lindqvist"),
    ]
    assert [change.because for change in edit.changes] == ["annotation", "premises"]
    assert found.moved == 1
    assert found.rest == ()


def test_an_added_event_is_an_edit_of_its_own(first: Build, tmp_path: Path) -> None:
    signing = """
    <fact/gazette-1/signing> { <event/gazette-1/signing> a dip:Meeting . }
    <graph/provenance> { <fact/gazette-1/signing> a dip:Fact ; dip:mappingRule "event" ;
      prov:wasDerivedFrom <article/gazette-1#char=12,148> ; dip:pointer "sources/gazette-1.yaml#/events/1" . }
    """
    edit = only(diff(first, edited(tmp_path, article=ARTICLE + signing)))
    assert (edit.pointer, edit.build) == (f"{GAZETTE}#/events/1", "second")
    (change,) = edit.changes
    assert (change.how, change.pointer) == ("added", f"{GAZETTE}#/events/1")
    assert [triple.words for triple in change.gained] == ["gazette-1/signing – is a – meeting"]


def test_a_new_article_is_one_edit(first: Build, tmp_path: Path) -> None:
    article = ARTICLE + ARTICLE.replace("gazette-1", "tribune-7")
    edit = only(diff(first, build(tmp_path / "second", article=article, files={"sources/tribune-7.yaml": b"new"})))
    assert (edit.pointer, edit.build) == ("sources/tribune-7.yaml", "second")
    kinds = [change.kind for change in edit.changes]
    assert (kinds.count("fact"), kinds.count("thing"), kinds.count("decision")) == (4, 1, 1)


def test_what_is_derived_follows_from_the_edit_of_its_premises(first: Build, tmp_path: Path) -> None:
    """The day of the event follows from the day that the words mean, and that from the words."""
    edit = only(
        diff(
            first,
            edited(
                tmp_path,
                article=ARTICLE.replace("Tuesday evening", "Wednesday evening"),
                derived=DERIVED.replace("2031-04-01", "2031-04-02"),
            ),
        )
    )
    assert edit.pointer == f"{GAZETTE}#/events/0/when"
    assert keys(edit.changes) == [
        ("changed", "fact/gazette-1/talks.when"),
        ("changed", "fact/derived/dating/gazette-1/talks.when"),
        ("changed", "fact/derived/event-bounds/gazette-1/talks"),
    ]
    assert [change.because for change in edit.changes] == ["annotation", "premises", "premises"]


def test_what_follows_from_two_edits_stands_under_the_first_and_names_the_other(first: Build, tmp_path: Path) -> None:
    both = DERIVED.replace(
        "prov:wasDerivedFrom <fact/gazette-1/talks.when>", "prov:wasDerivedFrom <fact/gazette-1/talks.when>, <POST>"
    ).replace("POST", "fact/register/posts/norland-fm")
    before = build(tmp_path / "before", derived=both)
    after = build(
        tmp_path / "after",
        article=ARTICLE.replace("Tuesday evening", "Wednesday evening"),
        register=REGISTER.replace("Foreign Minister of Norland", "Chancellor of Norland"),
        derived=both.replace("2031-04-01", "2031-04-02"),
        files={GAZETTE: b"edited", "sources/register/posts.yaml": b"edited"},
    )
    words, post = diff(before, after).edits
    assert [edit.pointer for edit in (words, post)] == [f"{GAZETTE}#/events/0/when", "sources/register/posts.yaml#/0"]
    assert [change.others for change in words.changes] == [(), (post.pointer,), (post.pointer,)]
    assert keys(post.changes) == [("changed", "fact/register/posts/norland-fm")]


def test_an_edit_that_a_premise_did_not_follow_is_not_named(tmp_path: Path) -> None:
    """The day rests on the words and on a tenure; the post's label changed, but the tenure says what it said."""
    tenure = """<fact/derived/tenure> { <tenure/x> dip:attestedOn "2031-04-01"^^xsd:date . }
    <graph/provenance> {
      <fact/derived/tenure> a dip:Fact ; prov:wasDerivedFrom <fact/register/posts/norland-fm> ; dip:mappingRule "x" .
      <fact/derived/event-bounds/gazette-1/talks> prov:wasDerivedFrom <fact/derived/tenure> .
    }"""
    before = build(tmp_path / "before", derived=DERIVED + tenure)
    after = build(
        tmp_path / "after",
        article=ARTICLE.replace("Tuesday evening", "Wednesday evening"),
        register=REGISTER.replace("Foreign Minister of Norland", "Chancellor of Norland"),
        derived=DERIVED.replace("2031-04-01", "2031-04-02") + tenure,
        files={GAZETTE: b"edited", "sources/register/posts.yaml": b"edited"},
    )
    words, _ = diff(before, after).edits
    assert [change.others for change in words.changes] == [(), (), ()]


def test_what_follows_from_no_edit_stands_apart(first: Build, tmp_path: Path) -> None:
    """Nothing in the sources changed: another program gives another day, the ontology another label."""
    second = build(
        tmp_path / "second",
        derived=DERIVED.replace("2031-04-01", "2031-04-02"),
        ontology=ONTOLOGY.replace('"meeting"@en', '"encounter"@en'),
    )
    found = diff(first, second)
    assert found.edits == ()
    assert [(change.kind, change.because) for change in found.rest] == [("fact", ""), ("fact", ""), ("term", "")]
    assert found.rest[2].iri == "https://w3id.org/diplomacy-kg/ontology#Meeting"


def test_a_fact_of_a_file_that_is_as_it_was_is_no_edit(first: Build, tmp_path: Path) -> None:
    """A name of the register decides which person the article names; the article's own file did not change."""
    article = ARTICLE.replace("person/ada-lindqvist", "person/ada-berg")
    register = REGISTER.replace("ada-lindqvist", "ada-berg").replace("Ada Lindqvist", "Ada Berg")
    found = diff(first, build(tmp_path / "second", article=article, register=register, files={PEOPLE: b"edited"}))
    edit = only(found)
    assert edit.pointer == f"{PEOPLE}#/0"
    assert {f"{ADA}-30"} <= {iri for _, iri in keys(edit.changes)}
    assert {change.because for change in edit.changes} == {"annotation", "things"}


def test_a_line_is_known_where_the_file_is_as_it_was_in_the_build(first: Build, tmp_path: Path) -> None:
    text = b"article: {id: gazette-1}\nevents:\n  - id: talks\n    participants:\n      - {name: Ada, role: guest}\n"
    article = ARTICLE.replace("dip:role role:host", "dip:role role:guest")
    second = build(tmp_path / "second", article=article, files={GAZETTE: text})
    path = tmp_path / GAZETTE
    path.parent.mkdir()
    path.write_bytes(text)
    located = only(diff(first, second, root=tmp_path))
    assert (located.line, located.column) == (5, 9)
    path.write_bytes(text + b"# written since\n")
    found = diff(first, second, root=tmp_path)
    assert (only(found).line, only(found).column, found.unlocated) == (0, 0, (GAZETTE,))
    assert f"{GAZETTE} is not as it was" in to_text(tree(found))


def test_a_long_chain_of_premises_is_followed_to_its_end(tmp_path: Path) -> None:
    """Each of 1,500 facts rests on the one before; the first on the words of the article. All of them changed."""
    facts = "".join(
        f"""<fact/derived/ordered/{n}> {{ <event/gazette-1/talks> dip:earliest "2031-04-{n % 28 + 1:02}"^^xsd:date . }}
        <graph/provenance> {{ <fact/derived/ordered/{n}> a dip:Fact ; dip:mappingRule "ordered" ;
          prov:wasDerivedFrom <fact/{f"derived/ordered/{n - 1}" if n else "gazette-1/talks.when"}> . }}"""
        for n in range(1500)
    )
    before = build(tmp_path / "first", derived=DERIVED + facts)
    after = edited(
        tmp_path, article=ARTICLE.replace("Tuesday", "Friday"), derived=DERIVED + facts.replace("2031-04", "2031-05")
    )
    edit = only(diff(before, after))
    assert len(edit.changes) == 1501
    assert "and 1488 more" in to_text(tree(diff(before, after)))


def test_a_circle_of_premises_comes_to_an_end(tmp_path: Path) -> None:
    circle = """
    <fact/derived/x> { <event/gazette-1/talks> dip:earliest "2031-04-01"^^xsd:date . }
    <fact/derived/y> { <event/gazette-1/talks> dip:latest "2031-04-01"^^xsd:date . }
    <graph/provenance> {
      <fact/derived/x> a dip:Fact ; prov:wasDerivedFrom <fact/derived/y> ; dip:mappingRule "ordered" .
      <fact/derived/y> a dip:Fact ; prov:wasDerivedFrom <fact/derived/x> ; dip:mappingRule "ordered" .
    }"""
    before = build(tmp_path / "first", derived=circle)
    found = diff(before, build(tmp_path / "second", derived=circle.replace("2031-04-01", "2031-04-02")))
    assert [change.because for change in found.rest] == ["", ""]


def test_the_json_has_every_key(first: Build, tmp_path: Path) -> None:
    import json

    import jsonschema

    from kg.diffing import schema

    found = diff(first, edited(tmp_path, article=ARTICLE.replace("dip:role role:host", "dip:role role:guest")))
    document = json.loads(to_json(found))
    jsonschema.validate(document, schema())
    assert (document["version"], document["equal"]) == (1, False)
    (edit,) = document["diff"]["edits"]
    assert edit["changes"][0]["lost"][0]["object"] == "<https://w3id.org/diplomacy-kg/scheme/role/host>"
