"""Small steps between what went wrong and the finding that says so."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.errors import SourceError
from kg.model import Finding

SIMILAR = 0.55
"""From this share of equal letters on, a known word is offered: `summit` is not taken for `visit`."""

MEND = {
    "DK001": "Check that the file is there, is a file and may be read.",
    "DK002": "Save the file as UTF-8.",
    "DK003": "Take the character out; in a text in double quotes it can be written as an escape.",
    "DK004": "Split it: one file, or one line, holds one article.",
    "DK005": "Look at this place and the line above it: indentation, quotes, brackets, a colon in a text.",
    "DK006": "Each line is one whole JSON object; let a program write it.",
    "DK007": "Write the annotation, or remove the file.",
    "DK008": "Put the second document into a file of its own.",
    "DK011": "Take the tag or the directive out; types follow from the fields.",
    "DK014": "Check the indentation and the brackets; an annotation is never that deep.",
    "DK015": "Split it: one file, or one line, holds one article.",
}
"""What to do about an error that ends the reading of a document."""


def of_error(error: SourceError, file: str, *, prefix: str = "", line: int = 0) -> Finding:
    """Return the finding for an error that ended the reading; `line` is added for JSON Lines."""
    return Finding(
        code=error.code,
        message=error.message,
        file=file,
        line=error.line or line,
        column=error.column,
        pointer=prefix + error.pointer,
        mend=MEND.get(error.code, ""),
    )


def pointer(path: Sequence[str | int]) -> str:
    """Return the JSON Pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def steps(text: str) -> list[str]:
    """Return the steps of a JSON Pointer; the empty pointer has none."""
    return [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]]


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that a slip of the pen would turn into `word`, the first of equals, or none."""
    near = process.extractOne(
        _folded(word), [_folded(k) for k in known], scorer=OSA.normalized_similarity, score_cutoff=SIMILAR
    )
    return known[near[2]] if near else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return `; did you mean '…'?` where a known word is near, else nothing."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near is not None else ""


def shown(value: object) -> str:
    """Return a value for a message: quoted, and cut after 40 characters."""
    text = repr(value)
    return text if len(text) <= 42 else text[:40] + "…" + (text[0] if text[0] in "'\"" else "")


def _folded(word: str) -> str:
    return word[:200].casefold().replace("_", "").replace("-", "").replace(" ", "")
