"""Office hours: reading the tables of a profile, and refusing what contradicts itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.errors import EgovdocsError
from egovdocs.timing import (
    BackwardsSession,
    InvalidHoursValue,
    InvalidSession,
    OfficeHours,
    OverlappingPeriods,
    OverlappingSessions,
    Season,
    Session,
    UnknownHoursKey,
    UpsideDownDates,
)

DAY = ["07:00-11:30", "13:30-17:00"]
sessions = st.tuples(st.integers(0, 86_400), st.integers(0, 86_400)).map(
    lambda edges: Session(min(edges), max(edges) if edges[0] != edges[1] else max(edges) + 1)
)


def days_of(text: str) -> frozenset[int]:
    """The weekdays that *text* names; 0 is Monday."""
    return OfficeHours.parse([{"days": text, "sessions": DAY}]).periods[0].weekdays


class TestSession:
    """07:00-11:30."""

    @pytest.mark.parametrize(
        ("text", "start", "end", "canonical"),
        [
            ("07:00-11:30", 25_200, 41_400, "07:00-11:30"),
            (" 07:00 – 11:30 ", 25_200, 41_400, "07:00-11:30"),
            ("13:30:15-17:00", 48_615, 61_200, "13:30:15-17:00"),
            ("00:00-24:00", 0, 86_400, "00:00-24:00"),
        ],
    )
    def test_read(self, text: str, start: int, end: int, canonical: str) -> None:
        """Leniently in, one way out."""
        session = Session.parse(text)

        assert (session.start, session.end, str(session)) == (start, end, canonical)

    @pytest.mark.parametrize(
        "text", ["", "7-11", "07:00", "07:60-08:00", "23:00-24:01", "7:00-11:30", "٠٧:٠٠-١١:٣٠"]
    )
    def test_not_a_session(self, text: str) -> None:
        """The error says where and what."""
        with pytest.raises(InvalidSession) as caught:
            Session.parse(text, "hours #2")

        assert (caught.value.where, caught.value.text) == ("hours #2", text)

    @pytest.mark.parametrize("text", ["11:30-07:00", "07:00-07:00"])
    def test_backwards(self, text: str) -> None:
        """It must end after it begins."""
        with pytest.raises(BackwardsSession) as caught:
            Session.parse(text)

        assert caught.value.session == text

    @given(sessions.filter(lambda session: session.end <= 86_400))
    def test_writing_then_reading_is_identity(self, session: Session) -> None:
        """To the second."""
        assert Session.parse(str(session)) == session


class TestDays:
    """mon-fri."""

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("mon-fri", {0, 1, 2, 3, 4}),
            ("mon-sat", {0, 1, 2, 3, 4, 5}),
            ("mon,wed", {0, 2}),
            ("Mon, wed-Fri", {0, 2, 3, 4}),
            ("sat-mon", {5, 6, 0}),
            ("sun", {6}),
        ],
    )
    def test_read(self, text: str, days: set[int]) -> None:
        """Runs and lists, over the weekend too."""
        assert days_of(text) == days

    @pytest.mark.parametrize("text", ["", "monday", "mon-", "mon-wed-fri", "t2"])
    def test_not_days(self, text: str) -> None:
        """Refused with the form that exists."""
        with pytest.raises(InvalidHoursValue) as caught:
            days_of(text)

        assert (caught.value.key, caught.value.value) == ("days", text)


class TestSeason:
    """04-01..09-30."""

    @pytest.mark.parametrize(
        ("text", "inside", "outside"),
        [
            ("04-01..09-30", [(4, 1), (9, 30)], [(3, 31), (10, 1)]),
            ("10-15..04-14", [(10, 15), (12, 31), (1, 1), (4, 14)], [(4, 15), (10, 14)]),
            ("02-29..02-29", [(2, 29)], [(2, 28), (3, 1)]),
        ],
    )
    def test_edges(
        self, text: str, inside: list[tuple[int, int]], outside: list[tuple[int, int]]
    ) -> None:
        """Both edges are inclusive; a season may wrap the year."""
        season = Season.parse(text)

        assert str(season) == text
        assert all(date(2024, *day) in season for day in inside)
        assert not any(date(2024, *day) in season for day in outside)
        assert Season.parse(text.split("..")) == season

    @pytest.mark.parametrize("value", ["", "04-01", "04-31..05-01", ["04-01"], 4, "W01-1..05-01"])
    def test_not_a_season(self, value: object) -> None:
        """Refused with the form that exists."""
        with pytest.raises(InvalidHoursValue) as caught:
            Season.parse(value)

        assert caught.value.key == "season"


class TestRows:
    """The [[hours]] tables of a profile."""

    def test_everything(self) -> None:
        """All keys at once."""
        (period,) = OfficeHours.parse(
            [
                {
                    "from": date(2019, 1, 1),
                    "to": "2021-10-31",
                    "days": "mon-sat",
                    "sessions": DAY,
                    "season": ["04-01", "09-30"],
                    "audience": "one-stop",
                    "assumed": "no source",
                    "source": "a newspaper",
                    "alternatives": [["07:30-12:00", "13:30-17:00"], ["08:00-12:00"]],
                }
            ]
        ).periods

        assert (period.first, period.last) == (date(2019, 1, 1), date(2021, 10, 31))
        assert period.weekdays == frozenset(range(6))
        assert period.audience == "one-stop"
        assert (period.assumed, period.source) == ("no source", "a newspaper")
        assert [list(map(str, each)) for each in period.alternatives] == [
            ["07:30-12:00", "13:30-17:00"],
            ["08:00-12:00"],
        ]

    def test_the_least(self) -> None:
        """Sessions are enough: Monday to Friday, always, of the agency."""
        (period,) = OfficeHours.parse([{"sessions": DAY}]).periods

        assert period.weekdays == frozenset(range(5))
        assert (period.first, period.last, period.season) == (None, None, None)
        assert (period.audience, period.assumed) == ("agency", None)

    @pytest.mark.parametrize(("key", "nearest"), [("form", "from"), ("session", "sessions")])
    def test_unknown_key(self, key: str, nearest: str) -> None:
        """The closest key that exists is named, and the table."""
        with pytest.raises(UnknownHoursKey) as caught:
            OfficeHours.parse([{"sessions": DAY}, {"sessions": DAY, key: "2019-01-01"}])

        assert (caught.value.where, caught.value.nearest) == ("hours #2", nearest)

    @pytest.mark.parametrize(
        ("row", "key"),
        [
            ({}, "sessions"),
            ({"sessions": []}, "sessions"),
            ({"sessions": "07:00-11:30"}, "sessions"),
            ({"sessions": [7]}, "sessions"),
            ({"sessions": DAY, "from": "soon"}, "from"),
            ({"sessions": DAY, "assumed": True}, "assumed"),
            ({"sessions": DAY, "audience": " "}, "audience"),
            ({"sessions": DAY, "alternatives": "07:00-11:30"}, "alternatives"),
            ({"sessions": DAY, "alternatives": [[]]}, "sessions"),
        ],
    )
    def test_wrong_value(self, row: dict[str, Any], key: str) -> None:
        """The key is named."""
        with pytest.raises(InvalidHoursValue) as caught:
            OfficeHours.parse([row])

        assert caught.value.key == key

    @pytest.mark.parametrize(
        ("rows", "error"),
        [
            ([{"sessions": ["13:30-17:00", "07:00-11:30"]}], OverlappingSessions),
            ([{"sessions": ["07:00-12:00", "11:30-17:00"]}], OverlappingSessions),
            ([{"sessions": DAY, "alternatives": [["07:00-12:00", "11:00-17:00"]]}],
             OverlappingSessions),
            ([{"sessions": ["11:30-07:00"]}], BackwardsSession),
            ([{"sessions": DAY, "from": date(2020, 1, 2), "to": date(2020, 1, 1)}],
             UpsideDownDates),
        ],
    )  # fmt: skip
    def test_contradictions(self, rows: list[dict[str, Any]], error: type[EgovdocsError]) -> None:
        """The error says in which table."""
        with pytest.raises(error) as caught:
            OfficeHours.parse(rows)

        assert str(caught.value).startswith("hours #1")

    def test_a_session_outside_the_day(self) -> None:
        """Built by hand, it is still checked where it is used."""
        (period,) = OfficeHours.parse([{"sessions": DAY}]).periods
        with pytest.raises(BackwardsSession):
            OfficeHours((period.assuming((), "x"), _with(Session(0, 90_000))))


def _with(session: Session) -> Any:
    (period,) = OfficeHours.parse([{"sessions": DAY, "assumed": "x", "audience": "x"}]).periods
    return period.assuming((session,), "x")


class TestPeriods:
    """Two periods must not claim one day for one audience."""

    # fmt: off
    APART: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        ({"to": date(2021, 10, 31)},  {"from": date(2021, 11, 1)}),
        ({"days": "mon-fri"},         {"days": "sat"}),
        ({"season": "04-01..09-30"},  {"season": "10-01..03-31"}),
        ({"audience": "agency"},      {"audience": "one-stop"}),
        ({"from": date(2024, 5, 6), "to": date(2024, 5, 8), "days": "mon-wed"},
         {"from": date(2024, 5, 8), "to": date(2024, 5, 9), "days": "mon,tue,thu"}),
    )
    MEETING: tuple[tuple[dict[str, Any], dict[str, Any], date], ...] = (
        ({"to": date(2021, 11, 1)},   {"from": date(2021, 11, 1)},    date(2021, 11, 1)),
        ({"from": date(2024, 5, 6)},  {"from": date(2024, 6, 3)},     date(2024, 6, 3)),
        ({"days": "mon-sat", "from": date(2024, 5, 6)}, {"days": "sat"}, date(2024, 5, 11)),
    )
    # fmt: on

    @pytest.mark.parametrize(("one", "two"), APART)
    def test_apart(self, one: dict[str, Any], two: dict[str, Any]) -> None:
        """By date, weekday, season or audience."""
        rows = [{"sessions": DAY} | one, {"sessions": DAY} | two]

        assert len(OfficeHours.parse(rows).periods) == 2

    @pytest.mark.parametrize(("one", "two", "day"), MEETING)
    def test_meeting(self, one: dict[str, Any], two: dict[str, Any], day: date) -> None:
        """A day that both claim is named, and both tables."""
        with pytest.raises(OverlappingPeriods) as caught:
            OfficeHours.parse([{"sessions": DAY} | one, {"sessions": DAY} | two])

        assert (caught.value.other, caught.value.where) == ("hours #1", "hours #2")
        assert caught.value.day == day

    def test_seasons_meeting_on_one_day_of_the_year(self) -> None:
        """Both say 30 September: they meet once it is a weekday, Monday in 2024."""
        rows: list[dict[str, Any]] = [
            {"sessions": DAY, "season": "04-01..09-30", "from": date(2024, 1, 1)},
            {"sessions": DAY, "season": "09-30..03-31"},
        ]
        with pytest.raises(OverlappingPeriods) as caught:
            OfficeHours.parse(rows)

        assert caught.value.day == date(2024, 9, 30)

    def test_both_languages(self) -> None:
        """An error speaks both, without a hole in the sentence."""
        with pytest.raises(UnknownHoursKey) as caught:
            OfficeHours.parse([{"sessions": DAY, "form": 1}])

        assert "“form”" in caught.value.message("vi")
        assert "“form”" in caught.value.message("en")
