"""Why a message could not be read at all: fields and two sentences each."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError


@attrs.frozen
class MissingExtra(EgovdocsError, ImportError):
    """A package that an extra of this library brings is not installed."""

    extra: str
    package: str

    code: ClassVar[str] = "edxml.missing-extra"
    vi: ClassVar[str] = "Cần gói “{package}”; hãy cài egovdocs[{extra}]."
    en: ClassVar[str] = "The package “{package}” is needed; install egovdocs[{extra}]."


@attrs.frozen
class BrokenXml(EgovdocsError, ValueError):
    """Bytes that are not one XML document; *line* from 1, 0 where unknown."""

    line: int
    reason: str

    code: ClassVar[str] = "edxml.broken-xml"
    vi: ClassVar[str] = "Không phải XML đúng dạng, ở dòng {line}: {reason}."
    en: ClassVar[str] = "Not well-formed XML, at line {line}: {reason}."


@attrs.frozen
class ForbiddenXml(EgovdocsError, ValueError):
    """A part of XML by which a message could reach out or swell: a DTD, an entity."""

    construct: str

    code: ClassVar[str] = "edxml.forbidden-xml"
    vi: ClassVar[str] = "Thông điệp có {construct}, vì an toàn nên không được đọc."
    en: ClassVar[str] = "The message has {construct} and, for safety, was not read."


@attrs.frozen
class OverLimit(EgovdocsError, ValueError):
    """More of something than is read; *what* names a field of the limits."""

    what: str
    limit: int

    code: ClassVar[str] = "edxml.over-limit"
    vi: ClassVar[str] = "Vượt giới hạn “{what}” là {limit}; không đọc tiếp."
    en: ClassVar[str] = "Over the limit “{what}” of {limit}; reading stopped."


@attrs.frozen
class NotEdxml(EgovdocsError, ValueError):
    """XML that is no exchange message: the element *found* stands where *expected* should."""

    found: str
    expected: str

    code: ClassVar[str] = "edxml.not-edxml"
    vi: ClassVar[str] = "Không phải thông điệp edXML: gặp “{found}”, phải có “{expected}”."
    en: ClassVar[str] = "Not an edXML message: found “{found}”, expected “{expected}”."


@attrs.frozen
class NoMessages(EgovdocsError, ValueError):
    """A folder or a zip without a single message."""

    code: ClassVar[str] = "edxml.no-messages"
    vi: ClassVar[str] = "Không có tệp .edxml hoặc .xml nào."
    en: ClassVar[str] = "There is no .edxml or .xml file."


@attrs.frozen
class BrokenZip(EgovdocsError, ValueError):
    """A file named as a zip that cannot be read as one."""

    reason: str

    code: ClassVar[str] = "edxml.broken-zip"
    vi: ClassVar[str] = "Không đọc được tệp zip: {reason}."
    en: ClassVar[str] = "The zip cannot be read: {reason}."


@attrs.frozen
class BrokenTar(EgovdocsError, ValueError):
    """A stream that begins as a tar and cannot be read as one."""

    reason: str

    code: ClassVar[str] = "edxml.broken-tar"
    vi: ClassVar[str] = "Không đọc được tệp tar: {reason}."
    en: ClassVar[str] = "The tar cannot be read: {reason}."


@attrs.frozen
class UnwritableText(EgovdocsError, ValueError):
    """A text with a character that XML cannot carry."""

    element: str
    char: str

    code: ClassVar[str] = "edxml.unwritable-text"
    vi: ClassVar[str] = "“{element}” có ký tự {char}, XML không chứa được."
    en: ClassVar[str] = "“{element}” has the character {char}, which XML cannot carry."


@attrs.frozen
class LacksFact(EgovdocsError, ValueError):
    """A document without a fact that a message must have; *field* as in the case format."""

    field: str

    code: ClassVar[str] = "edxml.lacks-fact"
    vi: ClassVar[str] = "Chưa viết được thông điệp: không biết “{field}”."
    en: ClassVar[str] = "No message can be written yet: “{field}” is not known."


@attrs.frozen
class LacksContent(EgovdocsError, ValueError):
    """A file of a document whose content was not given, or a content of no such file."""

    name: str

    code: ClassVar[str] = "edxml.lacks-content"
    vi: ClassVar[str] = "Tệp “{name}” và nội dung được đưa không khớp nhau."
    en: ClassVar[str] = "The file “{name}” and the contents that were given do not match."


@attrs.frozen
class WouldDepart(EgovdocsError, ValueError):
    """A message that would depart from the format; *deviation* is its code, *at* the element."""

    deviation: str
    at: str
    value: str
    expected: str

    code: ClassVar[str] = "edxml.would-depart"
    vi: ClassVar[str] = "Thông điệp sẽ sai ở {at}: {deviation} (“{value}”, {expected})."
    en: ClassVar[str] = "The message would depart at {at}: {deviation} (“{value}”, {expected})."


@attrs.frozen
class NotAParty(EgovdocsError, ValueError):
    """An agency that cannot send this status: only *allowed* can."""

    agency: str
    allowed: tuple[str, ...]

    code: ClassVar[str] = "edxml.not-a-party"
    vi: ClassVar[str] = "“{agency}” không gửi được trạng thái này; chỉ có: {allowed}."
    en: ClassVar[str] = "“{agency}” cannot send this status; only: {allowed}."
