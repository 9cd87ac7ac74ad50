"""
The register books of an agency, outgoing and incoming, as spreadsheets keep them.

Outgoing numbers run from 1, without gap or repeat, through the year of an agency; every
normative kind has a series of its own, and how administrative kinds are numbered is for
the head of the agency to say: each kind apart (``kind``) or all together (``common``).
Incoming numbers run in one series a year.  Source: vn/30-2020-nd-cp#d15.k1, #d22.k2 and
the columns of #pl4.m1.k2 and #pl4.m6.k2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

import attrs

from egovdocs.audit.log_text import as_time
from egovdocs.audit.mapping import fold_cell
from egovdocs.audit.reading import Input
from egovdocs.audit.register_columns import COLUMNS, FILLED, HEADERS, ND30, Book, clause, require
from egovdocs.audit.register_findings import SENTENCES, BookFinding, NotRegister
from egovdocs.audit.register_series import Key, Numbered, Series, check
from egovdocs.audit.register_tables import Table, read_table
from egovdocs.ids import DocumentNumber, InvalidIdentifier, document_kind
from egovdocs.ids.kinds import KINDS, UnknownDocumentKind

__all__ = [
    "HEADERS",
    "SENTENCES",
    "Book",
    "BookFinding",
    "BookReport",
    "NotRegister",
    "Numbering",
    "Series",
    "read_book",
]

Numbering = Literal["kind", "common"]

_DAYS = ("%d/%m/%Y", "iso")
_SHOWN = 15
_LAST_SERIAL = 2_958_465  # 31/12/9999
_SYMBOL = f"{ND30}pl1.p1.m2.k3"


@attrs.frozen
class BookReport:
    """What one register book holds, and what departs in it."""

    book: Book
    rows: int
    series: tuple[Series, ...]
    findings: tuple[BookFinding, ...]


@attrs.define(eq=False)
class _Reader:
    """One book being read."""

    book: Book
    table: Table
    numbering: Numbering
    rows: int = 0
    found: list[BookFinding] = attrs.field(factory=list)
    series: dict[Key, list[Numbered]] = attrs.field(factory=dict)
    documents: dict[tuple[str, str, str, date], str] = attrs.field(factory=dict)

    def tell(self, code: str, line: int, value: str, expected: str, where: str) -> None:
        self.found.append(BookFinding(code, line, value, expected, where))

    def cell(self, cells: list[str], field: str) -> str:
        index = self.table.at.get(field, len(cells))
        return " ".join(cells[index].split()) if index < len(cells) else ""

    def columns(self) -> None:
        for field in COLUMNS[self.book]:
            if field not in self.table.at:
                self.tell("column", 0, HEADERS[field][0], "", clause(self.book, field))

    def row(self, line: int, cells: list[str]) -> None:
        self.rows += 1
        for field in FILLED[self.book]:
            if field in self.table.at and not self.cell(cells, field):
                header = self.table.header[self.table.at[field]]
                self.tell("empty", line, header, "", clause(self.book, field))
        _TAKEN[self.book](self, line, cells)

    def day(self, line: int, cells: list[str], field: str) -> date | None:
        """A day as text, or in a workbook as a serial number."""
        text = self.cell(cells, field)
        found = _as_day(text, self.table.epoch)
        if text and found is None:
            self.tell("day", line, text, "dd/mm/yyyy", clause(self.book, field))
        return found

    def outgoing(self, line: int, cells: list[str]) -> None:
        day = self.day(line, cells, "date")
        text = self.cell(cells, "number")
        number = self.number(line, text) if text else None
        if day is not None:
            self.passed(line, cells, day)
        if number is None:
            return
        self.fits(line, number, cells)
        if day is not None:
            if number.year not in (None, day.year):
                self.tell("year", line, str(number), str(day.year), f"{ND30}d15.k1.s1")
            key = self.cell(cells, "agency"), self.kind(number), day.year
            row = Numbered(number.number, number.letter, day, line, number.symbol)
            self.series.setdefault(key, []).append(row)

    def number(self, line: int, text: str) -> DocumentNumber | None:
        try:
            found = DocumentNumber.parse(text)
        except InvalidIdentifier:
            self.tell("number", line, text, "", clause("outgoing", "number"))
            return None
        if str(found) != text:
            self.tell("written", line, text, str(found), _SYMBOL)
        return found

    def fits(self, line: int, number: DocumentNumber, cells: list[str]) -> None:
        """Compare the symbol with the kind that the row names, where it names one."""
        text = self.cell(cells, "kind")
        try:
            named = document_kind(text) if text else self.begins_with(number, cells)
        except UnknownDocumentKind as error:
            self.tell("unknown-kind", line, text, error.closest, clause("outgoing", "subject"))
            return
        says = number.kind_name
        if named is not None and says is not None and named != says:
            self.tell("kind", line, str(number), named, _SYMBOL)

    def begins_with(self, number: DocumentNumber, cells: list[str]) -> str | None:
        """The kind at the beginning of the annex's third column; letters need not name theirs."""
        at = self.table.at.get("subject")
        if number.kind is None or at is None:
            return None
        if not fold_cell(self.table.header[at]).startswith(_KIND_AND_SUBJECT):
            return None
        subject = f"{self.cell(cells, 'subject').casefold()} "
        return next((name for start, name in _KIND_WORDS if subject.startswith(start)), None)

    def kind(self, number: DocumentNumber) -> str:
        """The series that a number belongs to; normative kinds always have their own."""
        normative = number.year is not None and number.kind in _NORMATIVE
        if normative or self.numbering == "kind":
            return f"{number.kind_name or number.kind or '-'}{' QPPL' if normative else ''}"
        return ""

    def incoming(self, line: int, cells: list[str]) -> None:
        day = self.day(line, cells, "arrived")
        text = self.cell(cells, "serial")
        if text and not _SERIAL.fullmatch(text):
            self.tell("serial", line, text, "", clause("incoming", "serial"))
        elif text and day is not None:
            key = self.cell(cells, "agency"), "", day.year
            self.series.setdefault(key, []).append(Numbered(int(text), "", day, line))
        dated = self.day(line, cells, "date")
        if dated is not None:
            self.same(line, cells, dated)
        if day is not None:
            self.passed(line, cells, day)
        if dated is not None and day is not None and dated > day:
            self.tell("after-arrival", line, _said(dated), _said(day), f"{ND30}d22.k1.s1")

    def same(self, line: int, cells: list[str], dated: date) -> None:
        """One number, author and day under two serials: the triple that a system warns of."""
        author, number = self.cell(cells, "author"), self.cell(cells, "number")
        if not (author and number):
            return
        key = self.cell(cells, "agency"), fold_cell(author), fold_cell(number), dated
        former = self.documents.setdefault(key, self.cell(cells, "serial"))
        if former != self.cell(cells, "serial"):
            self.tell("same-document", line, number, former, f"{ND30}pl6.p1.m3.k1.h")

    def passed(self, line: int, cells: list[str], day: date) -> None:
        """No document is passed on before its day (of arrival, in an incoming book)."""
        passed = self.day(line, cells, "passed")
        if passed is not None and passed < day:
            self.tell("passed-early", line, _said(passed), _said(day), _EXACT[self.book])

    def finished(self) -> BookReport:
        series = {key: Series(*key, tuple(rows)) for key, rows in sorted(self.series.items())}
        for (agency, kind, year), each in series.items():
            self.found += check(each, self.book, series.get((agency, kind, year - 1)))
        return BookReport(self.book, self.rows, tuple(series.values()), tuple(self.found))


def _as_day(text: str, epoch: date | None) -> date | None:
    for form in _DAYS:
        found = as_time(text, form, days=True)
        if found is not None:
            return found.date()
    if epoch is not None and _SERIAL.fullmatch(text) and 0 < int(text) <= _LAST_SERIAL:
        return epoch + timedelta(days=int(text))
    return None


def _said(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


_TAKEN: Mapping[Book, Callable[[_Reader, int, list[str]], None]] = {
    "outgoing": _Reader.outgoing,
    "incoming": _Reader.incoming,
}
_EXACT: Mapping[Book, str] = {"outgoing": f"{ND30}d16.k1", "incoming": f"{ND30}d22.k1.s1"}
_SERIAL = re.compile(r"[0-9]{1,9}", re.ASCII)
_NORMATIVE = frozenset(kind.abbreviation for kind in KINDS if kind.normative)
_KIND_AND_SUBJECT = fold_cell("Tên loại và trích yếu")
_KIND_WORDS = tuple(
    (f"{kind.name.casefold()} ", kind.name)
    for kind in sorted(KINDS, key=lambda kind: -len(kind.name))
    if kind.group in {"administrative", "normative"}
)


def read_book(
    source: Input,
    columns: Mapping[str, str] | None = None,
    numbering: Numbering = "kind",
    *,
    book: Book | None = None,
    sheet: str | None = None,
) -> BookReport:
    """
    Read a register book and check it.

    Args:
        source: CSV, or an .xlsx workbook (extra ``egovdocs[xlsx]``).
        columns: names of columns by field (a key of :data:`HEADERS`), over the known names.
        numbering: whether administrative kinds are numbered apart or together.
        book: which book it is; by default incoming where it has a column of serials.
        sheet: of a workbook, the name of a sheet or its number from 1.

    Raises:
        EmptyBook, NotRegister, MissingColumn, MixedEncoding, BrokenCsv: it cannot be read.
        EgovdocsError: a workbook that cannot be used (:mod:`egovdocs.audit.workbook`).
    """
    named = columns or {}
    table = read_table(source, named, sheet)
    if "number" not in table.at and "serial" not in table.at and not named and book is None:
        raise NotRegister(tuple(filter(None, table.header))[:_SHOWN])
    chosen: Book = book or ("incoming" if "serial" in table.at else "outgoing")
    require(chosen, table.header, table.at, named)
    reader = _Reader(chosen, table, numbering)
    reader.columns()
    for line, cells in table.rows:
        reader.row(line, cells)
    return reader.finished()
