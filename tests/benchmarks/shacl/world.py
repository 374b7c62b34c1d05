"""A graph of diplomacy as N-Triples, 93 triples for each article, in which faults of known number were put.

One article in a hundred has the fault of its number: articles 7, 107, 207 have fault 7. So the number of results of
each shape is known from the number of articles alone.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.namespaces import DIP, OA, ORG, RDF, RDFS, SDO, SKOS, XSD

EVERY = 100
"""One article in so many has a given fault."""

_ID, _SCHEME = "https://w3id.org/diplomacy-kg/id/", "https://w3id.org/diplomacy-kg/scheme/"
_STATES = 30
_PLACES = 50
_A, _LABEL = f"<{RDF.type}>", f"<{SKOS.prefLabel}>"
_TYPES = ("Meeting", "PhoneCall", "Visit")
_STATUSES = ("happened", "planned", "ongoing")

EXPECTED: dict[int, tuple[tuple[str, str], ...]] = {
    0: (("article-title", "MinCount"),),
    1: (("article-title", "UniqueLang"),),
    2: (("article-title", "MinLength"),),
    3: (("article-date", "Datatype"),),
    4: (("article-date", "MaxCount"),),
    5: (("article-address", "NodeKind"),),
    6: (("article-address", "Pattern"),),
    7: (("event-status", "MinCount"),),
    8: (("event-status", "In"),),
    9: (("event-bounds", "LessThanOrEquals"),),
    10: (("event-edtf", "Pattern"),),
    11: (("event-place", "Class"),),
    12: (("event-host", "QualifiedMinCount"),),
    13: (("event-dated", "MinCount"), ("event-supported", "SPARQL")),
    14: (("participation-of-event", "MinCount"),),
    15: (("participation-of-somebody", "Or"),),
    16: (("participation-role", "Not"),),
    17: (("dating-closed", "Closed"),),
    18: (("person-named", "MinCount"), ("tenure-member", "Node")),
    19: (("tenure-status", "MaxCount"),),
    20: (("behalf-of-state", "HasValue"), ("participation-in-post", "SPARQL")),
    21: (("passage-in-order", "LessThan"),),
    22: (("passage-start", "MinInclusive"),),
    23: (("participation-in-post", "SPARQL"), ("event-sides", "SPARQL")),
    24: (("participation-in-post", "SPARQL"),),
    25: (("event-supported", "SPARQL"),),
}
"""Each fault with the property shapes and components that find it, once each."""


def expected(articles: int, *, queries: bool = True) -> Counter[tuple[str, str]]:
    """Return how many results each shape and component has to give."""
    found: Counter[tuple[str, str]] = Counter()
    for fault, results in EXPECTED.items():
        times = len(range(fault, articles, EVERY))
        found.update({key: times for key in results if times and (queries or key[1] != "SPARQL")})
    return found


def write(path: Path, articles: int) -> int:
    """Write the graph, article by article; return the number of its triples. There are at least 40 articles."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for lines in _parts(articles):
            file.write("".join(f"{s} {p} {o} .\n" for s, p, o in lines))
            count += len(lines)
    return count


Line = tuple[str, str, str]


def _parts(articles: int) -> Iterator[list[Line]]:
    yield list(_ground())
    for number in range(articles):
        yield list(_article(number, articles))


def _ground() -> Iterator[Line]:
    """Yield what all articles share: classes, states with two posts each, places."""
    contact = f"<{DIP.Contact}>"
    for name in ("Meeting", "PhoneCall"):
        yield f"<{DIP[name]}>", f"<{RDFS.subClassOf}>", contact
    for name in (contact, f"<{DIP.Visit}>"):
        yield name, f"<{RDFS.subClassOf}>", f"<{DIP.Event}>"
    for state in range(_STATES):
        yield _id("state", state), _A, f"<{DIP.State}>"
        yield _id("state", state), _LABEL, f'"State {state}"@en'
    for post in range(2 * _STATES):
        yield _id("post", post), _A, f"<{DIP.Post}>"
        yield _id("post", post), f"<{DIP.representsState}>", _id("state", post % _STATES)
    for place in range(_PLACES):
        yield _id("place", place), _A, f"<{DIP.Place}>"
        yield _id("place", place), _LABEL, f'"Place {place}"@en'


def _article(i: int, articles: int) -> Iterator[Line]:
    fault = i % EVERY
    node = _id("article", i)
    yield node, _A, f"<{DIP.Article}>"
    if fault != 0:
        yield node, _LABEL, '"Ha"@en' if fault == 2 else f'"Talks of day {i}: what both sides \\"agreed\\" on"@en'
        yield node, _LABEL, f'"Nachricht {i}"@{"en" if fault == 1 else "de"}'
    yield node, f"<{SDO.publisher}>", _id("organization", i % 12)
    yield node, f"<{SDO.datePublished}>", f'"2031"^^<{XSD.gYear}>' if fault == 3 else _day(i % 2900)
    if fault == 4:
        yield node, f"<{SDO.datePublished}>", _day(i % 2900 + 1)
    address = f"{'ftp' if fault == 6 else 'https'}://gazette.example/{i}"
    yield node, f"<{SDO.url}>", f'"{address}"' if fault == 5 else f"<{address}>"
    yield node, f"<{DIP.textHash}>", f'"{i:064x}"'
    yield from _passage(i, node, fault)
    yield from _person(i, fault)
    for k in range(3):
        yield from _event(i, k, articles, fault if k == 0 else -1)


def _passage(i: int, article: str, fault: int) -> Iterator[Line]:
    node, start = f"{article[:-1]}#char={i % 90},{i % 90 + 120}>", -1 if fault == 22 else i % 90
    yield node, _A, f"<{DIP.Passage}>"
    yield node, f"<{OA.hasSource}>", article
    yield node, f"<{OA.start}>", f'"{start}"^^<{XSD.integer}>'
    yield node, f"<{OA.end}>", f'"{0 if fault == 21 else start + 120}"^^<{XSD.integer}>'


def _person(i: int, fault: int) -> Iterator[Line]:
    """Yield a person and the post that they hold: the person's number gives the state."""
    person, tenure = _id("person", i), _id("tenure", i)
    yield person, _A, f"<{DIP.Person}>"
    if fault != 18:
        yield person, _LABEL, f'"Person Number {i}"'
        yield person, f"<{SKOS.altLabel}>", f'"P. Number {i}"'
    yield tenure, _A, f"<{DIP.Tenure}>"
    yield tenure, f"<{ORG.member}>", person
    yield tenure, f"<{DIP.post}>", _id("post", i % (2 * _STATES))
    yield tenure, f"<{DIP.tenureStatus}>", f"<{_SCHEME}tenure-status/in-office>"
    if fault == 19:
        yield tenure, f"<{DIP.tenureStatus}>", f"<{_SCHEME}tenure-status/former>"


def _event(i: int, k: int, articles: int, fault: int) -> Iterator[Line]:
    node, dating = _id("event", i, k), _id("dating", i, k)
    day = i % 2900 + k
    first = _day(day)
    yield node, _A, f"<{DIP[_TYPES[k]]}>"
    if fault != 7:
        status = "happend" if fault == 8 else _STATUSES[(i + k) % 3]
        yield node, f"<{DIP.status}>", f"<{_SCHEME}status/{status}>"
    yield node, f"<{DIP.earliest}>", first
    yield node, f"<{DIP.latest}>", _day(day - 1 if fault == 9 else day + 1)
    yield node, f"<{DIP.edtf}>", '"spring 2031"' if fault == 10 else f'"{first[1:11]}"'
    yield node, f"<{DIP.place}>", _id("state", 0) if fault == 11 else _id("place", (i + k) % _PLACES)
    yield node, _LABEL, f'"Event {k} of {i}"@en'
    yield node, f"<{DIP.topic}>", _id("topic", i % 40)
    yield node, f"<{DIP.dating}>", dating
    yield from _dating(dating, i, k, fault)
    host = (7 * i + 3 * k) % (articles - 1)
    for side, person in enumerate((host, host + 1)):
        part = _id("participation", i, k, side)
        if not (fault == 14 and side):
            yield node, f"<{DIP.participation}>", part
        yield from _participation(part, side, person, host, i, fault)


def _dating(node: str, i: int, k: int, fault: int) -> Iterator[Line]:
    yield node, _A, f"<{DIP.Dating}>"
    yield node, f"<{DIP.dateExpression}>", f'"on day {i % 400}"'
    if fault != 13:
        yield node, f"<{DIP.earliest}>", _day(i % 2900 + k + (7 if fault == 25 else 0))
    yield node, f"<{DIP.dateRule}>", f"<{_SCHEME}date-rule/stated>"
    if fault == 17:
        yield node, f"<{DIP.gist}>", '"It does not belong here."'


def _participation(node: str, side: int, person: int, host: int, i: int, fault: int) -> Iterator[Line]:
    """Yield who took part: with a fault, it is mostly the guest that has it."""
    guest = bool(side)
    yield node, _A, f"<{DIP.Participation}>"
    role = "guest" if guest or fault == 12 else "host"
    yield node, f"<{DIP.role}>", f"<{_SCHEME}role/{'retired' if guest and fault == 16 else role}>"
    if guest and fault == 24:  # a person who holds no post
        stranger = _id("person", "stranger", i)
        yield stranger, _A, f"<{DIP.Person}>"
        yield stranger, _LABEL, f'"Stranger {i}"'
        yield node, f"<{DIP.participant}>", stranger
    elif not (guest and fault == 15):
        yield node, f"<{DIP.participant}>", _id("person", person)
    if not (guest and fault == 15):
        yield node, f"<{DIP.namedAs}>", f'"Number {person}"'
    state = _id("state", (host if fault == 23 else person) % _STATES)
    if guest and fault == 20:
        state = _id("organization", "of", i)
        yield state, _A, f"<{DIP.Organization}>"
    yield node, f"<{DIP.onBehalfOf}>", state


def _id(kind: str, *keys: object) -> str:
    return f"<{_ID}{kind}/{'/'.join(map(str, keys))}>"


def _day(number: int) -> str:
    """Return a day of the years from 2031; a higher number is a later day."""
    year, day = divmod(number, 300)
    return f'"{2031 + year}-{day // 25 + 1:02}-{day % 25 + 1:02}"^^<{XSD.date}>'
