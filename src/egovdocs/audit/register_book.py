"""
The register books of an agency, outgoing and incoming, as spreadsheets keep them.

Outgoing numbers run from 1, without gap or repeat, through the year of an agency; every
normative kind has a series of its own, and how administrative kinds are numbered is for
the head of the agency to say: each kind apart (``kind``) or all together (``common``).
Incoming numbers run in one series a year.  Source: vn/30-2020-nd-cp#d15.k1, #d22.k2 and
the columns of #pl4.m1.k2 and #pl4.m6.k2.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Literal

import attrs

from egovdocs.audit.log_text import NOT_TEXT, as_time, decoded_lines
from egovdocs.audit.mapping import DELIMITERS, fold_cell
from egovdocs.audit.problems import EmptyFile
from egovdocs.audit.reading import Input
from egovdocs.audit.row_errors import BrokenCsv, MissingColumn
from egovdocs.errors import EgovdocsError, Lang, closest, spoken
from egovdocs.ids import DocumentNumber, InvalidIdentifier, document_kind
from egovdocs.ids.kinds import KINDS, UnknownDocumentKind
from egovdocs.ids.registers import gaps_in, spans_of

Book = Literal["outgoing", "incoming"]
Numbering = Literal["kind", "common"]

_ND30 = "vn/30-2020-nd-cp#"
_DAYS = ("%d/%m/%Y", "iso")

# fmt: off
# What headers are called; the first name of each is that of the annex.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number":   ("Số, ký hiệu văn bản", "Số, ký hiệu", "Số ký hiệu", "Số/ký hiệu", "number"),
    "date":     ("Ngày tháng văn bản", "Ngày, tháng văn bản", "Ngày văn bản", "Ngày ban hành",
                 "Ngày tháng", "date"),
    "subject":  ("Tên loại và trích yếu nội dung văn bản", "Trích yếu nội dung",
                 "Trích yếu", "subject"),
    "signer":   ("Người ký", "signer"),
    "to":       ("Nơi nhận văn bản", "Nơi nhận", "to"),
    "kept":     ("Đơn vị, người nhận bản lưu", "Bản lưu", "kept"),
    "copies":   ("Số lượng bản", "copies"),
    "arrived":  ("Ngày đến", "arrived"),
    "serial":   ("Số đến", "serial"),
    "author":   ("Tác giả", "Cơ quan ban hành", "author"),
    "handler":  ("Đơn vị hoặc người nhận", "Đơn vị, người nhận", "handler"),
    "passed":   ("Ngày chuyển", "passed"),
    "receipt":  ("Ký nhận", "receipt"),
    "notes":    ("Ghi chú", "notes"),
    "kind":     ("Tên loại", "Loại văn bản", "kind"),
    "agency":   ("Cơ quan", "Mã cơ quan", "agency"),
}
# The columns of each book, with their clause; those that no row may leave empty first.
COLUMNS: Mapping[Book, Mapping[str, str]] = {
    "outgoing": {"number": "1", "date": "2", "subject": "3", "signer": "4", "to": "5",
                 "kept": "6", "copies": "7", "passed": "8", "receipt": "9", "notes": "10"},
    "incoming": {"arrived": "1", "serial": "2", "author": "3", "number": "4", "date": "5",
                 "subject": "6", "handler": "7", "passed": "8", "receipt": "9", "notes": "10"},
}
_PLACE: Mapping[Book, str] = {"outgoing": f"{_ND30}pl4.m1.k2.", "incoming": f"{_ND30}pl4.m6.k2."}
_FILLED: Mapping[Book, tuple[str, ...]] = {
    "outgoing": ("number", "date", "subject"),
    "incoming": ("arrived", "serial", "author", "subject"),
}
_NEEDED: Mapping[Book, tuple[str, ...]] = {
    "outgoing": ("number", "date"), "incoming": ("serial", "arrived"),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    "column": ("Sổ không có cột “{value}”.",
               "The book has no column “{value}”."),
    "empty": ("Ô “{value}” trống.",
              "The cell “{value}” is empty."),
    "number": ("Không đọc được số, ký hiệu “{value}”.",
               "The number and symbol “{value}” cannot be read."),
    "written": ("“{value}” viết chuẩn là “{expected}”.",
                "“{value}” is written “{expected}”."),
    "day": ("“{value}” không phải ngày, dạng {expected}.",
            "“{value}” is not a day, written {expected}."),
    "serial": ("“{value}” không phải số đến.",
               "“{value}” is no serial of an incoming document."),
    "kind": ("Ký hiệu “{value}” không khớp tên loại {expected}.",
             "The symbol of “{value}” does not fit the kind {expected}."),
    "year": ("Năm trong “{value}” khác năm của ngày văn bản, {expected}.",
             "The year in “{value}” is not that of its day, {expected}."),
    "order": ("Số {value} ghi ngày sớm hơn số {expected} đứng trước nó.",
              "Number {value} is dated earlier than number {expected} before it."),
    "gap": ("Thiếu số {value} trong dãy {expected}.",
            "Number {value} is missing in the series {expected}."),
    "repeat": ("Trùng số {value} trong dãy {expected}.",
               "Number {value} stands more than once in the series {expected}."),
    "below-one": ("Số {value} nhỏ hơn 1 trong dãy {expected}.",
                  "Number {value} is below 1 in the series {expected}."),
}
# fmt: on


@attrs.frozen
class NotRegister(EgovdocsError, ValueError):
    """A table that has none of the columns that tell which book it is."""

    columns: tuple[str, ...]

    code: ClassVar[str] = "audit.not-a-register"
    vi: ClassVar[str] = "Không có cột “Số, ký hiệu văn bản” hay “Số đến”; các cột là: {columns}."
    en: ClassVar[str] = (
        "There is no column “Số, ký hiệu văn bản” (number) or “Số đến” (serial); "
        "the columns are: {columns}."
    )


@attrs.frozen
class BookFinding:
    """
    One thing that departs in a register book.

    Attributes:
        code: a key of :data:`SENTENCES`.
        line: of the file, from 1; 0 where a whole series or book is meant.
        clause: where the duty is stated.
    """

    code: str
    line: int
    value: str
    expected: str
    clause: str

    def message(self, lang: Lang = "vi") -> str:
        """Say it in *lang*."""
        sentence = SENTENCES[self.code][lang == "en"]
        return sentence.format(value=spoken(self.value), expected=spoken(self.expected))

    def to_json(self) -> dict[str, Any]:
        """Write it as one JSON object."""
        message = {"vi": self.message("vi"), "en": self.message("en")}
        return {**attrs.asdict(self), "line": self.line or None, "message": message}


@attrs.frozen
class Numbered:
    """One row of a series."""

    number: int
    letter: str
    day: date
    line: int


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
    def last(self) -> int:
        """The highest number; 0 where there is none."""
        return max((row.number for row in self.rows), default=0)


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
    at: Mapping[str, int]
    headers: tuple[str, ...]
    numbering: Numbering
    rows: int = 0
    found: list[BookFinding] = attrs.field(factory=list)
    series: dict[tuple[str, str, int], list[Numbered]] = attrs.field(factory=dict)

    def tell(self, code: str, line: int, value: str, expected: str, clause: str) -> None:
        self.found.append(BookFinding(code, line, value, expected, clause))

    def cell(self, cells: list[str], field: str) -> str:
        index = self.at.get(field, len(cells))
        return cells[index].strip() if index < len(cells) else ""

    def columns(self) -> None:
        for field, number in COLUMNS[self.book].items():
            if field not in self.at:
                self.tell("column", 0, HEADERS[field][0], "", _PLACE[self.book] + number)

    def row(self, line: int, cells: list[str]) -> None:
        self.rows += 1
        for field in _FILLED[self.book]:
            if field in self.at and not self.cell(cells, field):
                clause = _PLACE[self.book] + COLUMNS[self.book][field]
                self.tell("empty", line, self.headers[self.at[field]], "", clause)
        _TAKEN[self.book](self, line, cells)

    def day(self, line: int, text: str, clause: str) -> date | None:
        for form in _DAYS:
            found = as_time(text, form, days=True)
            if found is not None:
                return found.date()
        if text:
            self.tell("day", line, text, "dd/mm/yyyy", clause)
        return None

    def outgoing(self, line: int, cells: list[str]) -> None:
        day = self.day(line, self.cell(cells, "date"), f"{_ND30}pl4.m1.k2.2")
        text = self.cell(cells, "number")
        number = self.number(line, text) if text else None
        if number is None:
            return
        self.fits(line, number, self.cell(cells, "kind"))
        if day is not None and number.year not in (None, day.year):
            self.tell("year", line, str(number), str(day.year), f"{_ND30}d15.k1.s1")
        if day is not None:
            key = self.cell(cells, "agency"), self.kind(number), day.year
            self.put(key, Numbered(number.number, number.letter, day, line))

    def number(self, line: int, text: str) -> DocumentNumber | None:
        try:
            found = DocumentNumber.parse(text)
        except InvalidIdentifier:
            self.tell("number", line, text, "", f"{_ND30}pl4.m1.k2.1")
            return None
        if str(found) != text:
            self.tell("written", line, text, str(found), f"{_ND30}pl1.p1.m2.k3")
        return found

    def fits(self, line: int, number: DocumentNumber, kind: str) -> None:
        """Compare the symbol with the column of kinds, where there is one."""
        try:
            named = document_kind(kind) if kind else None
        except UnknownDocumentKind:
            return
        says = number.kind_name
        if named is not None and says is not None and named != says:
            self.tell("kind", line, str(number), named, f"{_ND30}pl1.p1.m2.k3")

    def kind(self, number: DocumentNumber) -> str:
        """The series that a number belongs to; normative kinds always have their own."""
        normative = number.year is not None and number.kind in _NORMATIVE
        if normative or self.numbering == "kind":
            return f"{number.kind_name or number.kind or '-'}{' QPPL' if normative else ''}"
        return ""

    def incoming(self, line: int, cells: list[str]) -> None:
        day = self.day(line, self.cell(cells, "arrived"), f"{_ND30}pl4.m6.k2.1")
        text = self.cell(cells, "serial")
        if text and not _SERIAL.fullmatch(text):
            self.tell("serial", line, text, "", f"{_ND30}pl4.m6.k2.2")
        elif text and day is not None:
            key = self.cell(cells, "agency"), "", day.year
            self.put(key, Numbered(int(text), "", day, line))

    def put(self, key: tuple[str, str, int], row: Numbered) -> None:
        self.series.setdefault(key, []).append(row)

    def finished(self) -> BookReport:
        series = tuple(Series(*key, tuple(rows)) for key, rows in sorted(self.series.items()))
        for each in series:
            self.found += _of_series(each, self.book)
        return BookReport(self.book, self.rows, series, tuple(self.found))


_TAKEN: Mapping[Book, Callable[[_Reader, int, list[str]], None]] = {
    "outgoing": _Reader.outgoing,
    "incoming": _Reader.incoming,
}
_SERIAL = re.compile(r"[0-9]{1,9}")
_NORMATIVE = frozenset(kind.abbreviation for kind in KINDS if kind.normative)


def _of_series(series: Series, book: Book) -> Iterator[BookFinding]:
    clause = f"{_ND30}d22.k2" if book == "incoming" else f"{_ND30}d15.k1.s1"
    numbers = sorted({row.number for row in series.rows})
    positive = [number for number in numbers if number > 0]
    for code, spans in (
        ("gap", gaps_in(positive)),
        ("repeat", spans_of(_repeated(series.rows))),
        ("below-one", spans_of([number for number in numbers if number < 1])),
    ):
        where = f"{_ND30}d15.k1.s2" if code == "repeat" and book == "outgoing" else clause
        yield from (BookFinding(code, 0, str(span), series.name, where) for span in spans)
    yield from _disordered(series, clause)


def _repeated(rows: Iterable[Numbered]) -> list[int]:
    """Numbers above 0 that two rows have; 30 and 30a are two numbers."""
    seen: set[tuple[int, str]] = set()
    twice: set[int] = set()
    for row in rows:
        if (row.number, row.letter) in seen and row.number > 0:
            twice.add(row.number)
        seen.add((row.number, row.letter))
    return sorted(twice)


def _disordered(series: Series, clause: str) -> Iterator[BookFinding]:
    """Numbers dated before the latest day of a lower number."""
    latest: Numbered | None = None
    for row in sorted(series.rows, key=lambda row: (row.number, row.letter, row.day)):
        if latest is not None and row.day < latest.day and row.number > latest.number:
            yield BookFinding("order", row.line, str(row.number), str(latest.number), clause)
        if latest is None or row.day >= latest.day:
            latest = row


def read_book(
    source: Input, columns: Mapping[str, str] | None = None, numbering: Numbering = "kind"
) -> BookReport:
    """
    Read a register book and check it.

    Args:
        source: a CSV file; its first row names the columns.
        columns: names of columns by field (a key of :data:`HEADERS`), over the known names.
        numbering: whether administrative kinds are numbered apart or together.

    Raises:
        EmptyFile, NotRegister, MissingColumn, BrokenCsv: it cannot be read.
    """
    lines = decoded_lines(source, "utf-8")
    first = next(lines, None)
    if first is None or not first.strip():
        raise EmptyFile
    delimiter = max(DELIMITERS, key=first.count)
    header = tuple(cell.strip() for cell in next(csv.reader([first], delimiter=delimiter)))
    at = _fields(header, columns or {})
    if "number" not in at and "serial" not in at:
        raise NotRegister(header)
    book: Book = "incoming" if "serial" in at else "outgoing"
    reader = _Reader(book, at, header, numbering)
    for field in _NEEDED[book]:
        if field not in at:
            raise MissingColumn(HEADERS[field][0], closest(HEADERS[field][0], header))
    reader.columns()
    _rows(reader, csv.reader(lines, delimiter=delimiter))
    return reader.finished()


def _rows(reader: _Reader, rows: Any) -> None:
    try:
        line = rows.line_num + 2
        for cells in rows:
            if any(map(str.strip, cells)):
                clean = [NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in cells]
                reader.row(line, clean)
            line = rows.line_num + 2
    except csv.Error as error:
        raise BrokenCsv(str(error)) from None


def _fields(header: tuple[str, ...], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands; a name that is given goes before the known ones."""
    folded = [fold_cell(cell) for cell in header]
    found: dict[str, int] = {}
    for field, names in HEADERS.items():
        wanted = (columns[field],) if field in columns else names
        place = next((folded.index(n) for n in map(fold_cell, wanted) if n in folded), None)
        if place is None and field in columns:
            raise MissingColumn(columns[field], closest(columns[field], header))
        if place is not None:
            found[field] = place
    return found
