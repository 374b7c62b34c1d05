"""Decisions of people, appended to the register's file of judgements: checked first, then all of them or none."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from kg.errors import SourceError, UsageError
from kg.judging.clashes import Standing, clash, standing_already
from kg.judging.whole import alone, replace_file
from kg.judging.writing import NewJudgement, Signed, one_line, with_entries
from kg.model import Finding, Judgement
from kg.sources.encoding import REFUSED, decode, named
from kg.sources.files import whole
from kg.sources.findings import did_you_mean
from kg.sources.limits import REGISTER_BYTES
from kg.sources.positions import locate
from kg.sources.register import RegisterReading, read_register

SHOWN = 5
"""Mistakes of the register that a message names."""


class Recorded(Struct, frozen=True):
    """What became of decisions: where each was written, and where the others stood already."""

    written: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def judgements_file(root: Path) -> Path:
    """Return the file in which a project keeps its judgements."""
    return root / "sources" / "register" / "judgements.yaml"


def annotator(path: Path, by: str | None) -> str:
    """Return who decides: the annotator with this key, or the only one of the project.

    `path` is the file of judgements. Raises UsageError where nobody is named, or somebody whom project.yaml lacks.
    """
    project = _read(_content(path), path).register.project
    known = [each.id for each in project.annotators]
    if by is None and len(known) == 1:
        return known[0]
    settings = f"{path.parent.parent.name}/project.yaml"
    if by is None:
        who = f"one of {', '.join(known)}" if known else "a key for yourself, as --by mk"
        raise UsageError(f"who decides? name with --by {who}")
    if known and by not in known:
        entry = f"{{id: {by}, name: …}}"
        hint = did_you_mean(by, known) or f"; known: {', '.join(known)}"
        raise UsageError(f"{settings} lists no annotator {by!r}{hint}; to add one, write '- {entry}' under annotators")
    return by


def record(path: Path, decisions: Sequence[NewJudgement], by: str, on: date) -> Recorded:
    """Append decisions to the file of judgements, which is made where it is missing, and tell where they stand.

    What is recorded already is not written twice. All bytes that are there stay. Raises UsageError, and writes
    nothing, where a decision contradicts a recorded one or another of these, has no reason or no two things, `by` is
    none of the project's annotators, or the register has mistakes.
    """
    path = path.absolute()
    by = annotator(path, by)
    with alone(path.parent):
        raw = _content(path)
        before = _read(raw, path).register.judgements
        standing = stand(before, raw, path)
        new, known = [], []
        for number, decision in enumerate(decisions):
            if place := standing_already(decision.kind, decision.verdict, decision.things, standing):
                known.append(place)
                continue
            if wrong := mistake(decision, standing):
                raise UsageError(f"{' and '.join(decision.things) or 'a decision'}: {wrong}")
            standing.append(
                Standing(decision.kind, decision.verdict, decision.things, f"decision {number + 1} of these")
            )
            new.append(Signed(decision, by, on))
        if not new:
            return Recorded(known=tuple(known))
        content = _appended(raw, new, path)
        after = _read(content, path).register.judgements
        _same(before, after, new, path)
        replace_file(path, content)
    return Recorded(tuple(each.place for each in stand(after[len(before) :], content, path)), tuple(known))


def mistake(decision: NewJudgement, standing: Iterable[Standing]) -> str | None:
    """Return in words what is wrong with a decision beside those that stand, or None."""
    if len(set(decision.things)) < 2:
        return "name two things"
    if len(set(decision.things)) < len(decision.things):
        return "one thing is named twice"
    if not one_line(decision.because):
        return "say why: the reason is empty"
    if refused := REFUSED.search("".join([one_line(decision.because), *decision.things])):
        return f"{named(refused[0])} must not stand in it"
    return clash(decision.kind, decision.verdict, decision.things, standing)


def standing(path: Path) -> list[Standing]:
    """Return the judgements of a file, each with its line."""
    raw = _content(path)
    return stand(_read(raw, path).register.judgements, raw, path)


def stand(judgements: Iterable[Judgement], raw: bytes, path: Path) -> list[Standing]:
    """Return judgements, each with its line in the content of the file."""
    text = decode(raw) if raw else ""
    name = "/".join(_names(path))
    lines = ((each, locate(text, each.pointer.partition("#")[2])[0]) for each in judgements)
    return [Standing(each.kind, each.verdict, each.things, f"{name}:{line}") for each, line in lines]


def _content(path: Path) -> bytes:
    try:
        return whole(path, REGISTER_BYTES) if path.exists() else b""
    except SourceError as error:
        raise UsageError(f"{path}: {error.message}") from None


def _read(raw: bytes, path: Path) -> RegisterReading:
    """Read a content of the file with the project's settings. Raises UsageError for whatever is wrong with either."""
    settings = path.parent.parent / "project.yaml"
    reading = _reading(raw, settings.read_bytes() if settings.is_file() else b"", _names(path))
    wrong = [finding for finding in reading.findings if finding.severity == "error"]
    if wrong:
        raise UsageError(_told(wrong))
    return reading


@lru_cache(maxsize=2)
def _reading(raw: bytes, settings: bytes, names: tuple[str, str, str]) -> RegisterReading:
    """Read these two contents as the project's own reader does; what was read lately is remembered."""
    with TemporaryDirectory(prefix="kg-resolve-") as folder:
        sources = Path(folder) / names[0]
        (sources / names[1]).mkdir(parents=True)
        (sources / names[1] / names[2]).write_bytes(raw)
        (sources / "project.yaml").write_bytes(settings)
        return read_register(sources, Path(folder))


def _names(path: Path) -> tuple[str, str, str]:
    return path.parent.parent.name, path.parent.name, path.name


def _told(findings: Sequence[Finding]) -> str:
    lines = [f"{each.place}: {each.message}. {each.mend}".rstrip() for each in findings[:SHOWN]]
    return "\n".join([*lines, "Nothing was written."])


def _appended(raw: bytes, new: Sequence[Signed], path: Path) -> bytes:
    try:
        return with_entries(raw, new)
    except SourceError as error:
        raise UsageError(f"{path}:{error.line}: {error.message}") from None


def _same(before: Sequence[Judgement], after: Sequence[Judgement], new: Sequence[Signed], path: Path) -> None:
    """Hold that the file reads as it did, with the new judgements behind. Raises UsageError where it does not."""
    expected = [
        *((j.kind, j.verdict, j.things, j.by, j.on, j.because) for j in before),
        *((j.kind, j.verdict, j.things, by, on, one_line(j.because)) for j, by, on in new),
    ]
    if [(j.kind, j.verdict, j.things, j.by, j.on, j.because) for j in after] != expected:
        raise UsageError(f"{path}: nothing can be added as it ends now; end its last line with a line break first")
