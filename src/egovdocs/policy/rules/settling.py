"""Settling: what must be done by the date that the document, or the assignment, gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Outcome, Scene, first, lacking
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN
from egovdocs.timing import DAY_US, to_us
from egovdocs.timing.instants import EPOCH_ORDINAL

_FIELD = "document.due"


class _Given(NamedTuple):
    """The last instant in time; None where none was given, or nobody says (*missing*)."""

    late_after: int | None
    missing: tuple[str, ...] = ()


@attrs.frozen
class SettledBy:
    """
    The act *to* must follow *start* by the date given for it.

    The date is that of the document or, where it has none, of the assignment; a date without
    an hour lasts to its end.  Where there is neither the law says "in time", without a number,
    and since a matter takes the time that it takes, its absence proves nothing.

    Attributes:
        start: from when on the duty runs.
        to: what settles it.
        stops: events that end the duty while it runs.
        without: what is missing where no date is given: a number, or the text that sets one.
    """

    start: str
    to: tuple[str, ...]
    stops: tuple[str, ...] = ()
    without: str = "limit:immediately"

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        start = scene.moment(self.start, subject)
        if start.truth is not True:
            return lacking(*start.missing) if start.truth is None else NOT_APPLICABLE
        given = _given(scene, subject)
        judged = self._judged(scene, subject, given)
        facts: dict[str, object] = {"from": At(start.us), **judged.facts}
        if given.late_after is not None:
            facts |= {"due": At(given.late_after), "late_after": At(given.late_after)}
        return judged._replace(facts=facts, day=start.us, place=judged.place or start.place)

    def _judged(self, scene: Scene, subject: Subject, given: _Given) -> Outcome:
        act = first(scene.view, self.to, subject)
        end = given.late_after
        if act.truth is True:
            return self._done(scene, subject, given, act.us)._replace(place=act.place)
        until = scene.view.until
        if act.truth is None or until is None:
            return lacking(*(act.missing or tuple(f"event:{kind}" for kind in self.to)))
        if end is not None and until > end:
            return self._stopped(scene, subject, Outcome(Verdict.BROKEN), end)
        missing = tuple(f"event:{kind}" for kind in self.to)
        running = lacking(*missing, *given.missing, pending=not given.missing)
        return self._stopped(scene, subject, running, until)

    def _done(self, scene: Scene, subject: Subject, given: _Given, us: int) -> Outcome:
        facts = {"done": At(us)}
        if given.late_after is None:
            return lacking(*(given.missing or (self.without,)), facts=facts)
        if us <= given.late_after:
            return Outcome(Verdict.KEPT, facts)
        return self._stopped(scene, subject, Outcome(Verdict.BROKEN, facts), given.late_after)

    def _stopped(self, scene: Scene, subject: Subject, outcome: Outcome, end: int) -> Outcome:
        stop = first(scene.view, self.stops, subject)
        if stop.truth is True and stop.us <= end:
            return Outcome(Verdict.KEPT, {"stopped_at": At(stop.us)})
        if stop.missing and outcome.verdict is Verdict.BROKEN:
            return lacking(*stop.missing)
        return outcome


def _given(scene: Scene, subject: Subject) -> _Given:
    """The date of the document; where it has none, that of the last assignment."""
    document = scene.view.document
    due = UNKNOWN if document is None else document.due
    if due is UNKNOWN:
        return _Given(None, (_FIELD,))
    return _assigned(scene, subject) if due is None else _end(due)


def _assigned(scene: Scene, subject: Subject) -> _Given:
    acts = scene.view.acts("assigned", subject)
    dates = [act.event.due for act in acts.found if act.event.due is not None]
    if acts.certainty == "unknown" or UNKNOWN in dates:
        return _Given(None, ("event:assigned.due",))
    return _end(dates[-1] if dates else None)


def _end(due: object) -> _Given:
    if isinstance(due, datetime):
        return _Given(to_us(due))
    if isinstance(due, date):
        after = due + timedelta(1)
        return _Given((after.toordinal() - EPOCH_ORDINAL) * DAY_US - 1)
    return _Given(None)
