"""A project's folder: where its sources, queries and builds lie, and all that a build of it depends on."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from kg.errors import UsageError
from kg.resources import ontology_dir, queries_dir
from kg.sources.files import source_files
from kg.sources.texts import text_files
from kg.store import Build, Digest, digest_file, remembered
from kg.version import __version__

NOTHING = Digest("", 0)

LIBRARIES = (
    *("anyascii", "convertdate", "edtf", "google-re2", "hijridate", "jinja2", "msgspec", "numpy", "owlready2"),
    *("platformdirs", "pyoxigraph", "pyshacl", "pyyaml", "rapidfuzz", "rdflib", "rich", "ruamel.yaml", "typer"),
    "watchfiles",
)
"""All that this program needs: what it makes may hang on any of them."""


@dataclass(frozen=True)
class Project:
    """A project's folder and, if they are at hand, the folder of the articles' texts.

    Raises UsageError where there is no `sources/` in it, and no such folder of texts.
    """

    root: Path
    texts: Path | None = None

    def __post_init__(self) -> None:
        if self.texts is not None and not self.texts.is_dir():
            raise UsageError(f"{self.texts}: no such folder of texts")
        if not self.sources.is_dir():
            raise UsageError(f"{self.root}: no folder sources/ here; name the project with --project, or run kg init")

    @property
    def sources(self) -> Path:
        """The folder of annotations, with the register in it."""
        return self.root / "sources"

    @property
    def builds(self) -> Path:
        """The folder of builds."""
        return self.root / "build"

    @property
    def queries(self) -> tuple[Path, ...]:
        """The folders of stored queries: those of the package, then the project's own."""
        return query_folders(self.root)


def query_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of stored queries: those of the package, then the one at the root if it has another."""
    own, packaged = root / "queries", queries_dir()
    return (packaged, own) if own.is_dir() and own.resolve() != packaged.resolve() else (packaged,)


def inputs(project: Project) -> Iterator[Path]:
    """Yield every file of the project that a build depends on."""
    yield from source_files(project.sources)
    register = (project.sources / "register").glob("*.yaml")
    yield from sorted(path for path in register if not path.name.startswith("."))
    if (settings := project.sources / "project.yaml").is_file():
        yield settings
    for folder in project.queries[1:]:
        yield from sorted((folder / "checks").glob("*.rq"))


def fingerprint(project: Project, digest: Callable[[Path], Digest] | None = None, texts: str | None = None) -> str:
    """Return a hash of all that a build is made from: what `inputs` yields, the texts, and this program itself.

    `digest` gives that of a file, `texts` that of all texts, where they are known.
    """
    texts = hash_of(text_files(project.texts) if project.texts else ()) if texts is None else texts
    return hashlib.sha256(f"{program(digest)} {texts}\n{hash_of(inputs(project), digest)}".encode()).hexdigest()


def program(digest: Callable[[Path], Digest] | None = None) -> str:
    """Return a hash of this program itself, with its libraries; `digest` as for `fingerprint`."""
    versions = " ".join([__version__, sys.version, *map(version, LIBRARIES)])
    files = hash_of(_files(ontology_dir(), queries_dir(), Path(__file__).parent), digest)
    return hashlib.sha256(f"{versions}\n{files}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _files(*folders: Path) -> tuple[Path, ...]:
    """Return the files of this program; which ones there are is looked up once in a process."""
    every = (path for folder in folders for path in sorted(folder.rglob("*")))
    return tuple(path for path in every if path.is_file() and path.parent.name != "__pycache__")


def digest_of(path: Path) -> Digest:
    """Return the digest of a file; of one that can't be read, which reading will tell of, that of nothing."""
    try:
        return digest_file(path) if path.is_file() else NOTHING
    except OSError:
        return NOTHING


def hash_of(files: Iterable[Path], digest: Callable[[Path], Digest] | None = None) -> str:
    """Return a hash of files, by their paths and contents. `digest` gives that of a file, where it is known."""
    state = hashlib.sha256()
    for path in files:
        state.update(os.fsencode(path) + f"\t{(digest or digest_of)(path).sha256}\n".encode())
    return state.hexdigest()


def unchanged(project: Project) -> Build | None:
    """Return the current build if it is whole and was made from just what is there now; nothing is read again."""
    return remembered(project.builds, fingerprint(project))
