"""Kinds of documents: which of them a text knows, and which it no longer knows."""

from __future__ import annotations

from datetime import date

import attrs

from egovdocs.policy.conditions import kind_name
from egovdocs.policy.rules.base import Outcome, Scene, lacking
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.rules.numbers import day_of_date
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN
from egovdocs.timing import day_of

_FIELD = "document.kind"


@attrs.frozen
class KnownKind:
    """
    The document is of one of *kinds*, by name or abbreviation.

    Another kind may be that of a specialised document, which the text leaves to others: it is
    undecided.  One of *former* was of the same sort and is none any more.
    """

    kinds: tuple[str, ...]
    former: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        kind = read_fact(scene, subject, _FIELD)
        if kind is UNKNOWN:
            return lacking(_FIELD)
        if not isinstance(kind, str) or not kind:
            return Outcome(Verdict.BROKEN, {"absent": (_FIELD,)}, field=_FIELD)
        judged = self._judged(kind_name(kind))
        dated = read_fact(scene, subject, "document.date")
        return judged._replace(field=_FIELD, day=day_of_date(dated))

    def _judged(self, name: str) -> Outcome:
        if name in self.kinds:
            return Outcome(Verdict.KEPT, {"value": name})
        if name in self.former:
            return Outcome(Verdict.BROKEN, {"value": name, "allowed": self.kinds})
        return lacking(f"{_FIELD}:open-list", facts={"value": name})


@attrs.frozen
class DatedWhenSigned:
    """
    The document's date is the day on which it was signed, in Vietnam.

    What is adopted first and signed later bears the day of adoption, which a log does not
    show: an earlier date is undecided, a later one is broken.
    """

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        dated = read_fact(scene, subject, "document.date")
        signed = scene.moment("@signed", subject)
        if not isinstance(dated, date):
            return lacking("document.date")
        if signed.truth is not True:
            return lacking(*(signed.missing or ("event:signed",)), day=day_of_date(dated))
        day = day_of(signed.us)
        facts = {"value": f"{dated:%d/%m/%Y}", "expected": f"{day:%d/%m/%Y}"}
        if dated < day:
            return lacking("day-of-adoption", day=signed.us, facts=facts, field="document.date")
        verdict = Verdict.KEPT if dated == day else Verdict.BROKEN
        return Outcome(verdict, facts, day=signed.us, place=signed.place, field="document.date")
