"""Messages for the tests, after the element table of the national exchange."""

from __future__ import annotations

import base64
from collections.abc import Sequence

QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.7\n% a page\n"


def header(
    *,
    to: Sequence[str] = ("000.00.07.H39",),
    sender: str = "000.00.00.H39",
    number: str = "12",
    notation: str = "UBND-VX",
    day: str = "2020/03/02",
    subject: str = "Về việc kiểm tra",
    ident: str = "000.00.00.H39,2020/03/02,12/UBND-VX",
    more: str = "",
) -> str:
    """The message header of a document, its parts in the order of the table."""
    tos = "".join(f"<edXML:To><edXML:OrganId>{each}</edXML:OrganId></edXML:To>" for each in to)
    return (
        f"<edXML:MessageHeader><edXML:From><edXML:OrganId>{sender}</edXML:OrganId>"
        f"<edXML:OrganName>UBND tỉnh</edXML:OrganName></edXML:From>{tos}"
        f"<edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber>"
        f"<edXML:CodeNotation>{notation}</edXML:CodeNotation></edXML:Code>"
        f"<edXML:PromulgationInfo><edXML:PromulgationDate>{day}</edXML:PromulgationDate>"
        "</edXML:PromulgationInfo><edXML:DocumentType><edXML:Type>2</edXML:Type>"
        "<edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>"
        f"<edXML:Subject>{subject}</edXML:Subject>"
        "<edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo>"
        f"{more}<edXML:DocumentId>{ident}</edXML:DocumentId></edXML:MessageHeader>"
    )


def trace(
    at: str = "2020/03/02 09:09:00",
    business: str = "0",
    more: str = "",
    agency: str = "000.00.00.H39",
) -> str:
    """Where the message has been, and what it is to do."""
    return (
        f"<edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{agency}</edXML:OrganId>"
        f"<edXML:Timestamp>{at}</edXML:Timestamp></edXML:TraceHeader>"
        f"<edXML:Bussiness><edXML:BussinessDocType>{business}</edXML:BussinessDocType>"
        f"{more}</edXML:Bussiness></edXML:TraceHeaderList>"
    )


def reference(ident: str = "cid:a1", name: str = "12.pdf", kind: str = "application/pdf") -> str:
    """One attachment, in the manifest."""
    return (
        f"<edXML:Reference><edXML:ContentId>{ident}</edXML:ContentId>"
        f"<edXML:ContentType>{kind}</edXML:ContentType>"
        f"<edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"
    )


def attached(
    content: bytes | str = PDF,
    ident: str = "cid:a1",
    name: str = "12.pdf",
    kind: str = "application/pdf",
) -> str:
    """One attachment, as it is sent; a text stands there as it is."""
    coded = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    return (
        f"<edXML:Attachment><edXML:ContentId>{ident}</edXML:ContentId>"
        f"<edXML:AttachmentName>{name}</edXML:AttachmentName>"
        f"<edXML:ContentType>{kind}</edXML:ContentType>"
        f"<edXML:ContentTransferEncoded>{coded}</edXML:ContentTransferEncoded>"
        "</edXML:Attachment>"
    )


def whole(header: str, trace: str = "", references: str = "", attachments: str = "") -> str:
    """A whole message."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><edXML:edXML xmlns:edXML="{QCVN}">'
        f"<edXML:edXMLEnvelope><edXML:edXMLHeader>{header}{trace}</edXML:edXMLHeader>"
        '<edXML:edXMLBody><edXML:edXMLManifest version="1.0">'
        f"{references}</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>"
        f"<edXML:AttachmentEncoded>{attachments}</edXML:AttachmentEncoded></edXML:edXML>"
    )


def document(
    header_text: str | None = None,
    trace_text: str | None = None,
    references: str | None = None,
    attachments: str | None = None,
) -> str:
    """A document message from which nothing departs, but for the parts given."""
    return whole(
        header() if header_text is None else header_text,
        trace() if trace_text is None else trace_text,
        reference() if references is None else references,
        attached() if attachments is None else attachments,
    )


def status(
    code: str = "01",
    at: str = "2020/03/02 09:10:00",
    sender: str = "000.00.07.H39",
    ident: str = "000.00.00.H39,2020/03/02,12/UBND-VX",
    about: str = "12/UBND-VX",
    says: str = "",
) -> str:
    """A status message from which nothing departs."""
    return whole(
        f"<edXML:MessageHeader><edXML:From><edXML:OrganId>{sender}</edXML:OrganId></edXML:From>"
        "<edXML:ResponseFor><edXML:OrganId>000.00.00.H39</edXML:OrganId>"
        f"<edXML:Code>{about}</edXML:Code>"
        "<edXML:PromulgationDate>2020/03/02</edXML:PromulgationDate>"
        f"<edXML:DocumentId>{ident}</edXML:DocumentId></edXML:ResponseFor>"
        f"<edXML:StatusCode>{code}</edXML:StatusCode>"
        f"<edXML:Description>{says}</edXML:Description>"
        f"<edXML:Timestamp>{at}</edXML:Timestamp></edXML:MessageHeader>"
    )
