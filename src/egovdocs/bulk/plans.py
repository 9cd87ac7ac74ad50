"""
What rows of one pattern come to, slot by slot: judged once, then looked up.

Within a slot of the calendar all that a rule says is a straight line: a verdict for an act
in time and one for a late act, and moments that stand still or move with the start.  The
tables are made by judging the ends of every slot as any row is judged.  Where the ends do not
tell what lies between them the slot is *odd*, and where its very beginning differs it has an
*edge*: such rows are judged a group at a time.  Instants in tables are microseconds of UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import EAST_US, STARTS, Kernel, Ruling
from egovdocs.bulk.pieces import by_receipt, judge_alone, note_receipt
from egovdocs.bulk.ruling import duty_of
from egovdocs.bulk.tables import MOST_SLOTS, Tables
from egovdocs.policy.judging import FIRST_ACTS, Bound
from egovdocs.timing import DAY_US

if TYPE_CHECKING:
    from egovdocs.bulk.groups import Group
    from egovdocs.bulk.slots import Flags, Instants, Slots

    Parts: TypeAlias = tuple[tuple[Any, Group], ...]

# The flags of a slot: see above.
ODD, EDGE = 1, 2
# The codes of a slot: the verdict of an act in time (two bits), what turns it into that of a
# late one (two bits), and whether the duty has begun.
VERDICT, TURN, TIMED = 3, 2, 16


class Line(NamedTuple):
    """
    A moment for each slot: ``at[slot] + (start & mask[slot])``.

    Attributes:
        at: where it stands, or how far from the start it moves.
        mask: -1 where it moves with the start, 0 where it stands; None: all do as *moves*.
        moves: whether it moves in every slot.
    """

    at: Instants
    mask: Instants | None = None
    moves: bool = False

    def into(self, out: Instants, slot: Instants, start: Instants) -> None:
        """Write the moment of each row."""
        np = extra("numpy")
        np.take(self.at, slot, out=out, mode="wrap")
        if self.mask is not None:
            out += self.mask[slot] & start
        elif self.moves:
            out += start

    def at_marks(self, start: Instants) -> Instants:
        """The moment for one start in each slot."""
        np = extra("numpy")
        mask = np.int64(-int(self.moves)) if self.mask is None else self.mask
        found: Instants = self.at + (start & mask)
        return found


class RulePlan(NamedTuple):
    """
    One rule, by the slot of *source*.

    Attributes:
        rule: its id.
        source: the event that it begins with.
        receipt: whether it begins with receipt, not with the event itself.
        late, due: until when; *due* is *late* itself where they are the same.
        begun: the working time that has passed at the start.
        acts: the events that do it.
        codes: see the head of this module.
        timed: whether it has begun in every slot.
        measured: whether it has a limit in numbers; else it has verdicts alone.
    """

    rule: str
    source: str
    receipt: bool
    late: Line
    due: Line
    begun: Line
    acts: tuple[str, ...]
    codes: Any
    timed: bool
    measured: bool


class Plan(NamedTuple):
    """
    What rows of one pattern come to.

    Attributes:
        base, size: where slots begin, and how long they are.
        flags: for each event that something begins with, the flags of its slots.
        clean: whether there are none.
        opening: the earliest receipt in each slot; None where nothing arrives.
        settled: whether there is a receipt; None: in every slot.
        worked: the working time until an instant.
        rules: what is judged.
    """

    base: int
    size: int
    flags: Mapping[str, Any]
    clean: bool
    opening: Instants | None
    settled: Flags | None
    worked: Line
    rules: tuple[RulePlan, ...]


class Ends(NamedTuple):
    """Something just after the beginning of each slot, at its last instant, and where it begins."""

    low: Any
    high: Any
    mark: Any

    @property
    def whole(self) -> Any:
        """All of them, one after the other."""
        return extra("numpy").concatenate(self)

    @classmethod
    def of(cls, whole: Any) -> Ends:
        """Undo :attr:`whole`."""
        return cls(*extra("numpy").split(whole, 3))

    @property
    def differs(self) -> Any:
        """Whether the two ends of each slot differ."""
        return self.low != self.high


class Trial(NamedTuple):
    """
    The ends of every slot as starts.

    Attributes:
        points: the starts.
        early, late: the same with acts that come early, and late; parted by receipt.
        received: when each start counts as received, where *settled*.
        settled: whether that is known.
        last: the last instant of the calendar.
    """

    points: Ends
    early: Parts
    late: Parts
    received: Any
    settled: Any
    last: int


# -- making --------------------------------------------------------------------------------


def plan_of(kernel: Kernel, slots: Slots, number: int) -> Plan | None:
    """Make the plan of pattern *number*; None where slots do not tell what its rows come to."""
    events = _events(kernel, number)
    if not slots.size or not events or not all(_fits(part, events) for part in kernel.rules):
        return None
    if len(slots.opening) > MOST_SLOTS or kernel.tables.full:
        return None
    sources = {_source(bound) for bound in kernel.rules} | {"arrived"} & {*events}
    flags: dict[str, Any] = {}
    rules: dict[str, RulePlan] = {}
    opening = settled = None
    for source in sorted(sources):  # one after the other, and rule by rule: trials are large
        trial = _trial(kernel, slots, number, events, source)
        flags[source] = _blank(trial)
        if source == "arrived":
            opening, settled = _receipt(trial, flags[source])
        for bound in kernel.rules:
            if _source(bound) == source:
                rule = _rule(kernel, slots, number, bound, trial, flags[source])
                rules[bound.rule.id] = _shared(rule, kernel.tables)
    clean = not any(part.any() for part in flags.values())
    base = slots.days().start * DAY_US - EAST_US
    ordered = tuple(rules[bound.rule.id] for bound in kernel.rules)
    same, worked = kernel.tables.same, _once(_worked(slots), kernel.tables)
    noted = {source: same(part) for source, part in flags.items()}
    opening, settled = (None if part is None else same(part) for part in (opening, settled))
    return Plan(base, slots.size, noted, clean, opening, settled, worked, ordered)


def _shared(rule: RulePlan, tables: Tables) -> RulePlan:
    """The same, its arrays kept once."""
    late = _once(rule.late, tables)
    due = late if rule.due is rule.late else _once(rule.due, tables)
    begun = _once(rule.begun, tables)
    return rule._replace(late=late, due=due, begun=begun, codes=tables.same(rule.codes))


def _once(line: Line, tables: Tables) -> Line:
    mask = None if line.mask is None else tables.same(line.mask)
    return Line(tables.same(line.at), mask, line.moves)


def _source(bound: Bound) -> str:
    start = duty_of(bound).start
    return STARTS.get(start, start)


def _fits(bound: Bound, events: tuple[str, ...]) -> bool:
    """Whether the start and the act, and no other instant, decide."""
    duty, source = duty_of(bound), _source(bound)
    return source in events and source not in duty.to and not {*duty.stops} & {*events}


def _trial(
    kernel: Kernel, slots: Slots, number: int, events: tuple[str, ...], source: str
) -> Trial:
    np = extra("numpy")
    first, last = slots.days().start * DAY_US, slots.days().stop * DAY_US - 1
    marks = np.arange(first, last, slots.size, dtype=np.int64)
    points = Ends(marks + 1, marks + slots.size - 1, marks)

    size, whole = 3 * len(marks), points.whole

    def parted(other: int) -> Parts:
        own = {**dict.fromkeys(events, np.full(size, other, np.int64)), source: whole}
        return tuple(by_receipt(kernel, slots, number, own, size))

    early, late = parted(first), parted(last)
    received, settled = np.empty(size, np.int64), np.zeros(size, np.bool_)
    for rows, group in early:
        note_receipt(group, rows, received, settled)
    return Trial(points, early, late, received, settled, last)


def _blank(trial: Trial) -> Any:
    np = extra("numpy")
    return np.zeros(len(trial.points.mark), np.uint8)


def _note(flags: Any, odd: Any, edge: Any) -> None:
    flags |= odd.astype(flags.dtype) * ODD | edge.astype(flags.dtype) * EDGE


def _receipt(trial: Trial, flags: Any) -> tuple[Instants, Flags | None]:
    np = extra("numpy")
    points, told = trial.points, Ends.of(trial.received)
    settled = Ends.of(trial.settled)
    moves = (told.low == points.low) & (told.high == points.high)
    opening = np.where(settled.low & ~moves, told.low, points.mark)
    odd = settled.differs | (settled.low & ~moves & told.differs)
    here = np.maximum(points.mark, opening) != told.mark
    _note(flags, odd, (settled.mark != settled.low) | (settled.mark & here))
    return opening - EAST_US, None if settled.low.all() else settled.low.copy()


def _rule(
    kernel: Kernel, slots: Slots, number: int, bound: Bound, trial: Trial, flags: Any
) -> RulePlan:
    duty, rule = duty_of(bound), bound.rule.id
    early = judge_alone(trial.early, bound, len(trial.settled))
    measured = () if duty.limit is None else duty.to
    acts = tuple(kind for kind in measured if kind in _events(kernel, number))
    receipt = duty.start == "@received"
    start = _received(trial) if receipt else trial.points
    timed, until = Ends.of(early.timed), Ends.of(early.late_after)
    late = _line(until, start, timed, flags)
    due = _line(Ends.of(early.due), start, timed, flags)
    begun = _line(Ends.of(slots.worked(start.whole)), start, timed, flags, worked=True)
    unclear = timed.low & (until.high >= trial.last) & bool(acts)
    if receipt and not _dated_by_start(kernel, number, bound):
        unclear = unclear | ~Ends.of(trial.settled).low
    _note(flags, timed.differs | unclear, timed.mark != timed.low)
    codes = _codes(early, judge_alone(trial.late, bound, len(trial.settled)), flags)
    return RulePlan(
        rule, _source(bound), receipt, late, late if _same(late, due) else due, begun, acts,
        codes, bool(timed.low.all()), kernel.measured[rule],
    )  # fmt: skip


def _received(trial: Trial) -> Ends:
    """When what arrives counts as received; where that is undecided, when it arrives."""
    np = extra("numpy")
    return Ends.of(np.where(trial.settled, trial.received, trial.points.whole))


def _events(kernel: Kernel, number: int) -> tuple[str, ...]:
    return tuple(kind for place, kind in enumerate(kernel.events) if number >> place & 1)


def _dated_by_start(kernel: Kernel, number: int, bound: Bound) -> bool:
    """Whether the start tells the law of the day even where the duty has not begun."""
    pattern = kernel.pattern(number)
    if pattern.truth(bound.rule.given, pattern.of(bound), True) is False:
        return True
    return kernel.policy.pinned is not None or FIRST_ACTS[bound.rule.side][0] == _source(bound)


def _codes(early: Ruling, late: Ruling, flags: Any) -> Any:
    np = extra("numpy")
    first, then = Ends.of(early.verdict), Ends.of(late.verdict)
    odd = first.differs | then.differs
    _note(flags, odd, (first.mark != first.low) | (then.mark != then.low))
    timed = Ends.of(early.timed).low.astype(np.uint8) * TIMED
    found = first.low | (first.low ^ then.low) << TURN
    return found.astype(np.uint8) | timed


def _line(values: Ends, start: Ends, timed: Ends, flags: Any, worked: bool = False) -> Line:
    """
    The line through both ends of each slot.

    Args:
        values: instants in Vietnam; with *worked* amounts of working time.
        start: instants in Vietnam.
        timed: where there is a value; elsewhere anything will do.
        flags: where what is not on the line is noted.
    """
    np = extra("numpy")
    east = 0 if worked else EAST_US
    moves = values.high - values.low == start.high - start.low
    odd = timed.low & ~moves & values.differs
    moves = np.where(timed.low, moves, moves[timed.low].all())
    at = np.where(moves, values.low - start.low + EAST_US, values.low) - east
    at[~timed.low] = 0
    mixed = moves.any() and not moves.all()
    line = Line(at, -moves.astype(np.int64) if mixed else None, bool(moves.all()))
    _note(flags, odd, timed.mark & (line.at_marks(start.mark - EAST_US) != values.mark - east))
    return line


def _same(one: Line, other: Line) -> bool:
    np = extra("numpy")
    masks = (one.mask is None) == (other.mask is None)
    equal = masks and (one.mask is None or np.array_equal(one.mask, other.mask))
    return bool(equal and one.moves == other.moves and np.array_equal(one.at, other.at))


def _worked(slots: Slots) -> Line:
    """The working time until each instant of the years of *slots*."""
    np = extra("numpy")
    eve = DAY_US // slots.size
    own = slice(eve, eve + len(slots.days()) * eve)
    mask = slots.mask[own]
    return Line(np.ascontiguousarray(slots.shift[own] + (EAST_US & mask)), mask.copy())
