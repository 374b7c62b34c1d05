"""Which reports tell the same event: by recorded judgement, each reversible by deleting its lines."""

from collections.abc import Iterable

from kg.identity.register import Ref, Register
from kg.model import Annotation, Finding, Judgement

EventKey = tuple[str, str]
"""The article's key and the event's or statement's own id."""


class Merged:
    """Events taken as one, each under its smallest member; an event of no judgement stands for itself."""

    def __init__(self) -> None:
        self._leader: dict[EventKey, EventKey] = {}
        self.groups: dict[EventKey, tuple[EventKey, ...]] = {}
        self.judgements: dict[EventKey, tuple[Judgement, ...]] = {}

    def event(self, article: str, local: str) -> EventKey:
        """Return the key under which the event stands in the graph."""
        return self._leader.get((article, local), (article, local))

    def members(self, key: EventKey) -> tuple[EventKey, ...]:
        """Return all reports of the event, sorted."""
        return self.groups.get(key, (key,))

    def join(self, members: Iterable[EventKey], judgement: Judgement) -> None:
        """Take these events as one, together with all that they were one with already."""
        leaders = {self.event(*member) for member in members}
        group = tuple(sorted({m for leader in leaders for m in self.members(leader)}))
        why = [j for leader in leaders for j in self.judgements.pop(leader, ())]
        for leader in leaders:
            self.groups.pop(leader, None)
        for member in group:
            self._leader[member] = group[0]
        self.groups[group[0]] = group
        self.judgements[group[0]] = (*sorted(why, key=lambda j: j.things), judgement)


def merge(
    judgements: Iterable[Judgement], annotations: Iterable[Annotation], register: Register
) -> tuple[Merged, list[Finding]]:
    """Apply the judgements on events to all articles; findings name judgements that can't be applied."""
    types: dict[EventKey, str] = {}
    for annotation in annotations:
        types.update({(annotation.article.id, event.id): event.type for event in annotation.events})
        types.update({(annotation.article.id, speech.id): "statement" for speech in annotation.statements})
    merged, findings, different = Merged(), [], []
    for judgement in judgements:
        problem = _problem(judgement, types, register)
        if problem:
            findings.append(_finding(judgement, *problem))
            continue
        if judgement.kind != "event":
            continue
        members = [_event_key(thing) for thing in judgement.things]
        if judgement.verdict == "same":
            merged.join(members, judgement)
        else:
            different.append((judgement, members))
    for judgement, members in different:
        if len({merged.event(*member) for member in members}) < len(set(members)):
            findings.append(
                _finding(judgement, "DK212", "other judgements take these as one, this one says that they differ")
            )
    return merged, findings


def _event_key(thing: str) -> EventKey:
    article, _, local = thing.partition("/")
    return article, local


def _problem(judgement: Judgement, types: dict[EventKey, str], register: Register) -> tuple[str, str] | None:
    """Return the code and the message of what keeps a judgement from being applied."""
    if judgement.kind == "person":
        unknown = [t for t in judgement.things if Ref("person", t) not in register.entries]
        return ("DK210", f"no person {unknown[0]!r} in the register") if unknown else None
    unknown = [t for t in judgement.things if _event_key(t) not in types]
    if unknown:
        return "DK210", f"no event or statement {unknown[0]!r}; a thing is written article/id"
    kinds = sorted({types[_event_key(t)] for t in judgement.things})
    if judgement.verdict == "same" and len(kinds) > 1:
        return "DK211", f"a {kinds[0]} and a {kinds[1]} can't be the same event"
    return None


def _finding(judgement: Judgement, code: str, message: str) -> Finding:
    file, _, pointer = judgement.pointer.partition("#")
    mend = "Mend the judgement, or delete its lines: then the reports stand apart again."
    return Finding(code=code, message=message, file=file, pointer=pointer, mend=mend)
