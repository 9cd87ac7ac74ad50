"""Receipt for whole columns: the clocks of :mod:`egovdocs.timing.receipt` over arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from egovdocs.bulk.extras import extra
from egovdocs.timing import DAY_US

if TYPE_CHECKING:
    from egovdocs.bulk.slots import Instants, Slots


def received(clock: str, us: Instants, slots: Slots, readings: Mapping[str, str]) -> Instants:
    """
    When each entry counts as received.

    Args:
        clock: raw, next-session or next-working-day; never undetermined.
        us: entries, microseconds in Vietnam.
        slots: the recipient's calendar.
        readings: of them, *before-opening* and *closing-instant*.
    """
    if clock == "raw":
        return us
    opening = _opening(us, slots, readings["closing-instant"] == "inside")
    if clock == "next-session":
        return opening
    return _next_working_day(us, opening, slots, readings["before-opening"] == "same-day")


def _opening(us: Instants, slots: Slots, inside: bool) -> Instants:
    """
    The next opening; with *inside* an instant at which a session ends stays as it is.

    Midnight ends no session: it belongs to the day that begins.
    """
    np = extra("numpy")
    found = slots.next_open(us)
    return np.where(slots.is_open(us - 1) & (us % DAY_US != 0), us, found) if inside else found


def _next_working_day(us: Instants, opening: Instants, slots: Slots, same_day: bool) -> Instants:
    np = extra("numpy")
    stays = opening == us
    if same_day:
        stays |= opening // DAY_US == us // DAY_US
    tomorrow = slots.next_open((us // DAY_US + 1) * DAY_US)
    found: Instants = np.where(stays, opening, tomorrow)
    return found
