"""A new project that builds at once: an invented article with its text, annotation and register, and the guide."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import UsageError
from kg.resources import guide

FILES = Path(__file__).parent / "files"


def lay_out(folder: Path) -> Iterator[Path]:
    """Write the files of a new project, and yield each as it is written.

    Raises UsageError where the folder is there and not empty; then nothing is written; and where it can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and not empty; name a new folder")
    files = {folder / path.relative_to(FILES): path for path in FILES.rglob("*") if path.is_file()}
    files[folder / "sources" / "README.md"] = guide()
    for target, source in sorted(files.items()):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        except OSError as error:
            raise UsageError(f"{target} can't be written: {error.strerror}; name another folder") from None
        yield target
