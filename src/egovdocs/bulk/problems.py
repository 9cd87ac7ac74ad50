"""What can be wrong with a question put to columns: each an error with fields."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError


@attrs.frozen
class MissingExtra(EgovdocsError, ImportError):
    """A package that only an extra brings is not installed."""

    package: str
    extra: str

    code: ClassVar[str] = "bulk.missing-extra"
    vi: ClassVar[str] = "Chưa cài gói {package}; hãy cài: pip install 'egovdocs[{extra}]'."
    en: ClassVar[str] = "{package} is not installed; run pip install 'egovdocs[{extra}]'."


@attrs.frozen
class NoSuchColumn(EgovdocsError, LookupError):
    """A column that the table does not have."""

    column: str
    nearest: str

    code: ClassVar[str] = "bulk.no-such-column"
    vi: ClassVar[str] = "Bảng không có cột “{column}”; cột gần nhất là “{nearest}”."
    en: ClassVar[str] = "The table has no column “{column}”; the closest is “{nearest}”."


@attrs.frozen
class NotAnEvent(EgovdocsError, ValueError):
    """A column is said to hold an event type that does not exist."""

    event: str
    nearest: str

    code: ClassVar[str] = "bulk.not-an-event"
    vi: ClassVar[str] = "Không có loại sự kiện “{event}”; gần nhất là “{nearest}”."
    en: ClassVar[str] = "There is no event type “{event}”; the closest is “{nearest}”."


@attrs.frozen
class RepeatedColumn(EgovdocsError, ValueError):
    """A column, or an event type, that is there more than once."""

    name: str

    code: ClassVar[str] = "bulk.repeated-column"
    vi: ClassVar[str] = "Cột hoặc loại sự kiện “{name}” xuất hiện nhiều lần."
    en: ClassVar[str] = "The column or event type “{name}” is there more than once."


@attrs.frozen
class NotAFact(EgovdocsError, ValueError):
    """A column is said to hold a field that documents do not have."""

    fact: str
    nearest: str

    code: ClassVar[str] = "bulk.not-a-fact"
    vi: ClassVar[str] = "Văn bản không có trường “{fact}”; gần nhất là “{nearest}”."
    en: ClassVar[str] = "Documents have no field “{fact}”; the closest is “{nearest}”."


@attrs.frozen
class NoEventColumns(EgovdocsError, LookupError):
    """A table none of whose columns is named after an event."""

    columns: tuple[str, ...]
    nearest: str

    code: ClassVar[str] = "bulk.no-event-columns"
    vi: ClassVar[str] = (
        "Không cột nào mang tên một loại sự kiện (có: {columns}); gần nhất là “{nearest}”."
    )
    en: ClassVar[str] = (
        "No column is named after an event type (there are: {columns}); the closest is “{nearest}”."
    )


@attrs.frozen
class NoSuchColumnRule(EgovdocsError, LookupError):
    """A rule that cannot be judged from these columns."""

    rule: str
    nearest: str

    code: ClassVar[str] = "bulk.no-such-rule"
    vi: ClassVar[str] = "Không thể xét quy tắc “{rule}” từ các cột này; gần nhất là “{nearest}”."
    en: ClassVar[str] = (
        "The rule “{rule}” cannot be judged from these columns; the closest is “{nearest}”."
    )


@attrs.frozen
class NotColumnar(EgovdocsError, ValueError):
    """A policy that does without assumptions: it must look at each case by itself."""

    profile: str

    code: ClassVar[str] = "bulk.not-columnar"
    vi: ClassVar[str] = (
        "Chính sách “{profile}” không chấp nhận giả định nên không xét được theo cột; "
        "hãy xét từng vụ việc."
    )
    en: ClassVar[str] = (
        "The policy “{profile}” accepts no assumption, so columns cannot be judged by it; "
        "judge case by case."
    )


@attrs.frozen
class SeveralRecipients(EgovdocsError, ValueError):
    """What is known of every document names several recipients; a row is about one."""

    count: int

    code: ClassVar[str] = "bulk.several-recipients"
    vi: ClassVar[str] = "Mỗi dòng chỉ nói về một bên nhận, nhưng văn bản có {count} bên nhận."
    en: ClassVar[str] = "A row is about one recipient, but the document has {count}."


@attrs.frozen
class NaiveColumn(EgovdocsError, ValueError):
    """A column of wall clocks that does not say where they hang."""

    column: str

    code: ClassVar[str] = "bulk.naive-column"
    vi: ClassVar[str] = (
        'Cột “{column}” không ghi múi giờ; hãy nêu múi giờ, ví dụ zone="Asia/Ho_Chi_Minh".'
    )
    en: ClassVar[str] = (
        'The column “{column}” has no time zone; name one, such as zone="Asia/Ho_Chi_Minh".'
    )


@attrs.frozen
class UnknownZone(EgovdocsError, ValueError):
    """A zone that does not exist, or in which a wall clock of the column does not."""

    zone: str
    column: str

    code: ClassVar[str] = "bulk.unknown-zone"
    vi: ClassVar[str] = "Không đọc được cột “{column}” theo múi giờ “{zone}”."
    en: ClassVar[str] = "The column “{column}” cannot be read in the zone “{zone}”."


@attrs.frozen
class NotInstants(EgovdocsError, TypeError):
    """A column of a type that holds no instants."""

    column: str
    found: str

    code: ClassVar[str] = "bulk.not-instants"
    vi: ClassVar[str] = "Cột “{column}” có kiểu {found}; cần kiểu thời điểm (timestamp)."
    en: ClassVar[str] = "The column “{column}” is of type {found}; it must be of type timestamp."


@attrs.frozen
class NotText(EgovdocsError, TypeError):
    """A column of identifiers that is not text."""

    column: str
    found: str

    code: ClassVar[str] = "bulk.not-text"
    vi: ClassVar[str] = "Cột “{column}” có kiểu {found}; cần kiểu chữ (string)."
    en: ClassVar[str] = "The column “{column}” is of type {found}; it must be of type string."


@attrs.frozen
class ColumnTaken(EgovdocsError, ValueError):
    """A name under which an answer would be written, but the table has it already."""

    column: str

    code: ClassVar[str] = "bulk.column-taken"
    vi: ClassVar[str] = "Bảng đã có cột “{column}”, tên dành cho kết quả."
    en: ClassVar[str] = "The table already has a column “{column}”, a name kept for answers."


@attrs.frozen
class UnreadableParquet(EgovdocsError, ValueError):
    """A file that is missing, empty, cut short or no Parquet."""

    path: str
    reason: str

    code: ClassVar[str] = "bulk.unreadable-parquet"
    vi: ClassVar[str] = "Không đọc được tệp Parquet “{path}”: {reason}."
    en: ClassVar[str] = "The Parquet file “{path}” cannot be read: {reason}."


@attrs.frozen
class UnreadableCsv(EgovdocsError, ValueError):
    """A file that is missing, empty, cut short or no CSV."""

    path: str
    reason: str

    code: ClassVar[str] = "bulk.unreadable-csv"
    vi: ClassVar[str] = "Không đọc được tệp CSV “{path}”: {reason}."
    en: ClassVar[str] = "The CSV file “{path}” cannot be read: {reason}."


@attrs.frozen
class ZoneTwice(EgovdocsError, ValueError):
    """A zone was named for wall clocks, but an instant says its own."""

    column: str
    value: str
    zone: str

    code: ClassVar[str] = "bulk.zone-twice"
    vi: ClassVar[str] = (
        "Đã nêu múi giờ “{zone}”, nhưng cột “{column}” có thời điểm mang múi giờ riêng: “{value}”."
    )
    en: ClassVar[str] = (
        "The zone “{zone}” was named, but the column “{column}” has an instant with its own: "
        "“{value}”."
    )


@attrs.frozen
class EngineReadsNoCsv(EgovdocsError, ValueError):
    """A CSV file for an engine that is given Parquet only."""

    engine: str
    path: str

    code: ClassVar[str] = "bulk.engine-reads-no-csv"
    vi: ClassVar[str] = "Với “{engine}” chỉ đọc Parquet; tệp CSV “{path}” được đọc bằng “arrow”."
    en: ClassVar[str] = (
        "With “{engine}” only Parquet is read; read the CSV file “{path}” with “arrow”."
    )


@attrs.frozen
class EngineFailed(EgovdocsError, RuntimeError):
    """An engine that stopped half way."""

    engine: str
    path: str
    reason: str

    code: ClassVar[str] = "bulk.engine-failed"
    vi: ClassVar[str] = "“{engine}” dừng giữa chừng khi đọc “{path}”: {reason}."
    en: ClassVar[str] = "“{engine}” stopped while reading “{path}”: {reason}."


@attrs.frozen
class SameFile(EgovdocsError, ValueError):
    """The answers would overwrite the log that they are about."""

    path: str

    code: ClassVar[str] = "bulk.same-file"
    vi: ClassVar[str] = "Tệp kết quả “{path}” trùng với tệp nhật ký."
    en: ClassVar[str] = "The file for the answers, “{path}”, is the log itself."


@attrs.frozen
class NotAnswers(EgovdocsError, ValueError):
    """A Parquet file without the verdicts of an audit."""

    file: str
    columns: tuple[str, ...]

    code: ClassVar[str] = "bulk.not-answers"
    vi: ClassVar[str] = (
        "“{file}” không phải kết quả của egovdocs audit LOG.parquet -o (có cột: {columns})."
    )
    en: ClassVar[str] = (
        "“{file}” was not written by egovdocs audit LOG.parquet -o (its columns: {columns})."
    )
