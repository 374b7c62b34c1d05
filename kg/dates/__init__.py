"""When it was: stated times to bounds, and bounds that narrow each other."""

from kg.dates.stated import Anchor, Direction, day_or_interval, from_edtf, intersect, part_of_day, stated
from kg.dates.timeline import Timeline
from kg.dates.told import Dated, stated_times

__all__ = [
    "Anchor",
    "Dated",
    "Direction",
    "Timeline",
    "day_or_interval",
    "from_edtf",
    "intersect",
    "part_of_day",
    "stated",
    "stated_times",
]
