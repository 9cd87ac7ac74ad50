"""The columns of the two register books, after annex IV of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from egovdocs.audit.mapping import fold_cell
from egovdocs.audit.row_errors import MissingColumn
from egovdocs.errors import closest

Book = Literal["outgoing", "incoming"]

ND30 = "vn/30-2020-nd-cp#"

# fmt: off
# What headers are called; the first name of each is that of the annex.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number":   ("Số, ký hiệu văn bản", "Số, ký hiệu", "Số ký hiệu", "Số/ký hiệu",
                 "Số và ký hiệu", "Số, ký hiệu VB", "number"),
    "date":     ("Ngày tháng văn bản", "Ngày, tháng văn bản", "Ngày văn bản", "Ngày ban hành",
                 "Ngày tháng", "Ngày, tháng", "date"),
    "subject":  ("Tên loại và trích yếu nội dung văn bản", "Tên loại và trích yếu nội dung",
                 "Trích yếu nội dung", "Trích yếu", "subject"),
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
# The columns of each book, with their place in the annex.
COLUMNS: Mapping[Book, Mapping[str, str]] = {
    "outgoing": {"number": "1", "date": "2", "subject": "3", "signer": "4", "to": "5",
                 "kept": "6", "copies": "7", "passed": "8", "receipt": "9", "notes": "10"},
    "incoming": {"arrived": "1", "serial": "2", "author": "3", "number": "4", "date": "5",
                 "subject": "6", "handler": "7", "passed": "8", "receipt": "9", "notes": "10"},
}
# Those that no row may leave empty, and those without which nothing can be checked.
FILLED: Mapping[Book, tuple[str, ...]] = {
    "outgoing": ("number", "date", "subject"),
    "incoming": ("arrived", "serial", "author", "subject"),
}
_NEEDED: Mapping[Book, tuple[str, ...]] = {
    "outgoing": ("number", "date"), "incoming": ("serial", "arrived"),
}
_PLACE: Mapping[Book, str] = {"outgoing": f"{ND30}pl4.m1.k2.", "incoming": f"{ND30}pl4.m6.k2."}
# fmt: on


def clause(book: Book, field: str) -> str:
    """
    Where the annex asks for a column.

    >>> clause("incoming", "serial")
    'vn/30-2020-nd-cp#pl4.m6.k2.2'
    """
    return _PLACE[book] + COLUMNS[book][field]


def fields(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands; a name of *columns* goes before, and instead of, the known ones."""
    folded = [fold_cell(cell) for cell in header]
    found: dict[str, int] = {}
    for field, names in HEADERS.items():
        wanted = (columns[field],) if field in columns else names
        place = next((folded.index(n) for n in map(fold_cell, wanted) if n in folded), None)
        if place is not None:
            found[field] = place
    return found


def require(
    book: Book, header: Sequence[str], at: Mapping[str, int], columns: Mapping[str, str]
) -> None:
    """
    See that the columns that were named, and those that every check needs, are there.

    Raises:
        MissingColumn: one is not; the error names the closest.
    """
    for field, name in [*columns.items(), *((f, HEADERS[f][0]) for f in _NEEDED[book])]:
        if field not in at:
            raise MissingColumn(name, closest(name, header))
