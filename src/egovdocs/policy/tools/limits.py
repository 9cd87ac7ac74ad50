"""Two limits, compared on the starts of a fortnight: which of them runs out sooner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias, cast

from egovdocs.errors import EgovdocsError
from egovdocs.policy.policy import Policy
from egovdocs.timing import Limit, from_us, to_us
from egovdocs.timing.instants import VN

Clock: TypeAlias = Callable[[Limit, int], int | None]
"""The last instant in time for a limit and a start, microseconds; None for "immediately"."""

_DAYS, _STEP = 14, timedelta(minutes=30)
_AT_ONCE = "immediately"


class Limits(NamedTuple):
    """The limits of a lower and of a higher rule, as they stand in the files; empty for none."""

    low: str
    high: str


def clock(policy: Policy) -> Clock:
    """How long limits last by the calendar and the readings of *policy*."""
    readings = policy.profile.readings
    same_day, lateness = cast("Any", readings["same-day"]), cast("Any", readings["lateness"])

    def last(limit: Limit, start: int) -> int | None:
        end = policy.calendar.deadline(limit, start, same_day=same_day, lateness=lateness)
        return None if end is None else end.late_after

    return last


def compared(limits: Limits, clock: Clock, first: date) -> tuple[str, str]:
    """
    How the lower limit stands to the higher one, and a start that shows it.

    A lower text that sets no time of its own leaves the higher limit as it is.  "Immediately"
    has no number, so that it cannot be compared with one that has.

    Returns:
        a code (empty where they are equal), and what shows it.
    """
    low, high = limits
    if low == high or not low:
        return "", ""
    if not high:
        return "stricter-below", low
    if _AT_ONCE in limits:
        return "not-comparable", f"{low} / {high}"
    try:
        return _on_starts(Limit.parse(low), Limit.parse(high), clock, first)
    except EgovdocsError:
        return "not-comparable", f"{low} / {high}"


def _on_starts(low: Limit, high: Limit, clock: Clock, first: date) -> tuple[str, str]:
    found: dict[str, str] = {}
    for start in _starts(first):
        one, two = clock(low, start), clock(high, start)
        if one is not None and two is not None and one != two:
            code = "stricter-below" if one < two else "looser-below"
            found.setdefault(code, _shown(start, one, two))
    if len(found) == 2:
        return "not-comparable", "; ".join(found.values())
    return next(iter(found.items()), ("", ""))


def _shown(start: int, low: int, high: int) -> str:
    return " → ".join(f"{from_us(us):%Y-%m-%d %H:%M}" for us in (start, low)) + (
        f" / {from_us(high):%Y-%m-%d %H:%M}"
    )


def _starts(first: date) -> Iterator[int]:
    """Every half hour of the fortnight that begins on the first Monday from *first*."""
    monday = first + timedelta(days=-first.weekday() % 7)
    start = datetime(monday.year, monday.month, monday.day, tzinfo=VN)
    for step in range(_DAYS * 48):
        yield to_us(start + step * _STEP)
