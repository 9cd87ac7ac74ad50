"""Document ids: the year of issue, and the ordinal within it."""

from __future__ import annotations

from datetime import date

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import DocumentId
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN

_FIELD = "document.id"


@attrs.frozen
class YearAndOrdinal:
    """
    The document's id must carry the year of its date and an ordinal, in whatever form.

    An id by the number of the document has that number for an ordinal: whether it is the
    ordinal that is meant is undecided.  The two are never compared.
    """

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        text = read_fact(scene, subject, _FIELD)
        if text is UNKNOWN:
            return lacking(_FIELD)
        if not isinstance(text, str) or not text:
            return NOT_APPLICABLE
        try:
            found = DocumentId.parse(text)
        except EgovdocsError:
            return _broken(text, "unreadable")
        if found.year is None:
            return _broken(text, "no-year")
        return _dated(found, read_fact(scene, subject, "document.date"))


def _dated(found: DocumentId, day: object) -> Outcome:
    if isinstance(day, date) and day.year != found.year:
        facts = {"value": str(found.year), "expected": str(day.year)}
        return Outcome(Verdict.BROKEN, facts, field=_FIELD)
    if found.sequence is None:
        return lacking(f"{_FIELD}:ordinal", field=_FIELD)
    if not isinstance(day, date):
        return lacking("document.date", field=_FIELD)
    return Outcome(Verdict.KEPT, {"canonical": str(found)}, field=_FIELD)


def _broken(text: str, problem: str) -> Outcome:
    return Outcome(Verdict.BROKEN, {"value": text, "problems": (problem,)}, field=_FIELD)
