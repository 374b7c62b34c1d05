"""Writes into the cast of an article who those are whom it names."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from kg.identity.cast import Cast, Resolved
from kg.identity.people.card import POINTS, SAME
from kg.identity.people.local import Local
from kg.identity.people.outcome import PLAIN, Known
from kg.identity.people.spelling import strength
from kg.identity.people.spots import Spot
from kg.model import Finding


def written(cast: Cast, locals_: Iterable[Local], known: Mapping[str, Known]) -> Cast:
    """Return the cast with who each of its people is. `known`: by the key of each who has no rivals."""
    cast = cast.copy()
    for local in locals_:
        told = known.get(local.key) or _between(local, [known[key] for key in local.rivals if key in known])
        found = _found(local, told)
        for spot in local.spots:
            if spot.is_ is None:
                here = _short(local, spot, found) if spot.form in local.short else found
                cast.mentions[spot.pointer] = replace(
                    cast.mentions[spot.pointer],
                    actor=here.actor,
                    label=here.label,
                    rule=here.rule,
                    because=here.because,
                    margin=here.margin,
                    rejected=here.rejected,
                )
        cast.findings += _findings(local, found, told.candidates)
    return cast


def _found(local: Local, known: Known) -> Resolved:
    """Return who somebody is, with what rests on how this article names them."""
    found = known.found
    if found.actor and local.is_:
        return replace(found, rule="annotator", because=("the annotator says who is meant",), margin=None)
    if found.actor and found.rule == PLAIN and found.margin is None:
        return replace(found, margin=_plain_margin(local.name))
    if not found.because:
        fits = tuple(f"{local.name!r} fits the name of {label}" for label in known.candidates)
        return replace(found, because=fits)
    return found


def _plain_margin(name: str) -> int:
    """Return the margin of one spelling with the same posts in several articles, which needs no card."""
    number = {1: "one part", 2: "two parts"}.get(strength(name), "three parts or more")
    post = "same post, which one person holds at a time"
    return POINTS[f"spelling of one name, {number}"] + POINTS[post] - SAME


def _between(local: Local, longer: Iterable[Known]) -> Known:
    """Tell of a short form that several long forms of its article could stand for."""
    refs = {each.found.actor: each.found.label for each in longer if each.found.actor}
    rejected = tuple(sorted(refs))
    said = f"{local.name!r} is a part of several names in the article"
    found = Resolved(rule="several-candidates", because=(said,), rejected=rejected)
    return Known(found, tuple(refs[ref] for ref in rejected))


def _short(local: Local, spot: Spot, found: Resolved) -> Resolved:
    said = f"{spot.name!r} stands for {local.name!r} in the same article"
    return replace(found, rule="long-form-in-article", because=(said, *found.because))


def _findings(local: Local, found: Resolved, candidates: Iterable[str]) -> Iterator[Finding]:
    """Yield DK201 or DK203 for each mention that stays open, and DK206 where a person is new to the register."""
    if found.actor is None:
        who = ", ".join(f"{label} ({ref.key})" for ref, label in zip(found.rejected, candidates, strict=True))
        for spot in local.spots:
            if found.rejected:
                code, message, mend = "DK203", f"{spot.name!r} can mean {who}", "Say which with 'is'."
            else:
                code, message = "DK201", f"{spot.name!r} is not in the register, and no post comes with it"
                mend = "Add the name to the register, say who it is with 'is', or give the post in which it is named."
            yield Finding(code=code, message=message, pointer=_at(spot), mend=mend, severity="warning")
    elif "/" in found.actor.key and found.actor.key == local.key:
        message = f"the register lacks {local.name!r}, who is taken as a person of that name and post"
        mend = "Add the person to the register to give it a key of its own; or take it as an entry with kg resolve."
        yield Finding(code="DK206", message=message, pointer=_at(local.spots[0]), mend=mend, severity="info")


def _at(spot: Spot) -> str:
    return f"{spot.pointer}/name" if spot.named else spot.pointer
