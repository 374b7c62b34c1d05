"""Commands that explain rules, the form of annotations, and the ontology."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app, ontology_app
from kg.cli.options import Output, Root, emit


@app.command(epilog="Example: kg rule DK201")
def rule(
    code: Annotated[str, typer.Argument(help="A rule's code, as a finding gives it.")], project: Root = Path()
) -> None:
    """Explain a rule: what, why, an example, and how to mend."""
    from kg import console
    from kg.pipeline import stored_checks
    from kg.project import query_folders
    from kg.validation.rules import rule_page

    emit(console.page(rule_page(code, checks=stored_checks(query_folders(project)))), None)


@app.command(epilog="Example: kg schema -o annotation.schema.json")
def schema(
    register: Annotated[bool, typer.Option("--register", help="The schema of the register's files.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of annotations, for editors and for programs that write them."""
    import json

    from kg.sources.schema import json_schema, register_schema

    content = register_schema() if register else json_schema()
    emit(json.dumps(content, indent=2, ensure_ascii=False, sort_keys=False) + "\n", output)


@ontology_app.command("check", epilog="Example: kg ontology check")
def ontology_check(project: Root = Path()) -> None:
    """Check the ontology's style and, with HermiT, that it is consistent, alone and with the current build."""
    from kg import console
    from kg.opened import check_ontology
    from kg.project import Project

    found = check_ontology(Project(project) if (project / "sources").is_dir() else None)
    emit(console.ontology(found), None)
    raise typer.Exit(0 if found.sound else 1)


@ontology_app.command("doc", epilog="Example: kg ontology doc -o ontology.html")
def ontology_doc(output: Output = None) -> None:
    """Write a readable page of the ontology."""
    from kg.ontology.doc import page

    emit(page(), output)
