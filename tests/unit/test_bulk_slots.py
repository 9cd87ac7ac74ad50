"""Compiled calendars answer as the calendar does, on random instants and on every edge."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

import egovdocs
from egovdocs.bulk.receipts import received
from egovdocs.bulk.slots import compiled, day_ends
from egovdocs.timing import (
    DAY_US,
    HOUR_US,
    Limit,
    OfficeHours,
    OfficialDays,
    WorkCalendar,
    day_of,
    parse_instant,
    receipt,
    start_of,
    to_us,
)

ODD_HOURS = [
    {"sessions": ["07:00:10-11:29:59", "13:30-17:00"], "days": "mon-fri"},
]
TOUCHING = [{"sessions": ["00:00-06:00", "06:00-07:30", "22:00-24:00"], "days": "mon-sat"}]


def calendar_of(hours: list[dict[str, Any]]) -> WorkCalendar:
    return WorkCalendar(OfficeHours.parse(hours), OfficialDays.packaged(), fallback=True)


CALENDARS: Mapping[str, WorkCalendar] = {
    "long-an": egovdocs.load("long-an").calendar,
    "phu-yen": egovdocs.load("phu-yen").calendar,  # the hours moved on 1 November 2021
    "odd": calendar_of(ODD_HOURS),
    "touching": calendar_of(TOUCHING),
}


def instants(calendar: WorkCalendar) -> list[int]:
    """Random instants of 2020 to 2022, and one microsecond around every edge of some weeks."""
    dice = random.Random(20200302)
    low, high = start_of(date(2020, 1, 1)), start_of(date(2023, 1, 1))
    found = [dice.randrange(low, high) for _ in range(400)]
    for first in (date(2020, 1, 20), date(2021, 4, 28), date(2021, 10, 29), date(2022, 12, 25)):
        for day in range(first.toordinal(), first.toordinal() + 7):
            midnight = start_of(date.fromordinal(day))
            marks = {
                midnight,
                *(mark for span in calendar.spans_on(date.fromordinal(day)) for mark in span),
            }
            found += [mark + step for mark in marks for step in (-1, 0, 1)]
    return [us for us in found if low <= us < high]


@pytest.mark.parametrize("name", CALENDARS)
def test_openings_and_working_time_are_those_of_the_calendar(name: str) -> None:
    calendar = CALENDARS[name]
    asked = instants(calendar)
    slots, us = compiled(calendar, 2020, 2022), np.array(asked, np.int64)
    later = np.array(asked[1:] + asked[:1], np.int64)

    assert slots.next_open(us).tolist() == [calendar.next_open_us(each) for each in asked]
    assert slots.is_open(us).tolist() == [calendar.is_open_us(each) for each in asked]
    assert slots.elapsed(us, later).tolist() == [
        calendar.elapsed_us(a, b) for a, b in zip(asked, later.tolist(), strict=True)
    ]


@pytest.mark.parametrize(("name", "hours"), list(product(CALENDARS, (1, 2, 4, 3000))))
def test_due_and_late_after_are_those_of_the_calendar(name: str, hours: int) -> None:
    calendar, amount = CALENDARS[name], hours * HOUR_US
    asked = instants(calendar)
    due, late = compiled(calendar, 2020, 2022, amount).add(np.array(asked, np.int64), amount)

    assert list(zip(due.tolist(), late.tolist(), strict=True)) == [
        calendar.add_us(each, amount) for each in asked
    ]


LIMITS = (
    "same day", "next working day", "morning of next working day", "3 working days",
    "before 10 June", "before 29 February",
)  # fmt: skip


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("same_day", ["midnight", "office-close"])
def test_limits_that_end_with_a_day(limit: str, same_day: Any) -> None:
    calendar, wanted = CALENDARS["long-an"], Limit.parse(limit)
    asked = instants(calendar)
    ends = day_ends(compiled(calendar, 2020, 2022), wanted, same_day)

    told = [calendar.deadline(wanted, each, same_day=same_day) for each in asked]
    assert ends.of(np.array(asked, np.int64)).tolist() == [end and end.due for end in told]


READINGS = list(product(
    ("raw", "next-session", "next-working-day"),
    ("next-working-day", "same-day"),
    ("outside", "inside"),
))  # fmt: skip


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize(("clock", "before", "closing"), READINGS)
def test_every_receipt_clock_under_every_reading(
    name: str, clock: Any, before: Any, closing: Any
) -> None:
    calendar = CALENDARS[name]
    asked = instants(calendar)
    readings = {"before-opening": before, "closing-instant": closing}
    told = received(clock, np.array(asked, np.int64), compiled(calendar, 2020, 2022), readings)

    assert told.tolist() == [
        receipt(clock, each, calendar, before_opening=before, closing_instant=closing)
        for each in asked
    ]


def test_a_friday_afternoon_before_a_made_up_saturday() -> None:
    """Saturday 4 May 2024 was worked for Monday 29 April: two hours from 16:00 end at 08:00."""
    slots = compiled(CALENDARS["long-an"], 2024, 2024, 2 * HOUR_US)
    friday = to_us(parse_instant("2024-05-03T16:00:00+07:00"))
    due, late = slots.add(np.array([friday]), 2 * HOUR_US)

    assert due.tolist() == late.tolist() == [to_us(parse_instant("2024-05-04T08:00:00+07:00"))]


def test_a_limit_used_up_at_noon_is_late_only_after_lunch() -> None:
    """09:30 and two working hours: due 11:30, late after 13:30, the office being closed."""
    slots = compiled(CALENDARS["long-an"], 2020, 2020, 2 * HOUR_US)
    start = to_us(parse_instant("2020-03-02T09:30:00+07:00"))
    due, late = slots.add(np.array([start]), 2 * HOUR_US)

    assert (due[0] - start, late[0] - start) == (2 * HOUR_US, 4 * HOUR_US)


def test_the_first_and_the_last_instant_of_the_years() -> None:
    calendar = CALENDARS["touching"]
    slots = compiled(calendar, 2020, 2020)
    edges = [start_of(date(2020, 1, 1)), start_of(date(2021, 1, 1)) - 1]

    assert slots.next_open(np.array(edges)).tolist() == [calendar.next_open_us(us) for us in edges]
    assert slots.is_open(np.array(edges) - 1).tolist() == [
        calendar.is_open_us(us - 1) for us in edges
    ]
    assert [day_of(day * DAY_US) for day in (slots.days()[0], slots.days()[-1])] == [
        date(2020, 1, 1), date(2020, 12, 31),
    ]  # fmt: skip
