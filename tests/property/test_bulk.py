"""Whatever the office hours: a compiled calendar answers as the calendar does."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import egovdocs
from egovdocs.bulk import Slots, audit_table, compiled
from egovdocs.timing import (
    HoursPeriod,
    OfficeHours,
    OfficialDays,
    Session,
    WorkCalendar,
    from_us,
    start_of,
)
from egovdocs.timing.instants import SECOND_US

LOW, HIGH = start_of(date(2020, 1, 1)), start_of(date(2022, 1, 1))
INSTANTS = st.integers(LOW, HIGH - 1)
POLICY = egovdocs.load("long-an")


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """One to three sessions a day, their edges on multiples of some grain."""
    grain = draw(st.sampled_from((1, 7, 60, 90, 300, 1800, 3600)))
    marks = draw(st.lists(st.integers(0, 86_400 // grain), min_size=2, max_size=6, unique=True))
    edges = [mark * grain for mark in sorted(marks)]
    pairs = zip(edges[0::2], edges[1::2], strict=False)
    sessions = tuple(Session(start, end) for start, end in pairs)
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    hours = OfficeHours((HoursPeriod(sessions, weekdays),))
    return WorkCalendar(hours, OfficialDays.packaged(), fallback=True)


Question = tuple[Slots, list[int], int]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A compiled calendar, random instants and edges, and up to three days of working time."""
    calendar = draw(calendars())
    [period] = calendar.hours.periods
    day = sum(session.end - session.start for session in period.sessions) * SECOND_US
    amount = draw(st.one_of(st.integers(1, 3 * day), st.sampled_from((day, 2 * day))))
    asked = draw(st.lists(INSTANTS, min_size=1, max_size=20))
    spans = [span for us in asked for span in calendar.spans_on(from_us(us).date())]
    edges = [mark + step for span in spans for mark in span for step in (-1, 0, 1)]
    inside = [us for us in (*asked, *edges) if LOW <= us < HIGH]
    return compiled(calendar, 2020, 2021, amount), inside, amount


@settings(max_examples=25, deadline=None)
@given(questions())
def test_compiled_calendars_agree_with_their_calendar(question: Question) -> None:
    slots, asked, amount = question
    calendar, us = slots.calendar, np.array(asked, np.int64)
    due, late = slots.add(us, amount)

    assert slots.next_open(us).tolist() == [calendar.next_open_us(each) for each in asked]
    assert slots.is_open(us).tolist() == [calendar.is_open_us(each) for each in asked]
    assert list(zip(due.tolist(), late.tolist(), strict=True)) == [
        calendar.add_us(each, amount) for each in asked
    ]
    assert slots.elapsed(us, us[::-1]).tolist() == [
        calendar.elapsed_us(*pair) for pair in zip(asked, reversed(asked), strict=True)
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(INSTANTS, min_size=1, max_size=20))
def test_receipt_is_what_the_policy_answers(asked: list[int]) -> None:
    import pyarrow as pa

    moments = [from_us(us) for us in asked]
    log = pa.table({"arrived": pa.array(moments, pa.timestamp("us", "UTC"))})
    told = audit_table(POLICY, log).column("received").to_pylist()

    assert told == [POLICY.received(moment, channel="system").value for moment in moments]
