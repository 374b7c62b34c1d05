"""On what a fact rests: its passage and its line, or its premises, down to passages and the register."""

from collections.abc import Callable, Collection

from kg.explain.graph import Graph
from kg.explain.tree import Step, each
from kg.namespaces import DCTERMS, DIP, ORG, PROV, RDF, SKOS

HOW = {
    "event-bounds": "the days that its stated times, or those of the event in which it was, have in common",
    "document-bounds": "the days that its stated times have in common",
    "ordered": "an event that was before or after it leaves no other days",
    "within": "the event of which it is a part leaves no other days",
    "counted": "a time that is counted from it leaves no other days",
    "narrowed": "the date to show, from both ends",
    "attested": "whoever takes part in a capacity on one known day holds the post on that day",
    "incumbent": "only a post is named, and only one person is known to hold it then",
    "fulfils-plan": "type, participants and days of a report agree with a plan, and with no other",
}
"""What the rules of derived facts do, in words."""


class Grounds:
    """Tells of facts, each in full once; where one comes up again, that is said in place of its grounds."""

    def __init__(self, graph: Graph, most: int = 0, about: str = "") -> None:
        """`most`: so many steps of a kind at the most, 0 for all. `about`: what all is about, which needs no naming."""
        self.graph, self.most, self.about = graph, most, about
        self._premises: dict[str, tuple[Step, ...]] = {}
        self._open: set[str] = set()
        self._defined: set[str] = set()
        self._annotated: set[str] = set()

    def fact(self, fact: str, says: str = "", kind: str = "premise") -> Step:
        """Return a fact with all that it rests on."""
        graph, says, place = self.graph, says or self.says(fact), self.graph.place(fact)
        if passage := graph.passage(fact):
            stands, quote = f"{passage.article} [{passage.start}–{passage.end}]", graph.quote(passage)
            return Step(f"{says}{self._said_by(fact, passage.article)}", place, stands, quote, kind, fact)
        if place:
            return Step(says, place, kind="register", iri=fact)
        return Step(f"{says}{self._how(fact)}", kind=kind, iri=fact, children=self.premises(fact))

    def _how(self, fact: str) -> str:
        """Return what the rule of a derived fact does, the first time that it comes up."""
        rule = self.graph.value(fact, str(DIP.mappingRule))
        first = rule not in self._defined
        self._defined.add(rule)
        return f": {HOW[rule]}" if first and rule in HOW else ""

    def premises(self, fact: str) -> tuple[Step, ...]:
        """Return what a derived fact rests on. Each is looked up once; premises in a circle end where it closes."""
        if fact in self._open:
            return ()
        if fact not in self._premises:
            self._open.add(fact)
            found = [value.value for value in self.graph.values(fact, str(PROV.wasDerivedFrom))]
            self._premises[fact] = self.facts(found)
            self._open.remove(fact)
        return self._premises[fact]

    def facts(self, facts: Collection[str], kind: str = "premise") -> tuple[Step, ...]:
        """Return several facts, at most so many as are wanted."""
        return each(facts, lambda fact: self.fact(fact, kind=kind), self.most)

    def defined(self, concept: str, more: str = "") -> str:
        """Return a concept's name, with more after it, and the first time its definition."""
        name, definition = f"{self.graph.label(concept)}{more}", self.graph.defined(concept)
        first = concept not in self._defined
        self._defined.add(concept)
        return f"{name}: {definition}" if definition and first else name

    def name(self, node: str, before: str = "") -> str:
        """Return the name of a thing in quotes; nothing for that which all is about."""
        return "" if node == self.about else f"{before}“{self.graph.label(node)}”"

    def _said_by(self, fact: str, article: str) -> str:
        """Return who says so, and who annotated the article, the first time that it comes up."""
        graph = self.graph
        told = []
        if actors := graph.values(fact, str(DIP.attributedTo)):
            told.append(f"according to {' and '.join(map(graph.shown, actors))}")
        if documents := graph.values(fact, str(PROV.hadPrimarySource)):
            told.append(f"in “{' and '.join(map(graph.shown, documents))}”")
        annotators = graph.values(fact, str(PROV.wasAttributedTo))
        if annotators and article not in self._annotated:
            self._annotated.add(article)
            told.append(f"annotated by {' and '.join(map(graph.shown, annotators))}")
        return f", {', '.join(told)}" if told else ""

    def says(self, fact: str) -> str:
        """Return what a fact says, in words."""
        tell = _SAYS.get(self.graph.value(fact, str(DIP.mappingRule)))
        return (tell and tell(self, fact)) or "; ".join(self.sentences(fact))

    def sentences(self, fact: str) -> list[str]:
        """Return the triples of a fact with labels in place of IRIs."""
        graph = self.graph
        return [f"{graph.label(s)} – {graph.label(p)} – {graph.shown(o)}" for s, p, o in graph.triples(fact)]


def bounds(first: str, last: str) -> str:
    """Return a first and a last day in words; either may be empty.

    >>> bounds("2031-04-02", "2031-04-02"), bounds("2031-04-02", ""), bounds("", "2031-04-02")
    ('on 2031-04-02', 'on or after 2031-04-02', 'on or before 2031-04-02')
    """
    if first and last:
        return f"on {first}" if first == last else f"between {first} and {last}"
    return f"on or after {first}" if first else f"on or before {last}" if last else "without bounds"


def bounds_of(graph: Graph, fact: str) -> str:
    """Return the days that a fact gives, in words."""
    ends = {predicate: value.value for _, predicate, value in graph.triples(fact)}
    if str(DIP.earliest) in ends or str(DIP.latest) in ends:
        return bounds(ends.get(str(DIP.earliest), ""), ends.get(str(DIP.latest), ""))
    return f"shown as {ends[str(DIP.edtf)]}" if str(DIP.edtf) in ends else ""


def _find(graph: Graph, fact: str, predicate: str) -> tuple[str, str]:
    """Return subject and value of the first triple with this property, the value as an IRI or as text."""
    found = ((s, o.value) for s, p, o in graph.triples(fact) if p == str(predicate))
    return next(found, ("", ""))


def _event(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    event, _ = _find(graph, fact, str(RDF.type))
    return f"{graph.key(fact)} reports {grounds.name(event) or 'it'}"


def _statement(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    _, gist = _find(graph, fact, str(DIP.gist))
    return f"{graph.key(fact)} reports the statement “{gist}”"


def _participation(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    event, node = _find(graph, fact, str(DIP.participation))
    _, role = _find(graph, fact, str(DIP.role))
    name = _find(graph, fact, str(DIP.namedAs))[1] or graph.label(node)
    return f"“{name}” takes part as {graph.label(role)}{grounds.name(event, ' in ')}"


def _tenure(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    tenure, person = _find(graph, fact, str(ORG.member))
    return f"{graph.label(person)}: {capacity(graph, tenure)}"


def _dating(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    owner, _ = _find(graph, fact, str(DIP.dating))
    _, words = _find(graph, fact, str(DIP.dateExpression))
    return f"the words “{words}”{grounds.name(owner, ' date ')}"


def _dating_bounds(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    node, _ = next(((s, o) for s, _, o in graph.triples(fact)), ("", None))
    return f"“{graph.value(node, str(DIP.dateExpression))}” means {bounds_of(graph, fact)}"


def _bounds(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    node = next((s for s, _, _ in graph.triples(fact)), "")
    ends = {p: o.value for _, p, o in graph.triples(fact)}
    first, last = ends.get(str(DIP.earliest), ""), ends.get(str(DIP.latest), "")
    name = grounds.name(node) or "it"
    return f"{name} was {bounds(first, last)}" if first or last else f"{name} is {bounds_of(graph, fact)}"


def _label(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    node, name = _find(graph, fact, str(SKOS.prefLabel))
    what = {"person": "the fullest name", "name": "the fullest name"}.get(graph.kind(node), "the name")
    return f"{what} “{name}”"


def _side(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    node, side = _find(graph, fact, str(DIP.side))
    return f"{graph.label(node)} stands on the side of {graph.label(side)}"


def _attested(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    tenure, day = _find(graph, fact, str(DIP.attestedOn))
    person = graph.value(tenure, str(ORG.member))
    return f"{graph.label(person)}, {capacity(graph, tenure)}, attested on {day}"


def _incumbent(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    _, person = _find(graph, fact, str(DIP.participant))
    return f"{graph.label(person)} is meant by the post"


def _register(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    node, _ = _find(graph, fact, str(RDF.type))
    return f"the register on {graph.label(node)}"


def _published(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    article, day = _find(graph, fact, str(DCTERMS.issued))
    return f"{graph.key(article)} was published on {day}"


def _fulfils(grounds: Grounds, fact: str) -> str:
    graph = grounds.graph
    report, plan = _find(graph, fact, str(DIP.fulfils))
    return f"{grounds.name(report) or 'it'} may be what was planned as {grounds.name(plan) or 'this'}"


def _related(how: str) -> Callable[[Grounds, str], str]:
    """Return what tells a fact with one triple between two events; `how` stands between their names."""

    def tell(grounds: Grounds, fact: str) -> str:
        one, _, other = grounds.graph.triples(fact)[0]
        return f"{grounds.name(one) or 'it'} {how} {grounds.name(other.value) or 'it'}"

    return tell


_SAYS: dict[str, Callable[[Grounds, str], str]] = {
    "event": _event,
    "statement": _statement,
    "participation": _participation,
    "tenure": _tenure,
    "before": _related("was before"),
    "after": _related("was after"),
    "part-of": _related("has as its part"),
    "about": _related("is about"),
    "fulfils": _related("fulfils"),
    "place": _related("was in"),
    "topic": _related("was about"),
    "framework": _related("was within"),
    "concludes": _related("concludes"),
    "dating": _dating,
    "dating-bounds": _dating_bounds,
    "event-bounds": _bounds,
    "document-bounds": _bounds,
    "ordered": _bounds,
    "within": _bounds,
    "counted": _bounds,
    "narrowed": _bounds,
    "label": _label,
    "name": _label,
    "side": _side,
    "attested": _attested,
    "incumbent": _incumbent,
    "register": _register,
    "published": _published,
    "fulfils-plan": _fulfils,
}


def capacity(graph: Graph, tenure: str) -> str:
    """Return post and status of a tenure in words: `Foreign Minister of Norland (acting)`."""
    status = graph.label(graph.value(tenure, str(DIP.tenureStatus)))
    return f"{graph.label(graph.value(tenure, str(DIP.post)))} ({status})"
