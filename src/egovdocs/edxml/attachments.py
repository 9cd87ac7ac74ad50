"""
The content of attachments: base64 in a stream, hashed, never whole in memory.

A zip is held, if small in memory and else in a temporary file, until the message is read;
nothing else is.  It is listed from its directory; no member is ever unpacked.
"""

from __future__ import annotations

import binascii
import hashlib
import re
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

import attrs

from egovdocs.edxml.deviations import Deviation
from egovdocs.edxml.limits import Limits

_HELD = 256 * 1024
_SPACE = b" \t\r\n"
_KNOWN = 8  # bytes, enough to tell what begins
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_END_SIZE = 22
_TAIL = _END_SIZE + 65_535

# How a content begins, and what it then is.
_BEGINS = (
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)


@attrs.frozen
class Member:
    """One member of a zip, as its directory tells it; sizes in bytes, not verified."""

    name: str
    size: int
    packed: int


@attrs.frozen
class Content:
    """
    What was found in one attachment.

    Attributes:
        size: decoded bytes.
        sha256: of the decoded bytes; of those before the flaw where there is one.
        begins: the media type that its first bytes tell; empty where they tell none.
        members: where it is a zip.
    """

    size: int
    sha256: str
    begins: str = ""
    members: tuple[Member, ...] = ()


@attrs.define(eq=False)
class Sink:
    """Takes the characters of one attachment, in pieces, and hashes what they stand for."""

    limits: Limits
    _carry: bytes = b""
    _read: int = 0
    _flaw: int | None = None
    _ended: bool = False
    _size: int = 0
    _first: bytes = b""
    _digest: Any = attrs.field(factory=hashlib.sha256)
    _held: IO[bytes] | None = attrs.field(
        factory=lambda: tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115
    )

    def write(self, text: str) -> None:
        """Take the next characters."""
        if self._flaw is not None:
            return
        try:
            joined = self._carry + text.encode("ascii").translate(None, _SPACE)
        except UnicodeEncodeError:
            self._flaw = self._read + 1
            return
        whole = len(joined) - len(joined) % 4
        self._carry = joined[whole:]
        if whole:
            self._decode(joined[:whole])

    def _decode(self, text: bytes) -> None:
        try:
            part = binascii.a2b_base64(text, strict_mode=True)
        except binascii.Error:
            self._flaw = self._read + 1
            return
        if self._ended:
            self._flaw = self._read + 1
            return
        self._take(part)
        self._ended = text.endswith(b"=")
        self._read += len(text)

    def _take(self, part: bytes) -> None:
        self._size += len(part)
        self.limits.check("attachment", self._size)
        if len(self._first) < _KNOWN:
            self._first += part[:_KNOWN]
        self._digest.update(part)
        self._hold(part)

    def _hold(self, part: bytes) -> None:
        """Hold what may be a zip; of anything else nothing more is asked."""
        if self._held is None:
            return
        if len(self._first) >= _KNOWN and not self._first.startswith(_ZIP):
            self.close()
        else:
            self._held.write(part)

    def finish(self, at: str) -> tuple[Content, list[Deviation]]:
        """Say what the content was, and what is wrong with it."""
        if self._carry and self._flaw is None:
            self._flaw = self._read + 1
        found = [] if self._flaw is None else [Deviation("not-base64", at, str(self._flaw))]
        begins = next((kind for start, kind in _BEGINS if self._first.startswith(start)), "")
        members: tuple[Member, ...] = ()
        if begins == "application/zip" and not found and self._held is not None:
            members, found = listed(self._held, self.limits, at)
        self.close()
        return Content(self._size, self._digest.hexdigest(), begins, members), found

    def close(self) -> None:
        """Let go of what was held."""
        if self._held is not None:
            self._held.close()
        self._held = None


def listed(
    stream: IO[bytes], limits: Limits, at: str
) -> tuple[tuple[Member, ...], list[Deviation]]:
    """List the members of a zip, as far as *limits* go; nothing is unpacked."""
    flaw = directory_flaw(stream, limits, at)
    if flaw is not None:
        return (), [flaw]
    try:
        with zipfile.ZipFile(stream) as opened:
            infos = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        return (), [Deviation("broken-zip", at, str(error) or type(error).__name__)]
    members = tuple(Member(info.filename, info.file_size, info.compress_size) for info in infos)
    return members, list(_suspect(members, limits, at))


def directory_flaw(stream: IO[bytes], limits: Limits, at: str = "") -> Deviation | None:
    """What the end of a zip says about its directory, before the directory is read."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _TAIL, 0))
    tail = stream.read(_TAIL)
    start = tail.rfind(_END)
    if start < 0 or len(tail) - start < _END_SIZE:
        return Deviation("broken-zip", at, "không có phần cuối / no end record")
    count, directory = struct.unpack("<HL", tail[start + 10 : start + 16])
    if count > limits.members:
        return Deviation("zip-over-limit", at, "members", str(limits.members))
    if directory > limits.directory:
        return Deviation("zip-over-limit", at, "directory", str(limits.directory))
    return None


def _suspect(members: tuple[Member, ...], limits: Limits, at: str) -> Iterator[Deviation]:
    if any(member.size > limits.ratio * max(member.packed, 1) for member in members):
        yield Deviation("zip-over-limit", at, "ratio", str(limits.ratio))
    for member in members:
        reason = unsafe(member.name, folders=True)
        if reason:
            yield Deviation("unsafe-name", at, member.name, reason)


# -- names -------------------------------------------------------------------------------------

# Controls, and the characters of format that hide or turn what stands beside them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ROOTED = re.compile(r"[/\\]|[A-Za-z]:")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def unsafe(name: str, *, folders: bool = False) -> str:
    """
    Say why a file name is not safe to write to a disk; empty where it is.

    With *folders*, a name may lie in folders below the one it is written to.
    """
    parts = re.split(r"[/\\]", name)
    if HIDDEN.search(name):
        return "ký tự ẩn / hidden characters"
    if _ROOTED.match(name):
        return "đường dẫn tuyệt đối / absolute path"
    if ".." in parts:
        return "ra ngoài thư mục / leaves its folder"
    if len(parts) > 1 and not folders:
        return "có thư mục / names a folder"
    if any(_DEVICE.fullmatch(part.strip(" .")) for part in parts):
        return "tên thiết bị / name of a device"
    return ""
