"""
From a message to XML: the prefix, the order and the spelling of the table of elements.

Reading back what was written gives the message that was written.  Contents of attachments
are given apart, by ContentId: a message that was read holds only what they hash to.  They
are written in pieces, so that a large file is never whole in memory.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import IO, Any, TypeAlias
from xml.sax.saxutils import escape

import attrs

from egovdocs.edxml.elements import (
    ANSWERED,
    BUSINESS,
    HEADER,
    HEADER_ORDER,
    HOP,
    ORGAN,
    RECEIVER,
    STAFF,
    STATUS,
    Row,
)
from egovdocs.edxml.message import (
    Attachment,
    DocumentMessage,
    Message,
    Replacement,
    Staff,
    StatusMessage,
)
from egovdocs.edxml.parsing import QCVN
from egovdocs.edxml.problems import UnwritableText

Contents: TypeAlias = Mapping[str, bytes | Path]
Part: TypeAlias = tuple[str, str]

_START = '<?xml version="1.0" encoding="utf-8"?>\n'
_PIECE = 3 * 65_536  # a whole number of groups of base64
_NO_TEXT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(message: Message, contents: Contents | None = None) -> bytes:
    """Write one message, UTF-8, into memory; see :func:`write_to`."""
    out = BytesIO()
    write_to(out, message, contents)
    return out.getvalue()


def write_to(out: IO[bytes], message: Message, contents: Contents | None = None) -> None:
    """
    Write one message, UTF-8.

    Args:
        out: where to.
        message: what to write; what is None is left out, and nothing is checked: read the
            result to be told what departs from the format.
        contents: of attachments, by the ContentId of each, as bytes or as a file to read;
            one without is named in the manifest only.

    Raises:
        UnwritableText: a text has a character that XML cannot carry.
        OSError: a file cannot be read.
    """
    for piece in _whole(message, contents or {}):
        out.write(piece)


def _whole(message: Message, contents: Contents) -> Iterator[bytes]:
    head = _status(message) if isinstance(message, StatusMessage) else _document(message)
    yield f'{_START}<edXML:edXML xmlns:edXML="{QCVN}">{_tag("edXMLEnvelope", head)}'.encode()
    listed = () if isinstance(message, StatusMessage) else message.attachments
    sent = [each for each in listed if (each.content_id or "") in contents]
    if sent:
        yield b"<edXML:AttachmentEncoded>"
        for each in sent:
            yield from _sent(each, contents[each.content_id or ""])
        yield b"</edXML:AttachmentEncoded>"
    yield b"</edXML:edXML>\n"


def _tag(name: str, inside: str) -> str:
    return f"<edXML:{name}>{inside}</edXML:{name}>"


def _text(name: str, text: str) -> str:
    """One element with a text; a carriage return is written so that parsers keep it."""
    wrong = _NO_TEXT.search(text)
    if wrong:
        raise UnwritableText(name, f"U+{ord(wrong[0]):04X}")
    return _tag(name, escape(text, {"\r": "&#13;"}))


# -- parts: the path of an element, and the element itself -------------------------------------


def _parts(value: Any, rows: Iterable[Row]) -> Iterator[Part]:
    """The elements of the fields that are there."""
    for row in rows:
        text = getattr(value, row.name)
        if text is not None:
            yield row.at, _text(row.at.rpartition("/")[2], text)


def _nested(parts: Iterable[Part]) -> str:
    """Parts in the elements they belong in; those of one parent stand together."""
    found = ""
    for (top, deep), group in groupby(parts, key=_top):
        held = list(group)
        rest = [(path.partition("/")[2], xml) for path, xml in held]
        found += _tag(top, _nested(rest)) if deep else "".join(xml for _, xml in held)
    return found


def _top(part: Part) -> tuple[str, bool]:
    top, slash, _ = part[0].partition("/")
    return top, bool(slash)


def _element(name: str, value: Any, rows: Iterable[Row]) -> str:
    return _tag(name, _nested(_parts(value, rows)))


# -- messages ----------------------------------------------------------------------------------


def _document(message: DocumentMessage) -> str:
    header = sorted(_header(message), key=lambda part: HEADER_ORDER.index(_top(part)[0]))
    trace = "".join(_element("TraceHeader", hop, HOP) for hop in message.trace)
    trace += _nested(_business(message))
    head = _tag("MessageHeader", _nested(header)) + _tag("TraceHeaderList", trace)
    return _tag("edXMLHeader", head) + _body(message.attachments)


def _header(message: DocumentMessage) -> Iterator[Part]:
    yield "From", _element("From", message.sender, ORGAN)
    yield from (("To", _element("To", organ, ORGAN)) for organ in message.recipients)
    yield from _parts(message, HEADER)
    yield from (("OtherInfo/Appendixes/Appendix", _text("Appendix", each))
                for each in message.appendixes)  # fmt: skip
    yield from (("ToPlaces/Place", _text("Place", each)) for each in message.to_places)
    yield from (
        ("ResponseFor", _element("ResponseFor", each, ANSWERED)) for each in message.answers
    )


def _business(message: DocumentMessage) -> Iterator[Part]:
    rows = _parts(message, BUSINESS)
    receivers = ((_RECEIVER, _element("Receiver", each, RECEIVER)) for each in message.receivers)
    replaced = ((_REPLACED, _replacement(each)) for each in message.replacements)
    found = [*rows, *receivers, *_staff(message.staff, "Bussiness/"), *replaced]
    return iter(sorted(found, key=lambda part: _BUSINESS_ORDER.index(part[0].split("/")[1])))


_RECEIVER = "Bussiness/BussinessDocumentInfo/ReceiverList/Receiver"
_REPLACED = "Bussiness/ReplacementInfoList/ReplacementInfo"
_BUSINESS_ORDER = (
    "BussinessDocType", "BussinessDocReason", "BussinessDocumentInfo", "DocumentId", "StaffInfo",
    "Paper", "ReplacementInfoList",
)  # fmt: skip


def _replacement(each: Replacement) -> str:
    ident = "" if each.document_id is None else _text("DocumentId", each.document_id)
    organs = "".join(_text("OrganId", agency) for agency in each.agencies)
    return _tag("ReplacementInfo", ident + (_tag("OrganIdList", organs) if organs else ""))


def _staff(staff: Staff | None, below: str = "") -> Iterator[Part]:
    if staff is not None:
        yield f"{below}StaffInfo", _element("StaffInfo", staff, STAFF)


def _status(message: StatusMessage) -> str:
    parts = [
        ("From", _element("From", message.sender, ORGAN)),
        ("ResponseFor", _element("ResponseFor", message.about, ANSWERED)),
        *_staff(message.staff),
        *_parts(message, STATUS),
    ]
    return _tag("edXMLHeader", _tag("MessageHeader", _nested(parts)))


# -- attachments -------------------------------------------------------------------------------


def _body(attachments: tuple[Attachment, ...]) -> str:
    if not attachments:
        return ""
    references = "".join(_tag("Reference", _described(each, _LISTED)) for each in attachments)
    return _tag("edXMLBody", f'<edXML:edXMLManifest version="1.0">{references}'
                             "</edXML:edXMLManifest>")  # fmt: skip


_LISTED = ("content_id", "content_type", "name", "description")
_SENT = ("content_id", "name", "description", "content_type")
_NAMES = {
    "content_id": "ContentId",
    "content_type": "ContentType",
    "name": "AttachmentName",
    "description": "Description",
}


def _described(each: Attachment, order: tuple[str, ...]) -> str:
    fields = attrs.asdict(each, recurse=False)
    return "".join(_text(_NAMES[key], fields[key]) for key in order if fields[key] is not None)


def _sent(each: Attachment, content: bytes | Path) -> Iterator[bytes]:
    yield f"<edXML:Attachment>{_described(each, _SENT)}<edXML:ContentTransferEncoded>".encode()
    yield from (binascii.b2a_base64(piece, newline=False) for piece in _pieces(content))
    yield b"</edXML:ContentTransferEncoded></edXML:Attachment>"


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
