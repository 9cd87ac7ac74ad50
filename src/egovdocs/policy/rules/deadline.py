"""
Duties: an act that must follow another, within a limit, at once, or at no stated time.

* A limit with a number is judged by the calendar.
* ``immediately`` has no number in law: an act that was done is undecided, with the working
  time it took, unless the reading ``immediately`` sets a tolerance in working hours.
* Without a limit the duty is kept once it was done.
* Where there is no number and the act is observed absent, the duty is pending until the end
  of the next working day after the trigger, then broken (reading ``unquantified-absence``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids import AgencyId
from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Moment,
    Outcome,
    Scene,
    Seconds,
    by_channel,
    first,
    lacking,
)
from egovdocs.policy.rules.sendings import PUBLISHED, served
from egovdocs.policy.verdicts import Truth, Verdict, both
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN
from egovdocs.record.words import fold
from egovdocs.timing import Deadline, Limit

Test: TypeAlias = Callable[[Happened], Truth]

NEXT_DAY = Limit.parse("next working day")
_TOLD = "recall-sent"
SECOND = 1_000_000
HOUR = 3600 * SECOND
_SEVERITY = {
    Verdict.BROKEN: 0, Verdict.UNDECIDED: 1, Verdict.KEPT: 2, Verdict.NOT_APPLICABLE: 3,
}  # fmt: skip


@attrs.frozen
class Duty:
    """
    The act *to* must follow the moment *start*.

    Attributes:
        start: an event type, or a derived moment such as ``@received``.
        to: event types, any of which does it.
        limit: how long it may take; None for a duty without a number.
        channels: channels by which the act counts; empty for any.
        stops: events that end the duty while it runs.
        early: whether an act before *start* counts as done.
        absence: ``undecided`` where an act without a number that is observed absent proves
            nothing (archiving comes when a file is closed).
        reading: name of the reading that may lift *channels* (``any``: any of them will do).
        carrying: a field that the act must carry to count (``lead``).
        addressed: names of whom the act must be addressed to; empty for anybody.
        successors: names of who may since stand in their place, which the text does not say.
        same: a field (``account``): the duty begins again with every event, and the act must
            share the field with it.
        perhaps: events that follow from the act as a rule and do not show it: where one of
            them happened, the act that is not seen is undecided.
    """

    start: str
    to: tuple[str, ...]
    limit: Limit | None = None
    channels: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    early: bool = True
    absence: str = "broken"
    reading: str = ""
    carrying: str = ""
    addressed: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    same: str = ""
    perhaps: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        start = scene.moment(self.start, subject)
        if start.truth is False:
            return NOT_APPLICABLE
        if start.truth is None:
            return lacking(*start.missing, because=start.because, spans=start.spans, unsure=True)
        if self.same:
            return self._each(scene, subject)
        return self._follow(scene, subject, start)

    def _each(self, scene: Scene, subject: Subject) -> Outcome:
        """The worst of the duties that began with each such event."""
        told = [
            self._follow(
                scene,
                subject,
                Moment(True, begun.us, begun.place),
                shares(self.same, getattr(begun.event, self.same)),
            )
            for begun in scene.view.acts(self.start, subject).found
        ]
        return min(told, key=lambda outcome: _SEVERITY[outcome.verdict])

    def _follow(
        self, scene: Scene, subject: Subject, start: Moment, also: Test | None = None
    ) -> Outcome:
        """Judge the duty that began at *start*; *also* is a further test of the act."""
        deadline = self.deadline(scene, start.us)
        wanted = self._wanted(scene, start.us, self._told(scene, subject) or also)
        act = self._act(scene, subject, wanted, deadline)
        judged = self._judged(scene, subject, start, act, deadline)
        if judged.verdict is Verdict.KEPT and act.truth is True and PUBLISHED in self.to:
            judged = self._for_one(scene, subject, judged, wanted, self._last(act, deadline))
        if judged.verdict is Verdict.BROKEN and self.perhaps:
            judged = self._followed(scene, subject, judged)
        return self._described(scene, judged, start, act, deadline)

    def _for_one(
        self,
        scene: Scene,
        subject: Subject,
        judged: Outcome,
        wanted: Test | None,
        last: int | None,
    ) -> Outcome:
        """One of several recipients is served by the sending that can have reached it."""
        sent = scene.view.acts(PUBLISHED).found
        in_time = (act for act in sent if last is None or act.us <= last)
        fit = tuple(act for act in in_time if wanted is None or wanted(act) is True)
        if served(scene, subject, fit, self.channels):
            return judged
        return lacking("event:arrived.channel")

    def _last(self, act: Moment, deadline: Deadline | None) -> int | None:
        """Until when another sending is in time as well; None where there is no limit."""
        if deadline is not None:
            return deadline.late_after
        return None if self.limit is None else act.us

    def _followed(self, scene: Scene, subject: Subject, judged: Outcome) -> Outcome:
        """An act that is not seen, where what follows from it was seen, or may have been."""
        later = first(scene.view, self.perhaps, subject)
        if later.truth is False:
            return judged
        return lacking(*(f"event:{kind}" for kind in self.to), *later.missing)

    def _wanted(self, scene: Scene, start_us: int, also: Test | None) -> Test | None:
        """The test that an act must pass to do the duty; None where any act does it."""
        channels = () if scene.readings.get(self.reading) == "any" else self.channels
        tests = (
            by_channel(channels),
            None if self.early else since(start_us),
            carries(self.carrying) if self.carrying else None,
            addressed_to(self.addressed, self.successors) if self.addressed else None,
            also,
        )
        asked = [test for test in tests if test is not None]
        return (lambda act: both(test(act) for test in asked)) if asked else None

    def _told(self, scene: Scene, subject: Subject) -> Test | None:
        """Of several recipients, a notice of recall counts for the one whom it names."""
        several = len(scene.view.recipients) > 1 and subject in scene.view.recipients
        return tells(subject, scene.view.recipients) if several and _TOLD in self.to else None

    @property
    def _lacks(self) -> str:
        told = _TOLD in self.to and not self.channels
        return "to" if self.addressed or told else self.carrying or self.same or "channel"

    def _act(
        self, scene: Scene, subject: Subject, wanted: Test | None, deadline: Deadline | None
    ) -> Moment:
        """The act; one that may not count is taken where it would be late in any case."""
        found = first(scene.view, self.to, subject, wanted, self._lacks)
        if found.truth is not None or wanted is None or deadline is None:
            return found
        hopeful = first(scene.view, self.to, subject, lambda act: wanted(act) is not False)
        late = hopeful.truth is True and not hopeful.missing and hopeful.us > deadline.late_after
        return hopeful if late else found

    def deadline(self, scene: Scene, start_us: int) -> Deadline | None:
        """When this falls due if it starts at *start_us*; None where the law has no number."""
        if self.limit is None or not self.limit.quantified:
            return None
        return scene.calendar.deadline(
            self.limit,
            start_us,
            same_day=cast("Any", scene.readings["same-day"]),
            lateness=cast("Any", scene.readings["lateness"]),
        )

    def _judged(
        self, scene: Scene, subject: Subject, start: Moment, act: Moment, deadline: Deadline | None
    ) -> Outcome:
        if act.truth is True:
            if deadline is None:
                return self._unmeasured(scene, start, act)
            if act.us <= deadline.late_after:
                return Outcome(Verdict.KEPT)
            late = lacking(*act.missing) if act.missing else Outcome(Verdict.BROKEN)
            return self._stopped(scene, subject, late, deadline.late_after)
        until = scene.view.until
        if act.truth is None or until is None:
            running = lacking(*(act.missing or tuple(f"event:{kind}" for kind in self.to)))
            if self.limit is not None and deadline is None:
                return running  # once done it would be undecided, whatever stopped it later
            end = deadline or self._patience(scene, start.us)
            return self._stopped(scene, subject, running, None if end is None else end.late_after)
        return self._absent(scene, subject, start, deadline, until)

    def _unmeasured(self, scene: Scene, start: Moment, act: Moment) -> Outcome:
        if self.limit is None or act.us <= start.us:
            return Outcome(Verdict.KEPT)
        tolerance = scene.readings["immediately"]
        if tolerance == "undecided":
            return lacking("limit:immediately")
        allowed = Limit.parse(tolerance)
        end = scene.calendar.deadline(allowed, start.us)
        if end is not None and act.us <= end.late_after:
            return Outcome(Verdict.KEPT)
        return lacking(*act.missing) if act.missing else Outcome(Verdict.BROKEN)

    def _absent(
        self,
        scene: Scene,
        subject: Subject,
        start: Moment,
        deadline: Deadline | None,
        until: int,
    ) -> Outcome:
        end = deadline or self._patience(scene, start.us)
        if end is not None and until > end.late_after:
            broken = Outcome(Verdict.BROKEN)
            return self._stopped(scene, subject, broken, end.late_after)
        pending = Outcome(
            Verdict.UNDECIDED, missing=tuple(f"event:{k}" for k in self.to), pending=True
        )
        return self._stopped(scene, subject, pending, until)

    def _patience(self, scene: Scene, start_us: int) -> Deadline | None:
        return None if self.absence == "undecided" else patience(scene, start_us)

    def _stopped(
        self, scene: Scene, subject: Subject, outcome: Outcome, end: int | None
    ) -> Outcome:
        """A stop before the limit ran out ends the duty; one that may have happened, too."""
        if not self.stops:
            return outcome
        stop = first(scene.view, self.stops, subject)
        if stop.truth is True and (end is None or stop.us <= end):
            return Outcome(Verdict.KEPT, {"stopped_at": At(stop.us)})
        if stop.missing and outcome.verdict is Verdict.BROKEN:
            return lacking(*stop.missing)
        return outcome

    def _described(
        self, scene: Scene, judged: Outcome, start: Moment, act: Moment, deadline: Deadline | None
    ) -> Outcome:
        facts: dict[str, object] = {"from": At(start.us)}
        spans = start.spans
        if deadline is not None:
            facts["limit"] = str(self.limit)
            facts["due"] = At(deadline.due)
            facts["late_after"] = At(deadline.late_after)
            spans = (*spans, (start.us, deadline.late_after))
        if act.truth is True:
            facts["done"] = At(act.us)
            if self.limit is not None and act.us > start.us:
                facts["took"] = Seconds(scene.calendar.elapsed_us(start.us, act.us) // SECOND)
                spans = spans or ((start.us, act.us),)
        return Outcome(
            judged.verdict,
            {**facts, **judged.facts},
            judged.missing,
            judged.pending,
            day=start.us,
            place=act.place if act.truth is True else start.place,
            field=judged.field,
            spans=spans,
            because=start.because,
        )


def patience(scene: Scene, start_us: int) -> Deadline | None:
    """Until when a duty without a number may stay undone; None where nothing says."""
    if scene.readings["unquantified-absence"] == "never":
        return None
    return scene.calendar.deadline(
        NEXT_DAY, start_us, same_day=cast("Any", scene.readings["same-day"])
    )


def since(start_us: int) -> Test:
    """A test for events at *start_us* or later."""
    return lambda act: act.us >= start_us


def carries(field: str) -> Test:
    """A test for events that carry *field*; null and empty text do not."""

    def test(act: Happened) -> Truth:
        value = getattr(act.event, field)
        return None if value is UNKNOWN else value not in (None, "", ())

    return test


def addressed_to(names: tuple[str, ...], successors: tuple[str, ...] = ()) -> Test:
    """
    A test for events addressed to one of *names*, in any spelling of letters.

    Whether one of *successors* will do is unknown, as is whose an agency's id is, and whether
    a longer name that begins like one of them means the same body.
    """
    wanted, doubtful = frozenset(map(fold, names)), frozenset(map(fold, successors))
    longer = tuple(f"{name} " for name in wanted | doubtful)

    def test(act: Happened) -> Truth:
        to = act.event.to
        if to is UNKNOWN or not to:
            return None if to is UNKNOWN else False
        name = fold(to)
        if name in doubtful or name.startswith(longer) or _is_id(to):
            return True if name in wanted else None
        return name in wanted

    return test


def tells(subject: Subject, everybody: tuple[Subject, ...]) -> Test:
    """A test for notices to *subject*, one of *everybody*; a notice to nobody named may be."""
    mine = _called(subject)
    theirs = frozenset(name for other in everybody for name in _called(other))

    def test(act: Happened) -> Truth:
        if act.event.type != _TOLD:
            return True
        to = act.event.to
        if to is UNKNOWN or not to or fold(to) not in theirs:
            return None
        return fold(to) in mine

    return test


def _called(subject: Subject) -> frozenset[str]:
    """The id and the name of a recipient."""
    name = None if subject.party is None else subject.party.name
    return frozenset(fold(part) for part in (subject.agency, name) if isinstance(part, str))


def _is_id(text: str) -> bool:
    try:
        return bool(AgencyId.parse(text).code)
    except EgovdocsError:
        return False


def shares(field: str, mine: object) -> Test:
    """A test for events that have *mine* in *field*, as the one that began the duty has."""

    def test(act: Happened) -> Truth:
        other = getattr(act.event, field)
        return None if UNKNOWN in (mine, other) else bool(mine == other)

    return test
