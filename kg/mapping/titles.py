"""Names for events, made of what is known of them, so that people read no IRIs."""

from collections.abc import Iterable

from kg.iris import text_of
from kg.mapping import terms as t
from kg.mapping.summary import Summary
from kg.model import EventKey

FIRST_ROLES = ("inviter", "chair", "host", "guest", "speaker", "caller", "signatory", "interlocutor")
NAMED_BY = {iri: kind for kind, iri in t.EVENT_CLASSES.items()} | {t.STATEMENT: "statement"}


def title(key: EventKey, summary: Summary) -> str:
    """Return a name of the event made of what is known: `Meeting of Ada Lindqvist and Tom Berg`."""
    ranked = sorted(
        (FIRST_ROLES.index(part.role) if part.role in FIRST_ROLES else len(FIRST_ROLES), text_of(part.label), part.role)
        for part in summary.parts.values()
        if part.role != "companion"
    )
    kind = min((NAMED_BY[c] for c in summary.classes), default="event")
    if summary.gists:
        speakers = [label for _, label, role in ranked if role == "speaker"]
        return f"{' and '.join(speakers) or 'Somebody'}: {text_of(min(summary.gists))}"
    if summary.names:
        return text_of(min(summary.names))
    status = min(summary.statuses, default="").rsplit("/", 1)[-1].rstrip(">")
    first = kind if status in ("happened", "ongoing", "") or kind == "invitation" else f"{status} {kind}"
    if kind == "invitation":
        by = [label for _, label, role in ranked if role == "inviter"]
        to = [label for _, label, role in ranked if role == "invitee"]
        return f"Invitation of {_joined(to) or 'somebody'} by {_joined(by) or 'somebody'}"
    who = _joined(dict.fromkeys(label for _, label, _ in ranked))
    place = f" in {_joined(sorted(text_of(p) for p in summary.places))}" if kind in ("visit", "conference") else ""
    place = "" if place == " in " else place
    return f"{first[0].upper()}{first[1:]}{' of ' + who if who else ' ' + key[1]}{place}"


def _joined(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    if len(listed) > 3:
        return f"{', '.join(listed[:3])} and {len(listed) - 3} more"
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
