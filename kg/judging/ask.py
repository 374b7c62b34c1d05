"""One question after another on a terminal; each decision is written before the next question."""

from collections.abc import Callable, Sequence
from typing import TextIO

from msgspec import Struct

from kg.errors import UsageError
from kg.identity.cards import Verdict
from kg.judging.listing import Passage, no_passage, show
from kg.judging.questions import Question
from kg.judging.writing import NewJudgement, one_line

ANSWERS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
CHOICE = "s same, d different, u nobody can tell, k skip, q quit"
OTHER = "who is it? article/name or a key of the register; k skip, q quit"
MARK = "> "

Write = Callable[[NewJudgement], str]
"""Records one decision and tells where it stands. Raises UsageError where it can't be recorded."""


class Asked(Struct, frozen=True):
    """How far a dialogue came."""

    decided: int = 0
    skipped: int = 0
    left: int = 0
    """Questions that were not reached."""

    def __str__(self) -> str:
        """Tell it in words."""
        return f"{self.decided} decided, {self.skipped} skipped, {self.left} left"


class _Enough(Exception):  # noqa: N818 (nothing went wrong)
    """The person has had enough, or nobody answers any more."""


def ask(
    questions: Sequence[Question],
    write: Write,
    answers: TextIO,
    out: TextIO,
    *,
    width: int = 80,
    passage: Passage = no_passage,
) -> Asked:
    """Ask one question after another, and write each decision at once.

    What was decided stays if the dialogue is broken off. `passage` gives the words at a place, where texts are at
    hand. Once it is known who is meant by a name, its other candidates are not asked about.
    """
    dialogue = _Dialogue(write, answers, out)
    known: set[str] = set()
    decided = skipped = done = 0
    try:
        for number, question in enumerate(questions, 1):
            done = number - 1
            if question.about == "open name" and question.keys[0] in known:
                continue
            dialogue.say(f"\n{number} of {len(questions)}\n{show(question, number, width, passage)}")
            verdict = dialogue.decide(question)
            if verdict is None:
                skipped += 1
            else:
                decided += 1
            if verdict == "same":
                known.add(question.keys[0])
        done = len(questions)
    except (_Enough, KeyboardInterrupt):
        dialogue.say("")
    asked = Asked(decided, skipped, len(questions) - done)
    dialogue.say(f"{asked}.")
    return asked


def need_terminal(answers: TextIO) -> None:
    """Raise UsageError where nobody can answer."""
    if not answers.isatty():
        hint = "write the questions with --export questions.csv, fill them in, and give them back with --from"
        raise UsageError(f"--ask needs a terminal. Without one: {hint} questions.csv")


class _Dialogue:
    def __init__(self, write: Write, answers: TextIO, out: TextIO) -> None:
        self.write, self.answers, self.out = write, answers, out

    def say(self, words: str) -> None:
        self.out.write(f"{words}\n")
        self.out.flush()

    def answer(self, prompt: str) -> str:
        """Return one line of the answer, without blanks around it."""
        self.out.write(prompt)
        self.out.flush()
        line = self.answers.readline()
        if not line:
            raise _Enough
        return one_line(line)

    def decide(self, question: Question) -> Verdict | None:
        """Ask until a decision is recorded; None where the question is skipped."""
        alone = len(question.things) == 1
        while True:
            said = self.answer(f"{OTHER if alone else CHOICE} {MARK}")
            letter = said[:1].lower()
            if said.lower() in ("q", "quit"):
                raise _Enough
            if said.lower() in ("k", "skip"):
                return None
            if alone and said:
                judgement = self._reasoned(question, "same", (*question.keys, said))
            elif not alone and said.lower() in (letter, ANSWERS.get(letter)) and letter in ANSWERS:
                judgement = self._reasoned(question, ANSWERS[letter], question.keys)
            else:
                self.say(f"Answer with one of: {CHOICE if not alone else OTHER}.")
                continue
            try:
                self.say(f"Recorded: {judgement.verdict}, {self.write(judgement)}")
            except UsageError as error:
                self.say(f"Not recorded: {error}")
            else:
                return judgement.verdict

    def _reasoned(self, question: Question, verdict: Verdict, things: tuple[str, ...]) -> NewJudgement:
        offered = reason(question, verdict)
        if offered:
            self.say(f"Why? Press Enter for: {offered}")
        because = self.answer(f"why {MARK}") or offered
        while not because:
            self.say("A decision needs a reason; one sentence is enough.")
            because = self.answer(f"why {MARK}")
        return NewJudgement(question.kind, verdict, things, because)


def reason(question: Question, verdict: Verdict) -> str:
    """Return the reason that a question offers for a verdict: what its lines say for it, or nothing."""
    if len(question.things) < 2:
        return ""
    lines = {"same": question.reasons_for, "different": question.reasons_against, "unsure": question.lines}[verdict]
    said = "; ".join(line.says for line in lines)
    return said[:1].upper() + said[1:]
