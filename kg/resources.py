"""Where the files lie that are not Python: the ontology with its shapes, the stored queries, the annotator's guide."""

from pathlib import Path

from kg.errors import BuildError

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    """Return the file or folder as a wheel carries it, else the one beside the package in the repository."""
    for path in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if path.exists():
            return path
    raise BuildError(f"'{name}' is missing from this installation; install diplomacy-kg again")


def ontology_dir() -> Path:
    """Return the folder of the ontology. Raises BuildError if the installation lacks it."""
    return _find("ontology")


def queries_dir() -> Path:
    """Return the folder of the stored queries. Raises BuildError if the installation lacks it."""
    return _find("queries")


def guide() -> Path:
    """Return the page that teaches how to annotate. Raises BuildError if the installation lacks it."""
    return _find("sources/README.md")
