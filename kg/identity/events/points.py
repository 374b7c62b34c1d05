"""What counts how much for two tellings being one event, and how much it takes."""

from kg.identity.cards import Line

POINTS = {
    # who: for each side once, up to two sides; what more agrees is a further agreement
    "same person": 3,
    "person in a post of one holder": 3,
    "person in a post": 2,
    "same post": 2,
    "a name that may be that person's": 3,
    "same body": 1,
    "body and its person": 1,
    "the place visited": 3,
    "the post given": 3,
    "one more side agrees": 1,
    "others of one side": -2,
    "a side only in one": -2,
    # when
    "same day": 4,
    "stays that overlap": 4,
    "that weekday": 4,
    "within three days": 3,
    "within nine days": 2,
    "reported soon after": 3,
    "same day of the week": 1,
    "days apart": -2,
    # the rest
    "same part of day": 1,
    "the part of day beside": -1,
    "same place": 2,
    "one place in the other": 1,
    "other place of one state": -2,
    "same topics": 1,
    "no topic in common": -1,
    "same parent": 2,
    "same framework": 1,
    "same companion": 1,
    "same name": 4,
    "same conference": 8,
    "other name": -2,
    "one name in the other": 2,
    "same document": 3,
    "the same words": 6,
    "kind left open": -2,
}
"""Every line of a score card that counts. A line that is not here counts nothing, or keeps the two apart alone."""

NEEDED = {
    "meeting": 10,
    "phone call": 10,
    "visit": 10,
    "invitation": 10,
    "appointment": 10,
    "contact": 11,  # it may stand for several
    "correspondence": 11,  # two letters may go to and fro in a day
    "event": 11,
    "signing": 10,
    "negotiation": 11,  # it goes on: a day and two names say little
    "conference": 12,  # its name and its days are enough: each report names others of the many who came
}
"""Points that make two tellings one. 10 are two persons and one day."""

PLAN_NEEDED = 6
"""Points at which a report may be that of a planned event: two persons, or one and a place visited."""

NEAR = 3
"""Points that may be lacking where the two are still proposed to a person."""

SMALL = 2
"""Points by which one of two may fit better and is still no better than the other."""

ACTUAL = frozenset(["happened", "ongoing"])
AHEAD = frozenset(["planned", "invited", "proposed"])
NOT = frozenset(["cancelled", "denied"])
LASTING = frozenset(["visit", "conference", "negotiation"])
"""What may take several days: the parts of a day and single days that differ by little don't contradict."""
ELSEWHERE = frozenset(["phone call", "correspondence"])
"""What has no one place: each side is at its own."""
OPEN_KIND = {"contact": frozenset(["meeting", "phone call", "correspondence"])}
"""What a type leaves open: a contact may turn out to be any of these."""


def line(feature: str, what: str, says: str) -> Line:
    """Return a line that counts as the table says."""
    return Line(feature, says, POINTS[what])


def veto(feature: str, says: str) -> Line:
    """Return a line that alone keeps two apart."""
    return Line(feature, says, veto=True)


def compatible(one: str, other: str) -> bool:
    """Tell whether two types of events can be told of one event."""
    return one == other or other in OPEN_KIND.get(one, ()) or one in OPEN_KIND.get(other, ())
