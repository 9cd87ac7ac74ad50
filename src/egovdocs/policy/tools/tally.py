"""
Two functions of time compared minute by minute, without looking at every minute.

Between the edges of sessions an answer either stands still or moves along with the minute, or
does first one and then the other; pieces are cut in halves until each does one of them.  What
is counted is exact to the minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from egovdocs.timing.instants import SECOND_US

MINUTE = 60 * SECOND_US
When: TypeAlias = Callable[[int], int]


class Tally(NamedTuple):
    """
    How two answers stand to each other, in minutes.

    Attributes:
        sooner, same, later: minutes on which the first answer is sooner than the second, ...
        first: the first minute on which they differ, microseconds; None where none does.
    """

    sooner: int = 0
    same: int = 0
    later: int = 0
    first: int | None = None

    def __add__(self, other: object) -> Tally:
        """Both, the earlier one first."""
        if not isinstance(other, Tally):
            return NotImplemented
        first = self.first if self.first is not None else other.first
        sooner, same, later = self.sooner + other.sooner, self.same + other.same, self.later
        return Tally(sooner, same, later + other.later, first)


def compare(one: When, two: When, start: int, end: int, edges: Iterable[int]) -> Tally:
    """
    Compare two answers on every whole minute from *start* to before *end*.

    Args:
        one, two: an instant (microseconds) for an instant; neither ever goes back.
        start, end: microseconds.
        edges: where either may change its manner: edges of sessions, midnights.
    """
    first, last = _minute(start), _minute(end)
    inside = {edge for edge in map(_minute, edges) if first < edge < last}
    total = Tally()
    for left, right in pairwise(sorted({first, last} | inside)):
        for piece in _pieces(one, two, left, right):
            total += piece
    return total


def _minute(us: int) -> int:
    """The first whole minute that is not before *us*."""
    return -(-us // MINUTE)


def _pieces(one: When, two: When, left: int, right: int) -> Iterator[Tally]:
    slopes = _slope(one, left, right), _slope(two, left, right)
    if slopes[0] is not None and slopes[1] is not None:
        ahead = two(left * MINUTE) - one(left * MINUTE)
        yield _counted(ahead, slopes[1] - slopes[0], left, right - left)
        return
    middle = (left + right) // 2
    yield from _pieces(one, two, left, middle)
    yield from _pieces(one, two, middle, right)


def _slope(when: When, left: int, right: int) -> int | None:
    """0 where the answer stands still, 1 where it moves with the minute, None for neither."""
    steps = right - left - 1
    begun = when(left * MINUTE)
    gone = when((right - 1) * MINUTE) - begun
    if gone == 0:
        return 0
    half = steps // 2
    moves = gone == steps * MINUTE and when((left + half) * MINUTE) - begun == half * MINUTE
    return 1 if moves else None


def _counted(ahead: int, slope: int, left: int, count: int) -> Tally:
    """Count the minutes on which ``ahead + slope * minutes`` is above, at and below nothing."""
    if slope < 0:
        turned = _counted(-ahead, -slope, left, count)
        return Tally(turned.later, turned.same, turned.sooner, turned.first)
    if slope == 0:
        below, level = (count if ahead < 0 else 0), (count if ahead == 0 else 0)
    else:
        below = min(count, max(0, -(ahead // MINUTE)))
        level = int(ahead % MINUTE == 0 and 0 <= -(ahead // MINUTE) < count)
    above = count - below - level
    first = None if level == count else left + (0 if ahead else 1)
    return Tally(above, level, below, None if first is None else first * MINUTE)
