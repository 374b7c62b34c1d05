"""What the mentions of one article mean, as far as it is decided."""

from collections.abc import Iterator, Set
from datetime import date
from sys import intern

from msgspec import Struct

from kg.identity.register import Ref
from kg.model import Annotation, EventKey, Finding, Holding, Mention


class Attested(Struct, frozen=True):
    """A day on which somebody is known to hold a post: by the register, or by an event in one article."""

    holder: Ref
    post: str
    first: date
    last: date
    event: EventKey | None = None
    holding: Holding = "in office"


class Resolved(Struct, frozen=True):
    """What one mention means. `actor` is None where only a role is named or nobody could tell who is meant."""

    actor: Ref | None = None
    label: str = ""
    """The actor's name in the register, or the fullest that the articles give."""
    posts: tuple[str, ...] = ()
    of: Ref | None = None
    """The state or organisation whose post it is."""
    on_behalf_of: Ref | None = None
    accompanies: Ref | None = None
    named_as: str | None = None
    rule: str = ""
    """The concept of the scheme `decision-rule` that decided."""
    because: tuple[str, ...] = ()
    margin: int | None = None
    """Points above what the rule asks for, where names were compared."""
    rejected: tuple[Ref, ...] = ()
    holder: Ref | None = None
    """Where only a role is named: the only one known to hold the post on that day."""
    holds: tuple[Attested, ...] = ()
    """From what that is known."""


class Cast(Struct):
    """The decisions of one article, by pointer inside its document, and what could not be decided."""

    mentions: dict[str, Resolved] = {}
    open: dict[str, str] = {}
    """Names that may be a person's: who is meant is decided with all articles at hand."""
    refs: dict[str, Ref] = {}
    findings: list[Finding] = []

    def copy(self) -> "Cast":
        """Return one to write into: a cast stays as it is once others have it."""
        return Cast(dict(self.mentions), self.open, self.refs, list(self.findings))

    def means(self, refs: Set[Ref]) -> bool:
        """Tell whether a name of the article means one of these, or may mean it."""
        return not refs.isdisjoint(self.refs.values()) or any(
            each.actor in refs
            or each.of in refs
            or each.on_behalf_of in refs
            or each.accompanies in refs
            or each.holder in refs
            or any(("post", post) in refs for post in each.posts)
            or (each.rejected and not refs.isdisjoint(each.rejected))
            for each in self.mentions.values()
        )


def mentions(annotation: Annotation) -> Iterator[tuple[str, Mention | str]]:
    """Yield every mention of an actor with its pointer; a bare name comes as text."""
    for e, event in enumerate(annotation.events):
        for p, participant in enumerate(event.participants):
            yield intern(f"/events/{e}/participants/{p}"), participant
    for s, speech in enumerate(annotation.statements):
        yield intern(f"/statements/{s}/speaker"), speech.speaker
        for t, to in enumerate(speech.to):
            yield intern(f"/statements/{s}/to/{t}"), to
    for t, tenure in enumerate(annotation.tenures):
        yield intern(f"/tenures/{t}"), tenure
