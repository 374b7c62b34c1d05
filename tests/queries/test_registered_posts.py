"""Who held a post by the register: between its two days, and of one known day on that day alone."""

import pytest
from pyoxigraph import Store

from kg.queries import find, run
from kg.resources import queries_dir

from .conftest import loaded


def basis(store: Store, post: str, on: str) -> dict[str, str]:
    answer = run(store, find(queries_dir(), "post-holders"), {"post": post, "on": on})
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return {row["person"]: row["basis"] for row in rows}


@pytest.mark.parametrize(
    ("on", "holds"),
    [("2029-12-31", False), ("2030-01-01", True), ("2030-07-01", True), ("2031-04-01", True), ("2031-04-02", False)],
)
def test_the_bounds_contain_the_day(store: Store, on: str, holds: bool) -> None:
    found = basis(store, "harbour-league-coordinator", on)
    assert found.get("Tomas Brandt") == ("by the register" if holds else None)


@pytest.mark.parametrize(("on", "holds"), [("2031-03-19", False), ("2031-03-20", True), ("2031-03-21", False)])
def test_one_known_day_counts_alone(store: Store, on: str, holds: bool) -> None:
    assert basis(store, "sundria-foreign-minister", on) == ({"Mira Okoye": "by the register"} if holds else {})


def test_a_day_that_an_event_attests_is_told_as_that() -> None:
    tenure = "<tenure/tomas-brandt/harbour-league-coordinator/in-office>"
    days = "".join(f'{tenure} dip:attestedOn "{day}"^^xsd:date .' for day in ("2031-03-01", "2031-04-20"))
    store = loaded(f"<fact/derived/days> {{ {days} }}")
    found = {on: basis(store, "harbour-league-coordinator", on)["Tomas Brandt"] for on in ("2031-03-01", "2031-03-02")}
    assert found == {"2031-03-01": "attested on that day", "2031-03-02": "by the register"}
    assert basis(store, "harbour-league-coordinator", "2031-04-10") == {"Tomas Brandt": "attested before and after"}


def test_two_posts_in_one_entry_are_not_named_together() -> None:
    def tenure(post: str) -> str:
        node = f"<tenure/jon-vale/{post}/in-office>"
        return f"""{node} a dip:Tenure ; org:member <person/jon-vale> ; dip:post <post/{post}> ;
          dip:tenureStatus tenure-status:in-office ."""

    both = tenure("harbour-league-coordinator") + tenure("sundria-president")
    store = loaded(f"""<fact/register/invented/vale> {{ {both} }}
    <graph/provenance> {{ <fact/register/invented/vale> dip:mappingRule "register" . }}""")
    answer = run(store, find(queries_dir(), "two-posts-at-once"), {})
    assert {row[0] for row in answer.rows} == {"Ada Lindqvist"}
