"""Edits of generated articles: what a build takes that knows the last one, and whether it is the same build."""

import json
import math
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.known import Known
from kg.memory import settle
from kg.pipeline import Built, build
from kg.project import Project
from kg.timing import used
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project
from tests.edits import articles, enter, entries, judged, write

Article = dict[str, Any]


class Row(NamedTuple):
    """One build: CPU and wall seconds, and the most memory that a process had taken by then, in megabytes."""

    edit: str
    cpu: float
    wall: float
    peak: float
    verdict: str


class Found(NamedTuple):
    """What was measured at one size."""

    articles: int
    rows: list[Row]


class Desk:
    """A project under somebody's hands. `chance` chooses what is edited."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.chance, self.articles = folder, random.Random(1), articles(folder)
        self.save()

    def save(self) -> None:
        """Write the articles as the edits leave them."""
        write(self.folder, self.articles)

    def judge(self, kind: str, things: list[str]) -> None:
        """Record that two of these are not one."""
        judged(self.folder, kind, "different", self.chance.sample(things, 2))


def gist(desk: Desk) -> None:
    """Word a statement otherwise."""
    told = [each for each in desk.articles if each.get("statements")]
    desk.chance.choice(told)["statements"][0]["gist"] += " As before."


def participant(desk: Desk) -> None:
    """Leave out who came last to an event."""
    events = [event for each in desk.articles for event in each.get("events", ())]
    desk.chance.choice([event for event in events if len(event.get("participants", ())) > 2])["participants"].pop()


def remove(desk: Desk) -> None:
    """Take an article away from the middle."""
    desk.articles.pop(len(desk.articles) // 2)


def again(desk: Desk) -> None:
    """Put an article there once more, under another key and with a text of its own: a second source of its events."""
    last = desk.chance.choice(desk.articles)
    copy: Article = json.loads(json.dumps(last))
    copy["article"]["id"] += "-again"
    copy["article"]["text"]["file"] = f"{copy['article']['id']}.txt"
    texts = desk.folder / "texts"
    (texts / copy["article"]["text"]["file"]).write_bytes((texts / last["article"]["text"]["file"]).read_bytes())
    desk.articles.append(copy)


def rename(desk: Desk) -> None:
    """Give a person of the register one more name."""
    people = entries(desk.folder, "people")
    who = desk.chance.choice(people)
    who["names"] = [*who.get("names", ()), f"{who['name']} the Younger"]
    enter(desk.folder, "people", people)


def judge_events(desk: Desk) -> None:
    """Record that two events are not one."""
    desk.judge("event", [f"{a['article']['id']}/{event['id']}" for a in desk.articles for event in a.get("events", ())])


def judge_people(desk: Desk) -> None:
    """Record that two people of the register are not one."""
    desk.judge("person", [each["id"] for each in entries(desk.folder, "people")])


EDITS: dict[str, Callable[[Desk], None]] = {
    "a gist": gist,
    "a participant less": participant,
    "an article less": remove,
    "an article more, with its text": again,
    "a name more in the register": rename,
    "a judgement on two events": judge_events,
    "a judgement on two people": judge_people,
}


def run(sizes: list[int], rounds: int, folder: Path) -> Iterator[Found]:
    """Yield what the first build and one after each edit take, `rounds` times each, and the last one made anew."""
    for size in sizes:
        place = folder / f"articles-{size}"
        write_project(make(1, size), place)
        yield Found(size, list(_edited(place, rounds)))


def _edited(folder: Path, rounds: int) -> Iterator[Row]:
    desk, known = Desk(folder), Known()
    row, built = _measured("the first build", folder, known)
    yield row
    for _ in range(rounds):
        for name, edit in EDITS.items():
            edit(desk)
            desk.save()
            row, built = _measured(name, folder, known)
            yield row
    name = built.build.name if built.build else ""
    row, anew = _measured("the last one anew", folder, None)
    same = name and anew.build and anew.build.name == name
    yield row._replace(verdict="the same build, byte for byte" if same else "ANOTHER BUILD")


def _measured(name: str, folder: Path, known: Known | None) -> tuple[Row, Built]:
    cpu, wall = used().seconds, time.perf_counter()
    built = build(Project(folder, folder / "texts"), known=known)
    taken = used().seconds - cpu, time.perf_counter() - wall
    settle()  # as watching does
    return Row(name, *taken, used().peak or math.nan, "" if built.build else "REFUSED"), built
