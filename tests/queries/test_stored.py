"""Reading stored queries: the `#+` block says in words what a query answers and which values it takes."""

import pytest

from kg.errors import QueryError
from kg.queries import find, free, queries
from kg.queries.lint import problems
from kg.queries.stored import Parameter, checks, header_of, read, read_check
from kg.resources import queries_dir

GOOD = """#+ summary: Who met whom
#+ description: >-
#+   Who met whom,
#+   and when?
#+ parameters:
#+   - {name: since, type: date, description: The first day., default: 2031-04-01}
#+   - {name: event, type: event, required: true, description: "NO, or 0123."}
SELECT ?s WHERE { ?s ?p ?o }
#+ this line is a comment
"""


@pytest.fixture
def write(tmp_path):
    def _write(text, name="met.rq"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return _write


def test_the_header_speaks_first(write):
    query = read(write(GOOD))
    assert (query.name, query.summary, query.description) == ("met", "Who met whom", "Who met whom, and when?")
    assert query.parameters == (
        Parameter("since", "date", "The first day.", False, "2031-04-01"),
        Parameter("event", "event", "NO, or 0123.", True),
    )
    assert query.text == GOOD
    assert not query.free


def test_only_the_block_at_the_top_is_the_header():
    assert header_of("#+ a: 1\n#+\n#+  b\n# c\n#+ d") == "a: 1\n\n b"
    assert header_of("SELECT ?s {}\n#+ a: 1") == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ summary: Who met whom\n", "", "missing required field `summary`"),
        ("#+ summary: Who met whom", "#+ summary: [a, b]", "Expected `str`"),
        ("#+ summary: Who met whom", "#+ summary: Who met whom: when", "is no YAML"),
        ("#+ summary: Who met whom", "#+ summary: Who met whom\n#+ summary: again", "is no YAML"),
        ("#+ summary: Who met whom", "#+ summary: Who met whom\n#+ limit: 3", "unknown field `limit`"),
        ("type: date", "type: day", "Invalid enum value 'day'"),
        ("name: since", "name: Since!", "matching regex"),
        ("name: since", "name: event", "the parameter 'event' is declared twice"),
        ("required: true", "required: perhaps", "Expected `bool`"),
        ("description: The first day., ", "", "missing required field `description`"),
        (GOOD, "SELECT ?s WHERE { ?s ?p ?o }", "opens with no `#\\+` block"),
        (GOOD, "\ufeff" + GOOD, "opens with no `#\\+` block"),
        ("#+ summary: Who met whom", "#+ summary: " + "[" * 5000, "is no YAML"),
    ],
    ids=range(13),
)
def test_a_broken_header_is_refused_with_the_file(write, old, new, message):
    assert old in GOOD
    with pytest.raises(QueryError, match=f"met.rq: .*{message}"):
        read(write(GOOD.replace(old, new)))


def test_a_file_that_is_no_text_is_refused(write, tmp_path):
    with pytest.raises(QueryError, match=r"met\.rq: can't be read"):
        read(write(b"\xff\xfe"))
    with pytest.raises(QueryError, match=r"none\.rq: can't be read"):
        read(tmp_path / "none.rq")


CHECK = """#+ code: DK899
#+ summary: Never
#+ why: Because.
#+ example: None.
#+ mend: Nothing.
SELECT ?focus ?message WHERE { ?focus ?p ?message } ORDER BY ?focus ?message
"""


def test_a_check_says_its_rule(write):
    check = read_check(write(CHECK, "never.rq"))
    assert (check.rule.code, check.rule.severity, check.rule.mend) == ("DK899", "error", "Nothing.")
    assert (check.query.name, check.query.summary) == ("never", "Never")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DK899", "DK499"),
        ("DK899", "never"),
        ("#+ mend: Nothing.\n", ""),
        ("#+ mend: Nothing.", "#+ severity: bad\n#+ mend: x"),
    ],
)
def test_a_broken_rule_is_refused(write, old, new):
    with pytest.raises(QueryError, match=r"never\.rq: the `#\+` block"):
        read_check(write(CHECK.replace(old, new), "never.rq"))


def test_a_free_query_may_have_parameters_and_needs_no_header():
    assert free("SELECT ?s {}").parameters == ()
    assert [p.name for p in free(GOOD).parameters] == ["since", "event"]
    with pytest.raises(QueryError, match=r"x\.rq: the `#\+` block"):
        free("#+ nothing: here\nSELECT ?s {}", "x.rq")


def test_stored_queries_are_found_by_name_and_checks_apart():
    names = [query.name for query in queries(queries_dir())]
    assert names == sorted(names)
    assert find(queries_dir(), names[0]).name == names[0]
    codes = [check.rule.code for check in checks(queries_dir())]
    assert codes == sorted(set(codes))
    assert not {check.query.name for check in checks(queries_dir())} & set(names)


def test_the_readme_lists_what_is_there():
    lines = (queries_dir() / "README.md").read_text(encoding="utf-8").splitlines()
    for query in queries(queries_dir()):
        parameters = ", ".join(f"`{p.name}`" + ("" if p.required else "?") for p in query.parameters)
        assert f"| `{query.name}` | {query.summary} | {parameters} |" in lines
    for check in checks(queries_dir()):
        assert f"| {check.rule.code} | `{check.query.name}` | {check.rule.summary} |" in lines
    assert sum(line.startswith("| `") for line in lines) == len(list(queries(queries_dir())))


def test_the_example_of_the_readme_keeps_to_the_rules():
    text = (queries_dir() / "README.md").read_text(encoding="utf-8").split("```sparql\n")[1].split("```")[0]
    assert list(problems(free(text))) == []
