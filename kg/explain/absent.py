"""What kept a fact, an event or a name out of the graph, if anything did."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from kg.errors import QueryError, UsageError
from kg.explain.cards import Sources
from kg.explain.decided import Thing, known, mention, words
from kg.explain.graph import Graph
from kg.explain.things import find, nearest
from kg.explain.tree import Step, section
from kg.explain.two_people import open_name
from kg.identity import Decisions
from kg.model import Finding
from kg.store import Build
from kg.validation.reports.json import Document, Item

MOST = 12
"""Findings that are shown at the most."""


def why_not_fact(
    build: Build | None,
    reports: Sequence[Document],
    decisions: Decisions,
    thing: str,
    sources: Sources | None = None,
    *,
    findings: Iterable[Finding] = (),
) -> Step:
    """Return what kept one thing out of the graph.

    `thing`: a key of an event, a fact, an article or a person, or of a name in an article. `build`: the current one, or
    None where there is none. `reports`: those of the last refused build and of the current one, where there are any.
    `findings`: of reading and of names, with their places. Raises UsageError, with what is nearest, where no source and
    no graph has the thing.
    """
    where = sources or Sources()
    found = known(decisions, thing)
    standing = _standing(build, thing)
    told = _about(_Place(decisions, thing, found), [*map(_item, findings), *(i for r in reports for i in r.findings)])
    titles = {rule.code: rule.name for report in reports for rule in report.rules}
    errors = [_refusal(item, titles) for item in told if item.severity == "error"]
    noted = [_refusal(item, titles) for item in told if item.severity != "error"]
    children = [*standing, *_open(decisions, found, where)]
    children += section("refused by", "refused", errors, MOST)
    if not standing and not errors:
        children += _missing(build, found, decisions, thing, where)
    children += section("noted, which keeps nothing out", "noted", noted, MOST)
    if not children:
        raise UsageError(f"no source and no graph has {thing!r}; {nearest(thing, words(decisions))}")
    return Step(f"{thing}: {_verdict(standing, errors, found)}", kind="absent", children=tuple(children))


def _verdict(standing: list[Step], errors: list[Step], found: Thing | None) -> str:
    if errors:
        return "as it is annotated now, it is refused" if standing else "refused, so not in the graph"
    if found and found.kind == "name":
        return "nobody could tell whose name it is"
    return "in the graph" if standing else "not in the graph"


def _standing(build: Build | None, thing: str) -> list[Step]:
    """Return where the thing stands in the graph, if it does."""
    if build is None:
        return []
    graph = Graph(build.store(), build.base)
    try:
        node, old = find(graph, thing)
    except QueryError:
        return []
    moved = f" under {graph.key(node)}" if old else ""
    says = f"in the graph{moved} as “{graph.label(node)}”; kg why {graph.key(node)} shows on what it rests"
    return [Step(says, kind="standing", iri=node)]


def _open(decisions: Decisions, found: Thing | None, sources: Sources) -> Iterator[Step]:
    """Yield why a name stayed open."""
    if found and found.kind == "name":
        article, pointer, resolved = mention(decisions, found.key)
        says = f"“{resolved.named_as}” is in the graph as words only"
        yield Step(says, sources.at(article, pointer), kind="name", children=tuple(open_name(decisions, found.key)))


def _missing(
    build: Build | None, found: Thing | None, decisions: Decisions, thing: str, sources: Sources
) -> Iterator[Step]:
    """Yield why something that nothing refuses is not in the graph: the build is older, or nobody annotated it."""
    place = _Place(decisions, thing, found)
    if found is not None and found.kind != "name":
        lacks = "there is no build" if build is None else "the current build does not have it"
        yield Step(
            f"it is annotated, and {lacks}; run kg build", sources.at(place.article, place.pointer), kind="unbuilt"
        )
    elif found is None and place.article in decisions.casts:
        near = nearest(thing, [*words(decisions), *(_keys(build, place.article) if build else ())])
        says = f"article {place.article} was read, and nothing in it bears this key; {near}"
        yield Step(says, sources.at(place.article, place.pointer), kind="unannotated")


def _keys(build: Build, article: str) -> Iterator[str]:
    """Yield the keys of an article's facts."""
    yield from (key for key in Graph(build.store(), build.base).things("fact") if key.startswith(f"{article}/"))


class _Place:
    """Where a thing is annotated, as far as its key says."""

    def __init__(self, decisions: Decisions, thing: str, found: Thing | None) -> None:
        self.pointer, self.record, self.read = "", "", False
        self.article, _, self.local = thing.partition("/")
        stands = "/".join(decisions.events.merged.leader(found.event)) if found else ""
        self._keys = {key for key in (thing, stands) if "/" in key}
        if found and found.key in decisions.people.things:
            self.article, self.pointer = decisions.people.things[found.key]
        for annotation in decisions.annotations:
            if annotation.article.id == self.article:
                self.read = True
                self._look("events", [event.id for event in annotation.events])
                self._look("statements", [speech.id for speech in annotation.statements])
        if self.record:
            self._keys.add(f"{self.article}/{self.record}")

    def _look(self, name: str, ids: list[str]) -> None:
        """Find the record whose id, or the longest part of it up to a dot, is that of the thing."""
        for number, own in enumerate(ids):
            if f"{self.local}.".startswith(f"{own}.") and len(own) > len(self.record):
                self.record, self.pointer = own, f"/{name}/{number}"

    def concerns(self, item: Item) -> bool:
        """Tell whether a finding speaks of the thing, of what is in it, or refuses its whole article."""
        if any(item.focus.endswith(f"/{key}") for key in self._keys):
            return True
        whole = not self.local or (not self.read and item.severity == "error")
        places = [(item.article, item.file, item.pointer), *((p.article, p.file, p.pointer) for p in item.also)]
        own = [pointer for article, file, pointer in places if self.article in (article, PurePosixPath(file).stem)]
        return any(whole or (bool(self.pointer) and f"{self.pointer}/" in f"{pointer}/") for pointer in own)


def _about(place: _Place, items: Iterable[Item]) -> list[Item]:
    """Return the findings on a thing, errors first, each once."""
    unique = {(item.code, item.file, item.line, item.message): item for item in items if place.concerns(item)}
    return sorted(unique.values(), key=lambda i: (i.severity != "error", i.file, i.line, i.code, i.message))


def _item(finding: Finding) -> Item:
    known_ = {name: getattr(finding, name) for name in Item.__struct_fields__ if name != "also"}
    return Item(**known_, also=())


def _refusal(item: Item, titles: dict[str, str]) -> Step:
    """Return a finding: rule, shape, message, place and what to do."""
    title = f" ({titles[item.code]})" if item.code in titles else ""
    shape = f"; shape {item.shape.replace('#', '/').rsplit('/', 1)[-1]}" if item.shape else ""
    children = [Step(f"rule {item.code}{title}{shape}; kg rule {item.code} tells more", kind="rule", iri=item.shape)]
    if item.mend:
        children.append(Step(item.mend, kind="mend"))
    numbers = [str(number) for number in (item.line, item.column) if number]
    place = ":".join([item.file, *numbers]) if item.file else ""
    return Step(f"{item.severity}: {item.message}", place, kind="finding", children=tuple(children))
