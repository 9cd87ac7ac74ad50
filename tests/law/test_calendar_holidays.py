"""
The table against the `holidays` library, so that what upstream learns comes to light.

The table wins wherever the two disagree; this file lists where that is.  A failure here
is news about `holidays`, to be looked up in the notices, and never a reason to trust it.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from holidays import country_holidays

from egovdocs.timing import CalendarNotCovered, OfficeHours, OfficialDays, WorkCalendar

HOURS = OfficeHours.parse([{"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]}])
DAYS = OfficialDays.packaged()

# fmt: off
DISAGREEMENTS = {
    # day               we say   because
    date(2026, 1, 2):  ("off",    "Công văn 12729/VPCP-KGVX of 25 December 2025"),
    date(2026, 1, 10): ("worked", "the Saturday made up for 2 January 2026"),
}
# Days that a version of `holidays` may or may not know yet.
LEARNT_LATE = {
    date(2025, 4, 26), date(2025, 5, 2),                     # since 0.106
    date(2026, 8, 22), date(2026, 8, 31),                    # since 0.106
    date(2026, 11, 24),                                      # follows our reading
}
# fmt: on


def disagreements() -> set[date]:
    """Days of the covered years that `holidays` and the table see differently."""
    calendar = WorkCalendar(HOURS, DAYS)
    theirs = country_holidays("VN", years=range(2017, 2029))
    days = (date(2018, 1, 1) + timedelta(n) for n in range(3287))
    return {
        day for day in days if calendar.is_working_day(day) is not bool(theirs.is_working_day(day))
    }


def test_the_known_disagreements_are_all_there_are() -> None:
    """An upstream fix, or a new error of theirs, shows here."""
    assert disagreements() - LEARNT_LATE == set(DISAGREEMENTS)


@pytest.mark.parametrize("day", DISAGREEMENTS)
def test_the_table_wins(day: date) -> None:
    """With or without the fallback."""
    said, because = DISAGREEMENTS[day]
    row = DAYS.on(day)

    assert row is not None
    assert row.day == said, because
    for fallback in (False, True):
        calendar = WorkCalendar(HOURS, DAYS, fallback=fallback)
        assert calendar.is_working_day(day) is (said == "worked"), because


def test_holidays_is_not_even_imported_inside_the_table() -> None:
    """So its version cannot change an answer there."""
    program = """
import sys
from datetime import date
from egovdocs.timing import OfficeHours, OfficialDays, WorkCalendar
hours = OfficeHours.parse([{"sessions": ["07:00-11:30", "13:30-17:00"]}])
calendar = WorkCalendar(hours, OfficialDays.packaged(), fallback=True)
for year in range(2018, 2027):
    calendar.is_working_day(date(year, 6, 1))
print("holidays" in sys.modules, "pendulum" in sys.modules)
calendar.is_working_day(date(2028, 6, 1))
print("holidays" in sys.modules)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == ["False", "False", "True"]


class TestOutsideTheTable:
    """Before 2018 and after 2026."""

    @pytest.mark.parametrize("day", [date(2017, 12, 29), date(2027, 1, 4), date(2027, 2, 4)])
    def test_without_the_fallback_it_is_refused(self, day: date) -> None:
        """Provisional rows of 2027 do not make that year known."""
        with pytest.raises(CalendarNotCovered) as caught:
            WorkCalendar(HOURS, DAYS).is_working_day(day)

        assert caught.value.day == day
        assert (caught.value.first_year, caught.value.last_year) == (2018, 2026)

    def test_the_last_answer_inside_needs_no_year_beyond(self) -> None:
        """31 December 2026 is a Thursday; only what follows it is unknown."""
        calendar = WorkCalendar(HOURS, DAYS)

        assert calendar.is_working_day(date(2026, 12, 31))
        with pytest.raises(CalendarNotCovered):
            calendar.next_working_day(date(2026, 12, 31))

    @pytest.mark.parametrize(
        ("day", "works"),
        [
            (date(2017, 1, 2), False),  # Monday; New Year was a Sunday
            (date(2017, 1, 26), False),  # Tết Đinh Dậu, 26 January to 1 February
            (date(2017, 2, 2), True),
            (date(2028, 1, 26), False),  # Tết Mậu Thân
            (date(2028, 6, 1), True),
        ],
    )
    def test_with_the_fallback_holidays_answers(self, day: date, works: bool) -> None:
        """And the calendar says that it had to ask."""
        calendar = WorkCalendar(HOURS, DAYS, fallback=True)

        assert calendar.is_working_day(day) is works

    @pytest.mark.parametrize("year", [2101, 9998])
    def test_beyond_what_holidays_knows_it_is_refused(self, year: int) -> None:
        """A lunar year that nobody tabulated is not a year without Tết."""
        with pytest.raises(CalendarNotCovered):
            WorkCalendar(HOURS, DAYS, fallback=True).is_working_day(date(year, 6, 1))
