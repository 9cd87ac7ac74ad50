"""
One rule for a group of rows: trigger, duty, exception, scope, law of the day.

Step by step as a case is judged; only instants, and what is compared with them, are arrays.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.extras import extra
from egovdocs.bulk.groups import ABSENT, Group
from egovdocs.bulk.kernel import BROKEN, KEPT, NOT_APPLICABLE, UNDECIDED, Moment, Ruling
from egovdocs.policy.judging import FIRST_ACTS, Bound, actors, day_start
from egovdocs.policy.rules.deadline import NEXT_DAY, Duty
from egovdocs.policy.view import WHOLE, Subject

if TYPE_CHECKING:
    from egovdocs.bulk.kernel import Codes
    from egovdocs.bulk.slots import Instants

_FOREVER = 1 << 62


def judge_rule(group: Group, bound: Bound) -> Ruling:
    """Judge the rows of *group* by one rule: trigger, duty, exception, scope, law of the day."""
    subject = group.pattern.of(bound)
    duty = duty_of(bound)
    start = group.moment(duty.start, subject)
    given = group.pattern.truth(bound.rule.given, subject, True)
    if given is False or start.truth is False:
        return _untimed(group, group.all(NOT_APPLICABLE))
    if start.truth is None:
        return _untimed(group, _bounded(group, bound, start, group.all(UNDECIDED)))
    if duty.limit is None:
        codes = _excepted(group, bound, given, _done(group, duty, subject, start.us))
        return _untimed(group, _bounded(group, bound, start, codes))
    return _timed(group, bound, start, given)


def _untimed(group: Group, codes: Codes) -> Ruling:
    """Verdicts without moments."""
    np = extra("numpy")
    nothing, unset = np.zeros(group.size, np.int64), np.zeros(group.size, np.bool_)
    return Ruling(codes, nothing, nothing, unset, nothing, unset)


def _timed(group: Group, bound: Bound, start: Moment, given: object) -> Ruling:
    """A duty with a limit in numbers, whose start is known."""
    np = extra("numpy")
    subject, duty = group.pattern.of(bound), duty_of(bound)
    begun = group.slots.worked(start.us)
    due, late = _deadline(group, duty, start.us, begun)
    codes = _excepted(group, bound, given, _judged(group, duty, subject, late))
    codes = _bounded(group, bound, start, codes)
    act, every = group.first(duty.to, subject), np.ones(group.size, np.bool_)
    if act.truth is not True:
        return Ruling(codes, due, late, every, np.zeros(group.size, np.int64), ~every)
    took = np.maximum(group.slots.worked(act.us) - begun, 0)
    return Ruling(codes, due, late, every, took, every)


def duty_of(bound: Bound) -> Duty:
    kind = bound.rule.kind
    if not isinstance(kind, Duty):
        raise TypeError(bound.rule.use)
    return kind


def _deadline(
    group: Group, duty: Duty, start: Instants, begun: Instants
) -> tuple[Instants, Instants]:
    """Until when; *begun* is the working time that had passed by *start*."""
    limit = duty.limit
    if limit is None:
        raise TypeError("a duty without a limit is not judged in columns")
    if limit.kind == "working-hours":
        due, late = group.slots.used_up(begun + limit.amount_us)
        return due, due if group.kernel.policy.profile.readings["lateness"] != "elapsed" else late
    end = group.kernel.ends(group.slots, limit).of(start)
    return end, end


def _judged(group: Group, duty: Duty, subject: Subject, late: Instants) -> Codes:
    """The duty by itself: done in time, done late, running, or not done."""
    np = extra("numpy")
    act = group.first(duty.to, subject)
    until = group.pattern.view.until
    if act.truth is True:
        worst = UNDECIDED if act.missing else BROKEN
        codes = np.where(act.us <= late, KEPT, _stopped(group, duty, subject, worst, late))
    elif act.truth is None or until is None:
        codes = _stopped(group, duty, subject, UNDECIDED, late)
    else:
        broken = _stopped(group, duty, subject, BROKEN, late)
        codes = np.where(until > late, broken, _stopped(group, duty, subject, UNDECIDED, until))
    found: Codes = codes.astype(np.int8)
    return found


def _done(group: Group, duty: Duty, subject: Subject, start: Instants) -> Codes:
    """A duty without a number: kept once done, and not done after the next working day."""
    np = extra("numpy")
    act, until = group.first(duty.to, subject), group.pattern.view.until
    if act.truth is True:
        return group.all(KEPT)
    end = _patience(group, duty, start)
    if act.truth is None or until is None:
        return _int8(_stopped(group, duty, subject, UNDECIDED, _FOREVER if end is None else end))
    waiting = _stopped(group, duty, subject, UNDECIDED, until)
    if end is None:
        return _int8(waiting)
    return _int8(np.where(until > end, _stopped(group, duty, subject, BROKEN, end), waiting))


def _patience(group: Group, duty: Duty, start: Instants) -> Instants | None:
    """Until when it may stay undone; None where nothing says."""
    readings = group.kernel.policy.profile.readings
    if duty.absence == "undecided" or readings["unquantified-absence"] == "never":
        return None
    return group.kernel.ends(group.slots, NEXT_DAY).of(start)


def _int8(codes: Any) -> Codes:
    np = extra("numpy")
    found: Codes = codes.astype(np.int8, copy=False)
    return found


def _stopped(group: Group, duty: Duty, subject: Subject, code: int, end: Any) -> Any:
    """A stop before the limit ran out ends the duty; one that may have happened, too."""
    np = extra("numpy")
    stop = group.first(duty.stops, subject) if duty.stops else ABSENT
    otherwise = UNDECIDED if stop.missing and code == BROKEN else code
    if stop.truth is True:
        return np.where(stop.us <= end, KEPT, otherwise)
    return group.all(otherwise)


def _excepted(group: Group, bound: Bound, given: object, codes: Codes) -> Codes:
    np = extra("numpy")
    if given is None:
        return group.all(UNDECIDED)
    excused = group.pattern.truth(bound.rule.unless, group.pattern.of(bound), False)
    if excused is False:
        return codes
    found: Codes = np.where(codes == KEPT, KEPT, KEPT if excused else UNDECIDED).astype(np.int8)
    return found


def _bounded(group: Group, bound: Bound, start: Moment, codes: Codes) -> Codes:
    """Scope, the law of the day, and what is merely encouraged."""
    pattern, subject = group.pattern, group.pattern.of(bound)
    scope = bound.instrument.scope.truth(pattern.view, subject) if bound.scoped else True
    if scope is False or not _covered(group, bound, subject):
        return group.all(NOT_APPLICABLE)
    day = _day(group, bound, start, subject)
    if scope is None:
        codes = group.all(UNDECIDED)
    return codes if day is None else _by_day(group, bound, subject, day, codes)


def _by_day(group: Group, bound: Bound, subject: Subject, day: Any, codes: Codes) -> Codes:
    """The law of *day*: not verified yet, only encouraged yet, not in force."""
    np = extra("numpy")
    if group.kernel.policy.profile.readings["after-verified"] == "undecided":
        codes = np.where(day >= bound.unverified, UNDECIDED, codes)
    low, high = np.min(day), np.max(day)
    softly = _softened(group, bound, subject)
    if softly != BROKEN or low < bound.firm:
        pressed = np.where(day < bound.firm, NOT_APPLICABLE, softly)
        codes = np.where(codes == BROKEN, pressed, codes)
    if low < bound.first or high >= bound.end:
        inside = (bound.first <= day) & (day < bound.end)
        codes = np.where(inside, codes, NOT_APPLICABLE)
    return _int8(codes)


def _day(group: Group, bound: Bound, start: Moment, subject: Subject) -> Any:
    """The instant whose law applies to each row; None where no row has an event."""
    pinned = group.kernel.policy.pinned
    if pinned is not None:
        return day_start(pinned)
    if start.truth is True:
        return start.us
    acts = (group.moment(name, subject) for name in FIRST_ACTS[bound.rule.side])
    first = next((act for act in acts if act.truth is True), None)
    if first is not None:
        return first.us
    return _dated(group)


def _dated(group: Group) -> Any:
    """The date of the document, else the earliest event of each row."""
    np = extra("numpy")
    document = group.pattern.view.document
    dated = None if document is None else document.date
    if isinstance(dated, date):
        return day_start(dated)
    return reduce(np.minimum, group.instants.values()) if group.instants else None


def _covered(group: Group, bound: Bound, subject: Subject) -> bool:
    """Whether the profile judges the agencies whose act it is; one without an id, always."""
    view = group.pattern.view
    return view.covers is None or any(
        not isinstance(agency, str) or not agency or view.covers.fullmatch(agency) is not None
        for agency in actors(bound.rule, view, subject)
    )


def _softened(group: Group, bound: Bound, subject: Subject) -> int:
    """What becomes of a broken duty that may have been only encouraged."""
    if bound.rule.force == "encouraged":
        return NOT_APPLICABLE
    condition = bound.instrument.encouraged
    if condition is None:
        return BROKEN
    actor = WHOLE if bound.rule.side == "sender" else subject
    truth = condition.truth(group.pattern.view, actor)
    return {True: NOT_APPLICABLE, None: UNDECIDED, False: BROKEN}[truth]
