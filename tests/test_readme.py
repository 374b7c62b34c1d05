"""The README can't drift: its tables, its example and its commands are compared with the program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.citing import show
from kg.cli.app import app, ontology_app
from kg.opened import Opened
from kg.queries import free, queries, render
from kg.resources import queries_dir
from kg.starter import lay_out
from tests.conftest import ROOT
from tests.test_cli import change, kg

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_queries_is_that_of_the_folder() -> None:
    rows = [
        f"| `{q.name}` | {' '.join(f'`{p.name}`' for p in q.parameters)} | {q.description.split('?')[0].strip()}? |"
        for q in queries(queries_dir())
    ]
    assert "\n".join(["| query | parameters | question |", "|---|---|---|", *rows]) in README


def test_the_table_of_commands_is_that_of_the_program() -> None:
    rows = []
    for application, group in ((app, "kg"), (ontology_app, "kg ontology")):
        for command in application.registered_commands:
            assert command.callback is not None
            name = command.name or command.callback.__name__
            rows.append(f"| `{group} {name}` | {(command.callback.__doc__ or '').strip().splitlines()[0]} |")
    assert "\n".join(["| command | what it does |", "|---|---|", *rows]) in README


ANSWERS = re.findall(r"^```console\n\$ kg query ([^\n]*) --format table\n(.*?)```", README, re.M | re.S)


def test_it_shows_answers() -> None:
    assert [command.split()[0] for command, _ in ANSWERS] == ["who-met-whom", "readouts"]


@pytest.mark.parametrize(("command", "shown"), ANSWERS, ids=[command for command, _ in ANSWERS])
def test_the_answers_that_it_shows_are_real(graph: Opened, command: str, shown: str) -> None:
    name, *values = command.split()
    parameters = dict(value.split("=") for value in values if value != "--param")
    assert shown == render(graph.query(name, **parameters), "table", 80)


def test_the_citations_that_it_shows_are_real(graph: Opened) -> None:
    ((query, shown),) = re.findall(r"^\$ kg query -e '([^\n]*)' --format table --cite\n(.*?)```", README, re.M | re.S)
    assert shown == show(graph.cite(free(query), {}), "table", 80)


def test_the_example_of_a_finding_is_real(tmp_path: Path) -> None:
    list(lay_out(tmp_path / "p"))
    change(tmp_path / "p", "sources/harbour-gazette-1.yaml", "name: Vessen, at", "name: Vesen, at")
    shown = re.search(r"   ```text\n(.*?)   ```", README, re.S)
    assert shown
    finding = "\n".join(line.removeprefix("   ") for line in shown[1].splitlines())
    assert finding in kg("check", "--texts", "texts", cwd=tmp_path / "p").stdout


def test_its_python_runs(tmp_path: Path) -> None:
    list(lay_out(tmp_path / "my-project"))
    code = re.search(r"```python\n(.*?)```", README, re.S)
    assert code
    ran = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Tomas Varga" in ran.stdout


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`kg ([a-z]+)", README))))
def test_it_names_only_commands_that_are_there(command: str) -> None:
    assert kg(command, "--help").returncode == 0


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
