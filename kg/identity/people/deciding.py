"""Who is who in all articles, decided anew only for those whom a change can reach."""

from collections.abc import Iterable, Mapping, Set
from itertools import chain

from kg.components import Components
from kg.identity.alone import Alone
from kg.identity.cast import Cast
from kg.identity.people.merging import Merging
from kg.identity.people.nodes import Nodes
from kg.identity.people.outcome import Known, Outcome, People
from kg.identity.people.pairs import Pairs
from kg.identity.people.recorded import Recorded
from kg.identity.people.writing import written
from kg.identity.register import Register


class WhoIsWho:
    """The people of the articles that there are.

    Who is one is decided among those who are linked by pairs of names and by judgements (see `Merging`), and by their
    evidence alone: where it is as it was, only what is told of them is told anew.
    """

    def __init__(self, register: Register, recorded: Recorded) -> None:
        self.people = People()
        self.casts: dict[str, Cast] = {}
        """By the key of the article: with who each of its people is."""
        self._register, self._recorded = register, recorded
        self._nodes, self._pairs = Nodes(register, recorded), Pairs()
        self._linked = Components[str]()
        self._outcomes: dict[str, Outcome] = {}
        """By the first key of each component."""

    def renew(self, articles: Mapping[str, Alone], gone: Iterable[Alone], come: Iterable[Alone]) -> set[str]:
        """Decide on the articles, of which some came and others went; return those whose cast is another now."""
        gone, come = list(gone), list(come)
        judged = set(self._nodes.judged)
        changed = self._nodes.renew(*(chain.from_iterable(each.people for each in some) for some in (gone, come)))
        linked = self._pairs.renew(self._nodes.people, changed) | (changed & (judged | self._nodes.judged.keys()))
        went, came = self._linked.renew(linked, self._nodes.people, self._near)
        before: dict[str, Known] = {}
        for component in went:
            before |= self._outcomes.pop(component[0]).known
        touched = {self._linked.of[key] for key in changed if key in self._nodes.people}.union(came)
        known: dict[str, Known] = {}
        for component in touched:
            if component[0] in self._outcomes:
                before |= self._outcomes[component[0]].known
            known |= self._decided(component, changed).known
        others = {key for key, told in known.items() if before.get(key) != told}
        reached = {local.article for key in others for local in self._nodes.people[key].members}
        reached |= {article.key for article in (*gone, *come)}
        recast = {key for key in reached if self._write(key, articles)}
        self.people = self._told(articles)
        return recast

    def _near(self, key: str) -> Iterable[str]:
        """Return with whom somebody is linked, by names or by judgements."""
        groups = self._nodes.judged.get(key)
        others = (other for other, theirs in self._nodes.judged.items() if theirs & groups) if groups else ()
        return chain(self._pairs.near(key), others)

    def _decided(self, component: tuple[str, ...], changed: Set[str]) -> Outcome:
        """Return the outcome of a component, decided anew if the evidence is another."""
        outcome = self._outcomes.get(component[0])
        known = outcome.evidence if outcome else {}
        among = frozenset(component)
        evidence = {
            key: self._nodes.evidence(key, among) if key in changed or key not in known else known[key]
            for key in component
        }
        if outcome is None or evidence != known:
            people = [self._nodes.people[key] for key in component]
            merging = Merging(people, self._pairs.of(component), self._recorded, self._register)
            merging.run()
            outcome = self._outcomes[component[0]] = Outcome(merging, evidence, self._register)
        outcome.tell(self._nodes.people)
        return outcome

    def _write(self, article: str, articles: Mapping[str, Alone]) -> bool:
        """Write who is meant into the cast of an article, if it is there; tell whether that is something else now."""
        last = self.casts.pop(article, None)
        if article not in articles:
            return True
        alone, places = articles[article], self._nodes.of
        keys = {key for local, _ in alone.people for key in (local.key, *local.rivals) if key in places}
        known = {key: self._outcomes[self._linked.of[places[key]][0]].known[places[key]] for key in keys}
        cast = written(alone.cast, (local for local, _ in alone.people), known)
        self.casts[article] = last if last and last.says(cast) else cast
        return self.casts[article] is not last

    def _told(self, articles: Mapping[str, Alone]) -> People:
        people = People()
        for _, outcome in sorted(self._outcomes.items()):
            people.people |= outcome.people
            people.labels |= outcome.labels
            people.redirects |= outcome.redirects
            people.cards += outcome.cards
        people.cards.sort(key=lambda card: (card.a, card.b))
        for article in articles.values():
            people.things |= article.things
        return people
