"""What can be wrong with a row of an event log; file and line come with ``BadLine``."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError


@attrs.frozen
class MissingColumn(EgovdocsError, LookupError):
    """A column that the mapping names and the header does not have."""

    field: str
    closest: str

    code: ClassVar[str] = "audit.missing-column"
    vi: ClassVar[str] = "Không có cột “{field}”; gần nhất là “{closest}”."
    en: ClassVar[str] = "There is no column “{field}”; the closest is “{closest}”."


@attrs.frozen
class RepeatedColumn(EgovdocsError, ValueError):
    """A column of the mapping that the header has twice."""

    field: str

    code: ClassVar[str] = "audit.repeated-column"
    vi: ClassVar[str] = "Cột “{field}” xuất hiện hai lần nên không rõ phải đọc cột nào."
    en: ClassVar[str] = "The column “{field}” stands twice; which one to read is unclear."


@attrs.frozen
class ShortRow(EgovdocsError, ValueError):
    """A row with fewer cells than the mapping needs; *field* is the first that is missing."""

    field: str
    value: int
    expected: int

    code: ClassVar[str] = "audit.short-row"
    vi: ClassVar[str] = "Dòng chỉ có {value} ô, cần ít nhất {expected}: thiếu từ cột “{field}”."
    en: ClassVar[str] = (
        "The row has {value} cells and needs {expected}: it ends before the column “{field}”."
    )


@attrs.frozen
class EmptyCell(EgovdocsError, ValueError):
    """A cell without which a row says nothing."""

    field: str

    code: ClassVar[str] = "audit.empty-cell"
    vi: ClassVar[str] = "Ô “{field}” để trống; dòng nào cũng phải có."
    en: ClassVar[str] = "The cell “{field}” is empty; every row must have it."


@attrs.frozen
class UnreadableTime(EgovdocsError, ValueError):
    """A time that has none of the formats of the mapping."""

    field: str
    value: str
    expected: tuple[str, ...]

    code: ClassVar[str] = "audit.unreadable-time"
    vi: ClassVar[str] = "Cột “{field}”: thời điểm “{value}” không theo dạng nào trong: {expected}."
    en: ClassVar[str] = "Column “{field}”: the time “{value}” has none of the formats: {expected}."


@attrs.frozen
class UnreadableCell(EgovdocsError, ValueError):
    """A cell whose value the field of a case does not take."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "audit.unreadable-cell"
    vi: ClassVar[str] = "Cột “{field}” không nhận “{value}”; phải như “{expected}”."
    en: ClassVar[str] = "The column “{field}” does not take “{value}”; expected “{expected}”."


@attrs.frozen
class MixedEncoding(EgovdocsError, ValueError):
    """A cell with bytes that are not text in the encoding of the file."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "audit.mixed-encoding"
    vi: ClassVar[str] = "Cột “{field}”: “{value}” có byte không đọc được theo bảng mã {expected}."
    en: ClassVar[str] = "Column “{field}”: “{value}” has bytes that are not {expected}."


@attrs.frozen
class BrokenCsv(EgovdocsError, ValueError):
    """A row that is no CSV, such as one whose quotation mark is never closed."""

    value: str

    code: ClassVar[str] = "audit.broken-csv"
    vi: ClassVar[str] = "Dòng không đúng dạng CSV: {value}."
    en: ClassVar[str] = "The row is not CSV: {value}."


@attrs.frozen
class UnknownAction(EgovdocsError, LookupError):
    """
    A word for an event that the mapping does not have; said once for a whole file.

    Attributes:
        count: how many rows of the file have it; their cases were not judged.
    """

    field: str
    value: str
    count: int
    closest: str

    code: ClassVar[str] = "audit.unknown-action"
    vi: ClassVar[str] = (
        "Cột “{field}”: “{value}” ({count} dòng) chưa có trong [events]; gần nhất là “{closest}”."
    )
    en: ClassVar[str] = (
        "Column “{field}”: “{value}” ({count} rows) is not in [events]; the closest is “{closest}”."
    )


@attrs.frozen
class Contradiction(EgovdocsError, ValueError):
    """Two rows of one case that say different things of its document."""

    field: str
    value: str
    former: str

    code: ClassVar[str] = "audit.contradiction"
    vi: ClassVar[str] = "Cột “{field}” ghi “{value}”, dòng trước của cùng vụ việc ghi “{former}”."
    en: ClassVar[str] = (
        "The column “{field}” says “{value}”; an earlier row of the case says “{former}”."
    )


@attrs.frozen
class ScatteredCase(EgovdocsError, ValueError):
    """A case whose rows do not stand together, in a log that is not sorted."""

    value: str

    code: ClassVar[str] = "audit.scattered-case"
    vi: ClassVar[str] = (
        "Các dòng của vụ việc “{value}” không liền nhau; hãy ghi sort = true trong bảng ánh xạ."
    )
    en: ClassVar[str] = (
        "The rows of the case “{value}” do not stand together; write sort = true in the mapping."
    )


@attrs.frozen
class CasesLeftOut(EgovdocsError, ValueError):
    """Cases that were not judged, because rows of theirs could not be read."""

    count: int
    value: str

    code: ClassVar[str] = "audit.cases-left-out"
    vi: ClassVar[str] = (
        "{count} vụ việc không được phán xét vì có dòng không đọc được; đầu tiên là “{value}”."
    )
    en: ClassVar[str] = (
        "{count} cases were not judged because rows of theirs could not be read; the first "
        "is “{value}”."
    )


@attrs.frozen
class MoreBadRows(EgovdocsError, ValueError):
    """Rows that could not be read, beyond those that were told one by one."""

    count: int

    code: ClassVar[str] = "audit.more-bad-rows"
    vi: ClassVar[str] = "Còn {count} dòng khác không đọc được, không liệt kê từng dòng."
    en: ClassVar[str] = "{count} more rows could not be read; they are not listed one by one."


@attrs.frozen
class NeedsMapping(EgovdocsError, ValueError):
    """A CSV file in a run that names no mapping."""

    known: tuple[str, ...]

    code: ClassVar[str] = "audit.needs-mapping"
    vi: ClassVar[str] = "Tệp CSV cần --mapping TÊN hoặc TỆP.toml; có sẵn: {known}."
    en: ClassVar[str] = "A CSV file needs --mapping NAME or FILE.toml; there are: {known}."
