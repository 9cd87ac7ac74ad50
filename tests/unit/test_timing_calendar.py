"""The working calendar: laws that hold for all instants, kinds of values, what is assumed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovdocs.timing import (
    DAY_US,
    HOUR_US,
    VN,
    CalendarNotCovered,
    HoursNotCovered,
    InstantOutOfRange,
    InvalidAmount,
    Limit,
    NaiveInstant,
    OfficeHours,
    OfficialDays,
    Session,
    WorkCalendar,
    parse_instant,
    to_us,
)

DAYS = OfficialDays.packaged()
CALENDAR = WorkCalendar(
    OfficeHours.parse(
        [
            {"to": date(2021, 10, 31), "sessions": ["07:00-11:30", "13:30-17:00"]},
            {"from": date(2021, 11, 1), "sessions": ["07:30-12:00", "13:30-17:00"]},
        ]
    ),
    DAYS,
)
LATER = (Session.parse("07:30-11:30"), Session.parse("13:30-17:30"))
ASSUMED = WorkCalendar(
    OfficeHours.parse(
        [
            {
                "sessions": ["07:00-11:30", "13:30-17:00"],
                "assumed": "no source was found",
                "alternatives": [["07:30-11:30", "13:30-17:30"]],
            }
        ]
    ),
    DAYS,
    fallback=True,
)

FIRST = to_us(parse_instant("2018-01-02T00:00+07:00"))
LAST = to_us(parse_instant("2026-10-31T00:00+07:00"))


def us(text: str) -> int:
    """An instant, Vietnam time."""
    return to_us(parse_instant(f"{text}+07:00"))


def at(text: str) -> datetime:
    """The same as a datetime."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


instants = st.integers(FIRST, LAST)
amounts = st.integers(0, 40 * HOUR_US)
zones = st.sampled_from(
    [UTC, VN, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30)),
     ZoneInfo("America/New_York"), ZoneInfo("Asia/Bangkok"), ZoneInfo("Europe/Paris")]
)  # fmt: skip


class TestLaws:
    """What holds for all instants and amounts."""

    @given(instants)
    @example(us("2024-05-06 11:30"))
    def test_next_open_is_open_and_stays(self, now: int) -> None:
        """It is not before *now*, it is open, and asking again changes nothing."""
        opening = CALENDAR.next_open_us(now)

        assert opening >= now
        assert CALENDAR.is_open_us(opening)
        assert CALENDAR.next_open_us(opening) == opening

    @given(instants, instants)
    def test_what_comes_later_opens_no_sooner(self, one: int, two: int) -> None:
        """Next opening, due instant and last instant are monotone in the start."""
        early, late = sorted((one, two))

        assert CALENDAR.next_open_us(early) <= CALENDAR.next_open_us(late)
        assert CALENDAR.add_us(early, 2 * HOUR_US) <= CALENDAR.add_us(late, 2 * HOUR_US)

    @given(instants, amounts, amounts)
    def test_more_is_due_no_sooner(self, start: int, one: int, two: int) -> None:
        """Monotone in the amount too."""
        less, more = sorted((one, two))

        assert CALENDAR.add_us(start, less) <= CALENDAR.add_us(start, more)

    @given(instants, amounts)
    @example(us("2024-05-06 09:30"), 2 * HOUR_US)
    def test_due_and_late_after_are_what_they_say(self, start: int, amount: int) -> None:
        """The amount is used up at *due* and not before; at *late_after* no more than it."""
        due, late_after = CALENDAR.add_us(start, amount)

        assert CALENDAR.elapsed_us(start, due) == amount
        assert CALENDAR.elapsed_us(start, late_after) == amount
        assert CALENDAR.elapsed_us(start, late_after + 1) == amount + 1
        if amount:
            assert CALENDAR.elapsed_us(start, due - 1) == amount - 1

    @given(instants, amounts, amounts)
    def test_two_amounts_are_their_sum(self, start: int, one: int, two: int) -> None:
        """Adding twice is adding once; adding nothing at a closing only finds the opening."""
        more = two + 1
        halfway, _ = CALENDAR.add_us(start, one)

        assert CALENDAR.add_us(halfway, more) == CALENDAR.add_us(start, one + more)

    @given(instants, instants, instants)
    def test_elapsed_adds_up(self, one: int, two: int, three: int) -> None:
        """From the first to the last is the sum over the middle."""
        a, b, c = sorted((one, two, three))
        parts = CALENDAR.elapsed_us(a, b) + CALENDAR.elapsed_us(b, c)

        assert CALENDAR.elapsed_us(a, c) == parts

    @given(instants, instants)
    def test_elapsed_is_never_negative_nor_more_than_the_clock(self, one: int, two: int) -> None:
        """Zero backwards; at most the time on the clock."""
        early, late = sorted((one, two))

        assert 0 <= CALENDAR.elapsed_us(early, late) <= late - early
        assert CALENDAR.elapsed_us(late, early) == 0

    @given(instants, st.integers(0, 12 * DAY_US))
    def test_the_spans_are_what_elapsed_counts(self, start: int, length: int) -> None:
        """Session by session, in order, without overlap."""
        spans = list(CALENDAR.spans_us(start, start + length))

        assert sum(b - a for a, b in spans) == CALENDAR.elapsed_us(start, start + length)
        assert spans == sorted(spans)

    @given(instants, zones)
    def test_the_zone_of_the_question_does_not_matter(self, now: int, zone: timezone) -> None:
        """The same instant, written in any zone, has the same answers."""
        here = datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=7))) + timedelta(
            microseconds=now
        )
        there = here.astimezone(zone)

        assert to_us(there) == now
        assert CALENDAR.next_open(there) == CALENDAR.next_open(here)
        assert CALENDAR.add(there, 2) == CALENDAR.add(here, 2)

    @given(instants)
    def test_read_as_inside_the_closing_instant_is_the_only_change(self, now: int) -> None:
        """One microsecond per session."""
        inside = CALENDAR.next_open_us(now, closing_inside=True)
        closing = CALENDAR.is_open_us(now - 1) and not CALENDAR.is_open_us(now)

        assert inside == (now if closing else CALENDAR.next_open_us(now))
        assert CALENDAR.is_open_us(now, closing_inside=True) is (
            closing or CALENDAR.is_open_us(now)
        )


# The six methods that take an instant, each asked with one.
ASKED: list[tuple[str, Callable[[datetime], datetime]]] = [
    ("next_open", CALENDAR.next_open),
    ("add hours", lambda moment: CALENDAR.add(moment, 2)),
    ("add a timedelta", lambda moment: CALENDAR.add(moment, timedelta(hours=2))),
]


class TestKinds:
    """The kind of instant that goes in comes out, in Vietnam time."""

    @pytest.mark.parametrize(("name", "ask"), ASKED)
    def test_datetime(self, name: str, ask: Callable[[datetime], datetime]) -> None:
        """A datetime for a datetime."""
        answer = ask(datetime(2024, 5, 6, 5, 0, tzinfo=UTC))

        assert type(answer) is datetime, name
        assert answer.utcoffset() == timedelta(hours=7)

    @pytest.mark.parametrize(("name", "ask"), ASKED)
    def test_pendulum(self, name: str, ask: Callable[[datetime], datetime]) -> None:
        """A pendulum DateTime for one, and the same instant."""
        moment = pendulum.datetime(2024, 5, 6, 5, 0, tz="UTC")
        answer = ask(moment)

        assert isinstance(answer, pendulum.DateTime), name
        assert answer.timezone_name == "Asia/Ho_Chi_Minh"
        assert answer == ask(datetime(2024, 5, 6, 5, 0, tzinfo=UTC))

    def test_dates(self) -> None:
        """A date for a date, a pendulum Date for one; a datetime is its day in Vietnam."""
        evening = datetime(2024, 5, 2, 18, 0, tzinfo=UTC)  # 3 May 01:00 in Vietnam

        assert CALENDAR.next_working_day(date(2024, 5, 3)) == date(2024, 5, 4)
        assert isinstance(CALENDAR.next_working_day(pendulum.Date(2024, 5, 3)), pendulum.Date)
        assert CALENDAR.next_working_day(evening) == date(2024, 5, 4)
        assert CALENDAR.is_working_day(evening)

    def test_elapsed(self) -> None:
        """A timedelta, exact to the microsecond."""
        start = at("2024-05-06 11:29:59.999999")
        end = at("2024-05-06 13:30:00.000002")

        assert CALENDAR.elapsed(start, end) == timedelta(hours=0.5, microseconds=3)
        assert CALENDAR.elapsed(end, start) == timedelta()
        assert CALENDAR.is_open(start)
        assert not CALENDAR.is_open(at("2024-05-06 12:00"))

    @pytest.mark.parametrize(
        ("amount", "due"),
        [
            (0.5, "2024-05-06 16:30"),
            (timedelta(minutes=30), "2024-05-06 16:30"),
            (pendulum.duration(minutes=30), "2024-05-06 16:30"),
            (0, "2024-05-06 16:00"),
            (8, "2024-05-07 16:00"),
        ],
    )
    def test_amounts(self, amount: float | timedelta, due: str) -> None:
        """Hours, whole or not, or a timedelta."""
        assert CALENDAR.add(at("2024-05-06 16:00"), amount) == at(due)

    @pytest.mark.parametrize("amount", [-1, float("nan"), float("inf"), timedelta(-1)])
    def test_no_amount(self, amount: float | timedelta) -> None:
        """Negative or not a number."""
        with pytest.raises(InvalidAmount):
            CALENDAR.add(at("2024-05-06 16:00"), amount)

    def test_naive(self) -> None:
        """A moment without a zone is refused, not guessed."""
        with pytest.raises(NaiveInstant):
            CALENDAR.next_open(datetime(2024, 5, 6))  # noqa: DTZ001

    @pytest.mark.parametrize("instant", [0, -1, us("1975-06-14 00:00") - 1, 10**18])
    def test_out_of_range(self, instant: int) -> None:
        """Ints are checked too, when their year is first asked about."""
        with pytest.raises(InstantOutOfRange):
            CALENDAR.next_open_us(instant)


class TestValue:
    """A calendar is a value."""

    def test_it_travels(self) -> None:
        """Equal after pickling, and the memo stays at home."""
        CALENDAR.next_open_us(us("2024-05-06 12:00"))
        copy = pickle.loads(pickle.dumps(CALENDAR))

        assert copy == CALENDAR
        assert hash(copy) == hash(CALENDAR)
        assert copy.next_open_us(us("2024-05-06 12:00")) == us("2024-05-06 13:30")

    def test_threads_may_share_it(self) -> None:
        """Eight threads unroll the same years at once and agree."""
        fresh = WorkCalendar(CALENDAR.hours, DAYS)
        asked = [us(f"{year}-06-03 12:15") for year in range(2018, 2027)] * 20
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(fresh.next_open_us, asked))

        assert answers == [CALENDAR.next_open_us(each) for each in asked]

    def test_it_cannot_be_changed(self) -> None:
        """Frozen."""
        with pytest.raises(AttributeError):
            CALENDAR.fallback = True  # type: ignore[misc]


class TestNotes:
    """What is assumed between two instants."""

    @pytest.mark.parametrize(
        ("start", "end", "notes"),
        [
            ("2024-05-06 09:00", "2024-05-06 10:00", ("hours",)),
            ("2026-11-23 09:00", "2026-11-25 09:00", ("hours", "provisional")),
            ("2026-11-25 09:00", "2026-11-26 09:00", ("hours",)),
            ("2026-12-31 09:00", "2027-01-05 09:00", ("hours", "calendar")),
            ("2027-02-04 09:00", "2027-02-04 10:00", ("hours", "calendar", "provisional")),
            ("2017-06-01 09:00", "2017-06-01 10:00", ("hours", "calendar")),
            ("2024-05-07 09:00", "2024-05-06 10:00", ("hours",)),
        ],
    )
    def test_assumed(self, start: str, end: str, notes: tuple[str, ...]) -> None:
        """Both days included; the order of the two does not matter."""
        assert ASSUMED.notes_between(us(start), us(end)) == notes

    def test_nothing(self) -> None:
        """Hours with a source, a day inside the table."""
        assert CALENDAR.notes_between(us("2024-05-06 09:00"), us("2024-05-07 09:00")) == ()

    def test_other_hours(self) -> None:
        """The alternatives of the hours that are assumed, and the calendar under one."""
        other = ASSUMED.with_hours(LATER)

        assert ASSUMED.alternatives() == (LATER,)
        assert other.sessions_on(date(2024, 5, 4)) == LATER
        assert other is ASSUMED.with_hours(LATER)
        assert other.notes_between(us("2024-05-06 09:00"), us("2024-05-06 10:00")) == ("hours",)
        assert CALENDAR.alternatives() == ()
        assert CALENDAR.with_hours(LATER) == CALENDAR


class TestGaps:
    """Days without hours in force."""

    ROWS = ({"from": date(2019, 6, 3), "to": date(2019, 12, 31), "sessions": ["08:00-12:00"]},)
    BARE = WorkCalendar(OfficeHours.parse(ROWS), DAYS)
    NEAREST = WorkCalendar(OfficeHours.parse(ROWS), DAYS, fallback=True)

    @pytest.mark.parametrize(
        ("start", "day"),
        [
            ("2019-06-02 09:00", date(2019, 6, 2)),
            ("2019-12-31 12:00", date(2020, 1, 1)),
            ("2018-03-01 09:00", date(2018, 3, 1)),
        ],
    )
    def test_refused(self, start: str, day: date) -> None:
        """The first day that is missing is named."""
        with pytest.raises(HoursNotCovered) as caught:
            self.BARE.next_open_us(us(start))

        assert caught.value.day == day

    def test_elapsed_does_not_count_a_gap_as_closed(self) -> None:
        """Two known days with unknown ones between."""
        rows = (
            {"to": date(2019, 3, 29), "sessions": ["08:00-12:00"]},
            {"from": date(2019, 6, 3), "sessions": ["08:00-12:00"]},
        )
        calendar = WorkCalendar(OfficeHours.parse(rows), DAYS)

        assert calendar.elapsed_us(us("2019-03-28 08:00"), us("2019-03-29 12:00")) == 8 * HOUR_US
        with pytest.raises(HoursNotCovered):
            calendar.elapsed_us(us("2019-03-28 08:00"), us("2019-06-03 12:00"))
        with pytest.raises(HoursNotCovered):
            calendar.elapsed_us(us("2018-12-27 08:00"), us("2020-01-02 12:00"))
        with pytest.raises(HoursNotCovered):
            calendar.next_open_us(us("2019-03-29 12:00"))

    def test_with_the_fallback_the_nearest_hours_serve(self) -> None:
        """And are noted as assumed, though these have a source."""
        assert self.NEAREST.next_open_us(us("2018-03-01 09:00")) == us("2018-03-01 09:00")
        assert self.NEAREST.next_open_us(us("2020-03-02 07:00")) == us("2020-03-02 08:00")
        assert self.NEAREST.notes_between(us("2020-03-02 07:00"), us("2020-03-02 07:00")) == (
            "hours",
        )
        assert self.NEAREST.notes_between(us("2019-07-01 07:00"), us("2019-07-01 07:00")) == ()

    def test_no_hours_at_all_for_the_audience(self) -> None:
        """The fallback invents none."""
        calendar = WorkCalendar(OfficeHours.parse(self.ROWS), DAYS, True, "one-stop")
        with pytest.raises(HoursNotCovered) as caught:
            calendar.is_working_day(date(2019, 7, 1))

        assert caught.value.audience == "one-stop"


class TestOddHours:
    """Hours unlike those of the four provinces."""

    def test_seasons(self) -> None:
        """Summer until 30 September, winter around the year; both edges inclusive."""
        rows = (
            {"season": "04-01..09-30", "sessions": ["07:30-11:30", "13:30-17:30"]},
            {"season": "10-01..03-31", "sessions": ["07:30-11:30", "13:00-17:00"]},
        )
        calendar = WorkCalendar(OfficeHours.parse(rows), DAYS)
        ends = [calendar.sessions_on(date(2025, month, day))[-1].end // 60 for month, day in
                ((3, 31), (4, 1), (9, 30), (10, 1), (12, 31))]  # fmt: skip

        assert ends == [17 * 60, 17 * 60 + 30, 17 * 60 + 30, 17 * 60, 17 * 60]

    def test_half_a_saturday(self) -> None:
        """An ordinary Saturday morning; a made-up Saturday is a whole weekday all the same."""
        rows = (
            {"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]},
            {"days": "sat", "sessions": ["07:00-11:30"]},
        )
        calendar = WorkCalendar(OfficeHours.parse(rows), DAYS)

        assert len(calendar.sessions_on(date(2024, 5, 11))) == 1
        assert len(calendar.sessions_on(date(2024, 5, 4))) == 2
        assert calendar.sessions_on(date(2025, 1, 25)) == ()  # a Saturday of Tết

    def test_three_sessions_and_seconds(self) -> None:
        """As many sessions as one likes, to the second."""
        rows = [{"sessions": ["08:00-10:00", "10:15:30-11:30", "13:00-24:00"]}]
        calendar = WorkCalendar(OfficeHours.parse(rows), DAYS)

        assert calendar.next_open_us(us("2024-05-06 10:05")) == us("2024-05-06 10:15:30")
        assert calendar.next_open_us(us("2024-05-07 00:00")) == us("2024-05-07 08:00")
        assert calendar.is_open_us(us("2024-05-06 23:59:59.999999"))

    def test_sessions_that_touch(self) -> None:
        """No break between them: due and late at the same instant."""
        calendar = WorkCalendar(OfficeHours.parse([{"sessions": ["08:00-12:00", "12:00-17:00"]}]),
                                DAYS)  # fmt: skip

        noon = us("2024-05-06 12:00")
        assert calendar.add_us(us("2024-05-06 10:00"), 2 * HOUR_US) == (noon, noon)

    @pytest.mark.parametrize(
        ("sessions", "end"),
        [
            (["08:00-16:00"], "12:00"),
            (["08:00-10:00", "10:15-11:45", "13:00-17:00"], "11:45"),
            (["08:00-12:30", "13:30-17:00"], "12:30"),
            (["13:00-17:00"], "12:00"),
            (["07:00-11:30"], "11:30"),
        ],
    )
    def test_where_the_morning_ends(self, sessions: list[str], end: str) -> None:
        """With the last session that begins before noon; at noon if there is no break."""
        calendar = WorkCalendar(OfficeHours.parse([{"sessions": sessions}]), DAYS)
        limit = Limit.parse("morning of next working day")
        deadline = calendar.deadline(limit, us("2024-05-06 09:00"))

        assert deadline is not None
        assert deadline.due == us(f"2024-05-07 {end}")
        assert deadline.due_at == deadline.late_after_at == at(f"2024-05-07 {end}")

    def test_long_amounts_cross_years(self) -> None:
        """Four thousand hours are two years of work."""
        start = us("2019-01-02 07:00")
        due, _ = CALENDAR.add_us(start, 4_000 * HOUR_US)

        assert CALENDAR.elapsed_us(start, due) == 4_000 * HOUR_US
        with pytest.raises(CalendarNotCovered):
            CALENDAR.add_us(start, 40_000 * HOUR_US)
