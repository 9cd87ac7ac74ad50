"""Reports due for a period: a month, a quarter, half a year, a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import attrs

from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Outcome,
    Scene,
    lacking,
)
from egovdocs.policy.rules.deadline import addressed_to
from egovdocs.policy.verdicts import Truth, Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN
from egovdocs.timing import DAY_US, Limit
from egovdocs.timing.instants import EPOCH_ORDINAL

_PERIODS = {
    "year": re.compile(r"(?P<year>[0-9]{4})"),
    "half-year": re.compile(r"(?P<year>[0-9]{4})-H(?P<part>[12])"),
    "quarter": re.compile(r"(?P<year>[0-9]{4})-Q(?P<part>[1-4])"),
    "month": re.compile(r"(?P<year>[0-9]{4})-(?P<part>0[1-9]|1[0-2])"),
}
_MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


def period_end(period: str, every: str) -> date | None:
    """The day after the last day of *period*, or None where it is no period of that length."""
    match = _PERIODS[every].fullmatch(period)
    if match is None:
        return None
    last = int(match.groupdict().get("part") or 1) * _MONTHS[every]
    year, month = int(match["year"]), last + 1
    return date(year + 1, 1, 1) if month > 12 else date(year, month, 1)


@attrs.frozen
class PeriodReport:
    """
    A report for every period of the length *every*.

    Attributes:
        every: month, quarter, half-year or year.
        before: the limit of a period (``before 10 June``) by its label: the part of the
            period after the year (``H1``), or ``*``; without one the duty has no number.
        to: only reports addressed to one of these are meant; then an absent one is never
            broken, and undecided where its period is asked for: the log does not say which
            agency must write it.
        others: to whom other agencies report for the same period: who reports to them is not
            the one meant, so the duty is not theirs.
        addressed: whom the report must go to; one sent elsewhere does not count, and one that
            does not say where to leaves it undecided, unless it is late in any case.
        successors: names of who may since stand in the addressee's place.
        reading: name of the reading that says whether the second half of a year has a report
            of its own (``both-halves``) or only the first (``first-half``).
    """

    every: str
    before: tuple[tuple[str, Limit], ...] = ()
    to: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    reading: str = ""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        if self.to:
            return self._addressed(scene, subject)
        periods = self._periods(scene)
        if not periods:
            return self._unasked(scene, subject)
        outcomes = [self._period(scene, subject, period) for period in periods]
        return min(outcomes, key=lambda outcome: _SEVERITY[outcome.verdict])

    def _unasked(self, scene: Scene, subject: Subject) -> Outcome:
        """Nobody asked about a period, and no report names one; an unseen one might."""
        acts = scene.view.acts("report-submitted", subject)
        if acts.certainty == "unknown" or any(act.event.period is UNKNOWN for act in acts.found):
            return lacking("event:report-submitted.period")
        return NOT_APPLICABLE

    def _addressed(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts("report-submitted", subject)
        if not acts.found and acts.certainty == "unknown":
            return lacking("event:report-submitted")
        sent = [
            act for act in acts.found
            if isinstance(act.event.period, str) and self.meant(act.event.period, scene.readings)
        ]  # fmt: skip
        told = [(act, addressed_to(self.to, self.successors)(act)) for act in sent]
        for act, counts in told:
            if counts is True:
                facts = {"period": act.event.period, "done": At(act.us)}
                return Outcome(Verdict.KEPT, facts, day=act.us, place=act.place)
        if any(counts is None for _, counts in told):
            return lacking("event:report-submitted.to", day=sent[0].us)
        unnamed = [act for act in acts.found if act.event.period is UNKNOWN]
        if unnamed:
            return lacking("event:report-submitted.period", day=unnamed[0].us)
        return self._whose(scene, sent)

    def _whose(self, scene: Scene, sent: list[Happened]) -> Outcome:
        """Nothing went to the addressee: whether this agency must write it is not known."""
        elsewhere = addressed_to(self.others)
        settled = {act.event.period for act in sent if elsewhere(act) is True}
        for period in self._periods(scene):
            if period not in settled:
                return lacking(f"event:report-submitted.period={period}")
        return NOT_APPLICABLE

    def due(self, period: str) -> int | None:
        """The last instant in time for *period*, or None where the law has no number."""
        limit = dict(self.before).get(period.partition("-")[2]) or dict(self.before).get("*")
        if limit is None or limit.kind != "before-date":
            return None
        day = date(int(period[:4]), limit.month, limit.day)
        return (day.toordinal() - EPOCH_ORDINAL) * DAY_US - 1

    def _periods(self, scene: Scene) -> tuple[str, ...]:
        named = scene.view.case.periods
        listed = named if isinstance(named, tuple) else ()
        sent = scene.view.by_type.get("report-submitted", ())
        given = [act.event.period for act in sent if isinstance(act.event.period, str)]
        return tuple(
            period for period in dict.fromkeys((*listed, *given))
            if self.meant(period, scene.readings)
        )  # fmt: skip

    def meant(self, period: str, readings: Mapping[str, str]) -> bool:
        """Whether a report is asked for *period*: of that length, and one that has a limit."""
        if period_end(period, self.every) is None:
            return False
        if period.endswith("-H2") and readings.get(self.reading) == "first-half":
            return False
        return not self.before or self.due(period) is not None

    def _period(self, scene: Scene, subject: Subject, period: str) -> Outcome:
        end = period_end(period, self.every)
        assert end is not None
        start_us = (end.toordinal() - EPOCH_ORDINAL) * DAY_US
        due = self.due(period)
        facts: dict[str, object] = {"period": period}
        if due is not None:
            facts |= {"due": At(due), "late_after": At(due)}
        act, counts = self._submitted(scene, subject, period, due)
        day = min(start_us, due) if due is not None else start_us
        if act is not None:
            late = due is not None and act.us > due
            if counts is None and not late:
                return lacking("event:report-submitted.to", day=day, place=act.place, facts=facts)
            facts["done"] = At(act.us)
            verdict = Verdict.BROKEN if late else Verdict.KEPT
            return Outcome(verdict, facts, day=day, place=act.place)
        return self._absent(scene, facts, start_us, due)._replace(day=day)

    def _submitted(
        self, scene: Scene, subject: Subject, period: str, due: int | None
    ) -> tuple[Happened | None, Truth]:
        """The first report for *period* that counts, or an earlier one that may save it."""
        addressed = addressed_to(self.addressed, self.successors) if self.addressed else None
        told = [
            (act, True if addressed is None else addressed(act))
            for act in scene.view.acts("report-submitted", subject).found
            if act.event.period == period
        ]
        sure = next((act for act, counts in told if counts is True), None)
        if sure is not None and (due is None or sure.us <= due):
            return sure, True
        return next(((act, counts) for act, counts in told if counts is not False), (None, None))

    def _absent(
        self, scene: Scene, facts: dict[str, object], start_us: int, due: int | None
    ) -> Outcome:
        view = scene.view
        unnamed = any(
            act.event.period is UNKNOWN for act in view.by_type.get("report-submitted", ())
        )
        missing = f"event:report-submitted.period={facts['period']}"
        if unnamed or not view.observes("report-submitted") or view.until is None:
            return lacking(missing, facts=facts)
        last = due if due is not None else self._unquantified(scene, start_us)
        if last is not None and view.until > last:
            return Outcome(Verdict.BROKEN, facts)
        return lacking(missing, facts=facts, pending=True)

    def _unquantified(self, scene: Scene, start_us: int) -> int | None:
        if scene.readings["unquantified-absence"] == "never":
            return None
        end = scene.calendar.deadline(Limit.parse("next working day"), start_us - 1)
        return None if end is None else end.late_after


_SEVERITY = {
    Verdict.BROKEN: 0, Verdict.UNDECIDED: 1, Verdict.KEPT: 2, Verdict.NOT_APPLICABLE: 3,
}  # fmt: skip


def periods_of(year: int, every: str) -> tuple[str, ...]:
    """The periods of one year: ``2020-Q1`` to ``2020-Q4`` for quarter."""
    forms = {
        "year": ["{year}"], "half-year": ["{year}-H1", "{year}-H2"],
        "quarter": [f"{{year}}-Q{part}" for part in range(1, 5)],
        "month": [f"{{year}}-{part:02d}" for part in range(1, 13)],
    }  # fmt: skip
    return tuple(form.format(year=year) for form in forms[every])


def day_before(day: date) -> date:
    """The day before *day*."""
    return day - timedelta(days=1)
