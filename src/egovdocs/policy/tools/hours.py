"""Office hours of a profile: every mistake by its own key, and the days without hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

import attrs

from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.source import Row, Source, tables
from egovdocs.timing import HoursPeriod, OfficeHours
from egovdocs.timing.hours import OverlappingPeriods, Session

HOURS_KEYS = (
    "from", "to", "days", "sessions", "season", "audience", "assumed", "source", "alternatives",
)  # fmt: skip
_TOGETHER = (
    ("from", "to"), ("days",), ("sessions",), ("season",), ("audience",), ("assumed",),
    ("source",), ("alternatives",),
)  # fmt: skip
_STAND_IN: Mapping[str, object] = {"sessions": ["07:00-11:30", "13:30-17:00"]}
_FIRST = "hours #1"  # each row is read alone, and then counted as it stands
_PLACE = re.compile(rf"^{_FIRST}[^:]*: ")
_ONE = timedelta(1)
_APART: Mapping[str, str] = {
    "vi": " Tách chúng bằng from, to, season, days hoặc audience.",
    "en": " Set them apart by from, to, season, days or audience.",
}


def hours(source: Source) -> Iterator[Problem]:
    """What is wrong with the ``[[hours]]`` of a profile, row by row and between rows."""
    good: list[tuple[int, HoursPeriod]] = []
    for number, (path, row) in enumerate(tables(source.data, "hours")):
        found = tuple(_row(source, path, row))
        yield from found
        if not found:
            good.append((number, HoursPeriod.parse(row)))
    yield from _overlaps(source, good)
    yield from _gaps(source, good)


def _row(source: Source, path: str, row: Row) -> Iterator[Problem]:
    for key in row:
        if key not in HOURS_KEYS:
            nearest = closest(key, HOURS_KEYS)
            yield source.problem("unknown-key", f"{path}.{key}", "", nearest)
    if "sessions" not in row:
        yield source.problem("missing-key", f"{path}.sessions")
    for keys in _TOGETHER:
        part = {key: row[key] for key in keys if key in row}
        for key, error in _mistakes(part):
            yield _told(source, f"{path}.{key}", error)


def _mistakes(part: Row) -> Iterator[tuple[str, EgovdocsError]]:
    """Every mistake of keys that belong together, with the key that it is said of."""
    found = [(key, error) for key in part for error in _unreadable(key, part[key])]
    yield from found
    if part and not found:
        try:
            OfficeHours.parse([{**_STAND_IN, **part}])
        except EgovdocsError as error:
            yield list(part)[-1], error


def _unreadable(key: str, value: object) -> Iterator[EgovdocsError]:
    """Every session is read by itself; every other value as a whole."""
    if key == "sessions" and isinstance(value, list):
        for text in value:
            try:
                Session.parse(str(text), f"{_FIRST}, sessions")
            except EgovdocsError as error:
                yield error
        return
    try:
        HoursPeriod.parse({**_STAND_IN, key: value}, _FIRST)
    except EgovdocsError as error:
        yield error


def _told(source: Source, key: str, error: EgovdocsError) -> Problem:
    """A mistake of one row; its key says which, so that the error need not."""
    vi, en = (_PLACE.sub("", error.message(lang)) for lang in ("vi", "en"))
    return _problem(source, key, vi, en)


def _problem(source: Source, key: str, vi: str, en: str) -> Problem:
    return attrs.evolve(source.problem("hours", key, en, vi), detail=(vi, en))


def _overlaps(source: Source, good: Iterable[tuple[int, HoursPeriod]]) -> Iterator[Problem]:
    for (first, one), (second, two) in combinations(good, 2):
        try:
            OfficeHours((one, two))
        except OverlappingPeriods as error:
            where, other = f"hours #{second + 1}", f"hours #{first + 1}"
            named = attrs.evolve(error, where=where, other=other)
            vi, en = (f"{named.message(lang)}{_APART[lang]}" for lang in ("vi", "en"))
            yield _problem(source, f"hours[{second}]", vi, en)


def _gaps(source: Source, good: list[tuple[int, HoursPeriod]]) -> Iterator[Problem]:
    for audience in dict.fromkeys(row.audience for _, row in good):
        rows = [(number, row) for number, row in good if row.audience == audience]
        for first, last in _uncovered([row for _, row in rows]):
            number = max((n for n, row in rows if (row.first or date.min) < first), default=0)
            until = f"{first} – {last}" if last is not None else f"{first} –"
            yield source.problem("hours-gap", f"hours[{number}]", until, audience)


def _uncovered(rows: list[HoursPeriod]) -> Iterator[tuple[date, date | None]]:
    """Stretches of days, after the first day of all, for which no row gives hours."""
    day, end = _beginning(rows), _end(rows)
    start: date | None = None
    while day <= end:
        covered = any(row.covers(day) for row in rows)
        if not covered and start is None:
            start = day
        elif covered and start is not None:
            yield start, day - _ONE
            start = None
        day += _ONE
    if start is not None:
        yield start, None


def _beginning(rows: list[HoursPeriod]) -> date:
    """The first day to look at: that of the first row, or where one never began, its last."""
    ends = [row.last for row in rows if row.first is None and row.last is not None]
    firsts = [row.first for row in rows if row.first is not None]
    if any(row.first is None for row in rows):
        return min(ends, default=date(2000, 1, 1))
    return min(firsts)


def _end(rows: list[HoursPeriod]) -> date:
    """A year after the last date that a row names, so that every season was met."""
    named = [day for row in rows for day in (row.first, row.last) if day is not None]
    return max(named, default=date(2000, 1, 1)) + timedelta(366)
