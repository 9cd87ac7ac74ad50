"""Rows of one pattern: split by what decides their receipt, then judged rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.extras import extra
from egovdocs.bulk.groups import ABSENT, UNSEEN, Group
from egovdocs.bulk.kernel import UNDECIDED, Judged, Kernel, Law, Moment, Ruling
from egovdocs.bulk.receipts import received
from egovdocs.bulk.ruling import judge_rule
from egovdocs.timing import DAY_US

if TYPE_CHECKING:
    from egovdocs.bulk.slots import Flags, Instants, Slots
    from egovdocs.policy.judging import Bound
    from egovdocs.policy.questions import Resolved


def judge_group(
    kernel: Kernel, slots: Slots, number: int, instants: Mapping[str, Instants], size: int
) -> Judged:
    """
    Judge *size* rows of one pattern.

    Args:
        kernel: what judges.
        slots: its calendar, for the years of *instants*.
        number: the pattern.
        instants: for each event of the pattern, microseconds in Vietnam.
        size: how many rows.
    """
    out = blank(kernel, size)
    for rows, group in by_receipt(kernel, slots, number, instants, size):
        note_receipt(group, rows, out.received, out.settled)
        for bound in kernel.rules:
            write(out.rulings[bound.rule.id], rows, judge_rule(group, bound))
    return out


def note_receipt(group: Group, rows: Any, received: Instants, settled: Flags) -> None:
    """Write when the *rows* of *group* count as received, where that is known."""
    if group.receipt.truth is True:
        received[rows] = group.receipt.us
        settled[rows] = True


def judge_alone(groups: Iterable[tuple[Any, Group]], bound: Bound, size: int) -> Ruling:
    """Judge *size* rows, parted as :func:`by_receipt` does, by one rule."""
    out = _ruling(size)
    for rows, group in groups:
        write(out, rows, judge_rule(group, bound))
    return out


def blank(kernel: Kernel, size: int) -> Judged:
    """Room for what is said of *size* rows: nothing yet; moments not known are anything."""
    np = extra("numpy")
    rulings = {bound.rule.id: _ruling(size) for bound in kernel.rules}
    return Judged(np.empty(size, np.int64), np.zeros(size, np.bool_), rulings)


def _ruling(size: int) -> Ruling:
    np = extra("numpy")
    times = [np.empty(size, np.int64) for _ in range(3)]
    known = [np.zeros(size, np.bool_) for _ in range(2)]
    verdict = np.full(size, UNDECIDED, np.int8)
    return Ruling(verdict, times[0], times[1], known[0], times[2], known[1])


def write(out: Ruling, rows: Any, part: Ruling) -> None:
    """Write what is said of *rows*."""
    column: Any
    for column, values in zip(out, part, strict=True):
        column[rows] = values


def split(numbers: Any) -> Iterator[tuple[Any, int]]:
    """The rows of each number that occurs; all of them, uncopied, where there is one."""
    np = extra("numpy")
    low = int(numbers.min())
    if low == int(numbers.max()):
        yield slice(None), low
        return
    for number in np.unique(numbers):
        yield np.flatnonzero(numbers == number), int(number)


def by_receipt(
    kernel: Kernel,
    slots: Slots,
    number: int,
    own: Mapping[str, Instants],
    size: int,
) -> Iterator[tuple[Any, Group]]:
    """Part rows of one pattern by what decides their receipt; see :func:`judge_group`."""
    pattern = kernel.pattern(number)
    if "arrived" not in own:
        unseen = pattern.unseen("arrived", pattern.subject)
        receipt = UNSEEN if unseen else ABSENT
        yield slice(None), Group(kernel, slots, pattern, own, size, receipt)
        return
    law = kernel.law(slots, number)
    for part, answer in split(_answers(law, own["arrived"], slots)):
        some = {kind: column[part] for kind, column in own.items()}
        receipt = _receipt(kernel, slots, law.answers[answer], some["arrived"])
        group = Group(kernel, slots, pattern, some, len(some["arrived"]), receipt)
        yield part, group


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
        return UNSEEN
    return Moment(True, received(clock, arrived, slots, kernel.policy.profile.readings))
