"""The register as it is written: people, posts, places and so on, judgements, and the project's settings."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from kg.errors import SourceError
from kg.model import Entry, Finding, Held, Judgement
from kg.sources.claims import is_day
from kg.sources.encoding import decode
from kg.sources.files import KINDS, file_name, nodes, whole
from kg.sources.findings import did_you_mean, nearest, of_error
from kg.sources.limits import MISTAKES, REGISTER_BYTES
from kg.sources.register_records import (
    Decision,
    Holds,
    Organization,
    Person,
    Place,
    Post,
    Project,
    State,
    Topic,
)
from kg.sources.register_references import check
from kg.sources.tree import Place as Where
from kg.sources.typed import typed
from kg.sources.yaml_tree import yaml_tree

R = TypeVar("R")


class Item(Struct, Generic[R], frozen=True):
    """One entry and where it stands: `sources/register/people.yaml#/3`."""

    record: R
    pointer: str


class RegisterFiles(Struct, frozen=True, dict=True):
    """All that the register holds, in the order of its files. A file with a mistake counts as empty."""

    people: tuple[Item[Person], ...] = ()
    organizations: tuple[Item[Organization], ...] = ()
    states: tuple[Item[State], ...] = ()
    posts: tuple[Item[Post], ...] = ()
    places: tuple[Item[Place], ...] = ()
    topics: tuple[Item[Topic], ...] = ()
    judgements: tuple[Judgement, ...] = ()
    project: Project = Project()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry in the form in which names are resolved: people first, then as the fields stand above.

        `properties` hold the other fields as text: `true`, decimal degrees without an exponent, and a label in
        another language as `label-fa`.
        """
        kinds: dict[str, tuple[Item[Any], ...]] = {
            "person": self.people,
            "organization": self.organizations,
            "state": self.states,
            "post": self.posts,
            "place": self.places,
            "topic": self.topics,
        }
        return tuple(_entry(kind, item) for kind, items in kinds.items() for item in items)


class RegisterReading(Struct, frozen=True):
    """What was read of the register, and all that is wrong with it."""

    register: RegisterFiles
    findings: tuple[Finding, ...] = ()


FILES: dict[str, Any] = {
    "people": list[Person],
    "organizations": list[Organization],
    "states": list[State],
    "posts": list[Post],
    "places": list[Place],
    "topics": list[Topic],
    "judgements": list[Decision],
}
"""The files of the register, without their suffix `.yaml`, and what each holds."""


def read_register(folder: Path, root: Path, known: "Known | None" = None) -> RegisterReading:
    """Read `register/*.yaml` and `project.yaml` in the folder of sources, which lies below `root`.

    A missing file means an empty list. Codes as for annotations, and DK220 to DK226. What is in `known` is not read
    again, and what is read is added to it.
    """
    known = Known() if known is None else known
    paths = {stem: folder / "register" / f"{stem}.yaml" for stem in FILES}
    files = {stem: _read(path, root, FILES[stem], known) for stem, path in paths.items()}
    settings = _read(folder / "project.yaml", root, Project, known)
    records = {stem: file.content for stem, file in files.items() if file.content is not None}
    findings = [*_strangers(folder / "register", root), *settings.findings]
    findings += [finding for file in files.values() for finding in file.findings]
    wrong = list(islice(check(records, settings.content), MISTAKES + 1))
    findings += [files.get(stem, settings).placed(finding) for stem, finding in wrong[:MISTAKES]]
    if len(wrong) > MISTAKES:
        message = f"there are more than {MISTAKES} mistakes in the register; the rest is not shown"
        # Warnings come last: where one is left out, no error is.
        severity = wrong[MISTAKES][1].severity
        findings.append(Finding(code="DK019", message=message, severity=severity, mend="Mend the others first."))
    listed = {
        stem: tuple(Item(r, f"{f.name}#/{i}") for i, r in enumerate(f.content or ())) for stem, f in files.items()
    }
    judgements = tuple(_judgement(item) for item in listed.pop("judgements") if is_day(item.record.on))
    register = RegisterFiles(**listed, judgements=judgements, project=settings.content or Project())
    return RegisterReading(register, tuple(sorted(findings, key=Finding.order)))


class _File(Struct, frozen=True):
    """One file of the register: what it holds, or None where something is wrong."""

    name: str
    content: Any
    place: Where
    findings: tuple[Finding, ...] = ()

    def placed(self, finding: Finding) -> Finding:
        """Return a finding with file, line and column."""
        line, column = self.place.at(finding.pointer)
        return replace(finding, file=self.name, line=line, column=column)


class Known:
    """The files of one register as they were read last: one with the same bytes is not read again."""

    def __init__(self) -> None:
        self.files: dict[Path, tuple[bytes, _File]] = {}


def _read(path: Path, root: Path, kind: Any, known: Known) -> _File:
    name, nothing = file_name(path, root), Where(1, 1, 1, 1)
    empty: Any = Project() if kind is Project else []
    if not path.exists():
        return _File(name, empty, nothing)
    try:
        raw = whole(path, REGISTER_BYTES)
        if (last := known.files.get(path)) and last[0] == raw:
            return last[1]
        tree = yaml_tree(decode(raw), nodes(path))
    except SourceError as error:
        if error.code == "DK007":
            return _File(name, empty, nothing)
        return _File(name, None, nothing, (of_error(error, name),))
    content, findings = typed(tree, kind, texts=True)
    file = _File(name, content, tree.place, tuple(replace(f, file=name) for f in findings))
    known.files[path] = raw, file
    return file


def _strangers(folder: Path, root: Path) -> list[Finding]:
    """DK226: files of the register that nothing would read."""
    known = [f"{stem}.yaml" for stem in FILES]
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name in known or path.name.startswith(".") or path.suffix.lower() not in KINDS:
            continue
        near = nearest(path.name, known)
        found.append(
            Finding(
                code="DK226",
                message=f"nothing reads this file{did_you_mean(path.name, known) or ';'} known: {', '.join(known)}",
                file=file_name(path, root),
                mend=f"Rename it to {near}." if near else "Move its entries into one of the known files.",
            )
        )
    return found


def _judgement(item: Item[Decision]) -> Judgement:
    decision = item.record
    return Judgement(
        kind=decision.kind,
        verdict=decision.verdict,
        things=tuple(decision.things),
        by=decision.by,
        on=date.fromisoformat(decision.on),
        because=decision.because,
        pointer=item.pointer,
    )


def _entry(kind: str, item: Item[Any]) -> Entry:
    fields = asdict(item.record)
    key, label, names = fields.pop("id"), fields.pop("name"), fields.pop("names")
    labels, holds = fields.pop("labels", {}), tuple(map(_held, fields.pop("holds", ())))
    properties = {name: _as_text(value) for name, value in fields.items() if value is not None and value is not False}
    properties |= {f"label-{language}": text for language, text in sorted(labels.items())}
    return Entry(kind, key, label, tuple(names), item.pointer, properties, holds)


def _held(record: Holds) -> Held:
    first, last = (date.fromisoformat(day) if day and is_day(day) else None for day in (record.from_, record.until))
    return Held(record.post, first, last)


def _as_text(value: str | bool | float) -> str:
    """Return a value as text: `true`, and a number as the shortest decimal without an exponent."""
    if isinstance(value, bool):
        return "true"
    if isinstance(value, str):
        return value
    # Stores write 51.0 as 51, and zero has no sign.
    return f"{Decimal(repr(value + 0.0)).normalize():f}"
