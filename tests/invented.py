"""An invented article on invented states, and the register that it needs."""

from typing import Any

import msgspec

from kg.identity import Register
from kg.model import Annotation, Entry

ARTICLE: dict[str, Any] = {
    "article": {
        "id": "gazette-1",
        "text": {"sha256": "0" * 64, "characters": 900},
        "published": {"date": "2031-04-02", "at": [0, 10]},
        "dateline": {"place": "Port Ellery", "at": [0, 11]},
    },
    "annotator": "mk",
    "documents": [
        {
            "id": "readout",
            "type": "press statement",
            "by": "Foreign Ministry of Norland",
            "at": [150, 170],
            "when": {"says": "Wednesday", "at": [160, 169]},
        }
    ],
    "events": [
        {
            "id": "talks",
            "type": "meeting",
            "at": [12, 148],
            "again": [{"at": [700, 720], "said_by": "Sundria"}],
            "when": {"says": "Tuesday evening", "at": [130, 145]},
            "place": "Port Ellery",
            "said_by": "Foreign Ministry of Norland",
            "said_in": "readout",
            "participants": [
                {"name": "A. Lindqvist", "post": "Foreign Minister", "of": "Norland", "role": "host", "at": [30, 62]},
                {"post": "the deputy foreign minister", "of": "Sundria", "role": "guest", "at": [70, 101]},
                {"group": "delegation", "with": "A. Lindqvist", "role": "companion", "at": [102, 120]},
            ],
            "topics": [{"topic": "fisheries", "said_by": "Sundria", "at": [400, 431]}],
        },
        {
            "id": "call",
            "type": "phone call",
            "at": [200, 240],
            "when": {"says": "two days later", "relative_to": "talks", "at": [200, 214]},
            "after": [{"event": "talks", "at": [200, 214]}],
            "participants": [
                {"name": "Tom Berg", "post": "Foreign Minister", "of": "Sundria", "role": "caller", "at": [215, 223]},
                {"name": "Ada Lindqvist", "role": "callee", "at": [225, 238]},
            ],
        },
    ],
    "statements": [
        {
            "id": "s1",
            "in": "talks",
            "speaker": "Ada Lindqvist",
            "said_by": "Foreign Ministry of Norland",
            "at": [500, 611],
            "gist": "Quotas need a joint commission.",
            "topics": ["fisheries"],
        }
    ],
    "tenures": [
        {"name": "Ada Lindqvist", "post": "chair", "of": "Fisheries Board", "holding": "former", "at": [620, 650]}
    ],
}


def _entry(kind: str, file: str, index: int, key: str, label: str, *names: str, **properties: str) -> Entry:
    return Entry(kind, key, label, names, f"sources/register/{file}.yaml#/{index}", properties)


REGISTER = (
    _entry("person", "people", 0, "ada-lindqvist", "Ada Lindqvist", "A. Lindqvist"),
    _entry("state", "states", 0, "norland", "Norland", iso="NX"),
    _entry("state", "states", 1, "sundria", "Sundria", "the Sundrians", iso="SX"),
    _entry("organization", "organizations", 0, "norland-mfa", "Foreign Ministry of Norland", of="norland"),
    _entry("organization", "organizations", 1, "fisheries-board", "Fisheries Board"),
    _entry(
        "post",
        "posts",
        0,
        "norland-fm",
        "Foreign Minister of Norland",
        "Foreign Minister",
        represents="norland",
        level="foreign-minister",
    ),
    _entry("post", "posts", 1, "sundria-fm", "Foreign Minister of Sundria", "Foreign Minister", represents="sundria"),
    _entry(
        "post",
        "posts",
        3,
        "sundria-deputy-fm",
        "Deputy Foreign Minister of Sundria",
        "the deputy foreign minister",
        represents="sundria",
    ),
    _entry("post", "posts", 2, "board-chair", "Chair of the Fisheries Board", "chair", organization="fisheries-board"),
    _entry("place", "places", 0, "port-ellery", "Port Ellery", state="norland", latitude="1.5", longitude="2.5"),
    _entry("topic", "topics", 0, "fisheries", "fisheries"),
)


def article(**changes: Any) -> Annotation:
    """Return the invented article, with some of its fields replaced."""
    return msgspec.convert({**ARTICLE, **changes}, Annotation)


def register() -> Register:
    """Return the register of the invented article."""
    return Register(REGISTER)
