"""Checks: what a recipient found when it checked a document."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import Outcome, Scene, first, lacking
from egovdocs.policy.verdicts import Truth, Verdict, either
from egovdocs.policy.view import Happened, Subject, View
from egovdocs.record import UNKNOWN

_EVENT = "checked"
_SIGNATURES = "document.signatures"


@attrs.frozen
class CheckResult:
    """
    What the last check found of each of *fields*.

    Attributes:
        fields: ``authentic``, ``intact``, ``right_addressee``.
        known: enough that the check says so either way; otherwise it must say yes.
        signatures: the signatures must be known, and none of them be invalid.
        shown_by: events that show the same where no check was made; a check may still say no.
            Of several recipients each is shown only by an event that names it.
        before: only checks made by this moment count; empty for any.
        absent: ``broken`` where a check that is observed absent breaks it; else it proves
            nothing.
    """

    fields: tuple[str, ...]
    known: bool = False
    signatures: bool = False
    shown_by: tuple[str, ...] = ()
    absent: str = "undecided"
    before: str = ""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        judged = self._judged(scene, subject)
        invalid = _an_invalid_one(scene.view) if self.signatures else False
        if invalid:
            return Outcome(Verdict.BROKEN, {"absent": (_SIGNATURES,)}, field=_SIGNATURES)
        if invalid is None and judged.verdict is Verdict.KEPT:
            return lacking(_SIGNATURES, day=judged.day)
        return judged

    def _judged(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts(_EVENT, subject)
        made = self._in_time(scene, subject, acts.found)
        if made:
            return self._found(made[-1])
        if acts.found:
            return lacking(f"event:{_EVENT}")
        if acts.certainty == "unknown":
            return lacking(f"event:{_EVENT}")
        if self.absent == "broken":
            return Outcome(Verdict.BROKEN, {"absent": (_EVENT,)})
        return self._shown(scene, subject)

    def _in_time(
        self, scene: Scene, subject: Subject, found: tuple[Happened, ...]
    ) -> tuple[Happened, ...]:
        end = scene.moment(self.before, subject) if self.before else None
        if end is None or end.truth is not True:
            return found
        return tuple(act for act in found if act.us <= end.us)

    def _found(self, check: Happened) -> Outcome:
        told = {field: self._told(check, field) for field in self.fields}
        wrong = tuple(f"{_EVENT}.{field}" for field, truth in told.items() if truth is False)
        if wrong:
            facts = {"absent": wrong}
            return Outcome(Verdict.BROKEN, facts, day=check.us, place=check.place, field=wrong[0])
        unknown = tuple(f"event:{_EVENT}.{field}" for field, truth in told.items() if truth is None)
        if unknown:
            return lacking(*unknown, day=check.us)
        return Outcome(Verdict.KEPT, {"fields": self.fields}, day=check.us, place=check.place)

    def _told(self, check: Happened, field: str) -> Truth:
        value = getattr(check.event, field)
        if self.known:
            return None if value is UNKNOWN else value is not None
        return None if value in (UNKNOWN, None) else bool(value)

    def _shown(self, scene: Scene, subject: Subject) -> Outcome:
        act = first(
            scene.view, self.shown_by, subject, lambda act: _names(scene.view, act, subject)
        )
        if act.truth is not True:
            return lacking(f"event:{_EVENT}")
        return Outcome(Verdict.KEPT, {"shown_by": self.shown_by}, day=act.us, place=act.place)


def _names(view: View, act: Happened, subject: Subject) -> Truth:
    """Whether *act* is about *subject*; one that names nobody is about the only recipient."""
    named = act.event.agency
    if named in (UNKNOWN, None) or subject.agency is None:
        return None if len(view.recipients) > 1 else True
    return named == subject.agency


def _an_invalid_one(view: View) -> Truth:
    document = view.document
    if document is None or document.signatures is UNKNOWN:
        return None
    signatures = document.signatures or ()
    return either(None if part.valid is UNKNOWN else part.valid is False for part in signatures)
