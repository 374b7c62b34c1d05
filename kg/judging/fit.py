"""Whether a judgement names things that are there and can be one."""

from functools import cached_property

from kg.errors import UsageError
from kg.identity import Decisions, Ref, event_key
from kg.identity.events.judged import apply_judgements, types_of
from kg.judging.writing import NewJudgement, Signed
from kg.model import Judgement
from kg.sources.findings import did_you_mean


class Fit:
    """What judgements can name."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions

    @cached_property
    def _types(self) -> dict[tuple[str, str], str]:
        return types_of(self._decisions.annotations)

    def wrong(self, signed: Signed) -> str | None:
        """Return in words why a judgement could not be applied, or None."""
        judgement, by, on = signed
        unknown = next((thing for thing in judgement.things if not self._known(judgement.kind, thing)), None)
        if unknown is not None:
            return self._unknown(judgement, unknown)
        if judgement.kind == "person":
            return None
        told = Judgement(judgement.kind, judgement.verdict, judgement.things, by, on, judgement.because)
        _, findings, _ = apply_judgements([told], self._types)
        return next((finding.message for finding in findings), None)

    def check(self, signed: Signed) -> None:
        """Raise UsageError where a judgement could not be applied."""
        if says := self.wrong(signed):
            raise UsageError(f"{' and '.join(signed.judgement.things)}: {says}")

    def _known(self, kind: str, thing: str) -> bool:
        if kind == "event":
            return event_key(thing) in self._types
        entry = Ref("person", thing) in self._decisions.register.entries
        return entry or thing in self._decisions.people.things

    def _unknown(self, judgement: NewJudgement, thing: str) -> str:
        start = f"{thing.partition('/')[0]}/" if "/" in thing else ""
        if judgement.kind == "event":
            known = sorted("/".join(key) for key in self._types if "/".join(key).startswith(start))
            return f"no event or statement {thing!r}, written article/id{did_you_mean(thing, known)}"
        people = sorted(ref.key for ref in self._decisions.register.entries if ref.kind == "person")
        known = sorted(key for key in self._decisions.people.things if key.startswith(start)) if start else people
        return f"no person {thing!r} in the register, and no name written article/name{did_you_mean(thing, known)}"
