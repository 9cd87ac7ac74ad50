"""
From messages to cases: one case for each document.

Messages are joined by the identifier of the document; where one has none, by agency,
number and symbol, and year.  Statuses become events.  What does not fit together, in
order or in content, is told with the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from egovdocs.edxml.constants import Constants, Filler
from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.drafts import Draft, Entry, Joined
from egovdocs.edxml.message import (
    Answered,
    DocumentMessage,
    Message,
    Received,
    StatusMessage,
    as_day,
)
from egovdocs.edxml.shelves import HELD, Index, Piles

_TRIPLE = "vn/30-2020-nd-cp#pl6.p1.m3.k1.h"
Triple: TypeAlias = tuple[str, str, str]


def _index(joiner: Joiner) -> Index[int]:
    return Index(joiner.held)


def _texts(joiner: Joiner) -> Index[str]:
    return Index(joiner.held)


def _seen(joiner: Joiner) -> Index[tuple[str, int]]:
    return Index(joiner.held)


def _piles(joiner: Joiner) -> Piles[Entry]:
    return Piles(joiner.held)


@attrs.define(eq=False)
class Joiner:
    """
    Joins messages that come in any order.

    Add every message, then ask for the cases.  Up to *held* messages are kept in memory;
    beyond, they and what finds them go to temporary files.  Contents of attachments are
    never kept.

    Attributes:
        constants: what holds for every case and no message says.
        held: how many messages are kept in memory.
    """

    constants: Constants = attrs.field(factory=dict)
    held: int = HELD
    _ids: Index[int] = attrs.field(init=False, default=attrs.Factory(_index, takes_self=True))
    _triples: Index[int] = attrs.field(init=False, default=attrs.Factory(_index, takes_self=True))
    _keys: Index[str] = attrs.field(init=False, default=attrs.Factory(_texts, takes_self=True))
    _first: Index[str] = attrs.field(init=False, default=attrs.Factory(_texts, takes_self=True))
    _seen: Index[tuple[str, int]] = attrs.field(
        init=False, default=attrs.Factory(_seen, takes_self=True)
    )
    _entries: Piles[Entry] = attrs.field(init=False, default=attrs.Factory(_piles, takes_self=True))
    _count: int = 0

    def add(self, received: Received) -> None:
        """Take one message."""
        former = self._seen.get(received.sha256) if received.sha256 else None
        if former is not None:
            name, number = former
            told = (Deviation("repeated-message", value=name),)
            self._entries.put(number, Entry(received.name, None, told))
            return
        number = self._placed(received)
        if received.sha256:
            self._seen.put(received.sha256, (received.name, number))

    def cases(self) -> Iterator[Joined]:
        """
        The cases, in the order in which their documents were first met; to be asked once.

        Raises:
            EgovdocsError: the constants are no part of a case.
        """
        fill = Filler(self.constants)
        for number, entries in self._entries:
            draft = Draft(self._keys.get(str(number)) or f"#{number}")
            for entry in entries:
                draft.add(entry)
            joined = draft.joined()
            yield attrs.evolve(joined, case=fill(joined.case))

    # -- which document a message is about -----------------------------------------------------

    def _placed(self, received: Received) -> int:
        message = received.message
        if isinstance(message, StatusMessage):
            number = self._number(message.about.document_id, _about(message))
        elif message.kind in ("recall", "update"):
            number = self._number(message.target or message.document_id, _triple(message))
        else:
            return self._new(received, message)
        self._put(number, received, message)
        return number

    def _put(self, number: int, received: Received, message: Message, *told: Deviation) -> None:
        told = (*told, *received.deviations)
        self._entries.put(number, Entry(received.name, message, told))

    def _new(self, received: Received, message: DocumentMessage) -> int:
        triple = _triple(message)
        same = self._triples.get(_key(triple)) if triple else None
        number = self._number(message.document_id, triple)
        other = self._first.get(str(same)) if same is not None and same != number else None
        told = []
        if other is not None:
            told.append(Deviation("same-triple", "", " ".join(triple or ()), other, _TRIPLE))
        if self._first.get(str(number)) is None:
            self._first.put(str(number), received.name)
        self._put(number, received, message, *told)
        for ident in message.replaces:
            self._replaced(ident, received.name, message)
        return number

    def _replaced(self, ident: str, name: str, message: DocumentMessage) -> None:
        """Tell a document that another has replaced it."""
        self._entries.put(self._number(ident, None), Entry(name, message, (), replaces=True))

    def _number(self, ident: str | None, triple: Triple | None) -> int:
        """The case of a document, by its identifier, else by the triple, else a new one."""
        number = self._ids.get(ident) if ident else None
        if number is None and triple:
            found = self._triples.get(_key(triple))
            number = found if found is not None and self._may_be(found, ident) else None
        if number is None:
            self._count += 1
            number = self._count
        if ident and self._ids.get(ident) is None:
            self._ids.put(ident, number)
            self._named(number, ident)
        if triple and self._triples.get(_key(triple)) is None:
            self._triples.put(_key(triple), number)
            if not ident and self._keys.get(str(number)) is None:
                self._keys.put(str(number), " ".join(triple))
        return number

    def _may_be(self, number: int, ident: str | None) -> bool:
        """Whether a case found by its triple has no other identifier."""
        return not ident or not self._has_ident(number)

    def _has_ident(self, number: int) -> bool:
        key = self._keys.get(str(number))
        return key is not None and self._ids.get(key) == number

    def _named(self, number: int, ident: str) -> None:
        """Call a case by the first identifier that it was met under."""
        if not self._has_ident(number):
            self._keys.put(str(number), ident)


def _key(triple: Triple) -> str:
    return "\x1f".join(triple)


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
