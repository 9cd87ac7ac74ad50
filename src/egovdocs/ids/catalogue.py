"""
A list of agencies by identifier: names, and codes that were closed after a merger.

The shipped list has the level-1 codes of ministries and of provincial committees.  Each is
marked ``sourced`` (seen under that name in a published list or program) or ``inferred``
(from the order of the national list); what is inferred must not, alone, make a finding.
The annexes of Decision 20/2020/QĐ-TTg that hold the lists in force were not found.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import ClassVar, Literal

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.ids.agencies import AgencyId, Generation
from egovdocs.ids.reading import InvalidIdentifier

Standing = Literal["known", "unknown", "closed"]
Mark = Literal["sourced", "inferred"]

COLUMNS = ("code", "name", "status", "closed", "into", "closing", "former")
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
        former: other codes of the same agency, such as that of the other generation.
    """

    code: str
    name: str
    mark: Mark
    closed: date | None = None
    into: str = ""
    closing: Mark | None = None
    former: tuple[str, ...] = ()


@attrs.frozen
class Converted:
    """The identifier of the other generation; *mark*: by a row with a source, or inferred."""

    id: AgencyId
    mark: Mark


@attrs.frozen
class UnreadableCatalogue(EgovdocsError):
    """A list of agencies that cannot be opened, or is not text."""

    file: str
    reason: str

    code: ClassVar[str] = "id.unreadable-catalogue"
    vi: ClassVar[str] = "Không đọc được danh sách cơ quan “{file}”: {reason}."
    en: ClassVar[str] = "The list of agencies “{file}” cannot be read: {reason}."


@attrs.frozen
class Found:
    """
    What a list says of one identifier on one day.

    Attributes:
        certain: whether what is said has a source; only then may it make a finding.
        own: whether the row is that of the identifier itself, not of its level 1.
    """

    standing: Standing
    agency: Agency | None
    certain: bool
    own: bool = attrs.field(default=True, eq=False)


@attrs.frozen
class Catalogue:
    """
    A list of agencies.

    >>> found = Catalogue.shipped().find("000.00.18.G12", date(2024, 1, 2))
    >>> found.standing, found.agency.name, found.certain
    ('known', 'Bộ Tài chính', True)
    """

    agencies: Mapping[str, Agency]
    _by_former: Mapping[str, Agency] = attrs.field(factory=dict, repr=False)

    @classmethod
    def shipped(cls) -> Catalogue:
        """The list that comes with the library."""
        return _shipped()

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """
        Read a list from a file, UTF-8.

        Raises:
            UnreadableCatalogue: it cannot be opened, or is not UTF-8.
            InvalidCatalogue: a row that cannot be used.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "UTF-8"
            raise UnreadableCatalogue(str(path), reason) from None
        return cls.read(text.splitlines())

    @classmethod
    def read(cls, lines: Iterable[str], delimiter: str = "") -> Catalogue:
        """
        Read a list: a header with the names of :data:`COLUMNS`, then one agency a row.

        Args:
            delimiter: of cells; by default a tab, a semicolon or a comma, as the header has.

        Raises:
            InvalidCatalogue: a row that cannot be used, or a code that stands twice.
        """
        given = list(lines)
        reader = csv.DictReader(given, delimiter=delimiter or _delimiter(given[:1]))
        for column in COLUMNS[:3]:
            if column not in (reader.fieldnames or ()):
                raise InvalidCatalogue(1, column, "", ", ".join(COLUMNS))
        found: dict[str, Agency] = {}
        former: dict[str, Agency] = {}
        for row in reader:
            agency = _agency(reader.line_num, row)
            if _canonical(agency.code) in found:
                raise InvalidCatalogue(reader.line_num, "code", agency.code, "≠")
            found[_canonical(agency.code)] = agency
            former.update((_canonical(code), agency) for code in agency.former)
        return cls(found, former)

    def find(self, ident: str | AgencyId, day: date | None = None) -> Found:
        """
        Say how an identifier stands on *day*: itself, else its level 1.

        Either generation of an identifier finds the row of the other, as far as one has a
        counterpart.  An identifier that cannot be read is unknown.  Since a list need not be
        whole, being unknown is never certain.  Without a day no code is said to be closed.
        """
        found = _parsed(ident) if isinstance(ident, str) else ident
        code = next((code for code in _codes(found) if self._row(code)), None)
        agency = None if code is None else self._row(code)
        if found is None or agency is None:
            return Found("unknown", None, certain=False)
        own = found.level == 1 or code != found.level1
        if agency.closed is not None and day is not None and day >= agency.closed:
            certain = {agency.mark, agency.closing} == {"sourced"}
            return Found("closed", agency, certain, own)
        return Found("known", agency, agency.mark == "sourced", own)

    def _row(self, code: str) -> Agency | None:
        return self.agencies.get(code) or self._by_former.get(code)

    def named(self, name: str) -> tuple[Agency, ...]:
        """The agencies of a name; case and spaces do not matter."""
        wanted = _folded(name)
        return tuple(row for row in self.agencies.values() if _folded(row.name) == wanted)

    def convert(self, ident: str | AgencyId, generation: Generation) -> Converted:
        """
        Return the identifier of a generation: as a row of the list pairs the two, else by rule.

        No law has the rule (groups reversed, empty ones dropped): what it makes is inferred.

        Raises:
            NoCounterpart: neither the list nor the rule has one.
            InvalidAgencyId: *ident* cannot be read.
        """
        found = AgencyId.parse(ident) if isinstance(ident, str) else ident
        for code in (str(found), *_counterparts(found)):
            row = self._row(code)
            paired = _of_generation(row, generation) if row and row.former else None
            if row is not None and paired is not None:
                return Converted(paired, row.mark)
        return Converted(found.to_20() if generation == "20" else found.to_102(), "inferred")


def _codes(found: AgencyId | None) -> tuple[str, ...]:
    """The spellings under which an identifier may stand in a list, the closest first."""
    if found is None:
        return ()
    return (str(found), *_counterparts(found), found.level1)


def _parsed(text: str) -> AgencyId | None:
    try:
        return AgencyId.parse(text)
    except InvalidIdentifier:
        return None


def _of_generation(row: Agency, generation: Generation) -> AgencyId | None:
    read = filter(None, map(_parsed, (row.code, *row.former)))
    return next((each for each in read if each.generation == generation), None)


def _canonical(code: str) -> str:
    return str(_parsed(code) or code)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def _delimiter(header: list[str]) -> str:
    return max(("\t", ";", ","), key="".join(header).count)


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
        tuple(cells["former"].split()),
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
