"""
Messages that come one after the other, from standard input or a socket.

A stream is either a tar, whose members are messages, or messages written one after the
other, where each ends with the end of its root element.  Neither is ever whole in memory,
and each message must be read before the next one is asked for.  A compressed tar is to be
unpacked on the way (``gzip -dc``), a zip to be given as a file: its list stands at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import attrs

from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.problems import BrokenTar, BrokenZip, NoMessages
from egovdocs.edxml.sources import SUFFIXES

_CHUNK = 64 * 1024
_BLOCK = 512
_MAGIC = slice(257, 262)
_ZIP = b"PK\x03\x04"
_FILE, _LONG_NAME, _PAX = (b"0", b"\0"), b"L", b"x"
_LONGEST = 64 * 1024
_END = re.compile(rb"</(?:[^\s<>/:]{1,64}:)?edXML\s{0,64}>")
_OVERLAP = 256
_PATH = re.compile(rb"\d+ path=([^\n]+)\n")


@attrs.frozen(eq=False)
class Passing:
    """One message of a stream; it can be opened once, before the next one is asked for."""

    name: str
    _read: Callable[[int], bytes]

    @contextmanager
    def open(self) -> Iterator[Passing]:
        """Give itself, to be read."""
        yield self

    def read(self, size: int) -> bytes:
        """The next bytes, *size* at most; none at the end."""
        return self._read(size)


def passing(stream: IO[bytes], name: str = "-", limits: Limits = LIMITS) -> Iterator[Passing]:
    """
    The messages of *stream*, in its order; called ``name!member`` or ``name#1``, ``name#2``.

    Raises:
        NoMessages: there is none.
        BrokenZip: it is a zip.
        BrokenTar: the tar breaks off, or a name in it is too long.
        OverLimit: there are too many messages.
    """
    flow = _Flow(stream)
    head = flow.peek(_BLOCK)
    if head.startswith(_ZIP):
        raise BrokenZip("không đọc được zip từ luồng / a zip cannot be read from a stream")
    found = _of_tar(flow, name) if head[_MAGIC] == b"ustar" else _of_text(flow, name)
    count = 0
    for count, each in enumerate(found, 1):
        limits.check("messages", count)
        yield each
    if not count:
        raise NoMessages


@attrs.define(eq=False)
class _Flow:
    """A stream of which some bytes are held."""

    stream: IO[bytes]
    held: bytes = b""

    def peek(self, size: int) -> bytes:
        """The next *size* bytes without taking them; fewer at the end."""
        while len(self.held) < size and (more := self.stream.read(_CHUNK)):
            self.held += more
        return self.held[:size]

    def take(self, size: int) -> bytes:
        """Take *size* bytes; fewer at the end."""
        found = self.peek(size)
        self.held = self.held[len(found) :]
        return found


# -- messages one after the other ---------------------------------------------------------------


def _of_text(flow: _Flow, name: str) -> Iterator[Passing]:
    number = 0
    while _begins(flow):
        number += 1
        part = _Part(flow)
        yield Passing(f"{name}#{number}", part.read)
        while part.read(_CHUNK):  # what nobody wanted of it
            pass


def _begins(flow: _Flow) -> bool:
    """Go over the spaces between messages; whether there is anything after them."""
    while flow.peek(1):
        flow.held = flow.held.lstrip()
        if flow.held:
            return True
    return False


@attrs.define(eq=False)
class _Part:
    """What a stream gives up to the end of the next root element, that included."""

    flow: _Flow
    left: int | None = None

    def read(self, size: int) -> bytes:
        """The next bytes of this message, *size* at most."""
        if self.left is None:
            match = _END.search(self.flow.peek(size + _OVERLAP))
            self.left = match.end() if match else None
        if self.left is None:
            return self.flow.take(size)
        part = self.flow.take(min(size, self.left))
        self.left -= len(part)
        return part


# -- tar ----------------------------------------------------------------------------------------


def _of_tar(flow: _Flow, name: str) -> Iterator[Passing]:
    long = b""
    while (block := flow.take(_BLOCK)).strip(b"\0"):
        if len(block) < _BLOCK:
            raise BrokenTar(_BROKEN_OFF)
        member = _Member(flow, _size(block))
        kind = block[156:157]
        if kind in (_LONG_NAME, _PAX):
            long = _long_name(member, kind)
        elif kind in _FILE:
            called = (long or _name(block)).decode("utf-8", "replace")
            long = b""
            if called.lower().endswith(SUFFIXES):
                yield Passing(f"{name}!{called}", member.read)
        member.skip()


_BROKEN_OFF = "tệp tar bị đứt / the tar breaks off"


def _size(block: bytes) -> int:
    """The size of a member: octal digits, or bytes where the first bit is set."""
    field = block[124:136]
    try:
        whole = int.from_bytes(field[1:], "big") if field[0] & 0x80 else _octal(field)
    except ValueError:
        whole = -1
    if whole < 0:
        raise BrokenTar("kích thước sai / a wrong size")
    return whole


def _octal(field: bytes) -> int:
    return int(field.strip(b" \0") or b"0", 8)


def _name(block: bytes) -> bytes:
    above, own = (block[start:end].partition(b"\0")[0] for start, end in ((345, 500), (0, 100)))
    return above + b"/" + own if above and block[257:263] == b"ustar\0" else own


def _long_name(member: _Member, kind: bytes) -> bytes:
    if member.left > _LONGEST:
        raise BrokenTar("tên quá dài / a name too long")
    data = member.read(_LONGEST)
    if kind == _LONG_NAME:
        return data.rstrip(b"\0")
    match = _PATH.search(data)
    return match[1] if match else b""


@attrs.define(eq=False)
class _Member:
    """One member of a tar, and the empty bytes after it."""

    flow: _Flow
    left: int
    rest: int = attrs.field(init=False)

    @rest.default
    def _padding(self) -> int:
        return -self.left % _BLOCK

    def read(self, size: int) -> bytes:
        """The next bytes of the member, *size* at most."""
        part = self.flow.take(min(size, self.left))
        if self.left and not part:
            raise BrokenTar(_BROKEN_OFF)
        self.left -= len(part)
        return part

    def skip(self) -> None:
        """Go to the next member."""
        while self.left:
            self.read(_CHUNK)
        self.flow.take(self.rest)
