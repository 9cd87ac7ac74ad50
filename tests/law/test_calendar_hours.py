"""
Moments and deadlines that somebody will argue about, with a calendar in hand.

Office hours, where nothing else is said: 07:00-11:30 and 13:30-17:00, Monday to Friday.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from egovdocs.timing import (
    HOUR_US,
    Clock,
    Limit,
    OfficeHours,
    OfficialDays,
    WorkCalendar,
    exceeds,
    from_us,
    outage_elapsed,
    parse_instant,
    receipt,
    to_us,
)

DAYS = OfficialDays.packaged()
CALENDAR = WorkCalendar(
    OfficeHours.parse([{"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]}]), DAYS
)
PHU_YEN = WorkCalendar(
    OfficeHours.parse(
        [
            {"to": date(2021, 10, 31), "sessions": ["07:00-11:30", "13:30-17:00"]},
            {"from": date(2021, 11, 1), "sessions": ["07:30-12:00", "13:30-17:00"]},
        ]
    ),
    DAYS,
)

# fmt: off
TWO_HOURS = [
    # received             due                 in time until       because
    ("2024-05-06 08:00",  "2024-05-06 10:00", "2024-05-06 10:00", "an ordinary Monday"),
    ("2024-05-06 09:30",  "2024-05-06 11:30", "2024-05-06 13:30", "the office closes just then"),
    ("2024-05-06 09:31",  "2024-05-06 13:31", "2024-05-06 13:31", "one minute after lunch"),
    ("2024-05-06 11:30",  "2024-05-06 15:30", "2024-05-06 15:30", "at the closing instant"),
    ("2024-05-06 12:00",  "2024-05-06 15:30", "2024-05-06 15:30", "at lunch: from 13:30"),
    ("2024-05-06 15:00",  "2024-05-06 17:00", "2024-05-07 07:00", "used up as the day ends"),
    ("2024-05-06 16:00",  "2024-05-07 08:00", "2024-05-07 08:00", "one hour today, one tomorrow"),
    ("2024-05-06 05:00",  "2024-05-06 09:00", "2024-05-06 09:00", "before opening: from 07:00"),
    ("2024-05-10 16:00",  "2024-05-13 08:00", "2024-05-13 08:00", "Friday evening, over a weekend"),
    ("2024-05-10 17:00",  "2024-05-13 09:00", "2024-05-13 09:00", "Friday, the closing instant"),
    ("2024-05-03 16:00",  "2024-05-04 08:00", "2024-05-04 08:00", "Friday, Saturday is made up"),
    ("2024-05-04 16:30",  "2024-05-06 08:30", "2024-05-06 08:30", "the made-up Saturday itself"),
    ("2024-02-07 16:00",  "2024-02-15 08:00", "2024-02-15 08:00", "over Tết Giáp Thìn"),
    ("2025-04-29 16:00",  "2025-05-05 08:00", "2025-05-05 08:00", "over 30 April to 4 May"),
    ("2026-01-02 09:00",  "2026-01-05 09:00", "2026-01-05 09:00", "the swapped Friday"),
    ("2026-01-10 09:00",  "2026-01-10 11:00", "2026-01-10 11:00", "the Saturday made up for it"),
    ("2018-12-31 09:00",  "2019-01-02 09:00", "2019-01-02 09:00", "swapped, then New Year"),
]

MORNINGS = [
    # signed             due                 because
    ("2025-04-22 08:00", "2025-04-23 11:30", "an ordinary Tuesday"),
    ("2025-04-22 23:59", "2025-04-23 11:30", "late on the same day changes nothing"),
    ("2025-04-25 16:45", "2025-04-26 11:30", "Friday, and this Saturday is made up"),
    ("2025-04-26 09:00", "2025-04-28 11:30", "the made-up Saturday, then Monday"),
    ("2025-04-29 16:45", "2025-05-05 11:30", "over 30/4, 1/5, the swapped 2/5, a weekend"),
    ("2025-05-03 10:00", "2025-05-05 11:30", "signed on a day nobody works"),
]

DAY_LIMITS = [
    # limit              from                last day      because
    ("same day",         "2024-05-06 23:59", "2024-05-06", "until midnight"),
    ("same day",         "2024-05-05 10:00", "2024-05-05", "a Sunday is a day too"),
    ("next working day", "2024-05-03 18:00", "2024-05-04", "the made-up Saturday"),
    ("next working day", "2024-05-05 10:00", "2024-05-06", "from a Sunday"),
    ("1 working day",    "2024-05-10 07:00", "2024-05-13", "Friday: the day itself never counts"),
    ("3 working days",   "2024-05-02 10:00", "2024-05-06", "3, 4 (made up), then Monday 6"),
    ("5 working days",   "2024-04-26 10:00", "2024-05-07", "2, 3, 4 (made up), 6, 7 May"),
    ("before 10 June",   "2024-01-15 10:00", "2024-06-09", "ends with 9 June"),
    ("before 10 June",   "2024-06-09 23:59", "2024-06-09", "still in time"),
    ("before 10 June",   "2024-06-10 00:00", "2025-06-09", "too late for this year: the next"),
    ("before 1 March",   "2024-02-01 10:00", "2024-02-29", "a leap year"),
    ("before 1 January", "2024-12-31 10:00", "2024-12-31", "the eve lies in the year before"),
]

# Phú Yên 03/2022, Tuesday 15 March 2022; the first column of answers is the wording of
# Long An d10.k2 and Cà Mau d11.k2 under the same hours, for comparison.
ENTRIES = [
    # entry               next-session        next-working-day    raw
    ("2022-03-15 06:50", "2022-03-15 07:30", "2022-03-16 07:30", "2022-03-15 06:50"),
    ("2022-03-15 12:15", "2022-03-15 13:30", "2022-03-16 07:30", "2022-03-15 12:15"),
    ("2022-03-15 17:30", "2022-03-16 07:30", "2022-03-16 07:30", "2022-03-15 17:30"),
    ("2022-03-19 09:00", "2022-03-21 07:30", "2022-03-21 07:30", "2022-03-19 09:00"),
    ("2022-03-15 09:00", "2022-03-15 09:00", "2022-03-15 09:00", "2022-03-15 09:00"),
]

SAME_DAY_READING = [
    # entry               received            because
    ("2022-03-15 05:00", "2022-03-15 07:30", "before opening, on a working day"),
    ("2022-03-15 12:15", "2022-03-15 13:30", "at lunch: the afternoon is still to come"),
    ("2022-03-15 17:30", "2022-03-16 07:30", "nothing is left of the day"),
    ("2022-03-19 05:00", "2022-03-21 07:30", "a Saturday is no working day"),
]

OUTAGES = [
    # began               ended               hours  too long  because
    ("2024-05-06 07:00", "2024-05-06 11:00",  4.0,   False,    "four hours are not more than four"),
    ("2024-05-06 07:00", "2024-05-06 11:30",  4.5,   True,     "a whole morning is"),
    ("2024-05-06 09:30", "2024-05-06 15:30",  4.0,   False,    "lunch does not count"),
    ("2024-05-10 16:00", "2024-05-13 09:30",  3.5,   False,    "nor does a weekend"),
    ("2024-05-03 16:00", "2024-05-06 07:00",  9.0,   True,     "but a made-up Saturday does"),
    ("2024-05-04 18:00", "2024-05-05 18:00",  0.0,   False,    "nobody missed it"),
]
# fmt: on


def us(text: str) -> int:
    """An instant of a table, Vietnam time."""
    return to_us(parse_instant(f"{text}+07:00"))


def written(instant: int | None) -> str:
    """An instant as the tables write it."""
    assert instant is not None
    return f"{from_us(instant):%Y-%m-%d %H:%M}"


class TestTwoWorkingHours:
    """Long An d5.k2.b: hai giờ làm việc."""

    @pytest.mark.parametrize(("start", "due", "until", "because"), TWO_HOURS)
    def test_due(self, start: str, due: str, until: str, because: str) -> None:
        """Due once two hours are used up; late once more than two have elapsed."""
        deadline = CALENDAR.deadline(Limit.parse("2 working hours"), us(start))

        assert deadline is not None
        assert written(deadline.due) == due, because
        assert written(deadline.late_after) == until, because

    def test_read_by_the_due_instant_nothing_is_later_than_due(self) -> None:
        """Under the reading lateness = due-instant, 11:30 is the last instant in time."""
        limit = Limit.parse("2 working hours")
        deadline = CALENDAR.deadline(limit, us("2024-05-06 09:30"), lateness="due-instant")

        assert deadline is not None
        assert written(deadline.late_after) == "2024-05-06 11:30"


class TestMorningOfTheNextWorkingDay:
    """Quyết định 28/2018 điều 6 khoản 2, Thái Bình điều 4 khoản 2."""

    @pytest.mark.parametrize(("signed", "due", "because"), MORNINGS)
    def test_due(self, signed: str, due: str, because: str) -> None:
        """The morning ends with its session, inclusive; 12:00 would be late."""
        deadline = CALENDAR.deadline(Limit.parse("morning of next working day"), us(signed))

        assert deadline is not None
        assert written(deadline.due) == due, because
        assert deadline.late_after == deadline.due, because

    def test_it_ends_at_noon_where_the_morning_does(self) -> None:
        """Phú Yên since November 2021: 07:30-12:00."""
        limit = Limit.parse("morning of next working day")
        before = PHU_YEN.deadline(limit, us("2021-10-28 09:00"))
        after = PHU_YEN.deadline(limit, us("2021-10-29 09:00"))

        assert before is not None
        assert after is not None
        assert written(before.due) == "2021-10-29 11:30"
        assert written(after.due) == "2021-11-01 12:00"


class TestLimitsThatEndWithADay:
    """Trong ngày, ngày làm việc tiếp theo, N ngày làm việc, trước ngày."""

    @pytest.mark.parametrize(("limit", "start", "last", "because"), DAY_LIMITS)
    def test_last_day(self, limit: str, start: str, last: str, because: str) -> None:
        """They end with the last microsecond of the day."""
        deadline = CALENDAR.deadline(Limit.parse(limit), us(start))

        assert deadline is not None
        assert deadline.due == us(f"{last} 23:59:59.999999"), because
        assert deadline.late_after == deadline.due, because

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2024-05-06 10:00", "2024-05-06 17:00:00"),
            ("2024-05-06 17:00", "2024-05-06 17:00:00"),
            ("2024-05-06 18:00", "2024-05-06 23:59:59.999999"),
            ("2024-05-05 10:00", "2024-05-05 23:59:59.999999"),
        ],
    )
    def test_same_day_read_as_office_close(self, start: str, end: str) -> None:
        """Where the office still has to close after the start, it ends then; else at midnight."""
        deadline = CALENDAR.deadline(Limit.parse("same day"), us(start), same_day="office-close")

        assert deadline is not None
        assert deadline.due == us(end)

    def test_next_working_day_read_as_office_close(self) -> None:
        """The reading same-day governs the next working day too."""
        limit = Limit.parse("next working day")
        deadline = CALENDAR.deadline(limit, us("2024-05-03 18:00"), same_day="office-close")

        assert deadline is not None
        assert written(deadline.due) == "2024-05-04 17:00"

    def test_immediately_has_no_deadline(self) -> None:
        """The law gives no number, so there is nothing to compute."""
        assert CALENDAR.deadline(Limit.parse("immediately"), us("2024-05-06 10:00")) is None


class TestReceipt:
    """Phú Yên d8.k2.b and d8.k3.b; Long An d10.k2; Cà Mau d11.k2."""

    @pytest.mark.parametrize(("entry", "session", "day", "raw"), ENTRIES)
    def test_clocks(self, entry: str, session: str, day: str, raw: str) -> None:
        """One entry, three clocks."""
        answers: dict[Clock, str] = {
            "next-session": session,
            "next-working-day": day,
            "raw": raw,
        }
        for clock, expected in answers.items():
            assert written(receipt(clock, us(entry), PHU_YEN)) == expected, clock

    @pytest.mark.parametrize(("entry", "received", "because"), SAME_DAY_READING)
    def test_before_opening_read_as_same_day(self, entry: str, received: str, because: str) -> None:
        """What enters while a session is still to come is received that day."""
        answer = receipt("next-working-day", us(entry), PHU_YEN, before_opening="same-day")

        assert written(answer) == received, because

    def test_undetermined(self) -> None:
        """The question is handed to a text that is not at hand."""
        assert receipt("undetermined", us("2022-03-15 09:00"), PHU_YEN) is None

    @pytest.mark.parametrize(
        ("reading", "session", "day"),
        [
            ("outside", "2022-03-15 13:30", "2022-03-16 07:30"),
            ("inside", "2022-03-15 12:00", "2022-03-15 12:00"),
        ],
    )
    def test_the_closing_instant(
        self, reading: Literal["outside", "inside"], session: str, day: str
    ) -> None:
        """12:00:00 when the morning ends at 12:00: outside, unless read as inside."""
        noon = us("2022-03-15 12:00")
        by_session = receipt("next-session", noon, PHU_YEN, closing_instant=reading)
        by_day = receipt("next-working-day", noon, PHU_YEN, closing_instant=reading)

        assert written(by_session) == session
        assert written(by_day) == day

    def test_a_made_up_saturday_has_office_hours(self) -> None:
        """Entry on Saturday 10 January 2026 counts at once; on Friday the 2nd, on the 5th."""
        assert written(receipt("next-session", us("2026-01-10 09:00"), CALENDAR)) == (
            "2026-01-10 09:00"
        )
        assert written(receipt("next-session", us("2026-01-02 09:00"), CALENDAR)) == (
            "2026-01-05 07:00"
        )


class TestOutages:
    """Thái Bình: more than four working hours."""

    @pytest.mark.parametrize(("began", "ended", "hours", "long", "because"), OUTAGES)
    def test_threshold(
        self, began: str, ended: str, hours: float, long: bool, because: str
    ) -> None:
        """Working time only, and strictly more."""
        elapsed = outage_elapsed(CALENDAR, us(began), us(ended))

        assert elapsed == hours * HOUR_US, because
        assert exceeds(elapsed, Limit.parse("4 working hours")) is long, because

    def test_one_microsecond_more_is_more(self) -> None:
        """07:00 to 11:00:00.000001."""
        elapsed = outage_elapsed(CALENDAR, us("2024-05-06 07:00"), us("2024-05-06 11:00") + 1)

        assert exceeds(elapsed, Limit.parse("4 working hours"))

    def test_read_as_one_session_the_hours_do_not_add_up(self) -> None:
        """A Monday and a morning: 4.5 hours is the longest stretch, not 12.5."""
        began, ended = us("2024-05-06 07:00"), us("2024-05-07 11:30")

        assert outage_elapsed(CALENDAR, began, ended) == 12.5 * HOUR_US
        assert outage_elapsed(CALENDAR, began, ended, "same-session") == 4.5 * HOUR_US
