"""Things that recorded judgements take as one."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from kg.model import Finding, Judgement

K = TypeVar("K", bound=Hashable)


class Groups(Generic[K]):
    """Disjoint groups of keys, each under its smallest member; a key of no judgement stands for itself."""

    def __init__(self) -> None:
        self._leader: dict[K, K] = {}
        self.members: dict[K, tuple[K, ...]] = {}
        self.judgements: dict[K, tuple[Judgement, ...]] = {}

    def leader(self, key: K) -> K:
        """Return the key under which a thing stands."""
        return self._leader.get(key, key)

    def join(self, keys: Iterable[K], judgement: Judgement) -> None:
        """Take these things as one, together with all that they were one with already."""
        leaders = {self.leader(key) for key in keys}
        group = tuple(sorted({m for leader in leaders for m in self.members.get(leader, (leader,))}))  # type: ignore[type-var]
        why = [j for leader in leaders for j in self.judgements.pop(leader, ())]
        for leader in leaders:
            self.members.pop(leader, None)
        for member in group:
            self._leader[member] = group[0]
        self.members[group[0]] = group
        self.judgements[group[0]] = tuple(sorted([*why, judgement], key=lambda j: (j.things, j.on, j.by)))

    def apply(self, judged: Iterable[tuple[Judgement, tuple[K, ...]]]) -> list[Finding]:
        """Join what is judged the same; return findings for what is judged otherwise and was joined all the same."""
        judged = list(judged)
        for judgement, keys in judged:
            if judgement.verdict == "same":
                self.join(keys, judgement)
        return [
            clashing(judgement)
            for judgement, keys in judged
            if judgement.verdict != "same" and len(set(map(self.leader, keys))) < len(set(keys))
        ]


def clashing(judgement: Judgement) -> Finding:
    """Return DK212, for a judgement that keeps apart what others take as one."""
    says = "they differ" if judgement.verdict == "different" else "nobody can tell"
    return problem(judgement, "DK212", f"other judgements take these as one, this one says that {says}")


def problem(judgement: Judgement, code: str, message: str) -> Finding:
    """Return the finding that a judgement can't be applied."""
    file, _, pointer = judgement.pointer.partition("#")
    mend = "Mend the judgement, or delete its lines: then the things stand apart again."
    return Finding(code=code, message=message, file=file, pointer=pointer, mend=mend)
