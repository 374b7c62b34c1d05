"""Recorded judgements on events: they go first, and each is undone by deleting its lines."""

from collections.abc import Iterable, Mapping

from kg.identity.events.merged import Merged
from kg.identity.events.points import compatible
from kg.identity.groups import clashing, problem
from kg.model import Annotation, EventKey, Finding, Judgement

Judged = tuple[Judgement, tuple[EventKey, ...]]


def types_of(annotations: Iterable[Annotation]) -> dict[EventKey, str]:
    """Return the type of every event; a statement counts as one of type `statement`."""
    types: dict[EventKey, str] = {}
    for annotation in annotations:
        types.update({(annotation.article.id, event.id): event.type for event in annotation.events})
        types.update({(annotation.article.id, speech.id): "statement" for speech in annotation.statements})
    return types


def merge_events(judgements: Iterable[Judgement], annotations: Iterable[Annotation]) -> tuple[Merged, list[Finding]]:
    """Apply the judgements on events and nothing else; findings name those that can't be applied."""
    merged, findings, _ = apply_judgements(judgements, types_of(annotations))
    return merged, findings


def apply_judgements(
    judgements: Iterable[Judgement], types: Mapping[EventKey, str]
) -> tuple[Merged, list[Finding], list[Judged]]:
    """Return the groups that judgements make, what is wrong with judgements, and those that hold, sorted."""
    findings, judged = list[Finding](), list[Judged]()
    for judgement in judgements:
        if judgement.kind != "event":
            continue
        keys = tuple(event_key(thing) for thing in judgement.things)
        unknown = [thing for thing, key in zip(judgement.things, keys, strict=True) if key not in types]
        kinds = sorted({types[key] for key in keys if key in types})
        if unknown:
            message = f"no event or statement {unknown[0]!r}; a thing is written article/id"
            findings.append(problem(judgement, "DK210", message))
        elif judgement.verdict == "same" and (pair := _never_one(kinds)):
            findings.append(problem(judgement, "DK211", f"a {pair[0]} and a {pair[1]} can't be the same event"))
        else:
            judged.append((judgement, keys))
    merged = taken(judged)
    for judgement, keys in judged:
        joined = len({merged.leader(key) for key in keys}) < len(set(keys))
        if judgement.verdict != "same" and joined:
            findings.append(clashing(judgement))
    return merged, findings, sorted(judged, key=lambda each: (each[0].things, each[0].on, each[0].by))


def taken(judged: Iterable[Judged]) -> Merged:
    """Return the groups that judgements make, with what they keep apart."""
    merged, judged = Merged(), list(judged)
    for judgement, keys in judged:
        if judgement.verdict == "same":
            merged.join(keys, judgement)
    for judgement, keys in judged:
        if judgement.verdict != "same":
            merged.keep_apart(keys)
    return merged


def _never_one(kinds: list[str]) -> tuple[str, str] | None:
    """Return the first two of these types that exclude each other."""
    pairs = ((one, other) for i, one in enumerate(kinds) for other in kinds[i + 1 :])
    return next((pair for pair in pairs if not compatible(*pair)), None)


def event_key(thing: str) -> EventKey:
    """Return the key of what a judgement writes as `article/id`."""
    article, _, local = thing.partition("/")
    return article, local
