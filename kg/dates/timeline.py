"""When each event was, across articles where events are one."""

from collections.abc import Iterable, Sequence
from itertools import chain
from weakref import ref

from kg.components import Components
from kg.dates.narrowing import SIDES, Side, Step
from kg.dates.orders import Leader
from kg.dates.strand import Strand
from kg.dates.told import Dated, Times
from kg.model import Annotation, EventKey, Finding, When
from kg.model.differing import differing, exchanged, renewed


class Timeline:
    """Bounds of all events and documents of a corpus.

    The own bounds of an event are what its stated times give, those counted from another event by that one's own
    bounds. All own bounds are then narrowed together: by orders, by parts, and by times whose anchor was narrowed.
    """

    def __init__(
        self,
        annotations: Sequence[Annotation],
        leader: Leader = lambda key: key,
        before: "Timeline | None" = None,
        moved: Iterable[EventKey] = (),
    ) -> None:
        """Without `leader` every report stands for itself.

        What is in the timeline from `before` is taken over for articles that are the same objects, as far as nothing
        else reaches it. That one can be asked as ever, and is no good to begin another one with. `moved`: the events
        of these articles that may have another leader than in that one.
        """
        self._begun = before and ref(before)
        self._annotations = annotations
        gone, come = exchanged(before._annotations, annotations) if before else ((), annotations)
        last: dict[str, Times] = before._times if before else {}
        left = [annotation.article.id for annotation in gone]
        times = {annotation.article.id: Times(annotation) for annotation in come}
        self._times: dict[str, Times] = renewed(last, left, times)
        self._leaders: dict[EventKey, EventKey] = dict(before._leaders) if before else {}
        self._groups: dict[EventKey, frozenset[EventKey]] = dict(before._groups) if before else {}
        """By leader: all events that stand under it, but for itself."""
        self._linked: Components[EventKey] = before._linked if before else Components()
        self._strands: dict[EventKey, Strand] = dict(before._strands) if before else {}
        """By the key of each report or event that is tied to a time or to another one."""
        keys = {key for each in (*map(last.__getitem__, left), *times.values()) for key in each.near}
        self.changed = self._weave(keys | self._lead(keys.union(moved), leader))
        """The keys of all of which something else may be known than before."""

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "_begun": None}  # a reference that lives in one process

    def _lead(self, keys: Iterable[EventKey], leader: Leader) -> set[EventKey]:
        """Put each of these events under its leader; return all that stand or stood under another one, and these."""
        moved = set()
        for key in keys:
            last, now = self._leaders.pop(key, key), leader(key) if self._is_told(key) else key
            if now != key:
                self._leaders[key] = now
            if last != now:
                self._groups[last] = self._groups.get(last, frozenset()) - {key}
                self._groups[now] = self._groups.get(now, frozenset()) | {key}
                moved |= {key, last, now}
        return moved

    def _weave(self, seeds: Iterable[EventKey]) -> frozenset[EventKey]:
        """Make the strands that a change reaches; return the keys of all that are or were in one of them."""
        went, came = self._linked.renew(seeds, self, self._near)
        for key in chain.from_iterable(went):
            self._strands.pop(key, None)
        for component in came:
            if any(map(self._tied, component)):
                strand = Strand(filter(self._is_told, component), self._times, self._leaders)
                self._strands |= dict.fromkeys(component, strand)
        return frozenset(chain.from_iterable((*went, *came)))

    def __contains__(self, key: EventKey) -> bool:
        """Tell whether the key is that of an event, or of a document or a statement with a time."""
        return self._is_told(key) or bool(self._groups.get(key))

    def _is_told(self, key: EventKey) -> bool:
        return key[0] in self._times and key in self._times[key[0]].near

    def _tied(self, key: EventKey) -> Sequence[EventKey]:
        """Return what an article ties to one of its own."""
        return self._times[key[0]].near[key] if self._is_told(key) else ()

    def _near(self, key: EventKey) -> Iterable[EventKey]:
        leading = self._leaders.get(key, key)
        return (*self._tied(key), *self._groups.get(leading, ()), leading)

    @property
    def findings(self) -> list[tuple[str, Finding]]:
        """What is wrong with stated times and orders, each with the key of its article."""
        found = [(key, finding) for key, times in self._times.items() for finding in times.findings]
        found += [each for strand in dict.fromkeys(self._strands.values()) for each in strand.findings]
        return sorted(found, key=lambda each: (each[0], each[1].order()))

    @property
    def documents(self) -> list[EventKey]:
        """The keys of all documents, in no order."""
        return [key for times in self._times.values() for key in times.documents]

    def is_document(self, key: EventKey) -> bool:
        """Tell whether the key is that of a document rather than of an event."""
        return key[0] in self._times and key in self._times[key[0]].documents

    def publication(self, article: str) -> When | None:
        """Return the day of publication, or None where nothing states it."""
        times = self._times.get(article)
        return times.publication if times else None

    def datings(self, key: EventKey) -> list[Dated]:
        """Return the stated times of an event (in all its reports) or of a document."""
        strand = self._strands.get(key)
        return strand.datings(key) if strand else []

    def parent(self, key: EventKey) -> EventKey | None:
        """Return the event in which a statement was made."""
        strand = self._strands.get(key)
        return strand.parents.get(key) if strand else None

    def bounds(self, key: EventKey) -> When | None:
        """Return all that is known of when an event or document was; None where nothing is.

        A statement has the bounds of the event in which it was made.
        """
        if (strand := self._strands.get(key)) is None:
            return None
        when = strand.narrowed.bounds.get(strand.wholes.get(key, key))
        return when if when and when.edtf else None

    def narrowed(self, key: EventKey) -> dict[Side, Step]:
        """Return, for each end of an event that is not its own, by which relation it moved and from which ends."""
        strand = self._strands.get(key)
        steps = strand.narrowed.steps if strand else {}
        return {side: step for side in SIDES if (step := steps.get((key, side)))}

    def whole(self, key: EventKey) -> EventKey | None:
        """Return the event whose bounds a statement takes as they are; None where that is none, or more than one."""
        strand = self._strands.get(key)
        return strand.wholes.get(key) if strand else None

    def unlike(self, before: "Timeline") -> set[EventKey]:
        """Return the keys of all of which something else may be known than in another timeline.

        That is little where one was begun from the other, and all where each was made for itself.
        """
        known = self._begun and self._begun() is before
        return set(self.changed) if known else differing(before._strands, self._strands)

    def own(self, key: EventKey) -> When | None:
        """Return what all stated times of an event or document allow; None where nothing is known.

        Times that exclude each other bound nothing, and a finding names them.
        """
        strand = self._strands.get(key)
        return strand.own(key) if strand else None

    def dating(self, dated: Dated) -> When:
        """Return the bounds of one stated time by its words alone; without any where its anchor has none of its own."""
        return self._strands[dated.key].dating(dated)

    def anchor_key(self, dated: Dated) -> EventKey | None:
        """Return the event or document from which a time counts; None for the publication."""
        return self._strands[dated.key].anchor_key(dated)
