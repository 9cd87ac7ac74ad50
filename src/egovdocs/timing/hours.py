"""
Office hours: dated, seasonal, per audience; data of a profile, never of the program.

No national text fixes the clock times: each province does, and some twice a year.  Hours
are therefore rows, each with its source, or with the reason why they are assumed.

Grammar of what a row says::

    session  = clock "-" clock            ; half-open: 07:00-11:30 ends before 11:30
    clock    = 2DIGIT ":" 2DIGIT [ ":" 2DIGIT ]   ; 00:00 to 24:00
    days     = run *( "," run )
    run      = weekday [ "-" weekday ]    ; mon-fri, sat-mon
    weekday  = "mon" / "tue" / "wed" / "thu" / "fri" / "sat" / "sun"
    season   = 2DIGIT "-" 2DIGIT ".." 2DIGIT "-" 2DIGIT   ; month-day, both inclusive
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any, ClassVar

import attrs

from egovdocs.errors import EgovdocsError, closest

_SESSION = re.compile(
    r"(?P<h1>[0-9]{2}):(?P<m1>[0-5][0-9])(?::(?P<s1>[0-5][0-9]))?-"
    r"(?P<h2>[0-9]{2}):(?P<m2>[0-5][0-9])(?::(?P<s2>[0-5][0-9]))?"
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINARY = range(5)
_LEAP_YEAR = tuple(date(2000, 1, 1) + timedelta(step) for step in range(366))
_CYCLE = timedelta(28 * 366)  # in 28 years every date of the year meets every weekday
_DAY_S = 86_400


@attrs.frozen
class InvalidSession(EgovdocsError, ValueError):
    """A text that is not a session."""

    where: str
    text: str

    code: ClassVar[str] = "timing.invalid-session"
    vi: ClassVar[str] = "{where}: “{text}” không phải buổi làm việc; hãy viết như 07:00-11:30."
    en: ClassVar[str] = "{where}: “{text}” is not a session; write it like 07:00-11:30."


@attrs.frozen
class BackwardsSession(EgovdocsError, ValueError):
    """A session that ends before it begins, or is empty."""

    where: str
    session: str

    code: ClassVar[str] = "timing.backwards-session"
    vi: ClassVar[str] = "{where}: buổi {session} không kết thúc sau lúc bắt đầu."
    en: ClassVar[str] = "{where}: the session {session} does not end after it begins."


@attrs.frozen
class OverlappingSessions(EgovdocsError, ValueError):
    """Two sessions of one day that overlap or stand in the wrong order."""

    where: str
    first: str
    second: str

    code: ClassVar[str] = "timing.overlapping-sessions"
    vi: ClassVar[str] = "{where}: buổi {second} bắt đầu trước khi buổi {first} kết thúc."
    en: ClassVar[str] = "{where}: the session {second} begins before {first} has ended."


@attrs.frozen
class UpsideDownDates(EgovdocsError, ValueError):
    """A period that ends before it begins."""

    where: str
    first: date
    last: date

    code: ClassVar[str] = "timing.upside-down-dates"
    vi: ClassVar[str] = "{where}: thời gian áp dụng từ {first} đến {last} bị ngược."
    en: ClassVar[str] = "{where}: the period from {first} to {last} is upside down."


@attrs.frozen
class OverlappingPeriods(EgovdocsError, ValueError):
    """Two periods that both claim the same day for one audience."""

    where: str
    other: str
    audience: str
    day: date

    code: ClassVar[str] = "timing.overlapping-periods"
    vi: ClassVar[str] = "{where} và {other} cùng áp dụng cho “{audience}” vào ngày {day}."
    en: ClassVar[str] = "{where} and {other} both apply to “{audience}” on {day}."


@attrs.frozen
class UnknownHoursKey(EgovdocsError, ValueError):
    """A key that no row of hours has."""

    where: str
    key: str
    nearest: str

    code: ClassVar[str] = "timing.unknown-hours-key"
    vi: ClassVar[str] = "{where}: không có khóa “{key}”; khóa gần nhất là “{nearest}”."
    en: ClassVar[str] = "{where}: there is no key “{key}”; the closest is “{nearest}”."


@attrs.frozen
class InvalidHoursValue(EgovdocsError, ValueError):
    """A value of a row of hours that cannot be read, or is missing."""

    where: str
    key: str
    value: str
    expected: str

    code: ClassVar[str] = "timing.invalid-hours-value"
    vi: ClassVar[str] = "{where}: không đọc được {key} = “{value}”; dạng đúng: {expected}."
    en: ClassVar[str] = "{where}: {key} = “{value}” cannot be read; expected: {expected}."


@attrs.frozen(order=True)
class Session:
    """
    A stretch of office hours; *start* and *end* in seconds of the day, half-open.

    >>> morning = Session.parse("07:00-11:30")
    >>> morning.start, morning.end, str(morning)
    (25200, 41400, '07:00-11:30')
    """

    start: int
    end: int

    @classmethod
    def parse(cls, text: str, where: str = "hours") -> Session:
        """
        Read a session; spaces and en dashes are forgiven, ``str()`` writes it one way.

        Raises:
            InvalidSession: *text* does not follow the grammar above.
            BackwardsSession: it does not end after it begins.
        """
        match = _SESSION.fullmatch("".join(str(text).split()).replace("–", "-"))
        if match is None:
            raise InvalidSession(where, str(text))
        session = cls(_clock(match, "1"), _clock(match, "2"))
        if session.end > _DAY_S:
            raise InvalidSession(where, str(text))
        return session.forwards(where)

    def forwards(self, where: str) -> Session:
        """Return this session, insisting that it lies within a day and runs forwards."""
        if 0 <= self.start < self.end <= _DAY_S:
            return self
        raise BackwardsSession(where, str(self))

    def __str__(self) -> str:
        return f"{_written(self.start)}-{_written(self.end)}"


def _clock(match: re.Match[str], edge: str) -> int:
    hour, minute, second = (int(match[unit + edge] or 0) for unit in "hms")
    return hour * 3600 + minute * 60 + second


def _written(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{second:02d}" if second else text


@attrs.frozen
class Season:
    """
    A stretch of every year; *first* and *last* are (month, day), both inclusive.

    A season may wrap the year: 10-15..04-14 is a winter.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    @classmethod
    def parse(cls, value: object, where: str = "hours") -> Season:
        """
        Read ``"04-01..09-30"`` or ``["04-01", "09-30"]``.

        Raises:
            InvalidHoursValue: *value* is neither, or names a day that no year has.
        """
        edges = value.split("..") if isinstance(value, str) else value
        if isinstance(edges, (list, tuple)) and len(edges) == 2:
            first, last = map(_month_day, edges)
            if first and last:
                return cls(first, last)
        raise InvalidHoursValue(where, "season", str(value), "04-01..09-30")

    def __contains__(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    def __str__(self) -> str:
        return "{:02d}-{:02d}..{:02d}-{:02d}".format(*self.first, *self.last)


def _month_day(text: object) -> tuple[int, int] | None:
    clean = str(text).strip()
    known = {f"{day:%m-%d}": (day.month, day.day) for day in _LEAP_YEAR}
    return known.get(clean)


@attrs.frozen
class HoursPeriod:
    """
    Hours that are in force together.

    Attributes:
        sessions: those of one working day, in order.
        weekdays: 0 is Monday.
        first: first day in force, inclusive; None: since ever.
        last: last day in force, inclusive; None: until further notice.
        season: the part of each year; None: the whole year.
        audience: whose hours: "agency", "one-stop", ...
        assumed: why the hours are not known; None: they rest on *source*.
        source: where they were read.
        alternatives: other hours that a sensible person might assume.
    """

    sessions: tuple[Session, ...]
    weekdays: frozenset[int] = frozenset(_ORDINARY)
    first: date | None = None
    last: date | None = None
    season: Season | None = None
    audience: str = "agency"
    assumed: str | None = None
    source: str | None = None
    alternatives: tuple[tuple[Session, ...], ...] = ()

    @classmethod
    def parse(cls, row: Mapping[str, object], where: str = "hours") -> HoursPeriod:
        """
        Read one ``[[hours]]`` table of a profile.

        Raises:
            UnknownHoursKey: the table has a key too many; the closest is named.
            InvalidHoursValue: a value is missing or cannot be read.
            InvalidSession: a session does not follow the grammar.
            BackwardsSession: a session does not end after it begins.
        """
        for key in row:
            if key not in _READERS:
                raise UnknownHoursKey(where, str(key), closest(str(key), _READERS))
        if "sessions" not in row:
            raise InvalidHoursValue(where, "sessions", "-", "07:00-11:30, 13:30-17:00")
        fields: dict[str, Any] = {}
        for key, value in row.items():
            name, read = _READERS[key]
            fields[name] = read(value, key, where)
        return cls(**fields)

    def covers(self, day: date) -> bool:
        """Whether this period is in force on *day*, whatever the weekday."""
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (self.season is None or day in self.season)
        )

    def nearest(self, day: date) -> date:
        """Return the day of this period's dates (not its season) that is nearest to *day*."""
        if self.first is not None and day < self.first:
            return self.first
        if self.last is not None and day > self.last:
            return self.last
        return day

    def assuming(self, sessions: tuple[Session, ...], audience: str) -> HoursPeriod:
        """Return this period with *sessions*, if its own are assumed and it is *audience*'s."""
        if self.assumed is None or self.audience != audience:
            return self
        return attrs.evolve(self, sessions=sessions)

    def check(self, where: str) -> None:
        """Insist that dates and sessions, and those of the alternatives, are in order."""
        if self.first is not None and self.last is not None and self.last < self.first:
            raise UpsideDownDates(where, self.first, self.last)
        if not self.weekdays:
            raise InvalidHoursValue(where, "days", "-", "mon-fri")
        _in_order(self.sessions, f"{where}, sessions")
        for sessions in self.alternatives:
            _in_order(sessions, f"{where}, alternatives")


def _in_order(sessions: Sequence[Session], where: str) -> None:
    if not sessions:
        raise InvalidHoursValue(where, "sessions", "-", "07:00-11:30, 13:30-17:00")
    for session in sessions:
        session.forwards(where)
    for one, two in pairwise(sessions):
        if two.start < one.end:
            raise OverlappingSessions(where, str(one), str(two))


def _read_date(value: object, key: str, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidHoursValue(where, key, str(value), "2019-01-01") from None


def _read_days(value: object, key: str, where: str) -> frozenset[int]:
    found: set[int] = set()
    for run in str(value).lower().replace(" ", "").split(","):
        ends = run.split("-")
        if len(ends) > 2 or not set(ends) <= set(_WEEK):
            raise InvalidHoursValue(where, key, str(value), "mon-fri; mon,wed")
        found.update(_run(_WEEK.index(ends[0]), _WEEK.index(ends[-1])))
    return frozenset(found)


def _run(first: int, last: int) -> Iterator[int]:
    """Weekdays from *first* to *last*, over the weekend where need be."""
    return ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _read_sessions(value: object, key: str, where: str) -> tuple[Session, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise InvalidHoursValue(where, key, str(value), '["07:00-11:30", "13:30-17:00"]')
    return tuple(Session.parse(text, f"{where}, {key}") for text in value)


def _read_alternatives(value: object, key: str, where: str) -> tuple[tuple[Session, ...], ...]:
    if not isinstance(value, (list, tuple)):
        raise InvalidHoursValue(where, key, str(value), '[["07:30-12:00", "13:30-17:00"]]')
    return tuple(_read_sessions(sessions, key, where) for sessions in value)


def _read_season(value: object, _: str, where: str) -> Season:
    return Season.parse(value, where)


def _read_text(value: object, key: str, where: str) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise InvalidHoursValue(where, key, str(value), "text")


# The keys of a row, the field each fills, and who reads it.
_READERS = {
    "from": ("first", _read_date),
    "to": ("last", _read_date),
    "days": ("weekdays", _read_days),
    "sessions": ("sessions", _read_sessions),
    "season": ("season", _read_season),
    "audience": ("audience", _read_text),
    "assumed": ("assumed", _read_text),
    "source": ("source", _read_text),
    "alternatives": ("alternatives", _read_alternatives),
}


@attrs.frozen
class OfficeHours:
    """
    The periods of a profile, checked against each other.

    Raises:
        BackwardsSession: a session does not end after it begins.
        OverlappingSessions: two sessions of a period overlap.
        UpsideDownDates: a period ends before it begins.
        OverlappingPeriods: two periods claim the same day for one audience.

    >>> hours = OfficeHours.parse([{"sessions": ["07:00-11:30", "13:30-17:00"]}])
    >>> [str(session) for session in hours.periods[0].sessions]
    ['07:00-11:30', '13:30-17:00']
    """

    periods: tuple[HoursPeriod, ...]

    def __attrs_post_init__(self) -> None:
        rows = [(f"hours #{number}", row) for number, row in enumerate(self.periods, 1)]
        for where, row in rows:
            row.check(where)
        for (there, one), (where, two) in combinations(rows, 2):
            shared = _shared_day(one, two)
            if shared is not None:
                raise OverlappingPeriods(where, there, one.audience, shared)

    @classmethod
    def parse(cls, rows: Iterable[Mapping[str, object]]) -> OfficeHours:
        """
        Read the ``[[hours]]`` tables of a profile; errors count them from 1.

        Keys: from, to (dates, both inclusive), days, sessions, season, audience, assumed,
        source, alternatives.  Only sessions must be there; days are then mon-fri.

        Raises:
            UnknownHoursKey: a table has a key too many; the closest is named.
            InvalidHoursValue: a value is missing or cannot be read.
            EgovdocsError: what the class itself refuses.
        """
        return cls(
            tuple(HoursPeriod.parse(row, f"hours #{number}") for number, row in enumerate(rows, 1))
        )

    def of(self, audience: str) -> tuple[HoursPeriod, ...]:
        """Return the periods of *audience*."""
        return tuple(period for period in self.periods if period.audience == audience)

    def alternatives(self, audience: str = "agency") -> tuple[tuple[Session, ...], ...]:
        """Return the hours that might stand in for those that are assumed, each once."""
        found = (each for row in self.of(audience) if row.assumed for each in row.alternatives)
        return tuple(dict.fromkeys(found))

    def with_assumed(self, sessions: tuple[Session, ...], audience: str = "agency") -> OfficeHours:
        """Return the same hours with *sessions* wherever those of *audience* are assumed."""
        return OfficeHours(tuple(row.assuming(sessions, audience) for row in self.periods))


def sessions_in(periods: Sequence[HoursPeriod], day: date) -> tuple[Session, ...]:
    """Return the sessions that *periods*, in force on *day*, give its weekday."""
    weekday = day.weekday()
    for period in periods:
        if weekday in period.weekdays:
            return period.sessions
    return ()


def ordinary_sessions(periods: Sequence[HoursPeriod]) -> tuple[Session, ...]:
    """Return the sessions of an ordinary weekday: those of Monday, else Tuesday, and so on."""
    for weekday in _ORDINARY:
        for period in periods:
            if weekday in period.weekdays:
                return period.sessions
    return periods[0].sessions if periods else ()


def nearest_periods(periods: Sequence[HoursPeriod], day: date) -> tuple[HoursPeriod, ...]:
    """Return the periods in force nearest to *day*, for a day on which none is."""
    closest_row = min(periods, key=lambda row: abs((row.nearest(day) - day).days))
    there = closest_row.nearest(day)
    return tuple(row for row in periods if row.covers(there)) or (closest_row,)


def _shared_day(one: HoursPeriod, two: HoursPeriod) -> date | None:
    """Return a day that both periods claim for one audience, if there is one."""
    weekdays = one.weekdays & two.weekdays
    if one.audience != two.audience or not weekdays or not _seasons_meet(one, two):
        return None
    for day in _common_days(one, two):
        if day.weekday() in weekdays and one.covers(day) and two.covers(day):
            return day
    return None


def _seasons_meet(one: HoursPeriod, two: HoursPeriod) -> bool:
    if one.season is None or two.season is None:
        return True
    return any(day in one.season and day in two.season for day in _LEAP_YEAR)


def _common_days(one: HoursPeriod, two: HoursPeriod) -> Iterator[date]:
    """Days within the dates of both, at most one cycle of the calendar."""
    firsts = [row.first for row in (one, two) if row.first is not None]
    lasts = [row.last for row in (one, two) if row.last is not None]
    last = min(lasts, default=None)
    first = max(firsts) if firsts else (last or date(2028, 1, 1)) - _CYCLE
    end = first + _CYCLE if last is None else min(last, first + _CYCLE)
    return (first + timedelta(step) for step in range((end - first).days + 1))
