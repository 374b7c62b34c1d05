"""All decisions on all articles, in their one order: names, people, days, events, holders of posts."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

from kg.apart.workers import spread
from kg.dates import Timeline
from kg.identity.alone import Alone, alone
from kg.identity.amendment import Amendment
from kg.identity.cast import Cast
from kg.identity.events import Merges, Report, Reports, Tellings, merge
from kg.identity.events.judged import event_key
from kg.identity.groups import problem
from kg.identity.incumbents import Incumbents
from kg.identity.origins import Copies, Origins, Text
from kg.identity.people.deciding import WhoIsWho
from kg.identity.people.outcome import People
from kg.identity.people.recorded import Recorded, on_persons
from kg.identity.register import Ref, Register
from kg.memory import forget
from kg.model import Annotation, Article, Entry, EventKey, Finding, Judgement, When
from kg.model.differing import exchanged, renewed
from kg.shelf import Picked, Shelf

MOST = 0.5
"""Share of the articles that, if a change reaches it, makes it as well to decide all anew."""

MANY = 1 << 11
"""So many articles name so many people that what is known of their names takes more than they do."""

AT_ONCE = 1 << 7
"""So many articles are looked at at once by a worker."""

Progress = Callable[[int, int], None]


@dataclass
class Decisions:
    """What was decided on a corpus, and what could not be."""

    keys: tuple[str, ...]
    """Of the articles, in order, without those with an error in their names."""
    annotations: Sequence[Annotation]
    """These articles."""
    register: Register
    people: People
    casts: Mapping[str, Cast]
    """By the article's key; each holds the findings on its names."""
    recorded: Recorded
    judgements: tuple[Judgement, ...]
    events: Merges = field(default_factory=lambda: merge((), ()))
    timeline: Timeline = field(default_factory=lambda: Timeline(()))
    origins: Origins = field(default_factory=Origins)
    findings: list[Finding] = field(default_factory=list)
    """On judgements that can't be applied."""

    def label(self, ref: Ref) -> str:
        """Return the name of somebody or something."""
        return self.people.labels.get(ref) or self.register.entries[ref].label

    def person(self, thing: str) -> Ref | None:
        """Return who a thing of a judgement is by now: a key of the register, or `article/name`."""
        if (ref := Ref("person", thing)) in self.register.entries:
            return self.register.leader(ref)
        return self.people.redirects.get(thing) or (ref if ref in self.people.people else None)


class Memory:
    """What `decide` found, for the next time: all of it rests on the register and the judgements on persons."""

    def __init__(self, *, once: bool = False) -> None:
        """`once`: there will be no next time, so what the articles say lies on disk while it is not looked at."""
        self.once = once
        self.forget()

    def forget(self, entries: tuple[Entry, ...] = (), judgements: tuple[Judgement, ...] = ()) -> None:
        """Begin anew, with this register and these judgements."""
        self.entries, self.judgements = entries, judgements
        self.recorded = Recorded(judgements)
        self.register = Register(entries, self.recorded.entries(entries))
        self.last: Sequence[Annotation] = ()
        """The articles as they came."""
        self.annotations: MutableMapping[str, Annotation] = Shelf(Annotation) if self.once else {}
        """By the key of the article; so are the casts."""
        self.alone_casts = self._casts()
        """What the names of each mean by the register. Nobody writes into one."""
        self.alone: dict[str, Alone] = {}
        """By the key of the article, in their order; so is `sound`."""
        self.sound: dict[str, Alone] = {}
        """Those without an error in their names."""
        self.people = WhoIsWho(self.register, self.recorded, self._casts())
        self.copies, self.origins, self.copied = Copies(), Origins(), dict[str, str]()
        self.alone_incumbents, self.incumbents = (Incumbents(self.register, self._casts()) for _ in range(2))
        self.tellings, self.reports = Tellings(self.register), Reports(judgements)
        self.timeline = Timeline(())

    def all_casts(self) -> Mapping[str, Cast]:
        """Return the casts as they are now, of all articles in the order of their keys."""
        alone, casts = self.alone_casts, self.incumbents.casts
        if not isinstance(casts, Shelf):
            return {key: casts[key] if key in casts else alone[key] for key in self.alone}
        casts.update((key, alone[key]) for key in self.alone.keys() - self.sound.keys())
        casts.sort()
        return casts

    def _casts(self) -> MutableMapping[str, Cast]:
        return Shelf(Cast) if self.once else {}

    def amend(self, entries: tuple[Entry, ...], judgements: tuple[Judgement, ...]) -> Amendment | None:
        """Go on with another register and other judgements on persons; where they reach most articles, begin anew."""
        if not self.alone:
            self.forget(entries, judgements)
            return None
        recorded = Recorded(judgements)
        register = Register(entries, recorded.entries(entries))
        said = self.annotations, self.alone_casts
        amendment = Amendment(self.register, self.recorded, register, recorded, *said)
        if len(amendment.articles) >= MOST * len(self.alone):
            self.forget(entries, judgements)
            return None
        self.entries, self.register, self.recorded = entries, register, recorded
        self.alone_incumbents.amend(register)
        self.incumbents.amend(register)
        self.tellings.amend(register)
        return amendment

    def judge(self, judgements: tuple[Judgement, ...]) -> None:
        """Go on with other judgements on events: who is who does not rest on them."""
        self.judgements = judgements
        self.reports.judge(judgements)


def decide(
    annotations: Iterable[Annotation],
    entries: Iterable[Entry],
    judgements: Sequence[Judgement] = (),
    text: Text = lambda article: None,
    progress: Progress = lambda done, total: None,
    known: Memory | None = None,
    retexted: Set[str] = frozenset(),
    workers: int = 1,
) -> Decisions:
    """Decide who each mention is, which reports tell one event, and when each event was.

    Articles are as reading lets them through; without `known` they lie on disk, and are checked on their way from it.
    The order of articles, entries and judgements does not matter. Recorded judgements go before every rule. `text`
    gives the text of an article where it is at hand: copies of one text are one source.

    What is in `known` from the time before is not decided again, unless a change can reach it, and it is brought up to
    date; the result is the same as without it. An article that is the same object is taken as unchanged, and so is its
    text, but for those that are `retexted`: keys of articles whose text came to hand or was lost. The cast of an
    article about which nothing changed is the same object as before, and one about which something did is a new one.
    """
    known = Memory(once=True) if known is None else known
    try:
        return _decided(annotations, tuple(entries), tuple(judgements), text, progress, known, retexted, workers)
    except BaseException:
        known.forget()  # it may be half up to date
        raise


def _decided(
    annotations: Iterable[Annotation],
    entries: tuple[Entry, ...],
    judgements: tuple[Judgement, ...],
    text: Text,
    progress: Progress,
    memory: Memory,
    retexted: Set[str],
    workers: int,
) -> Decisions:
    """See `decide`; if it is for once, what could only serve the next time is let go as soon as it can be."""
    amendment, once = None, memory.once
    if entries != memory.entries or on_persons(judgements) != memory.recorded.judgements:
        amendment = memory.amend(entries, judgements)
    if judgements != memory.judgements:
        memory.judge(judgements)
    register, recorded = memory.register, memory.recorded
    again = retexted | amendment.articles if amendment else retexted
    left, gone, come = _renewed(memory, annotations, again & memory.alone.keys(), progress, workers)
    sound, articles = memory.sound, memory.annotations
    moved = {each.key for each in (*gone, *come)}

    last = memory.people.people
    moved |= memory.people.renew(sound, memory.alone_casts, gone, come, amendment, once=once, workers=workers)
    people = memory.people.people
    touched = memory.people.touched
    others, relabelled = people.others(last, touched), people.relabelled(last, touched)
    if amendment:
        others.update(amendment.people(people.people))
        relabelled |= amendment.refs
    if once and len(memory.alone) >= MANY:
        forget()  # the names were compared
    keys = tuple(sound)
    told = Picked(articles, keys)
    decisions = Decisions(
        keys=keys,
        annotations=told if once else tuple(told),
        register=register,
        people=people,
        casts={},
        recorded=recorded,
        judgements=judgements,
        findings=[*recorded.findings, *_unknown(recorded, people, register)],
    )
    new = {each.key: articles[each.key].article for each in come}
    if left != new or retexted:
        memory.copies.renew(left, new.values(), text)
        memory.origins = memory.copies.origins({key: articles[key].article for key in sound})
    decisions.origins = memory.origins

    def bounds(key: EventKey) -> When | None:
        return sound[key[0]].bounds.get(key)

    def report(key: str) -> Report:
        cast = memory.alone_incumbents.casts[key]
        return Report(articles[key], cast, sound[key].bounds, memory.copied.get(key, ""))

    named = articles, memory.people.casts
    retold = memory.alone_incumbents.renew(*named, moved, lambda key: key, bounds, decisions.label, relabelled) | moved
    retold |= _copied(memory.copied, decisions.origins, articles, moved, text)
    tellings, changed = memory.tellings.renew(sound, report, retold, others, people)
    decisions.events = memory.reports.renew(tellings, changed, _statements(sound, articles, judgements))
    leader, regrouped = decisions.events.merged.leader, memory.reports.regrouped
    if once:
        memory.tellings, memory.reports = Tellings(register), Reports()
        memory.alone_incumbents = Incumbents(register, {})
    last_timeline = None if once else memory.timeline
    decisions.timeline = memory.timeline = Timeline(decisions.annotations, leader, last_timeline, regrouped)
    moved |= {article for article, _ in decisions.timeline.changed}
    memory.incumbents.renew(*named, moved, leader, decisions.timeline.bounds, decisions.label, relabelled)
    decisions.casts = memory.all_casts()
    progress(len(memory.alone), len(memory.alone))
    return decisions


def _renewed(
    memory: Memory, annotations: Iterable[Annotation], again: Iterable[str], progress: Progress, workers: int
) -> tuple[dict[str, Article], list[Alone], list[Alone]]:
    """Look at each new article alone, and at these again.

    Return what went, with the articles by key, and what came, of those without an error in their names.
    """
    left, new = _exchanged(memory, annotations)
    again = set(again).difference(left)
    last = {key: memory.alone[key] for key in (*left, *again)}
    gone = [each for each in last.values() if each.sound]
    left |= {key: memory.annotations[key] for key in again}
    keys = sorted({*new, *again})
    look = partial(_said, register=memory.register, recorded=memory.recorded)
    now: dict[str, Alone] = {}
    for key in last:
        del memory.alone_casts[key]
    for said in spread(look, Picked(memory.annotations, keys), AT_ONCE, workers):
        progress(len(now), len(keys))
        for each, cast in said:
            now[each.key], memory.alone_casts[each.key] = each, cast
    come = [each for each in now.values() if each.sound]
    memory.alone = renewed(memory.alone, last, now)
    memory.sound = renewed(memory.sound, (each.key for each in gone), {each.key: each for each in come})
    return {each.key: left[each.key].article for each in gone}, gone, come


def _exchanged(memory: Memory, annotations: Iterable[Annotation]) -> tuple[dict[str, Annotation], list[str]]:
    """Put these in the place of those that were there; return what went, and the keys of what came."""
    known = memory.annotations
    if memory.once:
        known.update((annotation.article.id, annotation) for annotation in annotations)
        return {}, list(known)
    annotations = tuple(annotations)
    gone, come = ({each.article.id: each for each in some} for some in exchanged(memory.last, annotations))
    for key in gone:
        del known[key]
    known.update(come)
    memory.last = annotations
    return gone, list(come)


def _said(some: Iterable[Annotation], register: Register, recorded: Recorded) -> list[tuple[Alone, Cast]]:
    """Return what each of these articles says by itself."""
    return [alone(annotation, register, recorded) for annotation in some]


def _copied(
    known: dict[str, str], origins: Origins, articles: Mapping[str, Annotation], changed: Set[str], text: Text
) -> set[str]:
    """Bring the texts of which there are copies up to date; return the articles that got one or have none any more."""
    moved = set(known.keys() - origins.copies.keys() | known.keys() & changed)
    for key in moved:
        del known[key]
    new = origins.copies.keys() - known.keys()
    known |= {key: text(articles[key].article) or "" for key in new}
    return moved | new


def _statements(
    sound: Mapping[str, Alone], articles: Mapping[str, Annotation], judgements: Iterable[Judgement]
) -> set[EventKey]:
    """Return the keys of all statements in sound articles of which a judgement on events speaks."""
    judged = {
        event_key(thing)[0] for judgement in judgements if judgement.kind == "event" for thing in judgement.things
    }
    return {(key, speech.id) for key in judged & sound.keys() for speech in articles[key].statements}


def _unknown(recorded: Recorded, people: People, register: Register) -> list[Finding]:
    """DK210: judgements on people that neither the register nor an article names."""
    return [
        problem(judgement, "DK210", f"no person {thing!r} in the register, and no name so written as article/name")
        for judgement in recorded.judgements
        for thing in judgement.things
        if Ref("person", thing) not in register.entries and thing not in people.things
    ]
