"""What articles tell once all is decided, as flat JSON: what mapping tools can read that cannot decide.

Nobody has to be found and no day to be read: each record has the keys of which its IRIs are made, as paths such as
`person/p12` or `a00001/meeting-1`, so that every IRI is a template.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.dates import stated_times
from kg.identity import Cast, Decisions, Ref
from kg.identity.cast import mentions
from kg.identity.names import slug
from kg.mapping.corpus import Source
from kg.model import Event, Mention, Participant, PlaceMention, Speech, Stated

Record = tuple[str, dict[str, Any]]
"""The table of a record, and its fields."""
TABLES = ("articles", "facts", "events", "topics", "parts", "participations", "capacities", "datings", "documents")


def write(articles: Iterable[Source], decisions: Decisions, folder: Path) -> None:
    """Write each table as a JSON array: `facts.json` and so on."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for told in articles:
        for table, record in _Article(told, decisions).records():
            tables[table].append(record)
    for table in TABLES:
        (folder / f"{table}.json").write_text(json.dumps(tables[table], ensure_ascii=False), encoding="utf-8")


class _Article:
    def __init__(self, told: Source, decisions: Decisions) -> None:
        self.told, self.annotation = told, told.annotation
        self.key = told.annotation.article.id
        self.cast: Cast = decisions.casts[self.key]
        self._leader = decisions.events.merged.leader

    def records(self) -> Iterator[Record]:
        article = self.annotation.article
        yield (
            "articles",
            {
                "article": self.key,
                "hash": f"sha256:{article.text.sha256}",
                "characters": article.text.characters,
                "language": article.language,
                "title": article.title,
                "publisher": article.publisher,
                "agency": article.agency,
                "published": article.published,
                "pointer": self._at("/article"),
            },
        )
        for i, document in enumerate(self.annotation.documents):
            by = self.cast.refs.get(f"/documents/{i}/by")
            kind = "PressStatement" if document.type == "press statement" else "Document"
            record = {"document": f"{self.key}/{document.id}", "class": kind, "publisher": by and _path(by)}
            yield "documents", record
            yield self._fact(document.id, "document", f"/documents/{i}", document)
        for i, event in enumerate(self.annotation.events):
            yield from self._event(event, f"/events/{i}")
        for i, speech in enumerate(self.annotation.statements):
            yield from self._statement(speech, f"/statements/{i}")
        for pointer, mention in mentions(self.annotation):
            yield from self._mention(mention, pointer)
        for dated in stated_times(self.annotation):
            event, document = f"event/{self._of(dated.owner)}", f"document/{self.key}/{dated.owner}"
            owner = document if dated.of_document else event
            yield "datings", {"dating": f"{self.key}/{dated.local}", "owner": owner, "says": dated.stated.says}
            yield self._fact(dated.local, "dating", dated.pointer, dated.stated)

    def _event(self, event: Event, at: str) -> Iterator[Record]:
        iri, kind = self._of(event.id), event.type.title().replace(" ", "")
        nested = isinstance(event.place, PlaceMention)
        place = self.cast.refs[f"{at}/place/name" if nested else f"{at}/place"] if event.place else None
        record = {"event": iri, "class": kind, "status": event.status, "place": place and _path(place)}
        yield "events", record
        yield self._fact(event.id, "event", at, event)
        if isinstance(event.place, PlaceMention):
            yield self._fact(f"{event.id}.place", "place", f"{at}/place", event.place)
        for i, topic in enumerate(event.topics):
            key = self.cast.refs[f"{at}/topics/{i}/topic"].key
            yield "topics", {"event": iri, "topic": key}
            yield self._fact(f"{event.id}.topic.{key}-{topic.at.start}", "topic", f"{at}/topics/{i}", topic)
        if event.part_of:
            yield "parts", {"whole": self._of(event.part_of), "part": iri}

    def _statement(self, speech: Speech, at: str) -> Iterator[Record]:
        iri = self._of(speech.id)
        yield "events", {"event": iri, "class": "Statement", "status": "happened", "place": None}
        yield self._fact(speech.id, "statement", at, speech)
        for i in range(len(speech.topics)):
            yield "topics", {"event": iri, "topic": self.cast.refs[f"{at}/topics/{i}"].key}
        if speech.in_:
            yield "parts", {"whole": self._of(speech.in_), "part": iri}

    def _mention(self, mention: Mention | str, at: str) -> Iterator[Record]:
        """Yield a participation with its fact; groups, addressees and tenures stay with those who can decide."""
        where, number, *_ = at.strip("/").split("/")
        if not isinstance(mention, Mention) or mention.group or (not at.endswith("/speaker") and where != "events"):
            return
        meant = self.cast.mentions[at]
        person = meant.actor or meant.holder
        local = getattr(self.annotation, where)[int(number)].id
        role = mention.role if isinstance(mention, Participant) else "speaker"
        own = isinstance(mention, Participant) and mention.id
        who = person.segment if person else slug(meant.named_as or "unnamed")
        name = f"{local}.{role}.{own or f'{who}-{mention.at.start}'}"
        event = self._of(local)
        node = f"{event}/{role}/{person.segment if person else f'{self.key}.{name}'}"
        yield (
            "participations",
            {
                "participation": node,
                "event": event,
                "role": role,
                "participant": meant.actor and _path(meant.actor),
                "class": meant.actor and meant.actor.kind.title(),
                "named_as": meant.named_as,
                "on_behalf_of": meant.on_behalf_of and _path(meant.on_behalf_of),
            },
        )
        for post in meant.posts if meant.actor else ():
            holding = mention.holding.replace(" ", "-")
            tenure = f"{meant.actor.segment}/{post}/{holding}"
            record = {"participation": node, "tenure": tenure, "member": _path(meant.actor), "post": post}
            yield "capacities", {**record, "holding": holding}
        if where == "events":  # of a speaker, the statement says who says so
            yield self._fact(name, "participation", at, mention, meant.named_as)

    def _fact(self, local: str, rule: str, at: str, stated: Stated, words: str | None = None) -> Record:
        said_by = self.cast.refs.get(f"{at}/said_by")
        return "facts", {
            "fact": f"{self.key}/{local}",
            "rule": rule,
            "article": self.key,
            "start": stated.at.start,
            "end": stated.at.end,
            "words": words,
            "said_by": said_by and _path(said_by),
            "said_in": f"{self.key}/{stated.said_in}" if stated.said_in else None,
            "annotator": self.annotation.annotator,
            "pointer": self._at(at),
        }

    def _of(self, local: str) -> str:
        """Return the key of an event as a path: that of the reports with which it is one."""
        return "/".join(self._leader((self.key, local)))

    def _at(self, pointer: str) -> str:
        return f"{self.told.file}#{self.told.prefix}{pointer}"


def _path(ref: Ref) -> str:
    return f"{ref.kind}/{ref.key}"
