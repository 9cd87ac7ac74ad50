"""
One piece of the rows: split by which events are known and by what decides receipt, then judged.

Within such a group every truth is one value for all rows, and follows the judging of a case
step by step; only instants, and what is compared with them, are arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import (
    BROKEN,
    KEPT,
    NOT_APPLICABLE,
    UNDECIDED,
    Judged,
    Kernel,
    Law,
    Moment,
    Pattern,
    Ruling,
)
from egovdocs.bulk.receipts import received
from egovdocs.bulk.slots import CHUNK
from egovdocs.policy.judging import _FIRST_ACTS as FIRST_ACTS
from egovdocs.policy.judging import Bound, actors, day_start
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.view import WHOLE, Subject
from egovdocs.timing import DAY_US

if TYPE_CHECKING:
    from egovdocs.bulk.kernel import Codes
    from egovdocs.bulk.slots import Flags, Instants, Slots
    from egovdocs.policy.questions import Resolved

_ABSENT = Moment(False)
_UNKNOWN = Moment(None, missing=True)


@attrs.frozen(eq=False)
class Group:
    """
    Rows that share a pattern and a way of being received.

    Attributes:
        kernel: what judges.
        slots: the calendar.
        pattern: the case that stands for the rows.
        instants: the events that the rows have.
        size: how many rows.
        receipt: the moment ``@received``.
    """

    kernel: Kernel
    slots: Slots
    pattern: Pattern
    instants: Mapping[str, Instants]
    size: int
    receipt: Moment

    def moment(self, name: str, subject: Subject) -> Moment:
        """The first event of a type, or a derived moment."""
        if name == "@received":
            return self.receipt
        if name == "@signed" and "signed" not in self.instants:
            return self._signatures(subject)
        return self.first((name.removeprefix("@"),), subject)

    def _signatures(self, subject: Subject) -> Moment:
        """When the document itself says that it was signed: the same for every row."""
        np = extra("numpy")
        told = self.pattern.scene.moment("@signed", subject)
        us = np.full(self.size, told.us, np.int64) if told.truth is True else None
        return Moment(told.truth, us, bool(told.missing))

    def first(self, kinds: tuple[str, ...], subject: Subject) -> Moment:
        """The first event of *kinds*, and whether an earlier one may have gone unseen."""
        np = extra("numpy")
        found = [self.instants[kind] for kind in kinds if kind in self.instants]
        unseen = any(
            self.pattern.unseen(kind, subject) for kind in kinds if kind not in self.instants
        )
        if found:
            return Moment(True, reduce(np.minimum, found), unseen)
        return _UNKNOWN if unseen else _ABSENT

    def all(self, code: int) -> Codes:
        """The same verdict for every row."""
        np = extra("numpy")
        codes: Codes = np.full(self.size, code, np.int8)
        return codes


# -- splitting -----------------------------------------------------------------------------


def judge_rows(
    kernel: Kernel, instants: Mapping[str, Instants], known: Mapping[str, Flags]
) -> Iterator[Judged]:
    """
    Judge rows, a piece of CHUNK of them at a time, in order.

    Args:
        kernel: what judges.
        instants: for each event of *kernel*, microseconds in Vietnam, from FIRST_US to
            before END_US; anything in that range where not known.
        known: whether each row has that event.
    """
    size = len(next(iter(instants.values())))
    if not size:
        return
    slots = kernel.slots(
        min(int(column.min()) for column in instants.values()),
        max(int(column.max()) for column in instants.values()),
    )
    for start in range(0, size, CHUNK):
        piece = slice(start, start + CHUNK)
        own = {kind: column[piece] for kind, column in instants.items()}
        yield judge_piece(kernel, slots, own, {kind: part[piece] for kind, part in known.items()})


def judge_piece(
    kernel: Kernel, slots: Slots, instants: Mapping[str, Instants], known: Mapping[str, Flags]
) -> Judged:
    """Judge the rows of *instants*, which fit into the cache."""
    size = len(next(iter(instants.values())))
    out = _blank(kernel, size)
    for rows, group in _groups(kernel, slots, instants, known):
        if group.receipt.truth is True:
            out.received[rows] = group.receipt.us
            out.settled[rows] = True
        for bound in kernel.rules:
            _write(out.rulings[bound.rule.id], rows, judge_rule(group, bound))
    return out


def _blank(kernel: Kernel, size: int) -> Judged:
    np = extra("numpy")

    def ruling() -> Ruling:
        times = [np.zeros(size, np.int64) for _ in range(3)]
        known = [np.zeros(size, np.bool_) for _ in range(2)]
        verdict = np.full(size, UNDECIDED, np.int8)
        return Ruling(verdict, times[0], times[1], known[0], times[2], known[1])

    rulings = {bound.rule.id: ruling() for bound in kernel.rules}
    return Judged(np.zeros(size, np.int64), np.zeros(size, np.bool_), rulings)


def _write(out: Ruling, rows: Any, part: Ruling) -> None:
    column: Any
    for column, values in zip(out, part, strict=True):
        column[rows] = values


def _groups(
    kernel: Kernel, slots: Slots, instants: Mapping[str, Instants], known: Mapping[str, Flags]
) -> Iterator[tuple[Any, Group]]:
    for rows, number in _split(_numbers(kernel, known)):
        own = {
            kind: instants[kind][rows]
            for place, kind in enumerate(kernel.events)
            if number >> place & 1
        }
        size = len(next(iter(instants.values()))[rows])
        yield from _by_receipt(kernel, slots, number, own, (rows, size))


def _numbers(kernel: Kernel, known: Mapping[str, Flags]) -> Any:
    """The pattern of each row: a bit for each of the events."""
    np = extra("numpy")
    bits = [known[kind].astype(np.int64) << place for place, kind in enumerate(kernel.events)]
    return reduce(np.bitwise_or, bits)


def _split(numbers: Any) -> Iterator[tuple[Any, int]]:
    """The rows of each number that occurs; all of them, uncopied, where there is one."""
    np = extra("numpy")
    low = int(numbers.min())
    if low == int(numbers.max()):
        yield slice(None), low
        return
    for number in np.unique(numbers):
        yield np.flatnonzero(numbers == number), int(number)


def _by_receipt(
    kernel: Kernel,
    slots: Slots,
    number: int,
    own: Mapping[str, Instants],
    where: tuple[Any, int],
) -> Iterator[tuple[Any, Group]]:
    rows, size = where
    pattern = kernel.pattern(number)
    if "arrived" not in own:
        unseen = pattern.unseen("arrived", pattern.subject)
        receipt = _UNKNOWN if unseen else _ABSENT
        yield rows, Group(kernel, slots, pattern, own, size, receipt)
        return
    law = kernel.law(slots, number)
    for part, answer in _split(_answers(law, own["arrived"], slots)):
        some = {kind: column[part] for kind, column in own.items()}
        receipt = _receipt(kernel, slots, law.answers[answer], some["arrived"])
        group = Group(kernel, slots, pattern, some, len(some["arrived"]), receipt)
        yield (part if isinstance(rows, slice) else rows[part]), group


def _answers(law: Law, arrived: Instants, slots: Slots) -> Any:
    """
    The number of what decides the receipt of each row.

    What enters on the eve of a regulation is received on its first day, under it.
    """
    np = extra("numpy")
    first = slots.days().start - 1
    own = law.numbers[arrived // DAY_US - first]
    yielding = np.array([_yields(answer) for answer in law.answers])
    if not yielding[own].any():
        return own
    under = law.numbers[slots.next_open(arrived) // DAY_US - first]
    firm = np.array([_firm(answer) for answer in law.answers])
    return np.where(yielding[own] & firm[under], under, own)


def _yields(answer: Resolved) -> bool:
    """Whether a regulation that begins before the next opening decides instead."""
    return answer.missing == ("law:received",) or bool(answer.answer and answer.answer.default)


def _firm(answer: Resolved) -> bool:
    return answer.answer is not None and not answer.answer.default


def _receipt(kernel: Kernel, slots: Slots, answer: Resolved, arrived: Instants) -> Moment:
    clock = "undetermined" if answer.answer is None else answer.answer.clock
    if clock == "undetermined":
        return _UNKNOWN
    return Moment(True, received(clock, arrived, slots, kernel.policy.profile.readings))


# -- one rule ------------------------------------------------------------------------------


def judge_rule(group: Group, bound: Bound) -> Ruling:
    """Judge the rows of *group* by one rule: trigger, duty, exception, scope, law of the day."""
    np = extra("numpy")
    subject = group.pattern.of(bound)
    duty = _duty(bound)
    start = group.moment(duty.start, subject)
    nothing, unset = np.zeros(group.size, np.int64), np.zeros(group.size, np.bool_)
    given = group.pattern.truth(bound.rule.given, subject, True)
    if given is False or start.truth is False:
        return Ruling(group.all(NOT_APPLICABLE), nothing, nothing, unset, nothing, unset)
    if start.truth is None:
        codes = _bounded(group, bound, start, group.all(UNDECIDED))
        return Ruling(codes, nothing, nothing, unset, nothing, unset)
    begun = group.slots.worked(start.us)
    due, late = _deadline(group, duty, start.us, begun)
    codes = _excepted(group, bound, given, _judged(group, duty, subject, late))
    codes = _bounded(group, bound, start, codes)
    act = group.first(duty.to, subject)
    if act.truth is not True:
        return Ruling(codes, due, late, ~unset, nothing, unset)
    took = np.maximum(group.slots.worked(act.us) - begun, 0)
    return Ruling(codes, due, late, ~unset, took, ~unset)


def _duty(bound: Bound) -> Duty:
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


def _stopped(group: Group, duty: Duty, subject: Subject, code: int, end: Any) -> Any:
    """A stop before the limit ran out ends the duty; one that may have happened, too."""
    np = extra("numpy")
    stop = group.first(duty.stops, subject) if duty.stops else _ABSENT
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
    np = extra("numpy")
    policy, pattern, subject = group.kernel.policy, group.pattern, group.pattern.of(bound)
    scope = bound.instrument.scope.truth(pattern.view, subject) if bound.scoped else True
    if scope is False or not _covered(group, bound, subject):
        return group.all(NOT_APPLICABLE)
    day = _day(group, bound, start, subject)
    if scope is None:
        codes = group.all(UNDECIDED)
    if day is None:
        return codes
    strict = policy.profile.readings["after-verified"] == "undecided"
    if strict:
        codes = np.where(day >= bound.unverified, UNDECIDED, codes)
    low, high = np.min(day), np.max(day)
    softly = _softened(group, bound, subject)
    if softly != BROKEN or low < bound.firm:
        pressed = np.where(day < bound.firm, NOT_APPLICABLE, softly)
        codes = np.where(codes == BROKEN, pressed, codes)
    if low < bound.first or high >= bound.end:
        inside = (bound.first <= day) & (day < bound.end)
        codes = np.where(inside, codes, NOT_APPLICABLE)
    found: Codes = codes.astype(np.int8, copy=False)
    return found


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
