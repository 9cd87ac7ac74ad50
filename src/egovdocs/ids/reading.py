"""
How a text is made ready to be read, and what is said when it cannot be.

Refusing a number that real agencies use is the worse mistake: what departs from
a grammar but can be read is read, and the departure is named.
"""

from __future__ import annotations

import unicodedata
from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError

#: Longest text that is read, in characters; the longest real symbols have about 110.
MAX_LENGTH = 256

# Letters that look Vietnamese and are not: Eth and African D for Đ.
_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
# What stands for "-" and "/"; a soft hyphen is a hyphen that a word processor hid.
_SIGNS = str.maketrans(
    dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2044\u2215\uff0f", "/")
)
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None))


@attrs.frozen
class InvalidIdentifier(EgovdocsError, ValueError):
    """A text that cannot be read; *read* is the part, from its start, that can."""

    text: str
    read: str

    code: ClassVar[str] = "id.unknown"
    vi: ClassVar[str] = "“{text}” không phải mã hay số hiệu: chỉ đọc được đến “{read}”."
    en: ClassVar[str] = "“{text}” is not an identifier: readable only up to “{read}”."


@attrs.frozen
class InvalidDocumentNumber(InvalidIdentifier):
    """A text that is no number and symbol of a document."""

    code: ClassVar[str] = "id.document-number"
    vi: ClassVar[str] = "“{text}” không phải số, ký hiệu văn bản: chỉ đọc được đến “{read}”."
    en: ClassVar[str] = "“{text}” is not a document number: readable only up to “{read}”."


@attrs.frozen
class InvalidDocumentId(InvalidIdentifier):
    """A text that is no document identifier."""

    code: ClassVar[str] = "id.document-id"
    vi: ClassVar[str] = "“{text}” không phải mã định danh văn bản: chỉ đọc được đến “{read}”."
    en: ClassVar[str] = "“{text}” is not a document identifier: readable only up to “{read}”."


@attrs.frozen
class InvalidAgencyId(InvalidIdentifier):
    """A text that is no agency identifier (of the generation asked for)."""

    code: ClassVar[str] = "id.agency-id"
    vi: ClassVar[str] = "“{text}” không phải mã định danh cơ quan: chỉ đọc được đến “{read}”."
    en: ClassVar[str] = "“{text}” is not an agency identifier: readable only up to “{read}”."


@attrs.frozen
class IdentifierTooLong(InvalidIdentifier):
    """A text longer than any identifier; nothing of it was read."""

    length: int
    limit: int

    code: ClassVar[str] = "id.too-long"
    vi: ClassVar[str] = "“{text}” dài {length} ký tự, nhiều hơn {limit}: không phải mã hay số hiệu."
    en: ClassVar[str] = "“{text}” has {length} characters, more than {limit}: not an identifier."


@attrs.frozen
class Tidied:
    """A text with its letters and signs put right, and the codes of what was wrong."""

    text: str
    codes: tuple[str, ...]


def tidy(text: str) -> Tidied:
    """
    Put look-alike letters, dashes and blanks right; single blanks stay.

    Raises:
        IdentifierTooLong: *text* has more than :data:`MAX_LENGTH` characters.
    """
    if len(text) > MAX_LENGTH:
        raise IdentifierTooLong(text, "", len(text), MAX_LENGTH)
    composed = unicodedata.normalize("NFC", text)
    letters = composed.translate(_LETTERS).translate(_INVISIBLE)
    signs = letters.translate(_SIGNS)
    codes = ("text.letters",) * (letters != composed) + ("text.dashes",) * (signs != letters)
    return Tidied(" ".join(signs.split()), codes)
