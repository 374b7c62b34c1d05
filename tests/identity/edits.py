"""Random edits of a generated corpus: of one article, of the set of articles, of judgements and of the register."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

from msgspec.structs import replace

from kg.identity import Decisions
from kg.model import Annotation, Article, Entry, Event, Held, Judgement, Speech
from tests.benchmarks.corpus import Corpus, make


class Desk:
    """Articles, register and judgements as somebody edits them, one thing at a time."""

    def __init__(self, seed: int, articles: int, spare: int = 8) -> None:
        corpus: Corpus = make(seed, articles + spare)
        self.random = Random(seed)
        self.annotations = {each.article.id: each for each in corpus.annotations[:articles]}
        self.spare = list(corpus.annotations[articles:])
        self.entries: list[Entry] = list(corpus.entries)
        self.judgements: list[Judgement] = []
        self.texts = {each.article.text.sha256: corpus.texts[each.article.id] for each in corpus.annotations}

    def text(self, article: Article) -> str | None:
        """Return the text of an article by its hash."""
        return self.texts.get(article.text.sha256)

    def edit(self, decisions: Decisions) -> None:
        """Edit one thing at random. `decisions`: those on what is there."""
        of_articles: list[Callable[[], None]] = [
            self._name,
            self._time,
            self._drop,
            self._join,
            self._gist,
            self._order,
        ]
        of_all: list[Callable[[], None]] = [self._add, self._remove, self._rename, self._copy, self._swap, self._read]
        kinds = [*of_articles * 3, *of_all * 2, *(lambda: self._judge(decisions), self._register) * 4]
        self.random.choice(kinds)()

    def _some(self) -> Annotation:
        return self.annotations[self.random.choice(sorted(self.annotations))]

    def _event(self, change: Callable[[Event], Event]) -> None:
        annotation = self._some()
        if annotation.events:
            events = list(annotation.events)
            place = self.random.randrange(len(events))
            events[place] = change(events[place])
            self._put(replace(annotation, events=events))

    def _put(self, annotation: Annotation) -> None:
        self.annotations[annotation.article.id] = annotation

    def _other(self, what: Callable[[Event], list[Any]]) -> Any:
        """Return something that any event has, or None."""
        found = [
            each for key in sorted(self.annotations) for event in self.annotations[key].events for each in what(event)
        ]
        return self.random.choice(found) if found else None

    def _name(self) -> None:
        name = self._other(lambda event: [p.name for p in event.participants if p.name])

        def change(event: Event) -> Event:
            participants = list(event.participants)
            if participants:
                place = self.random.randrange(len(participants))
                short = self.random.choice([name, name.split()[-1], f"{name} Junior", None]) if name else None
                participants[place] = replace(
                    participants[place], name=short, is_=None, group=None, post=participants[place].post
                )
            return replace(event, participants=participants)

        self._event(change)

    def _time(self) -> None:
        time = self._other(lambda event: [event.when] if event.when and not isinstance(event.when, list) else [])
        loose = replace(time, relative_to=None) if time else None
        self._event(lambda event: replace(event, when=self.random.choice([loose, loose, None])))

    def _post(self) -> None:
        other = self._other(lambda event: [each for each in event.participants if each.name])

        def change(event: Event) -> Event:
            changed = [replace(each, post=None, of=None, for_=None) for each in event.participants]
            if other and self.random.random() < 0.5:
                changed = [
                    replace(each, post=other.post, of=other.of) if each.name else each for each in changed[:1]
                ] + changed[1:]
            return replace(event, participants=changed)

        self._event(change)

    def _drop(self) -> None:
        self._event(lambda event: replace(event, participants=event.participants[1:]))

    def _join(self) -> None:
        other = self._other(lambda event: [replace(each, id=None, with_=None) for each in event.participants])
        self._event(lambda event: replace(event, participants=[*event.participants, *([other] if other else [])]))

    def _gist(self) -> None:
        annotation = self._some()
        statements: list[Speech] = [replace(each, gist=f"{each.gist}!") for each in annotation.statements]
        self._put(replace(annotation, statements=statements))

    def _order(self) -> None:
        self._event(lambda event: replace(event, before=[], after=[], part_of=None, fulfils=None))

    def _add(self) -> None:
        if self.spare:
            self._put(self.spare.pop())

    def _remove(self) -> None:
        if len(self.annotations) > 1:
            self.spare.insert(0, self.annotations.pop(self._some().article.id))

    def _renamed(self, annotation: Annotation) -> Annotation:
        key = f"{self.random.choice('amz')}-{annotation.article.id}"[:60]
        return replace(annotation, article=replace(annotation.article, id=key))

    def _rename(self) -> None:
        annotation = self._some()
        del self.annotations[annotation.article.id]
        self._put(self._renamed(annotation))

    def _copy(self) -> None:
        self._put(self._renamed(self._some()))

    def _swap(self) -> None:
        one, other = self._some(), self._some()
        self._put(replace(one, article=replace(one.article, text=other.article.text)))
        self._put(replace(other, article=replace(other.article, text=one.article.text)))

    def _read(self) -> None:
        self._put(deepcopy(self._some()))

    def _judge(self, decisions: Decisions) -> None:
        if self.judgements and self.random.random() < 0.3:
            self.judgements.pop(self.random.randrange(len(self.judgements)))
            return
        kind = self.random.choice(["event", "person"])
        if kind == "event":
            cards = [(card.a, card.b) for card in decisions.events.cards]
            things = sorted("/".join(key) for key in decisions.events.tellings)
        else:
            cards = [(card.a, card.b) for card in decisions.people.cards]
            things = sorted(decisions.people.things)
        pair = (
            self.random.choice(cards) if cards and self.random.random() < 0.7 else tuple(self.random.sample(things, 2))
        )
        verdict = self.random.choice(["same", "different", "unsure"])
        judgement = Judgement(kind, verdict, pair, "mk", date(2031, 4, 2), "as told", "judgements.yaml#/0")  # type: ignore[arg-type]
        self.judgements.append(judgement)

    def _register(self) -> None:
        """Edit an entry of the register, or add one."""
        self.random.choice([self._out, self._in, self._label, self._call, self._move, self._hold, self._belong])()

    def _entry(self, *kinds: str) -> int:
        return self.random.choice([place for place, each in enumerate(self.entries) if each.kind in kinds or not kinds])

    def _out(self) -> None:
        people = any(entry.kind == "person" for entry in self.entries)
        del self.entries[self._entry("person") if people and self.random.random() < 0.8 else self._entry()]

    def _in(self) -> None:
        if name := self._other(lambda event: [each.name for each in event.participants if each.name]):
            self.entries.append(Entry("person", f"new-{len(self.entries)}-{self.random.randrange(10**6)}", name))

    def _label(self) -> None:
        place = self._entry()
        self.entries[place] = replace(self.entries[place], label=f"{self.entries[place].label} II")

    def _call(self) -> None:
        """Give a person one more name, of those that articles have, or anything one less."""
        place, name = self._entry("person", "post"), self._other(lambda event: [p.name for p in event.participants])
        entry = self.entries[place]
        names = (*entry.names, name) if name and entry.kind == "person" else entry.names[1:]
        self.entries[place] = replace(entry, names=names)

    def _move(self) -> None:
        """Let entries stand elsewhere in their file: that says nothing else."""
        for place, entry in enumerate(self.entries[self._entry() :]):
            self.entries[place] = replace(entry, pointer=f"{entry.pointer}0")

    def _hold(self) -> None:
        place, year = self._entry("person", "post"), self.random.randrange(2030, 2033)
        post = self.entries[self._entry("post")].key
        self.entries[place] = replace(
            self.entries[place], holds=(Held(post, date(year, 1, 1), date(year, self.random.randrange(1, 13), 28)),)
        )

    def _belong(self) -> None:
        """Let a post be held by one or by several, or belong to another state."""
        place, other = self._entry("post"), self.entries[self._entry("post")]
        about = dict(self.entries[place].properties)
        about["single"] = "false" if about.get("single") == "true" else "true"
        self.entries[place] = replace(
            self.entries[place], properties=self.random.choice([about, dict(other.properties)])
        )
