"""The command line and its groups of commands."""

import typer

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who met whom, when, in which capacity, about what, and who says so: a knowledge graph of diplomacy.",
)
ontology_app = typer.Typer(no_args_is_help=True, help="Check the ontology, or write its page.", rich_markup_mode=None)
app.add_typer(ontology_app, name="ontology")
