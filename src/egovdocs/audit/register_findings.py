"""What departs in a register book, and why one could not be read: fields and two sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from egovdocs.audit.problems import EmptyFile
from egovdocs.errors import EgovdocsError, Lang, spoken

# fmt: off
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
    "unknown-kind": ("Không có tên loại “{value}”; gần nhất là “{expected}”.",
                     "There is no kind of document “{value}”; the closest is “{expected}”."),
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
    "restart": ("Dãy {expected} không bắt đầu lại từ số 01 mà nối tiếp năm trước, từ số {value}.",
                "The series {expected} does not begin again with 01: it goes on from the year "
                "before, with {value}."),
    "after-arrival": ("Ngày văn bản {value} muộn hơn ngày đến {expected}.",
                      "The document is dated {value}, after its arrival on {expected}."),
    "passed-early": ("Ngày chuyển {value} sớm hơn ngày {expected}.",
                     "Passed on {value}, earlier than {expected}."),
    "same-document": ("Văn bản “{value}” đã vào sổ với số đến {expected}.",
                      "The document “{value}” is already in the book, with the serial {expected}."),
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
class EmptyBook(EmptyFile):
    """A file or a sheet without a single filled row."""

    code: ClassVar[str] = "audit.empty-book"
    vi: ClassVar[str] = "Sổ không có dòng nào, cả dòng tên cột."
    en: ClassVar[str] = "The book has no row, not even the names of its columns."


@attrs.frozen
class BookFinding:
    """
    One thing that departs in a register book.

    Attributes:
        code: a key of :data:`SENTENCES`.
        line: of the file or sheet, from 1; 0 where a whole series or book is meant.
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
