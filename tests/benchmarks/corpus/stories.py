"""Which events are told together, and which are hard to tell apart."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from tests.benchmarks.corpus.happenings import Happening
from tests.benchmarks.corpus.states import State


def grouped(keys: list[str], events: dict[str, Happening], rng: Random) -> list[list[str]]:
    """Put single events into stories of up to three: those of the same days, rather such as share a state."""
    stories: list[list[str]] = []
    open_: dict[State, list[str]] = {}
    for key in sorted(keys, key=lambda k: (events[k].first, k)):
        event = events[key]
        near = [open_.get(state) for state in dict.fromkeys(a.state for a in event.attended)]
        if rng.random() < 0.6:
            near += stories[-1:]
        for story in near:
            if story and len(story) < 3 and (event.first - events[story[0]].first).days <= 3:
                story.append(key)
                break
        else:
            story = [key]
            stories.append(story)
        for attended in event.attended:
            open_[attended.state] = story
    return stories


def mark_crowded(events: dict[str, Happening]) -> None:
    """Mark the events of one type and pair that lie within nine days of each other."""
    days: dict[tuple[str, str, str], list[tuple[date, str]]] = defaultdict(list)
    for key, event in events.items():
        if event.status == "happened":
            for pair in event.pairs:
                days[event.type, *pair].append((event.first, key))
    for found in days.values():
        found.sort()
        for (day, one), (next_day, other) in pairwise(found):
            if (next_day - day).days <= 9:
                for key in (one, other):
                    events[key] = replace(events[key], crowded=True)
