"""
From a message to XML: the prefix, the order and the spelling of the table of elements.

Reading back what was written gives the message that was written.  Contents of attachments
are given apart, by ContentId: a message that was read holds only what they hash to.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from egovdocs.edxml.elements import ANSWERED, BUSINESS, HEADER, HEADER_ORDER, ORGAN, STATUS, Row
from egovdocs.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Message,
    StatusMessage,
)
from egovdocs.edxml.parsing import QCVN

_START = '<?xml version="1.0" encoding="utf-8"?>\n'


def write(message: Message, contents: Mapping[str, bytes] | None = None) -> bytes:
    """
    Write one message, UTF-8.

    Args:
        message: what to write; what is None is left out, and nothing is checked: read the
            result to be told what departs from the format.
        contents: of attachments, by the ContentId of each; one without is named in the
            manifest only.
    """
    if isinstance(message, StatusMessage):
        return _whole(_status(message), "", "")
    header = _tag("MessageHeader", _in_order(_header(message))) + _trace(message)
    references = "".join(map(_reference, message.attachments))
    sent = "".join(_sent(each, contents or {}) for each in message.attachments)
    return _whole(header, references, sent)


def _whole(header: str, references: str, sent: str) -> bytes:
    manifest = f'<edXML:edXMLManifest version="1.0">{references}</edXML:edXMLManifest>'
    body = _tag("edXMLBody", manifest) if references else ""
    envelope = _tag("edXMLEnvelope", _tag("edXMLHeader", header) + body)
    attached = _tag("AttachmentEncoded", sent) if sent else ""
    root = f'<edXML:edXML xmlns:edXML="{QCVN}">{envelope}{attached}</edXML:edXML>\n'
    return (_START + root).encode()


def _tag(name: str, inside: str) -> str:
    return f"<edXML:{name}>{inside}</edXML:{name}>"


def _text(name: str, text: str | None) -> str:
    """One element with a text; a carriage return is written so that parsers keep it."""
    return "" if text is None else _tag(name, escape(text, {"\r": "&#13;"}))


def _rows(value: Any, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Name and XML of each element at the top, those below one parent together."""
    given = [(row.at, getattr(value, row.name)) for row in rows]
    held = [(at, text) for at, text in given if text is not None]
    for top, group in groupby(held, key=lambda each: each[0].partition("/")[0]):
        parts = [(at.partition("/")[2], text) for at, text in group]
        whole = parts[0][0] == ""
        inside = "" if whole else "".join(_text(name, text) for name, text in parts)
        yield top, _text(top, parts[0][1]) if whole else _tag(top, inside)


def _joined(value: Any, rows: Iterable[Row]) -> str:
    return "".join(xml for _, xml in _rows(value, rows))


def _in_order(parts: Iterable[tuple[str, str]]) -> str:
    return "".join(xml for _, xml in sorted(parts, key=lambda each: HEADER_ORDER.index(each[0])))


def _header(message: DocumentMessage) -> Iterator[tuple[str, str]]:
    yield "From", _tag("From", _joined(message.sender, ORGAN))
    for organ in message.recipients:
        yield "To", _tag("To", _joined(organ, ORGAN))
    yield from _rows(message, HEADER)
    if message.to_places:
        yield "ToPlaces", _tag("ToPlaces", "".join(_text("Place", p) for p in message.to_places))
    for answered in message.answers:
        yield "ResponseFor", _answered(answered)


def _answered(answered: Answered) -> str:
    return _tag("ResponseFor", _joined(answered, ANSWERED))


def _status(message: StatusMessage) -> str:
    sender = _tag("From", _joined(message.sender, ORGAN))
    return _tag("MessageHeader", sender + _answered(message.about) + _joined(message, STATUS))


def _trace(message: DocumentMessage) -> str:
    hops = "".join(map(_hop, message.trace))
    replaced = "".join(_tag("ReplacementInfo", _text("DocumentId", i)) for i in message.replaces)
    parts = [xml.removeprefix(_OPEN).removesuffix(_CLOSE) for _, xml in _rows(message, BUSINESS)]
    listed = _tag("ReplacementInfoList", replaced) if replaced else ""
    business = _tag("Bussiness", "".join(parts) + listed) if parts or listed else ""
    return _tag("TraceHeaderList", hops + business)


_OPEN, _CLOSE = "<edXML:Bussiness>", "</edXML:Bussiness>"


def _hop(hop: Hop) -> str:
    inside = _text("OrganId", hop.agency) + _text("Timestamp", hop.timestamp)
    return _tag("TraceHeader", inside)


def _reference(each: Attachment) -> str:
    return _tag("Reference", _described(each))


def _described(each: Attachment) -> str:
    return (
        _text("ContentId", each.content_id)
        + _text("ContentType", each.content_type)
        + _text("AttachmentName", each.name)
        + _text("Description", each.description)
    )


def _sent(each: Attachment, contents: Mapping[str, bytes]) -> str:
    content = contents.get(each.content_id or "")
    if content is None:
        return ""
    coded = base64.b64encode(content).decode("ascii")
    return _tag("Attachment", _described(each) + _tag("ContentTransferEncoded", coded))
