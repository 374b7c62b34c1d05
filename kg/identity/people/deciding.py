"""Who is who in all articles, decided anew only for those whom a change can reach."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from kg.components import Components
from kg.identity.alone import Alone
from kg.identity.amendment import Amendment
from kg.identity.cards import Card
from kg.identity.cast import Cast
from kg.identity.people.local import Local
from kg.identity.people.merging import Merging
from kg.identity.people.nodes import Nodes
from kg.identity.people.outcome import Known, Outcome, People, Things
from kg.identity.people.pairs import Pairs
from kg.identity.people.recorded import Recorded
from kg.identity.people.writing import written
from kg.identity.register import Ref, Register
from kg.model.differing import renewed


class WhoIsWho:
    """The people of the articles that there are.

    Who is one is decided among those who are linked by pairs of names and by judgements (see `Merging`), and by their
    evidence alone: where it is as it was, only what is told of them is told anew.
    """

    def __init__(self, register: Register, recorded: Recorded, casts: MutableMapping[str, Cast]) -> None:
        """`casts`: where those of the articles are kept; empty at first."""
        self.people = People()
        self.touched: set[Ref] = set()
        """The people of whom something else may be known than before."""
        self.casts = casts
        """By the key of the article: with who each of its people is."""
        self._register, self._recorded = register, recorded
        self._let_go()

    def _let_go(self) -> None:
        """Forget all on which the decisions rest, but not the decisions; they can't be renewed any more."""
        self._nodes, self._pairs = Nodes(self._register, self._recorded), Pairs()
        self._linked = Components[str]()
        self._outcomes: dict[str, Outcome] = {}
        """By the first key of each component."""
        self._known: dict[str, Known] = {}
        """By the key of each who was compared."""
        self._cards: dict[tuple[str, str], Card] = {}
        self._redirects: dict[str, dict[str, Ref]] = {}
        """By the key of the article."""

    def renew(
        self,
        articles: Mapping[str, Alone],
        casts: Mapping[str, Cast],
        gone: Sequence[Alone],
        come: Sequence[Alone],
        amendment: Amendment | None = None,
        *,
        once: bool = False,
        workers: int = 1,
    ) -> set[str]:
        """Decide on the articles, of which some came and others went; return those whose cast is another now.

        `casts`: what the names of each mean by the register.
        With an amendment all articles that it reaches are among those that went, and among those that came. If it is
        for `once`, all on which the decisions rest is let go.
        """
        judged = set(self._nodes.judged)
        locals_ = _retold(gone, come) if amendment is None else (_people(gone), _people(come))
        changed = self._nodes.renew(*locals_, amendment)
        again = self._amend(amendment) if amendment else set[str]()
        changed |= again
        linked = self._pairs.renew(self._nodes.people, changed, workers) | (
            changed & (judged | self._nodes.judged.keys())
        )
        went, came = self._linked.renew(linked, self._nodes.people, self._near)
        touched = {self._linked.of[key] for key in changed if key in self._nodes.people}
        last = [self._outcomes.pop(component[0]) for component in went]
        last += [self._outcomes[component[0]] for component in touched.difference(came)]
        people, before = self.people.copy() if last or came else self.people, dict[str, Known]()
        self.touched = set()
        for outcome in last:
            self.touched |= outcome.people.keys()
            before |= outcome.known
            self._take_out(outcome, people)
        known, cards = dict[str, Known](), dict[tuple[str, str], Card]()
        for component in touched.union(came):
            outcome = self._decided(component, changed, again)
            self.touched |= outcome.people.keys()
            known |= outcome.known
            cards |= outcome.cards
            self._put_in(outcome, people)
            if once:
                self._outcomes.clear()
        others = {key for key, told in known.items() if before.get(key) != told}
        if amendment:  # somebody may be known under the key of another one now
            others |= changed & self._nodes.people.keys()
        reached = {local.article for key in others for local in self._nodes.people[key].members}
        reached |= {article.key for article in (*gone, *come)}
        old = {thing: ref for key in reached for thing, ref in self._redirects.pop(key, {}).items()}
        self._redirects |= {key: self._redirected(articles[key]) for key in reached if key in articles}
        new = {thing: ref for key in reached for thing, ref in self._redirects.get(key, {}).items()}
        if people is not self.people or old != new:
            people = people.copy() if people is self.people else people
            for thing in old:
                del people.redirects[thing]
            people.redirects |= new
            self._cards = renewed(self._cards, chain.from_iterable(outcome.cards for outcome in last), cards)
            people.cards = list(self._cards.values())
        if people is not self.people or gone or come:
            self.people = replace(people, things=Things(articles))
        written_anew = {key for key in reached if self._write(key, articles, casts)}
        if once:
            self._let_go()
        return written_anew

    def _amend(self, amendment: Amendment) -> set[str]:
        """Go on with another register and other judgements; return those whom they are about."""
        self._register, self._recorded = amendment.register, amendment.recorded
        for outcome in self._outcomes.values():
            outcome.register = amendment.register
        return {key for key, person in self._nodes.people.items() if amendment.bears_on(person)}

    def _take_out(self, outcome: Outcome, people: People) -> None:
        for key in outcome.known:
            del self._known[key]
        for ref in outcome.people:
            del people.people[ref]
        for ref in outcome.labels:
            del people.labels[ref]
        for entry in outcome.redirects:
            del people.redirects[entry]

    def _put_in(self, outcome: Outcome, people: People) -> None:
        self._known |= outcome.known
        people.people |= outcome.people
        people.labels |= outcome.labels
        people.redirects |= outcome.redirects

    def _found(self, alone: Alone) -> dict[str, Known]:
        """Return what is known of those whom an article names, by their keys there; of no one who has rivals."""
        of = self._nodes.of
        return {local.key: self._known[of[local.key]] for local in alone.people if local.key in of}

    def _redirected(self, alone: Alone) -> dict[str, Ref]:
        """Return who the names of an article stand for that are nobody's own key; of several the last by key."""
        known = self._found(alone)
        actors = [(each.found.actor, local) for local in alone.people if (each := known.get(local.key))]
        found = [(ref, thing) for ref, local in actors if ref for thing in local.things if thing != ref.key]
        return {thing: ref for ref, thing in sorted(found)}

    def _near(self, key: str) -> Iterable[str]:
        """Return with whom somebody is linked, by names or by judgements."""
        groups = self._nodes.judged.get(key)
        others = (other for other, theirs in self._nodes.judged.items() if theirs & groups) if groups else ()
        return chain(self._pairs.near(key), others)

    def _decided(self, component: tuple[str, ...], changed: Set[str], again: Set[str]) -> Outcome:
        """Return the outcome of a component, decided anew if the evidence is another, or for these people."""
        outcome = self._outcomes.get(component[0])
        known = outcome.evidence if outcome else {}
        among = frozenset(component)
        evidence = {
            key: self._nodes.evidence(key, among) if key in changed or key not in known else known[key]
            for key in component
        }
        if outcome is None or evidence != known or not again.isdisjoint(component):
            people = [self._nodes.people[key] for key in component]
            merging = Merging(people, self._pairs.of(component), self._recorded, self._register)
            merging.run()
            outcome = self._outcomes[component[0]] = Outcome(merging, evidence, self._register)
        outcome.tell(self._nodes.people, changed)
        return outcome

    def _write(self, article: str, articles: Mapping[str, Alone], casts: Mapping[str, Cast]) -> bool:
        """Write who is meant into the cast of an article, if it is there; tell whether that is something else now."""
        last = self.casts.pop(article, None)
        if article not in articles:
            return True
        alone = articles[article]
        cast = written(casts[article], alone.people, self._found(alone))
        same = cast == last
        self.casts[article] = last if last and same else cast
        return not same


def _retold(gone: Iterable[Alone], come: Iterable[Alone]) -> tuple[list[Local], list[Local]]:
    """Return those whom articles name that went or came, without those of an article that names them as before."""
    left, new = ({each.key: each.people for each in some} for some in (gone, come))
    same = {key for key, people in new.items() if left.get(key) == people}
    one, other = ([each for key, people in some.items() if key not in same for each in people] for some in (left, new))
    return one, other


def _people(articles: Iterable[Alone]) -> list[Local]:
    return [each for alone in articles for each in alone.people]
