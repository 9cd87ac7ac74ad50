"""Addressees: whether a document reached those to whom it is addressed, and nobody else."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Outcome, Scene, first, lacking
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject

_REACHED = Duty(start="published", to=("arrived",))


@attrs.frozen
class Addressees:
    """
    What was published must arrive at every recipient and at no other agency.

    An arrival has no limit: absent, it is pending, then broken as a duty without a number.
    """

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        if subject.party is not None:
            return _REACHED.judge(scene, subject)
        listed = [part for part in scene.view.recipients if part.party is not None]
        if not listed:
            return lacking("document.recipients")
        arrived = first(scene.view, ("arrived",), subject)
        if arrived.truth is not True:
            return lacking(*arrived.missing) if arrived.missing else NOT_APPLICABLE
        if any(part.agency is None for part in listed):
            return lacking("recipient.id", day=arrived.us)
        facts = {"value": subject.agency, "allowed": tuple(part.agency for part in listed),
                 "done": At(arrived.us)}  # fmt: skip
        return Outcome(Verdict.BROKEN, facts, day=arrived.us, place=arrived.place)
