"""
The series of a register book: from 1, without gap or repeat, in the order of days.

Source: vn/30-2020-nd-cp#d15.k1 (outgoing) and #d22.k2 (incoming).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from egovdocs.audit.register_columns import ND30, Book
from egovdocs.audit.register_findings import BookFinding
from egovdocs.ids.registers import gaps_in, spans_of

# agency, kind (empty: all) and year
Key = tuple[str, str, int]

_IN_ORDER: Mapping[Book, str] = {"outgoing": f"{ND30}d15.k1.s1", "incoming": f"{ND30}d22.k2"}
_UNIQUE = f"{ND30}d15.k1.s2"


@attrs.frozen
class Numbered:
    """One row of a series."""

    number: int
    letter: str
    day: date
    line: int
    symbol: str = ""


@attrs.frozen
class Series:
    """One run of numbers: whose, of which kind (empty: all), in which year."""

    agency: str
    kind: str
    year: int
    rows: tuple[Numbered, ...]

    @property
    def name(self) -> str:
        """How it is called in what is told."""
        return " ".join(filter(None, (self.agency, self.kind, str(self.year))))

    @property
    def first(self) -> int:
        """The lowest number from 1 on; 0 where there is none."""
        return min((row.number for row in self.rows if row.number > 0), default=0)

    @property
    def last(self) -> int:
        """The highest number; 0 where there is none."""
        return max((row.number for row in self.rows), default=0)


def check(series: Series, book: Book, former: Series | None) -> Iterator[BookFinding]:
    """What departs in one series; *former* is that of the year before."""
    numbers = sorted({row.number for row in series.rows})
    positive = [number for number in numbers if number > 0]
    goes_on = former is not None and 1 < series.first == former.last + 1
    skipped = list(range(1, series.first)) if goes_on else []
    below = spans_of([number for number in numbers if number < 1])
    clause = _IN_ORDER[book]
    if goes_on:
        yield BookFinding("restart", 0, str(series.first), series.name, clause)
    for span in gaps_in([*skipped, *positive]):
        yield BookFinding("gap", 0, str(span), series.name, clause)
    yield from _repeats(series, book)
    for span in below:
        yield BookFinding("below-one", 0, str(span), series.name, clause)
    yield from _disordered(series, clause)


def _repeats(series: Series, book: Book) -> Iterator[BookFinding]:
    """Numbers used twice; under one symbol they also break what is unique in a year."""
    same = _twice((row.number, row.letter, row.symbol) for row in series.rows)
    any_symbol = _twice((row.number, row.letter, "") for row in series.rows)
    for numbers, clause in (
        (same, _UNIQUE if book == "outgoing" else _IN_ORDER[book]),
        (any_symbol - same, _IN_ORDER[book]),
    ):
        for span in spans_of(sorted(numbers)):
            yield BookFinding("repeat", 0, str(span), series.name, clause)


def _twice(rows: Iterable[tuple[int, str, str]]) -> set[int]:
    """Numbers above 0 that two rows have; 30 and 30a are two numbers."""
    seen: set[tuple[int, str, str]] = set()
    twice: set[int] = set()
    for row in rows:
        if row in seen and row[0] > 0:
            twice.add(row[0])
        seen.add(row)
    return twice


def _disordered(series: Series, clause: str) -> Iterator[BookFinding]:
    """Numbers dated before the latest day of a lower number."""
    latest: Numbered | None = None
    for row in sorted(series.rows, key=lambda row: (row.number, row.letter, row.day)):
        if latest is not None and row.day < latest.day and row.number > latest.number:
            yield BookFinding("order", row.line, str(row.number), str(latest.number), clause)
        if latest is None or row.day >= latest.day:
            latest = row
