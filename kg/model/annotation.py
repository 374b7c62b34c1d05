"""What an annotator writes: one `Annotation` per article. The published JSON Schema is made from these records.

A name that ends in an underscore here (`in_`, `is_`, `for_`, `with_`) is written without it in a file.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Key = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$(?!\n)",  # Python's $ also stands before a last line break
        max_length=120,
        description="a short name in lower-case letters, digits and hyphens",
    ),
]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)", description="a day as YYYY-MM-DD")]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$(?!\n)",
        description="a language tag in lower case, as fa or en-gb",
    ),
]
Url = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\x00-\x20<>\"{}|\\^`]+$(?!\n)",
        max_length=2000,
        description="a web address that begins with http:// or https://",
    ),
]
FileName = Annotated[
    str,
    Meta(
        pattern=r"^(?!\.)[^/\\:\n\r]+$(?!\n)",
        max_length=255,
        description="a file's name without a folder",
    ),
]

EventType = Literal[
    "meeting",
    "phone call",
    "correspondence",
    "visit",
    "invitation",
    "signing",
    "conference",
    "negotiation",
    "appointment",
    "contact",
    "event",
]
Role = Literal[
    "host",
    "guest",
    "interlocutor",
    "caller",
    "callee",
    "chair",
    "speaker",
    "addressee",
    "inviter",
    "bearer",
    "invitee",
    "signatory",
    "companion",
    "mediator",
]
Status = Literal["happened", "ongoing", "planned", "invited", "proposed", "cancelled", "denied", "hypothetical"]
Holding = Literal["elect", "in office", "acting", "former", "unknown"]


class Span(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Characters of the text: code points of the file decoded as UTF-8, from 0, end exclusive."""

    start: Offset
    end: Offset


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all records that an annotator writes: an unknown field is an error."""


class Stated(Record, frozen=True, kw_only=True):
    """Something that a passage states: where, according to whom, and in which document."""

    at: Span
    said_by: Text | None = None
    """To whom the article attributes it: a name of the register. None where the article speaks for itself."""
    said_in: Key | None = None
    """The `id` of the document (a press statement) in which it was said."""


class Retold(Stated, frozen=True, kw_only=True):
    """Another passage that tells the same, with an attribution of its own."""


class Mention(Stated, frozen=True, kw_only=True):
    """Words of the text for an actor. At least one of `name`, `is`, `post` and `group` is given."""

    name: Text | None = None
    """The name as it stands at the span."""
    words: Text | None = None
    """Other words that stand at the span and mean the actor: a description, a pronoun."""
    is_: Key | None = field(name="is", default=None)
    """The actor's key in the register, where the article makes clear who is meant."""
    post: Text | Annotated[list[Text], Meta(min_length=1)] | None = None
    """The post or posts in which the actor is named. Without `name`, `is` and `group`: named by role only."""
    of: Text | None = None
    """The state or organisation whose post it is."""
    holding: Holding = "in office"
    """How the actor holds the post or posts."""
    group: Text | None = None
    """A delegation or another unnamed group, in the annotator's words."""
    with_: Text | None = field(name="with", default=None)
    """The person whom a group accompanies: a name or a key."""
    for_: Text | None = field(name="for", default=None)
    """The actor on whose behalf this one acts, where the text says so."""


class Participant(Mention, frozen=True, kw_only=True):
    """Who took part, and as what."""

    id: Key | None = None
    role: Role


class PlaceMention(Stated, frozen=True, kw_only=True):
    """Where the event was: a name of the register of places, and where the text says so."""

    name: Text


class StatedTime(Stated, frozen=True, kw_only=True):
    """A time as the text puts it."""

    says: Text
    """The words that state the time, as they stand at the span."""
    relative_to: Key | None = None
    """The `id` of an event or a document of the same article from which the words count.

    Without it they count from the article's publication.
    """
    date: Text | None = None
    """The date, where the words name it in a way that only a reader understands (a feast), or in another calendar.

    EDTF, `solar-hijri 1410-01-20`, `islamic 1452-12-16` (three days wide), `islamic-umalqura 1452-12-16`, or two of
    them with `/`.
    """


class FrameworkMention(Stated, frozen=True, kw_only=True):
    """An institution in whose framework the event takes place: a committee, a forum."""

    name: Text


class TopicMention(Stated, frozen=True, kw_only=True):
    """What the event was about: a topic of the register."""

    topic: Text


class Ordering(Record, frozen=True, kw_only=True):
    """An event of the same article that came earlier or later, and where the text says so."""

    event: Key
    at: Span
    said_by: Text | None = None
    said_in: Key | None = None


class Event(Stated, frozen=True, kw_only=True):
    """One meeting, call, visit and so on, as one article tells it."""

    id: Key
    type: EventType
    name: Text | None = None
    """The event's own name as it stands at the span, for a conference, a forum, a summit."""
    status: Status = "happened"
    again: list[Retold] = []
    """Other passages of the article that tell the same event."""
    when: StatedTime | list[StatedTime] | None = None
    place: Text | PlaceMention | None = None
    """A name alone takes the event's own span."""
    part_of: Key | None = None
    """The event of which this one is a part: the visit of a meeting."""
    before: list[Ordering] = []
    after: list[Ordering] = []
    about: Key | None = None
    """For an invitation: the event to which one is invited."""
    fulfils: Key | None = None
    """The planned event of this article that this one fulfils."""
    framework: list[FrameworkMention] = []
    concludes: list[Key] = []
    """For a signing: the documents that were signed."""
    participants: list[Participant] = []
    topics: list[TopicMention] = []


class Speech(Stated, frozen=True, kw_only=True):
    """What somebody said: an entry under `statements`."""

    id: Key
    in_: Key | None = field(name="in", default=None)
    """The event in which it was said."""
    speaker: Text | Mention
    """A name or a key alone takes the statement's own span."""
    to: list[Text | Mention] = []
    """To whom it was said, where the text says so."""
    gist: Annotated[str, Meta(min_length=1, max_length=300)]
    """A short paraphrase in the annotator's own words."""
    direct: bool = False
    """Whether the text quotes the words."""
    again: list[Retold] = []
    topics: list[Text] = []
    about: list[Key] = []
    """Events of which the statement speaks."""


class Document(Stated, frozen=True, kw_only=True):
    """A press statement, or a document that was signed."""

    id: Key
    type: Literal["press statement", "document"]
    title: Text | None = None
    """A name for it, in the annotator's own words."""
    by: Text | None = None
    """The actor that issued it."""
    when: StatedTime | None = None


class TenureClaim(Mention, frozen=True, kw_only=True):
    """A passage that says who holds a post, outside of an event."""

    id: Key | None = None
    when: StatedTime | None = None


class Published(Record, frozen=True, kw_only=True):
    """The day of publication, and where the text gives it."""

    date: Day
    at: Span | None = None


class Dateline(Record, frozen=True, kw_only=True):
    """The place from which the article is filed; it is not where an event was."""

    place: Text
    at: Span


class TextInfo(Record, frozen=True, kw_only=True):
    """The text itself lies elsewhere: its hash and length say which it is."""

    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="a SHA-256 as 64 digits 0-9 and a-f")]
    """Of the file's bytes."""
    characters: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    """Code points of the bytes decoded as UTF-8."""
    file: FileName | None = None
    """The file's name in the folder of texts."""


class Article(Record, frozen=True, kw_only=True):
    """The article that is annotated."""

    id: Key
    text: TextInfo
    url: Url | None = None
    title: Text | None = None
    publisher: Text | None = None
    agency: Text | None = None
    """The news agency from which the publisher took the text."""
    published: Day | Published | None = None
    """None where nothing states it."""
    language: Language = "en"
    licence: Text | None = None
    dateline: Dateline | None = None


class Annotation(Record, frozen=True, kw_only=True):
    """All that one annotator marked in one article."""

    article: Article
    annotator: Key
    documents: list[Document] = []
    events: list[Event] = []
    statements: list[Speech] = []
    tenures: list[TenureClaim] = []
