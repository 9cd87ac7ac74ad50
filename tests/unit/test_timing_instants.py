"""Instants: microseconds of the wall clock of Vietnam, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.timing import (
    DAY_US,
    VN,
    InstantOutOfRange,
    InvalidInstant,
    NaiveInstant,
    day_of,
    from_us,
    parse_instant,
    start_of,
    to_datetime,
    to_us,
)

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=VN)


class Zone(tzinfo):
    """A zone at +08:00, written by hand."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return timedelta(hours=8)

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None


class Unhashable(Zone):
    """A zone that cannot be a key, as those of dateutil cannot."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self is other


class Shrug(Zone):
    """A zone that does not know its offset: Python calls such a datetime naive."""

    def utcoffset(self, _: datetime | None) -> None:
        return None


class TestToUs:
    """Any zone in."""

    @pytest.mark.parametrize(
        "moment",
        [
            NOON,
            datetime(2024, 5, 6, 5, 0, tzinfo=UTC),
            datetime(2024, 5, 6, 5, 0, tzinfo=ZoneInfo("UTC")),
            datetime(2024, 5, 6, 12, 0, tzinfo=timezone(timedelta(hours=7))),
            datetime(2024, 5, 6, 1, 0, tzinfo=ZoneInfo("America/New_York")),
            datetime(2024, 5, 6, 7, 0, tzinfo=ZoneInfo("Europe/Paris")),
            datetime(2024, 5, 6, 12, 0, tzinfo=ZoneInfo("Asia/Bangkok")),
            datetime(2024, 5, 6, 13, 0, tzinfo=Unhashable()),
            datetime(2024, 5, 6, 12, 0, tzinfo=ZoneInfo.no_cache("Asia/Ho_Chi_Minh")),
            pendulum.datetime(2024, 5, 6, 12, 0, tz="Asia/Ho_Chi_Minh"),
            pendulum.datetime(2024, 5, 6, 5, 0, tz="UTC"),
            pendulum.datetime(2024, 5, 6, 14, 0, tz="Asia/Tokyo"),
            pendulum.parse("2024-05-06T12:00:00+07:00"),
        ],
        ids=str,
    )
    def test_one_instant(self, moment: datetime) -> None:
        """Noon of 6 May 2024 in Vietnam is 19,849 days and a half after the epoch."""
        assert to_us(moment) == 19_849 * DAY_US + DAY_US // 2

    def test_summer_time_is_asked_for(self) -> None:
        """A zone whose offset moves is asked each time: Paris in January and in July."""
        paris = ZoneInfo("Europe/Paris")
        winter = to_us(datetime(2024, 1, 15, 12, tzinfo=paris))
        summer = to_us(datetime(2024, 7, 15, 12, tzinfo=paris))

        assert (winter - 18 * DAY_US // 24) % DAY_US == 0
        assert (summer - 17 * DAY_US // 24) % DAY_US == 0

    def test_the_repeated_hour(self) -> None:
        """`fold` tells the two apart."""
        paris = ZoneInfo("Europe/Paris")
        first = to_us(datetime(2024, 10, 27, 2, 30, tzinfo=paris))
        second = to_us(datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=paris))

        assert second - first == DAY_US // 24

    @pytest.mark.parametrize("zone", [None, Shrug()])
    def test_naive(self, zone: tzinfo | None) -> None:
        """No zone, or one that does not know its offset."""
        with pytest.raises(NaiveInstant) as caught:
            to_us(datetime(2024, 5, 6, 12, 0, tzinfo=zone))

        assert caught.value.text == "2024-05-06 12:00:00"

    @pytest.mark.parametrize(
        "moment",
        [
            datetime(1975, 6, 13, 23, 59, 59, 999999, tzinfo=VN),
            datetime(1975, 6, 13, 16, 59, 59, 999999, tzinfo=UTC),
            datetime(9999, 1, 1, tzinfo=VN),
            datetime.max.replace(tzinfo=UTC),
            datetime.min.replace(tzinfo=UTC),
            datetime.min.replace(tzinfo=ZoneInfo("Asia/Tokyo")),
        ],
        ids=str,
    )
    def test_out_of_range(self, moment: datetime) -> None:
        """Before the clock of Vietnam came to rest, and where Python's calendar ends."""
        with pytest.raises(InstantOutOfRange):
            to_us(moment)

    def test_the_edges_of_the_range(self) -> None:
        """Both are in."""
        assert day_of(to_us(datetime(1975, 6, 14, tzinfo=VN))) == date(1975, 6, 14)
        assert day_of(to_us(datetime(1975, 6, 13, 17, tzinfo=UTC))) == date(1975, 6, 14)
        last = datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=VN)
        assert to_datetime(to_us(last)) == last


class TestBack:
    """Vietnam time out."""

    @given(st.datetimes(datetime(1976, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
    def test_there_and_back(self, moment: datetime) -> None:
        """Exact to the microsecond, as datetime and as pendulum."""
        us = to_us(moment)

        assert to_datetime(us) == moment
        assert from_us(us) == moment
        assert from_us(us).utcoffset() == timedelta(hours=7)
        assert start_of(day_of(us)) <= us < start_of(day_of(us)) + DAY_US

    @pytest.mark.parametrize("back", [from_us, to_datetime])
    @pytest.mark.parametrize("us", [-1, 0, 10**20])
    def test_out_of_range(self, back: Callable[[int], datetime], us: int) -> None:
        """The same range on the way out."""
        with pytest.raises(InstantOutOfRange):
            back(us)


class TestParse:
    """ISO 8601, with an offset."""

    @pytest.mark.parametrize(
        "text",
        [
            "2024-05-06T12:00:00+07:00",
            "2024-05-06T05:00:00Z",
            "2024-05-06 12:00+07:00",
            "20240506T120000+0700",
            "2024-05-06T12:00:00.000000+07:00",
        ],
    )
    def test_read(self, text: str) -> None:
        """The common ways of writing one instant."""
        assert parse_instant(text) == NOON

    @pytest.mark.parametrize("text", ["2024-05-06T12:00:00", "2024-05-06"])
    def test_naive(self, text: str) -> None:
        """Without an offset."""
        with pytest.raises(NaiveInstant) as caught:
            parse_instant(text)

        assert caught.value.text == text

    @pytest.mark.parametrize(
        "text", ["", "now", "06/05/2024 12:00", "2024-02-30T12:00+07:00", "2024-05-06T12:00:60Z"]
    )
    def test_not_an_instant(self, text: str) -> None:
        """The text is in the error."""
        with pytest.raises(InvalidInstant) as caught:
            parse_instant(text)

        assert caught.value.text == text

    @given(st.text(max_size=30))
    def test_it_never_fails_any_other_way(self, text: str) -> None:
        """An aware datetime or one of the two errors."""
        assert read_or_refused(text)


def read_or_refused(text: str) -> bool:
    """Whether *text* is read as an aware datetime, or refused with itself in the error."""
    try:
        moment = parse_instant(text)
    except (InvalidInstant, NaiveInstant) as error:
        return error.text == text
    return moment.tzinfo is not None
