"""JSON for people and programs: indented, and as it is read."""

import json
from typing import Any

import msgspec


def dumped(document: Any) -> str:
    """Return a document as JSON of several lines, with a newline at the end."""
    try:
        return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
    except UnicodeEncodeError:  # half a surrogate pair, as in the name of a file that is no UTF-8: this one takes it
        return json.dumps(msgspec.to_builtins(document), ensure_ascii=False, indent=2) + "\n"
