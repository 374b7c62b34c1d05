"""What a build says about itself: the hash of everything that went in and came out, and nothing that varies by run."""

import hashlib
import re
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from kg.errors import BuildError

FORMAT = 2
"""Version of the manifest and of the layout of a build; raised when older readers would misread it."""

MANIFEST = "manifest.json"
STORE = "store"
GRAPH = "graph"
"""The folder of the files of the graph."""

_BLOCK = 1 << 20
_REPORT = re.compile(r"report\.[a-z0-9][a-z0-9.]*")


class Digest(Struct, frozen=True):
    """SHA-256, as 64 hexadecimal digits, and size in bytes."""

    sha256: str
    size: int


def digest(content: bytes) -> Digest:
    """Return the digest of a file's bytes."""
    return Digest(hashlib.sha256(content).hexdigest(), len(content))


def digest_file(path: Path) -> Digest:
    """Return the digest of a file, read block by block."""
    state, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            state.update(block)
            size += len(block)
    return Digest(state.hexdigest(), size)


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `manifest.json`. No clock, host, absolute path or version of a library is in it.

    Libraries are left out on purpose: where one changes an output, that output's own hash says so, and where it
    doesn't, the build is the same build.
    """

    format: int = FORMAT
    base: str
    """The base of the data's IRIs; the provenance graph is `{base}graph/provenance`."""
    versions: dict[str, str]
    """Of this package, of the ontology and of whatever else of ours shapes the output."""
    counts: dict[str, int]
    """`quads` counts the lines of the graph; the rest is the caller's."""
    inputs: dict[str, Digest]
    outputs: dict[str, Digest]
    """By the path below the folder of the build, with `/`."""

    @property
    def parts(self) -> dict[str, Digest]:
        """The files of the graph, in their order."""
        return {name: each for name, each in sorted(self.outputs.items()) if name.startswith(f"{GRAPH}/")}

    @property
    def graph(self) -> str:
        """What stands for the graph as a whole: the SHA-256 of the hashes of its files, in their order."""
        return hashlib.sha256("".join(f"{each.sha256}\n" for each in self.parts.values()).encode()).hexdigest()

    def encode(self) -> bytes:
        """Return the bytes of `manifest.json`: keys sorted, two spaces, a newline at the end."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=2) + b"\n"


def name_of(manifest: bytes) -> str:
    """Return the name of the build that has this manifest: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(manifest).hexdigest()[:16]


def decode(content: bytes, where: Path) -> Manifest:
    """Read a manifest. Raises BuildError if it is none, or was written for another version of the layout."""
    try:
        version = msgspec.json.decode(content, type=_Version).format
        if version != FORMAT:
            raise BuildError(f"{where}: layout {version}, but this version reads {FORMAT}; run `kg build` again")
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BuildError(f"{where}: not a manifest ({error}); run `kg build` again") from error


class _Version(Struct):
    format: int


def check_names(inputs: dict[str, Digest], reports: dict[str, bytes]) -> None:
    """Raise BuildError unless inputs are named by relative POSIX paths and reports `report.<format>`."""
    for name in inputs:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or str(path) != name:
            raise BuildError(f"the input '{name}' is not a plain relative path; name it from the project's folder")
    for name in reports:
        if not _REPORT.fullmatch(name):
            raise BuildError(f"a report can't be named '{name}'; name it report.<format>, as in report.html")
