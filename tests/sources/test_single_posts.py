"""Two people who hold a post of one holder on the same days: what is told, and what is no contradiction."""

from pathlib import Path

import pytest

from kg.model import Finding
from kg.sources.register import read_register
from tests.sources.test_register import write

STATES = "- {id: norland, name: Norland}\n"
POSTS = (
    "- {id: norland-fm, name: Foreign Minister of Norland, represents: norland, single: true}\n"
    "- {id: norland-envoy, name: Envoy of Norland, represents: norland}\n"
)


def findings(folder: Path, ada: str, tom: str) -> list[Finding]:
    """Read a register with two people, of whom each holds these posts."""
    people = f"- id: ada\n  name: Ada Lindqvist\n  holds: {ada}\n- id: tom\n  name: Tom Brandt\n  holds: {tom}\n"
    write(folder, {"register/states.yaml": STATES, "register/posts.yaml": POSTS, "register/people.yaml": people})
    return list(read_register(folder / "sources", folder).findings)


TOGETHER = [
    # what Ada holds, what Tom holds, and the days of both
    ("from: 2031-01-01, until: 2031-05-01", "from: 2031-04-20, until: 2031-09-01", "from 2031-04-20 to 2031-05-01"),
    ("from: 2031-04-20, until: 2031-09-01", "from: 2031-01-01, until: 2031-05-01", "from 2031-04-20 to 2031-05-01"),
    ("from: 2031-01-01, until: 2031-05-01", "from: 2031-02-01, until: 2031-02-28", "from 2031-02-01 to 2031-02-28"),
    ("from: 2031-01-01, until: 2031-05-01", "from: 2031-05-01, until: 2031-09-01", "on 2031-05-01"),
    ("from: 2031-01-01, until: 2031-05-01", "from: 2031-03-01", "on 2031-03-01"),
    ("until: 2031-05-01", "from: 2031-01-01, until: 2031-09-01", "on 2031-05-01"),
]


@pytest.mark.parametrize(("ada", "tom", "days"), TOGETHER)
def test_two_holders_on_the_same_days_are_told_with_both_and_the_days(
    ada: str, tom: str, days: str, tmp_path: Path
) -> None:
    (finding,) = findings(tmp_path, f"[{{post: norland-fm, {ada}}}]", f"[{{post: norland-fm, {tom}}}]")
    assert (finding.code, finding.severity, finding.pointer) == ("DK228", "warning", "/1/holds/0")
    assert (finding.file, finding.line) == ("sources/register/people.yaml", 6)
    assert f"'ada' and 'tom' both hold 'norland-fm' {days};" in finding.message


APART = [
    # one after the other; with a gap; a day that nobody knows; a post that several may hold
    ("[{post: norland-fm, from: 2031-01-01, until: 2031-05-01}]", "[{post: norland-fm, from: 2031-05-02}]"),
    ("[{post: norland-fm, from: 2032-01-01, until: 2032-05-01}]", "[{post: norland-fm, until: 2031-05-02}]"),
    ("[{post: norland-fm, from: 2031-01-01}]", "[{post: norland-fm, from: 2031-05-02}]"),
    ("[{post: norland-fm, from: 2031-01-01, until: 2031-05-01}]", "[{post: norland-fm}]"),
    ("[{post: norland-envoy, from: 2031-01-01}]", "[{post: norland-envoy, from: 2031-01-01}]"),
    ("[{post: norland-fm, from: 2031-01-01}]", "[{post: norland-envoy, from: 2031-01-01}]"),
    ("[{post: norland-fm, from: 2031-01-01}, {post: norland-fm, from: 2031-01-01, until: 2031-02-01}]", "[]"),
]


@pytest.mark.parametrize(("ada", "tom"), APART)
def test_what_is_no_contradiction_is_not_told(ada: str, tom: str, tmp_path: Path) -> None:
    assert findings(tmp_path, ada, tom) == []


def test_each_term_that_meets_another_is_told(tmp_path: Path) -> None:
    ada = "[{post: norland-fm, from: 2031-01-01, until: 2031-02-01}, {post: norland-fm, from: 2031-05-01}]"
    found = findings(tmp_path, ada, "[{post: norland-fm, from: 2031-02-01, until: 2031-05-01}]")
    assert [finding.message.partition(";")[0] for finding in found] == [
        "'ada' and 'tom' both hold 'norland-fm' on 2031-02-01",
        "'ada' and 'tom' both hold 'norland-fm' on 2031-05-01",
    ]


def test_a_term_that_no_calendar_has_is_told_as_that_alone(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        "[{post: norland-fm, from: 2031-02-30, until: 2031-05-01}]",
        "[{post: norland-fm, from: 2031-01-01, until: 2031-09-01}]",
    )
    assert [finding.code for finding in found] == ["DK028"]
