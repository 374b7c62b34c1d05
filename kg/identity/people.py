"""Which entries of the register are the same person: by recorded judgement."""

from collections.abc import Iterable

from kg.identity.groups import Groups, problem
from kg.identity.register import Ref, Register
from kg.model import Entry, Finding, Judgement

People = Groups[Ref]


def merge_people(judgements: Iterable[Judgement], entries: Iterable[Entry]) -> tuple[Register, People, list[Finding]]:
    """Return the register with the judgements on people applied; findings name those that can't be applied."""
    entries = tuple(entries)
    known = {Ref(entry.kind, entry.key) for entry in entries}
    people, findings, judged = People(), list[Finding](), list[tuple[Judgement, tuple[Ref, ...]]]()
    for judgement in judgements:
        if judgement.kind != "person":
            continue
        refs = tuple(Ref("person", thing) for thing in judgement.things)
        unknown = [ref.key for ref in refs if ref not in known]
        if unknown:
            findings.append(problem(judgement, "DK210", f"no person {unknown[0]!r} in the register"))
        else:
            judged.append((judgement, refs))
    findings += people.apply(judged)
    same = {member: leader for leader, members in people.members.items() for member in members}
    return Register(entries, same), people, findings
