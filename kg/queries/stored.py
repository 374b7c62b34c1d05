"""Stored queries: SPARQL that opens with a `#+` block in words, as grlc's users know it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct, ValidationError, convert
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kg.errors import QueryError
from kg.model import Severity
from kg.queries.nearest import nearest

Type = Literal["text", "date", "integer", "iri", "actor", "state", "person", "post", "topic", "place", "event", "fact"]
Words = Annotated[str, Meta(min_length=1, max_length=2000)]


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what a header holds: an unknown key is an error."""


class Parameter(Record, frozen=True):
    """One value that a query takes; without a default it may be left out unless it is `required`."""

    name: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", max_length=40)]
    type: Type
    description: Words
    required: bool = False
    default: Words | None = None


class Header(Record, frozen=True):
    """What stands in the `#+` block of a query."""

    summary: Words
    description: Words
    parameters: tuple[Parameter, ...] = ()


class CheckHeader(Record, frozen=True):
    """What stands in the `#+` block of a check, of which any row is a failure."""

    code: Annotated[str, Meta(pattern="^DK8[0-9]{2}$")]
    summary: Words
    why: Words
    example: Words
    mend: Words
    severity: Severity = "error"


H = TypeVar("H", Header, CheckHeader)


class Query(Struct, frozen=True):
    """A query with its parameters. `free` where a user gave it: then the project's prefixes need no declaring."""

    name: str
    text: str
    summary: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    free: bool = False


class Check(Struct, frozen=True):
    """A query of which any row is a failure, and the rule that it keeps."""

    rule: CheckHeader
    query: Query


def header_of(text: str) -> str:
    """Return the `#+` lines at the top of a query without their marks; empty where it has none."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        lines.append(line[2:].removeprefix(" "))
    return "\n".join(lines)


def _header(text: str, kind: type[H], where: str) -> H:
    """Read a header as YAML whose scalars are all text. Raises QueryError."""
    block = header_of(text)
    if not block:
        raise QueryError(f"{where}: opens with no `#+` block; begin with `#+ summary: …`")
    try:
        data: Any = YAML(typ="base", pure=True).load(StringIO(block))
        return convert(data, kind, strict=False)
    except ValidationError as error:
        raise QueryError(f"{where}: the `#+` block: {error}") from error
    except (YAMLError, ValueError, IndexError, OverflowError, RecursionError) as error:
        # the scanner lets the last four out for broken escapes and deep nesting
        first = str(error).partition("\n")[0]
        raise QueryError(f"{where}: the `#+` block is no YAML: {first}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path.name}: can't be read: {error}") from error


def read(path: Path) -> Query:
    """Read a stored query. Raises QueryError where its header does not fit."""
    text = _text(path)
    header = _header(text, Header, path.name)
    names = [parameter.name for parameter in header.parameters]
    for name in names:
        if names.count(name) > 1:
            raise QueryError(f"{path.name}: the parameter '{name}' is declared twice")
    return Query(path.stem, text, header.summary, header.description, header.parameters)


def read_check(path: Path) -> Check:
    """Read a check. Raises QueryError where its header does not fit."""
    text = _text(path)
    rule = _header(text, CheckHeader, path.name)
    return Check(rule, Query(path.stem, text, rule.summary, rule.why))


def free(text: str, name: str = "") -> Query:
    """Return a query that a user wrote; if it opens with a `#+` block, its parameters are those declared there."""
    if not header_of(text):
        return Query(name, text, free=True)
    header = _header(text, Header, name or "the query")
    return Query(name, text, header.summary, header.description, header.parameters, free=True)


def queries(folder: Path, flaws: list[QueryError] | None = None) -> Iterator[Query]:
    """Yield the stored queries of a folder, sorted by name.

    What is wrong with one that can't be read is added to the `flaws`; without them it is raised.
    """
    for path in sorted(folder.glob("*.rq")):
        try:
            yield read(path)
        except QueryError as error:
            if flaws is None:
                raise
            flaws.append(error)


def checks(folder: Path) -> Iterator[Check]:
    """Yield the checks of a folder of queries (those in its `checks/`), sorted by code."""
    yield from sorted(map(read_check, (folder / "checks").glob("*.rq")), key=lambda check: check.rule.code)


def find(folder: Path, name: str) -> Query:
    """Return the stored query of that name. Raises QueryError that names the nearest ones."""
    known = [path.stem for path in sorted(folder.glob("*.rq"))]
    if name in known:
        return read(folder / f"{name}.rq")
    raise QueryError(f"no stored query '{name}'; {nearest(name, known)}")
