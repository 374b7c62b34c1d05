"""Why two reports are one event, or two: the score card, and the judgements that go before it."""

from kg.explain.cards import Sources, card_step, judgement_step
from kg.explain.decided import Thing
from kg.explain.tree import Step, section
from kg.identity import Decisions
from kg.identity.events.times import shown
from kg.model import Judgement


def two_events(decisions: Decisions, one: Thing, other: Thing, sources: Sources) -> Step:
    """Return what was decided on two events or statements."""
    merged = decisions.events.merged
    together = merged.leader(one.event) == merged.leader(other.event)
    judgement = _judgement(decisions, one, other, together=together)
    kind = "event" if "event" in (one.kind, other.kind) else "statement"
    stands = "/".join(merged.leader(one.event))
    verdict = f"one {kind}, which stands under {stands}" if together else f"two {kind}s"
    children = [_telling(decisions, thing, sources) for thing in (one, other)]
    if one.kind == other.kind == "event":
        card = decisions.events.explain(one.event, other.event)
        children.append(card_step(card, judgement, sources))
        if card.rule == "through-others":
            joins = (card_step(each, None, sources) for each in merged.cards.get(merged.leader(one.event), ()))
            children += section("by these, one after the other", "joins", joins)
        children += _plan(decisions, one, other)
    elif judgement:
        children.append(judgement_step(judgement, sources))
    elif not together:
        says = "statements are taken as one by a recorded judgement only"
        what = "an event and a statement are never one" if one.kind != other.kind else says
        children.append(Step(what, kind="rule"))
    return Step(f"{one.key} and {other.key}: {verdict}", kind="events", children=tuple(children))


def _telling(decisions: Decisions, thing: Thing, sources: Sources) -> Step:
    article, local = thing.event
    if thing.kind == "statement":
        speeches = next(a.statements for a in decisions.annotations if a.article.id == article)
        number, speech = next((n, s) for n, s in enumerate(speeches) if s.id == local)
        place, at = sources.at(article, f"/statements/{number}"), f"{article} [{speech.at.start}–{speech.at.end}]"
        return Step(f"{thing.key}: {speech.gist}", place, at, kind="told")
    telling = decisions.events.tellings[thing.event]
    names = [each.name.replace("-", " ") if each.body else each.name for each in telling.principals]
    who = ", ".join(name for name in names if name)
    where = f" in {telling.place.label}" if telling.place else ""
    says = f"{thing.key}: {telling.type}, {telling.status}, {shown(telling.when)}{where}; {who or 'nobody named'}"
    at = f"{article} [{telling.span[0]}–{telling.span[1]}]"
    return Step(says, sources.at(article, telling.pointer), at, kind="told")


def _judgement(decisions: Decisions, one: Thing, other: Thing, *, together: bool) -> Judgement | None:
    """Return the judgement that made the two one or keeps them apart, on themselves or on what they are one with."""
    merged = decisions.events.merged
    groups = [{"/".join(key) for key in merged.group(thing.event)} for thing in (one, other)]
    wanted = ("same",) if together else ("different", "unsure")
    found = [j for j in decisions.judgements if j.kind == "event" and j.verdict in wanted]
    own = [j for j in found if {one.key, other.key} <= set(j.things)]
    through = [j for j in found if all(group & set(j.things) for group in groups)] if not together else []
    return next(iter([*own, *through]), None)


def _plan(decisions: Decisions, one: Thing, other: Thing) -> list[Step]:
    """Return the link of a report to a plan, where the two have one."""
    leader = decisions.events.merged.leader
    pair = {leader(one.event), leader(other.event)}
    for report, plan, _ in decisions.events.fulfils:
        if {leader(report), leader(plan)} == pair:
            says = f"linked all the same: {'/'.join(report)} may be what {'/'.join(plan)} had planned (dip:fulfils)"
            return [Step(says, kind="fulfils")]
    return []
