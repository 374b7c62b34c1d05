"""The register of a generated corpus: as records, and as the entries in which names are resolved."""

from typing import Any

from kg.model import Entry
from kg.sources.register import Item, RegisterFiles
from kg.sources.register_records import Annotator, Organization, Person, Place, Post, Project, State, Topic
from tests.benchmarks.corpus.articles import register_key
from tests.benchmarks.corpus.people import Society
from tests.benchmarks.corpus.subjects import TOPICS

PROJECT = Project(title="Generated contacts", annotators=[Annotator(id="generator", name="The generator of articles")])


def register_records(society: Society) -> dict[str, list[Any]]:
    """Return the entries by the stem of their file."""
    states = society.states
    return {
        "people": [
            Person(id=register_key(p.key), name=p.label, names=[p.label, *p.aliases])
            for p in society.people.values()
            if p.registered
        ],
        "organizations": [
            Organization(
                id=f"{state.key}-foreign-ministry",
                name=f"Foreign Ministry of {state.name}",
                names=[f"{state.adjective} Foreign Ministry"],
                of=state.key,
            )
            for state in states
        ],
        "states": [State(id=state.key, name=state.name, names=[state.name]) for state in states],
        "posts": [
            Post(
                id=post.key,
                name=post.label,
                names=list(post.names),
                represents=post.state.key,
                accredited_to=post.accredited_to.key if post.accredited_to else None,
                organization=f"{post.state.key}-foreign-ministry" if "foreign" in post.key else None,
                level=post.level,  # type: ignore[arg-type]
                single=post.single,
            )
            for post in society.posts
        ],
        "places": [
            Place(id=_key(city), name=city, names=[city], state=state.key) for state in states for city in state.cities
        ],
        "topics": [Topic(id=t.key, name=t.name, names=list(t.words), broader=t.broader) for t in TOPICS],
    }


def register_entries(society: Society) -> tuple[Entry, ...]:
    """Return the register in the form in which the project resolves names."""
    items = {
        stem: tuple(Item(record, f"sources/register/{stem}.yaml#/{i}") for i, record in enumerate(records))
        for stem, records in register_records(society).items()
    }
    return RegisterFiles(**items, project=PROJECT).entries


def _key(city: str) -> str:
    return city.lower().replace(" ", "-")
