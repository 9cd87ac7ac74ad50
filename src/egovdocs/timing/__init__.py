"""
Time: office hours, the working calendar, receipt clocks, limits and deadlines.

This floor knows no event and no document.  It counts in microseconds of the wall clock of
Vietnam, reads no clock, and says what it had to assume.
"""

from egovdocs.timing.calendar import (
    CalendarNotCovered,
    HoursNotCovered,
    InvalidAmount,
    WorkCalendar,
)
from egovdocs.timing.days import DayRow, InvalidDayRow, OfficialDays, RepeatedDay
from egovdocs.timing.deadlines import Deadline
from egovdocs.timing.hours import (
    BackwardsSession,
    HoursPeriod,
    InvalidHoursValue,
    InvalidSession,
    OfficeHours,
    OverlappingPeriods,
    OverlappingSessions,
    Season,
    Session,
    UnknownHoursKey,
    UpsideDownDates,
)
from egovdocs.timing.instants import (
    DAY_US,
    HOUR_US,
    VN,
    InstantOutOfRange,
    InvalidInstant,
    NaiveInstant,
    day_of,
    from_us,
    parse_instant,
    start_of,
    to_datetime,
    to_us,
)
from egovdocs.timing.limits import InvalidLimit, Limit, NotInHours, exceeds
from egovdocs.timing.outage import outage_elapsed
from egovdocs.timing.receipt import CLOCKS, Clock, UnknownClock, receipt

__all__ = [
    "CLOCKS",
    "DAY_US",
    "HOUR_US",
    "VN",
    "BackwardsSession",
    "CalendarNotCovered",
    "Clock",
    "DayRow",
    "Deadline",
    "HoursNotCovered",
    "HoursPeriod",
    "InstantOutOfRange",
    "InvalidAmount",
    "InvalidDayRow",
    "InvalidHoursValue",
    "InvalidInstant",
    "InvalidLimit",
    "InvalidSession",
    "Limit",
    "NaiveInstant",
    "NotInHours",
    "OfficeHours",
    "OfficialDays",
    "OverlappingPeriods",
    "OverlappingSessions",
    "RepeatedDay",
    "Season",
    "Session",
    "UnknownClock",
    "UnknownHoursKey",
    "UpsideDownDates",
    "WorkCalendar",
    "day_of",
    "exceeds",
    "from_us",
    "outage_elapsed",
    "parse_instant",
    "receipt",
    "start_of",
    "to_datetime",
    "to_us",
]
