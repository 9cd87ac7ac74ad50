"""Where messages lie: one file, a folder with folders in it, or a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs

from egovdocs.edxml.attachments import directory_flaw
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.problems import BrokenZip, NoMessages, OverLimit

SUFFIXES = (".edxml", ".xml")


@attrs.frozen
class Source:
    """One message that can be opened; *member* is its name in a zip, else empty."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """How it is called in what is told."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """
        Open it to read bytes.

        Raises:
            BrokenZip: the zip does not give it out.
            OSError: the system does not.
        """
        if not self.member:
            with self.path.open("rb") as stream:
                yield stream
            return
        try:
            with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as stream:
                yield stream
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise BrokenZip(str(error) or type(error).__name__) from None


def sources(path: Path, limits: Limits = LIMITS) -> Iterator[Source]:
    """
    The messages of *path*, in the order of their names.  Links are not followed.

    Raises:
        NoMessages: there is none in the folder or zip.
        BrokenZip, OverLimit: the zip cannot be listed.
    """
    if path.is_dir():
        found = [Source(each) for each in sorted(path.rglob("*")) if _is_message(each)]
    elif path.suffix.lower() == ".zip":
        found = [Source(path, member) for member in _members(path, limits)]
    else:
        found = [Source(path)]
    if not found:
        raise NoMessages
    limits.check("messages", len(found))
    yield from found


def _is_message(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink()


def _members(path: Path, limits: Limits) -> list[str]:
    with path.open("rb") as stream:
        flaw = directory_flaw(stream, limits)
        if flaw is not None and flaw.code == "zip-over-limit":
            raise OverLimit(flaw.value, int(flaw.expected))
        if flaw is not None:
            raise BrokenZip(flaw.value)
        try:
            with zipfile.ZipFile(stream) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BrokenZip(str(error)) from None
    return sorted(name for name in names if name.lower().endswith(SUFFIXES))
