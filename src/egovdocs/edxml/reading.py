"""From a tree of elements to a message, telling every departure from the table of elements."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from egovdocs.edxml.attachments import HIDDEN, unsafe
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.elements import (
    ANSWERED,
    BUSINESS,
    FORMER,
    HEADER,
    HEADER_ORDER,
    HOP,
    KNOWN,
    ORGAN,
    STATUS,
    TRACE_ORDER,
    Row,
)
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Hop,
    Message,
    Organ,
    Received,
    StatusMessage,
    as_day,
    as_instant,
)
from egovdocs.edxml.parsing import Builder, Element, parse
from egovdocs.edxml.problems import NotEdxml
from egovdocs.ids import AgencyId, DocumentId, InvalidIdentifier

_HEAD = "edXMLEnvelope/edXMLHeader/MessageHeader"
_TRACE = "edXMLEnvelope/edXMLHeader/TraceHeaderList"
_MANIFEST = "edXMLEnvelope/edXMLBody/edXMLManifest/Reference"
_SENT = "AttachmentEncoded/Attachment"
_AMENDED = dt.date(2022, 9, 15)  # vn/qcvn-102-2016#m2.p5
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_REPEATABLE = frozenset({"To", "ResponseFor"})


def read(data: bytes, name: str = "", limits: Limits = LIMITS) -> Received:
    """Read a message that is whole in memory; see :func:`read_stream`."""
    return read_stream(BytesIO(data).read, name, limits)


def read_stream(chunk: Callable[[int], bytes], name: str = "", limits: Limits = LIMITS) -> Received:
    """
    Read one message in pieces.

    Args:
        chunk: gives the next bytes, at most as many as asked for; none at the end.
        name: how the message is called in what is told.
        limits: how much is read.

    Raises:
        MissingExtra: defusedxml is not installed.
        BrokenXml, ForbiddenXml, OverLimit, NotEdxml: it cannot be read.
    """
    digest = hashlib.sha256()

    def hashed(size: int) -> bytes:
        part = chunk(size)
        digest.update(part)
        return part

    reader = _Reader(parse(hashed, limits))
    return Received(name, reader.message(), tuple(reader.deviations), digest.hexdigest())


class _Reader:
    """Reads one tree; *deviations* grows on the way."""

    def __init__(self, parsed: Builder) -> None:
        self.root = parsed.elements[0]
        self.elements = parsed.elements
        self.deviations = parsed.deviations
        head = self.root.first(_HEAD)
        if head is None:
            raise NotEdxml(self.root.name, _HEAD)
        self.head = head
        self.day: dt.date | None = None

    def tell(self, code: str, at: str, *rest: str) -> None:
        self.deviations.append(Deviation(code, at, *rest))

    def message(self) -> Message:
        """The message, after a look at the tree as a whole."""
        self._hidden()
        self._unknown()
        self._ordered(self.head, HEADER_ORDER)
        status = self.head.first("StatusCode")
        return self._document() if status is None else self._status()

    # -- the tree as a whole -------------------------------------------------------------------

    def _hidden(self) -> None:
        for element in self.elements:
            text = element.text
            if text and (not text.isascii() or "\x7f" in text) and HIDDEN.search(text):
                found = sorted(set(HIDDEN.findall(text)))
                shown = " ".join(f"U+{ord(char):04X}" for char in found)
                self.tell("hidden-characters", element.at, shown)

    def _unknown(self) -> None:
        told: set[str] = set()
        for element in self.elements:
            name = element.name
            if name in KNOWN or name in FORMER or name in told or element.signed:
                continue
            if len(told) < 100:
                self.tell("unknown-element", element.at, name)
                told.add(name)

    def _ordered(self, parent: Element, order: tuple[str, ...]) -> None:
        """Tell the first child that stands after one it belongs before."""
        names = [child.name for child in parent.children if child.name in order]
        for former, name in pairwise(names):
            if order.index(name) < order.index(former):
                self.tell("element-order", parent.at, name, former)
                return

    # -- values --------------------------------------------------------------------------------

    def _values(self, parent: Element | None, rows: Iterable[Row], at: str) -> dict[str, Any]:
        return {row.name: self._value(parent, row, at) for row in rows}

    def _value(self, parent: Element | None, row: Row, at: str) -> str | None:
        found = [] if parent is None else parent.below(row.top, row.rest) or _formerly(parent, row)
        if len(found) > 1:
            self.tell("repeated-element", f"{at}/{row.at}")
        text = found[0].text if found else ""
        if text:
            self._check(text, row, at)
        elif row.required:
            self.tell("missing-element", f"{at}/{row.at}", "", "", row.source)
        return text if found else None

    def _check(self, text: str, row: Row, at: str) -> None:
        length = self._length(row)
        if length and len(text) > length:
            self.tell("too-long", f"{at}/{row.at}", str(len(text)), str(length), row.source)
        if row.among:
            if text not in row.among:
                self.tell("bad-value", f"{at}/{row.at}", text, " | ".join(row.among), row.source)
        elif row.shape != "text" and not _SHAPES[row.shape](text):
            code = _SHAPE_CODES.get(row.shape, "bad-value")
            self.tell(code, f"{at}/{row.at}", text, _SPOKEN.get(row.shape, ""), row.source)

    def _length(self, row: Row) -> int:
        """The limit of *row*; of an agency identifier, that of the day of the message."""
        if row.shape != "agency":
            return row.length
        return 13 if self.day is not None and self.day < _AMENDED else 35

    def _organ(self, element: Element | None, at: str) -> Organ:
        return Organ(**self._values(element, ORGAN, at))

    def _answered(self, element: Element) -> Answered:
        return Answered(**self._values(element, ANSWERED, element.at))

    def _answers(self) -> tuple[Answered, ...]:
        given = self.head.all("ResponseFor")
        for empty in (each for each in given if not each.children and not each.text):
            self.tell("empty-element", empty.at)
        return tuple(self._answered(each) for each in given if each.children)

    # -- a status ------------------------------------------------------------------------------

    def _status(self) -> StatusMessage:
        stamp = self.head.first("Timestamp")
        instant = as_instant(stamp.text) if stamp else None
        self.day = instant.date() if instant else None
        sender = self._organ(self.head.first("From"), f"{self.head.at}/From")
        about = self._answers()
        if not about:
            self.tell("missing-element", f"{self.head.at}/ResponseFor")
        values = self._values(self.head, STATUS, self.head.at)
        return StatusMessage(sender, about[0] if about else Answered(), **values)

    # -- a document ----------------------------------------------------------------------------

    def _document(self) -> DocumentMessage:
        dated = self.head.first("PromulgationInfo/PromulgationDate")
        self.day = as_day(dated.text) if dated else None
        sender = self._organ(self.head.first("From"), f"{self.head.at}/From")
        to = tuple(self._organ(each, each.at) for each in self.head.all("To"))
        values = self._values(self.head, HEADER, self.head.at)
        made = DocumentMessage(
            sender=sender,
            recipients=to,
            to_places=tuple(each.text for each in self.head.all("ToPlaces/Place")),
            answers=self._answers(),
            trace=self._trace(),
            attachments=self._attachments(),
            replaces=self._replaces(),
            **values,
            **self._values(self.root.first(_TRACE), BUSINESS, f"{self.root.name}/{_TRACE}"),
        )
        self._recipients(to)
        self._identified(made)
        return made

    def _recipients(self, to: tuple[Organ, ...]) -> None:
        if not to:
            self.tell("missing-element", f"{self.head.at}/To")
        counts = Counter(organ.id for organ in to if organ.id)
        for agency in (each for each, count in counts.items() if count > 1):
            self.tell("repeated-recipient", f"{self.head.at}/To", agency)

    def _identified(self, made: DocumentMessage) -> None:
        """Compare what the document identifier says with what the message says."""
        found = _document_id(made.document_id or "")
        if found is None:
            return
        at = f"{self.head.at}/DocumentId"
        says = str(found.agency) if found.agency else ""
        if says and made.sender.id and says != made.sender.id:
            self.tell("id-mismatch", at, says, made.sender.id)
        if found.dated and made.date and found.dated != made.date:
            self.tell("id-mismatch", at, found.dated, made.date)

    def _trace(self) -> tuple[Hop, ...]:
        parent = self.root.first(_TRACE)
        if parent is None:
            self.tell("missing-element", f"{self.root.name}/{_TRACE}")
            return ()
        self._ordered(parent, TRACE_ORDER)
        return tuple(self._hop(each) for each in parent.all("TraceHeader"))

    def _hop(self, element: Element) -> Hop:
        return Hop(**self._values(element, HOP, element.at))

    def _replaces(self) -> tuple[str, ...]:
        path = f"{_TRACE}/Bussiness/ReplacementInfoList/ReplacementInfo/DocumentId"
        return tuple(each.text for each in self.root.all(path))

    # -- attachments ---------------------------------------------------------------------------

    def _attachments(self) -> tuple[Attachment, ...]:
        sent = self._sent()
        listed = [self._listed(each, sent) for each in self.root.all(_MANIFEST)]
        for key, element in sent.items():
            self.tell("attachment-unlisted", element.at, key)
            listed.append(_attachment(element, element))
        return tuple(listed)

    def _sent(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for element in self.root.all(_SENT):
            key = self._content_id(element)
            if key in found:
                self.tell("repeated-attachment", element.at, key)
            else:
                found[key] = element
            self._named(element)
        return found

    def _listed(self, reference: Element, sent: dict[str, Element]) -> Attachment:
        """An attachment of the manifest, with what was sent of it; taken out of *sent*."""
        key = self._content_id(reference)
        self._named(reference)
        element = sent.pop(key, None)
        if element is None:
            self.tell("attachment-missing", reference.at, _text(reference, "AttachmentName") or key)
        else:
            self._typed(reference, element)
        return _attachment(reference, element)

    def _content_id(self, element: Element) -> str:
        given = _text(element, "ContentId") or element.attributes.get("href", "")
        given = given or element.attributes.get("xlink:href", "")
        if not given:
            self.tell("missing-element", f"{element.at}/ContentId")
        elif not given.startswith("cid:"):
            self.tell("cid-missing", element.at, given)
        return given.removeprefix("cid:")

    def _named(self, element: Element) -> None:
        name = _text(element, "AttachmentName") or ""
        reason = unsafe(name)
        if reason:
            self.tell("unsafe-name", element.at, name, reason)
        if len(name) > 500:
            self.tell("too-long", element.at, str(len(name)), "500", "implementers")

    def _typed(self, reference: Element, element: Element) -> None:
        """Compare the types that the manifest, the attachment and its first bytes tell."""
        listed, sent = _text(reference, "ContentType"), _text(element, "ContentType")
        if listed and sent and listed != sent:
            self.tell("content-types-differ", element.at, listed, sent)
        content = _content(element)
        begins = content.begins if content else ""
        if sent and begins and not _fits(sent, begins):
            self.tell("content-type-lies", element.at, sent, begins)


def _formerly(parent: Element, row: Row) -> list[Element]:
    """What stands under a name that older programs write."""
    paths = _FORMER_PATHS.get(row.at)
    return next(filter(None, map(parent.all, paths)), []) if paths else []


_FORMER_PATHS = {
    row.at: tuple(row.at.replace(new, old) for old, new in FORMER.items() if new in row.at)
    for row in HEADER
    if any(new in row.at.split("/") for new in FORMER.values())
}


def _text(element: Element, name: str) -> str | None:
    found = element.first(name)
    return found.text if found is not None else None


def _content(element: Element) -> Any:
    found = element.first("ContentTransferEncoded")
    return found.content if found is not None else None


def _attachment(listed: Element, sent: Element | None) -> Attachment:
    given = _text(listed, "ContentId") or listed.attributes.get("href")
    return Attachment(
        content_id=given or listed.attributes.get("xlink:href"),
        name=_text(listed, "AttachmentName"),
        description=_text(listed, "Description"),
        content_type=_text(listed, "ContentType"),
        content=None if sent is None else _content(sent),
    )


# Formats that are zips inside, so that a zip is what their content begins as.
_ZIPS = ("officedocument", "opendocument", "epub", "octet-stream", "x-zip")


def _fits(said: str, begins: str) -> bool:
    if begins in said:
        return True
    return begins == "application/zip" and any(part in said for part in _ZIPS)


# Messages of one exchange name the same agencies and documents again and again.
@lru_cache(maxsize=4096)
def _agency(text: str) -> bool:
    try:
        return not AgencyId.parse(text).problems
    except InvalidIdentifier:
        return False


@lru_cache(maxsize=4096)
def _document_id(text: str) -> DocumentId | None:
    try:
        return DocumentId.parse(text)
    except InvalidIdentifier:
        return None


_SHAPES: dict[str, Callable[[str], bool]] = {
    "text": lambda text: True,  # noqa: ARG005
    "agency": _agency,
    "day": lambda text: as_day(text) is not None,
    "instant": lambda text: as_instant(text) is not None,
    "whole": lambda text: text.isascii() and text.isdigit(),
    "flag": lambda text: text in ("0", "1", "true", "false"),
    "document-id": lambda text: _document_id(text) is not None,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
}
_SHAPE_CODES = {"agency": "bad-agency-id", "document-id": "bad-document-id"}
_SPOKEN = {
    "day": "yyyy/MM/dd",
    "instant": "yyyy/MM/dd HH:mm:ss",
    "whole": "0, 1, 2, ...",
    "flag": "0 | 1",
    "email": "a@b.c",
}
