"""Outages: what must happen once the system has been down for longer than a limit."""

from __future__ import annotations

from typing import Any, cast

import attrs

from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Outcome,
    Scene,
    Seconds,
    first,
    lacking,
)
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.timing import Limit, exceeds, outage_elapsed
from egovdocs.timing.instants import SECOND_US


@attrs.frozen
class Outage:
    """
    An outage of more than *limit* asks for the act *to* before it ends.

    Judged when the outage ends, or at the end of observation.  The limit is strict: exactly
    four working hours are not more than four.
    """

    limit: Limit
    to: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        began = first(scene.view, ("outage-began",), subject)
        if began.truth is False:
            return NOT_APPLICABLE
        if began.truth is None:
            return lacking(*began.missing)
        ended = first(scene.view, ("outage-ended",), subject)
        if ended.truth is None:
            return lacking(*ended.missing, day=began.us)
        end = ended.us if ended.truth is True else scene.view.until
        if end is None:
            return lacking("event:outage-ended", day=began.us)
        return self._until(scene, subject, began.us, end, ended.truth is True)._replace(
            day=began.us, place=began.place, spans=((began.us, end),)
        )

    def down(self, scene: Scene, began: int, end: int) -> int:
        """Working time between two instants, in microseconds."""
        span = cast("Any", scene.readings["outage-span"])
        return outage_elapsed(scene.calendar, began, end, span=span)

    def too_long(self, elapsed: int) -> bool:
        """Whether that much working time is more than the limit."""
        return exceeds(elapsed, self.limit)

    def _until(self, scene: Scene, subject: Subject, began: int, end: int, over: bool) -> Outcome:
        elapsed = self.down(scene, began, end)
        facts = {"began": At(began), "ended": At(end), "down": Seconds(elapsed // SECOND_US)}
        if not self.too_long(elapsed):
            if over:
                return NOT_APPLICABLE
            return lacking(
                "event:outage-ended", facts=facts | self._due(scene, began), pending=True
            )
        act = first(scene.view, (self.to,), subject)
        if act.truth is True:
            verdict = Verdict.KEPT if act.us <= end else Verdict.BROKEN
            return Outcome(verdict, {**facts, "done": At(act.us)})
        if act.truth is None:
            return lacking(*act.missing, facts=facts)
        return Outcome(Verdict.BROKEN, facts)

    def _due(self, scene: Scene, began: int) -> dict[str, int]:
        """When the limit will be used up if the outage goes on."""
        if scene.readings["outage-span"] != "accumulates":
            return {}
        end = scene.calendar.deadline(self.limit, began)
        return {} if end is None else {"due": At(end.due), "late_after": At(end.late_after)}
