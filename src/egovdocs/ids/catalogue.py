"""
A list of agencies by identifier: names, and codes that were closed after a merger.

The shipped list has the level-1 codes of ministries and of provincial committees.  Each is
marked ``sourced`` (seen under that name in a published list or program) or ``inferred``
(from the order of the national list); what is inferred must not, alone, make a finding.
The annexes of Decision 20/2020/QĐ-TTg that hold the lists in force were not found.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids.agencies import AgencyId
from egovdocs.ids.reading import InvalidIdentifier

Standing = Literal["known", "unknown", "closed"]
Mark = Literal["sourced", "inferred"]

COLUMNS = ("code", "name", "status", "closed", "into", "closing")
_MARKS: Mapping[str, Mark] = {"sourced": "sourced", "inferred": "inferred"}


@attrs.frozen
class InvalidCatalogue(EgovdocsError, ValueError):
    """A row of a list of agencies that cannot be used; *line* from 1."""

    line: int
    field: str
    value: str
    expected: str

    code: ClassVar[str] = "id.invalid-catalogue"
    vi: ClassVar[str] = "Dòng {line}: cột “{field}” là “{value}”; phải là {expected}."
    en: ClassVar[str] = "Line {line}: the column “{field}” is “{value}”; expected {expected}."


@attrs.frozen
class Agency:
    """
    One row of the list.

    Attributes:
        code: the identifier, as the list writes it; one of level 1 stands for all below it.
        mark: whether code and name belong together by a source.
        closed: the first day on which the code is no longer used.
        into: the code that took its place.
        closing: whether the closing has a source.
    """

    code: str
    name: str
    mark: Mark
    closed: date | None = None
    into: str = ""
    closing: Mark | None = None


@attrs.frozen
class Found:
    """
    What a list says of one identifier on one day.

    Attributes:
        certain: whether what is said has a source; only then may it make a finding.
    """

    standing: Standing
    agency: Agency | None
    certain: bool


@attrs.frozen
class Catalogue:
    """
    A list of agencies.

    >>> found = Catalogue.shipped().find("000.00.18.G12", date(2024, 1, 2))
    >>> found.standing, found.agency.name, found.certain
    ('known', 'Bộ Tài chính', True)
    """

    agencies: Mapping[str, Agency]

    @classmethod
    def shipped(cls) -> Catalogue:
        """The list that comes with the library."""
        return _shipped()

    @classmethod
    def read(cls, lines: Iterable[str], delimiter: str = "\t") -> Catalogue:
        """
        Read a list: a header with the names of :data:`COLUMNS`, then one agency a row.

        Raises:
            InvalidCatalogue: a row that cannot be used.
        """
        reader = csv.DictReader(lines, delimiter=delimiter)
        for column in COLUMNS[:3]:
            if column not in (reader.fieldnames or ()):
                raise InvalidCatalogue(1, column, "", ", ".join(COLUMNS))
        rows = [_agency(reader.line_num, row) for row in reader]
        return cls({agency.code: agency for agency in rows})

    def find(self, ident: str | AgencyId, day: date) -> Found:
        """
        Say how an identifier stands on *day*: itself, else its level 1.

        Either generation of an identifier finds the row of the other, as far as one has a
        counterpart.  An identifier that cannot be read is unknown.  Since a list need not be
        whole, being unknown is never certain.
        """
        agency = next(filter(None, map(self.agencies.get, _codes(ident))), None)
        if agency is None:
            return Found("unknown", None, certain=False)
        if agency.closed is not None and day >= agency.closed:
            return Found("closed", agency, {agency.mark, agency.closing} == {"sourced"})
        return Found("known", agency, agency.mark == "sourced")


def _codes(ident: str | AgencyId) -> tuple[str, ...]:
    """The spellings under which an identifier may stand in a list, the closest first."""
    try:
        found = AgencyId.parse(ident) if isinstance(ident, str) else ident
    except InvalidIdentifier:
        return ()
    return (str(found), *_counterparts(found), found.level1)


def _counterparts(found: AgencyId) -> tuple[str, ...]:
    made = []
    for convert in (found.to_20, found.to_102):
        try:
            made.append(str(convert()))
        except EgovdocsError:  # no counterpart in that generation
            continue
    return tuple(made)


def _agency(line: int, row: Mapping[str, str | None]) -> Agency:
    cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
    if not cells["code"]:
        raise InvalidCatalogue(line, "code", "", "G12")
    closing = _mark(line, "closing", cells["closing"]) if cells["closing"] else None
    return Agency(
        cells["code"],
        cells["name"],
        _mark(line, "status", cells["status"]),
        _day(line, cells["closed"]),
        cells["into"],
        closing,
    )


def _mark(line: int, field: str, text: str) -> Mark:
    if text not in _MARKS:
        raise InvalidCatalogue(line, field, text, "sourced | inferred")
    return _MARKS[text]


def _day(line: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidCatalogue(line, "closed", text, "2025-07-01") from None


@cache
def _shipped() -> Catalogue:
    text = (files("egovdocs") / "ids" / "agencies.tsv").read_text(encoding="utf-8")
    return Catalogue.read(text.splitlines())
