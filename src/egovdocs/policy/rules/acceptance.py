"""Acceptance: what arrived must be accepted, unless a text that is missing allows a refusal."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import Outcome, Scene, first, lacking
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject


@attrs.frozen
class Acceptance:
    """
    What arrived must be accepted; a refusal leaves it open, for want of *text*.

    Attributes:
        text: the clause that may allow a refusal and is not at hand.
        stops: events that end the duty while it runs.
    """

    text: str
    stops: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        refused = first(scene.view, ("refused",), subject)
        outcome = Duty(start="arrived", to=("accepted",), stops=self.stops).judge(scene, subject)
        if outcome.verdict in (Verdict.KEPT, Verdict.NOT_APPLICABLE):
            return outcome
        if refused.truth is True:
            return lacking(f"text:{self.text}", day=outcome.day, place=refused.place)
        if refused.truth is None and outcome.verdict is Verdict.BROKEN:
            return lacking(*refused.missing, day=outcome.day)
        return outcome
