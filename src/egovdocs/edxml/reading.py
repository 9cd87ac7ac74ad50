"""From a tree of elements to a message, telling every departure from the table of elements."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from egovdocs.edxml.attachments import HIDDEN
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.elements import (
    ANSWERED,
    BUSINESS,
    DEMANDED,
    FORMER,
    HEAD,
    HEADER,
    HEADER_ORDER,
    HOP,
    KNOWN,
    ONCE,
    ORGAN,
    RECEIVER,
    REPLACEMENT,
    STAFF,
    STATUS,
    TO_PLACE,
    TO_PLACES,
    TRACE,
    TRACE_ORDER,
    Row,
)
from egovdocs.edxml.enclosed import Enclosed
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.message import (
    Answered,
    DocumentMessage,
    Hop,
    Message,
    Organ,
    Received,
    Receiver,
    Replacement,
    Staff,
    StatusMessage,
    as_day,
    as_instant,
)
from egovdocs.edxml.parsing import Builder, Element, parse
from egovdocs.edxml.problems import NotEdxml
from egovdocs.edxml.shapes import SHAPE_CODES, SHAPES, SPOKEN, document_id, number_problems

_APPENDIX = "OtherInfo/Appendixes/Appendix"
_AMENDED = dt.date(2022, 9, 15)  # vn/qcvn-102-2016#m2.p5


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
        self.elements = parsed.elements
        self.paths = parsed.paths
        self.deviations = parsed.deviations
        if HEAD not in self.paths:
            raise NotEdxml(self.elements[0].name, HEAD)
        self.day: dt.date | None = None

    def tell(self, code: str, at: str, *rest: str) -> None:
        self.deviations.append(Deviation(code, at, *rest))

    def _all(self, *path: str) -> list[Element]:
        return self.paths.get("/".join(path)) or []

    def _first(self, *path: str) -> Element | None:
        found = self.paths.get("/".join(path))
        return found[0] if found else None

    def message(self) -> Message:
        """The message, after a look at the tree as a whole."""
        self._hidden()
        self._unknown()
        self._once()
        self._ordered(self.paths[HEAD][0], HEADER_ORDER)
        return self._status() if self._first(HEAD, "StatusCode") else self._document()

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

    def _once(self) -> None:
        for path in ONCE:
            if len(self._all(path)) > 1:
                self.tell("repeated-element", path)

    def _ordered(self, parent: Element, order: tuple[str, ...]) -> None:
        """Tell the first child that stands after one it belongs before."""
        names = [child.name for child in parent.children if child.name in order]
        for former, name in pairwise(names):
            if order.index(name) < order.index(former):
                self.tell("element-order", parent.at, name, former)
                return

    # -- values --------------------------------------------------------------------------------

    def _values(self, parent: Element | None, rows: Iterable[Row], at: str) -> dict[str, Any]:
        """The texts of *rows* below one element among several."""
        if parent is None:
            return {row.name: self._value((), row, at) for row in rows}
        return {row.name: self._value(parent.all(row.at), row, at) for row in rows}

    def _singles(self, keyed: Iterable[tuple[Row, str]], at: str) -> dict[str, Any]:
        """The texts of rows whose path from the root is given."""
        paths = self.paths
        return {row.name: self._value(paths.get(key, ()), row, at) for row, key in keyed}

    def _value(self, found: Sequence[Element], row: Row, at: str) -> str | None:
        if not found and row.name in _FORMER_PATHS:
            found = self._formerly(row)
        if len(found) > 1:
            self.tell("repeated-element", f"{at}/{row.at}")
        text = found[0].text if found else ""
        if text:
            self._check(text, row, at)
        elif row.required:
            self.tell("missing-element", f"{at}/{row.at}", "", "", row.source)
        return text if found else None

    def _formerly(self, row: Row) -> Sequence[Element]:
        """What stands under a name that older programs write."""
        return next(filter(None, map(self._all, _FORMER_PATHS[row.name])), ())

    def _check(self, text: str, row: Row, at: str) -> None:
        length = self._length(row)
        if length and len(text) > length:
            self.tell("too-long", f"{at}/{row.at}", str(len(text)), str(length), row.source)
        if row.among:
            if text not in row.among:
                self.tell("bad-value", f"{at}/{row.at}", text, " | ".join(row.among), row.source)
        elif row.shape != "text" and not SHAPES[row.shape](text):
            code = SHAPE_CODES.get(row.shape, "bad-value")
            self.tell(code, f"{at}/{row.at}", text, SPOKEN.get(row.shape, ""), row.source)

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
        given = self._all(HEAD, "ResponseFor")
        for empty in (each for each in given if not each.children and not each.text):
            self.tell("empty-element", empty.at)
        found = (self._answered(each) for each in given if each.children)
        return tuple(each for each in found if each != Answered())

    def _numbered(self, code: str, at: str) -> None:
        found = number_problems(code) if code else ()
        if found is None:
            self.tell("bad-number", at, code)
        elif found:
            codes = ", ".join(each.code for each in found)
            self.tell("odd-number", at, code, codes, found[0].clause)

    # -- a status ------------------------------------------------------------------------------

    def _status(self) -> StatusMessage:
        stamp = self._first(HEAD, "Timestamp")
        instant = as_instant(stamp.text) if stamp else None
        self.day = instant.date() if instant else None
        sender = self._organ(self._first(HEAD, "From"), f"{HEAD}/From")
        about = self._answers()
        if not about:
            self.tell("missing-element", f"{HEAD}/ResponseFor")
        elif len(about) > 1:
            self.tell("repeated-element", f"{HEAD}/ResponseFor")
        values = self._singles(_STATUS_KEYS, HEAD)
        if about and values["status"] != "13":  # which names the recipient
            self._same_agency(about[0].document_id, about[0].agency, f"{HEAD}/ResponseFor")
        staff = self._staff(self._first(HEAD, "StaffInfo"))
        return StatusMessage(sender, about[0] if about else Answered(), **values, staff=staff)

    # -- a document ----------------------------------------------------------------------------

    def _document(self) -> DocumentMessage:
        dated = self._first(HEAD, "PromulgationInfo/PromulgationDate")
        self.day = as_day(dated.text) if dated else None
        sender = self._organ(self._first(HEAD, "From"), f"{HEAD}/From")
        to = tuple(self._organ(each, each.at) for each in self._all(HEAD, "To"))
        values = self._singles(_HEADER_KEYS, HEAD)
        made = DocumentMessage(
            sender=sender,
            recipients=to,
            to_places=self._places(),
            appendixes=tuple(
                each.text for each in self._all(HEAD, "OtherInfo/Appendixes/Appendix")
            ),
            answers=self._answers(),
            trace=self._trace(),
            attachments=Enclosed(self.paths, self.tell).attachments(),
            **values,
            **self._business(),
        )
        self._recipients(to)
        self._identified(made)
        self._numbered(made.code or "", f"{HEAD}/Code")
        return made

    def _places(self) -> tuple[str, ...]:
        found = tuple(each.text for each in self._all(HEAD, "ToPlaces/Place"))
        for text in found:
            self._check(text, TO_PLACE, HEAD)
        self._check("".join(found), TO_PLACES, HEAD)
        return found

    def _business(self) -> dict[str, Any]:
        """What the message is to do, and what its sort of message must say besides."""
        values = self._singles(_BUSINESS_KEYS, TRACE)
        for row in DEMANDED.get(values["business"] or "", ()):
            if not self._all(TRACE, row.at):
                self.tell("missing-element", f"{TRACE}/{row.at}", "", "", row.source)
        receivers = self._all(TRACE, "Bussiness/BussinessDocumentInfo/ReceiverList/Receiver")
        return {
            **values,
            "receivers": tuple(
                Receiver(**self._values(each, RECEIVER, each.at)) for each in receivers
            ),
            "staff": self._staff(self._first(TRACE, "Bussiness/StaffInfo")),
            "replacements": self._replaced(),
        }

    def _staff(self, element: Element | None) -> Staff | None:
        return None if element is None else Staff(**self._values(element, STAFF, element.at))

    def _replaced(self) -> tuple[Replacement, ...]:
        return tuple(
            Replacement(
                **self._values(each, REPLACEMENT, each.at),
                agencies=tuple(organ.text for organ in each.all("OrganIdList/OrganId")),
            )
            for each in self._all(TRACE, "Bussiness/ReplacementInfoList/ReplacementInfo")
        )

    def _recipients(self, to: tuple[Organ, ...]) -> None:
        if not to:
            self.tell("missing-element", f"{HEAD}/To")
        counts = Counter(organ.id for organ in to if organ.id)
        for agency in (each for each, count in counts.items() if count > 1):
            self.tell("repeated-recipient", f"{HEAD}/To", agency)

    def _identified(self, made: DocumentMessage) -> None:
        """Compare what the document identifier says with what the message says."""
        found = document_id(made.document_id or "")
        if found is None:
            return
        self._same_agency(made.document_id, made.sender.id, HEAD)
        if found.dated and made.date and found.dated != made.date:
            self.tell("id-mismatch", f"{HEAD}/DocumentId", found.dated, made.date)

    def _same_agency(self, ident: str | None, agency: str | None, at: str) -> None:
        found = document_id(ident or "")
        says = str(found.agency) if found and found.agency else ""
        if says and agency and says != agency:
            self.tell("id-mismatch", f"{at}/DocumentId", says, agency)

    def _trace(self) -> tuple[Hop, ...]:
        parent = self._first(TRACE)
        if parent is None:
            self.tell("missing-element", TRACE)
            return ()
        self._ordered(parent, TRACE_ORDER)
        return tuple(self._hop(each) for each in parent.all("TraceHeader"))

    def _hop(self, element: Element) -> Hop:
        return Hop(**self._values(element, HOP, element.at))


_HEADER_KEYS = tuple((row, f"{HEAD}/{row.at}") for row in HEADER)
_BUSINESS_KEYS = tuple((row, f"{TRACE}/{row.at}") for row in BUSINESS)
_STATUS_KEYS = tuple((row, f"{HEAD}/{row.at}") for row in STATUS)
_FORMER_PATHS = {
    row.name: tuple(
        f"{HEAD}/{row.at.replace(new, old)}" for old, new in FORMER.items() if new in row.at
    )
    for row in HEADER
    if any(new in row.at.split("/") for new in FORMER.values())
}
