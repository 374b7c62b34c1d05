"""Print how well names, events and times of a generated corpus are decided: `python -m tests.benchmarks.quality`."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from kg.identity import decide
from tests.benchmarks.corpus import Corpus, make
from tests.benchmarks.measuring import Figures, Measured, measure
from tests.benchmarks.scoring import Verdicts, holds, missed, wrong_merges

SHOWN = 50
"""How many missed pairs are listed."""


def rows(figures: Figures, seconds: float) -> Iterator[tuple[str, str, str]]:
    """Yield what is measured, the figure, and what it counts."""
    f = figures
    yield "people: precision", f"{f.people.precision:.5f}", f"{f.people.right} of {f.people.decided} pairs taken as one"
    yield "people: recall", f"{f.people.recall:.4f}", f"{f.people.right} of {f.people.true} pairs of named mentions"
    decidable = f.people_decidable
    yield "people: recall, decidable", f"{decidable.recall:.4f}", f"{decidable.right} of {decidable.true} pairs"
    yield "people: unresolved", _share(f.unresolved, f.named), f"{f.unresolved} of {f.named} named mentions"
    yield "register: linked", _share(f.links.right, f.links.all), _counts(f.links)
    yield "register: strangers linked", str(f.strangers_linked), "mentions of people whom the register lacks"
    yield "role only: resolved rightly", _share(f.roles.right, f.roles.all), _counts(f.roles)
    yield "events: precision", f"{f.events.precision:.5f}", f"{f.events.right} of {f.events.decided} pairs taken as one"
    yield "events: recall", f"{f.happened.recall:.4f}", f"{f.happened.right} of {f.happened.true} pairs that happened"
    yield "events: recall, no copies", f"{f.originals.recall:.4f}", f"{f.originals.right} of {f.originals.true} pairs"
    stated = f.stated
    yield "events: recall, day stated", f"{stated.recall:.4f}", f"{stated.right} of {stated.true} pairs"
    yield "events: recall, with plans", f"{f.events.recall:.4f}", f"{f.events.right} of {f.events.true} pairs"
    yield "dates: day within bounds", f"{f.dates.contained:.2%}", f"{f.dates.outside} of {f.dates.tellings} outside"
    yield "dates: the very day", _share(f.dates.exact, f.dates.tellings), f"{f.dates.open} without bounds"
    given = f.dates_stated
    yield "dates: the very day, if stated", _share(given.exact, given.tellings), f"of {given.tellings} tellings"
    yield "seconds", f"{seconds:.1f}", "for all decisions"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "none"


def _counts(found: Verdicts) -> str:
    return f"{found.right} right, {found.wrong} wrong, {found.open} left open"


def people_errors(corpus: Corpus, measured: Measured) -> Iterator[str]:
    """Yield every wrong merge of people, and some missed pairs, with the names that stand in the articles."""
    truth = corpus.truth
    for members in wrong_merges(measured.actors, truth.named):
        yield "people wrongly taken as one: " + " | ".join(
            f"{truth.people[person]} ×{len(keys)}, e.g. {_mention(corpus, keys[0])}" for person, keys in members.items()
        )
    for person, one, other, count in _missed(measured.actors, truth.named):
        doubt = " (could not be told)" if {one, other} & truth.undecidable else ""
        yield f"missed ×{count}{doubt}: {truth.people[person]}: {_mention(corpus, one)} / {_mention(corpus, other)}"


def _missed(decided: Mapping[Any, Any], truth: Mapping[Any, str]) -> list[tuple[str, Any, Any, int]]:
    """Return missed pairs, at most two of one person or event."""
    found, seen = list[tuple[str, Any, Any, int]](), Counter[str]()
    for each in missed(decided, truth):
        seen[each[0]] += 1
        if seen[each[0]] <= 2:
            found.append(each)
    return found[:SHOWN]


def _mention(corpus: Corpus, key: tuple[str, str]) -> str:
    return f"{corpus.truth.forms[key]!r} at {key[0]}#{key[1]}"


def event_errors(corpus: Corpus, measured: Measured) -> Iterator[str]:
    """Yield every wrong merge of events, some missed pairs, and every bound that excludes the day."""
    truth = corpus.truth
    for members in wrong_merges(measured.leaders, truth.tellings):
        yield "events wrongly taken as one: " + " | ".join(
            f"{truth.events[event]}: {_telling(corpus, tellings[0])}" for event, tellings in members.items()
        )
    happened = {t: e for t, e in truth.tellings.items() if truth.events[e].startswith("happened")}
    for event, one, other, count in _missed(measured.leaders, happened):
        doubt = " (contradicting)" if {one, other} & truth.contradicting else ""
        yield f"missed ×{count}{doubt}: {truth.events[event]}: {_telling(corpus, one)} / {_telling(corpus, other)}"
    for telling, event in truth.tellings.items():
        when = measured.bounds[telling]
        if event in truth.days and telling not in truth.misdated and not holds(when, *truth.days[event]):
            edtf = when.edtf if when else None
            yield f"wrong bounds {edtf}: {truth.events[event]}: {_telling(corpus, telling)}"


def _telling(corpus: Corpus, telling: tuple[str, str]) -> str:
    article, local = telling
    annotation = next(a for a in corpus.annotations if a.article.id == article)
    event = next(e for e in annotation.events if e.id == local)
    says = "no time" if event.when is None or isinstance(event.when, list) else repr(event.when.says)
    return f"{article}/{local} ({says}, published {annotation.article.published})"


def main() -> None:
    """Read the arguments, generate, decide, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.quality", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--people", type=int, help="a quarter of the articles if not given")
    parser.add_argument("--events", type=int, help="one and a half times the articles if not given")
    parser.add_argument("--errors", action="store_true", help=f"list wrong merges, and up to {SHOWN} missed ones")
    given = parser.parse_args()
    corpus = make(given.seed, given.articles, given.people, given.events)
    started = time.perf_counter()
    decisions = decide(corpus.annotations, corpus.entries, text=lambda article: corpus.texts.get(article.id))
    measured = measure(corpus, decisions)
    seconds = time.perf_counter() - started
    console = Console(soft_wrap=True)
    world = (
        f"{len(corpus.annotations)} articles ({len(corpus.truth.copies)} wire copies), "
        f"{len(set(corpus.truth.named.values()))} people, {len(set(corpus.truth.tellings.values()))} events, "
        f"{len(corpus.truth.tellings)} tellings, seed {given.seed}"
    )
    table = Table("", "figure", "counted", title=world)
    for row in rows(measured.figures, seconds):
        table.add_row(*row)
    console.print(table)
    if given.errors:
        for line in (*people_errors(corpus, measured), *event_errors(corpus, measured)):
            console.print(line, markup=False, highlight=False)


if __name__ == "__main__":
    main()
