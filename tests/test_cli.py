"""The command line as a stranger uses it: exit codes, what goes to stdout and what to stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.starter import lay_out
from tests.conftest import ROOT

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
COMMANDS = (
    *("check", "build", "query", "export", "report", "rule", "schema", "init", "doctor", "ontology"),
    *("why", "why-not", "diff", "resolve"),
)


def kg(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [*KG, *arguments],
        cwd=cwd,
        env={**plain, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `kg init` lays it out, built."""
    folder = tmp_path_factory.mktemp("cli") / "harbour"
    assert kg("init", str(folder)).returncode == 0
    built = kg("build", "--texts", "texts", cwd=folder)
    assert (built.returncode, built.stdout) == (0, "")
    assert "Published build" in built.stderr
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_project_answers_who_met_whom(harbour: Path) -> None:
    asked = kg("query", "who-met-whom", "--format", "json", cwd=harbour)
    assert asked.returncode == 0
    (row,) = json.loads(asked.stdout)["results"]["bindings"]
    assert {row["first"]["value"], row["second"]["value"]} == {"Ada Lindqvist", "Tomas Varga"}


@pytest.mark.parametrize(("command", "last"), [("check", ["validating", "reporting"]), ("build", ["writing"])])
def test_timings_show_each_stage_in_its_order(harbour: Path, command: str, last: list[str]) -> None:
    timed = kg(command, "--timings", "--quiet", "--texts", "texts", cwd=harbour)
    assert timed.returncode == 0
    head, _, *lines = [line.split() for line in timed.stderr.splitlines() if line.strip()]
    assert " ".join(head) == "stage CPU s share s per 1,000 articles peak MB"
    stages = [line[0] for line in lines]
    assert stages[:5] == ["starting", "reading", "resolving", "mapping", "validating"]
    assert stages[-1 - len(last) :] == [*last, "all"]
    assert "stage" not in kg("check", "--quiet", "--texts", "texts", cwd=harbour).stderr


def test_init_brings_the_guide_that_explains_its_example(harbour: Path) -> None:
    assert (harbour / "sources/README.md").read_bytes() == (ROOT / "sources/README.md").read_bytes()
    assert "harbour-gazette-1" in (harbour / "sources/README.md").read_text(encoding="utf-8")


def test_init_refuses_a_folder_that_is_not_empty(harbour: Path) -> None:
    again = kg("init", str(harbour))
    assert (again.returncode, again.stdout) == (2, "")
    assert "not empty" in again.stderr


def test_doctor_finds_a_new_build_sound_and_an_altered_one_not(tmp_path: Path) -> None:
    list(lay_out(tmp_path / "p"))
    project = tmp_path / "p"
    assert kg("build", "-q", cwd=project).returncode == 0
    assert kg("doctor", cwd=project).returncode == 0
    (graph,) = project.glob("build/*/graph/000001-article.nq")
    content = graph.read_bytes()
    graph.write_bytes(content.replace(b"Vessen", b"Wessen", 1))
    assert kg("doctor", cwd=project).returncode == 1


def test_a_mistake_is_refused_and_the_last_good_build_stays(tmp_path: Path) -> None:
    project = tmp_path / "p"
    list(lay_out(project))
    assert kg("build", "-q", cwd=project).returncode == 0
    current = (project / "build/current").read_text()
    change(project, "sources/harbour-gazette-1.yaml", "name: Vessen, at", "name: Vesen, at")
    refused = kg("build", cwd=project)
    assert refused.returncode == 1
    # the place is line 24 of the file, its name in column 19
    assert "sources/harbour-gazette-1.yaml:24:19: error DK202" in refused.stdout
    assert "did you mean 'Vessen'" in " ".join(refused.stdout.split())
    assert "no build was published" in refused.stderr
    assert (project / "build/current").read_text() == current
    assert kg("query", "who-met-whom", cwd=project).returncode == 0
    assert "DK202" in kg("report", "--failed", "--format", "sarif", cwd=project).stdout


def test_fail_on_decides_the_exit_code(tmp_path: Path) -> None:
    project = tmp_path / "p"
    list(lay_out(project))
    # without the texts there is an information that no span was compared
    for severity, code in (("error", 0), ("warning", 0), ("info", 1), ("never", 0)):
        assert kg("check", "--fail-on", severity, cwd=project).returncode == code, severity
    assert kg("check", "--fail-on", "info", "--texts", "texts", cwd=project).returncode == 0


def test_a_query_that_can_not_be_read_keeps_no_other_from_the_list(tmp_path: Path) -> None:
    project = tmp_path / "p"
    list(lay_out(project))
    (project / "queries").mkdir(exist_ok=True)
    (project / "queries" / "mine.rq").write_text("#+ summary: Mine\n#+ description: Mine.\nASK {}\n")
    (project / "queries" / "broken.rq").write_text("ASK {}\n")
    listed = kg("query", cwd=project)
    assert listed.returncode == 2
    assert "mine" in listed.stdout
    assert "who-met-whom" in listed.stdout
    assert "broken" not in listed.stdout
    assert listed.stderr == "broken.rq: opens with no `#+` block; begin with `#+ summary: …`\n"
    assert kg("build", "-q", cwd=project).returncode == 0
    compared = kg("diff", (project / "build" / "current").read_text().strip(), cwd=project)
    assert (compared.returncode, compared.stdout) == (2, "")
    assert "broken.rq: opens with no" in compared.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query", "who-met-who"], 2, "who-met-whom"),
        (["query", "who-met-whom", "--param", "sinc=2031-01-01"], 2, "no parameter 'sinc'"),
        (["query", "who-met-whom", "--param", "since=April"], 2, "YYYY-MM-DD"),
        (["query", "who-met-whom", "--param", "since"], 2, "write NAME=VALUE"),
        (["query", "who-met-whom", "--param", "a=Iran", "--param", "a=Qatar"], 2, "as Iran and as Qatar"),
        (["query", "who-met-whom", "-e", "ASK {}"], 2, "give one of"),
        (["query", "-e", "SELECT nonsense"], 2, "can't be read"),
        (["query", "-e", "SELEKT ?x"], 2, "begins with SELEKT"),
        (["query", "who-met-whom", "--param", "since=2031-04-02", "--param", "until=2031-04-01"], 2, "is later than"),
        (["query", "-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2, "SERVICE"),
        (["query", "-f", "none.rq"], 2, "none.rq"),
        (["query", "--timeout", "0.5", "-e", ENDLESS], 2, "took longer than 0.5 s and was stopped; narrow it or raise"),
        (["query", "--timeout", "0", "-e", "ASK {}"], 2, "--timeout"),
        (["export", "turtel"], 2, "turtel"),
        (["rule", "DK9999"], 2, "no rule has the code"),
        (["frobnicate"], 2, "frobnicate"),
        (["check", "--project", "nowhere"], 2, "no folder sources/"),
        (["check", "--texts", "nowhere"], 2, "no such folder of texts"),
        (["diff", "nowhere"], 2, "no folder of a build"),
        (["diff", "sources"], 2, "there is no build"),
        (["doctor", "--project", "."], 0, ""),
    ],
)
def test_exit_codes_and_words(harbour: Path, arguments: list[str], code: int, words: str) -> None:
    ran = kg(*arguments, cwd=harbour)
    assert ran.returncode == code
    if code:
        assert ran.stdout == ""
        assert words in " ".join(ran.stderr.split())
        assert "Traceback" not in ran.stderr


def test_without_a_build_queries_and_exports_say_what_helps(tmp_path: Path) -> None:
    list(lay_out(tmp_path / "p"))
    for command in (["query", "signings"], ["export"], ["report"], ["doctor"]):
        ran = kg(*command, cwd=tmp_path / "p")
        assert ran.returncode == 2
        assert "kg build" in ran.stderr


def test_a_project_without_an_article_says_so(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for command in ("check", "build"):
        ran = kg(command, cwd=tmp_path)
        assert ran.returncode == 2
        assert "no article here yet" in ran.stderr
    assert not (tmp_path / "build").exists()


def test_a_free_query_knows_the_prefixes(harbour: Path) -> None:
    asked = kg("query", "-e", "SELECT (COUNT(*) AS ?n) { ?e a dip:Meeting }", cwd=harbour)
    assert asked.stdout.splitlines() == ["?n", "1"]


def test_a_projects_own_queries_are_found(tmp_path: Path) -> None:
    project = tmp_path / "p"
    list(lay_out(project))
    assert kg("build", "-q", cwd=project).returncode == 0
    (project / "queries").mkdir()
    (project / "queries/meetings.rq").write_text(
        "#+ summary: Meetings\n#+ description: How many meetings are there?\n"
        "PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>\n"
        "SELECT (COUNT(?e) AS ?meetings) { ?e a dip:Meeting } ORDER BY ?meetings\n"
    )
    assert kg("query", "meetings", cwd=project).stdout.splitlines() == ["?meetings", "1"]
    assert "meetings" in kg("query", cwd=project).stdout


def test_output_is_written_whole_or_not_at_all(harbour: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    assert kg("export", "turtle", "-o", str(target), cwd=harbour).returncode == 0
    assert target.read_text().startswith("#")
    ran = kg("export", "turtle", "-o", str(tmp_path / "none" / "graph.ttl"), cwd=harbour)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    shown = kg(command, "--help")
    assert shown.returncode == 0
    assert "Example" in shown.stdout or command == "ontology"


def test_schema_and_page_are_data(tmp_path: Path) -> None:
    assert json.loads(kg("schema").stdout)["$schema"]
    assert kg("ontology", "doc").stdout.lower().startswith("<!doctype html>")


def test_the_starter_is_the_worked_example_of_the_readme() -> None:
    readme = (ROOT / "sources/README.md").read_text(encoding="utf-8")
    files = ROOT / "kg/starter/files"
    assert f"```text\n{(files / 'texts/harbour.txt').read_text(encoding='utf-8')}```" in readme
    assert f"```yaml\n{(files / 'sources/harbour-gazette-1.yaml').read_text(encoding='utf-8')}```" in readme
