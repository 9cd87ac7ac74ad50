"""
The arithmetic of working time against the oracle, which walks the clock.

`make test` asks about 5,000 random instants; `make test-deep` about 100,000, and about
every session edge of every day of 2018 to 2026, one microsecond either side.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from egovdocs.timing import (
    DAY_US,
    HOUR_US,
    VN,
    Limit,
    OfficeHours,
    OfficialDays,
    WorkCalendar,
    outage_elapsed,
    receipt,
    to_us,
)

sys.path.insert(0, str(Path(__file__).parents[1]))  # the oracle stands one folder up
from oracle import MICROSECOND, Oracle, end_of_day, ordinary_hours, phu_yen_hours

DAYS = OfficialDays.packaged()
ORDINARY = WorkCalendar(
    OfficeHours.parse([{"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]}]),
    DAYS,
    fallback=True,
)
PHU_YEN = WorkCalendar(
    OfficeHours.parse(
        [
            {"to": date(2021, 10, 31), "sessions": ["07:00-11:30", "13:30-17:00"]},
            {"from": date(2021, 11, 1), "sessions": ["07:30-12:00", "13:30-17:00"]},
        ]
    ),
    DAYS,
    fallback=True,  # the last edges of 2026 open in 2027
)
PAIRS = {
    "ordinary": (ORDINARY, Oracle(ordinary_hours)),
    "phu-yen": (PHU_YEN, Oracle(phu_yen_hours)),
}
EDGES = [(7, 0), (7, 30), (11, 30), (12, 0), (13, 30), (17, 0), (0, 0)]
FIRST, LAST = datetime(2018, 1, 1), datetime(2026, 11, 30)  # noqa: DTZ001 - wall clock
YEARS = range(2018, 2027)


def us(at: datetime) -> int:
    """Microseconds of a naive wall-clock datetime of Vietnam."""
    return to_us(at.replace(tzinfo=VN))


def random_instant(dice: random.Random) -> datetime:
    """An instant on a whole minute, on a whole second, or on any microsecond."""
    whole = (LAST - FIRST) // timedelta(minutes=1)
    at = FIRST + timedelta(minutes=dice.randrange(whole))
    grain = dice.randrange(3)
    if grain == 0:
        return at
    at += timedelta(seconds=dice.randrange(60))
    return at if grain == 1 else at + timedelta(microseconds=dice.randrange(1_000_000))


def random_amount(dice: random.Random) -> timedelta:
    """Two hours, four hours, or any time up to twenty hours."""
    hours = dice.choice((2, 4, None))
    if hours is None:
        return timedelta(microseconds=dice.randrange(20 * HOUR_US))
    return timedelta(hours=hours)


def edges(year: int) -> Iterator[datetime]:
    """Every edge of every day of *year*, and one microsecond either side."""
    day = datetime(year, 1, 1)  # noqa: DTZ001 - wall clock
    while day.year == year:
        for hour, minute in EDGES:
            edge = day.replace(hour=hour, minute=minute)
            around = (edge - MICROSECOND, edge, edge + MICROSECOND)
            yield from (at for at in around if at >= FIRST)
        day += timedelta(days=1)


def agree_at(calendar: WorkCalendar, oracle: Oracle, at: datetime) -> None:
    """Everything that is asked about one instant."""
    here = us(at)
    opening = us(oracle.next_open(at))

    assert calendar.is_open_us(here) == oracle.is_open(at), at
    assert calendar.next_open_us(here) == opening, at
    assert receipt("next-session", here, calendar) == opening, at
    assert receipt("next-working-day", here, calendar) == us(
        oracle.received_next_working_day(at)
    ), at


def agree_over(
    calendar: WorkCalendar, oracle: Oracle, at: datetime, amount: timedelta, later: datetime
) -> None:
    """Everything that is asked about an instant and an amount, or two instants."""
    microseconds = amount // MICROSECOND
    due, late_after = oracle.add(at, amount)

    assert calendar.add_us(us(at), microseconds) == (us(due), us(late_after)), (at, amount)
    assert calendar.elapsed_us(us(at), us(later)) == (oracle.elapsed(at, later) // MICROSECOND), (
        at,
        later,
    )


def agree_on_days(calendar: WorkCalendar, oracle: Oracle, at: datetime) -> None:
    """The limits that end with a day or with a morning."""
    after = oracle.working_day_after(at.date())
    third = oracle.working_day_after(at.date(), 3)
    expected = {
        "same day": end_of_day(at.date()),
        "next working day": end_of_day(after),
        "morning of next working day": oracle.morning_end(after),
        "3 working days": end_of_day(third),
    }
    for text, end in expected.items():
        deadline = calendar.deadline(Limit.parse(text), us(at))

        assert deadline is not None
        assert (deadline.due, deadline.late_after) == (us(end), us(end)), (text, at)


def compare(name: str, seed: int, count: int) -> None:
    """Ask both about *count* random instants."""
    calendar, oracle = PAIRS[name]
    dice = random.Random(seed)
    for number in range(count):
        at = random_instant(dice)
        span = timedelta(days=12 if number % 50 == 0 else 1)
        agree_at(calendar, oracle, at)
        agree_over(calendar, oracle, at, random_amount(dice), at + span * dice.random())
        if number % 5 == 0:
            agree_on_days(calendar, oracle, at)


@pytest.mark.parametrize("name", PAIRS)
def test_random_instants(name: str) -> None:
    """2,500 instants for each of two office hours."""
    compare(name, 2019, 2_500)

    assert len(PAIRS[name][1].minutes) > 1_000


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", PAIRS)
def test_random_instants_deep(name: str, seed: int) -> None:
    """100,000 instants in all."""
    compare(name, 100 + seed, 5_000)

    assert len(PAIRS[name][1].minutes) > 1_000


@pytest.mark.parametrize("name", PAIRS)
def test_edges_around_a_made_up_saturday(name: str) -> None:
    """The edges of the days around 30 April 2024, one microsecond either side."""
    calendar, oracle = PAIRS[name]
    asked = [at for at in edges(2024) if date(2024, 4, 25) <= at.date() <= date(2024, 5, 7)]
    for at in asked:
        agree_at(calendar, oracle, at)
        agree_over(calendar, oracle, at, timedelta(hours=2), at + timedelta(days=1))

    assert len(asked) >= 13 * len(EDGES) * 3 - 1


@pytest.mark.deep
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", PAIRS)
def test_every_edge(name: str, year: int) -> None:
    """Every session edge of every day, one microsecond either side."""
    calendar, oracle = PAIRS[name]
    for at in edges(year):
        agree_at(calendar, oracle, at)
        agree_over(calendar, oracle, at, timedelta(hours=2), at + timedelta(hours=9))

    assert oracle.works(date(year, 3, 15)) or date(year, 3, 15).weekday() > 4


@pytest.mark.parametrize("name", PAIRS)
def test_the_longest_stretch_of_an_outage(name: str) -> None:
    """Read as one session, an outage takes its longest stretch without a break."""
    calendar, oracle = PAIRS[name]
    dice = random.Random(4)
    for _ in range(200):
        began = random_instant(dice)
        ended = began + timedelta(days=1) * dice.random()
        stretch = oracle.longest_stretch(began, ended) // MICROSECOND

        assert outage_elapsed(calendar, us(began), us(ended), "same-session") == stretch, began


def test_working_days_of_the_covered_years() -> None:
    """The library and the oracle call the same days working days."""
    oracle = Oracle()
    for number in range((LAST - FIRST).days):
        day = FIRST.date() + timedelta(days=number)

        assert ORDINARY.is_working_day(day) == oracle.works(day), day

    assert us(LAST) - us(FIRST) == (LAST - FIRST).days * DAY_US
