"""The JSON Schema (draft 2020-12) of what is written, made from the records and their documentation."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.json import schema, schema_components

from kg.model import Annotation
from kg.namespaces import DATA_IRI
from kg.sources.register import FILES
from kg.sources.register_records import Project

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_IRI = DATA_IRI.removesuffix("id/") + "schema/"

Schema = dict[str, Any]


def json_schema() -> Schema:
    """Return the schema of one annotation: a YAML file, or a line of a JSON Lines file.

    It says what the shape of a document must be; spans, days and ids that refer to each other are checked by
    reading. No value is ever null.
    """
    return {
        "$schema": DIALECT,
        "$id": f"{SCHEMA_IRI}annotation.json",
        "title": "Annotation of one article",
        **_completed(schema(Annotation)),
    }


def register_schema() -> Schema:
    """Return the schema of the register's files; each file has its own below `$defs`, as `#/$defs/people`."""
    kinds = {**FILES, "project": Project}
    schemas, defs = schema_components(kinds.values(), ref_template="#/$defs/{name}")
    files = {name: _completed(part) for name, part in zip(kinds, schemas, strict=True)}
    return {
        "$schema": DIALECT,
        "$id": f"{SCHEMA_IRI}register.json",
        "title": "Files of the register, and project.yaml",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in files],
        "$defs": {**{name: _completed(part) for name, part in defs.items()}, **files},
    }


def _completed(raw: Schema) -> Schema:
    """Return a schema of msgspec's without null, and with what the records' documentation says of each field."""
    without: Schema = _without_null(raw)
    described = without.get("$defs", {}) | ({without["title"]: without} if "properties" in without else {})
    documented = {kind.__name__: kind for kind in _records(Struct)}
    for name, definition in described.items():
        if name in documented:
            for field, text in _documentation(documented[name]).items():
                if field in definition.get("properties", {}):
                    definition["properties"][field]["description"] = text
        if name in _MENTIONS:
            definition |= _MENTIONS[name]
    return without


_NAMED = [{"required": ["name"]}, {"required": ["is"]}]
_SOMEBODY = [*_NAMED, {"required": ["post"]}, {"required": ["group"]}]
_DEPENDENT = {"of": ["post"], "with": ["group"]}
_MENTIONS: dict[str, Schema] = {
    "Mention": {"anyOf": _SOMEBODY, "dependentRequired": _DEPENDENT},
    "Participant": {"anyOf": _SOMEBODY, "dependentRequired": _DEPENDENT},
    "TenureClaim": {"anyOf": _NAMED, "required": ["at", "post"], "dependentRequired": {"with": ["group"]}},
}
"""What the records' types can't say of a mention (DK104, DK105, DK108)."""


def _without_null(part: Any) -> Any:
    """Return a schema in which no value may be null: a field that says nothing is left out."""
    if isinstance(part, list):
        return [_without_null(item) for item in part]
    if not isinstance(part, dict):
        return part
    cleaned = {key: _without_null(value) for key, value in part.items() if not (key == "default" and value is None)}
    options = [option for option in cleaned.get("anyOf", ()) if option != {"type": "null"}]
    if "anyOf" in cleaned:
        del cleaned["anyOf"]
        cleaned |= options[0] if len(options) == 1 else {"anyOf": options}
    return cleaned


def _records(kind: type[Struct]) -> Iterator[type[Struct]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith(("kg.model.annotation", "kg.sources.register_records")):
            yield child
        yield from _records(child)


def _documentation(kind: type[Struct]) -> dict[str, str]:
    """Return the docstring under each field of a record, also of those that it inherits."""
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__):
        if not issubclass(owner, Struct) or owner is Struct:
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, text in zip(body.body, body.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
            ):
                found[field.target.id.removesuffix("_")] = inspect.cleandoc(str(text.value.value))
    return found
