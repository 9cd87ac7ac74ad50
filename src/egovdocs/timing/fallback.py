"""
Days outside the table: the ``holidays`` library, asked one year at a time.

Its answers change from version to version (a swapped Saturday is often learnt late), so
it is never asked about a year that the table covers.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

Effects = dict[date, Literal["off", "worked"]]


def effects(year: int) -> Effects | None:
    """
    Return what ``holidays`` makes of the days of *year*; None beyond its own knowledge.

    All neighbouring years are loaded: a Saturday may be worked for a day of another year.
    """
    from holidays import country_holidays
    from holidays.countries.vietnam import Vietnam

    if not Vietnam.start_year <= year <= Vietnam.end_year:
        return None
    known = country_holidays("VN", years=range(year - 1, year + 2))
    off: Effects = {day: "off" for day in known if day.year == year}
    return off | {day: "worked" for day in known.weekend_workdays if day.year == year}
