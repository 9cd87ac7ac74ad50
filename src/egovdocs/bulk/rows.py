"""
Rows of a batch: looked up in plans, piece by piece; what no plan tells is judged in groups.

All instants here are microseconds of UTC, as they are in Arrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import EAST_US, Judged, Kernel, Ruling
from egovdocs.bulk.pieces import blank, judge_group, split, write
from egovdocs.bulk.plans import ODD, TIMED, TURN, VERDICT, Plan, RulePlan, plan_of
from egovdocs.bulk.slots import CHUNK
from egovdocs.timing.instants import SECOND_US

if TYPE_CHECKING:
    from egovdocs.bulk.slots import Flags, Instants, Slots

# So many rows of a pattern pay for its plan.
WORTHWHILE = 4096
_UNMADE: Any = object()


def judge_rows(
    kernel: Kernel, instants: Mapping[str, Instants], known: Mapping[str, Flags | None]
) -> Judged:
    """
    Judge rows.

    Args:
        kernel: what judges.
        instants: for each event of *kernel*, within the years that are computed; anything
            in that range where not known.  At least one row.
        known: whether each row has that event; None: every row does.

    Returns:
        moments in UTC, working time in whole seconds.
    """
    slots = kernel.slots(
        min(int(column.min()) for column in instants.values()) + EAST_US,
        max(int(column.max()) for column in instants.values()) + EAST_US,
    )
    size = len(next(iter(instants.values())))
    out = blank(kernel, size)
    for start in range(0, size, CHUNK):
        piece = slice(start, min(start + CHUNK, size))
        for rows, number in _patterns(kernel, known, piece):
            _judge(kernel, slots, number, instants, rows, out)
    return out


def _patterns(
    kernel: Kernel, known: Mapping[str, Flags | None], piece: slice
) -> Iterator[tuple[Any, int]]:
    """The rows of a piece by pattern: a bit for each of the events."""
    np = extra("numpy")
    partial = [kind for kind in kernel.events if known[kind] is not None]
    whole = sum(1 << place for place, kind in enumerate(kernel.events) if kind not in partial)
    if not partial:
        yield piece, whole
        return
    bits = [
        known[kind][piece].astype(np.int64) << kernel.events.index(kind)  # type: ignore[index]
        for kind in partial
    ]
    for rows, number in split(reduce(np.bitwise_or, bits)):
        yield piece if isinstance(rows, slice) else rows + piece.start, number + whole


def _judge(
    kernel: Kernel,
    slots: Slots,
    number: int,
    instants: Mapping[str, Instants],
    rows: Any,
    out: Judged,
) -> None:
    """Judge *rows*, a slice or their numbers, which are of one pattern."""
    own = {
        kind: instants[kind][rows]
        for place, kind in enumerate(kernel.events)
        if number >> place & 1
    }
    size = rows.stop - rows.start if isinstance(rows, slice) else len(rows)
    plan = _plan(kernel, slots, number, size)
    if plan is None:
        _place(out, rows, _in_utc(kernel, slots, number, own, size))
        return
    part = _part(out, rows) if isinstance(rows, slice) else blank(kernel, size)
    odd = fill(plan, own, part)
    if odd is not None:
        some = {kind: column[odd] for kind, column in own.items()}
        _place(part, odd, _in_utc(kernel, slots, number, some, len(odd)))
    if not isinstance(rows, slice):
        _place(out, rows, part)


def _plan(kernel: Kernel, slots: Slots, number: int, size: int) -> Plan | None:
    key = (slots, number)
    found: Plan | None = kernel.plans.get(key, _UNMADE)
    if found is not _UNMADE:
        return found
    kernel.seen[key] += size
    if kernel.seen[key] < WORTHWHILE:
        return None
    with kernel.lock:
        found = kernel.plans.get(key, _UNMADE)
        if found is _UNMADE:
            found = kernel.plans[key] = plan_of(kernel, slots, number)
    return found


def _part(out: Judged, rows: slice) -> Judged:
    """The same memory, of some rows."""
    rulings = {
        rule: Ruling._make(column[rows] for column in part) for rule, part in out.rulings.items()
    }
    return Judged(out.received[rows], out.settled[rows], rulings)


def _place(out: Judged, rows: Any, part: Judged) -> None:
    out.received[rows] = part.received
    out.settled[rows] = part.settled
    for rule, ruling in part.rulings.items():
        write(out.rulings[rule], rows, ruling)


def _in_utc(
    kernel: Kernel, slots: Slots, number: int, own: Mapping[str, Instants], size: int
) -> Judged:
    """Judge rows of one pattern that follow no plan."""
    east = {kind: column + EAST_US for kind, column in own.items()}
    told = judge_group(kernel, slots, number, east, size)
    rulings = {
        rule: part._replace(
            due=part.due - EAST_US,
            late_after=part.late_after - EAST_US,
            took=part.took // SECOND_US,
        )
        for rule, part in told.rulings.items()
    }
    return Judged(told.received - EAST_US, told.settled, rulings)


# -- by plan -------------------------------------------------------------------------------


def fill(plan: Plan, us: Mapping[str, Instants], out: Judged) -> Any:
    """Write what *plan* tells of rows; return the numbers of those it tells nothing of."""
    np = extra("numpy")
    slot = {source: _slot(plan, us[source]) for source in plan.flags}
    if plan.opening is not None:
        np.take(plan.opening, slot["arrived"], out=out.received, mode="wrap")
        np.maximum(out.received, us["arrived"], out=out.received)
        out.settled[:] = True if plan.settled is None else plan.settled[slot["arrived"]]
    for rule in plan.rules:
        start = out.received if rule.receipt else us[rule.source]
        _fill_rule(plan, rule, slot[rule.source], start, us, out.rulings[rule.rule])
    return None if plan.clean else _odd(plan, slot, us)


def _slot(plan: Plan, us: Instants) -> Instants:
    np = extra("numpy")
    found = (us - plan.base).view(np.uint64)
    np.floor_divide(found, np.uint64(plan.size), out=found)
    slot: Instants = found.view(np.int64)
    return slot


def _odd(plan: Plan, slot: Mapping[str, Instants], us: Mapping[str, Instants]) -> Any:
    np = extra("numpy")
    found = [_odd_of(plan, flags, slot[source], us[source]) for source, flags in plan.flags.items()]
    rows = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
    return rows if len(rows) else None


def _odd_of(plan: Plan, flags: Any, slot: Instants, us: Instants) -> Any:
    np = extra("numpy")
    noted = flags[slot]
    rows = np.flatnonzero(noted != 0)
    at_mark = (us[rows] - plan.base) % plan.size == 0
    return rows[(noted[rows] & ODD != 0) | at_mark]


def _fill_rule(
    plan: Plan,
    rule: RulePlan,
    slot: Instants,
    start: Instants,
    us: Mapping[str, Instants],
    out: Ruling,
) -> None:
    codes = rule.codes[slot]
    out.verdict[:] = codes & VERDICT
    if not rule.measured:
        return
    out.timed[:] = True if rule.timed else codes & TIMED != 0
    rule.late.into(out.late_after, slot, start)
    if rule.due is rule.late:
        out.due[:] = out.late_after
    else:
        rule.due.into(out.due, slot, start)
    if rule.acts:
        _fill_act(plan, rule, (slot, start, codes), us, out)


def _fill_act(
    plan: Plan, rule: RulePlan, begun: tuple[Any, Any, Any], us: Mapping[str, Instants], out: Ruling
) -> None:
    """What the act adds: late or not, and how much working time it took."""
    np = extra("numpy")
    slot, start, codes = begun
    act = reduce(np.minimum, [us[kind] for kind in rule.acts])
    late = np.negative((act > out.late_after).view(np.int8))
    out.verdict[:] ^= (codes >> TURN & VERDICT).view(np.int8) & late
    plan.worked.into(out.took, _slot(plan, act), act)
    spent = np.empty_like(out.took)
    rule.begun.into(spent, slot, start)
    np.subtract(out.took, spent, out=out.took)
    np.maximum(out.took, 0, out=out.took)
    whole = out.took.view(np.uint64)
    np.floor_divide(whole, np.uint64(SECOND_US), out=whole)
    out.done[:] = out.timed
