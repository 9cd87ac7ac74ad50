"""
Official days: which days the public sector was off, and which Saturdays it made up.

A dated table.  Statute names the holidays, but the Prime Minister (since 2025 the Minister
of Home Affairs) fixes the days of Tết and of the National Day each year, and now and then
swaps a working day with a Saturday; so every row names the notice that ordered it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import ClassVar, Literal, cast

import attrs

from egovdocs.errors import EgovdocsError, closest

DayKind = Literal["off", "worked"]
CultureDay = Literal["working", "off"]

_FILE = "vn-official-days.toml"
_DAY_KINDS = ("off", "worked")
_KINDS = ("holiday", "tet", "tet-weekend", "compensation", "swap")
_CONFIDENCES = ("statute", "official", "policy", "provisional")
_READINGS = ("working", "off")
_KEYS = ("date", "day", "kind", "notice", "confidence")


@attrs.frozen
class InvalidDayRow(EgovdocsError, ValueError):
    """A row of the calendar that cannot be read."""

    where: str
    key: str
    value: str
    nearest: str

    code: ClassVar[str] = "timing.invalid-day-row"
    vi: ClassVar[str] = "{where}: không đọc được {key} = “{value}”; gần nhất là “{nearest}”."
    en: ClassVar[str] = "{where}: {key} = “{value}” cannot be read; the closest is “{nearest}”."


@attrs.frozen
class RepeatedDay(EgovdocsError, ValueError):
    """A day that the calendar orders twice."""

    where: str
    day: date

    code: ClassVar[str] = "timing.repeated-day"
    vi: ClassVar[str] = "{where}: ngày {day} đã có một dòng khác trong lịch."
    en: ClassVar[str] = "{where}: the calendar already has a row for {day}."


@attrs.frozen
class DayRow:
    """
    A day that is not what its weekday says.

    Attributes:
        date: the day, in Vietnam.
        day: "off", or "worked" for a made-up working day.
        kind: holiday, tet, tet-weekend, compensation, swap.
        notice: the act that ordered it.
        confidence: statute, official, policy (announced, no statute found) or provisional.
    """

    date: date
    day: DayKind
    kind: str
    notice: str
    confidence: str

    @property
    def uncertain(self) -> bool:
        """Whether no act in force was found for this row."""
        return self.confidence in ("policy", "provisional")


@attrs.frozen
class OfficialDays:
    """
    The dated table, and the years that it covers whole.

    Attributes:
        rows: in the order of the file.
        first_year: first year covered; 0 if there is none.
        last_year: last year covered, inclusive.
        culture_day: whether rows of confidence "policy" make a day off (reading culture-day).

    >>> days = OfficialDays.packaged()
    >>> days.first_year, days.last_year, days.on(date(2024, 5, 4)).day
    (2018, 2026, 'worked')
    """

    rows: tuple[DayRow, ...] = attrs.field(repr=False)
    first_year: int
    last_year: int
    culture_day: CultureDay = attrs.field(default="working")
    _index: Mapping[date, DayRow] = attrs.field(init=False, eq=False, repr=False)

    @_index.default
    def _by_date(self) -> Mapping[date, DayRow]:
        return {row.date: row for row in self.rows}

    _announced: Mapping[tuple[int, int], date] = attrs.field(init=False, eq=False, repr=False)

    @_announced.default
    def _since(self) -> Mapping[tuple[int, int], date]:
        policy = sorted(row.date for row in self.rows if row.confidence == "policy")
        return {(day.month, day.day): day for day in reversed(policy)}

    @culture_day.validator
    def _known(self, _: object, value: str) -> None:
        if value not in _READINGS:
            raise InvalidDayRow("culture-day", "reading", value, closest(value, _READINGS))

    @classmethod
    def packaged(cls, culture_day: CultureDay = "working") -> OfficialDays:
        """
        Return the table that ships: 2018 to 2026.

        Rows of later years are provisional and lie outside the years covered.
        """
        return attrs.evolve(_packaged(), culture_day=culture_day)

    @classmethod
    def parse(
        cls,
        rows: Iterable[Mapping[str, object]],
        *,
        covers: tuple[int, int] | None = None,
        culture_day: CultureDay = "working",
    ) -> OfficialDays:
        """
        Read the ``[[day]]`` tables of a calendar file; errors count them from 1.

        Args:
            rows: each with date, day, kind, notice, confidence, and no other key.
            covers: first and last year that the rows list completely; by default the
                years of the rows.
            culture_day: what rows of confidence "policy" make of their day.

        Raises:
            InvalidDayRow: a key is unknown or missing, or a value cannot be read.
            RepeatedDay: a day has two rows.
        """
        found: dict[date, DayRow] = {}
        for number, table in enumerate(rows, 1):
            row = _row(table, f"day #{number}")
            if row.date in found:
                raise RepeatedDay(f"day #{number}", row.date)
            found[row.date] = row
        years = covers or (min(found, default=_NEVER).year, max(found, default=_NEVER).year)
        return cls(tuple(found.values()), *years, culture_day)

    def covers(self, year: int) -> bool:
        """Whether the table lists every official day of *year*."""
        return self.first_year <= year <= self.last_year

    def on(self, day: date) -> DayRow | None:
        """Return the row of *day*, or None where the weekday decides."""
        return self._index.get(day)

    def effect(self, day: date) -> DayKind | None:
        """Return what the table makes of *day* under its reading, or None: the weekday decides."""
        row = self._index.get(day)
        if row is None or (row.confidence == "policy" and self.culture_day == "working"):
            return None
        return row.day

    def effect_beyond(self, day: date, guess: DayKind | None) -> DayKind | None:
        """
        Return what to make of a *day* outside the years covered, where *guess* is a stranger's.

        A row of the table still beats the guess, and a day that policy announced recurs
        each year after its first and follows the reading there too.
        """
        if day in self._index:
            return self.effect(day)
        since = self._announced.get((day.month, day.day))
        if since is None or day < since:
            return guess
        return "off" if self.culture_day == "off" else None

    def uncertain(self, day: date) -> bool:
        """Whether *day* has a row for which no act in force was found."""
        row = self._index.get(day)
        return row is not None and row.uncertain


_NEVER = date(1, 1, 1)


@cache
def _packaged() -> OfficialDays:
    source = files("egovdocs") / "policy" / "calendars" / _FILE
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    covers = table["covers"]
    return OfficialDays.parse(table["day"], covers=(covers["first"], covers["last"]))


def _row(table: Mapping[str, object], where: str) -> DayRow:
    for key in table:
        if key not in _KEYS:
            raise InvalidDayRow(where, str(key), "-", closest(str(key), _KEYS))
    day = table.get("date")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InvalidDayRow(where, "date", str(day), "2019-01-01")
    return DayRow(
        day,
        cast("DayKind", _one_of(table, "day", _DAY_KINDS, where)),
        _one_of(table, "kind", _KINDS, where),
        _notice(table, where),
        _one_of(table, "confidence", _CONFIDENCES, where),
    )


def _one_of(table: Mapping[str, object], key: str, known: tuple[str, ...], where: str) -> str:
    value = str(table.get(key, "-"))
    if value not in known:
        raise InvalidDayRow(where, key, value, closest(value, known))
    return value


def _notice(table: Mapping[str, object], where: str) -> str:
    notice = table.get("notice")
    if isinstance(notice, str) and notice.strip():
        return notice
    raise InvalidDayRow(where, "notice", str(notice), "-")
