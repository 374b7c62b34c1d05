"""What happens in the world in three years: meetings, calls, visits with meetings inside, and so on."""

from bisect import bisect
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tests.benchmarks.corpus.happenings import Attendance, Happening, History
from tests.benchmarks.corpus.people import DAYS, START, Society, Tenure
from tests.benchmarks.corpus.states import State
from tests.benchmarks.corpus.stories import grouped, mark_crowded
from tests.benchmarks.corpus.subjects import FORUMS, ORDINALS, TOPICS

Seat = tuple[str, int]
PARTS = ("morning", "afternoon", "evening")


def make_history(seed: int, size: int, society: Society) -> History:
    """Return a history of at least so many events, plans that came true not counted."""
    maker = _Maker(society, Random(f"{seed}/history"))
    for pair in society.together:
        maker.together(*pair)
    maker.everybody()
    count = len(maker.history.events)
    while count < size:
        count += maker.more()
    history = maker.history
    history.stories += grouped(maker.singles, history.events, maker.rng)
    mark_crowded(history.events)
    return history


class _Maker:
    def __init__(self, society: Society, rng: Random) -> None:
        self.society, self.rng, self.history = society, rng, History()
        self.singles: list[str] = []
        self._busy: dict[tuple[str, date], str] = {}
        self._met: set[tuple[str, str, str, date]] = set()
        self._past: list[tuple[Seat, Seat, date]] = []
        self._seats = list(society.seats)
        by_key = {post.key: post for post in society.posts}
        self._post = {seat: by_key[seat[0]] for seat in self._seats}
        self._weights = list(accumulate(self._post[seat].weight for seat in self._seats))
        self._of_state: dict[State, list[Seat]] = defaultdict(list)
        for seat in self._seats:
            self._of_state[self._post[seat].state].append(seat)
        self._partners = {s: rng.sample([o for o in society.states if o != s], 5) for s in society.states}

    def more(self) -> int:
        """Add what begins on one day; return how many events were added."""
        before = len(self.history.events) - len(self.history.plans)
        kind = self.rng.choices(
            ("meeting", "phone call", "visit", "signing", "conference", "negotiation", "twins", "plan"),
            (40, 25, 12, 5, 2, 4, 2, 3),
        )[0]
        seats, day = self._occasion()
        sides = tuple(self._at(seat, day) for seat in seats)
        if not all(sides) or len({t.person for t in sides if t}) < 2:
            return 0
        a, b = (Attendance(t.person, t.posts) for t in sides if t)
        if kind == "visit":
            self._visit(a, b, day)
        elif kind == "conference":
            self._conference(a, day)
        elif kind == "twins":
            self._twins(a, b, day)
        elif kind == "plan":
            roles = (a._replace(role="guest"), b._replace(role="host"))
            plan = self._add("visit", day + timedelta(4), roles, b.state.cities[0], status="planned")
            self.history.plans += [plan.key] if plan else []
            return 1 if plan else 0
        else:
            event = self._single(kind, a, b, day)
            if event:
                self.singles.append(event.key)
                self._past.append((*seats, day))
                if event.place and self.rng.random() < 0.06:
                    self._plan(event)
        return len(self.history.events) - len(self.history.plans) - before

    def everybody(self) -> None:
        """Let everybody take part in something, in each post."""
        for seat, tenures in self.society.seats.items():
            for tenure in tenures:
                first = max(tenure.first, START)
                days = (min(tenure.last, START + timedelta(DAYS - 1)) - first).days
                day = first + timedelta(self.rng.randrange(max(days, 1)))
                other = self._at(self._counterpart(seat), day)
                if days > 0 and other and other.person != tenure.person:
                    sides = (Attendance(t.person, t.posts) for t in (tenure, other))
                    event = self._single(self.rng.choice(("meeting", "meeting", "phone call")), *sides, day)
                    self.singles += [event.key] if event else []

    def together(self, one: str, other: str) -> None:
        """Let two namesakes of one state meet somebody of another, side by side."""
        for _ in range(50):
            day = START + timedelta(self.rng.randrange(30, DAYS - 30))
            tenures = {t.person: t for ts in self.society.seats.values() for t in ts if t.person in (one, other)}
            pair = tuple(Attendance(p, tenures[p].posts) for p in (one, other))
            host = self._at(self._counterpart(self._of_state[pair[0].state][0]), day)
            place = pair[0].state.cities[0]
            if not host:
                continue
            if event := self._add("meeting", day, (*pair, Attendance(host.person, host.posts)), place):
                self.history.stories.append([event.key])
                return

    def _at(self, seat: Seat, day: date) -> Tenure | None:
        return self.society.holder(seat, day)

    def _occasion(self) -> tuple[tuple[Seat, Seat], date]:
        """Return two seats of different states, often such as met before, and a day."""
        rng = self.rng
        if self._past and rng.random() < 0.35:
            a, b, before = rng.choice(self._past)
            day = before + timedelta(rng.choice((1, 2, 3, 5, 7, 10, 14, 30, 60, 120, 200)))
            if (day - START).days < DAYS:
                return (a, b), day
        a = self._seats[bisect(self._weights, rng.random() * self._weights[-1])]
        day = START + timedelta(rng.randrange(DAYS))
        if day.weekday() > 4 and rng.random() < 0.6:
            day -= timedelta(2)
        return (a, self._counterpart(a)), day

    def _counterpart(self, seat: Seat) -> Seat:
        post, rng = self._post[seat], self.rng
        state = post.accredited_to or rng.choices(self._partners[post.state], (5, 3, 2, 1, 1))[0]
        fitting = [s for s in self._of_state[state] if self._post[s].level != "ambassador"]
        if post.level != "ambassador":
            fitting = [s for s in fitting if abs(self._post[s].rank - post.rank) <= 1] or fitting
        return rng.choices(fitting, [self._post[s].weight for s in fitting])[0]

    def _add(
        self, type_: str, day: date, attended: tuple[Attendance, ...], place: str | None, **more: object
    ) -> Happening | None:
        """Add an event, unless somebody would be in two places or the same pair would do the same twice that day."""
        key = f"e{len(self.history.events) + 1:05}"
        rng = self.rng
        more.setdefault("topics", tuple(t.key for t in rng.sample(TOPICS, rng.choice((1, 1, 2, 2, 3)))))
        event = Happening(key, type_, day, more.pop("last", day), attended, place, **more)  # type: ignore[arg-type]
        if event.status == "happened":
            days = [event.first + timedelta(n) for n in range((event.last - event.first).days + 1)]
            here = [(a.person, d) for a in attended for d in days] if place else []
            if any(self._busy.get(each, place) != place for each in here):
                return None
            met = [(type_, *pair, d) for pair in event.pairs for d in days]
            if not event.twin and any(each in self._met for each in met):
                return None
            self._busy.update(dict.fromkeys(here, place or ""))
            self._met.update(met)
        self.history.events[key] = event
        return event

    def _single(self, kind: str, a: Attendance, b: Attendance, day: date) -> Happening | None:
        rng = self.rng
        if kind == "phone call":
            if rng.random() < 0.3:
                a, b = a._replace(role="caller"), b._replace(role="callee")
            return self._add(kind, day, (a, b), None, part_of_day=self._part(0.15))
        places = (a.state.cities[0], a.state.cities[0], b.state.cities[0], a.state.cities[-1], self._third())
        place = rng.choice(places)
        if kind == "signing":
            a, b = a._replace(role="signatory"), b._replace(role="signatory")
        elif place in a.state.cities and rng.random() < 0.3:
            a, b = a._replace(role="host"), b._replace(role="guest")
        attended = [a, b]
        if kind == "meeting" and rng.random() < 0.15:
            side = rng.choice((a, b))
            seat = rng.choice(self._of_state[side.state])
            more = self._at(seat, day)
            if more and more.person != side.person:
                attended.append(Attendance(more.person, more.posts))
        return self._add(kind, day, tuple(attended), place, part_of_day=self._part(0.25))

    def _third(self) -> str:
        return self.rng.choice(self.society.states).cities[0]

    def _part(self, share: float) -> str | None:
        return self.rng.choice(PARTS) if self.rng.random() < share else None

    def _twins(self, a: Attendance, b: Attendance, day: date) -> None:
        """Let two people meet, or speak by phone, twice on one day."""
        kind = self.rng.choice(("meeting", "meeting", "phone call"))
        place = a.state.cities[0] if kind == "meeting" else None
        for part in ("morning", "evening"):
            event = self._add(kind, day, (a, b), place, part_of_day=part, twin=True)
            if event:
                self.history.stories.append([event.key])

    def _visit(self, a: Attendance, b: Attendance, day: date) -> None:
        rng, place = self.rng, b.state.cities[0]
        last = day + timedelta(rng.choice((0, 0, 0, 1, 2, 2, 3)))
        visit = self._add("visit", day, (a._replace(role="guest"), b._replace(role="host")), place, last=last)
        if visit is None:
            return
        story = [visit.key]
        within = day + timedelta(rng.randrange((last - day).days + 1))
        inside = [self._add("meeting", within, (a, b), place, parent=visit.key, part_of_day=self._part(0.2))]
        other = self._at(rng.choice(self._of_state[b.state]), last)
        if other and other.person != b.person and rng.random() < 0.6:
            inside.append(
                self._add("meeting", last, (a, Attendance(other.person, other.posts)), place, parent=visit.key)
            )
        if rng.random() < 0.25:
            signed = (a._replace(role="signatory"), b._replace(role="signatory"))
            inside.append(self._add("signing", last, signed, place, parent=visit.key))
        if rng.random() < 0.3:
            inside.append(self._invitation(a, b, within))
        story += [event.key for event in inside if event]
        self.history.stories.append(story)
        if rng.random() < 0.3:
            self._plan(visit)

    def _invitation(self, a: Attendance, b: Attendance, day: date) -> Happening | None:
        """The guest invites the host to a visit of which nobody knows whether and when it will be."""
        roles = (a._replace(role="inviter"), b._replace(role="invitee"))
        visit = self._add("visit", day, (b._replace(role="guest"),), a.state.cities[0], topics=(), status="invited")
        return visit and self._add("invitation", day, roles, None, topics=(), about=visit.key)

    def _conference(self, a: Attendance, day: date) -> None:
        rng = self.rng
        host = rng.choice(self.society.states)
        speakers = {a.person: a._replace(role="speaker")}
        for state in rng.sample(self.society.states, 4):
            tenure = self._at(rng.choice(self._of_state[state][:4]), day)
            if tenure:
                speakers[tenure.person] = Attendance(tenure.person, tenure.posts, "speaker")
        name = f"{rng.choice(ORDINALS)} {host.adjective} {rng.choice(FORUMS)}"
        forum = self._add("conference", day, tuple(speakers.values()), host.cities[-1], name=name)
        if forum is None:
            return
        story, sides = [forum.key], [x._replace(role="interlocutor") for x in list(speakers.values())[:2]]
        if len(sides) == 2 and sides[0].state != sides[1].state:
            side = self._add("meeting", day, tuple(sides), host.cities[-1], parent=forum.key)
            story += [side.key] if side else []
        self.history.stories.append(story)

    def _plan(self, event: Happening) -> None:
        """Announce an event before; one in ten is put off after that."""
        late = timedelta(self.rng.choice((1, 2))) if self.rng.random() < 0.1 else timedelta(0)
        first, last = event.first - late, event.last - late
        key = f"{event.key}-plan"
        plan = replace(event, key=key, first=first, last=last, status="planned", fulfils=event.key, parent=None)
        self.history.events[key] = plan
        self.history.plans.append(key)
