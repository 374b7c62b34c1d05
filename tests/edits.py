"""Edits of a generated project that a person may make, by chance: of articles, texts, register and judgements."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


def articles(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "sources/articles.jsonl").read_text("utf-8").splitlines()]


def write(folder: Path, found: list[dict[str, Any]]) -> None:
    (folder / "sources/articles.jsonl").write_text("".join(json.dumps(each) + "\n" for each in found), "utf-8")


def entries(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return what stands in a file of the register, none where it is not there."""
    path = folder / f"sources/register/{name}.yaml"
    return [json.loads(line[2:]) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def enter(folder: Path, name: str, found: list[dict[str, Any]]) -> None:
    """Write a file of the register; JSON is YAML."""
    lines = (f"- {json.dumps(each, ensure_ascii=False)}\n" for each in found)
    (folder / f"sources/register/{name}.yaml").write_text("".join(lines), "utf-8")


def change(folder: Path, chance: random.Random) -> None:
    found = articles(folder)
    for speech in chance.choice([each for each in found if each.get("statements")])["statements"]:
        speech["gist"] += " As before."
    write(folder, found)


def reformat(folder: Path, chance: random.Random) -> None:
    blanks = " " * chance.randrange(2, 9)
    lines = (json.dumps(each, separators=(",", f":{blanks}")) + "\n" for each in articles(folder))
    (folder / "sources/articles.jsonl").write_text("".join(lines), "utf-8")


def remove(folder: Path, chance: random.Random) -> None:
    found = articles(folder)
    found.pop(chance.randrange(len(found)))
    write(folder, found)


def add(folder: Path, chance: random.Random) -> None:
    for spare in sorted(folder.glob("spare-*.json"))[:1]:
        write(folder, [json.loads(spare.read_text("utf-8")), *articles(folder)])
        spare.unlink()


def reorder(folder: Path, chance: random.Random) -> None:
    found = articles(folder)
    chance.shuffle(found)
    write(folder, found)


def part(folder: Path, chance: random.Random) -> None:
    """Give an article a file of its own, as a person would write it; JSON is YAML."""
    found = articles(folder)
    one = found.pop(chance.randrange(len(found)))
    (folder / f"sources/{one['article']['id']}.yaml").write_text(json.dumps(one, ensure_ascii=False), "utf-8")
    write(folder, found)


def rename(folder: Path, chance: random.Random) -> None:
    for path in sorted(folder.glob("sources/*.yaml"))[:1]:
        if path.name != "project.yaml":
            path.rename(path.with_name(f"z-{path.name}"))


def spoil(folder: Path, chance: random.Random) -> None:
    found = articles(folder)
    chance.choice(found)["annotator"] = ""
    write(folder, found)


def judged(folder: Path, kind: str, verdict: str, things: list[str]) -> None:
    judgement = {"kind": kind, "verdict": verdict, "things": sorted(things)}
    judgement |= {"by": "generator", "on": "2031-12-01", "because": "Somebody knows."}
    enter(folder, "judgements", [*entries(folder, "judgements"), judgement])


def judge(folder: Path, chance: random.Random) -> None:
    events = ["/".join((a["article"]["id"], a["events"][0]["id"])) for a in articles(folder) if a.get("events")]
    judged(folder, "event", "different", chance.sample(events, 2))


def judge_people(folder: Path, chance: random.Random) -> None:
    people = [each["id"] for each in entries(folder, "people")]
    judged(folder, "person", chance.choice(["same", "different", "unsure"]), chance.sample(people, 2))


def register(folder: Path, chance: random.Random) -> None:
    """Say something else in one file of the register, say what it says in another order, or one thing less."""
    name = chance.choice(sorted({path.stem for path in folder.glob("sources/register/*.yaml")} - {"judgements"}))
    found = entries(folder, name)
    match chance.randrange(4):
        case 0:
            found.reverse()
        case 1 if len(found) > 1:
            del found[chance.randrange(len(found))]
        case 2 if name == "people":
            found.insert(0, {**chance.choice(found), "id": f"somebody-{chance.randrange(10**6)}"})
        case _:
            entry = chance.choice(found)
            entry["names"] = [entry["name"], *entry.get("names", ())]
            entry["name"] += "!"
    enter(folder, name, found)


def retext(folder: Path, chance: random.Random) -> None:
    """Let a text be another one, stand under another name, go, or come again: copies are found by their texts."""
    kept, text = folder / "kept", chance.choice(sorted(folder.glob("texts/*.txt")))
    kept.mkdir(exist_ok=True)
    match chance.randrange(4):
        case 0:
            text.rename(kept / text.name)
        case 1:
            text.rename(text.with_name(f"other-{text.name}"))
        case 2:
            shutil.copy(text, kept)
            text.write_text(chance.choice(sorted(folder.glob("texts/*.txt"))).read_text("utf-8"), "utf-8")
        case _:
            for other in kept.glob("*.txt"):
                other.rename(folder / "texts" / other.name)


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(
        change,
        reformat,
        remove,
        add,
        reorder,
        part,
        rename,
        spoil,
        judge,
        judge_people,
        register,
        register,
        register,
        retext,
        retext,
    ),
)
