"""How one article names people: in full first, shorter later, with the post or without, or by it alone."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, NamedTuple

from tests.benchmarks.corpus.happenings import Attendance
from tests.benchmarks.corpus.people import Person
from tests.benchmarks.corpus.states import Post
from tests.benchmarks.corpus.traditions import CLASSES, Form, Spelling, classes_of


class Named(NamedTuple):
    """The words that stand in the text, the fields of the mention, and what a reader learns from them."""

    text: str
    fields: dict[str, Any]
    person: str
    shown: frozenset[int] = frozenset()
    """Classes of the name's parts; none where only a post is named."""
    posts: tuple[Post, ...] = ()

    @property
    def by_role(self) -> bool:
        return "name" not in self.fields


class Bearers:
    """Who bears which parts of names, to tell which forms could mean somebody else."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._of: dict[int, set[str]] = {}
        self.classes = {person.key: classes_of(person.name, "long") for person in people}
        for key, classes in self.classes.items():
            for each in classes:
                self._of.setdefault(each, set()).add(key)

    def of(self, shown: frozenset[int]) -> set[str]:
        """Return everybody whose name has all these parts."""
        first, *more = (self._of[each] for each in shown)
        return first.intersection(*more)


class Namer:
    """The names of one article. `cast`: everybody of whom it tells."""

    def __init__(self, cast: Iterable[str], people: Mapping[str, Person], bearers: Bearers, rng: Random) -> None:
        self._people, self._bearers, self._rng = people, bearers, rng
        self._cast = set(cast)
        self._spellings: dict[str, Spelling] = {}
        self._forms: dict[str, Form] = {}
        self._by_role: set[str] = set()

    def known(self, person: str) -> bool:
        """Tell whether the article has given the person's name already."""
        return person in self._forms

    def mention(self, attendance: Attendance, *, role_allowed: bool, short_allowed: bool) -> Named:
        """Return how a participant is named."""
        key = attendance.person
        if self.known(key):
            return self.again(attendance, with_post=self._rng.random() < 0.5)
        if key in self._by_role or (role_allowed and self._rng.random() < 0.065):
            self._by_role.add(key)
            return self._role(attendance)
        return self._first(attendance, short_allowed=short_allowed)

    def _role(self, attendance: Attendance) -> Named:
        post = attendance.posts[-1]
        name = self._rng.choice(post.names)
        words = f"the {post.state.adjective} {_lower(name)}"
        if self._rng.random() < 0.3:
            words = f"the {_lower(name)} of {post.state.name}"
        fields = {"words": words, "post": name, "of": post.state.name}
        return Named(words, fields, attendance.person, posts=(post,))

    def _first(self, attendance: Attendance, *, short_allowed: bool) -> Named:
        person, rng = self._people[attendance.person], self._rng
        namesakes = len(self._bearers.of(self._bearers.classes[person.key])) > 1
        alone = self._alone(person, "long")
        with_post = rng.random() < (0.97 if namesakes else 0.85) or not alone
        spelling = self._spellings.setdefault(person.key, Spelling(person.name, rng))
        form: Form = rng.choices(("usual", "long", "brief", "initials", "short"), (60, 25, 8, 4, 3))[0]
        if form == "short" and not short_allowed:
            form = "usual"
        if not self._alone(person, form):
            form = "long"
        if not with_post and (form in ("initials", "short", "brief") or not self._unique(person, form)):
            form = "long"
        self._forms[person.key] = form
        name = spelling.write(form)
        if rng.random() < 0.12 and form != "initials":
            name = f"{rng.choice(person.honorifics)} {name}"
        fields: dict[str, Any] = {"name": name}
        posts = self._shown_posts(attendance) if with_post else ()
        text = self._with_posts(name, posts, fields) if posts else name
        return Named(text, fields, person.key, classes_of(person.name, form), posts)

    def _unique(self, person: Person, form: Form) -> bool:
        return len(self._bearers.of(classes_of(person.name, form))) == 1

    def _shown_posts(self, attendance: Attendance) -> tuple[Post, ...]:
        posts = attendance.posts
        if len(posts) == 1:
            return posts
        return self._rng.choices((posts, posts[1:], posts[:1]), (4, 4, 1))[0]

    def _with_posts(self, name: str, posts: tuple[Post, ...], fields: dict[str, Any]) -> str:
        rng, state = self._rng, posts[0].state
        titles = [rng.choice(post.names) for post in posts]
        fields |= {"post": titles if len(titles) > 1 else titles[0], "of": state.name}
        title = " and ".join(titles)
        return rng.choice(
            (
                f"{state.adjective} {title} {name}",
                f"{state.adjective} {title} {name}",
                f"{title} of {state.name} {name}",
                f"{name}, {title} of {state.name},",
            )
        ).removesuffix(",")

    def again(self, attendance: Attendance, *, with_post: bool) -> Named:
        """Return how a person is named whose name the article has given already."""
        person, rng = self._people[attendance.person], self._rng
        spelling, form = self._spellings[person.key], self._forms[person.key]
        titles = set(person.honorifics)
        given = CLASSES.of[person.name.by_slot["given"]]
        sheikh = person.name.house and titles & {"Sheikh", "Sheikha"} and form != "short" and rng.random() < 0.4
        if sheikh and not any(given in self._bearers.classes[other] for other in self._cast - {person.key}):
            name = f"{'Sheikha' if person.name.woman else 'Sheikh'} {spelling.given}"
            fields = self._later_fields(name, attendance, with_post=with_post)
            return Named(name, fields, person.key, frozenset((given,)))
        if rng.random() < 0.8 and self._alone(person, "short"):
            form = "short"
        name = spelling.write(form)
        if form == "short" and rng.random() < 0.35:
            name = f"{rng.choice(person.honorifics)} {name}"
        if not self._alone(person, form):
            fields: dict[str, Any] = {"name": name}
            text = self._with_posts(name, attendance.posts, fields)
            return Named(text, fields, person.key, classes_of(person.name, form), attendance.posts)
        fields = self._later_fields(name, attendance, with_post=with_post)
        return Named(name, fields, person.key, classes_of(person.name, form))

    def _later_fields(self, name: str, attendance: Attendance, *, with_post: bool) -> dict[str, Any]:
        post = attendance.posts[-1]
        return {"name": name, **({"post": post.names[0], "of": post.state.name} if with_post else {})}

    def _alone(self, person: Person, form: Form) -> bool:
        """Tell whether nobody else in the article could be meant by the form."""
        shown = classes_of(person.name, form)
        return not any(shown <= self._bearers.classes[other] for other in self._cast - {person.key})


def _lower(post: str) -> str:
    """Return a post's name as it stands inside a sentence: without capitals, but for the state in it."""
    head, to, state = post.partition(" to ")
    return head.lower() + to + state
