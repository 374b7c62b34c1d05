"""What the files of the register hold: one record per entry, by kind, and the project's own settings."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from kg.model.annotation import Day, Key, Language, Text

Wikidata = Annotated[str, Meta(pattern=r"^Q[1-9][0-9]{0,11}$(?!\n)", description="a Wikidata item, as Q42")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", description="a code of ISO 3166-1 with two letters")]
Region = Annotated[
    str, Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$(?!\n)", description="a code of ISO 3166-1 or 3166-2, as IR-23")
]
Level = Literal[
    "head-of-state",
    "head-of-government",
    "deputy-head-of-government",
    "foreign-minister",
    "minister",
    "deputy-minister",
    "senior-official",
    "ambassador",
    "official",
]


class Written(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all records of these files: an unknown field is an error."""


class Named(Written, frozen=True, kw_only=True):
    """What every entry has: a key, a name, and other names that texts use."""

    id: Key
    name: Text
    names: list[Text] = []


class Holds(Written, frozen=True, kw_only=True):
    """A post that a person held for sure from one day to another; a day that is not known is left out."""

    post: Key
    from_: Day | None = field(name="from", default=None)
    until: Day | None = None
    """The last day that is sure. Without it nothing is said of the time after `from`."""


class Person(Named, frozen=True, kw_only=True):
    """A person."""

    holds: list[Holds] = []
    wikidata: Wikidata | None = None
    labels: dict[Language, Text] = {}
    """The name in other languages, by language tag."""


class Organization(Named, frozen=True, kw_only=True):
    """A ministry, a committee, an international organisation."""

    kind: Text | None = None
    of: Key | None = None
    """The state to which it belongs."""
    wikidata: Wikidata | None = None
    labels: dict[Language, Text] = {}


class State(Named, frozen=True, kw_only=True):
    """A state as an actor."""

    iso: Country | None = None
    wikidata: Wikidata | None = None
    labels: dict[Language, Text] = {}


class Post(Named, frozen=True, kw_only=True):
    """A post; `names` are as texts call it, without the state."""

    represents: Key | None = None
    """The state that it represents."""
    accredited_to: Key | None = None
    """The state that receives an ambassador."""
    organization: Key | None = None
    level: Level | None = None
    single: bool = False
    """Whether only one person holds it at a time."""
    labels: dict[Language, Text] = {}


class Place(Named, frozen=True, kw_only=True):
    """A place; coordinates in decimal degrees (WGS84)."""

    state: Key | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    iso: Region | None = None
    wikidata: Wikidata | None = None
    labels: dict[Language, Text] = {}


class Topic(Named, frozen=True, kw_only=True):
    """A topic."""

    broader: Key | None = None
    """The wider topic under which it falls."""
    wikidata: Wikidata | None = None
    labels: dict[Language, Text] = {}


class Decision(Written, frozen=True, kw_only=True):
    """A judgement as it is written: two or more things are the same, or are not, or nobody can tell."""

    kind: Literal["event", "person"]
    verdict: Literal["same", "different", "unsure"]
    things: Annotated[list[Text], Meta(min_length=2)]
    """Events and statements as `article/id`; persons as their keys, or names of one article as `article/name`."""
    by: Key
    """The annotator who decided."""
    on: Day
    because: Text


class Annotator(Written, frozen=True, kw_only=True):
    """Somebody who annotates."""

    id: Key
    name: Text


class Project(Written, frozen=True, kw_only=True):
    """The settings of a project: `project.yaml`."""

    base: (
        Annotated[
            str,
            Meta(
                pattern=r"^https?://[^\s<>\"{}|\\^`?#]+/$(?!\n)",
                max_length=500,
                description="an IRI that begins with https:// and ends with /",
            ),
        ]
        | None
    ) = None
    """Under which the data are named; without it the default of diplomacy-kg."""
    title: Text | None = None
    annotators: list[Annotator] = []
