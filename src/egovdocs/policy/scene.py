"""
The scene in which rules are judged: one case, one calendar, the moments derived from both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

import attrs

from egovdocs.policy.conditions import digitised
from egovdocs.policy.questions import Question, Resolved
from egovdocs.policy.rules.base import ABSENT, Moment, first
from egovdocs.policy.verdicts import Truth, either
from egovdocs.policy.view import Happened, Subject, View
from egovdocs.record import UNKNOWN, Message
from egovdocs.timing import Clock, WorkCalendar, day_of, receipt, to_us


@attrs.define(eq=False)
class CaseScene:
    """One case before the rules; derived moments are computed once per subject."""

    view: View
    calendar: WorkCalendar
    readings: Mapping[str, str]
    questions: Mapping[str, Question]
    pinned: date | None = None
    memo: dict[tuple[str, Subject], Moment] = attrs.field(factory=dict)

    def moment(self, name: str, subject: Subject) -> Moment:
        """Return the first instant of an event, or a derived moment."""
        key = (name, subject)
        found = self.memo.get(key)
        if found is None:
            derive = _DERIVED.get(name)
            found = first(self.view, (name,), subject) if derive is None else derive(self, subject)
            self.memo[key] = found
        return found

    def resolve(self, question: str, us: int, channel: object, subject: Subject) -> Resolved:
        """Return the clause that answers *question* on the day of *us*."""
        day = self.pinned or day_of(us)
        return self.questions[question].resolve(day, channel, self.relation, self.view, subject)

    @property
    def relation(self) -> object:
        """Between whom: documents go between agencies; a message says so itself."""
        if self.view.case.about == "document":
            return "between-agencies"
        message = self.view.case.message
        return message.relation if isinstance(message, Message) else UNKNOWN


def _received(scene: CaseScene, subject: Subject) -> Moment:
    arrived = first(scene.view, ("arrived",), subject)
    if arrived.truth is not True or arrived.place is None:
        return arrived
    channel = scene.view.case.events[arrived.place].channel
    resolved = scene.resolve("received", arrived.us, channel, subject)
    if resolved.missing == ("law:received",) or (resolved.answer and resolved.answer.default):
        # What enters on the eve of a regulation is received on its first day, under it.
        opening = scene.calendar.next_open_us(arrived.us)
        under = scene.resolve("received", opening, channel, subject)
        resolved = under if under.answer and not under.answer.default else resolved
    if resolved.answer is None:
        missing = tuple(
            "event:arrived.channel" if part == "channel" else part for part in resolved.missing
        )
        return Moment(None, missing=missing, because=resolved.because or resolved.conflict)
    at = receive(resolved.answer.clock, arrived.us, scene.calendar, scene.readings)
    if at is None:
        return Moment(None, missing=("clock:undetermined",), because=resolved.because)
    return Moment(True, at, arrived.place, spans=((arrived.us, at),), because=resolved.because)


def receive(
    clock: str, arrived_us: int, calendar: WorkCalendar, readings: Mapping[str, str]
) -> int | None:
    """Return when an entry counts as received under *clock* and the readings."""
    return receipt(
        cast("Clock", clock),
        arrived_us,
        calendar,
        before_opening=cast("Any", readings["before-opening"]),
        closing_instant=cast("Any", readings["closing-instant"]),
    )


def _sent(scene: CaseScene, subject: Subject) -> Moment:
    published = first(scene.view, ("published",), subject)
    if published.truth is not True or published.place is None:
        return published
    channel = scene.view.case.events[published.place].channel
    resolved = scene.resolve("sent", published.us, channel, subject)
    if resolved.answer is None:
        return Moment(None, missing=resolved.missing, because=resolved.because)
    if resolved.answer.moment == "published" or scene.readings["sent"] == "published":
        return published._replace(because=resolved.because)
    success = first(scene.view, ("acknowledged",), subject)
    if success.truth is not True:
        return success._replace(because=resolved.because)
    later = max(published, success, key=lambda moment: moment.us)
    return later._replace(because=resolved.because)


def _signing(
    event: str, by: str, on_paper: Callable[[View], Truth] = lambda _: False
) -> Callable[[CaseScene, Subject], Moment]:
    """The event; without it, the moment of the signature itself, unless made *on_paper*."""

    def derive(scene: CaseScene, subject: Subject) -> Moment:
        happened = first(scene.view, (event,), subject)
        if happened.truth is True:
            return happened
        document = scene.view.document
        given = UNKNOWN if document is None else document.signatures
        if given is UNKNOWN:
            # An event that was not seen does not show that nobody signed.
            return happened if happened.missing else Moment(None, missing=("document.signatures",))
        # A list that is given is exhaustive: nobody else signed digitally.
        concerned = [part for part in given or () if part.by in (by, UNKNOWN)]
        for signature in concerned:
            if signature.by == by and isinstance(signature.at, datetime):
                return Moment(True, to_us(signature.at))
        if concerned:
            return Moment(None, missing=(f"event:{event}",))
        # What was made on paper was signed there, by an act that may be unseen.
        return happened if happened.missing and on_paper(scene.view) is not False else ABSENT

    return derive


def _fault(scene: CaseScene, subject: Subject) -> Moment:
    """When a recipient found something wrong: by a check, or by refusing."""
    return first(scene.view, ("checked", "refused"), subject, _faulty, "intact")


def _faulty(act: Happened) -> Truth:
    if act.event.type == "refused":
        return True
    return either(
        None if flag is UNKNOWN else flag is False
        for flag in (act.event.authentic, act.event.intact, act.event.right_addressee)
    )


def _check_failed(scene: CaseScene, subject: Subject) -> Moment:
    """When a check of a recipient found something wrong."""
    return first(scene.view, ("checked",), subject, _faulty, "intact")


def _signed_through(scene: CaseScene, subject: Subject) -> Moment:
    """When the last of the two signatures was made; the agency's may have none."""
    signed, sealed = scene.moment("@signed", subject), scene.moment("@sealed", subject)
    if signed.truth is not True or sealed.truth is None:
        return signed if signed.truth is not True else sealed
    made = [signed, *([sealed] if sealed.truth else []), *_made(scene.view)]
    return max(made, key=lambda part: part.us)


def _made(view: View) -> list[Moment]:
    """When each valid digital signature of the sender's side was made, where it says so."""
    document = view.document
    given = UNKNOWN if document is None else document.signatures
    listed = given if isinstance(given, tuple) else ()
    return [
        Moment(True, to_us(part.at))
        for part in listed
        if part.by in ("authority", "agency") and part.valid is True
        if isinstance(part.at, datetime)
    ]


def _held_up(scene: CaseScene, subject: Subject) -> Moment:
    """
    From when an outage holds the document up; not at all where it passed the system before.

    That is the later of the beginning of the outage and the signing or arrival.
    """
    began, ended = scene.moment("outage-began", subject), scene.moment("outage-ended", subject)
    if began.truth is not True:
        return began
    entry = _entry(scene, subject)
    if entry.truth is not True:
        return entry
    gone = scene.moment("published", subject)
    over = ended.truth is True and ended.us <= entry.us
    before = gone.truth is True and gone.us <= began.us
    return ABSENT if over or before else max(began, entry, key=lambda part: part.us)


def _passed_on(scene: CaseScene, subject: Subject) -> Moment:
    """When a recipient first passed the document on: by a transfer, or by an assignment."""
    return first(scene.view, ("transferred", "assigned"), subject)


def _entry(scene: CaseScene, subject: Subject) -> Moment:
    """When the document was signed or, where that is not known, arrived."""
    signed, arrived = scene.moment("@signed", subject), scene.moment("arrived", subject)
    if signed.truth is True:
        return signed
    return arrived if arrived.truth is True or signed.truth is False else signed


_DERIVED: Mapping[str, Callable[[CaseScene, Subject], Moment]] = {
    "@received": _received,
    "@sent": _sent,
    "@signed": _signing("signed", "authority", digitised),
    "@sealed": _signing("sealed", "agency"),
    "@fault": _fault,
    "@check-failed": _check_failed,
    "@signed-through": _signed_through,
    "@held-up": _held_up,
    "@passed-on": _passed_on,
}
