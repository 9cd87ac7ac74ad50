"""Interruptions: what else an outage asks for, besides resorting to paper."""

from __future__ import annotations

from typing import Any, cast

import attrs

from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Moment,
    Outcome,
    Scene,
    Seconds,
    first,
    lacking,
)
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.timing import Limit, exceeds, outage_elapsed
from egovdocs.timing.instants import SECOND_US


@attrs.frozen
class AfterOutage:
    """
    An outage of more than *limit* asks for the act *to*, which has no number.

    It may be done while the outage lasts; undone, it is judged from the end of the outage on.
    """

    limit: Limit
    to: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        began = first(scene.view, ("outage-began",), subject)
        if began.truth is not True:
            return lacking(*began.missing) if began.truth is None else NOT_APPLICABLE
        ended = first(scene.view, ("outage-ended",), subject)
        end = ended.us if ended.truth is True else scene.view.until
        if end is None:
            return lacking("event:outage-ended", day=began.us)
        down = self.down(scene, began.us, end)
        facts = {"began": At(began.us), "ended": At(end), "outage": Seconds(down // SECOND_US)}
        spans = ((began.us, end),)
        if not self.too_long(down):
            return self._short(ended, facts)._replace(day=began.us, place=began.place, spans=spans)
        judged = self._long(scene, subject, ended)
        return judged._replace(facts={**facts, **judged.facts}, day=began.us, spans=spans)

    def down(self, scene: Scene, began: int, end: int) -> int:
        """Working time between two instants, in microseconds."""
        span = cast("Any", scene.readings["outage-span"])
        return outage_elapsed(scene.calendar, began, end, span=span)

    def too_long(self, elapsed: int) -> bool:
        """Whether that much working time is more than the limit."""
        return exceeds(elapsed, self.limit)

    def _short(self, ended: Moment, facts: dict[str, int]) -> Outcome:
        if ended.truth is True:
            return NOT_APPLICABLE
        return lacking("event:outage-ended", facts=facts, pending=True)

    def _long(self, scene: Scene, subject: Subject, ended: Moment) -> Outcome:
        act = first(scene.view, (self.to,), subject)
        if act.truth is True:
            return Outcome(Verdict.KEPT, {"done": At(act.us)}, place=act.place)
        if act.truth is None:
            return lacking(*act.missing)
        if ended.truth is not True:
            return lacking(f"event:{self.to}", pending=True)
        return Duty(start="outage-ended", to=(self.to,)).judge(scene, subject)
