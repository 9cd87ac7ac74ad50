"""
Working time for whole columns: a calendar compiled into arrays.

Sessions begin and end on even marks (half hours, mostly), so the number of an instant's
slot is one division, and what the calendar says of it one look into an array::

    opening[slot]   the first working instant at or after the start of the slot
    mask[slot]      -1 in a session, 0 outside
    shift[slot]     worked(t) = shift[slot] + (t & mask[slot])
    back[stint]     at(w) = w + back[stint], the inverse: stints are slots of working time

Where the marks are less than a minute apart, the slots are the stretches between them and
are found by bisection.  All instants are microseconds of the wall clock of Vietnam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import gcd
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.timing import DAY_US, Limit, WorkCalendar, start_of
from egovdocs.timing.instants import SECOND_US

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Instants: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

# The years whose instants are computed; the calendar itself must know the one after.
FIRST_YEAR, LAST_YEAR = 1976, 2099
# The columns are worked through in pieces that stay in the cache.
CHUNK = 1 << 15
_SHORTEST = 60 * SECOND_US
_MARGIN = timedelta(31)  # answers may fall this long after the last year

Place = Callable[["Instants"], "Instants"]


def even(base: int, size: int) -> Place:
    """Number stretches of *size* from *base* on; exact for instants at or after *base*."""
    np = extra("numpy")
    step = np.uint64(size)

    def place(us: Instants) -> Instants:
        found: Instants = ((us - base).view(np.uint64) // step).view(np.int64)
        return found

    return place


def uneven(marks: Instants) -> Place:
    """Number the stretches between *marks*, which are in order."""
    np = extra("numpy")

    def place(us: Instants) -> Instants:
        found: Instants = np.searchsorted(marks, us, side="right") - 1
        return found

    return place


@attrs.frozen(eq=False)
class Slots:
    """
    A :class:`WorkCalendar` over whole years, as arrays.

    Attributes:
        calendar: what was compiled.
        first, last: the years whose instants may be asked about, both inclusive.
        size: how long a slot is, microseconds; 0 where they are not of one length.
        slot, stint: the number of an instant's slot, of an amount's stint.
        opening, mask, shift, back: see the head of this module.

    Immutable; safe to share between threads.  The same answers as *calendar*.
    """

    calendar: WorkCalendar
    first: int
    last: int
    size: int
    slot: Place
    stint: Place
    opening: Instants
    mask: Instants
    shift: Instants
    back: Instants

    def next_open(self, us: Instants) -> Instants:
        """Each instant if it lies in a session, else the start of the next one."""
        np = extra("numpy")
        found: Instants = np.maximum(us, self.opening[self.slot(us)])
        return found

    def is_open(self, us: Instants) -> Flags:
        """Whether each instant lies in a session; a closing instant does not."""
        found: Flags = self.mask[self.slot(us)] != 0
        return found

    def worked(self, us: Instants) -> Instants:
        """Working microseconds from the start of the first year to each instant."""
        slot = self.slot(us)
        found: Instants = self.shift[slot] + (us & self.mask[slot])
        return found

    def elapsed(self, start: Instants, end: Instants) -> Instants:
        """Working microseconds from *start* to *end*; 0 where *end* is not later."""
        np = extra("numpy")
        found: Instants = np.maximum(self.worked(end) - self.worked(start), 0)
        return found

    def add(self, us: Instants, amount_us: int) -> tuple[Instants, Instants]:
        """
        When *amount_us* (more than 0) of working time is used up, as (due, late_after).

        See :meth:`WorkCalendar.add_us`.
        """
        return self.used_up(self.worked(us) + amount_us)

    def used_up(self, spent: Instants) -> tuple[Instants, Instants]:
        """When *spent* (more than 0) working time has passed since the first year, likewise."""
        return self._at(spent - 1) + 1, self._at(spent)

    def _at(self, spent: Instants) -> Instants:
        """The last instant at which no more than *spent* of working time has passed."""
        found: Instants = spent + self.back[self.stint(spent)]
        return found

    def days(self) -> range:
        """The days that may be asked about, since 1970."""
        return range(_day(self.first), _day(self.last + 1))


def _day(year: int) -> int:
    return start_of(date(year, 1, 1)) // DAY_US


def compiled(
    calendar: WorkCalendar, first: int, last: int, reach_us: int = 0, amounts: Iterable[int] = ()
) -> Slots:
    """
    Compile *calendar* for the instants of the years *first* to *last*, both inclusive.

    Args:
        calendar: what to compile.
        first, last: within FIRST_YEAR and LAST_YEAR.
        reach_us: the largest amount that :meth:`Slots.add` will be asked for.
        amounts: make slots short enough to measure these, where that is a minute or more.

    Raises:
        CalendarNotCovered, HoursNotCovered: *calendar* does not know one of the days, or one
            of the year after *last*.
        MissingExtra: numpy is not installed.
    """
    np = extra("numpy")
    starts, ends = _sessions(calendar, first, last, reach_us)
    spent = np.concatenate((np.zeros(1, np.int64), np.cumsum(ends - starts)))
    grid = _grid(starts, ends, spent, (first, last), amounts)
    session = np.searchsorted(ends, grid.marks, side="right")
    inside = starts[session] <= grid.marks
    shift = np.where(inside, spent[session] - starts[session], spent[session])
    back = (starts - spent[:-1])[np.searchsorted(spent[1:], grid.stints, side="right")]
    opening = np.where(inside, grid.marks, starts[session])
    mask = -inside.astype(np.int64)
    return Slots(
        calendar, first, last, grid.size, grid.slot, grid.stint, opening, mask, shift, back
    )


class _Grid(NamedTuple):
    """Where slots and stints begin, how long they are, and how they are found."""

    marks: Instants
    stints: Instants
    slot: Place
    stint: Place
    size: int


def _grid(
    starts: Instants,
    ends: Instants,
    spent: Instants,
    years: tuple[int, int],
    amounts: Iterable[int],
) -> _Grid:
    np = extra("numpy")
    base = start_of(date(years[0], 1, 1)) - DAY_US
    final = start_of(date(years[1] + 1, 1, 1) + _MARGIN)
    size = _size(np.unique((np.concatenate((starts, ends)) - base) % DAY_US), amounts)
    if size >= _SHORTEST:
        marks = np.arange(base, final, size, dtype=np.int64)
        stints = np.arange(0, spent[-1], size, dtype=np.int64)
        return _Grid(marks, stints, even(base, size), even(0, size), size)
    marks = np.unique(np.concatenate((np.array([base]), starts, ends)))
    marks = marks[marks < final]
    return _Grid(marks, spent[:-1], uneven(marks), uneven(spent[:-1]), 0)


def _size(marks: Instants, amounts: Iterable[int]) -> int:
    """The longest slot between whose ends all *marks* of a day lie, and *amounts* if they can."""
    size = gcd(*map(int, marks), DAY_US)
    fine = gcd(size, *amounts)
    return fine if fine >= _SHORTEST else size


def _sessions(
    calendar: WorkCalendar, first: int, last: int, reach_us: int
) -> tuple[Instants, Instants]:
    """All sessions from the eve of *first* to *reach_us* of working time after *last*."""
    np = extra("numpy")
    spans = list(calendar.spans_on(date(first - 1, 12, 31)))
    beyond, year = 0, first
    while year <= last + 1 or beyond <= reach_us:
        own = _spans_of(calendar, year)
        spans.extend(own)
        beyond += sum(end - start for start, end in own) if year > last else 0
        year += 1
    pairs: Any = np.array(spans, dtype=np.int64)
    return np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


def _spans_of(calendar: WorkCalendar, year: int) -> list[tuple[int, int]]:
    days = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    return [span for day in days for span in calendar.spans_on(date.fromordinal(day))]


@attrs.frozen(eq=False)
class DayEnds:
    """
    The end of a limit that depends on the day alone, or on whether the office has closed.

    Attributes:
        first: the day of the first row, since 1970.
        early: the end, by the day of the start, for a start before the office has closed.
        late: the same for a later start.
    """

    first: int
    early: Instants
    late: Instants

    def of(self, us: Instants) -> Instants:
        """Until when, for each start."""
        np = extra("numpy")
        day = us // DAY_US - self.first
        early = self.early[day]
        found: Instants = np.where(us <= early, early, self.late[day])
        return found


def day_ends(slots: Slots, limit: Limit, same_day: Any) -> DayEnds:
    """Ask the calendar, for the first and the last instant of each day, when *limit* ends."""
    np = extra("numpy")

    def ask(us: int) -> int:
        end = slots.calendar.deadline(limit, us, same_day=same_day)
        return -1 if end is None else end.due

    # What arrives on the last day may be received after it.
    days = range(slots.days().start, slots.days().stop + _MARGIN.days)
    early = np.array([ask(day * DAY_US) for day in days], dtype=np.int64)
    late = np.array([ask((day + 1) * DAY_US - 1) for day in days], dtype=np.int64)
    return DayEnds(days.start, early, late)
