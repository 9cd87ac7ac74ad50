"""
Outages: how much working time one has taken.

Source:
    thai-binh/17-2019: a threshold in working hours; whether the hours of several sessions
    add up is the reading *outage-span*.
"""

from __future__ import annotations

from typing import Literal

from egovdocs.timing.calendar import WorkCalendar

OutageSpan = Literal["accumulates", "same-session"]


def outage_elapsed(
    calendar: WorkCalendar, began_us: int, ended_us: int, span: OutageSpan = "accumulates"
) -> int:
    """
    Return the working time of an outage, in microseconds; compare it with ``exceeds``.

    Args:
        calendar: of the agency that could not work.
        began_us: when it began, microseconds in Vietnam.
        ended_us: when it ended, or until when it was observed.
        span: add up all sessions, or take the longest stretch within one session.
    """
    if span == "accumulates":
        return calendar.elapsed_us(began_us, ended_us)
    stretches = calendar.spans_us(began_us, ended_us)
    return max((end - start for start, end in stretches), default=0)
