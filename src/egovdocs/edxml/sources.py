"""Where messages lie: one file, a folder with folders in it, or a zip."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs

from egovdocs.edxml.attachments import directory_flaw
from egovdocs.edxml.limits import LIMITS, Limits
from egovdocs.edxml.problems import BrokenZip, NoMessages, OverLimit
from egovdocs.edxml.shelves import in_order

SUFFIXES = (".edxml", ".xml")
_ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)


@attrs.frozen
class Source:
    """One message that can be opened; *member* is its name in a zip, else empty."""

    path: Path
    member: str = ""
    _packed: zipfile.ZipFile | None = attrs.field(default=None, eq=False, repr=False)

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
            with self._zip() as packed, packed.open(self.member) as stream:
                yield stream
        except _ZIP_ERRORS as error:
            raise BrokenZip(str(error) or type(error).__name__) from None

    @contextmanager
    def _zip(self) -> Iterator[zipfile.ZipFile]:
        """The zip as it stands open while its messages are gone through, else opened anew."""
        if self._packed is not None and self._packed.fp is not None:
            yield self._packed
            return
        with zipfile.ZipFile(self.path) as packed:
            yield packed


def sources(path: Path, limits: Limits = LIMITS) -> Iterator[Source]:
    """
    The messages of *path*, in the order of their names.  Links are not followed.

    Raises:
        NoMessages: there is none in the folder or zip.
        BrokenZip, OverLimit: the zip cannot be listed.
    """
    if path.is_dir():
        yield from _of_folder(path, limits)
    elif path.suffix.lower() == ".zip":
        yield from _of_zip(path, limits)
    else:
        yield Source(path)


def _of_folder(path: Path, limits: Limits) -> Iterator[Source]:
    """Names that would not fit in memory are sorted in a temporary file."""
    count = 0
    for count, name in enumerate(in_order(_listed(path, limits)), 1):  # noqa: B007
        yield Source(path / os.fsdecode(name.replace(b"\0", os.fsencode(os.sep))))
    if not count:
        raise NoMessages


def _listed(path: Path, limits: Limits) -> Iterator[bytes]:
    """The messages below *path*, the parts of each name with NUL between, so that they sort."""
    count = 0
    waiting = [(path, b"")]
    while waiting:
        folder, above = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name = above + os.fsencode(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), name + b"\0"))
                elif _is_message(entry):
                    count += 1
                    limits.check("messages", count)
                    yield name


def _is_message(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SUFFIXES) and entry.is_file(follow_symlinks=False)


def _of_zip(path: Path, limits: Limits) -> Iterator[Source]:
    with path.open("rb") as stream:
        names = _members(stream, limits)
        if not names:
            raise NoMessages
        with zipfile.ZipFile(stream) as packed:
            yield from (Source(path, name, packed) for name in names)


def _members(stream: IO[bytes], limits: Limits) -> list[str]:
    flaw = directory_flaw(stream, limits)
    if flaw is not None and flaw.code == "zip-over-limit":
        raise OverLimit(flaw.value, int(flaw.expected))
    if flaw is not None:
        raise BrokenZip(flaw.value)
    try:
        with zipfile.ZipFile(stream) as packed:
            names = packed.namelist()
    except _ZIP_ERRORS as error:
        raise BrokenZip(str(error)) from None
    return sorted(name for name in names if name.lower().endswith(SUFFIXES))
