"""All that the command needs: the questions of a project, and where their answers go."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from kg.errors import UsageError
from kg.identity import Decisions
from kg.judging.ask import Asked, ask
from kg.judging.file import FORMATS, take, written
from kg.judging.fit import Fit
from kg.judging.listing import around, listing
from kg.judging.places import with_lines
from kg.judging.questions import OPEN, questions
from kg.judging.record import Recorded, annotator, judgements_file, record
from kg.judging.writing import NewJudgement, Signed
from kg.model import Finding, Location
from kg.sources.read import Source
from kg.sources.texts import Texts


class Desk:
    """The questions of one project."""

    def __init__(
        self, root: Path, decisions: Decisions, sources: Sequence[Source], *, everything: bool = False
    ) -> None:
        """`everything` asks also about what the rules decided without being asked."""
        self._decisions, self._file = decisions, judgements_file(root)
        self._articles = {source.annotation.article.id: source.annotation.article for source in sources}
        found = questions(decisions, everything=True)
        asked = [each for each in found if everything or each.about in OPEN]
        self._more = len(found) - len(asked)
        self.questions = with_lines(asked, sources, root)

    def text(self, width: int = 80) -> str:
        """Return the questions as a list for reading."""
        return listing(self.questions, self._more, width)

    def written(self, form: str) -> str:
        """Return the questions as `csv` or `json`, to be filled in."""
        return written(self.questions, form)

    def take(self, file: Path, by: str | None, on: date) -> Recorded:
        """Record the decisions of a file, all or none."""
        return take(self._file, self._decisions, file, by, on)

    def ask(
        self, by: str | None, on: date, answers: TextIO, out: TextIO, *, texts: Texts | None = None, width: int = 80
    ) -> Asked:
        """Ask the questions one after another; with texts, show the passages."""
        who, fit = annotator(self._file, by), Fit(self._decisions)

        def write(judgement: NewJudgement) -> str:
            fit.check(Signed(judgement, who, on))
            recorded = record(self._file, [judgement], who, on)
            return ", ".join((*recorded.written, *(f"as {place} says already" for place in recorded.known)))

        def passage(place: Location) -> str | None:
            article = self._articles.get(place.article)
            text = texts.of(article) if texts and article else None
            known = text and place.start is not None and place.end is not None
            return around(text, place.start, place.end) if known else None  # type: ignore[arg-type]

        return ask(self.questions, write, answers, out, width=width, passage=passage)


def form_of(file: Path) -> str:
    """Return the form of a file of questions by its name. Raises UsageError for others."""
    form = file.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"{file}: questions are written to a file that ends in .{' or .'.join(FORMATS)}")
    return form


def told(recorded: Recorded) -> str:
    """Return in words what was recorded."""
    lines = [f"Recorded {len(recorded.written)}: {', '.join(recorded.written)}"] if recorded.written else []
    if recorded.known:
        lines.append(f"Recorded already {len(recorded.known)}: {', '.join(recorded.known)}")
    return "\n".join(lines)


def refuse_mistakes(findings: Iterable[Finding]) -> None:
    """Raise UsageError where the register has a mistake: with it, names would mean something else."""
    wrong = [finding for finding in findings if finding.severity == "error"]
    if wrong:
        raise UsageError(f"{wrong[0].place}: {wrong[0].message}. {wrong[0].mend} Then kg check shows what is left.")
