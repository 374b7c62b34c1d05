"""What the last build was made from, beside the builds: whoever builds again from the same has nothing to do."""

from pathlib import Path

from kg.errors import BuildError
from kg.store.build import Build, open_build
from kg.store.disk import move, scratch, write
from kg.store.verify import verify_files

MADE_FROM = "made-from"


def remember(folder: Path, build: Build, made_from: str) -> None:
    """Note from what a build was made, as a hash."""
    with scratch(folder) as place:
        write(place / MADE_FROM, _note(build, made_from).encode())
        move(place / MADE_FROM, folder / MADE_FROM)


def remembered(folder: Path, made_from: str) -> Build | None:
    """Return the current build if it was made from this and none of its files was changed since."""
    try:
        build = open_build(folder, mend=False)
        noted = (folder / MADE_FROM).read_text(encoding="utf-8")
    except (BuildError, OSError, UnicodeDecodeError):
        return None
    return build if noted == _note(build, made_from) and not verify_files(build) else None


def _note(build: Build, made_from: str) -> str:
    return f"{build.name} {made_from}\n"
