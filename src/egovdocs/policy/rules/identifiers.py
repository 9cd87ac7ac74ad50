"""Identifiers: whether what stands in a field follows the grammar that a clause states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId, DocumentId, DocumentNumber
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN
from egovdocs.timing import day_of

_TYPES: Mapping[str, Any] = {
    "agency-id": AgencyId,
    "document-id": DocumentId,
    "document-number": DocumentNumber,
}


@attrs.frozen
class Identifier:
    """
    The text in *field* must be an identifier of the type *type*.

    Attributes:
        field: a path such as ``document.id``.
        type: agency-id, document-id or document-number.
        form: the form that the clause prescribes; empty where it prescribes none.
        problems: codes of departures from the grammar that break this clause; empty: all.
    """

    field: str
    type: str
    form: str = ""
    problems: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, self.field)
        if text is UNKNOWN:
            return lacking(self.field)
        if not isinstance(text, str) or not text:
            return Outcome(Verdict.BROKEN, {"absent": (self.field,)}, field=self.field)
        try:
            found = _TYPES[self.type].parse(text)
        except EgovdocsError:
            return self._broken(text, "unreadable")
        if self.form and found.form != self.form:
            return self._broken(text, f"form:{found.form}")
        wrong = tuple(
            problem.code for problem in found.problems
            if not self.problems or problem.code in self.problems
        )  # fmt: skip
        if wrong:
            return self._broken(text, *wrong)
        return Outcome(Verdict.KEPT, {"value": text, "canonical": str(found)}, field=self.field)

    def _broken(self, text: str, *problems: str) -> Outcome:
        return Outcome(Verdict.BROKEN, {"value": text, "problems": problems}, field=self.field)


@attrs.frozen
class Generation:
    """
    The agency id in *field* must be of a generation that was in use on the document's day.

    Where the text that states the older form was not amended when the newer one came, an
    older id after *old_until* is undecided: two texts differ.

    Attributes:
        field: an agency id, or ``document.id`` for the agency in it.
        new_from: the first day of the newer generation.
        old_until: the last day on which both are in use.
    """

    field: str
    new_from: date
    old_until: date

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, self.field)
        if text is UNKNOWN:
            return lacking(self.field)
        agency = self._agency(text) if isinstance(text, str) else None
        if agency is None:
            return NOT_APPLICABLE
        day = document_day(scene, subject)
        if day is None:
            return lacking("document.date", field=self.field)
        facts = {"value": str(agency), "new_from": f"{self.new_from:%d/%m/%Y}"}
        if agency.generation == "20" and day < self.new_from:
            return Outcome(Verdict.BROKEN, facts, field=self.field)
        if agency.generation == "102" and day > self.old_until:
            return lacking("law:old-agency-id", facts=facts, field=self.field)
        return Outcome(Verdict.KEPT, {"canonical": str(agency)}, field=self.field)

    def _agency(self, text: str) -> AgencyId | None:
        try:
            if self.field == "document.id":
                return DocumentId.parse(text).agency
            return AgencyId.parse(text)
        except EgovdocsError:
            return None


def document_day(scene: Scene, subject: Subject) -> date | None:
    """The day of the document; without one, that of its issue."""
    dated = read_fact(scene, subject, "document.date")
    if isinstance(dated, date):
        return dated
    issued = scene.moment("published", subject)
    return day_of(issued.us) if issued.truth is True else None


@attrs.frozen
class SameAgency:
    """
    The agency part of the document's id must be the id of its sender.

    Attributes:
        absent: ``broken`` where an id without an agency breaks it; else that is undecided,
            because the id may be of a form that another text allows.
    """

    absent: str = "undecided"

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, "document.id")
        sender = read_fact(scene, subject, "sender.id")
        unknown = tuple(
            name for name, value in (("document.id", text), ("sender.id", sender))
            if not isinstance(value, str) or not value
        )  # fmt: skip
        if unknown:
            return lacking(*unknown)
        try:
            agency = DocumentId.parse(str(text)).agency
            named = AgencyId.parse(str(sender))
        except EgovdocsError:
            return lacking("document.id:readable", field="document.id")
        if agency is None and self.absent == "undecided":
            return lacking("document.id:agency", field="document.id")
        if agency is None:
            facts = {"value": str(text), "expected": str(named)}
            return Outcome(Verdict.BROKEN, facts, field="document.id")
        verdict = Verdict.KEPT if str(agency) == str(named) else Verdict.BROKEN
        facts = {"value": str(agency), "expected": str(named)}
        return Outcome(verdict, facts, field="document.id")
