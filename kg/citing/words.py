"""Citations in words: what stands behind a row, and notes, for terminals, tables and pages."""

from collections.abc import Sequence

from kg.citing.disagreement import Disagreement, Side
from kg.citing.notes import Note, RowNotes

ASPECTS = {
    "date": "the date",
    "place": "the place",
    "status": "whether it happened",
    "participant": "who attended",
    "level": "the level",
    "topic": "the topics",
}
"""On what accounts disagree, in words."""


def counted(number: int, one: str) -> str:
    """Return a number with its noun: `1 article`, `2 articles`."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def corroboration(row: RowNotes) -> str:
    """Return how many articles and independent sources bear a row: `2 articles, 1 independent source`.

    Where an article tells only a part of it, how many tell the part that the fewest tell.
    """
    if not row.articles:
        return "the register" if row.notes else "the ontology" if row.vocabulary else "nothing that an article says"
    independent = counted(row.sources, "independent source")
    if row.told_by == row.articles:
        return f"{counted(row.articles, 'article')}, {independent}"
    return f"{counted(row.articles, 'article')}; each part from {row.told_by:,} or more, {independent}"


def voices(row: RowNotes) -> str:
    """Return who says what stands behind a row."""
    return "; ".join([*row.said_by, *(["the article itself"] if row.itself else [])])


def remarks(row: RowNotes) -> list[str]:
    """Return what else is to be said of the citation of a row."""
    found = []
    if row.absence:
        found.append("rests also on what is not there; its absence was checked against this build")
    if row.shortest:
        found.append("cites a shortest walk along a property path")
    if row.shown < row.witnesses:
        found.append(f"{row.shown:,} of {row.witnesses:,} ways to it")
    if row.members:
        found.append(f"made of {counted(row.members, 'solution')}")
    return found


def disagreement(found: Disagreement, notes: Sequence[Note] = ()) -> str:
    """Return in words where two accounts disagree, each side with who says so and the numbers of its notes.

    `notes`: all notes by their numbers, where passages are to stand in place of the numbers.
    """
    how = "contradict each other" if found.kind == "contradicts" else "differ"
    one, other = (_side(side, notes) for side in found.sides)
    return f"accounts of {found.event} {how} on {ASPECTS[found.aspect]}: {one} – {other}"


def _side(side: Side, notes: Sequence[Note]) -> str:
    cited = [fragment(notes[number - 1]) for number in side.notes] if notes else map(str, side.notes)
    return f"{side.value or 'no more'}, {side.said_by} [{' '.join(cited)}]"


def source(note: Note) -> str:
    """Return the passage of a note: `iq-003 [227–385]`; of an entry of the register, its file."""
    return f"{note.article} [{note.start}–{note.end}]" if note.article else "the register"


def attribution(note: Note) -> str:
    """Return who says so, and in what."""
    if not note.article:
        return ""
    by = f"according to {' and '.join(note.said_by)}" if note.said_by else "in the article's own account"
    return f"{by}, in “{' and '.join(note.said_in)}”" if note.said_in else by


def fragment(note: Note) -> str:
    """Return the passage as a fragment of its article (RFC 5147), or the pointer of an entry of the register."""
    return f"{note.article}#char={note.start},{note.end}" if note.article else note.pointer
