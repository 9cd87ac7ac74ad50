"""
Deadlines: from a limit and a start to the instants that it allows.

Assumptions where the law is silent, each the same for every limit:

- "N working days" are full working days after the day of the start, whatever its hour;
  the last one counts to its end.
- A limit that ends with a day ends at midnight, inclusive of its last microsecond.  Under
  the reading *office-close* it ends when the office closes on that day, if the office
  still was to close after the start; else at midnight as before.
- The morning ends when the last session that begins before noon ends, at noon at the
  latest if that session is the last of the day.
- "before 10 June" is the first 10 June whose eve is not over at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

import attrs

from egovdocs.timing.instants import DAY_US, EPOCH_ORDINAL, HOUR_US, day_of, from_us, start_of

if TYPE_CHECKING:
    import pendulum

    from egovdocs.timing.calendar import WorkCalendar
    from egovdocs.timing.limits import Limit, LimitKind

SameDay = Literal["midnight", "office-close"]
Lateness = Literal["elapsed", "due-instant"]

_NOON_US = 12 * HOUR_US


@attrs.frozen(order=True)
class Deadline:
    """
    Until when; both inclusive, in microseconds of the wall clock of Vietnam.

    Attributes:
        due: the earliest instant at which the limit is used up.
        late_after: the last instant still in time.  Later than *due* where the limit ends
            with a session: the office is closed until the next.
    """

    due: int
    late_after: int

    @property
    def due_at(self) -> pendulum.DateTime:
        """*due* as a ``pendulum.DateTime``."""
        return from_us(self.due)

    @property
    def late_after_at(self) -> pendulum.DateTime:
        """*late_after* as a ``pendulum.DateTime``."""
        return from_us(self.late_after)


def deadline(
    calendar: WorkCalendar, limit: Limit, start_us: int, *, same_day: SameDay, lateness: Lateness
) -> Deadline | None:
    """See :meth:`WorkCalendar.deadline`."""
    if limit.kind == "immediately":
        return None
    if limit.kind == "working-hours":
        due, late_after = calendar.add_us(start_us, limit.amount_us)
        return Deadline(due, late_after if lateness == "elapsed" else due)
    if limit.kind == "next-working-morning":
        end = _end_of_morning(calendar, start_us)
    else:
        day = _LAST_DAYS[limit.kind](calendar, limit, start_us)
        end = _end_of(calendar, day, start_us, same_day)
    return Deadline(end, end)


def _end_of(calendar: WorkCalendar, day: date, start_us: int, same_day: SameDay) -> int:
    midnight = start_of(day) + DAY_US - 1
    if same_day == "midnight":
        return midnight
    spans = calendar.spans_on(day)
    return spans[-1][1] if spans and start_us <= spans[-1][1] else midnight


def _end_of_morning(calendar: WorkCalendar, start_us: int) -> int:
    day = _after(calendar, start_us, 1)
    noon = start_of(day) + _NOON_US
    spans = calendar.spans_on(day)
    ends = [end for start, end in spans if start < noon]
    if not ends:
        return noon
    return min(ends[-1], noon) if len(ends) == len(spans) else ends[-1]


def _after(calendar: WorkCalendar, start_us: int, count: int) -> date:
    """Return the *count*-th working day after the day of *start_us*."""
    ordinal = start_us // DAY_US + EPOCH_ORDINAL
    for _ in range(count):
        ordinal = calendar.next_working_day_ordinal(ordinal)
    return date.fromordinal(ordinal)


# The day with which a limit ends, for the limits that end with a day.
_LAST_DAYS: dict[LimitKind, Callable[[WorkCalendar, Limit, int], date]] = {
    "same-day": lambda _, __, start: day_of(start),
    "next-working-day": lambda calendar, _, start: _after(calendar, start, 1),
    "working-days": lambda calendar, limit, start: _after(calendar, start, limit.amount),
    "before-date": lambda _, limit, start: limit.last_day(day_of(start)),
}
