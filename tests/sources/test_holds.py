"""Posts that the register's people held: what is read, and every mistake with its place."""

from datetime import date
from pathlib import Path

import pytest

from kg.model import Finding, Held
from kg.sources.register import read_register
from tests.sources.test_register import write

POSTS = "- {id: norland-fm, name: Foreign Minister of Norland, represents: norland, single: true}\n"
STATES = "- {id: norland, name: Norland}\n"


def people(folder: Path, holds: str, **files: str) -> str:
    """Write a register with one person who holds posts; return the line in which they stand."""
    line = f"  holds: {holds}"
    text = f"- id: ada\n  name: Ada Lindqvist\n{line}\n"
    content = {"states": STATES, "posts": POSTS, "people": text} | files
    write(folder, {f"register/{stem}.yaml": text for stem, text in content.items()})
    return line


def findings(folder: Path) -> list[Finding]:
    return list(read_register(folder / "sources", folder).findings)


def held(folder: Path) -> tuple[Held, ...]:
    reading = read_register(folder / "sources", folder)
    assert reading.findings == ()
    return next(entry.holds for entry in reading.register.entries if entry.kind == "person")


def test_a_post_is_held_from_one_day_to_another(tmp_path: Path) -> None:
    people(tmp_path, "[{post: norland-fm, from: 2031-01-01, until: 2031-05-01}]")
    assert held(tmp_path) == (Held("norland-fm", date(2031, 1, 1), date(2031, 5, 1)),)


def test_a_day_that_is_not_known_is_left_out(tmp_path: Path) -> None:
    people(tmp_path, '[{post: norland-fm, from: "2031-01-01"}, {post: norland-fm, until: 2031-05-01}]')
    first, last = Held("norland-fm", date(2031, 1, 1), None), Held("norland-fm", None, date(2031, 5, 1))
    assert held(tmp_path) == (first, last)


def test_a_post_may_be_held_for_one_day_or_at_no_known_time(tmp_path: Path) -> None:
    people(tmp_path, "[{post: norland-fm, from: 2032-02-29, until: 2032-02-29}, {post: norland-fm}]")
    day = date(2032, 2, 29)
    assert held(tmp_path) == (Held("norland-fm", day, day), Held("norland-fm"))


def test_who_holds_nothing_has_no_holds_and_holds_are_no_property(tmp_path: Path) -> None:
    text = "- {id: ada, name: Ada}\n- {id: tom, name: Tom, holds: [{post: norland-fm, from: 2031-01-01}]}\n"
    people(tmp_path, "[]", people=text)
    ada, tom = (e for e in read_register(tmp_path / "sources", tmp_path).register.entries if e.kind == "person")
    assert (ada.holds, ada.properties) == ((), {})
    assert (tom.holds, tom.properties) == ((Held("norland-fm", date(2031, 1, 1)),), {})


MISTAKES = [
    # the posts held; the code, the place in the entry, and what stands at its column
    ("[{post: norland-mf, from: 2031-01-01}]", "DK221", "/0/post", "norland-mf"),
    ("[{post: norland-fm}, {post: norland}]", "DK221", "/1/post", "norland}"),
    ("[{post: norland-fm, from: 2031-02-29}]", "DK028", "/0/from", "2031-02-29"),
    ("[{post: norland-fm, from: 2031-01-01, until: 2031-04-31}]", "DK028", "/0/until", "2031-04-31"),
    ("[{post: norland-fm, from: 2031-05-01, until: 2031-04-30}]", "DK227", "/0/until", "2031-04-30"),
    ("[{post: norland-fm}, {post: norland-fm, from: 2031-05-01, until: 2030-05-02}]", "DK227", "/1/until", "2030"),
    ("[{post: norland-fm, from: 1 May 2031}]", "DK024", "/0/from", "1 May"),
    ("[{post: norland-fm, from: 2031-5-1}]", "DK024", "/0/from", "2031-5-1"),
    ("[{post: norland-fm, to: 2031-05-01}]", "DK020", "/0/to", "to:"),
    ("[{from: 2031-05-01}]", "DK021", "/0", "{from"),
    ("[norland-fm]", "DK022", "/0", "norland-fm"),
    ("{post: norland-fm}", "DK022", "", "{post"),
]


@pytest.mark.parametrize(("holds", "code", "pointer", "there"), MISTAKES, ids=lambda value: str(value)[:60])
def test_each_mistake_stands_where_it_is(holds: str, code: str, pointer: str, there: str, tmp_path: Path) -> None:
    line = people(tmp_path, holds)
    (finding,) = findings(tmp_path)
    assert (finding.file, finding.code, finding.line) == ("sources/register/people.yaml", code, 3)
    assert (finding.pointer, finding.severity) == (f"/0/holds{pointer}", "error")
    assert line[finding.column - 1 :].startswith(there)
    assert finding.mend


def test_the_nearest_post_is_offered(tmp_path: Path) -> None:
    people(tmp_path, "[{post: norland-mf}]")
    (finding,) = findings(tmp_path)
    assert "'norland-mf'" in finding.message
    assert "'norland-fm'" in finding.mend


def test_each_wrong_day_is_told_and_then_not_their_order(tmp_path: Path) -> None:
    people(tmp_path, "[{post: norland-fm, from: 2031-13-01, until: 2031-02-30}]")
    found = [(finding.code, finding.pointer) for finding in findings(tmp_path)]
    assert found == [("DK028", "/0/holds/0/from"), ("DK028", "/0/holds/0/until")]


def test_nothing_is_said_of_posts_whose_file_has_a_mistake(tmp_path: Path) -> None:
    people(tmp_path, "[{post: norland-fm}]", posts="- {id: norland-fm}\n")
    assert [(finding.code, finding.file) for finding in findings(tmp_path)] == [
        ("DK021", "sources/register/posts.yaml")
    ]
