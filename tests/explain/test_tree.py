"""How an answer is laid out: lines, widths, depth and JSON."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explain import Step, schema, to_json, to_text
from kg.explain.tree import Document, each, section, trimmed

TALKS = Step(
    "gazette-1/talks  Talks in Port Ellery",
    kind="event",
    children=(
        Step(
            "told by 1 article",
            children=(Step("gazette-1", "sources/gazette-1.yaml:14:5", "gazette-1 [12–148]", "Talks were held"),),
        ),
        Step("who", children=(Step("Ada Lindqvist, host"),)),
    ),
)


def test_a_tree_is_drawn_with_branches() -> None:
    assert to_text(TALKS) == (
        "gazette-1/talks  Talks in Port Ellery\n"
        "├─ told by 1 article\n"
        "│  └─ gazette-1  gazette-1 [12–148]  sources/gazette-1.yaml:14:5\n"
        "│        “Talks were held”\n"
        "└─ who\n"
        "   └─ Ada Lindqvist, host\n"
    )


def test_a_plain_tree_is_drawn_with_ascii_branches() -> None:
    lines = to_text(TALKS, plain=True).splitlines()
    assert [line[:6] for line in lines] == ["gazett", "|- tol", "|  `- ", "|     ", "`- who", "   `- "]


def test_a_place_that_does_not_fit_stands_on_a_line_of_its_own() -> None:
    lines = to_text(TALKS, 40).splitlines()
    assert "│        sources/gazette-1.yaml:14:5" in lines


def test_lines_of_a_step_with_children_keep_the_branch_beside_them() -> None:
    step = Step("root", children=(Step("one two three four five six seven eight", children=(Step("leaf"),)),))
    assert to_text(step, 30).splitlines() == [
        "root",
        "└─ one two three four five six",
        "   │  seven eight",
        "   └─ leaf",
    ]


def test_nothing_in_a_text_can_move_the_cursor_or_turn_the_line() -> None:
    assert to_text(Step("a\x1b[2Jb\u202ec")) == "a\\u001b[2Jb\\u202ec\n"


def test_what_is_deeper_than_wanted_is_counted() -> None:
    assert [step.says for step in trimmed(TALKS, 1).walk()] == [
        "gazette-1/talks  Talks in Port Ellery",
        "told by 1 article",
        "1 below",
        "who",
        "1 below",
    ]


def test_grounds_that_come_up_again_are_not_repeated() -> None:
    ground = Step("published on 2031-04-02", iri="urn:published", quote="2 April 2031")
    premise = Step("so on 2031-04-01", iri="urn:bounds", children=(ground,))
    first, second = trimmed(Step("root", children=(premise, premise))).children
    assert first == premise
    assert second == Step("so on 2031-04-01 (see above)", iri="urn:bounds")


def test_a_quote_that_comes_up_again_is_not_repeated() -> None:
    passage = Step("named", iri="urn:fact", quote="Ada Lindqvist", place="sources/a.yaml:1:1")
    again = trimmed(Step("root", children=(passage, passage))).children[1]
    assert (again.quote, again.place) == ("", "sources/a.yaml:1:1")


def test_many_steps_of_a_kind_are_counted() -> None:
    made = []

    def step(number: int) -> Step:
        made.append(number)
        return Step(str(number))

    assert [each_.says for each_ in each(range(30), step, 12)] == [*map(str, range(12)), "and 18 more"]
    assert len(made) == 12


def test_one_more_than_wanted_is_shown_rather_than_counted() -> None:
    assert len(each(range(13), lambda n: Step(str(n)), 12)) == 13


def test_an_empty_section_is_left_out() -> None:
    assert section("who", "who", ()) == ()


def keys(node: dict[str, object]) -> list[frozenset[str]]:
    children = node["children"]
    assert isinstance(children, list)
    return [frozenset(node), *(found for child in children for found in keys(child))]


def test_every_step_of_the_json_has_all_keys() -> None:
    answer = json.loads(to_json(TALKS))
    assert set(answer) == {"version", "tree"}
    assert answer["version"] == 1
    names = {"says", "place", "passage", "quote", "kind", "iri", "children"}
    assert set(keys(answer["tree"])) == {frozenset(names)}


def test_the_schema_names_every_key() -> None:
    described = schema()["$defs"]["Step"]["properties"]
    assert set(described) == set(json.loads(to_json(TALKS))["tree"])


TEXTS = st.lists(st.text("abcé„", min_size=1, max_size=12), max_size=12).map(" ".join)
MARKS = st.text("abc:/", max_size=20)
TREES = st.recursive(
    st.builds(Step, TEXTS, MARKS, MARKS, TEXTS),
    lambda children: st.builds(Step, TEXTS, MARKS, children=st.lists(children, max_size=3).map(tuple)),
    max_leaves=12,
)


@given(TREES)
def test_json_gives_the_tree_back(tree: Step) -> None:
    assert msgspec.json.decode(to_json(tree), type=Document).tree == tree


def deepest(step: Step) -> int:
    return 1 + max(map(deepest, step.children)) if step.children else 0


@given(TREES, st.integers(60, 120))
def test_no_line_is_wider_than_the_terminal(tree: Step, width: int) -> None:
    assert max(map(len, to_text(tree, width).splitlines())) <= max(width, 3 * deepest(tree) + 27)


@given(TREES)
def test_trimming_without_a_depth_leaves_what_has_no_iri_as_it_is(tree: Step) -> None:
    assert to_text(trimmed(tree)) == to_text(tree) or any(step.quote for step in tree.walk())


@pytest.mark.parametrize("depth", range(4))
@given(TREES)
def test_no_step_is_deeper_than_one_level_below_the_depth(depth: int, tree: Step) -> None:
    assert deepest(trimmed(tree, depth)) <= depth + 1
