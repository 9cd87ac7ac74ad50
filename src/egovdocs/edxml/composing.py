"""
From a document to the message that carries it, and from a message to what answers it.

Nothing is guessed: a fact that a message must have and nobody gave is an error, and so is
a message that would depart from the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import attrs

from egovdocs.edxml.elements import STATUS
from egovdocs.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Organ,
    Receiver,
    Replacement,
    StatusMessage,
)
from egovdocs.edxml.problems import LacksContent, LacksFact, NotAParty, WouldDepart
from egovdocs.edxml.reading import read
from egovdocs.edxml.writing import Contents, write, write_to
from egovdocs.record import UNKNOWN, Document, Party
from egovdocs.timing import VN, to_us

_PRIORITY: Mapping[str, str] = {
    "normal": "0", "urgent": "1", "very-urgent": "2", "express": "3", "timed-express": "4",
}  # fmt: skip
_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".txt": "text/plain",
    ".xml": "text/xml",
}
_ANY_TYPE = "application/octet-stream"
_CODES = next(row.among for row in STATUS if row.name == "status")
_REQUEST, _REFUSAL = "13", "02"


@attrs.frozen
class Composed:
    """
    A message that is ready to be written.

    Attributes:
        contents: of its attachments, by ContentId.
    """

    message: DocumentMessage
    contents: Contents

    def write_to(self, out: IO[bytes]) -> None:
        """Write it; files are read in pieces."""
        write_to(out, self.message, self.contents)

    def __bytes__(self) -> bytes:
        return write(self.message, self.contents)


def compose(
    document: Document,
    *,
    sent_at: datetime,
    contents: Contents | None = None,
    replaces: Iterable[Replacement] = (),
) -> Composed:
    """
    Make the message that carries *document*.

    Args:
        document: what to send; every file of it needs its content.
        sent_at: when it leaves its sender; time-zone aware, written to the second.
        contents: by the name of the file, as bytes or as a file to read.
        replaces: the documents that this one replaces; none where it is new.

    Raises:
        LacksFact, LacksContent: something is missing.
        WouldDepart: the message would not follow the format, such as a symbol too long.
        UnwritableText: a text has a character that XML cannot carry.
        NaiveInstant: *sent_at* has no time zone.
    """
    replaced = tuple(replaces)
    sender = _organ(_known(document.sender, "document.sender"), "document.sender")
    number, symbol = _code(_known(document.number, "document.number"))
    day = _day(_known(document.date, "document.date"))
    position, signer = _signer(document)
    given = _attachments(document, contents or {})
    message = DocumentMessage(
        sender=sender,
        recipients=_recipients(document),
        number=number,
        notation=symbol,
        date=day,
        type="1" if _known(document.normative, "document.normative") else "2",
        type_name=_text(document.kind),
        subject=_text(_known(document.abstract, "document.abstract")),
        position=position,
        signer=signer,
        due=_due(document),
        priority=_PRIORITY[_known(document.urgency, "document.urgency")],
        answers=_answers(document),
        document_id=_text(document.id) or f"{sender.id},{day},{number}/{symbol}",
        trace=(Hop(sender.id, _stamp(sent_at)),),
        business="3" if replaced else "0",
        replacements=replaced,
        attachments=tuple(each for each, _ in given),
    )
    return Composed(_checked(message), {each.content_id or "": part for each, part in given})


def recall(message: DocumentMessage, *, at: datetime, reason: str) -> DocumentMessage:
    """Make the message that recalls what *message* sent, to the same recipients."""
    return _checked(_about(message, at, business="1", reason=reason))


def update(
    message: DocumentMessage, *, at: datetime, receivers: Iterable[Receiver]
) -> DocumentMessage:
    """Make the message that tells who is added to, and taken from, the recipients."""
    told = tuple(receivers)
    made = _about(message, at, business="2", changed="0", readdressed="1", receivers=told)
    return _checked(made)


def answer(
    message: DocumentMessage,
    status: str,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
    to: str | None = None,
) -> StatusMessage:
    """
    Make the status with which an agency answers *message*.

    Args:
        status: one of the nine codes; ``13``, by which the sender asks for the document
            back, goes from the sender to the recipient *to*.
        by: identifier of the agency that answers: a recipient of *message*.
        at: when; time-zone aware, written to the second.
        reason: why; a refusal (``02``) needs one.

    Raises:
        NotAParty: *by*, or *to*, is no party that may stand there.
        LacksFact: a refusal without a reason.
        WouldDepart: there is no such status.
        NaiveInstant: *at* has no time zone.
    """
    if status not in _CODES:
        raise WouldDepart("bad-value", "StatusCode", status, " | ".join(_CODES))
    if status == _REFUSAL and not reason:
        raise LacksFact("reason")
    sent, held = (message.sender,), message.recipients
    speakers, others = (sent, held) if status == _REQUEST else (held, sent)
    other = _party(to, others) if status == _REQUEST else message.sender
    about = Answered(other.id, message.code, message.date, message.document_id)
    return StatusMessage(_party(by, speakers), about, status, reason, _stamp(at))


def _party(agency: str | None, organs: tuple[Organ, ...]) -> Organ:
    found = next((organ for organ in organs if organ.id and organ.id == agency), None)
    if found is None:
        raise NotAParty(agency or "-", tuple(organ.id or "-" for organ in organs))
    return found


def _about(message: DocumentMessage, at: datetime, **fields: Any) -> DocumentMessage:
    trace = (Hop(message.sender.id, _stamp(at)),)
    held = {"target": message.document_id, "trace": trace, "attachments": (), "replacements": ()}
    return attrs.evolve(message, **{**held, **fields})


def _checked(message: DocumentMessage) -> DocumentMessage:
    """Read back what would be written, contents aside; insist that nothing departs."""
    for each in read(write(message)).deviations:
        if each.severity != "note" and each.code != "attachment-missing":
            raise WouldDepart(each.code, each.at, each.value, each.expected)
    return message


# -- facts of the document ---------------------------------------------------------------------


def _known(value: Any, field: str) -> Any:
    if value is UNKNOWN or value is None or value == "":
        raise LacksFact(field)
    return value


def _text(value: Any) -> str | None:
    """A text as a reader gets it back: without the spaces around it."""
    return None if value is UNKNOWN or value is None else str(value).strip()


def _organ(party: Party, field: str) -> Organ:
    return Organ(id=_text(_known(party.id, f"{field}.id")), name=_text(party.name))


def _recipients(document: Document) -> tuple[Organ, ...]:
    held = _known(document.recipients, "document.recipients")
    if not held:
        raise LacksFact("document.recipients")
    return tuple(_organ(party, "document.recipients") for party in held)


def _code(text: str) -> tuple[str, str]:
    number, slash, symbol = text.strip().partition("/")
    if not slash:
        raise WouldDepart("bad-value", "Code", text, "12/QĐ-UBND")
    return number.strip(), symbol.strip()


def _signer(document: Document) -> tuple[str | None, str | None]:
    held = document.signer
    if held is UNKNOWN or held is None:
        return None, None
    return _text(held.position), _text(held.name)


def _due(document: Document) -> str | None:
    held = document.reply_by
    return None if held is UNKNOWN or held is None else _day(held)


def _answers(document: Document) -> tuple[Answered, ...]:
    held = _text(document.in_reply_to)
    return (Answered(code=held),) if held else ()


def _attachments(document: Document, contents: Contents) -> list[tuple[Attachment, bytes | Path]]:
    files = () if document.files is UNKNOWN or document.files is None else document.files
    names = [str(_known(file.name, "document.files.name")) for file in files] or list(contents)
    for name in {*names} ^ {*contents}:
        raise LacksContent(name)
    return [(_attachment(index, name), contents[name]) for index, name in enumerate(names, 1)]


def _attachment(index: int, name: str) -> Attachment:
    kind = _TYPES.get(PurePosixPath(name).suffix.lower(), _ANY_TYPE)
    return Attachment(f"cid:{index}", name.strip(), None, kind)


def _day(value: date) -> str:
    """``yyyy/MM/dd``; of an instant, the day in Vietnam."""
    day = value.astimezone(VN) if isinstance(value, datetime) else value
    return f"{day.year:04d}/{day.month:02d}/{day.day:02d}"


def _stamp(at: datetime) -> str:
    """``yyyy/MM/dd HH:mm:ss``, Vietnam time; NaiveInstant where there is no zone."""
    to_us(at)
    local = at.astimezone(VN)
    return f"{_day(local)} {local.hour:02d}:{local.minute:02d}:{local.second:02d}"
