"""
Days off and made-up Saturdays, with a calendar in hand.

Labour Code 2012, article 115, and 2019, article 112: the holidays; article 111, clause 3:
a holiday on a weekend is made good on the next working day.  The days of Tết, of the
National Day and the swaps: the notice of each year.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from egovdocs.timing import OfficeHours, OfficialDays, Session, WorkCalendar

HOURS = OfficeHours.parse([{"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]}])
CALENDAR = WorkCalendar(HOURS, OfficialDays.packaged())

# fmt: off
TET = [
    # last day worked  first day worked  because
    ("2018-02-13",     "2018-02-21",     "Mậu Tuất: 14 to 20 February, two days before Tết"),
    ("2019-02-01",     "2019-02-11",     "Kỷ Hợi: 2 to 10 February, nine days with both weekends"),
    ("2020-01-22",     "2020-01-30",     "Canh Tý: 23 to 29 January"),
    ("2021-02-09",     "2021-02-17",     "Tân Sửu: 10 to 16 February"),
    ("2022-01-28",     "2022-02-07",     "Nhâm Dần: 31 January to 4 February, between weekends"),
    ("2023-01-19",     "2023-01-27",     "Quý Mão: 20 to 26 January"),
    ("2024-02-07",     "2024-02-15",     "Giáp Thìn: 8 to 14 February"),
    ("2025-01-24",     "2025-02-03",     "Ất Tỵ: 25 January to 2 February, nine days"),
    ("2026-02-13",     "2026-02-23",     "Bính Ngọ: 14 to 22 February, nine days"),
]

HOLIDAYS = [
    # the weekdays off, but for Tết
    (2018, "01-01 04-25 04-30 05-01 09-03 12-31"),
    (2019, "01-01 04-15 04-29 04-30 05-01 09-02"),
    (2020, "01-01 04-02 04-30 05-01 09-02"),
    (2021, "01-01 04-21 04-30 05-03 09-02 09-03"),
    (2022, "01-03 04-11 05-02 05-03 09-01 09-02"),
    (2023, "01-02 05-01 05-02 05-03 09-01 09-04"),
    (2024, "01-01 04-18 04-29 04-30 05-01 09-02 09-03"),
    (2025, "01-01 04-07 04-30 05-01 05-02 09-01 09-02"),
    (2026, "01-01 01-02 04-27 04-30 05-01 08-31 09-01 09-02"),
]

MADE_UP = [
    # Saturday worked  for the day off  because
    ("2019-01-05",     "2018-12-31",    "over New Year: the swap crosses the year"),
    ("2019-05-04",     "2019-04-29",    "before 30 April"),
    ("2024-05-04",     "2024-04-29",    "before 30 April"),
    ("2025-04-26",     "2025-05-02",    "the Saturday comes before the day off"),
    ("2026-01-10",     "2026-01-02",    "ordered on 25 December 2025"),
    ("2026-08-22",     "2026-08-31",    "before the National Day"),
]

NEXT = [
    # day           next working day   because
    ("2024-05-03", "2024-05-04",  "Friday, and this Saturday is made up"),
    ("2024-05-04", "2024-05-06",  "the made-up Saturday, then Monday"),
    ("2024-04-26", "2024-05-02",  "over the weekend, the swapped Monday, 30 April, 1 May"),
    ("2025-04-25", "2025-04-26",  "Friday, and this Saturday is made up"),
    ("2025-04-29", "2025-05-05",  "over 30 April, 1 May, the swapped Friday, a weekend"),
    ("2026-01-01", "2026-01-05",  "New Year, the swapped Friday, a weekend"),
    ("2026-01-09", "2026-01-10",  "Friday, and this Saturday is made up"),
    ("2019-01-04", "2019-01-05",  "made up for a day of the year before"),
    ("2018-12-28", "2019-01-02",  "Friday; 31 December was swapped, 1 January is off"),
    ("2023-04-28", "2023-05-04",  "Hùng Kings and 30 April on a weekend, both made good"),
    ("2020-03-02", "2020-03-03",  "an ordinary Monday"),
]
# fmt: on


def day(text: str) -> date:
    """A date, as written in a table."""
    return date.fromisoformat(text)


class TestTet:
    """The five days of Tết and the weekends around them."""

    @pytest.mark.parametrize(("last", "first", "because"), TET)
    def test_nobody_works_between(self, last: str, first: str, because: str) -> None:
        """The first working day after the last one before Tết is the first one after it."""
        assert CALENDAR.is_working_day(day(last)), because
        assert CALENDAR.next_working_day(day(last)) == day(first), because

    @pytest.mark.parametrize(("last", "first", "because"), TET)
    def test_five_weekdays_are_off(self, last: str, first: str, because: str) -> None:
        """The Labour Code gives five days of Tết; the rest of the gap is weekend."""
        gap = [day(last) + timedelta(n) for n in range(1, (day(first) - day(last)).days)]

        assert sum(each.weekday() < 5 for each in gap) == 5, because


class TestHolidays:
    """The other days off of each year."""

    @pytest.mark.parametrize(("year", "written"), HOLIDAYS)
    def test_exactly_these_weekdays_are_off(self, year: int, written: str) -> None:
        """No weekday is off but these and Tết."""
        tet = {
            day(last) + timedelta(n)
            for last, first, _ in TET
            for n in range(1, (day(first) - day(last)).days)
        }
        expected = {day(f"{year}-{text}") for text in written.split()}
        days = (date(year, 1, 1) + timedelta(n) for n in range(366))
        off = {
            each
            for each in days
            if each.year == year and each.weekday() < 5 and not CALENDAR.is_working_day(each)
        }

        assert off - tet == expected

    @pytest.mark.parametrize("year", [2018, 2019, 2020])
    def test_one_day_for_the_national_day_until_2020(self, year: int) -> None:
        """Labour Code 2012, article 115."""
        rows = [row for row in OfficialDays.packaged().rows if row.date.year == year]
        kinds = [row for row in rows if row.date.month == 9 and row.kind == "holiday"]

        assert len(kinds) == 1

    @pytest.mark.parametrize("year", range(2021, 2027))
    def test_two_days_for_the_national_day_since_2021(self, year: int) -> None:
        """Labour Code 2019, article 112, clause 1."""
        rows = [row for row in OfficialDays.packaged().rows if row.date.year == year]
        kinds = [row for row in rows if row.date.month == 9 and row.kind == "holiday"]

        assert len(kinds) == 2


class TestMadeUpSaturdays:
    """A working day swapped with a Saturday, by notice."""

    @pytest.mark.parametrize(("saturday", "off", "because"), MADE_UP)
    def test_the_saturday_is_a_working_day(self, saturday: str, off: str, because: str) -> None:
        """And the day it stands for is not."""
        assert day(saturday).weekday() == 5, because
        assert CALENDAR.is_working_day(day(saturday)), because
        assert not CALENDAR.is_working_day(day(off)), because

    @pytest.mark.parametrize(("saturday", "off", "because"), MADE_UP)
    def test_it_has_the_sessions_of_a_weekday(self, saturday: str, off: str, because: str) -> None:
        """Office hours as on any other day, morning and afternoon."""
        expected = (Session.parse("07:00-11:30"), Session.parse("13:30-17:00"))

        assert CALENDAR.sessions_on(day(saturday)) == expected, because
        assert CALENDAR.sessions_on(day(off)) == (), because

    def test_no_other_saturday_or_sunday_is_worked(self) -> None:
        """Six in nine years."""
        days = (date(2018, 1, 1) + timedelta(n) for n in range(3287))
        worked = [d for d in days if d.weekday() >= 5 and CALENDAR.is_working_day(d)]

        assert worked == sorted(day(saturday) for saturday, _, _ in MADE_UP)


class TestNextWorkingDay:
    """Ngày làm việc tiếp theo."""

    @pytest.mark.parametrize(("today", "then", "because"), NEXT)
    def test_next(self, today: str, then: str, because: str) -> None:
        """Each line a day somebody will argue about."""
        assert CALENDAR.next_working_day(day(today)) == day(then), because
        assert CALENDAR.next_working_day_ordinal(day(today).toordinal()) == day(then).toordinal()


class TestCultureDay:
    """24 November: announced as a day off from 2026, no statute found."""

    DAY = date(2026, 11, 24)

    def test_it_is_worked_unless_the_reading_says_off(self) -> None:
        """The reading culture-day decides; working is the default."""
        off = WorkCalendar(HOURS, OfficialDays.packaged(culture_day="off"))

        assert CALENDAR.is_working_day(self.DAY)
        assert not off.is_working_day(self.DAY)

    def test_the_reading_holds_beyond_the_table_too(self) -> None:
        """Whatever the installed version of `holidays` makes of the day."""
        later = [date(2027, 11, 24), date(2028, 11, 24)]
        for reading, works in (("working", True), ("off", False)):
            days = OfficialDays.packaged("off" if reading == "off" else "working")
            calendar = WorkCalendar(HOURS, days, fallback=True)

            assert [calendar.is_working_day(each) for each in later] == [works, works], reading

    def test_the_year_before_it_was_an_ordinary_day(self) -> None:
        """24 November 2025 was a Monday."""
        off = WorkCalendar(HOURS, OfficialDays.packaged(culture_day="off"))

        assert off.is_working_day(date(2025, 11, 24))
