"""A text that is written piece by piece, and the spans of its pieces."""

from string import Formatter
from typing import NamedTuple

from kg.model.annotation import Span


class Phrase(NamedTuple):
    """Words that are marked, with what stands around them."""

    text: str
    before: str = ""
    after: str = ""


class Prose:
    """The text of one article."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def say(self, text: str) -> Span:
        """Add words; return where they stand."""
        self._pieces.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def fill(self, template: str, **phrases: Phrase | None) -> dict[str, Span]:
        """Add a sentence; return where it stands as a whole (`""`) and where its marked phrases do."""
        start, found = self.length, dict[str, Span]()
        for literal, name, _, _ in Formatter().parse(template):
            if literal:
                self.say(literal)
            if name and (phrase := phrases[name]):
                if phrase.before:
                    self.say(phrase.before)
                found[name] = self.say(phrase.text)
                if phrase.after:
                    self.say(phrase.after)
        found[""] = Span(start, self.length)
        return found

    @property
    def text(self) -> str:
        return "".join(self._pieces)
