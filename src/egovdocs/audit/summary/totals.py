"""
What findings add up to: a group for each agency, month and clause, and the longest delays.

Undecided findings, and duties that are still running, are counted apart and are never part
of the share that was kept; what does not apply is left out.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

import attrs

from egovdocs.audit.summary.spread import Spread
from egovdocs.audit.words import in_order

LONGEST = 20
MEDIAN, MOST = 0.5, 0.95
Key: TypeAlias = tuple[str, str, str]  # agency, month (2024-03), clause; "" where not known


class Delay(NamedTuple):
    """
    An act that came too late.

    Attributes:
        late: whole seconds, by the clock on the wall, from *until* to *done*, rounded up.
        due, until: ISO 8601; when the limit was used up, and the last instant in time.
        done: ISO 8601; when it was done.
        took: seconds of working time; None where that is not known.
    """

    late: int
    case: str
    agency: str
    clause: str
    due: str
    until: str
    done: str
    took: int | None


@attrs.define(eq=False)
class Group:
    """Findings of one sort: how many of each verdict, and the working time taken."""

    kept: int = 0
    broken: int = 0
    undecided: int = 0
    running: int = 0
    took: Spread | None = None

    def time(self) -> Spread:
        """The working time, to add to."""
        if self.took is None:
            self.took = Spread()
        return self.took

    def merge(self, other: Group) -> None:
        """Add *other*."""
        for name in VERDICTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        if other.took is not None:
            self.time().merge(other.took)


VERDICTS = ("kept", "broken", "undecided", "running")


class Line(NamedTuple):
    """
    One line of a summary.

    Attributes:
        agency, month, clause: what it is about; None where over all of them.
        share: of what was decided, the part that was kept, 0 to 1; None of nothing.
        timed: of how many findings the working time is known.
        median, most: half took, and 95 % took, no longer than this; seconds of working time.
    """

    agency: str | None
    month: str | None
    clause: str | None
    kept: int
    broken: int
    undecided: int
    running: int
    share: float | None
    timed: int
    median: float | None
    most: float | None

    @property
    def findings(self) -> int:
        """How many findings it adds up."""
        return self.kept + self.broken + self.undecided + self.running


@attrs.define(eq=False)
class Totals:
    """
    What findings add up to.

    Memory: one group for each agency, month and clause that occur together, of at most 9 KB
    (a few hundred bytes where no working time is known), and *wanted* delays.

    Attributes:
        wanted: how many of the longest delays are kept.
        groups: by agency, month and clause.
        cases: how many cases, or rows.
        undone: broken findings whose act is not there at all.
        unusable: lines and files that could not be used.
    """

    wanted: int = LONGEST
    groups: dict[Key, Group] = attrs.field(factory=dict)
    cases: int = 0
    undone: int = 0
    unusable: int = 0
    _latest: list[tuple[int, int, Delay]] = attrs.field(factory=list)
    _met: int = 0

    def group(self, agency: str, month: str, clause: str) -> Group:
        """The group to add to."""
        key = (agency, month, clause)
        found = self.groups.get(key)
        if found is None:
            found = self.groups[key] = Group()
        return found

    def delay(self, delay: Delay) -> None:
        """Keep *delay*, if it is among the longest so far; of equal ones the first."""
        self._met += 1
        entry = (delay.late, -self._met, delay)
        if len(self._latest) < self.wanted:
            heapq.heappush(self._latest, entry)
        elif self._latest and entry > self._latest[0]:
            heapq.heapreplace(self._latest, entry)

    def delays(self) -> list[Delay]:
        """The longest delays, the longest first."""
        return [delay for _, _, delay in sorted(self._latest, reverse=True)]

    def whole(self) -> Line:
        """Everything, in one line."""
        return _line((None, None, None), self.groups.values())

    def agencies(self) -> list[Line]:
        """A line for each agency, the one with most broken first."""
        return sorted(self._by(0), key=lambda line: (-line.broken, str(line.agency)))

    def months(self) -> list[Line]:
        """A line for each month, in order; what has no day comes last."""
        return sorted(self._by(1), key=lambda line: (not line.month, str(line.month)))

    def clauses(self) -> list[Line]:
        """A line for each clause, in the order of the text."""
        return sorted(self._by(2), key=lambda line: in_order(str(line.clause)))

    def lines(self) -> Iterator[Line]:
        """A line for each agency, month and clause that occur together."""
        for key in sorted(self.groups):
            yield _line(key, (self.groups[key],))

    def _by(self, place: int) -> Iterator[Line]:
        found: dict[str, list[Group]] = {}
        for key, group in self.groups.items():
            found.setdefault(key[place], []).append(group)
        for name, groups in found.items():
            yield _line(_NAMED[place](name), groups)


_NAMED: tuple[Callable[[str], tuple[str | None, str | None, str | None]], ...] = (
    lambda name: (name, None, None),
    lambda name: (None, name, None),
    lambda name: (None, None, name),
)


def _line(key: tuple[str | None, str | None, str | None], groups: Iterable[Group]) -> Line:
    whole = Group()
    for group in groups:
        whole.merge(group)
    took = whole.took or Spread()
    decided = whole.kept + whole.broken
    return Line(
        *key,
        kept=whole.kept,
        broken=whole.broken,
        undecided=whole.undecided,
        running=whole.running,
        share=whole.kept / decided if decided else None,
        timed=took.count,
        median=took.quantile(MEDIAN),
        most=took.quantile(MOST),
    )
