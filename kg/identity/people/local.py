"""The people of one article: spellings that mean one person there, short forms with their long form."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import combinations

from kg.identity.names import bare
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import is_part_of, parts, same, untitled
from kg.identity.people.spots import Spot
from kg.identity.register import Ref
from kg.model import EventKey, Held, When
from kg.model.shared import shared

Bounds = Callable[[EventKey], When | None]
"""Gives the bounds of an event, as far as one article tells them."""


@dataclass(frozen=True, slots=True)
class Local:
    """One person as one article names them. Its key is `article/slug`, with the slug of the fullest name."""

    article: str
    slug: str
    name: str
    """The fullest name, without honorifics."""
    spots: tuple[Spot, ...]
    things: tuple[str, ...]
    """All keys by which a judgement may name this person, the person's own first."""
    held: tuple[Held, ...] = ()
    """Posts, each with the one day on which an event of the article shows this person in it."""
    posts: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    is_: Ref | None = None
    """Who it is by the annotator's word for one of the mentions."""
    short: tuple[str, ...] = ()
    """Slugs of the short forms."""
    rivals: tuple[str, ...] = ()
    """Long forms of the article between which a short one could not choose; then nothing else decides on it."""
    apart: tuple[str, ...] = ()
    """Keys of those who take part in one event with this one."""

    @property
    def key(self) -> str:
        """The thing's key, as in a judgement."""
        return self.things[0]


@dataclass
class _Form:
    slug: str
    name: str
    spots: list[Spot]

    def __post_init__(self) -> None:
        self.posts = frozenset[str]().union(*(_posts(spot) for spot in self.spots))
        self.sides = frozenset[str]().union(*(spot.sides for spot in self.spots))
        self.is_ = {spot.is_ for spot in self.spots if spot.is_}
        self.events = {(spot.event, spot.authority) for spot in self.spots if spot.event}
        self.parts = parts(self.name)


def local_people(
    article: str, spots: Iterable[Spot], recorded: Recorded, bounds: Bounds = lambda event: None
) -> list[Local]:
    """Group the mentions of one article into people. `bounds` gives those of its events, as far as it tells them.

    Spellings of one full name are one person; a short form stands for the only long form that has all its parts. Never
    one: those named for different states or in different posts, those listed side by side in one event on one authority
    (unless by one name), those whom the annotator or a judgement takes for different people.
    """
    groups = [[form] for form in _forms(spots)]
    groups = _joined(groups, article, recorded)
    short: set[str] = set()
    rivals: dict[str, tuple[str, ...]] = {}
    for form in sorted((group[0] for group in groups if len(group) == 1), key=lambda f: (-f.parts, f.slug)):
        (own,) = (group for group in groups if form in group)
        if len(own) > 1:
            continue  # a shorter one stands for it already
        longer = [g for g in groups if g is not own and _stands_for(form, g, article, recorded)]
        if len(longer) == 1:
            groups.remove(own)
            longer[0].append(form)
            short.add(form.slug)
        elif longer and f"{article}/{form.slug}" not in recorded.things:
            rivals[form.slug] = tuple(sorted(f"{article}/{group[0].slug}" for group in longer))
    found = [_local(article, group, short, rivals.get(group[0].slug, ()), bounds) for group in groups]
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in combinations(found, 2):
        if _side_by_side(one.spots, other.spots):
            apart[one.key] |= {each.key for each in found if each is not one and other.key in each.things}
            apart[other.key] |= {each.key for each in found if each is not other and one.key in each.things}
    found = [replace(each, apart=tuple(apart[each.key])) if each.key in apart else each for each in found]
    return sorted(found, key=lambda local: local.slug)


def _forms(spots: Iterable[Spot]) -> list[_Form]:
    """Return the spellings, fullest first; one spelling for people of two states is two forms."""
    by_slug: dict[str, list[Spot]] = {}
    for spot in _told_apart(list(spots)):
        by_slug.setdefault(spot.form, []).append(spot)
    forms, taken = [], set(by_slug)
    for slug, same_spelling in by_slug.items():
        for suffix, some in _split(same_spelling):
            names = sorted({untitled(spot.name) for spot in some}, key=lambda name: (len(name), name))
            own = slug + suffix
            if suffix and own in taken:  # Ada Varga of Norland is not Ada Varga Norland
                own = f"{own}-{_mark(names[0])}"
            taken.add(own)
            forms.append(_Form(own, names[0], some))
    return sorted(forms, key=lambda form: (-form.parts, form.slug))


def _told_apart(spots: list[Spot]) -> list[Spot]:
    """Give names that are two and have one key, as names of other scripts may, a key each."""
    first: dict[str, str] = {}
    for spot in sorted(spots, key=lambda spot: (spot.form, not spot.name.isascii(), bare(spot.name))):
        first.setdefault(spot.form, bare(spot.name))
    return [
        spot if same(bare(spot.name), first[spot.form]) else spot._replace(form=f"{spot.form}-{_mark(spot.name)}")
        for spot in spots
    ]


def _mark(name: str) -> str:
    return blake2b(bare(name).encode(errors="backslashreplace"), digest_size=3).hexdigest()


def _split(spots: list[Spot]) -> list[tuple[str, list[Spot]]]:
    """Split the mentions of one spelling where the annotator, their states or their posts tell people apart.

    One article hardly ever gives a person one post here and another there without ever naming both together; who does
    hold both is found by the articles that say so.
    """
    people = sorted({spot.is_ for spot in spots if spot.is_})
    if len(people) > 1:
        return _parts(spots, [frozenset([ref.key]) for ref in people], _is)
    if people:
        return [("", spots)]
    for of in (_sides, _posts):
        groups = _linked({of(spot) for spot in spots if of(spot)})
        if len(groups) > 1:
            return _parts(spots, groups, of)
    return [("", spots)]


def _is(spot: Spot) -> frozenset[str]:
    return frozenset([spot.is_.key]) if spot.is_ else frozenset()


def _sides(spot: Spot) -> frozenset[str]:
    return spot.sides


def _posts(spot: Spot) -> frozenset[str]:
    return spot.posts if spot.in_office else frozenset()


def _linked(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the sets, those that share something as one."""
    groups: list[frozenset[str]] = []
    for each in sets:
        linked = [group for group in groups if group & each]
        groups = [group for group in groups if not group & each] + [each.union(*linked)]
    return sorted(groups, key=sorted)


def _parts(
    spots: list[Spot], groups: Sequence[frozenset[str]], of: Callable[[Spot], frozenset[str]]
) -> list[tuple[str, list[Spot]]]:
    split = [("-" + "-".join(sorted(group)), [spot for spot in spots if of(spot) & group]) for group in groups]
    rest = [spot for spot in spots if not of(spot)]
    return [*split, ("", rest)] if rest else split


def _joined(groups: list[list[_Form]], article: str, recorded: Recorded) -> list[list[_Form]]:
    """Join the forms that spell one full name, and those that a judgement takes as one.

    A name that could be that of two people stays by itself.
    """
    done: list[list[_Form]] = []
    for (form,) in sorted(groups, key=lambda group: not group[0].posts):
        things = [f"{article}/{form.slug}"]
        near = [g for g in done if recorded.same(things, [f"{article}/{other.slug}" for other in g])]
        near = near or [group for group in done if form.parts > 1 and any(same(form.name, o.name) for o in group)]
        near = [group for group in near if not _vetoed(form, group, article, recorded, one_name=True)]
        if len(near) == 1:
            near[0].append(form)
        else:
            done.append([form])
    return done


def _stands_for(form: _Form, group: Sequence[_Form], article: str, recorded: Recorded) -> bool:
    one_name = not form.posts and form.parts > 1
    fits = any(is_part_of(form.name, o.name) or (one_name and same(form.name, o.name)) for o in group)
    return fits and not _vetoed(form, group, article, recorded, one_name=False)


def _vetoed(form: _Form, group: Sequence[_Form], article: str, recorded: Recorded, *, one_name: bool) -> bool:
    sides = frozenset[str]().union(*(other.sides for other in group))
    people = set[Ref]().union(*(other.is_ for other in group))
    if form.sides and sides and not (form.sides & sides):
        return True
    if form.is_ and people and not (form.is_ & people):
        return True
    if _other_posts(form, group) and not (form.is_ & people):
        return True
    if recorded.different([f"{article}/{form.slug}"], [f"{article}/{other.slug}" for other in group]):
        return True
    return not one_name and not (form.is_ & people) and any(form.events & other.events for other in group)


def _other_posts(form: _Form, group: Sequence[_Form]) -> bool:
    posts = frozenset[str]().union(*(other.posts for other in group))
    return bool(form.posts and posts and not form.posts & posts)


def _side_by_side(spots: Iterable[Spot], others: Iterable[Spot]) -> bool:
    events = {(spot.event, spot.authority) for spot in spots if spot.event}
    return any((other.event, other.authority) in events for other in others)


def _local(article: str, group: list[_Form], short: Set[str], rivals: tuple[str, ...], bounds: Bounds) -> Local:
    spots = tuple(sorted((spot for form in group for spot in form.spots), key=lambda spot: spot.pointer))
    people = sorted({spot.is_ for spot in spots if spot.is_})
    first = group[0]
    return Local(
        article=article,
        slug=first.slug,
        name=first.name,
        spots=spots,
        things=tuple(dict.fromkeys(f"{article}/{slug}" for slug in (first.slug, *(spot.form for spot in spots)))),
        held=tuple(_held(article, spots, bounds)),
        posts=shared(frozenset[str]().union(*(spot.posts for spot in spots))),
        sides=shared(frozenset[str]().union(*(spot.sides for spot in spots))),
        is_=people[0] if people else None,
        short=tuple(form.slug for form in group if form.slug in short),
        rivals=rivals,
    )


def _held(article: str, spots: Iterable[Spot], bounds: Bounds) -> Iterator[Held]:
    for spot in spots:
        when = bounds((article, spot.event)) if spot.event and spot.in_office else None
        if when and when.earliest and when.earliest == when.latest:
            yield from (shared(Held(post, when.earliest, when.latest)) for post in sorted(spot.posts))
