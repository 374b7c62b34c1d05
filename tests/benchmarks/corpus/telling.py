"""How one article tells one event: a sentence or more, and the record that an annotator would make of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from kg.model.annotation import (
    Document,
    Event,
    Mention,
    Ordering,
    Participant,
    PlaceMention,
    Span,
    Speech,
    StatedTime,
    TopicMention,
)
from tests.benchmarks.corpus import times
from tests.benchmarks.corpus.happenings import Happening
from tests.benchmarks.corpus.naming import Named, Namer
from tests.benchmarks.corpus.prose import Phrase, Prose
from tests.benchmarks.corpus.subjects import BY_KEY, REMARKS

_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "meeting": (
        "{a} met {b}{c}{place}{when}.",
        "{a} held talks with {b}{c}{place}{when}.",
        "{a} and {b}{c} conferred{place}{when}.",
    ),
    "phone call": ("{a} spoke by phone with {b}{when}.", "{a} and {b} talked by telephone{when}."),
    "visit": (
        "{a} travelled to {place} for talks with {b}{when}.",
        "{a} paid a visit to {place}, hosted by {b}{when}.",
    ),
    "signing": ("{a} and {b} signed {doc}{place}{when}.",),
    "negotiation": ("{a} and {b} held a round of negotiations{place}{when}.",),
    "conference": ("The {name} opened{place}{when}, with {a}, {b}{more} among the speakers.",),
    "invitation": ("{a} invited {b} to {visit}{when}.",),
}
_PLANNED: Mapping[str, tuple[str, ...]] = {
    "meeting": ("{a} is to meet {b}{c}{place}{when}.",),
    "visit": ("{a} will travel to {place} for talks with {b}{when}.",),
    "signing": ("{a} and {b} are to sign {doc}{place}{when}.",),
    "negotiation": ("{a} and {b} will negotiate{place}{when}.",),
}
_ROLES = {"caller": 0, "host": 0, "inviter": 0, "callee": 1, "guest": 1, "invitee": 1}
_PAPERS = ("a memorandum of understanding", "a cooperation agreement", "a protocol on customs", "a joint declaration")


@dataclass
class Draft:
    """An article that is being written."""

    prose: Prose
    namer: Namer
    published: date
    events: list[Event] = field(default_factory=list)
    statements: list[Speech] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    mentions: dict[str, Named] = field(default_factory=dict)
    """By pointer."""
    days: dict[str, date] = field(default_factory=dict)
    """Person to the day of the event in which the article names them first."""
    told: dict[str, str] = field(default_factory=dict)
    """Event of the world to the id in the article."""
    vague: set[str] = field(default_factory=set)
    exact: tuple[str, date] | None = None
    """The last event, by its id in the article, of which the article gives the very day."""

    def next_id(self, kind: str) -> str:
        return f"{kind.replace(' ', '-')}-{len(self.events) + len(self.documents) + len(self.statements) + 1}"


def tell(draft: Draft, event: Happening, rng: Random, short: Iterable[str], *, exact: bool, past: bool = False) -> None:
    """Add an event to an article. `short`: whom the post makes known under a short name; `past`: told in passing."""
    attended = sorted(event.attended, key=lambda a: _ROLES.get(a.role, 0)) if event.type != "visit" else event.attended
    if (
        len(attended) > 2
        and attended[0].state != attended[1].state
        and event.type != "conference"
        and rng.random() < 0.1
    ):
        attended = attended[:2]
    planned, local = event.status == "planned", draft.next_id(event.type)
    named: list[Named] = []
    for attendance in attended:
        allowed = not any(each.by_role for each in named) and not event.twin
        named.append(draft.namer.mention(attendance, role_allowed=allowed, short_allowed=attendance.person in short))
        draft.days.setdefault(attendance.person, event.first)
    said, to = _time(draft, event, rng, exact=exact)
    phrases: dict[str, Phrase | None] = {
        letter: Phrase(each.text) for letter, each in zip("abcdef", named, strict=False)
    }
    phrases.setdefault("c", None)
    if phrases["c"]:
        phrases["c"] = Phrase(named[2].text, " in the presence of ")
    phrases["when"] = Phrase(said.says, said.before) if said else None
    place = event.place if event.type == "visit" or rng.random() < 0.88 else None
    bare = event.type == "visit"
    phrases["place"] = Phrase(place, "" if bare else " in ") if place else None
    phrases["doc"] = Phrase(rng.choice(_PAPERS))
    phrases["name"] = Phrase(event.name or "")
    template = rng.choice((_PLANNED if planned else _TEMPLATES)[event.type])
    if event.type == "conference":
        template = template.replace("{more}", "".join(f", {{{letter}}}" for letter in "cdef"[: len(named) - 2]))
        if len(named) > 2:
            phrases["c"] = Phrase(named[2].text)
    if past:
        draft.prose.say("Earlier, ")
    start = draft.prose.length
    spans = draft.prose.fill(_capital(template, phrases, past=past), **phrases)
    participants = []
    for letter, each, attendance in zip("abcdef", named, attended, strict=False):
        fields = dict(each.fields)
        if "words" in fields:
            fields["words"] = phrases[letter].text  # type: ignore[union-attr] # it may stand at the start of the sentence
        draft.mentions[f"/events/{len(draft.events)}/participants/{len(participants)}"] = each
        participants.append(Participant(role=attendance.role, at=spans[letter], **fields))
    if event.type == "meeting" and not past and rng.random() < 0.05:
        group = draft.prose.fill(" {g} came along.", g=Phrase("A delegation"))
        participants.append(
            Participant(
                group="a delegation", words="A delegation", role="companion", for_=attended[0].state.name, at=group["g"]
            )
        )
    topics = () if past or planned or rng.random() < 0.25 else event.topics
    told_topics = _topics(draft, topics, rng)
    record: dict[str, Any] = {}
    if not past and rng.random() < 0.2:
        record = _attribution(draft, event, rng)
    if said:
        at = spans["when"]
        if to:
            record["after" if to[1] else "before"] = [Ordering(event=to[0], at=at)] if to[1] is not None else []
        record["when"] = StatedTime(says=said.says, at=at, relative_to=to[0] if to else None)
    if not said or not said.exact:
        draft.vague.add(event.key)
    elif event.first == event.last and not to:
        draft.exact = (local, event.first)
    if event.type == "signing":
        paper = draft.next_id("paper")
        draft.documents.append(Document(id=paper, type="document", title=phrases["doc"].text, at=spans["doc"]))
        record["concludes"] = [paper]
    draft.told[event.key] = local
    if event.parent in draft.told:
        record["part_of"] = draft.told[event.parent]
    draft.events.append(
        Event(
            id=local,
            type=event.type,  # type: ignore[arg-type]
            name=event.name,
            status=event.status,  # type: ignore[arg-type]
            at=Span(start, spans[""].end),
            place=PlaceMention(name=place, at=spans["place"]) if place else None,
            participants=participants,
            topics=told_topics,
            **record,
        )
    )
    speakers = [(a, each) for a, each in zip(attended, named, strict=True) if not each.by_role]
    if speakers and not past and not planned and rng.random() < 0.4:
        _remark(draft, event, rng.choice(speakers)[0], local, rng)
    draft.prose.say("\n")


def tell_invitation(draft: Draft, event: Happening, visit: Happening, rng: Random) -> None:
    """Add an invitation, and the visit to which somebody is invited."""
    local = draft.next_id("invitation")
    named = [draft.namer.mention(a, role_allowed=False, short_allowed=False) for a in event.attended]
    for attendance in event.attended:
        draft.days.setdefault(attendance.person, event.first)
    a, b = (Phrase(each.text) for each in named)
    spans = draft.prose.fill("{a} invited {b} to visit {place}.\n", a=a, b=b, place=Phrase(visit.place or ""))
    whole, index = Span(spans[""].start, spans[""].end - 1), len(draft.events)
    participants = [
        Participant(role=attendance.role, at=spans[letter], **each.fields)  # type: ignore[arg-type]
        for letter, each, attendance in zip("ab", named, event.attended, strict=True)
    ]
    for number, each in enumerate(named):
        draft.mentions[f"/events/{index}/participants/{number}"] = each
    draft.mentions[f"/events/{index + 1}/participants/0"] = named[1]
    record = {"part_of": draft.told[event.parent]} if event.parent in draft.told else {}
    draft.events += [
        Event(id=local, type="invitation", at=whole, about=f"{local}-visit", participants=participants, **record),
        Event(
            id=f"{local}-visit",
            type="visit",
            status="invited",
            at=whole,
            place=PlaceMention(name=visit.place or "", at=spans["place"]),
            participants=[Participant(role="guest", at=spans["b"], **named[1].fields)],
        ),
    ]
    draft.told |= {event.key: local, visit.key: f"{local}-visit"}
    draft.vague |= {event.key, visit.key}


def _time(
    draft: Draft, event: Happening, rng: Random, *, exact: bool
) -> tuple[times.Said | None, tuple[str, bool | None] | None]:
    """Return the words of the time and, where they count from another event, which one, and whether this came after."""
    if event.status == "planned":
        return times.ahead(event.first, event.last, draft.published, rng), None
    if draft.exact and event.first == event.last and not event.part_of_day and rng.random() < 0.25:
        anchor, day = draft.exact
        difference = (event.first - day).days
        if words := times.relative(difference, rng):
            return times.Said(words, " "), (anchor, difference > 0 if difference else None)
    part = event.part_of_day if event.twin or rng.random() < 0.5 else None
    return times.past(event.first, event.last, part, draft.published, rng, exact=exact or event.twin), None


def _capital(template: str, phrases: dict[str, Phrase | None], *, past: bool) -> str:
    """Let a sentence that begins with a post begin with a capital."""
    first = phrases["a"]
    if template.startswith("{a}") and not past and first and first.text.startswith("the "):
        phrases["a"] = Phrase("T" + first.text[1:])
    return template


def _topics(draft: Draft, topics: Iterable[str], rng: Random) -> list[TopicMention]:
    found, before = list[TopicMention](), " They discussed "
    for key in topics:
        draft.prose.say(before)
        found.append(TopicMention(topic=BY_KEY[key].name, at=draft.prose.say(rng.choice(BY_KEY[key].words))))
        before = " as well as "
    if found:
        draft.prose.say(".")
    return found


def _attribution(draft: Draft, event: Happening, rng: Random) -> dict[str, Any]:
    """Say who gave the account, now and then in a statement that has a day of its own."""
    ministry = f"Foreign Ministry of {rng.choice(event.attended).state.name}"
    if rng.random() < 0.7:
        draft.prose.fill(" This was said by the {by}.", by=Phrase(ministry))
        return {"said_by": ministry}
    said = times.past(draft.published, draft.published, None, draft.published, rng, exact=False)
    when = Phrase(said.says, said.before) if said else None
    spans = draft.prose.fill(" This was said by the {by} in a statement{when}.", by=Phrase(ministry), when=when)
    local = draft.next_id("statement")
    stated = StatedTime(says=said.says, at=spans["when"]) if said else None
    draft.documents.append(Document(id=local, type="press statement", by=ministry, at=spans["by"], when=stated))
    return {"said_by": ministry, "said_in": local}


def _remark(draft: Draft, event: Happening, attendance: Any, local: str, rng: Random) -> None:
    """Let somebody say something on a topic of the event."""
    words, gist = rng.choice(REMARKS)
    topic = rng.choice(event.topics or ("bilateral-relations",))
    named = draft.namer.again(attendance, with_post=False)
    draft.prose.say(" ")
    template = "{a} " + words + "."
    spans = draft.prose.fill(template, a=Phrase(named.text), topic=Phrase(rng.choice(BY_KEY[topic].words)))
    draft.mentions[f"/statements/{len(draft.statements)}/speaker"] = named
    draft.statements.append(
        Speech(
            id=draft.next_id("remark"),
            in_=local,
            at=spans[""],
            speaker=Mention(at=spans["a"], **named.fields),
            gist=gist,
            topics=[BY_KEY[topic].name],
        )
    )
