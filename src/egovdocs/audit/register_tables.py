"""
The table of a register book, out of CSV or a workbook: where its header is, and its rows.

A header may have titles above it, two rows with merged cells, and the numbers of the columns
(1), (2), ... below it, as the form in the annex has them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BufferedReader
from itertools import chain, islice
from typing import Any

import attrs

from egovdocs.audit.log_text import NOT_TEXT, decoded_lines
from egovdocs.audit.mapping import DELIMITERS
from egovdocs.audit.reading import Input
from egovdocs.audit.register_columns import fields
from egovdocs.audit.register_findings import EmptyBook
from egovdocs.audit.row_errors import BrokenCsv, MixedEncoding

Row = tuple[int, list[str]]

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls")
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_ABOVE = 20
_DEPTH = 3
_COLUMN_NUMBER = re.compile(r"[\[(]?([0-9]{1,2})[\])]?")


@attrs.frozen
class Table:
    """
    A header and its rows.

    Attributes:
        header: the names of the columns.
        at: field to column, from 0.
        rows: line of the file or sheet, from 1, with the cells; blank rows left out.
        epoch: day 0 of days that are written as numbers; none in text.
    """

    header: tuple[str, ...]
    at: Mapping[str, int]
    rows: Iterator[Row]
    epoch: date | None = None


def read_table(source: Input, columns: Mapping[str, str], sheet: str | None = None) -> Table:
    """
    Read a book of either format.

    Args:
        source: CSV in UTF-8 or UTF-16 (with its mark), or an .xlsx workbook.
        columns: names of columns by field, over the known names.
        sheet: the name of a sheet of a workbook, or its number from 1.

    Raises:
        EmptyBook, BrokenCsv, MixedEncoding: it cannot be read.
        EgovdocsError: those of :mod:`egovdocs.audit.workbook`.
    """
    if _is_workbook(source):
        from egovdocs.audit.workbook import read_sheet

        found = read_sheet(source, sheet)
        return _table(found.rows, columns, found.epoch)
    return _table(_csv_rows(source), columns, None)


def _is_workbook(source: Input) -> bool:
    stream: Any = source.stream
    if not hasattr(stream, "peek"):
        source.stream = stream = BufferedReader(stream)
    head: bytes = stream.peek(4)[:4]
    return head.startswith(_MAGIC) or source.name.lower().endswith(_SUFFIXES)


def _csv_rows(source: Input) -> Iterator[Row]:
    lines = decoded_lines(source, "utf-8")
    first = list(islice(lines, _ABOVE))
    if first and NOT_TEXT.search(first[0]):
        raise MixedEncoding("1", _shown(first[0].strip()), "utf-8")
    delimiter = max(DELIMITERS, key="".join(first).count)
    rows = csv.reader(chain(first, lines), delimiter=delimiter)
    return _clean(rows)


def _clean(rows: Any) -> Iterator[Row]:
    """Rows with the line they begin in; bytes that are no text are marked as such."""
    line = 1
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise BrokenCsv(str(error)) from None


def _table(rows: Iterator[Row], columns: Mapping[str, str], epoch: date | None) -> Table:
    rows = ((line, cells) for line, cells in rows if any(map(str.strip, cells)))
    above = list(islice(rows, _ABOVE))
    if not above:
        raise EmptyBook
    start, depth = _header_at([cells for _, cells in above], columns)
    header = _joined([cells for _, cells in above[start : start + depth]])
    if NOT_TEXT.search("".join(header)):
        raise MixedEncoding(str(above[start][0]), _shown(", ".join(header)), "utf-8")
    rest = above[start + depth :]
    if rest and _only_column_numbers(rest[0][1]):
        del rest[0]
    body = ((line, [_shown(cell) for cell in cells]) for line, cells in chain(rest, rows))
    return Table(header, fields(header, columns), body, epoch)


def _shown(text: str) -> str:
    return NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def _header_at(rows: Sequence[list[str]], columns: Mapping[str, str]) -> tuple[int, int]:
    """The first row and the depth of the header that names most fields; else the first row."""
    tried = [
        (len(fields(_joined(rows[start : start + depth]), columns)), -depth, -start)
        for start in range(len(rows))
        for depth in range(1, min(_DEPTH, len(rows) - start) + 1)
    ]
    found, depth, start = max(tried)
    return (-start, -depth) if found else (0, 1)


def _joined(rows: Sequence[list[str]]) -> tuple[str, ...]:
    """One name a column: the lowest cell that is filled, as a merged header shows it."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return tuple(
        next((cell.strip() for cell in reversed(cells) if cell.strip()), "")
        for cells in zip(*filled, strict=True)
    )


def _only_column_numbers(cells: Sequence[str]) -> bool:
    """Whether a row holds (1), (2), (3), ... and nothing else."""
    found = [_COLUMN_NUMBER.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) >= 3 and numbers == list(range(1, len(found) + 1))
