"""Limits: the grammar, both ways, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.timing import (
    HOUR_US,
    Clock,
    InvalidLimit,
    Limit,
    NotInHours,
    OfficeHours,
    OfficialDays,
    UnknownClock,
    WorkCalendar,
    exceeds,
    receipt,
)

# fmt: off
READ = [
    # text                          canonical                      kind                    amount
    ("2 working hours",             "2 working hours",             "working-hours",        2),
    ("1 working hour",              "1 working hour",              "working-hours",        1),
    ("4  Working   Hours",          "4 working hours",             "working-hours",        4),
    ("3 working days",              "3 working days",              "working-days",         3),
    ("same day",                    "same day",                    "same-day",             0),
    ("morning of next working day", "morning of next working day", "next-working-morning", 0),
    ("next working day",            "next working day",            "next-working-day",     0),
    ("immediately",                 "immediately",                 "immediately",          0),
    ("before 10 June",              "before 10 June",              "before-date",          0),
    ("before 05 december",          "before 5 December",           "before-date",          0),
]
# fmt: on
NOT = [
    "",
    "0 working hours",
    "02 working hours",
    "-2 working hours",
    "2.5 working hours",
    "2 hours",
    "two working hours",
    "before 31 June",
    "before 0 June",
    "before 10 Juni",
    "before June",
    "next day",
    "2 working hours or so",
    "²working hours",
]  # fmt: skip


def read_or_refused(text: str) -> bool:
    """Whether *text* is a limit that can be written back, or refused with itself in the error."""
    try:
        limit = Limit.parse(text)
    except InvalidLimit as error:
        return error.text == text
    return Limit.parse(str(limit)) == limit


class TestGrammar:
    """The forms that exist."""

    @pytest.mark.parametrize(("text", "canonical", "kind", "amount"), READ)
    def test_read(self, text: str, canonical: str, kind: str, amount: int) -> None:
        """Leniently in, one way out."""
        limit = Limit.parse(text)

        assert (str(limit), limit.kind, limit.amount) == (canonical, kind, amount)
        assert limit.quantified is (kind != "immediately")
        assert Limit.parse(str(limit)) == limit

    @pytest.mark.parametrize("text", NOT)
    def test_refused(self, text: str) -> None:
        """The error lists the forms."""
        with pytest.raises(InvalidLimit) as caught:
            Limit.parse(text)

        assert caught.value.text == text
        assert "before DD MONTH" in caught.value.message("vi")

    @given(st.text(max_size=40))
    def test_it_never_fails_any_other_way(self, text: str) -> None:
        """A limit that can be written back, or the one error."""
        assert read_or_refused(text)

    @given(st.integers(1, 999_999), st.sampled_from(["hours", "days"]))
    def test_any_number(self, number: int, unit: str) -> None:
        """Up to six digits."""
        assert Limit.parse(f"{number} working {unit}").amount == number

    @pytest.mark.parametrize(
        "fields",
        [
            {"kind": "working-hours"},
            {"kind": "working-hours", "amount": -1},
            {"kind": "working-hours", "amount": 2, "day": 3},
            {"kind": "same-day", "amount": 1},
            {"kind": "before-date"},
            {"kind": "before-date", "day": 31, "month": 6},
            {"kind": "before-date", "day": 1, "month": 6, "amount": 1},
            {"kind": "tomorrow"},
        ],
    )
    def test_built_by_hand_it_is_checked_too(self, fields: dict[str, Any]) -> None:
        """A limit that exists is a limit that can be written."""
        with pytest.raises(InvalidLimit):
            Limit(**fields)

    def test_it_is_a_value(self) -> None:
        """Frozen, comparable, usable as a key."""
        one = Limit.parse("2 working hours")

        assert {one: 1}[Limit("working-hours", 2)] == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.amount = 3  # type: ignore[misc]


class TestBeforeADate:
    """The first such date whose eve is not over."""

    @pytest.mark.parametrize(
        ("limit", "start", "last"),
        [
            ("before 29 February", date(2024, 1, 1), date(2024, 2, 28)),
            ("before 29 February", date(2023, 1, 1), date(2023, 2, 28)),
            ("before 29 February", date(2023, 3, 1), date(2024, 2, 28)),
            ("before 1 March", date(2023, 1, 1), date(2023, 2, 28)),
            ("before 1 January", date(2024, 1, 1), date(2024, 12, 31)),
            ("before 31 December", date(2024, 12, 31), date(2025, 12, 30)),
        ],
    )
    def test_last_day(self, limit: str, start: date, last: date) -> None:
        """Inclusive."""
        assert Limit.parse(limit).last_day(start) == last


class TestExceeds:
    """More than, never as much as."""

    def test_strict(self) -> None:
        """Four hours and a microsecond."""
        limit = Limit.parse("4 working hours")

        assert not exceeds(4 * HOUR_US, limit)
        assert exceeds(4 * HOUR_US + 1, limit)

    @pytest.mark.parametrize("text", ["same day", "3 working days", "immediately"])
    def test_only_hours_can_be_exceeded(self, text: str) -> None:
        """The limit is named."""
        with pytest.raises(NotInHours) as caught:
            exceeds(0, Limit.parse(text))

        assert caught.value.limit == text


class TestClocks:
    """Names of receipt clocks."""

    def test_unknown(self) -> None:
        """The closest is named."""
        calendar = WorkCalendar(
            OfficeHours.parse([{"sessions": ["07:00-11:30"]}]), OfficialDays.packaged()
        )
        wrong: Clock = "next-sesion"  # type: ignore[assignment]
        with pytest.raises(UnknownClock) as caught:
            receipt(wrong, 0, calendar)

        assert (caught.value.text, caught.value.nearest) == ("next-sesion", "next-session")
