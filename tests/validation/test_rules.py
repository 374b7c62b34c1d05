"""A page for every rule."""

import re
from pathlib import Path

import pytest

from kg.errors import OntologyError, UsageError
from kg.validation import rules
from kg.validation.checks import Check
from kg.validation.rules import RulePage, pages, rule_page
from tests.validation.world import SHAPES, shapes

CHECK = Check(name="order", text="", code="DK810", summary="s", mend="m", why="w", example="e", severity="warning")


def test_a_shape_is_its_own_page(tmp_path: Path) -> None:
    assert rule_page("DK440", shapes(tmp_path)) == RulePage(
        code="DK440",
        title="an event has one status",
        severity="error",
        why="Plans are told from deeds by it.",
        example="status: planned",
        mend="Give the event one status.",
        about="Event",
        shape="https://shapes.example/one-status",
    )


def test_a_check_is_its_own_page(tmp_path: Path) -> None:
    assert rule_page("DK810", shapes(tmp_path), [CHECK]) == RulePage("DK810", "s", "warning", "w", "e", "m")


def test_other_rules_stand_in_the_file() -> None:
    page = rule_page(" dk901 ")
    assert (page.code, page.title) == ("DK901", "A shape can never fire")


def test_every_page_says_everything() -> None:
    for page in pages(rules.load_shapes(rules.ontology_dir() / "shapes")).values():
        assert all((page.title, page.why, page.example, page.mend)), page.code


@pytest.mark.parametrize(
    ("code", "hint"),
    [("DK44", "DK440, DK445"), ("DK449", "DK440, DK445"), ("K440", "DK440"), ("x", "codes run from DK")],
)
def test_an_unknown_code_names_the_nearest(tmp_path: Path, code: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"no rule has the code '{code}'; .*{hint}"):
        rule_page(code, shapes(tmp_path))


def test_a_code_has_one_page(tmp_path: Path) -> None:
    again = Check(name="again", text="", code="DK440", summary="s", mend="m")
    with pytest.raises(OntologyError, match="two rules have the code DK440"):
        pages(shapes(tmp_path), [again])


def test_a_table_that_lacks_a_text_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('[DK901]\ntitle = "t"\nwhy = "w"\nmend = "m"\n', encoding="utf-8")
    monkeypatch.setattr(rules, "RULES", file)
    with pytest.raises(OntologyError, match=r"rules.toml: .*example"):
        pages(shapes(tmp_path))


def test_every_code_of_the_gate_has_a_page() -> None:
    folder = Path(rules.__file__).parent
    used = {code for file in folder.glob("*.py") for code in re.findall(r'"(DK9\d\d)"', file.read_text("utf-8"))}
    assert used >= {"DK901", "DK906", "DK914"}
    assert used <= set(pages(rules.load_shapes(rules.ontology_dir() / "shapes")))


def test_the_shapes_of_the_world_have_two_rules(tmp_path: Path) -> None:
    assert [rule.code for rule in shapes(tmp_path, SHAPES).rules] == ["DK440", "DK445"]
