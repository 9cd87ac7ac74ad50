"""
Limits: how long the law allows, as it says it.

The grammar (RFC 5234; letters in any case, runs of spaces count as one)::

    limit     = hours / days / "same day" / morning / "next working day"
              / "immediately" / before
    hours     = number SP "working hour" [ "s" ]
    days      = number SP "working day" [ "s" ]
    morning   = "morning of next working day"
    before    = "before" SP 1*2DIGIT SP month       ; ends with the day before
    number    = nonzero *DIGIT
    nonzero   = "1" / "2" / "3" / "4" / "5" / "6" / "7" / "8" / "9"
    month     = "January" / "February" / "March" / "April" / "May" / "June" / "July"
              / "August" / "September" / "October" / "November" / "December"

All limits are inclusive: the last instant of a limit is in time.  There is no word for a
strict limit, because "more than 4 working hours" is a question about what has elapsed
(``exceeds``), not another limit.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.timing.instants import HOUR_US

LimitKind = Literal[
    "working-hours", "working-days", "same-day", "next-working-morning", "next-working-day",
    "immediately", "before-date",
]  # fmt: skip

FORMS = (
    "N working hours", "N working days", "same day", "morning of next working day",
    "next working day", "immediately", "before DD MONTH",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_FIXED: dict[str, LimitKind] = {
    "same day": "same-day",
    "morning of next working day": "next-working-morning",
    "next working day": "next-working-day",
    "immediately": "immediately",
}
_WRITTEN = {kind: form for form, kind in _FIXED.items()}
_COUNTED: dict[str, LimitKind] = {"hour": "working-hours", "day": "working-days"}
_UNIT = {kind: unit for unit, kind in _COUNTED.items()}
_COUNT = re.compile(r"(?P<number>[1-9][0-9]{0,5}) working (?P<unit>hour|day)s?")
_BEFORE = re.compile(r"before (?P<day>[0-9]{1,2}) (?P<month>[a-z]+)")
_LEAP = 2000


@attrs.frozen
class InvalidLimit(EgovdocsError, ValueError):
    """A text that is no limit; the forms that exist are named."""

    text: str
    forms: tuple[str, ...]

    code: ClassVar[str] = "timing.invalid-limit"
    vi: ClassVar[str] = "“{text}” không phải thời hạn; các dạng có thể dùng: {forms}."
    en: ClassVar[str] = "“{text}” is not a limit; the forms that exist: {forms}."


@attrs.frozen
class NotInHours(EgovdocsError, ValueError):
    """A limit that no amount of working time can be compared with."""

    limit: str

    code: ClassVar[str] = "timing.not-in-hours"
    vi: ClassVar[str] = "Thời hạn “{limit}” không tính bằng giờ làm việc nên không so sánh được."
    en: ClassVar[str] = "The limit “{limit}” is not in working hours, so nothing can exceed it."


@attrs.frozen
class Limit:
    """
    A time limit as the law states it.

    Attributes:
        kind: which form it has.
        amount: working hours or working days; 0 for the other kinds.
        month: of "before DD MONTH", 1 to 12; else 0.
        day: of "before DD MONTH"; else 0.

    >>> limit = Limit.parse("2  working hour")
    >>> str(limit), limit.kind, limit.amount, limit.quantified
    ('2 working hours', 'working-hours', 2, True)
    """

    kind: LimitKind
    amount: int = 0
    month: int = 0
    day: int = 0

    def __attrs_post_init__(self) -> None:
        counted = self.kind in _UNIT and self.amount > 0
        dated = self.kind == "before-date" and _is_date(self.month, self.day)
        spare = (self.amount if not counted else 0, *((self.month, self.day) if not dated else ()))
        if any(spare) or not (counted or dated or self.kind in _WRITTEN):
            raise InvalidLimit(f"{self.kind} {self.amount} {self.day} {self.month}", FORMS)

    @classmethod
    def parse(cls, text: str) -> Limit:
        """
        Read a limit; ``str()`` writes it the one canonical way.

        Raises:
            InvalidLimit: *text* follows none of the forms, which the error lists.
        """
        clean = " ".join(str(text).lower().split())
        if clean in _FIXED:
            return cls(_FIXED[clean])
        if match := _COUNT.fullmatch(clean):
            return cls(_COUNTED[match["unit"]], int(match["number"]))
        if match := _BEFORE.fullmatch(clean):
            month, day = _month(match["month"]), int(match["day"])
            if _is_date(month, day):
                return cls("before-date", 0, month, day)
        raise InvalidLimit(str(text), FORMS)

    @property
    def quantified(self) -> bool:
        """Whether the law gives a number; "immediately" has none."""
        return self.kind != "immediately"

    @property
    def amount_us(self) -> int:
        """
        The working time allowed, in microseconds.

        Raises:
            NotInHours: this limit is not in working hours.
        """
        if self.kind != "working-hours":
            raise NotInHours(str(self))
        return self.amount * HOUR_US

    def last_day(self, start: date) -> date:
        """
        Return the last day of "before DD MONTH", the first that is not before *start*.

        Before 29 February means the end of 28 February, in every year.
        """
        this_year = self._eve(start.year)
        return this_year if this_year >= start else self._eve(start.year + 1)

    def _eve(self, year: int) -> date:
        if (self.month, self.day) == (2, 29):
            return date(year, 2, 28)
        return date(year, self.month, self.day) - timedelta(1)

    def __str__(self) -> str:
        if self.kind in _UNIT:
            return f"{self.amount} working {_UNIT[self.kind]}{'s' if self.amount > 1 else ''}"
        if self.kind == "before-date":
            return f"before {self.day} {_MONTHS[self.month - 1]}"
        return _WRITTEN[self.kind]


def _month(name: str) -> int:
    names = [month.lower() for month in _MONTHS]
    return names.index(name) + 1 if name in names else 0


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP, month)[1]


def exceeds(elapsed_us: int, limit: Limit) -> bool:
    """
    Whether *elapsed_us* microseconds of working time are more than *limit*; equal is not.

    Raises:
        NotInHours: *limit* is not in working hours.

    >>> exceeds(4 * HOUR_US, Limit.parse("4 working hours"))
    False
    """
    return elapsed_us > limit.amount_us
