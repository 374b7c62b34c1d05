"""Where the files lie that are not Python: the ontology with its shapes, and the stored queries."""

from pathlib import Path

from kg.errors import BuildError

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    """Return the folder as a wheel carries it, else the one beside the package in the repository."""
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise BuildError(f"the folder '{name}' is missing from this installation; install diplomacy-kg again")


def ontology_dir() -> Path:
    """Return the folder of the ontology. Raises BuildError if the installation lacks it."""
    return _find("ontology")


def queries_dir() -> Path:
    """Return the folder of the stored queries. Raises BuildError if the installation lacks it."""
    return _find("queries")
