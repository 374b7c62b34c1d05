"""Edits that a person may make, by chance."""

import random
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from kg.identity import decide
from kg.model import Annotation, Entry, Held, Judgement
from tests.identity.people.world import articles, judged, named

from .decided import ADA, FM, PM, SUNDRIA, unnamed


class World:
    """What a person edits: articles in the order of their file, others that may come, register and judgements."""

    def __init__(self, annotations: Iterable[Annotation], entries: Iterable[Entry], texts: dict[str, str]) -> None:
        self.annotations, self.entries = list(annotations), list(entries)
        self.texts, self.judgements = texts, list[Judgement]()
        self.spare: list[Annotation] = []
        self.annotators = {"generator": "The generator"}

    def one(self, chance: random.Random) -> tuple[int, dict[str, Any]]:
        """Return the place of an article, and what it says."""
        place = chance.randrange(len(self.annotations))
        return place, msgspec.to_builtins(self.annotations[place])

    def set(self, place: int, content: dict[str, Any]) -> None:
        self.annotations[place] = msgspec.convert(content, Annotation)


def add(world: World, chance: random.Random) -> None:
    if world.spare:
        world.annotations.insert(chance.randrange(len(world.annotations)), world.spare.pop())


def remove(world: World, chance: random.Random) -> None:
    world.spare.insert(0, world.annotations.pop(chance.randrange(len(world.annotations))))


def swap(world: World, chance: random.Random) -> None:
    one, other = (chance.randrange(len(world.annotations)) for _ in range(2))
    world.annotations[one], world.annotations[other] = world.annotations[other], world.annotations[one]


def rename(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    content["article"]["id"] = f"{chance.choice('am')}{chance.randrange(10**6)}"
    world.set(place, content)


def publish(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    content["article"]["published"] = f"2031-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}"
    world.set(place, content)


def retime(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    for event in content.get("events", ()):
        if event.get("when"):
            event["when"] = {"says": chance.choice(["yesterday", "on 3 May 2031", "in June 2031"]), "at": event["at"]}
    world.set(place, content)


def order(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    if len(content.get("events", ())) > 1:
        one, other = chance.sample(content["events"], 2)
        one[chance.choice(["before", "after"])] = [{"event": other["id"], "at": one["at"]}]
        one.pop("when", None)
        world.set(place, content)


def recast(world: World, chance: random.Random) -> None:
    """Take somebody out, or leave of a name only the post or the last word."""
    place, content = world.one(chance)
    casts = [event["participants"] for event in content.get("events", ()) if len(event.get("participants", ())) > 1]
    if not casts:
        return
    cast = chance.choice(casts)
    who = cast[chance.randrange(len(cast))]
    if chance.random() < 0.3 or not who.get("name"):
        cast.remove(who)
    elif who.get("post") and chance.random() < 0.5:
        del who["name"]
    else:
        who["name"] = who["name"].split()[-1]
        for field in ("is", "post", "of"):
            who.pop(field, None)
    world.set(place, content)


def restate(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    for speech in content.get("statements", ()):
        speech["gist"] += " As before."
    for event in content.get("events", ())[:1]:
        event["name"] = f"Talks {chance.randrange(100)}"
    world.set(place, content)


def move(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    there = [
        event["place"]
        for each in world.annotations
        for event in msgspec.to_builtins(each).get("events", ())
        if event.get("place")
    ]
    for event in content.get("events", ()):
        event["place"] = chance.choice(there)
    world.set(place, content)


def judge(world: World, chance: random.Random) -> None:
    """Take two events for one, or keep them apart; or undo it."""
    if world.judgements and chance.random() < 0.4:
        world.judgements.pop()
        return
    events = [(each.article.id, event) for each in world.annotations for event in each.events]
    article, event = chance.choice(events)
    alike = [(a, e) for a, e in events if e.type == event.type and a != article]
    if alike:
        other, second = chance.choice(alike)
        things = sorted([f"{article}/{event.id}", f"{other}/{second.id}"])
        world.judgements.append(judged(chance.choice(["same", "same", "different"]), *things, kind="event"))


def judge_people(world: World, chance: random.Random) -> None:
    people = [entry.key for entry in world.entries if entry.kind == "person"] if chance.random() < 0.2 else []
    people = people or sorted(decide(world.annotations, world.entries, world.judgements).people.things)
    if len(people) > 1:
        world.judgements.append(
            judged(chance.choice(["same", "different", "unsure"]), *sorted(chance.sample(people, 2)))
        )


def register(world: World, chance: random.Random) -> None:
    """Say something else of an entry: its label, its names, to whom or to what it belongs, or where it stands."""
    place = chance.randrange(len(world.entries))
    entry = world.entries[place]
    alike = chance.choice([each for each in world.entries if each.kind == entry.kind])
    post = chance.choice([each.key for each in world.entries if each.kind == "post"])
    held = Held(post, date(2031, 1, 1), date(2031, chance.randrange(1, 13), 28)) if entry.kind == "person" else None
    file, _, number = entry.pointer.partition("#")
    world.entries[place] = chance.choice(
        [
            replace(entry, label=f"{entry.label} II"),
            replace(entry, names=entry.names[1:]),
            replace(entry, properties=dict(alike.properties)),
            replace(entry, pointer=f"{entry.pointer}0"),
            replace(entry, pointer=f"{file.replace('.yaml', '-2.yaml')}#{number}"),
            replace(entry, holds=(held,) if held else ()),
        ]
    )


def register_less(world: World, chance: random.Random) -> None:
    people = [place for place, each in enumerate(world.entries) if each.kind == "person"]
    if people:
        del world.entries[chance.choice(people)]


def annotate(world: World, chance: random.Random) -> None:
    place, content = world.one(chance)
    content["annotator"] = chance.choice(["generator", "mk", "nobody"])
    world.set(place, content)
    world.annotators["mk"] = f"M. K. {chance.randrange(3)}"


EDITS: tuple[Callable[[World, random.Random], None], ...] = (
    *(
        add,
        remove,
        swap,
        rename,
        publish,
        retime,
        recast,
        recast,
        recast,
        restate,
        move,
        judge,
        judge,
        judge_people,
        register,
        register,
        register,
        annotate,
    ),
)


SAYS = ("today", "yesterday", "in April 2031", "on 3 April 2031", "this week", "some day")


def dense(key: str, chance: random.Random) -> Annotation:
    """Return an article whose few events hang together: by orders, parts, times that count from others, statements."""
    casts = [
        named("Ada Lindqvist", FM, "norland"),
        named("Ada Lindqvist", **ADA),
        named("Lindqvist"),
        named("Tom Berg", chance.choice([FM, PM]), "sundria"),
        named("T. Berg", FM, "sundria"),
        unnamed(),
        unnamed(of="Sundria"),
        {"group": "delegation", "with": "Ada Lindqvist", "role": "companion"},
        SUNDRIA,
    ]
    events: list[dict[str, Any]] = []
    for n in range(chance.randrange(2, 5)):
        status = chance.choice(["happened"] * 4 + ["planned"])
        event = {"type": chance.choice(["meeting", "meeting", "visit"]), "status": status}
        event["participants"] = [dict(each) for each in chance.sample(casts, chance.randrange(1, 4))]
        event["when"] = {"says": chance.choice(SAYS), "at": [0, 5]}
        other = f"e{chance.randrange(n)}" if n else ""
        match chance.randrange(8):
            case 0:
                del event["when"]
            case 1 if n:
                event["when"] = {"says": "the following day", "relative_to": other, "at": [6, 9]}
            case 2 | 3 if n:
                event[chance.choice(["before", "after"])] = [{"event": other, "at": [6, 9]}]
                event["when"] = {"says": chance.choice(["in April 2031", "this week"]), "at": [0, 5]}
            case 4 if n and event["type"] == "meeting":
                event["part_of"] = other
                del event["when"]
        events.append(event)
    content = msgspec.to_builtins(articles(key, events, published=f"2031-04-0{chance.randrange(1, 8)}"))
    content["statements"] = [
        {
            "id": f"s{n}",
            "in": f"e{chance.randrange(len(events))}",
            "speaker": "Ada Lindqvist",
            "at": [20, 30],
            "gist": "Fisheries need rules.",
        }
        for n in range(chance.randrange(2))
    ]
    return msgspec.convert(content, Annotation)


def rewrite(world: World, chance: random.Random) -> None:
    place = chance.randrange(len(world.annotations))
    world.annotations[place] = dense(world.annotations[place].article.id, chance)


DENSE: tuple[Callable[[World, random.Random], None], ...] = (
    *(
        add,
        remove,
        rename,
        publish,
        publish,
        retime,
        retime,
        order,
        recast,
        recast,
        rewrite,
        judge,
        judge,
        judge_people,
        register,
        register,
        register_less,
    ),
)
