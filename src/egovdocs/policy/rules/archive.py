"""Archives: what must be kept in several forms."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import At, Outcome, Scene, lacking
from egovdocs.policy.rules.deadline import patience
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN

_EVENT = "archived"


@attrs.frozen
class Forms:
    """
    The agency that is judged must archive the document in every one of *forms*.

    Archiving comes when a file is closed, and no date is given: while nothing was archived
    the duty runs on.  Once one form was archived the others are due with it; they are missing
    when the end of the next working day has passed (reading ``unquantified-absence``).

    Attributes:
        forms: ``paper``, ``electronic``.
        other: another form alone leaves it undecided: a further clause may allow it.
    """

    forms: tuple[str, ...]
    other: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        agency = _agency(scene, subject)
        acts = scene.view.acts(_EVENT)
        mine = [act for act in acts.found if act.event.agency == agency]
        unnamed = [act for act in acts.found if act.event.agency in (UNKNOWN, None)]
        if agency in (UNKNOWN, None) and len(mine) < len(acts.found):
            return lacking(f"event:{_EVENT}.agency")
        judged = self._judged(scene, mine)
        if unnamed and judged.verdict is not Verdict.KEPT:
            return lacking(f"event:{_EVENT}.agency")
        return judged

    def _judged(self, scene: Scene, mine: list[Happened]) -> Outcome:
        absent = tuple(form for form in self.forms if form not in _forms(mine))
        if not absent:
            return Outcome(Verdict.KEPT, {"items": self.forms}, place=mine[0].place)
        missing = tuple(f"event:{_EVENT}.form={form}" for form in absent)
        if any(act.event.form is UNKNOWN for act in mine):
            return lacking(f"event:{_EVENT}.form", place=mine[0].place)
        if not mine:
            watched = scene.view.observes(_EVENT)
            return lacking(*missing, pending=watched)
        if self.other:
            return lacking(*missing, place=mine[0].place)
        return _one_form(scene, mine[0], absent, missing)


def _one_form(
    scene: Scene, first: Happened, absent: tuple[str, ...], missing: tuple[str, ...]
) -> Outcome:
    end, until = patience(scene, first.us), scene.view.until
    if until is None or not scene.view.observes(_EVENT):
        return lacking(*missing, place=first.place)
    if end is None or until <= end.late_after:
        return lacking(*missing, pending=True, place=first.place)
    facts = {"absent": absent, "done": At(first.us)}
    return Outcome(Verdict.BROKEN, facts, place=first.place, spans=((first.us, end.late_after),))


def _forms(acts: list[Happened]) -> set[object]:
    return {act.event.form for act in acts}


def _agency(scene: Scene, subject: Subject) -> object:
    """The recipient that is judged; without one, the sender."""
    if subject.party is not None or subject.agency is not None:
        return subject.agency
    return UNKNOWN if scene.view.sender is None else scene.view.sender.id
