"""
Messages as values: the texts as they stand on the wire, and what they mean.

A text that is absent is None.  Nothing is corrected: a date stays the text that was sent;
:attr:`DocumentMessage.day` is what it says, None where it says no day of the calendar.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, TypeAlias

import attrs

from egovdocs.edxml.attachments import Content
from egovdocs.edxml.deviations import Deviation
from egovdocs.timing import VN

Business = Literal["new", "recall", "update", "replace"]
BUSINESS_CODES: dict[str | None, Business] = {
    "0": "new", "1": "recall", "2": "update", "3": "replace",
}  # fmt: skip

_DAY = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})")
_INSTANT = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")

Text: TypeAlias = str | None


def as_day(text: Text) -> dt.date | None:
    """Read ``yyyy/MM/dd``; None where that is no day of the calendar."""
    match = _DAY.fullmatch(text or "")
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def as_instant(text: Text) -> dt.datetime | None:
    """Read ``yyyy/MM/dd HH:mm:ss``, Vietnam time; None where that is no instant."""
    match = _INSTANT.fullmatch(text or "")
    try:
        return dt.datetime(*map(int, match.groups()), tzinfo=VN) if match else None  # type: ignore[misc,arg-type]
    except ValueError:
        return None


@attrs.frozen
class Organ:
    """A sender or a recipient, as the message names it."""

    id: Text = None
    in_charge: Text = None
    name: Text = None
    address: Text = None
    email: Text = None
    telephone: Text = None
    fax: Text = None
    website: Text = None


@attrs.frozen
class Answered:
    """The document that a message answers, or whose status it tells."""

    agency: Text = None
    code: Text = None
    date: Text = None
    document_id: Text = None


@attrs.frozen
class Hop:
    """One station of a message: whose, and when."""

    agency: Text = None
    timestamp: Text = None


@attrs.frozen
class Staff:
    """Who in an agency handles the message."""

    department: Text = None
    department_id: Text = None
    name: Text = None
    id: Text = None
    mobile: Text = None
    email: Text = None


@attrs.frozen
class Receiver:
    """A recipient that an update takes away (*change* ``0``) or adds (``1``)."""

    agency: Text = None
    change: Text = None


@attrs.frozen
class Replacement:
    """A document that is replaced, and the agencies that have it."""

    document_id: Text = None
    agencies: tuple[str, ...] = ()


@attrs.frozen
class Attachment:
    """
    One attachment, from the manifest and from what was sent.

    Attributes:
        content_id: with ``cid:`` as the message writes it.
        content: None where the manifest names it and nothing was sent.
    """

    content_id: Text = None
    name: Text = None
    description: Text = None
    content_type: Text = None
    content: Content | None = None


@attrs.frozen
class DocumentMessage:
    """
    A message that carries a document, recalls one, updates one or replaces some.

    Attributes:
        target: identifier of the document that is recalled or updated.
        changed, readdressed: flags of an update: of the document, of its recipients.
        receivers: recipients that an update adds or takes away.
        replacements: what the document replaces.
    """

    sender: Organ
    recipients: tuple[Organ, ...]
    number: Text = None
    notation: Text = None
    place: Text = None
    date: Text = None
    type: Text = None
    type_detail: Text = None
    type_name: Text = None
    subject: Text = None
    content: Text = None
    competence: Text = None
    position: Text = None
    signer: Text = None
    due: Text = None
    to_places: tuple[str, ...] = ()
    priority: Text = None
    sphere: Text = None
    typer: Text = None
    copies: Text = None
    pages: Text = None
    direction: Text = None
    appendixes: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    steering: Text = None
    document_id: Text = None
    trace: tuple[Hop, ...] = ()
    business: Text = None
    reason: Text = None
    target: Text = None
    changed: Text = None
    readdressed: Text = None
    paper: Text = None
    receivers: tuple[Receiver, ...] = ()
    staff: Staff | None = None
    replacements: tuple[Replacement, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def kind(self) -> Business | None:
        """What the message does; None where its code is none of the list."""
        return BUSINESS_CODES.get(self.business)

    @property
    def replaces(self) -> tuple[str, ...]:
        """The identifiers of the documents that it replaces."""
        return tuple(each.document_id for each in self.replacements if each.document_id)

    @property
    def day(self) -> dt.date | None:
        """The day of the document."""
        return as_day(self.date)

    @property
    def code(self) -> Text:
        """Number and symbol, as one text."""
        return f"{self.number}/{self.notation}" if self.number and self.notation else None


@attrs.frozen
class StatusMessage:
    """A message that tells how far a document has come with its recipient."""

    sender: Organ
    about: Answered
    status: Text = None
    description: Text = None
    timestamp: Text = None
    staff: Staff | None = None

    @property
    def at(self) -> dt.datetime | None:
        """When, in Vietnam time."""
        return as_instant(self.timestamp)


Message: TypeAlias = DocumentMessage | StatusMessage


@attrs.frozen
class Received:
    """
    One message as it was read.

    Attributes:
        name: where it came from.
        sha256: of its bytes.
        deviations: what departs from the format, in the order it was met.
    """

    name: str
    message: Message
    deviations: tuple[Deviation, ...]
    sha256: str = ""
