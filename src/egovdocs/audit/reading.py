"""
Logs of cases: JSON Lines, one case a line, read in constant memory.

Every line that is not blank comes out, as a case or as a problem; nothing is dropped.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Any, TypeAlias

import attrs

from egovdocs.audit import fast_json
from egovdocs.audit.problems import (
    BadLine,
    EmptyFile,
    LineTooLong,
    NotACase,
    NotJson,
    NotText,
    NotUtf8,
    OtherFormat,
    RepeatedCase,
    RepeatedKey,
    TooDeep,
    Unreadable,
)
from egovdocs.audit.remarks import Remark
from egovdocs.errors import EgovdocsError
from egovdocs.record import Case
from egovdocs.record.quick import Doubt

__all__ = [
    "MAX_LINE",
    "BadLine",
    "Entry",
    "Input",
    "RawLine",
    "decode",
    "read_cases",
    "read_lines",
]

MAX_LINE = 8 * 1024 * 1024
_CHUNK = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What begins as another sort of file is not read line by line; its bytes are hashed all the same.
_OTHERS = (
    (b"PK\x03\x04", (".xlsx/.zip", "egovdocs register FILE.xlsx, egovdocs audit --from edxml")),
    (b"\xd0\xcf\x11\xe0", (".xls", "egovdocs register FILE.xlsx")),
    (b"<?xml", ("XML", "egovdocs audit --from edxml")),
)
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


@attrs.frozen
class Entry:
    """One case, where it stands, and what is odd about the form in which it came."""

    file: str
    line: int
    case: Case
    remarks: tuple[Remark, ...] = ()


@attrs.define(eq=False)
class Input:
    """
    A log being read: what went by is counted and hashed, for the receipt.

    Attributes:
        name: how it is called in problems and receipts.
        size: bytes read so far.
        lines: lines read so far, blank ones too.
    """

    name: str
    stream: IO[bytes]
    size: int = 0
    lines: int = 0
    _digest: Any = attrs.field(factory=hashlib.sha256)

    def read(self, limit: int) -> bytes:
        """Return what is left of the line, *limit* bytes at most."""
        part = self.stream.readline(limit)
        self._digest.update(part)
        self.size += len(part)
        return part

    def piece(self, limit: int) -> bytes:
        """Return the next bytes, *limit* at most, wherever lines end."""
        part = self.stream.read(limit)
        self._digest.update(part)
        self.size += len(part)
        return part

    def skip(self) -> None:
        """Go to the end of a line, in small pieces."""
        while part := self.read(_CHUNK):
            if part.endswith(b"\n"):
                return

    @property
    def sha256(self) -> str:
        """The hash of what was read so far."""
        return str(self._digest.hexdigest())


Line: TypeAlias = bytes | EgovdocsError


@attrs.frozen
class RawLine:
    """One line that is still to be read, and where it stands."""

    file: str
    line: int
    text: bytes


def read_lines(source: Input) -> Iterator[RawLine | BadLine]:
    """Yield the lines of *source* that are not blank, unread: see :func:`read_cases`."""
    found = False
    for number, line in _lines(source):
        found = True
        if isinstance(line, EgovdocsError):
            yield BadLine(source.name, number, line)
        else:
            yield RawLine(source.name, number, line)
    if not found:
        yield BadLine(source.name, 0, EmptyFile())


def read_cases(source: Input, seen: set[str] | None = None) -> Iterator[Entry | BadLine]:
    """
    Read the cases of *source*, one after the other.

    A case id that repeats the one before is a problem; with *seen*, one that repeats any.
    """
    former: str | None = None
    found = False
    for number, line in _lines(source):
        found = True
        try:
            case = decode(line)
            _new(case.case, former, seen)
        except EgovdocsError as error:
            yield BadLine(source.name, number, error)
        else:
            former = case.case
            yield Entry(source.name, number, case)
    if not found:
        yield BadLine(source.name, 0, EmptyFile())


def _lines(source: Input) -> Iterator[tuple[int, Line]]:
    try:
        yield from _bounded(source)
    except OSError as error:
        reason = Unreadable(source.name, error.strerror or type(error).__name__)
        yield source.lines + 1, reason


def _bounded(source: Input) -> Iterator[tuple[int, Line]]:
    """Yield the lines that are not blank; a long one as its problem, never whole."""
    while part := source.read(MAX_LINE + 1):
        source.lines += 1
        if source.lines == 1:
            part = part.removeprefix(codecs.BOM_UTF8)
            other = next((found for start, found in _OTHERS if part.startswith(start)), None)
            if other is not None:
                _drain(source)
                yield 1, OtherFormat(*other)
                return
        if len(part) > MAX_LINE and not part.endswith(b"\n"):
            source.skip()
            yield source.lines, LineTooLong(MAX_LINE)
        elif part.strip():
            yield source.lines, part
        if source.lines == 1 and part.startswith(_UTF16):
            _drain(source)


def _drain(source: Input) -> None:
    """The rest of a file in another encoding has no lines; its bytes are hashed all the same."""
    while source.read(_CHUNK):
        pass


def _new(case: str, former: str | None, seen: set[str] | None) -> None:
    if case == former or (seen is not None and case in seen):
        raise RepeatedCase(case)
    if seen is not None:
        seen.add(case)


def decode(line: Line) -> Case:
    """
    Read one line.

    Raises:
        EgovdocsError: what is wrong with it; of :mod:`egovdocs.audit.problems` or of
            :mod:`egovdocs.record`.
    """
    if isinstance(line, EgovdocsError):
        raise line
    read = _reader()
    if read is not None:
        try:
            return read(line)
        except Doubt:
            pass
    return plain_decode(line)


def plain_decode(line: bytes) -> Case:
    """Read one line with the standard library, which has the last word on every line."""
    try:
        value = _json(_text(line))
        if not isinstance(value, dict):
            raise NotACase(json.dumps(value)[:60], '{"case": "...", ...}')
        _whole_text(line, value)
        return Case.from_json(value)
    except RecursionError:
        raise TooDeep from None


@cache
def _reader() -> fast_json.Read | None:
    """The fast reader, where its extra is installed."""
    return fast_json.reader()


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(error.start + 1, line[error.start : error.start + 1].hex()) from None


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        near = text[max(error.pos - 10, 0) : error.pos + 20].strip()
        raise NotJson(error.pos + 1, near) from None
    except EgovdocsError:
        raise
    except ValueError:  # a number of thousands of digits
        raise NotJson(1, text[:30]) from None


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RepeatedKey(key)
        found[key] = value
    return found


def _constant(word: str) -> Any:
    raise NotJson(1, word)


def _whole_text(line: bytes, value: Any) -> None:
    """Refuse half a character, which no output could write."""
    if _HALF.search(line):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            half = error.object[error.start : error.start + 1]
            raise NotText(ascii(half)) from None
