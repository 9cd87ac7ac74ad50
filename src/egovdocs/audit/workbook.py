"""
Sheets of .xlsx workbooks (extra ``egovdocs[xlsx]``), read row by row.

A workbook from outside is hostile: what its zip says of itself is held against limits before
anything is unpacked, its XML is parsed without entities, and no formula is ever computed: of a
cell with a formula, the value that was stored beside it is read.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, ClassVar

import attrs

from egovdocs.audit.reading import Input
from egovdocs.audit.register_findings import EmptyBook
from egovdocs.errors import EgovdocsError, closest

MAX_FILE = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_SHARED = 128 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 400
MAX_ROWS = 1_048_576
MAX_COLUMNS = 64
_SMALL = 1024 * 1024
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@attrs.frozen
class MissingExtra(EgovdocsError, ImportError):
    """A package that an extra of this library brings is not installed."""

    package: str
    extra: str = "xlsx"

    code: ClassVar[str] = "audit.missing-extra"
    vi: ClassVar[str] = (
        "Đọc .xlsx cần gói “{package}”; hãy cài egovdocs[{extra}], hay lưu dạng CSV."
    )
    en: ClassVar[str] = (
        "Reading .xlsx needs the package “{package}”; install egovdocs[{extra}], or save as CSV."
    )


@attrs.frozen
class NotWorkbook(EgovdocsError, ValueError):
    """Bytes that are not a workbook, or one that is broken."""

    reason: str

    code: ClassVar[str] = "audit.not-a-workbook"
    vi: ClassVar[str] = "Không phải sổ tính .xlsx dùng được ({reason}); hãy lưu lại dạng .xlsx."
    en: ClassVar[str] = "Not an .xlsx workbook that can be used ({reason}); save it as .xlsx again."


@attrs.frozen
class LockedWorkbook(EgovdocsError, ValueError):
    """A workbook that opens with a password only."""

    code: ClassVar[str] = "audit.locked-workbook"
    vi: ClassVar[str] = "Sổ tính có mật khẩu; hãy bỏ mật khẩu rồi lưu lại."
    en: ClassVar[str] = "The workbook is protected by a password; save it without."


@attrs.frozen
class WorkbookOverLimit(EgovdocsError, ValueError):
    """A workbook that is, or says that it becomes, larger than is read."""

    what: str
    value: int
    limit: int

    code: ClassVar[str] = "audit.workbook-over-limit"
    vi: ClassVar[str] = (
        "Sổ tính vượt giới hạn nên không được mở: {what} là {value}, tối đa {limit}."
    )
    en: ClassVar[str] = (
        "The workbook is over a limit and not opened: {what} {value}, at most {limit}."
    )


@attrs.frozen
class NoSuchSheet(EgovdocsError, LookupError):
    """A sheet that a workbook does not have."""

    sheet: str
    closest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "audit.no-such-sheet"
    vi: ClassVar[str] = "Không có trang “{sheet}”; gần nhất là “{closest}”; các trang: {known}."
    en: ClassVar[str] = "There is no sheet “{sheet}”; the closest is “{closest}”; sheets: {known}."


@attrs.frozen
class SeveralSheets(EgovdocsError, ValueError):
    """A workbook with several filled sheets, where one is meant."""

    known: tuple[str, ...]

    code: ClassVar[str] = "audit.several-sheets"
    vi: ClassVar[str] = "Sổ tính có nhiều trang ({known}); chọn một bằng --sheet."
    en: ClassVar[str] = "The workbook has several sheets ({known}); choose one with --sheet."


@attrs.frozen(eq=False)
class Sheet:
    """The rows of a sheet, with their numbers from 1; *epoch* is day 0 of its serials."""

    name: str
    epoch: date
    rows: Iterator[tuple[int, list[str]]]


def read_sheet(source: Input, sheet: str | None = None) -> Sheet:
    """
    Open a workbook and choose a sheet: by name, by number from 1, or the only filled one.

    Raises:
        MissingExtra: openpyxl or defusedxml is not installed.
        NotWorkbook, LockedWorkbook, WorkbookOverLimit: it cannot be used.
        NoSuchSheet, SeveralSheets, EmptyBook: which sheet is meant is not clear.
    """
    opened = _opened(_guarded(_whole(source)))
    name = _chosen(opened, sheet)
    return Sheet(name, opened.epoch.date(), _rows(opened[name]))


def _whole(source: Input) -> bytes:
    parts, size = [], 0
    while part := source.piece(1024 * 1024):
        parts.append(part)
        size += len(part)
        if size > MAX_FILE:
            raise WorkbookOverLimit("bytes", size, MAX_FILE)
    return b"".join(parts)


def _guarded(content: bytes) -> bytes:
    """Look at what the zip says of itself before anything is unpacked."""
    if content.startswith(_COMPOUND):
        raise LockedWorkbook if _ENCRYPTED in content else NotWorkbook("xls")
    if not content:
        raise EmptyBook
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise NotWorkbook("zip") from None
    _within("members", len(members), MAX_MEMBERS)
    _within("bytes unpacked", sum(each.file_size for each in members), MAX_UNPACKED)
    for each in members:
        _member(each)
    return content


def _member(each: zipfile.ZipInfo) -> None:
    if each.flag_bits & 1:
        raise LockedWorkbook
    if each.filename.lower().endswith("sharedstrings.xml"):
        _within("bytes of shared strings", each.file_size, MAX_SHARED)
    if each.file_size > _SMALL:
        _within("ratio", each.file_size // max(each.compress_size, 1), MAX_RATIO)


def _within(what: str, value: int, limit: int) -> None:
    if value > limit:
        raise WorkbookOverLimit(what, value, limit)


def _opened(content: bytes) -> Any:
    try:
        import defusedxml  # noqa: F401 - openpyxl parses with it where it is there
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingExtra((error.name or "openpyxl").partition(".")[0]) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and charts that are not read
            return load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
    except Exception as error:  # whatever a broken workbook makes the reader do
        raise NotWorkbook(type(error).__name__) from None


def _chosen(opened: Any, sheet: str | None) -> str:
    known = tuple(str(each.title) for each in opened.worksheets)
    if sheet is not None:
        return _named(sheet, known)
    filled = tuple(name for name in known if next(_rows(opened[name]), None))
    if not filled:
        raise EmptyBook
    if len(filled) > 1:
        raise SeveralSheets(filled)
    return str(filled[0])


def _named(sheet: str, known: tuple[str, ...]) -> str:
    if sheet in known:
        return sheet
    if sheet.isdecimal() and 1 <= int(sheet[:9]) <= len(known):
        return known[int(sheet[:9]) - 1]
    raise NoSuchSheet(sheet, closest(sheet, known), known)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank."""
    sheet.reset_dimensions()  # what a sheet says of its size is not believed
    found = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for line, values in enumerate(found, 1):
                if any(value is not None for value in values):
                    yield line, [_text(value) for value in values]
    except GeneratorExit:
        raise
    except EgovdocsError:
        raise
    except Exception as error:
        raise NotWorkbook(type(error).__name__) from None


def _text(value: object) -> str:
    """A cell as people read it: days as dd/mm/yyyy, whole numbers without a point."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/}{value.year:04}"
    if isinstance(value, time):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
