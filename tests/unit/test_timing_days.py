"""The table of official days: reading it strictly, and the one that ships."""

from __future__ import annotations

import pickle
import string
import unicodedata
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from egovdocs import timing
from egovdocs.errors import EgovdocsError
from egovdocs.timing import InvalidDayRow, OfficialDays, RepeatedDay

ROW = {
    "date": date(2024, 5, 4),
    "day": "worked",
    "kind": "swap",
    "notice": "Công văn 2450/VPCP-KGVX",
    "confidence": "official",
}
DAYS = OfficialDays.packaged()
ERRORS = [each for each in vars(timing).values() if isinstance(each, type)
          and issubclass(each, EgovdocsError)]  # fmt: skip


class TestReading:
    """Strict keys, strict values."""

    def test_one_row(self) -> None:
        """The years of the rows are covered unless the caller says otherwise."""
        days = OfficialDays.parse([ROW])
        row = days.on(date(2024, 5, 4))

        assert row is not None
        assert (row.day, row.kind, row.confidence) == ("worked", "swap", "official")
        assert (days.first_year, days.last_year) == (2024, 2024)
        assert OfficialDays.parse([ROW], covers=(2020, 2025)).covers(2020)

    def test_no_rows(self) -> None:
        """An empty table covers nothing that can be asked about."""
        assert not OfficialDays.parse([]).covers(2024)

    @pytest.mark.parametrize(
        ("change", "key", "nearest"),
        [
            ({"dat": 1}, "dat", "date"),
            ({"date": "2024-05-04"}, "date", "2019-01-01"),
            ({"date": datetime(2024, 5, 4)}, "date", "2019-01-01"),  # noqa: DTZ001
            ({"day": "work"}, "day", "worked"),
            ({"kind": "swop"}, "kind", "swap"),
            ({"confidence": "oficial"}, "confidence", "official"),
            ({"notice": " "}, "notice", "-"),
        ],
    )
    def test_refused(self, change: dict[str, Any], key: str, nearest: str) -> None:
        """The error says which row, which key, and what was perhaps meant."""
        with pytest.raises(InvalidDayRow) as caught:
            OfficialDays.parse([ROW | {"date": date(2024, 1, 1)}, ROW | change])

        assert (caught.value.where, caught.value.key) == ("day #2", key)
        assert caught.value.nearest == nearest

    @pytest.mark.parametrize("key", ROW)
    def test_missing(self, key: str) -> None:
        """All five keys must be there."""
        with pytest.raises(InvalidDayRow) as caught:
            OfficialDays.parse([{name: value for name, value in ROW.items() if name != key}])

        assert caught.value.key == key

    def test_twice(self) -> None:
        """A day is ordered once."""
        with pytest.raises(RepeatedDay) as caught:
            OfficialDays.parse([ROW, ROW])

        assert (caught.value.where, caught.value.day) == ("day #2", date(2024, 5, 4))

    def test_unknown_reading(self) -> None:
        """The reading culture-day has two values."""
        with pytest.raises(InvalidDayRow):
            OfficialDays.packaged("maybe")  # type: ignore[arg-type]


class TestPackaged:
    """The table that ships."""

    def test_years(self) -> None:
        """2018 to 2026; the rows of 2027 are provisional and outside."""
        later = [row for row in DAYS.rows if row.date.year > 2026]

        assert (DAYS.first_year, DAYS.last_year) == (2018, 2026)
        assert {row.date.year for row in later} == {2027}
        assert any(row.uncertain for row in later)

    def test_certain(self) -> None:
        """Inside the years covered only the culture day rests on no act in force."""
        uncertain = [row.date for row in DAYS.rows if row.uncertain and row.date.year <= 2026]

        assert uncertain == [date(2026, 11, 24)]

    def test_every_row_says_something(self) -> None:
        """Worked days are Saturdays; a day off on a weekend is Tết or a holiday."""
        for row in DAYS.rows:
            if row.day == "worked":
                assert (row.date.weekday(), row.kind) == (5, "swap"), row
            elif row.date.weekday() >= 5:
                assert row.kind in ("tet-weekend", "holiday"), row

    def test_each_swap_has_two_halves(self) -> None:
        """As many Saturdays worked as weekdays swapped."""
        swaps = [row.day for row in DAYS.rows if row.kind == "swap"]

        assert swaps.count("off") == swaps.count("worked") == 6

    def test_notices_are_nfc(self) -> None:
        """Vietnamese in composed letters."""
        assert all(unicodedata.is_normalized("NFC", row.notice) for row in DAYS.rows)

    def test_it_is_a_value(self) -> None:
        """Equal, hashable, picklable; the reading is part of it."""
        assert OfficialDays.packaged() == DAYS
        assert pickle.loads(pickle.dumps(DAYS)) == DAYS
        assert OfficialDays.packaged("off") != DAYS
        assert hash(OfficialDays.packaged()) == hash(DAYS)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error.code))
class TestErrors:
    """Every error of this floor."""

    def test_both_sentences_use_the_same_fields(self, error: type[EgovdocsError]) -> None:
        """And only fields that exist."""
        vi, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name}
                  for text in (error.vi, error.en))  # fmt: skip

        assert vi == en == {field.name for field in attrs.fields(error)}

    def test_it_has_a_code_of_its_own(self, error: type[EgovdocsError]) -> None:
        """Stable, and of this floor."""
        assert error.code.startswith("timing.")
        assert [each.code for each in ERRORS].count(error.code) == 1
