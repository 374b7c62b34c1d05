"""What changed as a tree, drawn as the answers of `kg why` are."""

from collections.abc import Iterable, Iterator, Sequence

from kg.diffing.result import Change, Diff, Edit, Rows
from kg.explain import Step
from kg.explain.tree import each, section
from kg.namespaces import PROV
from kg.validation.numbers import plural

MOST = 12
"""Changes of one edit, and rows of one query, that are shown, unless all are wanted."""

_OTHERS = 2
_USED = f"<{PROV.used}>"
_HOW = {"added": "added: ", "removed": "removed: ", "changed": "changed: ", "provenance": "other ground: "}


def tree(diff: Diff, most: int = MOST) -> Step:
    """Return the report as a tree. `most`: so many changes of an edit and rows of a query at the most, 0 for all."""
    if diff.equal:
        return Step(f"{diff.first}: both are the same build", kind="diff")
    counted = [plural(len(diff.edits), "edit")]
    if diff.queries:
        counted.append(f"{plural(len(diff.queries), 'stored query').replace('querys', 'queries')} with other rows")
    children = [_edit(edit, most) for edit in diff.edits]
    children += _changes("follows from no edit", "rest", diff.rest, most)
    children += [
        Step(f"{name}: version {old or 'none'} → {new or 'none'}", kind="version")
        for name, (old, new) in diff.versions.items()
    ]
    children += section("stored queries with other rows", "queries", (_rows(rows, most) for rows in diff.queries))
    children += _notes(diff)
    says = f"from {diff.first} to {diff.second}: {', '.join(counted)}"
    return Step(says, kind="diff", children=tuple(children))


def _edit(edit: Edit, most: int) -> Step:
    file, mark, inside = edit.pointer.partition("#")
    place = f"{file}:{edit.line}:{edit.column}" if edit.line else file
    gone = ", as it was in the first build" if edit.build == "first" else ""
    own = [change for change in edit.changes if change.because == "annotation"]
    follows = [change for change in edit.changes if change.because == "premises"]
    named = [change for change in edit.changes if change.because == "things"]
    children = [
        *_told(own, most),
        *_changes("from this follows", "follows", follows, most),
        *_changes("in what names the same things", "named", named, most),
    ]
    return Step(f"{place}{f'  {mark}{inside}' if mark else ''}{gone}", kind="edit", children=tuple(children))


def _changes(says: str, kind: str, changes: Sequence[Change], most: int) -> tuple[Step, ...]:
    return section(says, kind, _told(changes, most))


def _told(changes: Sequence[Change], most: int) -> tuple[Step, ...]:
    """Return the steps of changes; those that say nothing new are counted, unless all are wanted."""
    rests = [change for change in changes if most and _rests_otherwise(change)]
    renamed = [change for change in changes if most and change.renamed]
    loud = [change for change in changes if not most or not (_rests_otherwise(change) or change.renamed)]
    steps = list(each(loud, lambda change: _change(change, most), most))
    if renamed:
        words = "fact says the same of what stands" if len(renamed) == 1 else "facts say the same of what stands"
        steps.append(Step(f"{len(renamed):,} {words} under another key", kind="renamed"))
    if rests:
        words = "thing says the same and rests" if len(rests) == 1 else "things say the same and rest"
        steps.append(Step(f"{len(rests):,} derived {words} on other facts", kind="rests"))
    return tuple(steps)


def _rests_otherwise(change: Change) -> bool:
    if change.kind == "decision" and change.how == "changed":
        return all(triple.predicate == _USED for triple in (*change.gained, *change.lost))
    return change.how == "provenance" and all(ground.what == "premise" for ground in change.grounds)


def _change(change: Change, most: int) -> Step:
    children = [
        Step(f"{mark} {triple.words}", kind=kind)
        for mark, kind, triples in (("−", "lost", change.lost), ("+", "gained", change.gained))
        for triple in triples
        if not triple.elsewhere
    ]
    if kept := sum(triple.elsewhere for triple in (*change.lost, *change.gained)):
        children.append(Step(f"{plural(kept, 'triple')} that another fact says too", kind="kept"))
    for ground in change.grounds:
        sides = (" and ".join(side) or "none" for side in (ground.before, ground.after))
        children.append(Step(f"{ground.what}: {' → '.join(sides)}", kind="ground"))
    if change.others:
        some = change.others if not most or len(change.others) <= _OTHERS + 1 else change.others[:_OTHERS]
        more = f" and {len(change.others) - len(some)} more" if len(some) < len(change.others) else ""
        children.append(Step(f"follows too from {', '.join(some)}{more}", kind="others"))
    return Step(f"{_HOW[change.how]}{change.says}", kind=change.how, iri=change.iri, children=tuple(children))


def _rows(rows: Rows, most: int) -> Step:
    children: list[Step] = []
    for mark, kind, some in (("−", "lost", rows.lost), ("+", "gained", rows.gained)):
        children += each([f"{mark} {_row(rows.columns, row)}" for row in some], lambda row: Step(row, kind=kind), most)  # noqa: B023
    says = f"{rows.query}: {plural(len(rows.gained), 'row')} gained, {len(rows.lost)} lost"
    return Step(says, kind="query", children=tuple(children))


def _row(columns: Iterable[str], row: Iterable[str]) -> str:
    return "; ".join(f"{column} {value}" for column, value in zip(columns, row, strict=True) if value)


def _notes(diff: Diff) -> Iterator[Step]:
    """Yield what the report leaves out, in words."""
    if diff.moved:
        one = diff.moved == 1
        words = (
            f"{diff.moved:,} {'thing stands' if one else 'things stand'} elsewhere in {'its' if one else 'their'} file"
        )
        yield Step(f"{words} and {'is' if one else 'are'} otherwise the same", kind="moved")
    for file in diff.unlocated:
        yield Step(f"{file} is not as it was in that build, so its lines are not known", kind="unlocated")
    for query in diff.left_out:
        yield Step(f"{query.query} was not asked: {query.reason}", kind="left-out")
