"""
Instants: microseconds of the wall clock of Vietnam, as ints.

Zero is 1970-01-01T00:00 at +07:00.  The zone Asia/Ho_Chi_Minh has stood at +07:00 since
1975-06-13 without a change, so from the day after, the wall clock and the count of
microseconds run together and a division finds the day.  Earlier instants are refused,
not approximated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

import attrs

from egovdocs.errors import EgovdocsError

if TYPE_CHECKING:
    import pendulum

VN = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND_US = 1_000_000
HOUR_US = 3600 * SECOND_US
DAY_US = 24 * HOUR_US
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

FIRST_DAY = date(1975, 6, 14).toordinal() - EPOCH_ORDINAL
LAST_DAY = date(9998, 12, 31).toordinal() - EPOCH_ORDINAL
_FIRST_US = FIRST_DAY * DAY_US
_END_US = (LAST_DAY + 1) * DAY_US

_OFFSET = timedelta(hours=7)
_NAIVE_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock, dressed with a zone below
_EPOCH = _NAIVE_EPOCH.replace(tzinfo=timezone(_OFFSET))
LOCAL_EPOCH = _NAIVE_EPOCH.replace(tzinfo=VN)
_MICROSECOND = timedelta(microseconds=1)
# Named zones whose offset has not changed since 1975-06-14.
_STEADY = frozenset({"Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok", "UTC", "Etc/UTC"})


@attrs.frozen
class NaiveInstant(EgovdocsError, ValueError):
    """A moment that does not say in which zone its clock hangs."""

    text: str

    code: ClassVar[str] = "timing.naive-instant"
    vi: ClassVar[str] = "Thời điểm “{text}” không ghi múi giờ; hãy thêm, ví dụ +07:00."
    en: ClassVar[str] = "The instant “{text}” has no time zone; add one, such as +07:00."


@attrs.frozen
class InvalidInstant(EgovdocsError, ValueError):
    """A text that is no instant of ISO 8601."""

    text: str

    code: ClassVar[str] = "timing.invalid-instant"
    vi: ClassVar[str] = "“{text}” không phải thời điểm theo ISO 8601."
    en: ClassVar[str] = "“{text}” is not an instant in ISO 8601."


@attrs.frozen
class InstantOutOfRange(EgovdocsError, ValueError):
    """An instant before the clock of Vietnam came to rest, or past year 9998."""

    text: str

    code: ClassVar[str] = "timing.instant-out-of-range"
    vi: ClassVar[str] = (
        "Thời điểm “{text}” nằm ngoài khoảng tính được, từ 1975-06-14 đến hết năm 9998."
    )
    en: ClassVar[str] = (
        "The instant “{text}” is outside the range that is computed, 1975-06-14 to the end of 9998."
    )


def to_us(moment: datetime) -> int:
    """
    Return *moment* as microseconds of the wall clock of Vietnam.

    Args:
        moment: an aware datetime in any zone; ``pendulum.DateTime`` too.

    Raises:
        NaiveInstant: *moment* has no zone.
        InstantOutOfRange: it is before 1975-06-14 or after 9998, Vietnam time.

    >>> in_vietnam = to_us(parse_instant("2020-03-02T09:30:00+07:00"))
    >>> in_vietnam == to_us(parse_instant("2020-03-02T02:30:00Z"))
    True
    """
    zone = moment.tzinfo
    if zone is None:
        raise NaiveInstant(str(moment))
    try:
        # Not ``moment - base``: pendulum would build an Interval, a hundred times slower.
        since = datetime.__sub__(moment, _BASES.get(zone) or _base(zone))
    except TypeError:
        since = _since(moment)
    us = since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds
    if _FIRST_US <= us < _END_US:
        return us
    raise InstantOutOfRange(str(moment))


@lru_cache(maxsize=64)
def _base(zone: tzinfo) -> datetime:
    """
    Write the epoch as *zone* does, so that a subtraction need not ask for the offset.

    Python subtracts two datetimes of the same zone object by the wall clock; that is
    right only where the offset never moves.  For all other zones: the epoch at +07:00.
    """
    if isinstance(zone, timezone) or getattr(zone, "key", None) in _STEADY:
        offset = zone.utcoffset(_NAIVE_EPOCH.replace(year=2000)) or timedelta()
        return (_NAIVE_EPOCH - _OFFSET + offset).replace(tzinfo=zone)
    return _EPOCH


# The zones of nearly all moments, found without a call.
_BASES: Mapping[tzinfo, datetime] = {
    zone: _base(zone) for zone in (VN, UTC, timezone(_OFFSET), ZoneInfo("UTC"))
}


def _since(moment: datetime) -> timedelta:
    """Subtract the slow way: a zone that cannot be hashed, or that knows no offset."""
    if moment.utcoffset() is None:
        raise NaiveInstant(str(moment))
    return datetime.__sub__(moment, _EPOCH)


def to_datetime(us: int) -> datetime:
    """
    Return the instant *us* as a ``datetime`` in Vietnam time.

    Raises:
        InstantOutOfRange: *us* is before 1975-06-14 or after 9998.
    """
    return LOCAL_EPOCH + checked(us) * _MICROSECOND


def from_us(us: int) -> pendulum.DateTime:
    """
    Return the instant *us* as a ``pendulum.DateTime`` in Vietnam time.

    Raises:
        InstantOutOfRange: *us* is before 1975-06-14 or after 9998.
    """
    kind, zone = _pendulum()
    wall = _NAIVE_EPOCH + checked(us) * _MICROSECOND
    return kind(
        wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, wall.microsecond,
        tzinfo=zone,
    )  # fmt: skip


@cache
def _pendulum() -> tuple[type[pendulum.DateTime], tzinfo]:
    """Import pendulum when it is first asked for, never before."""
    import pendulum

    return pendulum.DateTime, pendulum.timezone(VN.key)


def like(model: datetime, us: int) -> datetime:
    """Return *us*, an instant in range, as the kind of value that *model* is."""
    if type(model) is datetime or not isinstance(model, _pendulum()[0]):
        return LOCAL_EPOCH + us * _MICROSECOND
    return from_us(us)


def checked(us: int) -> int:
    """Return *us*, insisting that it is in the range that is computed."""
    if _FIRST_US <= us < _END_US:
        return us
    raise InstantOutOfRange(str(us))


def day_of(us: int) -> date:
    """Return the day, in Vietnam, of the instant *us*."""
    return date.fromordinal(us // DAY_US + EPOCH_ORDINAL)


def start_of(day: date) -> int:
    """Return the first microsecond of *day* in Vietnam."""
    return (day.toordinal() - EPOCH_ORDINAL) * DAY_US


def parse_instant(text: str) -> datetime:
    """
    Read an instant of ISO 8601, such as ``2020-03-02T09:30:00+07:00``.

    Raises:
        InvalidInstant: *text* is not ISO 8601.
        NaiveInstant: *text* names no offset; it is not guessed.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInstant(text) from None
    if moment.tzinfo is None:
        raise NaiveInstant(text)
    return moment
