"""One case in the making: the messages of one document, and what they say happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.message import (
    DocumentMessage,
    Hop,
    Message,
    Organ,
    StatusMessage,
    as_day,
    as_instant,
)
from egovdocs.record import UNKNOWN, Case, Document, Event, File, Party, Signer

# What each status says happened, after vn/qcvn-102-2016#m2.p7; 13 is the sender's own.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "01": ("arrived",),
    "02": ("refused",),
    "03": ("accepted", "registered-in"),
    "04": ("assigned",),
    "05": ("processing",),
    "06": ("completed",),
    "13": ("recall-sent",),
    "15": ("recall-confirmed",),
    "16": (),
}
_ACTS: Mapping[str | None, tuple[str, ...]] = {
    "recall": ("recalled", "recall-sent"),
    "update": ("updated",),
}
_RANKS: Mapping[str, int] = {"01": 1, "02": 2, "03": 2, "04": 3, "05": 4, "06": 5}
_ASKED = ("15", "16")
_URGENCY = {
    "0": "normal", "1": "urgent", "2": "very-urgent", "3": "express", "4": "timed-express",
}  # fmt: skip
_SENT = "phát hành / published"
_REQUEST = "13, thu hồi, cập nhật / 13, recall, update"
_TRIPLE = "vn/30-2020-nd-cp#pl6.p1.m3.k1.h"

Told: TypeAlias = tuple[str, Deviation]


@attrs.frozen
class Joined:
    """
    One case, and the messages it was made of.

    Attributes:
        names: of the messages, in the order they were added.
        deviations: each with the name of the message it is about.
    """

    case: Case
    names: tuple[str, ...]
    deviations: tuple[Told, ...]


@attrs.frozen
class Entry:
    """
    One message of a case.

    Attributes:
        message: None where the same bytes were there before.
        told: what departs in it.
        replaces: whether it is here because it replaces the document of this case.
    """

    name: str
    message: Message | None
    told: tuple[Deviation, ...]
    replaces: bool = False


@attrs.define(eq=False)
class Draft:
    """What is known so far of one document."""

    key: str
    document: DocumentMessage | None = None
    name: str = ""
    recipients: list[Organ] = attrs.field(factory=list)
    statuses: list[tuple[str, StatusMessage]] = attrs.field(factory=list)
    later: list[tuple[str, DocumentMessage]] = attrs.field(factory=list)
    replaced: list[tuple[str, DocumentMessage]] = attrs.field(factory=list)
    names: list[str] = attrs.field(factory=list)
    told: list[Told] = attrs.field(factory=list)

    def add(self, entry: Entry) -> None:
        """Take the next message."""
        message = entry.message
        if message is not None:
            self.names.append(entry.name)
        if isinstance(message, StatusMessage):
            self.statuses.append((entry.name, message))
        elif message is not None and entry.replaces:
            self.replaced.append((entry.name, message))
        elif message is not None and message.kind in _ACTS:
            self.later.append((entry.name, message))
        elif message is not None:
            self._carried(entry.name, message)
        self.told += ((entry.name, each) for each in entry.told)

    def _carried(self, name: str, message: DocumentMessage) -> None:
        if self.document is None:
            self.document, self.name = message, name
        elif not _same(self.document, message):
            told = Deviation("repeated-document", "", self.key, self.name, _TRIPLE)
            self.told.append((name, told))
            return
        held = {organ.id for organ in self.recipients}
        self.recipients += (organ for organ in message.recipients if organ.id not in held)

    def joined(self) -> Joined:
        """The case, and what is told of it."""
        events = _events(self)
        _order(self)
        if self.document is None:
            self.told.append((self.names[0], Deviation("orphan", value=self.key)))
        case = Case(_plain(self.key), tuple(events), _document(self))
        return Joined(case, tuple(self.names), tuple(self.told))


def _plain(text: str) -> str:
    """*text* with a mark for whatever a terminal would obey instead of showing."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _same(one: DocumentMessage, other: DocumentMessage) -> bool:
    """Whether two messages carry one document, perhaps to different recipients."""
    return (one.sender.id, one.code, one.date, one.subject) == (
        other.sender.id, other.code, other.date, other.subject,
    )  # fmt: skip


# -- events ------------------------------------------------------------------------------------


def _events(draft: Draft) -> list[Event]:
    found: list[Event] = []
    if draft.document is not None:
        found += _stamped(draft, draft.name, ("published",), _left(draft.document))
    for name, message in draft.later:
        found += _stamped(draft, name, _ACTS[message.kind], _left(message))
    for name, message in draft.replaced:
        found += _stamped(draft, name, ("replaced",), _left(message))
    for name, status in sorted(draft.statuses, key=lambda row: row[1].status or ""):
        found += _of_status(draft, name, status)
    return sorted(found, key=lambda event: event.at)


def _of_status(draft: Draft, name: str, status: StatusMessage) -> list[Event]:
    kinds = EVENTS.get(status.status or "")
    if kinds is None:
        return []
    if not kinds:
        draft.told.append((name, Deviation("no-event", value=status.status or "")))
    own = status.status == "13"
    agency = UNKNOWN if own else status.sender.id or UNKNOWN
    reason = (status.description or None) if status.status == "02" else UNKNOWN
    return _stamped(draft, name, kinds, status.at, agency=agency, reason=reason)


def _stamped(
    draft: Draft, name: str, kinds: tuple[str, ...], at: datetime | None, **fields: Any
) -> list[Event]:
    if at is None:
        if kinds:
            draft.told.append((name, Deviation("no-instant")))
        return []
    return [Event(kind, at, channel=_channel(kind), **fields) for kind in kinds]


# Acts that send something went through the systems that exchange messages.
_SENDS = frozenset(
    {"published", "arrived", "recall-sent", "recall-confirmed", "updated", "replaced"}
)


def _channel(kind: str) -> Any:
    return "system" if kind in _SENDS else UNKNOWN


def _left(message: DocumentMessage) -> datetime | None:
    """When the message left its sender: the sender's own station, else the first."""
    own = [hop for hop in message.trace if hop.agency == message.sender.id]
    first = next(iter((*own, *message.trace)), Hop())
    return as_instant(first.timestamp)


# -- order -------------------------------------------------------------------------------------


def _order(draft: Draft) -> None:
    """Tell each message that stands before what must precede it."""
    sent = _left(draft.document) if draft.document is not None else None
    _acts_order(draft, sent)
    asked = min(_requests(draft), default=None)
    former: dict[str | None, tuple[int, str, datetime]] = {}
    for name, status, at in _dated(draft):
        code = status.status or ""
        if sent is not None and at < sent:
            draft.told.append((name, Deviation("out-of-order", "", code, _SENT)))
        if code in _ASKED and asked is not None and at < asked:
            draft.told.append((name, Deviation("out-of-order", "", code, _REQUEST)))
        rank, held, then = former.get(status.sender.id, (0, "", at))
        own = _RANKS.get(code, 0)
        if own and own < rank and then < at:
            draft.told.append((name, Deviation("out-of-order", "", held, code)))
        elif own >= rank:
            former[status.sender.id] = own, code, at


def _acts_order(draft: Draft, sent: datetime | None) -> None:
    for name, message in (*draft.later, *draft.replaced):
        at = _left(message)
        if at is not None and sent is not None and at < sent:
            told = Deviation("out-of-order", "", message.kind or "", _SENT)
            draft.told.append((name, told))


def _requests(draft: Draft) -> Iterator[datetime]:
    """When the sender asked for the document back, or said that it changes."""
    yield from (at for _, status, at in _dated(draft) if status.status == "13")
    yield from filter(None, (_left(message) for _, message in draft.later))


def _dated(draft: Draft) -> list[tuple[str, StatusMessage, datetime]]:
    known = [(name, each, each.at) for name, each in draft.statuses]
    dated = [(name, each, at) for name, each, at in known if at is not None]
    return sorted(dated, key=lambda row: (row[2], row[1].status or ""))


# -- the document ------------------------------------------------------------------------------


def _document(draft: Draft) -> Document:
    message = draft.document
    if message is None:
        return _outline(draft)
    recipients = _current(draft)
    return Document(
        id=_or_unknown(message.document_id),
        number=_or_unknown(message.code),
        date=_or_unknown(message.day),
        kind=_or_unknown(message.type_name or None),
        abstract=_or_unknown(message.subject),
        urgency=_or_unknown(_URGENCY.get(message.priority or "")),
        sender=_party(message.sender),
        recipients=tuple(map(_party, recipients)),
        signer=_signer(message),
        files=tuple(_file(each.name, each.content) for each in message.attachments),
        is_reply=True if message.answers else UNKNOWN,
        in_reply_to=_or_unknown(message.answers[0].code if message.answers else None),
        reply_by=_or_unknown(as_day(message.due)),
    )


def _current(draft: Draft) -> list[Organ]:
    """The recipients after every update, in the order of their instants."""
    held = {organ.id: organ for organ in draft.recipients}
    updates = [(at, message) for _, message in draft.later if (at := _left(message)) is not None]
    for _, message in sorted(updates, key=lambda row: row[0]):
        for each in message.receivers:
            if each.change == "0":
                held.pop(each.agency, None)
            elif each.change == "1" and each.agency:
                held.setdefault(each.agency, Organ(id=each.agency))
    return list(held.values())


def _outline(draft: Draft) -> Document:
    """What statuses, recalls and updates tell of a document whose message is not there."""
    answered = [status.about for _, status in draft.statuses]
    later = [message for _, message in draft.later]
    idents = [each.document_id for each in answered] + [each.target for each in later]
    idents += [draft.key] if draft.replaced else []
    codes = [each.code for each in answered] + [each.code for each in later]
    return Document(
        id=_or_unknown(next(filter(None, idents), None)),
        number=_or_unknown(next(filter(None, codes), None)),
    )


def _or_unknown(value: Any) -> Any:
    return UNKNOWN if value is None else value


def _party(organ: Organ) -> Party:
    return Party(id=_or_unknown(organ.id), name=_or_unknown(organ.name))


def _signer(message: DocumentMessage) -> Any:
    if message.position is None and message.signer is None:
        return UNKNOWN
    return Signer(_or_unknown(message.position), _or_unknown(message.signer))


def _file(name: str | None, content: Any) -> File:
    return File(name=_or_unknown(name), sha256=_or_unknown(content and content.sha256))
