"""
An oracle of working time, written from the law and from nothing else.

It walks the clock minute by minute, on naive wall-clock datetimes of Vietnam.  It shares
the calendar *data* with the library (the file of official days), so it checks the
arithmetic of time, not whether the calendar is right; tests/law does that by hand.  It
imports nothing of the code under test.  Slow on purpose.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)

Sessions = tuple[tuple[time, time], ...]

ORDINARY: Sessions = ((time(7), time(11, 30)), (time(13, 30), time(17)))
PHU_YEN_LATER: Sessions = ((time(7, 30), time(12)), (time(13, 30), time(17)))


def ordinary_hours(_: date) -> Sessions:
    """07:00-11:30 and 13:30-17:00, always."""
    return ORDINARY


def phu_yen_hours(day: date) -> Sessions:
    """The two hours of Phú Yên that are known from a source: half an hour later since 2021-11."""
    return ORDINARY if day < date(2021, 11, 1) else PHU_YEN_LATER


@cache
def official_days() -> dict[date, bool]:
    """Whether a day with a row is worked; announced days without a statute are left out."""
    path = files("egovdocs") / "policy" / "calendars" / "vn-official-days.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["day"]
    return {row["date"]: row["day"] == "worked" for row in rows if row["confidence"] != "policy"}


@cache
def open_minutes(sessions: Sessions) -> tuple[bool, ...]:
    """For each minute of a working day, whether the office is open during it."""
    clock = [time(minute // 60, minute % 60) for minute in range(1440)]
    return tuple(any(start <= now < end for start, end in sessions) for now in clock)


CLOSED = (False,) * 1440


class Oracle:
    """Working time by walking."""

    def __init__(self, hours: Callable[[date], Sessions] = ordinary_hours) -> None:
        self.hours = hours
        self.minutes: dict[date, tuple[bool, ...]] = {}

    def works(self, day: date) -> bool:
        """Monday to Friday, unless the table says off; a Saturday if the table says worked."""
        return official_days().get(day, day.weekday() < 5)

    def minutes_of(self, day: date) -> tuple[bool, ...]:
        """The 1,440 minutes of a day: open or not."""
        if day not in self.minutes:
            self.minutes[day] = open_minutes(self.hours(day)) if self.works(day) else CLOSED
        return self.minutes[day]

    def is_open(self, at: datetime) -> bool:
        """The closing instant is the first microsecond of a closed minute, so it is outside."""
        return self.minutes_of(at.date())[at.hour * 60 + at.minute]

    def next_open(self, at: datetime) -> datetime:
        """Walk on, from minute to minute, until the office is open."""
        while not self.is_open(at):
            at = next_midnight(at) if not self.works(at.date()) else next_minute(at)
        return at

    def add(self, at: datetime, amount: timedelta) -> tuple[datetime, datetime]:
        """Walk until *amount* is used up; and then for as long as no more is used up."""
        at = self.next_open(at)
        while amount:
            step = min(next_minute(at) - at, amount)
            at, amount = at + step, amount - step
            if amount:
                at = self.next_open(at)
        return at, self.next_open(at)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Walk from *start* to *end* and count what is open."""
        total = timedelta()
        while start < end:
            if not self.works(start.date()):
                start = next_midnight(start)
                continue
            then = min(next_minute(start), end)
            if self.is_open(start):
                total += then - start
            start = then
        return total

    def longest_stretch(self, start: datetime, end: datetime) -> timedelta:
        """The longest time without a break between *start* and *end*."""
        longest = run = timedelta()
        while start < end:
            then = min(next_minute(start), end)
            run = run + (then - start) if self.is_open(start) else timedelta()
            longest, start = max(longest, run), then
        return longest

    def working_day_after(self, day: date, count: int = 1) -> date:
        """Walk from day to day."""
        while count:
            day += DAY
            count -= self.works(day)
        return day

    def morning_end(self, day: date) -> datetime:
        """Walk back from noon to the last open minute, then on while the office stays open."""
        minutes = self.minutes_of(day)
        minute = 720
        while not minutes[minute - 1]:
            minute -= 1
        return datetime.combine(day, time(minute // 60, minute % 60))

    def received_next_working_day(self, at: datetime) -> datetime:
        """Outside working time: when the office first opens on the next working day."""
        if self.is_open(at):
            return at
        day = self.working_day_after(at.date())
        return self.next_open(datetime.combine(day, time()))


def next_minute(at: datetime) -> datetime:
    """The start of the minute after the one of *at*."""
    return at.replace(second=0, microsecond=0) + MINUTE


def next_midnight(at: datetime) -> datetime:
    """The start of the day after the one of *at*."""
    return datetime.combine(at.date() + DAY, time())


def end_of_day(day: date) -> datetime:
    """The last microsecond of *day*."""
    return datetime.combine(day + DAY, time()) - MICROSECOND
