"""
Receipt: when what has entered a system counts as received.

Four clocks are found in the regulations: the entry itself; the next office hours; the
start of the next working *day* for whatever enters outside working time; and none, where
the question is handed to a text that is not at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Literal, get_args

import attrs

from egovdocs.errors import EgovdocsError, closest
from egovdocs.timing.calendar import WorkCalendar
from egovdocs.timing.instants import DAY_US, EPOCH_ORDINAL

Clock = Literal["raw", "next-session", "next-working-day", "undetermined"]
BeforeOpening = Literal["next-working-day", "same-day"]
ClosingInstant = Literal["outside", "inside"]

CLOCKS: tuple[Clock, ...] = get_args(Clock)


@attrs.frozen
class UnknownClock(EgovdocsError, ValueError):
    """A name that no receipt clock has."""

    text: str
    nearest: str

    code: ClassVar[str] = "timing.unknown-clock"
    vi: ClassVar[str] = "Không có cách tính thời điểm nhận “{text}”; gần nhất là “{nearest}”."
    en: ClassVar[str] = "There is no receipt clock “{text}”; the closest is “{nearest}”."


def receipt(
    clock: Clock,
    arrived_us: int,
    calendar: WorkCalendar,
    *,
    before_opening: BeforeOpening = "next-working-day",
    closing_instant: ClosingInstant = "outside",
) -> int | None:
    """
    Return when what arrived at *arrived_us* counts as received; None: undetermined.

    Args:
        clock: raw: the entry.  next-session: the entry, or the start of the next session.
            next-working-day: the entry, or, outside working time, the start of the office
            hours of the next working day.
        arrived_us: the entry into the recipient's system, microseconds in Vietnam.
        calendar: the recipient's.
        before_opening: with next-working-day, what becomes of an entry outside working time
            on a working day that still has a session to come: literally the next working
            day, or (same-day) the start of that session.
        closing_instant: whether the instant at which a session ends belongs to it.

    Raises:
        UnknownClock: there is no such clock; the closest is named.
        CalendarNotCovered: the answer needs a year that *calendar* does not cover.

    Source:
        phu-yen/03-2022#d8.k2.b, phu-yen/03-2022#d8.k3.b, long-an/24-2019#d10.k2,
        ca-mau/837-2019#d11.k2.
    """
    if clock not in CLOCKS:
        raise UnknownClock(clock, closest(clock, CLOCKS))
    inside = closing_instant == "inside"
    if clock == "next-working-day":
        return _next_working_day(arrived_us, calendar, before_opening, inside)
    return _SIMPLE[clock](arrived_us, calendar, inside)


def _next_working_day(
    us: int, calendar: WorkCalendar, before_opening: BeforeOpening, inside: bool
) -> int:
    opening = calendar.next_open_us(us, inside)
    same_day = opening // DAY_US == us // DAY_US
    if opening == us or (same_day and before_opening == "same-day"):
        return opening
    ordinal = calendar.next_working_day_ordinal(us // DAY_US + EPOCH_ORDINAL)
    return calendar.spans_on(date.fromordinal(ordinal))[0][0]


_SIMPLE: dict[Clock, Callable[[int, WorkCalendar, bool], int | None]] = {
    "raw": lambda us, _, __: us,
    "next-session": lambda us, calendar, inside: calendar.next_open_us(us, inside),
    "undetermined": lambda _, __, ___: None,
}
