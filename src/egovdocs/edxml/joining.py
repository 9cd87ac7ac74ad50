"""
From messages to cases: one case for each document.

Messages are joined by the identifier of the document; where one has none, by agency,
number and symbol, and year.  Statuses become events.  What does not fit together, in
order or in content, is told with the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from egovdocs.edxml.attachments import HIDDEN
from egovdocs.edxml.constants import Constants, filled
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.message import (
    Answered,
    DocumentMessage,
    Hop,
    Organ,
    Received,
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
_RANKS: Mapping[str, int] = {"01": 1, "02": 2, "03": 2, "04": 3, "05": 4, "06": 5}
_URGENCY = {
    "0": "normal", "1": "urgent", "2": "very-urgent", "3": "express", "4": "timed-express",
}  # fmt: skip
_SENT = "phát hành / published"
_TRIPLE = "vn/30-2020-nd-cp#pl6.p1.m3.k1.h"

Triple: TypeAlias = tuple[str, str, str]
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


@attrs.define(eq=False)
class _Draft:
    """What is known so far of one document."""

    key: str
    document: DocumentMessage | None = None
    name: str = ""
    recipients: list[Organ] = attrs.field(factory=list)
    statuses: list[tuple[str, StatusMessage]] = attrs.field(factory=list)
    later: list[tuple[str, DocumentMessage]] = attrs.field(factory=list)
    names: list[str] = attrs.field(factory=list)
    told: list[Told] = attrs.field(factory=list)


@attrs.define(eq=False)
class Joiner:
    """
    Joins messages that come in any order.

    Add every message, then ask for the cases.  What it holds grows with the messages, but
    not with their attachments.

    Attributes:
        constants: what holds for every case and no message says.
    """

    constants: Constants = attrs.field(factory=dict)
    _ids: dict[str, _Draft] = attrs.field(factory=dict)
    _triples: dict[Triple, _Draft] = attrs.field(factory=dict)
    _drafts: list[_Draft] = attrs.field(factory=list)
    _seen: dict[str, tuple[str, _Draft]] = attrs.field(factory=dict)

    def add(self, received: Received) -> None:
        """Take one message."""
        former = self._seen.get(received.sha256) if received.sha256 else None
        if former is not None:
            name, draft = former
            draft.told.append((received.name, Deviation("repeated-message", value=name)))
            return
        draft = self._placed(received)
        draft.names.append(received.name)
        draft.told += ((received.name, each) for each in received.deviations)
        self._seen[received.sha256] = received.name, draft

    def cases(self) -> Iterator[Joined]:
        """
        The cases, in the order in which their documents were first met; to be asked once.

        Raises:
            EgovdocsError: the constants are no part of a case.
        """
        for draft in self._drafts:
            events = _events(draft)
            _order(draft)
            if draft.document is None:
                draft.told.append((draft.names[0], Deviation("orphan", value=draft.key)))
            named = HIDDEN.sub("\N{REPLACEMENT CHARACTER}", draft.key)
            case = Case(named, tuple(events), _document(draft))
            yield Joined(filled(case, self.constants), tuple(draft.names), tuple(draft.told))

    # -- which document a message is about -----------------------------------------------------

    def _placed(self, received: Received) -> _Draft:
        message = received.message
        if isinstance(message, StatusMessage):
            draft = self._draft(message.about.document_id, _about(message))
            draft.statuses.append((received.name, message))
            return draft
        if message.kind in ("recall", "update"):
            draft = self._draft(message.target or message.document_id, _triple(message))
            draft.later.append((received.name, message))
            return draft
        return self._new(received.name, message)

    def _new(self, name: str, message: DocumentMessage) -> _Draft:
        triple = _triple(message)
        same = self._triples.get(triple) if triple else None
        draft = self._draft(message.document_id, triple)
        if same is not None and same is not draft and same.document is not None:
            said = " ".join(triple or ())
            told = Deviation("same-triple", "", said, same.name, _TRIPLE)
            draft.told.append((name, told))
        if draft.document is None:
            draft.document, draft.name = message, name
        elif not _same(draft.document, message):
            told = Deviation("repeated-document", "", draft.key, draft.name, _TRIPLE)
            draft.told.append((name, told))
            return draft
        held = {organ.id for organ in draft.recipients}
        draft.recipients += (organ for organ in message.recipients if organ.id not in held)
        return draft

    def _draft(self, ident: str | None, triple: Triple | None) -> _Draft:
        """The draft of a document, by its identifier, else by the triple, else a new one."""
        draft = self._ids.get(ident) if ident else None
        if draft is None and triple:
            found = self._triples.get(triple)
            draft = found if found is not None and self._may_be(found, ident) else None
        if draft is None:
            draft = self._opened(ident or _key(triple) or f"#{len(self._drafts) + 1}")
        if ident and ident not in self._ids:
            draft.key = draft.key if draft.key in self._ids else ident
            self._ids[ident] = draft
        if triple:
            self._triples.setdefault(triple, draft)
        return draft

    def _may_be(self, draft: _Draft, ident: str | None) -> bool:
        """Whether a draft found by its triple has no other identifier."""
        return not ident or draft.key not in self._ids

    def _opened(self, key: str) -> _Draft:
        made = _Draft(key)
        self._drafts.append(made)
        return made


def _key(triple: Triple | None) -> str | None:
    return " ".join(triple) if triple else None


def _triple(message: DocumentMessage) -> Triple | None:
    return _three(message.sender.id, message.code, message.date)


def _about(message: StatusMessage) -> Triple | None:
    """The triple of the document that a status is about; 13 names the recipient in it."""
    about: Answered = message.about
    agency = message.sender.id if message.status == "13" else about.agency
    return _three(agency, about.code, about.date)


def _three(agency: str | None, code: str | None, date: str | None) -> Triple | None:
    day = as_day(date)
    if not agency or not code or day is None:
        return None
    return agency, code.strip(), str(day.year)


def _same(one: DocumentMessage, other: DocumentMessage) -> bool:
    """Whether two messages carry one document, perhaps to different recipients."""
    return (one.sender.id, one.code, one.date, one.subject) == (
        other.sender.id, other.code, other.date, other.subject,
    )  # fmt: skip


# -- events ------------------------------------------------------------------------------------


def _events(draft: _Draft) -> list[Event]:
    found: list[Event] = []
    if draft.document is not None:
        found += _stamped(draft, draft.name, ("published",), _left(draft.document))
    for name, message in draft.later:
        found += _stamped(draft, name, _acts(draft, name, message), _left(message))
    for name, status in sorted(draft.statuses, key=lambda row: row[1].status or ""):
        found += _of_status(draft, name, status)
    return sorted(found, key=lambda event: event.at)


def _acts(draft: _Draft, name: str, message: DocumentMessage) -> tuple[str, ...]:
    if message.kind == "recall":
        return ("recalled", "recall-sent")
    draft.told.append((name, Deviation("no-event", value="update")))
    return ()


def _of_status(draft: _Draft, name: str, status: StatusMessage) -> list[Event]:
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
    draft: _Draft, name: str, kinds: tuple[str, ...], at: datetime | None, **fields: Any
) -> list[Event]:
    if at is None:
        if kinds:
            draft.told.append((name, Deviation("no-instant")))
        return []
    return [Event(kind, at, channel=_channel(kind), **fields) for kind in kinds]


# Acts that send something went through the systems that exchange messages.
_SENDS = frozenset({"published", "arrived", "recall-sent", "recall-confirmed"})


def _channel(kind: str) -> Any:
    return "system" if kind in _SENDS else UNKNOWN


def _left(message: DocumentMessage) -> datetime | None:
    """When the message left its sender: the sender's own station, else the first."""
    own = [hop for hop in message.trace if hop.agency == message.sender.id]
    first = next(iter((*own, *message.trace)), Hop())
    return as_instant(first.timestamp)


def _order(draft: _Draft) -> None:
    """Tell each status that stands before what must precede it."""
    sent = _left(draft.document) if draft.document is not None else None
    former: dict[str | None, tuple[int, str, datetime]] = {}
    for name, status, at in _dated(draft):
        code = status.status or ""
        if sent is not None and at < sent:
            draft.told.append((name, Deviation("out-of-order", "", code, _SENT)))
        rank, held, then = former.get(status.sender.id, (0, "", at))
        own = _RANKS.get(code, 0)
        if own and own < rank and then < at:
            draft.told.append((name, Deviation("out-of-order", "", held, code)))
        elif own >= rank:
            former[status.sender.id] = own, code, at


def _dated(draft: _Draft) -> list[tuple[str, StatusMessage, datetime]]:
    known = [(name, each, each.at) for name, each in draft.statuses]
    dated = [(name, each, at) for name, each, at in known if at is not None]
    return sorted(dated, key=lambda row: (row[2], row[1].status or ""))


# -- the document ------------------------------------------------------------------------------


def _document(draft: _Draft) -> Document:
    message = draft.document
    if message is None:
        return _outline(draft)
    return Document(
        id=_or_unknown(message.document_id),
        number=_or_unknown(message.code),
        date=_or_unknown(message.day),
        kind=_or_unknown(message.type_name or None),
        abstract=_or_unknown(message.subject),
        urgency=_or_unknown(_URGENCY.get(message.priority or "")),
        sender=_party(message.sender),
        recipients=tuple(map(_party, draft.recipients)),
        signer=_signer(message),
        files=tuple(_file(each.name, each.content) for each in message.attachments),
        is_reply=True if message.answers else UNKNOWN,
        in_reply_to=_or_unknown(message.answers[0].code if message.answers else None),
        reply_by=_or_unknown(as_day(message.due)),
    )


def _outline(draft: _Draft) -> Document:
    """What statuses, recalls and updates tell of a document whose message is not there."""
    answered = [status.about for _, status in draft.statuses]
    later = [message for _, message in draft.later]
    idents = [each.document_id for each in answered] + [each.target for each in later]
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
