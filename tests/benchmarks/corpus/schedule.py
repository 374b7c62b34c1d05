"""Which article tells which events: every story at least once, some up to four times, and wire copies."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.benchmarks.corpus.happenings import Happening, History
from tests.benchmarks.corpus.people import Society


@dataclass
class Assignment:
    """What one article is to tell, and when it is published."""

    events: list[str]
    published: date
    past: str | None = None
    """An earlier event that it tells in passing."""
    wrong: dict[str, str] = field(default_factory=dict)
    """Event to what the article gets wrong of it: `place` or `day`."""
    exact: bool = False
    """Whether it gives the very day of each event."""
    plan: bool = False


def assign(history: History, size: int, rng: Random) -> list[Assignment]:
    """Return so many articles, in order of publication."""
    items = [*history.stories, *([plan] for plan in history.plans)]
    items.sort(key=lambda story: (history.events[story[0]].first, story[0]))
    items = _fewer(items, size, set(history.plans))
    tellings = [1] * len(items)
    open_ = list(range(len(items)))
    while open_ and sum(tellings) < size:
        chosen = rng.choice(open_)
        tellings[chosen] += 1
        if tellings[chosen] == (2 if items[chosen][0] in history.plans else 3):
            open_.remove(chosen)
    articles, told = list[Assignment](), Counter[str]()
    for story, count in zip(items, tellings, strict=True):
        articles += _of_story(story, count, history.events, rng)
    for article in articles:
        told.update(article.events)
    _in_passing(articles, told, history, rng)
    return sorted(articles, key=lambda a: (a.published, a.events))


def _fewer(items: list[list[str]], size: int, plans: set[str]) -> list[list[str]]:
    """Put neighbouring stories into one until there are no more than the articles can tell, and some to tell twice."""
    while len(items) > size * 0.82:
        merged, skip = list[list[str]](), False
        excess = len(items) - round(size * 0.82)
        for one, other in pairwise([*items, []]):
            if skip:
                skip = False
            elif excess > 0 and other and not plans & {*one, *other} and len(one) + len(other) <= 4:
                merged.append(one + other)
                skip, excess = True, excess - 1
            else:
                merged.append(one)
        if len(merged) == len(items):
            break
        items = merged
    return items


def _of_story(story: list[str], count: int, events: dict[str, Happening], rng: Random) -> list[Assignment]:
    plan = events[story[0]].status == "planned"
    found, wrong = list[Assignment](), None
    if count == 2 and not plan and rng.random() < 0.08:
        fitting = [key for key in story if events[key].place and not events[key].twin and _single_day(events[key])]
        wrong = rng.choice(fitting) if fitting else None
    what = rng.choice(("place", "place", "day"))
    for number in range(count):
        told = [key for key in story if number == 0 or key == wrong or rng.random() > 0.15] or story[:1]
        last = max(events[key].last for key in told)
        if plan:
            published = min(events[key].first for key in told) - timedelta(rng.randrange(1, 9))
        else:
            lag = rng.choices((0, 1, 2, 3, 4, 6), (42, 42, 7, 4, 3, 2))[0]
            published = last + timedelta(lag)
        mistaken = {wrong: what} if wrong and number == 1 else {}
        found.append(Assignment(told, published, wrong=mistaken, exact=wrong is not None, plan=plan))
    return found


def _single_day(event: Happening) -> bool:
    """Tell whether nothing else hangs on the day of an event."""
    return event.first == event.last and event.parent is None and event.type in ("meeting", "signing", "negotiation")


def _in_passing(articles: list[Assignment], told: Counter[str], history: History, rng: Random) -> None:
    """Let some articles mention when the same people last met."""
    before: dict[tuple[str, str], list[tuple[date, str]]] = defaultdict(list)
    for key, event in history.events.items():
        if event.status == "happened" and event.type in ("meeting", "phone call") and event.first == event.last:
            for pair in event.pairs:
                before[pair].append((event.first, key))
    mistaken = {key for article in articles for key in article.wrong}
    for article in articles:
        if article.plan or rng.random() > 0.35:
            continue
        earliest = min(history.events[key].first for key in article.events) - timedelta(7)
        pairs = [pair for key in article.events for pair in history.events[key].pairs]
        found = sorted({each for pair in pairs for each in before[pair] if each[0] < earliest})
        found = [each for each in found if told[each[1]] < 4 and each[1] not in mistaken]
        if found:
            article.past = rng.choice(found[-3:])[1]
            told[article.past] += 1


def known_by_post(event: Happening, society: Society) -> set[str]:
    """Return the people of an event whom their post names without doubt: its only holder, and no change is near."""
    return {
        attendance.person
        for attendance in event.attended
        if all(post.single for post in attendance.posts)
        and not any(
            t.person != attendance.person and t.first - timedelta(60) <= event.first <= t.last + timedelta(60)
            for post in attendance.posts
            for t in society.seats.get((post.key, 0), ())
        )
    }
