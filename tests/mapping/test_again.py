"""After any edit, the changed lines are exactly those between a mapping of all before and one of all after it."""

import random
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from kg.identity import decide
from kg.mapping.again import map_changes
from kg.mapping.articles import Account, Mapper
from kg.mapping.corpus import map_corpus
from kg.mapping.lines import Lines
from kg.mapping.whole import Mapped
from kg.model import Annotation, Change, Entry
from kg.sources.read import Source
from tests.benchmarks.corpus import make
from tests.identity.people.world import articles, judged, named, person, told

from .decided import ADA, FM, HOLDER, PLAIN, PM, SUNDRIA, registered, unnamed
from .edits import DENSE, EDITS, World, dense

ID = b"https://w3id.org/diplomacy-kg/id/"
Graph = dict[str, set[bytes]]


class Twice:
    """A graph kept by changes beside one that is mapped anew."""

    def __init__(self, world: World) -> None:
        self.world, self.mapped = world, Mapped()
        self.graph = self.anew(self.mapped)

    def arguments(self) -> tuple[Any, dict[str, Any]]:
        world = self.world
        text = lambda article: world.texts.get(article.id)  # noqa: E731
        decisions = decide(world.annotations, world.entries, world.judgements, text)
        texts = {each.article.id: Source(each, "sources/a.jsonl") for each in decisions.annotations}
        return (texts, decisions), {"annotators": world.annotators}

    def anew(self, mapped: Mapped | None = None) -> Graph:
        place, by_name = self.arguments()
        graph: Graph = {}
        for section in map_corpus(*place, **by_name, mapped=mapped):
            graph.setdefault(section.name, set()).update(line.encode() for line in section.lines)
        return graph

    def again(self) -> dict[str, Change]:
        """Map the changes, and hold them against a graph that is mapped anew; return them."""
        place, by_name = self.arguments()
        changes = map_changes(self.mapped, *place, **by_name)
        if changes is None:
            self.mapped = Mapped()
            self.graph = self.anew(self.mapped)
            return {}
        anew = self.anew()
        names = {name for name in self.graph.keys() | anew.keys() if self.graph.get(name) != anew.get(name)}
        assert changes.keys() == names
        for name in names:
            was, now = self.graph.get(name, set()), anew.get(name, set())
            assert (sorted(changes[name].removed), sorted(changes[name].added)) == (
                sorted(was - now),
                sorted(now - was),
            )
        self.graph = anew
        return changes


@pytest.mark.parametrize("seed", range(2))
def test_changes_are_what_lies_between_two_graphs(seed: int) -> None:
    chance = random.Random(seed)
    corpus = make(seed + 1, 36)
    world = World(corpus.annotations, corpus.entries, corpus.texts)
    chance.shuffle(world.annotations)
    world.spare = [world.annotations.pop() for _ in range(8)]
    twice = Twice(world)
    for _ in range(20):
        chance.choice(EDITS)(world, chance)
        twice.again()


@pytest.mark.parametrize("seed", range(8))
def test_changes_are_those_of_events_that_hang_together(seed: int) -> None:
    chance = random.Random(seed)
    texts = [dense(key, chance) for key in "bcdefgh"]
    world = World(texts, registered([PLAIN, person("tom", "Tom Berg")][: chance.randrange(3)]), {})
    world.spare = [world.annotations.pop()]
    twice = Twice(world)
    for _ in range(25):
        chance.choice(DENSE)(world, chance)
        twice.again()


def small(*annotations: Annotation, people: Iterable[Entry] = (PLAIN,)) -> Twice:
    return Twice(World(annotations, registered(people), {}))


def test_reports_that_become_one_event_and_two_again() -> None:
    twice = small(told("a", named("Ada Lindqvist", **ADA), SUNDRIA), told("b", named("Tom Berg", FM, "sundria")))
    twice.world.judgements = [judged("same", "a/e0", "b/e0", kind="event")]
    joined = twice.again()
    assert any(b"<" + ID + b"event/a/e0>" in line for line in joined["article/b"].added)
    assert not any(b"<" + ID + b"event/b/e0>" in line for line in joined["article/b"].added)
    twice.world.judgements = []
    parted = twice.again()
    assert {name: (change.added, change.removed) for name, change in parted.items()} == joined


def test_a_post_alone_is_somebody_as_soon_as_two_other_articles_say_so() -> None:
    days = [told(key, named("Ada Lindqvist", FM, "norland", **ADA), published=f"2031-{day}") for key, day in DAYS]
    twice = small(told("asked", unnamed(), SUNDRIA), days[0])
    twice.world.annotations.append(days[1])
    changes = twice.again()
    assert changes.keys() == {"article/asked", "article/y", "derived"}
    fact = b"<" + ID + b"fact/derived/incumbent/asked/e0.interlocutor.ada-0>"
    assert any(line.startswith(fact) for line in changes["article/asked"].added)


DAYS = (("x", "03-20"), ("y", "04-10"))


def test_a_label_changes_wherever_its_bearer_stands() -> None:
    twice = small(*(told(key, named("A. Lindqvist", FM, "norland"), published=f"2031-{day}") for key, day in DAYS))
    twice.world.annotations.append(told("z", named("Ada Lindqvist", FM, "norland"), published="2031-04-12"))
    changes = twice.again()
    assert changes.keys() == {"article/x", "article/y", "article/z", "derived"}  # there it is another name now
    names = {line for line in changes["derived"].added if b'"Meeting of Ada Lindqvist (2031-' in line}
    assert len(names) == 3


def test_the_side_of_one_who_is_named_alone_goes_with_the_article_that_knows_the_post() -> None:
    twice = small(told("asked", named("Ada Lindqvist", **ADA)), told("x", named("Ada Lindqvist", FM, "norland", **ADA)))
    asked = b"<" + ID + b"participation/asked/e0/interlocutor/ada> <https://w3id.org/diplomacy-kg/ontology#side>"
    del twice.world.annotations[1]
    changes = twice.again()
    assert changes.keys() == {"article/x", "derived"}
    assert len([line for line in changes["derived"].removed if line.startswith(asked)]) == 1


def test_a_time_that_counts_from_an_event_moves_with_a_report_of_it_elsewhere() -> None:
    events = [{"participants": [SUNDRIA], "when": {"says": "in April 2031", "at": [0, 5]}}]
    later = {"says": "the following day", "relative_to": "e0", "at": [20, 25]}
    events.append({"type": "phone call", "when": later})
    twice = small(articles("a", events), told("b", named("Ada Lindqvist")))
    twice.world.judgements = [judged("same", "a/e0", "b/e0", kind="event")]
    twice.again()
    twice.world.set(1, msgspec.to_builtins(told("b", named("Ada Lindqvist"), published="2031-04-07")))
    changes = twice.again()
    assert changes.keys() == {"article/a", "article/b", "derived"}
    assert any(b'"2031-04-08"' in line for line in changes["article/a"].added)


def test_a_bound_that_an_order_gives_moves_with_a_report_elsewhere() -> None:
    april = {"says": "in April 2031", "at": [0, 5]}
    order = [{"event": "e0", "at": [20, 25]}]
    call = {"type": "phone call", "when": april, "after": order}
    twice = small(articles("a", [{"participants": [SUNDRIA], "when": april}, call]), told("b", named("Ada Lindqvist")))
    twice.world.judgements = [judged("same", "a/e0", "b/e0", kind="event")]
    twice.again()
    twice.world.set(1, msgspec.to_builtins(told("b", named("Ada Lindqvist"), published="2031-04-07")))
    changes = twice.again()
    assert changes.keys() == {"article/b", "derived"}
    earliest = b"<" + ID + b'event/a/e1> <https://w3id.org/diplomacy-kg/ontology#earliest> "2031-04-'
    assert {line[: len(earliest) + 2] for line in changes["derived"].added} >= {earliest + b"07"}


APRIL, THIRD = ({"says": says, "at": [0, 5]} for says in ("in April 2031", "on 3 April 2031"))


def after(*events: str) -> list[dict[str, Any]]:
    return [{"event": event, "at": [6, 9]} for event in events]


def test_a_bound_that_stays_may_follow_from_another_order() -> None:
    twice = small(articles("a", [{"when": THIRD}, {"when": APRIL, "after": after("e0")}]))
    twice.world.set(0, msgspec.to_builtins(articles("a", [{"when": THIRD, "before": after("e1")}, {"when": APRIL}])))
    end = b"<" + ID + b"fact/derived/narrowed-earliest/a/e1> <http://www.w3.org/ns/prov#wasDerivedFrom> "
    derived = twice.again()["derived"]
    assert [[line[len(end + ID) + 1 :].split(b">")[0] for line in lines if end in line] for lines in derived] == [
        [b"fact/a/e1.after.e0"],
        [b"fact/a/e0.before.e1"],
    ]


def test_a_bound_that_stays_may_follow_from_one_that_is_an_events_own_no_more() -> None:
    rest = [{"when": APRIL, "after": after("e0")}, {"when": THIRD}]
    twice = small(articles("a", [{"when": THIRD}, *rest]))
    twice.world.set(0, msgspec.to_builtins(articles("a", [{"when": APRIL, "after": after("e2")}, *rest])))
    end = b"<" + ID + b"fact/derived/narrowed-earliest/a/e1> <http://www.w3.org/ns/prov#wasDerivedFrom> "
    derived = twice.again()["derived"]
    assert [[line[len(end + ID) + 1 :].split(b">")[0] for line in lines if end in line] for lines in derived] == [
        [b"fact/derived/event-bounds/a/e0"],
        [b"fact/derived/narrowed-earliest/a/e0"],
    ]


def test_copies_of_a_text_are_those_of_the_next_one_once_the_first_is_gone() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    copies = [msgspec.to_builtins(told(key, SUNDRIA)) for key in "abc"]
    for copy in copies:
        copy["article"]["publisher"] = "The Gazette"
    twice = Twice(World(msgspec.convert(copies, list[Annotation]), registered([]), dict.fromkeys("abc", words)))
    del twice.world.annotations[0]
    derived = twice.again()["derived"]
    same = b"> <http://www.w3.org/ns/prov#alternateOf> <" + ID + b"article/"
    assert {line[: line.index(b" <" + ID + b"graph")] for line in derived.removed | derived.added if same in line} == {
        b"<" + ID + one + same + other + b">"
        for one, other in ((b"article/b", b"a"), (b"article/c", b"a"), (b"article/c", b"b"))
    }


def test_only_what_an_edit_reaches_is_mapped(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make(1, 40)
    twice = Twice(World(corpus.annotations, corpus.entries, {}))
    mapped: list[str] = []
    whole = Mapper.map

    def noted(self: Mapper, told: Source) -> tuple[Lines, Account]:
        mapped.append(told.annotation.article.id)
        return whole(self, told)

    place, by_name = twice.arguments()
    monkeypatch.setattr(Mapper, "map", noted)
    assert map_changes(twice.mapped, *place, **by_name) == {}
    assert mapped == []
    content = msgspec.to_builtins(twice.world.annotations[7])
    content["article"]["title"] = "Another title"
    twice.world.set(7, content)
    place, by_name = twice.arguments()
    changes = map_changes(twice.mapped, *place, **by_name)
    assert changes is not None
    assert list(changes) == [f"article/{content['article']['id']}"]
    assert mapped == [content["article"]["id"]] * 2


def test_another_base_is_mapped_anew() -> None:
    twice = small(told("a", named("Ada Lindqvist", **ADA)))
    place, by_name = twice.arguments()
    assert map_changes(Mapped(), *place, **by_name) is None
    assert map_changes(twice.mapped, *place, **by_name, base="https://e.example/") is None


def test_what_the_register_says_of_days_changes_nothing_but_the_register() -> None:
    twice = small(told("a", named("Ada Lindqvist", FM, "norland", **ADA), SUNDRIA))
    twice.world.entries = registered([HOLDER])
    assert twice.again().keys() == {"register"}


def test_a_post_of_another_state_moves_the_sides_of_all_who_ever_act_in_it() -> None:
    holder = told("x", named("Ada Lindqvist", "norland-fm", **ADA))
    twice = small(told("asked", named("Ada Lindqvist", **ADA)), holder, told("z", named("Tom Berg", PM, "sundria")))
    place = next(number for number, entry in enumerate(twice.world.entries) if entry.key == "norland-fm")
    moved = replace(twice.world.entries[place], properties={"represents": "vesland", "single": "true"})
    twice.world.entries[place] = moved
    changes = twice.again()
    assert changes.keys() == {"register", "derived"}
    side = b"<https://w3id.org/diplomacy-kg/ontology#side> <" + ID + b"state/vesland>"
    of = {line.split(b"/participation/")[1].split(b"/")[0] for line in changes["derived"].added if side in line}
    assert of == {b"asked", b"x"}


@pytest.mark.parametrize("more", [{}, {"for": "Fish Board", "post": FM}])
def test_an_organisation_of_another_state_moves_its_sides(more: dict[str, str]) -> None:
    board = Entry("organization", "board", "Fish Board", (), "sources/register/bodies.yaml#/0", {"of": "norland"})
    twice = small(told("a", {"name": "Fish Board"} if not more else {"words": "an envoy", **more}, SUNDRIA))
    twice.world.entries.append(board)
    twice.again()
    twice.world.entries[-1] = replace(board, properties={"of": "vesland"})
    changes = twice.again()
    assert changes.keys() == {"register", "derived"}
    side = b"<https://w3id.org/diplomacy-kg/ontology#side> <" + ID
    sides = [{line.split(side)[1].split(b">")[0] for line in lines if side in line} for lines in changes["derived"]]
    assert sides == [{b"state/norland"}, {b"state/vesland"}]


def test_another_file_of_the_register_is_another_ground() -> None:
    twice = small(told("a", unnamed(), SUNDRIA), people=(HOLDER,))
    entries = twice.world.entries
    assert entries[0].kind == "person"
    entries[0] = replace(entries[0], pointer="sources/register/envoys.yaml#/0")
    assert twice.again().keys() == {"register", "article/a"}  # where she is taken for the minister on that day
    entries[0] = replace(entries[0], pointer="sources/register/envoys.yaml#/7")
    assert twice.again().keys() == {"register"}
