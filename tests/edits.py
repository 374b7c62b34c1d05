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
    with (folder / "sources/register/judgements.yaml").open("a", encoding="utf-8") as out:
        out.write(f"- {json.dumps(judgement)}\n")


def judge(folder: Path, chance: random.Random) -> None:
    events = ["/".join((a["article"]["id"], a["events"][0]["id"])) for a in articles(folder) if a.get("events")]
    judged(folder, "event", "different", chance.sample(events, 2))


def judge_people(folder: Path, chance: random.Random) -> None:
    people = [
        json.loads(line[2:])["id"] for line in (folder / "sources/register/people.yaml").read_text("utf-8").splitlines()
    ]
    judged(folder, "person", chance.choice(["same", "different", "unsure"]), chance.sample(people, 2))


def register(folder: Path, chance: random.Random) -> None:
    """Say something else in one file of the register, say what it says in another order, or one thing less."""
    path = chance.choice(sorted(path for path in folder.glob("sources/register/*.yaml") if path.stem != "judgements"))
    entries = [json.loads(line[2:]) for line in path.read_text("utf-8").splitlines()]
    match chance.randrange(4):
        case 0:
            entries.reverse()
        case 1 if len(entries) > 1:
            del entries[chance.randrange(len(entries))]
        case 2 if path.stem == "people":
            entries.insert(0, {**chance.choice(entries), "id": f"somebody-{chance.randrange(10**6)}"})
        case _:
            entry = chance.choice(entries)
            entry["names"] = [entry["name"], *entry.get("names", ())]
            entry["name"] += "!"
    path.write_text("".join(f"- {json.dumps(entry)}\n" for entry in entries), "utf-8")


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
