"""
The values that rules judge.

A key that is absent is :data:`UNKNOWN`; ``None`` is known to be none; an empty tuple is
known to be empty.  Instants are time-zone aware.
"""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar, Final, Literal, NoReturn, TypeAlias, TypeVar

import attrs

from egovdocs.errors import EgovdocsError


class Unknown(Enum):
    """The type of :data:`UNKNOWN`: a fact that nobody gave.  It has no truth value."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN is neither true nor false; compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown.UNKNOWN

T = TypeVar("T")
Maybe: TypeAlias = T | None | Literal[Unknown.UNKNOWN]


@attrs.frozen
class NaiveEvent(EgovdocsError, ValueError):
    """An event without a time zone."""

    type: str
    at: str

    code: ClassVar[str] = "record.naive-event"
    vi: ClassVar[str] = "Sự kiện “{type}” lúc {at} thiếu múi giờ; ghi +07:00 nếu là giờ Việt Nam."
    en: ClassVar[str] = "Event “{type}” at {at} has no time zone; write +07:00 for Vietnam time."


@attrs.frozen
class Party:
    """A sender or a recipient."""

    id: Maybe[str] = UNKNOWN
    name: Maybe[str] = UNKNOWN
    kind: Maybe[str] = UNKNOWN
    level: Maybe[str] = UNKNOWN
    on_system: Maybe[bool] = UNKNOWN
    lacks: Maybe[tuple[str, ...]] = UNKNOWN
    registered_for: Maybe[tuple[str, ...]] = UNKNOWN
    has_account: Maybe[bool] = UNKNOWN


@attrs.frozen
class Image:
    """How a signature is displayed; lengths in millimetres, pages from 1."""

    colour: Maybe[str] = UNKNOWN
    format: Maybe[str] = UNKNOWN
    size_mm: Maybe[tuple[float, ...]] = UNKNOWN
    page: Maybe[int] = UNKNOWN
    box: Maybe[tuple[float, ...]] = UNKNOWN
    transparent: Maybe[bool] = UNKNOWN


@attrs.frozen
class Signature:
    """A digital signature; ``image`` None means that none is displayed."""

    by: Maybe[str] = UNKNOWN
    valid: Maybe[bool] = UNKNOWN
    at: Maybe[datetime] = UNKNOWN
    image: Maybe[Image] = UNKNOWN
    issuer: Maybe[str] = UNKNOWN


@attrs.frozen
class Scan:
    """How a paper was digitised."""

    pdf_version: Maybe[str] = UNKNOWN
    dpi: Maybe[int] = UNKNOWN
    colour: Maybe[bool] = UNKNOWN
    scale: Maybe[str] = UNKNOWN


@attrs.frozen
class File:
    """One file of a document; a single file is the main one."""

    name: Maybe[str] = UNKNOWN
    role: Maybe[str] = UNKNOWN
    signed: Maybe[bool] = UNKNOWN
    sha256: Maybe[str] = UNKNOWN
    pages: Maybe[int] = UNKNOWN
    signatures: Maybe[tuple[Signature, ...]] = UNKNOWN
    scan: Maybe[Scan] = UNKNOWN


@attrs.frozen
class Signer:
    """Who signs, by position and full name."""

    position: Maybe[str] = UNKNOWN
    name: Maybe[str] = UNKNOWN


@attrs.frozen
class Document:
    """An electronic official document."""

    id: Maybe[str] = UNKNOWN
    number: Maybe[str] = UNKNOWN
    date: Maybe[dt.date] = UNKNOWN
    kind: Maybe[str] = UNKNOWN
    normative: Maybe[bool] = UNKNOWN
    abstract: Maybe[str] = UNKNOWN
    urgency: Maybe[str] = UNKNOWN
    state_secret: Maybe[bool] = UNKNOWN
    subjects: Maybe[tuple[str, ...]] = UNKNOWN
    purposes: Maybe[tuple[str, ...]] = UNKNOWN
    sender: Maybe[Party] = UNKNOWN
    recipients: Maybe[tuple[Party, ...]] = UNKNOWN
    signer: Maybe[Signer] = UNKNOWN
    signatures: Maybe[tuple[Signature, ...]] = UNKNOWN
    files: Maybe[tuple[File, ...]] = UNKNOWN
    charset: Maybe[str] = UNKNOWN
    is_reply: Maybe[bool] = UNKNOWN
    in_reply_to: Maybe[str] = UNKNOWN
    reply_requested: Maybe[bool] = UNKNOWN
    reply_by: Maybe[dt.date | datetime] = UNKNOWN
    due: Maybe[dt.date | datetime] = UNKNOWN
    status: Maybe[str] = UNKNOWN
    notes: Maybe[str] = UNKNOWN
    on_paper_list: Maybe[bool] = UNKNOWN
    priority: Maybe[bool] = UNKNOWN
    permitted_by: Maybe[str] = UNKNOWN


@attrs.frozen
class Message:
    """Information that is not a document: a short message, an e-mail, a Zalo message."""

    relation: Maybe[str] = UNKNOWN
    sender: Maybe[Party] = UNKNOWN
    recipients: Maybe[tuple[Party, ...]] = UNKNOWN
    state_secret: Maybe[bool] = UNKNOWN
    within_competence: Maybe[bool] = UNKNOWN
    purposes: Maybe[tuple[str, ...]] = UNKNOWN
    permitted_by: Maybe[str] = UNKNOWN


def _aware(event: Event, _: Any, at: datetime) -> None:
    if at.tzinfo is None:
        raise NaiveEvent(event.type, at.isoformat())


@attrs.frozen
class Event:
    """Something that happened, at an instant with a time zone."""

    type: str
    at: datetime = attrs.field(validator=_aware)
    agency: Maybe[str] = UNKNOWN
    channel: Maybe[str] = UNKNOWN
    reason: Maybe[str] = UNKNOWN
    items: Maybe[tuple[str, ...]] = UNKNOWN
    period: Maybe[str] = UNKNOWN
    lead: Maybe[str] = UNKNOWN
    coordinating: Maybe[tuple[str, ...]] = UNKNOWN
    due: Maybe[dt.date | datetime] = UNKNOWN
    result: Maybe[str] = UNKNOWN
    to: Maybe[str] = UNKNOWN
    form: Maybe[str] = UNKNOWN
    severity: Maybe[str] = UNKNOWN
    authentic: Maybe[bool] = UNKNOWN
    intact: Maybe[bool] = UNKNOWN
    right_addressee: Maybe[bool] = UNKNOWN
    account: Maybe[str] = UNKNOWN


@attrs.frozen
class Observed:
    """Up to *until* the named types of event were watched; a type may be ``type@channel``."""

    until: datetime
    types: tuple[str, ...] | Literal["all"] = "all"


@attrs.frozen
class Case:
    """One thing to judge: a document (or a message, an outage, an agency) and its events."""

    case: str
    events: tuple[Event, ...] = ()
    document: Maybe[Document] = UNKNOWN
    message: Maybe[Message] = UNKNOWN
    about: str = "document"
    profile: Maybe[str] = UNKNOWN
    observed: Observed | None = None
    periods: Maybe[tuple[str, ...]] = UNKNOWN

    @classmethod
    def from_json(cls, value: object) -> Case:
        """
        Read one case as decoded from JSON.

        Raises:
            MissingKey, UnknownKey, UnknownWord, WrongType, InvalidInstant, WithoutZone: with
                the path of the field, what was found and what was expected.
        """
        from egovdocs.record.reading import case_from_json

        return case_from_json(value)

    def to_json(self) -> dict[str, Any]:
        """Write this case as JSON values; what is unknown is left out."""
        from egovdocs.record.writing import case_to_json

        return case_to_json(self)
