"""Articles: text, annotation and truth, and wire copies of some of them."""

import calendar
import hashlib
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec

from kg.model import Annotation
from kg.model.annotation import Article, Dateline, TextInfo
from tests.benchmarks.corpus.happenings import Happening, History
from tests.benchmarks.corpus.naming import Bearers, Namer
from tests.benchmarks.corpus.people import Society, Tenure
from tests.benchmarks.corpus.prose import Prose
from tests.benchmarks.corpus.schedule import Assignment, assign, known_by_post
from tests.benchmarks.corpus.subjects import AGENCIES, PUBLISHERS
from tests.benchmarks.corpus.telling import Draft, tell, tell_invitation
from tests.benchmarks.corpus.traditions import label
from tests.benchmarks.corpus.truth import Truth

COPIES = 0.1
"""Share of articles that repeat another one's text."""


def write_articles(
    seed: int, size: int, society: Society, history: History
) -> tuple[list[Annotation], dict[str, str], Truth]:
    """Return annotations, texts by article, and the truth."""
    rng = Random(f"{seed}/articles")
    copies = round(size * COPIES)
    writer = _Writer(society, history, rng)
    for number, assignment in enumerate(assign(history, size - copies, rng), start=1):
        writer.write(f"a{number:05}", assignment)
    writer.copy(copies)
    return writer.annotations, writer.texts, writer.truth


class _Writer:
    def __init__(self, society: Society, history: History, rng: Random) -> None:
        self.society, self.history, self.rng = society, history, rng
        self.annotations: list[Annotation] = []
        self.texts: dict[str, str] = {}
        self.truth = Truth(
            people={k: f"{label(p.name, 'long')} ({p.state.name})" for k, p in society.people.items()},
            registered={register_key(k): k for k, p in society.people.items() if p.registered},
            days={k: (e.first, e.last) for k, e in history.events.items() if e.status != "invited"},
            events={k: _described(e, society) for k, e in history.events.items()},
            fulfils={k: e.fulfils for k, e in history.events.items() if e.fulfils},
        )
        told = {a.person for e in history.events.values() for a in e.attended}
        self._bearers = Bearers(society.people[key] for key in sorted(told))
        self._invited = {e.about: k for k, e in history.events.items() if e.about}
        self._told = Counter[str]()
        self._published: dict[str, date] = {}
        self._places: dict[str, list[str]] = {}
        """Pointers of the mentions of an article, and the ids of its events."""
        self._held: dict[str, list[Tenure]] = defaultdict(list)
        for tenures in society.seats.values():
            for tenure in tenures:
                for post in tenure.posts:
                    self._held[post.key].append(tenure)
        self._cities = {city for state in society.states for city in state.cities}
        self._movable: list[tuple[int, bool]] = []

    def write(self, key: str, assignment: Assignment) -> None:
        """Write one article."""
        rng, events = self.rng, self.history.events
        past = [assignment.past] if assignment.past else []
        cast = [a.person for k in (*assignment.events, *past) for a in events[k].attended]
        publisher = rng.choice((*PUBLISHERS, *AGENCIES))
        agency = publisher if publisher in AGENCIES else rng.choice(AGENCIES) if rng.random() < 0.4 else None
        prose = Prose()
        title = self._title(events[assignment.events[0]])
        prose.say(f"{title}\n\n")
        city = next((p for k in assignment.events if (p := events[k].place)), None)
        dateline = None
        if city and rng.random() < 0.5:
            dateline = Dateline(place=city, at=prose.say(city.upper()))
            prose.say(f" ({agency}) – " if agency else " – ")
        draft = Draft(prose, Namer(cast, self.society.people, self._bearers, rng), assignment.published)
        for event_key in (*assignment.events, *past):
            self._tell(key, draft, assignment, event_key)
        text = prose.text
        unknown = rng.random() < 0.01
        article = Article(
            id=key,
            text=_info(text, key),
            title=title,
            publisher=publisher,
            agency=agency,
            published=None if unknown else str(assignment.published),
            dateline=dateline,
        )
        self.annotations.append(
            Annotation(
                article=article,
                annotator="generator",
                documents=draft.documents,
                events=draft.events,
                statements=draft.statements,
            )
        )
        self.texts[key] = text
        self._published[key] = assignment.published
        self._places[key] = [*draft.mentions, *draft.told.values()]
        self._told.update(list(draft.told))
        self._movable.append((len(self.annotations) - 1, not unknown and self._keeps(draft)))
        self._note(key, draft)
        if unknown:
            self.truth.vague |= {(key, local) for local in draft.told.values()}

    def _tell(self, key: str, draft: Draft, assignment: Assignment, event_key: str) -> None:
        event, rng = self.history.events[event_key], self.rng
        wrong = assignment.wrong.get(event_key)
        if wrong == "place":
            elsewhere = sorted(self._cities - {event.place})
            event = replace(event, place=rng.choice(elsewhere))
        elif wrong == "day":
            event = replace(event, first=event.first - timedelta(1), last=event.last - timedelta(1))
        short = known_by_post(event, self.society)
        if event.type == "invitation":
            tell_invitation(draft, event, self.history.events[event.about or ""], rng)
        else:
            exact = assignment.exact or (event.crowded and rng.random() < 0.85)
            tell(draft, event, rng, short, exact=exact, past=event_key == assignment.past)
        if wrong:
            telling = (key, draft.told[event_key])
            self.truth.contradicting.add(telling)
            if wrong == "day":
                self.truth.misdated.add(telling)

    def _title(self, event: Happening) -> str:
        states = list(dict.fromkeys(a.state.name for a in event.attended))
        return f"{self.rng.choice(('News from', 'Contacts between', 'On'))} {' and '.join(states[:2])}"

    def _keeps(self, draft: Draft) -> bool:
        """Tell whether the times stay true if the text is printed a day later."""
        moving = (
            "today",
            "yesterday",
            "this",
            "last",
            "recent",
            "ago",
            "coming",
            "tomorrow",
            "later",
            "next",
            "earlier",
        )
        says = [e.when.says for e in draft.events if e.when and not isinstance(e.when, list)]
        says += [d.when.says for d in draft.documents if d.when]
        next_day = calendar.day_name[(draft.published.weekday() + 1) % 7]  # there it would be read as a week before
        return not any(word in s for s in says for word in (*moving, next_day))

    def _note(self, key: str, draft: Draft) -> None:
        """Record what is true of the article."""
        truth = self.truth
        truth.origins[key] = key
        for pointer, named in draft.mentions.items():
            place = (key, pointer)
            (truth.role_only if named.by_role else truth.named)[place] = named.person
            truth.forms[place] = named.text if named.by_role else named.fields["name"]
        for event_key, local in draft.told.items():
            truth.tellings[key, local] = event_key
            if event_key in draft.vague:
                truth.vague.add((key, local))
        for person in {n.person for n in draft.mentions.values() if not n.by_role}:
            if self._doubtful(person, draft):
                places = [p for p, n in draft.mentions.items() if n.person == person and not n.by_role]
                truth.undecidable |= {(key, pointer) for pointer in places}

    def _doubtful(self, person: str, draft: Draft) -> bool:
        """Tell whether what the article gives of a person's name and posts fits another person too."""
        named = [n for n in draft.mentions.values() if n.person == person and not n.by_role]
        posts = {post.key for n in named for post in n.posts}
        others = self._bearers.of(max((n.shown for n in named), key=len)) - {person}
        if not posts:
            return bool(others)
        day = draft.days[person]
        holders = {tenure.person for post in posts for tenure in self._held[post] if tenure.first <= day <= tenure.last}
        return bool(others & holders)

    def copy(self, count: int) -> None:
        """Repeat some articles word for word under another title, by another publisher."""
        rng = self.rng
        number = 0
        for index, keeps in rng.sample(self._movable, len(self._movable)):
            original = self.annotations[index]
            if number == count or not self._copyable(original):
                continue
            number += 1
            key = f"w{number:05}"
            self._told.update(self.truth.tellings[original.article.id, event.id] for event in original.events)
            title = f"{original.article.title}: {rng.choice(('report', 'agency', 'summary', 'brief'))}"
            text = title + self.texts[original.article.id].removeprefix(original.article.title or "")
            copied = msgspec.to_builtins(original)
            _shift(copied, len(title) - len(original.article.title or ""))
            others = [p for p in PUBLISHERS if p != original.article.publisher]
            later = keeps and rng.random() < 0.25
            copied["article"] |= {
                "id": key,
                "title": title,
                "publisher": rng.choice(others),
                "text": msgspec.to_builtins(_info(text, key)),
            }
            if later:
                copied["article"]["published"] = str(self._published[original.article.id] + timedelta(1))
            self.annotations.append(msgspec.convert(copied, Annotation))
            self.texts[key] = text
            self._repeat(original.article.id, key)

    def _copyable(self, annotation: Annotation) -> bool:
        """Only what an agency gave is copied, and no event is told more than four times."""
        told = [self.truth.tellings[annotation.article.id, event.id] for event in annotation.events]
        return annotation.article.agency is not None and all(self._told[event] < 4 for event in told)

    def _repeat(self, original: str, key: str) -> None:
        """Say of a copy what is true of its original."""
        truth = self.truth
        truth.origins[key] = original
        tables: tuple[dict[Any, Any], ...] = (truth.named, truth.role_only, truth.forms, truth.tellings)
        for at in self._places[original]:
            for table in tables:
                if (original, at) in table:
                    table[key, at] = table[original, at]
            for found in (truth.undecidable, truth.contradicting, truth.misdated, truth.vague):
                if (original, at) in found:
                    found.add((key, at))


def register_key(person: str) -> str:
    """Return the key of a person in the register."""
    return f"person-{person}"


def _info(text: str, key: str) -> TextInfo:
    return TextInfo(sha256=hashlib.sha256(text.encode()).hexdigest(), characters=len(text), file=f"{key}.txt")


def _shift(value: Any, by: int) -> None:
    """Move every span."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "at":
                value[name] = [item[0] + by, item[1] + by]
            else:
                _shift(item, by)
    elif isinstance(value, list):
        for item in value:
            _shift(item, by)


def _described(event: Happening, society: Society) -> str:
    who = ", ".join(label(society.people[a.person].name, "usual") for a in event.attended)
    when = str(event.first) if event.first == event.last else f"{event.first}/{event.last}"
    part = f" ({event.part_of_day})" if event.part_of_day else ""
    return f"{event.status} {event.type}: {who}; {when}{part}; {event.place or 'no place'}"
