"""Results: what the last check before an act must have found."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Outcome, Scene, lacking
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class LastResult:
    """
    The last *event* at or before the moment *before* must say one of *values* in *field*.

    No such event is the business of the rule that asks for one.
    """

    event: str
    before: str
    field: str
    values: tuple[str, ...]

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        end = scene.moment(self.before, subject)
        if end.truth is not True:
            return lacking(*end.missing) if end.truth is None else NOT_APPLICABLE
        acts = scene.view.acts(self.event, subject)
        earlier = [act for act in acts.found if act.us <= end.us]
        if not earlier:
            unknown = acts.certainty == "unknown"
            return lacking(f"event:{self.event}", day=end.us) if unknown else NOT_APPLICABLE
        last = earlier[-1]
        value = getattr(last.event, self.field)
        if value is UNKNOWN:
            return lacking(f"event:{self.event}.{self.field}", day=end.us, place=last.place)
        verdict = Verdict.KEPT if value in self.values else Verdict.BROKEN
        facts = {"value": value or "", "allowed": self.values, "at": At(last.us)}
        return Outcome(verdict, facts, day=end.us, place=last.place, field=self.field)
