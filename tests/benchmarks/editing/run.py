"""Edits of generated articles: what a build takes that knows the last one, and whether it is the same build."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.known import Known
from kg.memory import settle
from kg.pipeline import Built, build
from kg.project import Project
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import write_project

Article = dict[str, Any]


class Row(NamedTuple):
    """One build: CPU and wall seconds, the peak memory of this process up to then in megabytes."""

    edit: str
    cpu: float
    wall: float
    peak: float
    verdict: str


class Found(NamedTuple):
    """What was measured at one size."""

    articles: int
    rows: list[Row]


def gist(articles: list[Article], chance: random.Random) -> None:
    """Word a statement otherwise."""
    chance.choice([each for each in articles if each.get("statements")])["statements"][0]["gist"] += " As before."


def participant(articles: list[Article], chance: random.Random) -> None:
    """Leave out who came last to an event."""
    many = [event for each in articles for event in each.get("events", ()) if len(event.get("participants", ())) > 2]
    chance.choice(many)["participants"].pop()


def remove(articles: list[Article], chance: random.Random) -> None:
    """Take the last article away: the lines of all others stay where they are."""
    articles.pop()


def again(articles: list[Article], chance: random.Random) -> None:
    """Put the first article there once more, under another key: a second source of its events."""
    copy: Article = json.loads(json.dumps(articles[0]))
    copy["article"]["id"] += "-again"
    articles.append(copy)


EDITS: dict[str, Callable[[list[Article], random.Random], None]] = {
    "a gist": gist,
    "a participant less": participant,
    "an article less": remove,
    "an article more": again,
}


JUDGEMENT = "a judgement on two events"


def judge(folder: Path, articles: list[Article], chance: random.Random) -> None:
    """Record that two events are not one: nothing else that is told changes."""
    told = [f"{each['article']['id']}/{event['id']}" for each in articles for event in each.get("events", ())]
    file = folder / "sources" / "register" / "judgements.yaml"
    judgement = {"kind": "event", "verdict": "different", "things": sorted(chance.sample(told, 2))}
    judgement |= {"by": "generator", "on": "2031-12-01", "because": "The generator made them two."}
    with file.open("a", encoding="utf-8") as out:
        out.write(f"- {json.dumps(judgement)}\n")


def run(sizes: list[int], rounds: int, folder: Path) -> Iterator[Found]:
    """Yield what the first build and one after each edit take, `rounds` times each, and the last one made anew."""
    for articles in sizes:
        place = folder / f"articles-{articles}"
        write_project(make(1, articles), place)
        yield Found(articles, list(_edited(place, rounds)))


def _edited(folder: Path, rounds: int) -> Iterator[Row]:
    file, chance, known = folder / "sources" / "articles.jsonl", random.Random(1), Known()
    articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    _write(file, articles)
    row, built = _measured("the first build", folder, known)
    yield row
    for _ in range(rounds):
        for name, edit in EDITS.items():
            edit(articles, chance)
            _write(file, articles)
            row, built = _measured(name, folder, known)
            yield row
        judge(folder, articles, chance)
        row, built = _measured(JUDGEMENT, folder, known)
        yield row
    name = built.build.name if built.build else ""
    row, anew = _measured("the last one anew", folder, None)
    same = name and anew.build and anew.build.name == name
    yield row._replace(verdict="the same build, byte for byte" if same else "ANOTHER BUILD")


def _measured(name: str, folder: Path, known: Known | None) -> tuple[Row, Built]:
    cpu, wall = time.process_time(), time.perf_counter()
    built = build(Project(folder, folder / "texts"), known=known)
    taken = time.process_time() - cpu, time.perf_counter() - wall
    settle()  # as watching does
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Row(name, *taken, peak, "" if built.build else "REFUSED"), built


def _write(file: Path, articles: list[Article]) -> None:
    file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in articles), encoding="utf-8")
