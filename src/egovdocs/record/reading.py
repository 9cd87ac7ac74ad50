"""Cases from decoded JSON: strict keys, one table of fields per class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, TypeAlias

import attrs

from egovdocs.errors import EgovdocsError, Lang, closest
from egovdocs.record.quick import Doubt, quick_case
from egovdocs.record.values import (
    Case,
    Document,
    Event,
    File,
    Image,
    Message,
    Observed,
    Party,
    Scan,
    Signature,
    Signer,
)
from egovdocs.record.words import VOCABULARIES, Vocabulary, fold

Reader: TypeAlias = Callable[[Any, str], Any]


@attrs.frozen
class UnknownKey(EgovdocsError, ValueError):
    """A key that a case does not have."""

    field: str
    key: str
    closest: str

    code: ClassVar[str] = "record.unknown-key"
    vi: ClassVar[str] = "Ở “{field}” không có khóa “{key}”; gần nhất là “{closest}”."
    en: ClassVar[str] = "There is no key “{key}” in “{field}”; the closest is “{closest}”."


@attrs.frozen
class MissingKey(EgovdocsError, ValueError):
    """A key that every case must have."""

    field: str
    key: str

    code: ClassVar[str] = "record.missing-key"
    vi: ClassVar[str] = "Ở “{field}” thiếu khóa bắt buộc “{key}”."
    en: ClassVar[str] = "The required key “{key}” is missing in “{field}”."


_TYPES: Mapping[str, str] = {
    "string": "chuỗi ký tự",
    "integer": "số nguyên",
    "number": "số",
    "list": "danh sách",
    "object": "đối tượng",
}


@attrs.frozen
class WrongType(EgovdocsError, ValueError):
    """A value of another type than the field has."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "record.wrong-type"
    vi: ClassVar[str] = "Trường “{field}” có giá trị {value}; kiểu phải là {expected}."
    en: ClassVar[str] = "The field “{field}” has the value {value}; expected {expected}."

    def message(self, lang: Lang = "vi") -> str:
        """Return the sentence of this error in *lang*, the type by its name in that language."""
        if lang == "en" or self.expected not in _TYPES:
            return super().message(lang)
        return WrongType(self.field, self.value, _TYPES[self.expected]).message(lang)


@attrs.frozen
class UnknownWord(EgovdocsError, ValueError):
    """A word outside a closed list."""

    field: str
    value: str
    closest: str

    code: ClassVar[str] = "record.unknown-word"
    vi: ClassVar[str] = "Trường “{field}” không nhận “{value}”; gần nhất là “{closest}”."
    en: ClassVar[str] = "The field “{field}” does not take “{value}”; the closest is “{closest}”."


@attrs.frozen
class InvalidInstant(EgovdocsError, ValueError):
    """A text that is not an instant with a time zone, or not a date."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "record.invalid-instant"
    vi: ClassVar[str] = "Trường “{field}” có “{value}”; phải là thời điểm ISO 8601 như {expected}."
    en: ClassVar[str] = "The field “{field}” has “{value}”; expected ISO 8601 such as {expected}."


@attrs.frozen
class WithoutZone(EgovdocsError, ValueError):
    """An instant that does not say its time zone."""

    field: str
    value: str

    code: ClassVar[str] = "record.without-zone"
    vi: ClassVar[str] = "Trường “{field}” có “{value}”, không ghi múi giờ; hãy thêm, ví dụ +07:00."
    en: ClassVar[str] = "The field “{field}” has “{value}” without a time zone; add one: +07:00."


def _wrong(field: str, value: object, expected: str) -> WrongType:
    return WrongType(field, repr(value)[:200], expected)


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise _wrong(field, value, "string")
    return value


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(field, value, "true/false")
    return value


def _whole(value: Any, field: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(field, value, "integer")
    return value


def _number(value: Any, field: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _wrong(field, value, "number")
    return float(value)


def _instant(value: Any, field: str) -> datetime:
    text = _text(value, field)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInstant(field, text, "2020-03-02T10:20:00+07:00") from None
    if at.tzinfo is None:
        raise WithoutZone(field, text)
    return at


def _day(value: Any, field: str) -> date:
    text = _text(value, field)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInstant(field, text, "2020-03-02") from None


def _day_or_instant(value: Any, field: str) -> date | datetime:
    return _day(value, field) if len(_text(value, field)) == 10 else _instant(value, field)


def _word(name: str) -> Reader:
    vocabulary = VOCABULARIES[name]

    def read(value: Any, field: str) -> str:
        found = vocabulary.get(_text(value, field))
        if found is None:
            raise UnknownWord(field, value, _nearest(value, vocabulary))
        return found

    return read


def _nearest(value: str, vocabulary: Vocabulary) -> str:
    """The closest spelling, English or Vietnamese; an English word with its hyphens."""
    spelling = closest(fold(value), vocabulary.read)
    english = vocabulary.get(spelling)
    return english if english is not None and fold(english) == spelling else spelling


def _open_word(name: str) -> Reader:
    """A list that is open in law: known words are translated, others kept as written."""
    vocabulary = VOCABULARIES[name]

    def read(value: Any, field: str) -> str:
        return vocabulary.get(_text(value, field)) or str(value)

    return read


def _list(item: Reader) -> Reader:
    def read(value: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong(field, value, "list")
        return tuple(item(part, f"{field}[{index}]") for index, part in enumerate(value))

    return read


def _object(make: Callable[..., Any], fields: Mapping[str, Reader], *required: str) -> Reader:
    def read(value: Any, field: str) -> Any:
        if not isinstance(value, dict):
            raise _wrong(field, value, "object")
        prefix = f"{field}." if field else ""
        found = {}
        for key, part in value.items():
            reader = fields.get(key)
            if reader is None:
                raise UnknownKey(field or "case", key, closest(key, fields))
            found[key] = None if part is None else reader(part, prefix + key)
        for key in required:
            if found.get(key) is None:
                raise MissingKey(field or "case", key)
        return make(**found)

    return read


def _types(value: Any, field: str) -> Any:
    if value == "all":
        return "all"
    return _list(_watched)(value, field)


def _watched(value: Any, field: str) -> str:
    kind, at, channel = _text(value, field).partition("@")
    read = _word("event")(kind, field)
    return f"{read}@{_word('channel')(channel, field)}" if at else str(read)


# fmt: off
_PARTY = _object(Party, {
    "id": _text, "name": _text, "kind": _word("party-kind"), "level": _word("level"),
    "on_system": _flag, "lacks": _list(_word("lack")),
    "registered_for": _list(_word("purpose")), "has_account": _flag,
})
_IMAGE = _object(Image, {
    "colour": _word("colour"), "format": _text, "size_mm": _list(_number), "page": _whole,
    "box": _list(_number), "transparent": _flag,
})
_SIGNATURE = _object(Signature, {
    "by": _word("signed-by"), "valid": _flag, "at": _instant, "image": _IMAGE, "issuer": _text,
})
_SCAN = _object(Scan, {"pdf_version": _text, "dpi": _whole, "colour": _flag, "scale": _text})
_FILE = _object(File, {
    "name": _text, "role": _word("role"), "signed": _flag, "sha256": _text, "pages": _whole,
    "signatures": _list(_SIGNATURE), "scan": _SCAN,
})
_SIGNER = _object(Signer, {"position": _text, "name": _text})
_DOCUMENT = _object(Document, {
    "id": _text, "number": _text, "date": _day, "kind": _text, "normative": _flag,
    "abstract": _text, "urgency": _word("urgency"), "state_secret": _flag,
    "subjects": _list(_word("subject")), "purposes": _list(_word("purpose")),
    "sender": _PARTY, "recipients": _list(_PARTY), "signer": _SIGNER,
    "signatures": _list(_SIGNATURE), "files": _list(_FILE), "charset": _word("charset"),
    "is_reply": _flag, "in_reply_to": _text, "reply_requested": _flag,
    "reply_by": _day_or_instant, "due": _day_or_instant, "status": _open_word("state"),
    "notes": _text, "on_paper_list": _flag, "priority": _flag, "permitted_by": _text,
})
_MESSAGE = _object(Message, {
    "relation": _word("relation"), "sender": _PARTY, "recipients": _list(_PARTY),
    "state_secret": _flag, "within_competence": _flag, "purposes": _list(_word("purpose")),
    "permitted_by": _text,
})
_EVENT = _object(Event, {
    "type": _word("event"), "at": _instant, "agency": _text, "channel": _word("channel"),
    "reason": _text, "items": _list(_word("outage-item")), "period": _text, "lead": _text,
    "coordinating": _list(_text), "due": _day_or_instant, "result": _word("scan-result"),
    "to": _text, "form": _word("form"), "severity": _word("severity"), "authentic": _flag,
    "intact": _flag, "right_addressee": _flag, "account": _text,
}, "type", "at")
_OBSERVED = _object(Observed, {"until": _instant, "types": _types}, "until")
_CASE = _object(Case, {
    "case": _text, "profile": _text, "about": _word("about"), "document": _DOCUMENT,
    "message": _MESSAGE, "events": _list(_EVENT), "observed": _OBSERVED, "periods": _list(_text),
}, "case")
# fmt: on


def case_from_json(value: object) -> Case:
    """Read one case; see :meth:`egovdocs.record.Case.from_json`."""
    if isinstance(value, dict):
        value = {key: part for key, part in value.items() if part is not None or key in _NULLABLE}
    try:
        return quick_case(value)
    except Doubt:
        return strict_case(value)


def strict_case(value: object) -> Case:
    """Read one case with the path of every field at hand: slower, and with the last word."""
    case: Case = _CASE(value, "")
    return case


_NULLABLE = frozenset({"document", "message", "case"})
