"""
What departs from the message format, and how much it matters.

A ``note`` is a habit of real systems that loses nothing; a ``warning`` may mislead a
receiver; an ``error`` breaks a stated requirement or makes a part unusable.  Nothing
that departs is repaired silently: it is read, and it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from egovdocs.errors import Lang, spoken

Severity = Literal["note", "warning", "error"]


@attrs.frozen
class Sort:
    """One sort of deviation: how much it matters, and its sentences about {value}, {expected}."""

    severity: Severity
    vi: str
    en: str


@attrs.frozen
class Deviation:
    """
    One departure of one message.

    Attributes:
        code: its sort, a key of :data:`SORTS`.
        at: the element, from the root, local names with ``/`` between.
        value: what stands there.
        expected: what should, or the limit.
        source: where that is stated; empty where it is only the shape of the format.
    """

    code: str
    at: str = ""
    value: str = ""
    expected: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return SORTS[self.code].severity

    def message(self, lang: Lang = "vi") -> str:
        """Say it in *lang*; never a control character."""
        sort = SORTS[self.code]
        sentence = sort.vi if lang == "vi" else sort.en
        said = sentence.format(value=spoken(self.value), expected=spoken(self.expected))
        return f"{spoken(self.at)}: {said}" if self.at else said

    def to_json(self) -> dict[str, Any]:
        """Write it as one JSON object."""
        fields = attrs.asdict(self)
        message = {"vi": self.message("vi"), "en": self.message("en")}
        return {**fields, "severity": self.severity, "message": message}


# fmt: off
SORTS: Mapping[str, Sort] = {
    # the form of the XML
    "leading-bytes": Sort("warning",
        "Có {value} byte trước phần khai báo XML.",
        "There are {value} bytes before the XML declaration."),
    "unbound-prefix": Sort("warning",
        "Tiền tố “{value}” không được khai báo.",
        "The prefix “{value}” is not declared."),
    "no-namespace": Sort("note",
        "Phần tử “{value}” không thuộc không gian tên nào.",
        "The element “{value}” is in no namespace."),
    "old-namespace": Sort("note",
        "Dùng không gian tên cũ {value}.",
        "The older namespace {value} is used."),
    "foreign-namespace": Sort("warning",
        "Không gian tên {value} không phải của edXML.",
        "The namespace {value} is not that of edXML."),
    "signature-namespace": Sort("warning",
        "Chữ ký không thuộc không gian tên XML-DSig.",
        "The signature is not in the namespace of XML-DSig."),
    "element-order": Sort("note",
        "“{value}” đứng sai thứ tự; phải trước “{expected}”.",
        "“{value}” is out of order; it belongs before “{expected}”."),
    "empty-element": Sort("note",
        "Phần tử có mặt nhưng rỗng.",
        "The element is there and empty."),
    "repeated-element": Sort("warning",
        "Phần tử chỉ được có một lần; lần đầu được dùng.",
        "The element may stand once; the first one is used."),
    "unknown-element": Sort("note",
        "Phần tử “{value}” không có trong bảng phần tử.",
        "The element “{value}” is not in the table of elements."),
    # what it says
    "missing-element": Sort("error",
        "Thiếu phần tử bắt buộc.",
        "The required element is missing."),
    "too-long": Sort("error",
        "Dài {value} ký tự, quá {expected}.",
        "{value} characters, more than {expected}."),
    "bad-value": Sort("error",
        "Giá trị “{value}” phải là {expected}.",
        "The value “{value}” should be {expected}."),
    "bad-agency-id": Sort("warning",
        "“{value}” không theo cấu trúc mã định danh cơ quan.",
        "“{value}” does not follow the structure of agency identifiers."),
    "bad-document-id": Sort("warning",
        "“{value}” không theo dạng mã định danh văn bản nào đã biết.",
        "“{value}” follows no known form of document identifiers."),
    "odd-number": Sort("note",
        "Số, ký hiệu “{value}” viết khác quy định: {expected}.",
        "The number and symbol “{value}” departs from how it is to be written: {expected}."),
    "bad-number": Sort("warning",
        "“{value}” không đọc được thành số, ký hiệu văn bản.",
        "“{value}” cannot be read as the number and symbol of a document."),
    "id-mismatch": Sort("warning",
        "Mã định danh văn bản ghi “{value}”, thông điệp ghi “{expected}”.",
        "The document identifier says “{value}”, the message “{expected}”."),
    "repeated-recipient": Sort("error",
        "Nơi nhận “{value}” có hai lần.",
        "The recipient “{value}” stands twice."),
    "hidden-characters": Sort("warning",
        "Có ký tự điều khiển hoặc đảo chiều chữ: {value}.",
        "There are control or direction characters: {value}."),
    # attachments
    "cid-missing": Sort("note",
        "ContentId “{value}” không có “cid:” ở đầu.",
        "The ContentId “{value}” does not begin with “cid:”."),
    "content-types-differ": Sort("warning",
        "Danh mục ghi kiểu {value}, tệp đính kèm ghi {expected}.",
        "The manifest says {value}, the attachment {expected}."),
    "content-type-lies": Sort("warning",
        "Ghi kiểu {value} nhưng nội dung là {expected}.",
        "It says {value}, and the content is {expected}."),
    "attachment-missing": Sort("error",
        "Danh mục nêu “{value}” nhưng không có tệp đính kèm ấy.",
        "The manifest names “{value}” and no such attachment is there."),
    "attachment-unlisted": Sort("warning",
        "Tệp đính kèm “{value}” không có trong danh mục.",
        "The attachment “{value}” is not in the manifest."),
    "repeated-attachment": Sort("error",
        "Hai tệp đính kèm cùng ContentId “{value}”.",
        "Two attachments have the ContentId “{value}”."),
    "not-base64": Sort("error",
        "Nội dung không phải base64, từ ký tự thứ {value}.",
        "The content is not base64, from character {value} on."),
    "unsafe-name": Sort("error",
        "Tên tệp “{value}” không an toàn: {expected}.",
        "The file name “{value}” is not safe: {expected}."),
    "broken-zip": Sort("error",
        "Tệp zip đính kèm không đọc được: {value}.",
        "The attached zip cannot be read: {value}."),
    "zip-over-limit": Sort("error",
        "Tệp zip vượt giới hạn “{value}” là {expected}; không liệt kê tiếp.",
        "The zip is over the limit “{value}” of {expected}; it is listed no further."),
    # messages beside one another
    "repeated-message": Sort("note",
        "Trùng hoàn toàn với thông điệp {value}; không tính lần nữa.",
        "The same as message {value}; not counted again."),
    "repeated-document": Sort("error",
        "Mã định danh văn bản “{value}” đã có ở thông điệp {expected}, với nội dung khác.",
        "The document identifier “{value}” was in message {expected}, with other content."),
    "same-triple": Sort("warning",
        "Cùng số, ký hiệu và cơ quan ban hành ({value}) với thông điệp {expected}.",
        "The same number, symbol and issuing agency ({value}) as message {expected}."),
    "orphan": Sort("warning",
        "Không có thông điệp nào của văn bản “{value}”.",
        "There is no message of the document “{value}”."),
    "out-of-order": Sort("warning",
        "Bước {value} xảy ra trước bước phải có trước nó, {expected}.",
        "Step {value} comes earlier than {expected}, which must precede it."),
    "no-instant": Sort("warning",
        "Không có thời điểm đọc được, nên không thành sự kiện.",
        "There is no readable instant, so no event comes of it."),
    "no-event": Sort("note",
        "{value} không thành sự kiện nào của vụ việc.",
        "{value} becomes no event of the case."),
}
# fmt: on
