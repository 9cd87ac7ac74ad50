"""
The working calendar: office hours, official days, and the arithmetic of working time.

A session is half-open, so 11:30:00 is outside a morning that ends at 11:30.  Each year is
unrolled into rows of ints when an instant of it is first asked about; the rows are kept,
and they are all that the arithmetic reads.

A row of one day::

    (year,       the year it belongs to
     left,       working microseconds from the start of this day to the end of the year
     spans,      its sessions as (start, end), in microseconds since the epoch
     following,  the first opening after this day; NO_MORE: not in this year; else, negative:
                 minus the day (since 1970) that comes first and has no hours in force
     notes)      what is assumed about it, as bits
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.timing import deadlines
from egovdocs.timing.days import DayKind, OfficialDays
from egovdocs.timing.fallback import Effects, effects
from egovdocs.timing.hours import (
    HoursPeriod,
    OfficeHours,
    Session,
    nearest_periods,
    ordinary_sessions,
    sessions_in,
)
from egovdocs.timing.instants import (
    DAY_US,
    EPOCH_ORDINAL,
    HOUR_US,
    LOCAL_EPOCH,
    SECOND_US,
    VN,
    checked,
    day_of,
    like,
    start_of,
    to_datetime,
    to_us,
)

if TYPE_CHECKING:
    from egovdocs.timing.limits import Limit

Span = tuple[int, int]
Row = tuple[int, int, tuple[Span, ...], int, int]
Plan = tuple[tuple[Session, ...], int]
# A session on the clock of a day: from and to in seconds, and as instants.
Dial = tuple[int, int, datetime, datetime]

NO_MORE = -1
# What may be assumed about a day, by the bit of its row.
_NOTES = ((1, "hours"), (2, "calendar"), (4, "provisional"))
_HOURS, _CALENDAR, _PROVISIONAL = (bit for bit, _ in _NOTES)
_NOTED = tuple(tuple(note for bit, note in _NOTES if bits & bit) for bits in range(8))
_MICROSECOND = timedelta(microseconds=1)
_NO_TIME = timedelta()
# A second that no day has: what comes after the last session belongs to the next one.
_NEVER = 2 * DAY_US


@attrs.frozen
class CalendarNotCovered(EgovdocsError, LookupError):
    """A day of a year whose official days off are not known."""

    day: date
    first_year: int
    last_year: int

    code: ClassVar[str] = "timing.calendar-not-covered"
    vi: ClassVar[str] = (
        "Không có lịch ngày nghỉ chính thức cho ngày {day}; lịch có từ năm {first_year} "
        "đến năm {last_year}."
    )
    en: ClassVar[str] = (
        "There is no official calendar for {day}; it covers the years {first_year} to {last_year}."
    )


@attrs.frozen
class HoursNotCovered(EgovdocsError, LookupError):
    """A day on which no office hours of the audience are in force."""

    day: date
    audience: str

    code: ClassVar[str] = "timing.hours-not-covered"
    vi: ClassVar[str] = "Không có giờ làm việc nào của “{audience}” áp dụng vào ngày {day}."
    en: ClassVar[str] = "No office hours of “{audience}” are in force on {day}."


@attrs.frozen
class InvalidAmount(EgovdocsError, ValueError):
    """An amount of working time that is negative or not a number."""

    amount: str

    code: ClassVar[str] = "timing.invalid-amount"
    vi: ClassVar[str] = "“{amount}” không phải lượng thời gian làm việc: cần một số không âm."
    en: ClassVar[str] = "“{amount}” is no amount of working time: it must be a number, 0 or more."


@attrs.frozen
class WorkCalendar:
    """
    Working time of one audience.

    Attributes:
        hours: office hours, dated.
        days: official days off and made-up working days, dated.
        fallback: outside what *hours* and *days* cover, go on with the nearest hours and
            the ``holidays`` library (and say so in :meth:`notes_between`) instead of raising.
        audience: whose hours.

    Instants in and out of the methods without ``_us`` are aware datetimes: any zone in,
    Vietnam time out, pendulum out where pendulum went in.  Those with ``_us`` take and
    return microseconds of the wall clock of Vietnam (``to_us``).

    Immutable; safe to share between threads and to send to other processes.

    All methods raise:
        NaiveInstant: a datetime has no zone.
        InstantOutOfRange: before 1975-06-14 or after 9998.
        CalendarNotCovered: the answer needs a year that *days* does not cover; with
            *fallback*, one that ``holidays`` does not know either.
        HoursNotCovered: the answer needs a day without hours in force; never with *fallback*.

    >>> hours = OfficeHours.parse([{"sessions": ["07:00-11:30", "13:30-17:00"]}])
    >>> calendar = WorkCalendar(hours, OfficialDays.packaged())
    >>> from egovdocs.timing.instants import parse_instant
    >>> friday = parse_instant("2024-05-03T16:00:00+07:00")
    >>> print(calendar.add(friday, 2))                    # Saturday 4 May 2024 was made up
    2024-05-04 08:00:00+07:00
    """

    hours: OfficeHours
    days: OfficialDays
    fallback: bool = False
    audience: str = "agency"
    # Memos: rows and days without hours, by day since 1970, and calendars with other hours.
    # They are never part of the value; filling one twice, by two threads, gives the same.
    _rows: dict[int, Row] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _gaps: dict[int, None] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _dials: dict[int, tuple[Dial, ...]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _others: dict[tuple[Session, ...], WorkCalendar] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.hours, self.days, self.fallback, self.audience)

    # Instants as datetimes

    def is_open(self, moment: datetime) -> bool:
        """Whether *moment* lies in a session; its closing instant does not."""
        return self.is_open_us(to_us(moment))

    def next_open(self, moment: datetime) -> datetime:
        """Return *moment* if it lies in a session, else the start of the next one."""
        if type(moment) is datetime and moment.tzinfo is VN:
            since = moment - LOCAL_EPOCH
            second = since.seconds
            for start, end, opens, _ in self._dials.get(since.days) or self._dial(since.days):
                if second < end:
                    return moment if second >= start else opens
        return like(moment, self.next_open_us(to_us(moment)))

    def add(self, moment: datetime, amount: float | timedelta) -> datetime:
        """
        Return the earliest instant at which *amount* of working time has passed.

        Args:
            moment: from when; outside working time it counts from the next opening.
            amount: hours, or a timedelta; to the microsecond.

        Raises:
            InvalidAmount: *amount* is negative or not a number.
        """
        if type(moment) is datetime and moment.tzinfo is VN and type(amount) is timedelta:
            since = moment - LOCAL_EPOCH
            second = since.seconds
            for start, end, opens, closes in self._dials.get(since.days) or self._dial(since.days):
                if second < end:
                    due = (moment if second >= start else opens) + amount
                    if amount >= _NO_TIME and due <= closes:
                        return due
                    break
        return like(moment, self.add_us(to_us(moment), _amount_us(amount))[0])

    def _dial(self, day: int) -> tuple[Dial, ...]:
        """The sessions of *day* and the first one after it, as they stand on a clock."""
        midnight = day * DAY_US
        marks = [(first, last, first, last) for first, last in self._row_of(day)[2]]
        marks.extend((midnight + _NEVER, midnight + _NEVER, *span) for span in self._after(day))
        dials = self._dials[day] = tuple(
            (
                (first - midnight) // SECOND_US,
                (last - midnight) // SECOND_US,
                to_datetime(opens),
                to_datetime(closes),
            )
            for first, last, opens, closes in marks
        )
        return dials

    def _after(self, day: int) -> tuple[Span, ...]:
        """The first session after *day*; none where the calendar ends before it."""
        try:
            start = self.next_open_us((day + 1) * DAY_US)
        except (CalendarNotCovered, HoursNotCovered):
            return ()
        return tuple(span for span in self._row_at(start)[2] if span[0] == start)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from *start* to *end*; zero if *end* is not after *start*."""
        return self.elapsed_us(to_us(start), to_us(end)) * _MICROSECOND

    def is_working_day(self, day: date) -> bool:
        """Whether *day* has office hours; of a datetime, its day in Vietnam counts."""
        return bool(self._row_of(_day(day).toordinal() - EPOCH_ORDINAL)[2])

    def next_working_day(self, day: date) -> date:
        """Return the first working day after *day*; a pendulum ``Date`` for one."""
        plain = _day(day)
        ordinal = self.next_working_day_ordinal(plain.toordinal())
        return type(plain).fromordinal(ordinal)

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Return the sessions of *day*: none on a day off."""
        plain = _day(day)
        start = start_of(plain)
        return tuple(
            Session((first - start) // SECOND_US, (last - start) // SECOND_US)
            for first, last in self.spans_on(plain)
        )

    # Instants as ints

    def is_open_us(self, us: int, closing_inside: bool = False) -> bool:
        """Whether *us* lies in a session; with *closing_inside* its closing instant does too."""
        row = self._rows.get(us // DAY_US) or self._row_at(us)
        late = 1 if closing_inside else 0
        return any(start <= us < end + late for start, end in row[2])

    def next_open_us(self, us: int, closing_inside: bool = False) -> int:
        """Return *us* if it lies in a session, else the start of the next one."""
        row = self._rows.get(us // 86_400_000_000) or self._row_at(us)
        for start, end in row[2]:
            if us < end or (closing_inside and us == end):
                return us if us >= start else start
        return row[3] if row[3] > 0 else self._beyond(row)

    def add_us(self, us: int, amount_us: int) -> tuple[int, int]:
        """
        Return when *amount_us* of working time after *us* is used up, as (due, late_after).

        *due* is the earliest instant at which it is used up, *late_after* the last one at
        which no more than it has been used: they differ when it ends with a session,
        because the office is then closed until the next.

        Raises:
            InvalidAmount: *amount_us* is negative.
        """
        if amount_us < 0:
            raise InvalidAmount(str(amount_us))
        while True:
            row = self._rows.get(us // 86_400_000_000) or self._row_at(us)
            for start, end in row[2]:
                if us < end:
                    due = (us if us > start else start) + amount_us
                    if due < end:
                        return due, due
                    if due == end:
                        return due, self.next_open_us(due)
                    amount_us = due - end
            us = row[3] if row[3] > 0 else self._beyond(row)

    def elapsed_us(self, start_us: int, end_us: int) -> int:
        """Return the working time between two instants; 0 if the second is not later."""
        if end_us <= start_us:
            return 0
        row = self._rows.get(start_us // 86_400_000_000) or self._row_at(start_us)
        last = self._rows.get(end_us // 86_400_000_000) or self._row_at(end_us)
        worked = row[1] - last[1]
        for start, end in row[2]:
            if start_us > start:
                worked -= (start_us if start_us < end else end) - start
        for start, end in last[2]:
            if end_us > start:
                worked += (end_us if end_us < end else end) - start
        if row[0] != last[0]:
            worked += sum(self._total(year) for year in range(row[0] + 1, last[0] + 1))
        if self._gaps:
            self._refuse_gaps(start_us // DAY_US, end_us // DAY_US)
        return worked

    def next_working_day_ordinal(self, ordinal: int) -> int:
        """Return the first working day after *ordinal*, both as of ``date.toordinal()``."""
        row = self._row_of(ordinal - EPOCH_ORDINAL)
        following = row[3] if row[3] > 0 else self._beyond(row)
        return following // DAY_US + EPOCH_ORDINAL

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the sessions of *day* as (start, end) in microseconds since the epoch."""
        return self._row_of(day.toordinal() - EPOCH_ORDINAL)[2]

    def spans_us(self, start_us: int, end_us: int) -> Iterator[Span]:
        """Yield the stretches of working time between two instants, session by session."""
        now = self.next_open_us(start_us)
        while now < end_us:
            for start, end in self._row_at(now)[2]:
                if start <= now < end:
                    yield now, min(end, end_us)
                    closing = end
            now = self.next_open_us(closing)

    def deadline(
        self,
        limit: Limit,
        start_us: int,
        *,
        same_day: deadlines.SameDay = "midnight",
        lateness: deadlines.Lateness = "elapsed",
    ) -> deadlines.Deadline | None:
        """
        Return until when *limit* allows, counted from *start_us*; None for "immediately".

        Args:
            limit: what the law allows.
            start_us: from when it runs.
            same_day: whether a limit that ends with a day ends at midnight, or when the
                office closes.
            lateness: late once more working time than the limit has elapsed, or once the
                due instant has passed, even while the office is closed.
        """
        return deadlines.deadline(self, limit, start_us, same_day=same_day, lateness=lateness)

    # What is assumed

    def notes_between(self, start_us: int, end_us: int) -> tuple[str, ...]:
        """
        Return what is assumed about the days from one instant to the other, both included.

        "hours": the hours in force are assumed.  "calendar": the day is outside the table
        of official days and ``holidays`` was asked.  "provisional": no act in force was
        found for the row of a day, whatever the reading made of it.
        """
        first, last = sorted((start_us // DAY_US, end_us // DAY_US))
        bits = 0
        for day in range(first, last + 1):
            bits |= (self._rows.get(day) or self._row_of(day))[4]
        return _NOTED[bits]

    def alternatives(self) -> tuple[tuple[Session, ...], ...]:
        """Return the hours that might stand in for those that are assumed."""
        return self.hours.alternatives(self.audience)

    def with_hours(self, sessions: tuple[Session, ...]) -> WorkCalendar:
        """Return this calendar with *sessions* wherever its hours are assumed."""
        other = self._others.get(sessions)
        if other is None:
            hours = self.hours.with_assumed(sessions, self.audience)
            other = self._others[sessions] = attrs.evolve(self, hours=hours)
        return other

    # Rows

    def _row_at(self, us: int) -> Row:
        return self._row_of(checked(us) // DAY_US)

    def _row_of(self, day: int) -> Row:
        row = self._rows.get(day)
        if row is None:
            wanted = day_of(checked(day * DAY_US))
            self._unroll(wanted)
            row = self._rows.get(day)
            if row is None:
                raise HoursNotCovered(wanted, self.audience)
        return row

    def _beyond(self, row: Row) -> int:
        """Return the first opening after the year of *row*, unless hours are missing before."""
        if row[3] == NO_MORE:
            return self.next_open_us(start_of(date(row[0] + 1, 1, 1)))
        raise HoursNotCovered(day_of(-row[3] * DAY_US), self.audience)

    def _total(self, year: int) -> int:
        """Return the working time of *year*."""
        return self._row_of(date(year, 1, 1).toordinal() - EPOCH_ORDINAL)[1]

    def _refuse_gaps(self, first: int, last: int) -> None:
        for day in self._gaps:
            if first <= day <= last:
                raise HoursNotCovered(day_of(day * DAY_US), self.audience)

    def _unroll(self, wanted: date) -> None:
        """Make the rows of the year of *wanted*, backwards: each day knows what follows it."""
        rows: dict[int, Row] = {}
        left, following = 0, NO_MORE
        for day, plan in reversed(self._plans(wanted)):
            if plan is None:
                self._gaps[day] = None
                following = -day
                continue
            sessions, notes = plan
            spans = tuple(_span(day * DAY_US, session) for session in sessions)
            left += sum(end - start for start, end in spans)
            rows[day] = (wanted.year, left, spans, following, notes)
            following = spans[0][0] if spans else following
        self._rows.update(rows)

    def _plans(self, wanted: date) -> list[tuple[int, Plan | None]]:
        """Return the days of the year of *wanted* since 1970, each with its plan."""
        asked = self._asked(wanted)
        own = self.hours.of(self.audience)
        first = date(wanted.year, 1, 1).toordinal()
        end = date(wanted.year, 12, 31).toordinal() + 1
        return [
            (ordinal - EPOCH_ORDINAL, self._plan(date.fromordinal(ordinal), own, asked))
            for ordinal in range(first, end)
        ]

    def _asked(self, wanted: date) -> Effects | None:
        """Return what ``holidays`` says of the year of *wanted*; None: the table covers it."""
        if self.days.covers(wanted.year):
            return None
        found = effects(wanted.year) if self.fallback else None
        if found is None:
            raise CalendarNotCovered(wanted, self.days.first_year, self.days.last_year)
        return found

    def _plan(self, day: date, own: tuple[HoursPeriod, ...], asked: Effects | None) -> Plan | None:
        """Return the sessions of *day* and the bits of its notes; None: no hours in force."""
        notes = _PROVISIONAL if self.days.uncertain(day) else 0
        effect = self.days.effect(day)
        if asked is not None:
            notes |= _CALENDAR
            effect = self.days.effect_beyond(day, asked.get(day))
        periods = tuple(period for period in own if period.covers(day))
        if not periods:
            if not self.fallback or not own:
                return None
            periods, notes = nearest_periods(own, day), notes | _HOURS
        if any(period.assumed for period in periods):
            notes |= _HOURS
        return _sessions(periods, day, effect), notes


def _sessions(
    periods: tuple[HoursPeriod, ...], day: date, effect: DayKind | None
) -> tuple[Session, ...]:
    if effect == "off":
        return ()
    return ordinary_sessions(periods) if effect == "worked" else sessions_in(periods, day)


def _span(start: int, session: Session) -> Span:
    return start + session.start * SECOND_US, start + session.end * SECOND_US


def _day(day: date) -> date:
    return day_of(to_us(day)) if isinstance(day, datetime) else day


def _amount_us(amount: float | timedelta) -> int:
    if isinstance(amount, timedelta):
        return timedelta.__floordiv__(amount, _MICROSECOND)
    try:
        return round(amount * HOUR_US)
    except (ValueError, OverflowError):
        raise InvalidAmount(str(amount)) from None
