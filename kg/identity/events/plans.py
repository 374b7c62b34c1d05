"""Which report may be that of which planned event: linked, never merged, and only where nothing else may be meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.identity.cards import Card
from kg.identity.events.card import Weighed
from kg.identity.events.judged import event_key
from kg.identity.events.merged import Merged
from kg.identity.events.tellings import Telling
from kg.model import EventKey


class Fulfilment(NamedTuple):
    """A reported event that is plausibly the planned one."""

    report: EventKey
    plan: EventKey
    card: Card


def fulfilments(
    weighed: Iterable[Weighed], tellings: Mapping[EventKey, Telling], merged: Merged
) -> tuple[Fulfilment, ...]:
    """Return the links from reports to plans, sorted, from cards that no judgement settles.

    A plan that two events may fulfil is linked to none; so is an event that may fulfil two plans of one article. A
    plan of which its own article tells the fulfilment is that event's.
    """
    found: dict[EventKey, dict[EventKey, Fulfilment]] = defaultdict(dict)
    for each in weighed:
        if not each.report or each.card.rule != "plan-and-report":
            continue
        report = each.report.key
        plan = next(key for key in map(event_key, (each.card.a, each.card.b)) if key != report)
        leaders = merged.leader(plan), merged.leader(report)
        known = found[leaders[0]].get(leaders[1])
        if leaders[0] != leaders[1] and (
            known is None or _order(each.card, report, plan) < _order(known.card, *known[:2])
        ):
            found[leaders[0]][leaders[1]] = Fulfilment(report, plan, each.card)
    for telling in tellings.values():
        if telling.fulfils and merged.leader(telling.fulfils) in found:
            own = found[merged.leader(telling.fulfils)]
            for leader in set(own) - {merged.leader(telling.key)}:
                del own[leader]
    single = [next(iter(reports.values())) for reports in found.values() if len(reports) == 1]
    plans: dict[tuple[EventKey, str], set[EventKey]] = defaultdict(set)
    for leader, reports in found.items():
        for report in reports:
            for article, _ in merged.group(leader):
                plans[report, article].add(leader)
    return tuple(sorted(each for each in single if len(plans[merged.leader(each.report), each.plan[0]]) == 1))


def _order(card: Card, report: EventKey, plan: EventKey) -> tuple[int, EventKey, EventKey]:
    return -card.margin, report, plan
