"""Which reports tell the same event: by recorded judgement, each reversible by deleting its lines."""

from collections.abc import Iterable

from kg.identity.groups import Groups, problem
from kg.model import Annotation, EventKey, Finding, Judgement

Merged = Groups[EventKey]


def merge_events(judgements: Iterable[Judgement], annotations: Iterable[Annotation]) -> tuple[Merged, list[Finding]]:
    """Apply the judgements on events to all articles; findings name those that can't be applied."""
    types: dict[EventKey, str] = {}
    for annotation in annotations:
        types.update({(annotation.article.id, event.id): event.type for event in annotation.events})
        types.update({(annotation.article.id, speech.id): "statement" for speech in annotation.statements})
    merged, findings, judged = Merged(), list[Finding](), list[tuple[Judgement, tuple[EventKey, ...]]]()
    for judgement in judgements:
        if judgement.kind != "event":
            continue
        keys = tuple(_event_key(thing) for thing in judgement.things)
        unknown = [thing for thing, key in zip(judgement.things, keys, strict=True) if key not in types]
        kinds = sorted({types[key] for key in keys if key in types})
        if unknown:
            message = f"no event or statement {unknown[0]!r}; a thing is written article/id"
            findings.append(problem(judgement, "DK210", message))
        elif judgement.verdict == "same" and len(kinds) > 1:
            findings.append(problem(judgement, "DK211", f"a {kinds[0]} and a {kinds[1]} can't be the same event"))
        else:
            judged.append((judgement, keys))
    return merged, findings + merged.apply(judged)


def _event_key(thing: str) -> EventKey:
    article, _, local = thing.partition("/")
    return article, local
