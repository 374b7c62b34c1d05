"""What is true of a generated corpus, to hold decisions against."""

from datetime import date

from msgspec import Struct, field

from kg.model import EventKey

MentionKey = tuple[str, str]
"""Article and pointer: `("a00012", "/events/0/participants/1")`."""


class Truth(Struct):
    """Who every mention means, which event every telling tells, and when that was."""

    people: dict[str, str] = field(default_factory=dict)
    """Person to full name and state, for people to read."""
    registered: dict[str, str] = field(default_factory=dict)
    """Key of the register to person."""
    named: dict[MentionKey, str] = field(default_factory=dict)
    """Mention with a name to person."""
    role_only: dict[MentionKey, str] = field(default_factory=dict)
    """Mention by post alone to person."""
    forms: dict[MentionKey, str] = field(default_factory=dict)
    """Mention to the words that stand there."""
    undecidable: set[MentionKey] = field(default_factory=set)
    """Named mentions that could mean another person as well, for all that the articles tell."""
    tellings: dict[EventKey, str] = field(default_factory=dict)
    """Telling to event; a plan is another event than what came of it."""
    days: dict[str, tuple[date, date]] = field(default_factory=dict)
    """Event to its first and last day; none for an invitation's visit, which has no day."""
    events: dict[str, str] = field(default_factory=dict)
    """Event to type and participants, for people to read."""
    contradicting: set[EventKey] = field(default_factory=set)
    """Tellings that give another place or day than the others, wrongly."""
    misdated: set[EventKey] = field(default_factory=set)
    """Those of them that give a wrong day."""
    vague: set[EventKey] = field(default_factory=set)
    """Tellings that state no time from which the day follows."""
    fulfils: dict[str, str] = field(default_factory=dict)
    """Plan to the event that came of it."""
    origins: dict[str, str] = field(default_factory=dict)
    """Article to the article whose text it is: itself, or the one that a wire copy repeats."""

    @property
    def copies(self) -> set[str]:
        return {article for article, origin in self.origins.items() if article != origin}
