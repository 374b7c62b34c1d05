"""All decisions on all articles, in their one order: names, people, days, events, holders of posts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.dates import Timeline
from kg.identity.cast import Cast
from kg.identity.events import Merges, Telling, merge, tell
from kg.identity.groups import problem
from kg.identity.incumbents import find_incumbents
from kg.identity.origins import Origins, Text, find_origins
from kg.identity.people import People, decide_people
from kg.identity.people.recorded import Recorded
from kg.identity.register import Ref, Register
from kg.identity.resolve import resolve
from kg.model import Annotation, Entry, Finding, Judgement

Progress = Callable[[int, int], None]


@dataclass
class Decisions:
    """What was decided on a corpus, and what could not be."""

    annotations: tuple[Annotation, ...]
    """The articles in the order of their keys, without those with an error in their names."""
    register: Register
    people: People
    casts: dict[str, Cast]
    """By the article's key; each holds the findings on its names."""
    recorded: Recorded
    judgements: tuple[Judgement, ...]
    events: Merges = field(default_factory=lambda: merge((), ()))
    timeline: Timeline = field(default_factory=lambda: Timeline(()))
    origins: Origins = field(default_factory=Origins)
    findings: list[Finding] = field(default_factory=list)
    """On judgements that can't be applied."""

    def label(self, ref: Ref) -> str:
        """Return the name of somebody or something."""
        return self.people.labels.get(ref) or self.register.entries[ref].label

    def person(self, thing: str) -> Ref | None:
        """Return who a thing of a judgement is by now: a key of the register, or `article/name`."""
        if (ref := Ref("person", thing)) in self.register.entries:
            return self.register.leader(ref)
        return self.people.redirects.get(thing) or (ref if ref in self.people.people else None)


def decide(
    annotations: Sequence[Annotation],
    entries: Iterable[Entry],
    judgements: Sequence[Judgement] = (),
    text: Text = lambda article: None,
    progress: Progress = lambda done, total: None,
) -> Decisions:
    """Decide who each mention is, which reports tell one event, and when each event was.

    The order of articles, entries and judgements does not matter. Recorded judgements go before every rule. `text`
    gives the text of an article where it is at hand: copies of one text are one source.
    """
    annotations = sorted(annotations, key=lambda annotation: annotation.article.id)
    recorded = Recorded(judgements)
    entries = tuple(entries)
    register = Register(entries, recorded.entries(entries))
    casts: dict[str, Cast] = {}
    for number, annotation in enumerate(annotations):
        progress(number, len(annotations))
        casts[annotation.article.id] = resolve(annotation, register)
    annotations = [each for each in annotations if not _errors(casts[each.article.id].findings)]
    articles = [(annotation, casts[annotation.article.id]) for annotation in annotations]
    alone = Timeline(annotations)
    people = decide_people(articles, register, recorded, alone.bounds)
    findings = [*recorded.findings, *_unknown(recorded, people, register)]
    decisions = Decisions(tuple(annotations), register, people, casts, recorded, tuple(judgements), findings=findings)
    decisions.origins = find_origins(annotations, text)
    find_incumbents(articles, register, lambda key: key, alone.bounds, decisions.label)
    told: list[Telling] = []
    for annotation, cast in articles:
        copied = _copied(annotation, decisions, text)
        told += tell(annotation, cast, register, alone.bounds, people.side, people.held, copied)
    statements = [(each.article.id, speech.id) for each in annotations for speech in each.statements]
    events = merge(told, [judgement for judgement in judgements if judgement.kind == "event"], statements)
    decisions.events = events
    decisions.timeline = timeline = Timeline(annotations, events.merged.leader)
    find_incumbents(articles, register, events.merged.leader, timeline.bounds, decisions.label)
    progress(len(annotations), len(annotations))
    return decisions


def _copied(annotation: Annotation, decisions: Decisions, text: Text) -> str:
    """Return the text of an article of which there are copies."""
    return text(annotation.article) or "" if annotation.article.id in decisions.origins.copies else ""


def _errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _unknown(recorded: Recorded, people: People, register: Register) -> list[Finding]:
    """DK210: judgements on people that neither the register nor an article names."""
    known = {ref.key for ref in register.entries if ref.kind == "person"} | people.things.keys()
    return [
        problem(judgement, "DK210", f"no person {thing!r} in the register, and no name so written as article/name")
        for judgement in recorded.judgements
        for thing in judgement.things
        if thing not in known
    ]
