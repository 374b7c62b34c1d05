"""Every merge, split, open name and bound of the five articles, as a careful reader of the texts decides them.

What is expected stands in `five_decisions.toml`, each entry with its reason.
"""

import tomllib
from datetime import date
from typing import Any

import pytest
from msgspec import structs

from kg.drafting import decided, read
from kg.identity import Decisions, Ref, decide, event_key
from kg.identity.names import compare
from kg.model import Annotation, Mention
from kg.project import Project
from kg.sources.texts import Texts
from tests.conftest import ROOT

EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads((ROOT / "tests" / "five_decisions.toml").read_text())


@pytest.fixture(scope="module")
def with_judgements() -> Decisions:
    project = Project(ROOT)
    return decided(Texts(project.texts), *read(project))


@pytest.fixture(scope="module")
def alone() -> Decisions:
    """The decisions without any judgement, and without the annotator's word for who is meant."""
    reading, register = read(Project(ROOT))
    annotations = [_without_is(source.annotation) for source in reading.sources]
    return decide(annotations, register.register.entries)


def _without_is(annotation: Annotation) -> Annotation:
    def bare(mention: Any) -> Any:
        known = isinstance(mention, Mention) and mention.name and mention.is_
        return structs.replace(mention, is_=None) if known else mention

    events = [structs.replace(e, participants=[bare(p) for p in e.participants]) for e in annotation.events]
    said = [structs.replace(s, speaker=bare(s.speaker), to=[bare(t) for t in s.to]) for s in annotation.statements]
    return structs.replace(annotation, events=events, statements=said)


def entries(table: str, **fields: Any) -> list[Any]:
    found = [entry for entry in EXPECTED[table] if all(entry.get(name) == value for name, value in fields.items())]
    return [pytest.param(entry, id=" ".join(str(v) for v in list(entry.values())[:3])[:70]) for entry in found]


def named(decisions: Decisions, article: str, name: str) -> set[str | None]:
    """Return who the mentions of an article with this name are, by key; None for who stays open."""
    found = [m for m in decisions.casts[article].mentions.values() if m.named_as == name]
    return {m.actor.key if m.actor else None for m in found}


def one(decisions: Decisions, a: str, b: str) -> bool:
    leader = decisions.events.merged.leader
    return leader(event_key(a)) == leader(event_key(b))


@pytest.mark.parametrize("entry", [p for p in entries("name") if p.values[0]["entries"] and "where" not in p.values[0]])
def test_a_name_belongs_to(entry: dict[str, Any], with_judgements: Decisions) -> None:
    assert named(with_judgements, entry["article"], entry["name"]) == {entry["belongs_to"]}


@pytest.mark.parametrize(
    "entry", [p for p in entries("name") if p.values[0]["entries"] and "without_is" in p.values[0]]
)
def test_a_name_without_the_annotators_word(entry: dict[str, Any], alone: Decisions) -> None:
    expected = entry["belongs_to"] if entry["without_is"] == "same" else None
    assert named(alone, entry["article"], entry["name"]) == {expected}


@pytest.mark.parametrize("entry", entries("together"))
def test_two_spellings_are_of_one_person(entry: dict[str, Any], with_judgements: Decisions) -> None:
    pair = [entry[side].split(": ") for side in "ab"]
    assert compare(pair[0][1], pair[1][1]).verdict == entry["by_name"]
    for article, name in pair:
        assert named(with_judgements, article, name) == {entry["person"]}


@pytest.mark.parametrize("entry", [p for p in entries("apart") if ": " not in p.values[0]["a"]])
def test_two_people_stay_two(entry: dict[str, Any], with_judgements: Decisions) -> None:
    assert with_judgements.person(entry["a"]) != with_judgements.person(entry["b"])
    assert with_judgements.person(entry["a"]) == Ref("person", entry["a"])


@pytest.mark.parametrize("entry", entries("role"))
def test_who_is_named_by_a_post_alone(entry: dict[str, Any], with_judgements: Decisions) -> None:
    found = with_judgements.casts[entry["article"]].mentions[entry["pointer"]]
    assert (found.actor, found.holder, found.rule) == (None, None, "role-only")
    assert entry["decision"] == "open"


@pytest.mark.parametrize("entry", entries("merge"))
def test_two_reports_are_one(entry: dict[str, Any], with_judgements: Decisions, alone: Decisions) -> None:
    assert one(with_judgements, entry["a"], entry["b"])
    assert one(alone, entry["a"], entry["b"]) is entry["automatic"]
    if entry["without_judgement"] == "unsure":
        assert alone.events.explain(event_key(entry["a"]), event_key(entry["b"])).verdict == "unsure"


@pytest.mark.parametrize("entry", [*entries("keep_apart"), *entries("keep_apart_inside"), *entries("unsure")])
def test_two_reports_stay_two(entry: dict[str, Any], with_judgements: Decisions, alone: Decisions) -> None:
    assert not one(with_judgements, entry["a"], entry["b"])
    assert not one(alone, entry["a"], entry["b"])


@pytest.mark.parametrize("entry", entries("fulfils"))
def test_no_plan_is_linked_to_a_report(entry: dict[str, Any], with_judgements: Decisions) -> None:
    linked = {(f"{a}/{b}", f"{c}/{d}") for (a, b), (c, d), _ in with_judgements.events.fulfils}
    assert ((entry["report"], entry["planned"]) in linked) is entry["linked"]
    assert len(linked) == sum(each["linked"] for each in EXPECTED["fulfils"])


@pytest.mark.parametrize("entry", entries("bound"))
def test_bounds(entry: dict[str, Any], with_judgements: Decisions) -> None:
    key = (entry["article"], entry["thing"])
    timeline = with_judgements.timeline
    found = timeline.bounds(key if entry["kind"] == "document" else with_judgements.events.merged.leader(key))
    ends = [None if entry[end] == "none" else date.fromisoformat(str(entry[end])) for end in ("earliest", "latest")]
    assert ([found.earliest, found.latest] if found else [None, None]) == ends


def test_what_has_no_entry_has_no_bounds(with_judgements: Decisions) -> None:
    listed = {(entry["article"], entry["thing"]) for entry in EXPECTED["bound"]}
    merged = with_judgements.events.merged
    for annotation in with_judgements.annotations:
        for speech in annotation.statements:
            key = (annotation.article.id, speech.id)
            found = with_judgements.timeline.bounds(merged.leader(key))
            told_in = merged.leader((annotation.article.id, speech.in_)) if speech.in_ else None
            around = with_judgements.timeline.bounds(told_in) if told_in else None
            assert key in listed or found == around
        for event in annotation.events:
            assert (annotation.article.id, event.id) in listed


@pytest.mark.parametrize("entry", entries("order"))
def test_an_order_narrows(entry: dict[str, Any], with_judgements: Decisions) -> None:
    leader = with_judgements.events.merged.leader
    steps = with_judgements.timeline.narrowed(leader(event_key(entry["event"])))
    by_this = {side for side, step in steps.items() if entry["other"].split("/")[1] in step.relation.ground.fact}
    end, _, day = entry["narrows"].partition(" ")
    assert by_this == (set() if end == "nothing" else {end})
    if day:
        when = with_judgements.timeline.bounds(leader(event_key(entry["event"])))
        assert when is not None
        assert str(getattr(when, end)) == day


@pytest.mark.parametrize("entry", entries("name", where="said_by"))
def test_whoever_says_so_is(entry: dict[str, Any], with_judgements: Decisions) -> None:
    refs = {ref.key for at, ref in with_judgements.casts[entry["article"]].refs.items() if at.endswith("/said_by")}
    assert entry["belongs_to"] in refs


def test_the_register_has_all_people_of_the_five(with_judgements: Decisions) -> None:
    assert with_judgements.people.labels == {}
    assert {f.code for cast in with_judgements.casts.values() for f in cast.findings} == set()
