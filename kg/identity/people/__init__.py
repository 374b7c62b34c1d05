"""Who is who: names of all articles, entries of the register and recorded judgements to people."""

from kg.identity.people.outcome import People, decide_people

__all__ = ["People", "decide_people"]
