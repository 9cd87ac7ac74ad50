"""
Lengths of time, counted so that their quantiles can be told, in memory that does not grow.

The first FEW lengths are kept as they are.  Beyond, each is counted in a bucket: one second
wide up to 128 seconds, then 64 buckets to every doubling.  What is told of a bucket is its
middle, which is less than 1/128 (0.8 %) from any length in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

import attrs

FEW = 256
FINE = 64
LONGEST = 1 << 36  # seconds; nothing that took longer is counted
_EXACT = 2 * FINE


def bucket_of(seconds: int) -> int:
    """The bucket of a length in whole seconds, 0 or more."""
    if seconds < _EXACT:
        return seconds
    shift = seconds.bit_length() - _EXACT.bit_length() + 1
    return shift * FINE + (seconds >> shift)


def edge_of(bucket: int) -> int:
    """The shortest length of a bucket."""
    if bucket < _EXACT:
        return bucket
    shift = bucket // FINE - 1
    return (bucket - shift * FINE) << shift


def middle_of(bucket: int) -> int:
    """The length that a bucket stands for."""
    return (edge_of(bucket) + edge_of(bucket + 1)) // 2


def edges() -> list[int]:
    """The shortest length of every bucket, in order."""
    return [edge_of(bucket) for bucket in range(bucket_of(LONGEST))]


@attrs.define(eq=False)
class Spread:
    """
    How lengths of time are spread.

    Attributes:
        few: the lengths themselves, while there are at most FEW.
        counts: how many are in each bucket, once there are more.
        count: how many there are.
    """

    few: list[int] = attrs.field(factory=list)
    counts: array[int] = attrs.field(factory=lambda: array("I"))
    count: int = 0

    def add(self, seconds: int) -> None:
        """Count one length, in whole seconds."""
        self.count += 1
        if self.counts:
            self._put(bucket_of(seconds), 1)
            return
        self.few.append(seconds)
        if len(self.few) > FEW:
            self._spill()

    def add_buckets(self, buckets: Mapping[int, int]) -> None:
        """Count lengths by their buckets."""
        self._spill()
        for bucket, count in buckets.items():
            self._put(bucket, count)
            self.count += count

    def merge(self, other: Spread) -> None:
        """Count what *other* counted."""
        for seconds in other.few:
            self.add(seconds)
        if other.counts:
            self.add_buckets({place: count for place, count in enumerate(other.counts) if count})

    def _spill(self) -> None:
        for seconds in self.few:
            self._put(bucket_of(seconds), 1)
        self.few = []

    def _put(self, bucket: int, count: int) -> None:
        lacking = bucket + 1 - len(self.counts)
        if lacking > 0:
            self.counts.extend([0] * lacking)
        self.counts[bucket] += count

    def quantile(self, part: float) -> float | None:
        """
        The length below which *part* of the lengths lie; None where there are none.

        As ``statistics.quantiles(..., method="inclusive")``: of *n* lengths in order, the one
        at place ``(n - 1) * part``, counted from 0; between two places, in proportion.
        """
        if not self.count:
            return None
        place = (self.count - 1) * part
        low, high = _at(self._ordered(), int(place), min(int(place) + 1, self.count - 1))
        return low + (high - low) * (place - int(place))

    def _ordered(self) -> Iterator[tuple[int, int]]:
        """Lengths from the shortest, with how many there are of each."""
        if not self.counts:
            yield from ((seconds, 1) for seconds in sorted(self.few))
        for bucket, count in enumerate(self.counts):
            if count:
                yield middle_of(bucket), count


def _at(ordered: Iterable[tuple[int, int]], first: int, second: int) -> tuple[int, int]:
    """The lengths at two places, counted from 0, the second not before the first."""
    passed, found = 0, 0
    low: int | None = None
    for found, count in ordered:
        passed += count
        if low is None and first < passed:
            low = found
        if second < passed:
            break
    return (found if low is None else low), found
