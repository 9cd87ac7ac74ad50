"""
The quick way to read a case: what is well formed, and nothing else.

No paths are kept for messages.  Whatever is not as it should be, or merely unusual, raises
:class:`Doubt`; the strict reader is then asked, which has the last word on every case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn, TypeAlias

from egovdocs.errors import EgovdocsError
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
from egovdocs.record.words import VOCABULARIES, Vocabulary

Reader: TypeAlias = Callable[[Any], Any]


class Doubt(Exception):
    """The strict reader must be asked."""


def quick_case(value: object) -> Case:
    """
    Read one case as decoded from JSON.

    Raises:
        Doubt: the strict reader must be asked; it may find nothing wrong.
    """
    try:
        case: Case = _CASE(value)
    except (KeyError, TypeError, ValueError, AttributeError, EgovdocsError):
        raise Doubt from None
    return case


def _doubt() -> NoReturn:
    raise Doubt


def _text(value: Any) -> str:
    return value if type(value) is str else _doubt()


def _flag(value: Any) -> bool:
    return value if type(value) is bool else _doubt()


def _whole(value: Any) -> int:
    return value if type(value) is int else _doubt()


def _number(value: Any) -> float:
    return float(value) if type(value) in (int, float) else _doubt()


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value)
    return at if at.tzinfo is not None else _doubt()


def _day_or_instant(value: Any) -> date | datetime:
    return date.fromisoformat(value) if len(value) == 10 else _instant(value)


class _Words(dict[str, str]):
    """The spellings of a closed list; those that must be folded first are looked up so."""

    vocabulary: Vocabulary

    def __missing__(self, text: str) -> str:
        return self.vocabulary.get(text) or _doubt()


def _word(name: str) -> Reader:
    words = _Words(VOCABULARIES[name].read)
    words.vocabulary = VOCABULARIES[name]
    return words.__getitem__


def _open_word(name: str) -> Reader:
    vocabulary = VOCABULARIES[name]
    return lambda value: vocabulary.get(_text(value)) or value


def _list(item: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        return tuple(map(item, value)) if type(value) is list else _doubt()

    return read


def _object(make: Callable[..., Any], fields: Mapping[str, Reader], *required: str) -> Reader:
    def read(value: Any) -> Any:
        found = value.copy() if type(value) is dict else _doubt()
        for key, part in value.items():
            reader = fields[key]
            if part is None:
                continue
            if reader is _text:
                if type(part) is not str:
                    raise Doubt
            else:
                found[key] = reader(part)
        for key in required:
            if found[key] is None:
                raise Doubt
        return make(**found)

    return read


def _types(value: Any) -> Any:
    return "all" if value == "all" else _list(_EVENT_WORD)(value)


# fmt: off
_EVENT_WORD = _word("event")
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
    "id": _text, "number": _text, "date": date.fromisoformat, "kind": _text, "normative": _flag,
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
_EVENT = _object(Event, {  # an instant without a zone is refused by the event itself
    "type": _EVENT_WORD, "at": datetime.fromisoformat, "agency": _text,
    "channel": _word("channel"), "reason": _text, "items": _list(_word("outage-item")),
    "period": _text, "lead": _text, "coordinating": _list(_text), "due": _day_or_instant,
    "result": _word("scan-result"), "to": _text, "form": _word("form"),
    "severity": _word("severity"), "authentic": _flag, "intact": _flag,
    "right_addressee": _flag, "account": _text,
}, "type", "at")
_OBSERVED = _object(Observed, {"until": _instant, "types": _types}, "until")
_CASE = _object(Case, {
    "case": _text, "profile": _text, "about": _word("about"), "document": _DOCUMENT,
    "message": _MESSAGE, "events": _list(_EVENT), "observed": _OBSERVED, "periods": _list(_text),
}, "case")
# fmt: on
