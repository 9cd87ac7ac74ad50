"""One case out of a file: an object over many lines, or one line of a log."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import IO, ClassVar

import attrs

from egovdocs.audit.problems import NotJson, Unreadable
from egovdocs.audit.reading import MAX_LINE, BadLine, Input, decode, read_cases
from egovdocs.errors import EgovdocsError
from egovdocs.record import Case

STDIN = "-"


@attrs.frozen
class SeveralCases(EgovdocsError, ValueError):
    """A file of many cases where one is meant."""

    file: str
    first: tuple[str, ...]

    code: ClassVar[str] = "cli.several-cases"
    vi: ClassVar[str] = "“{file}” có nhiều vụ việc ({first}, ...); chọn một bằng --pick."
    en: ClassVar[str] = "“{file}” holds several cases ({first}, ...); choose one with --pick."


@attrs.frozen
class NoSuchCase(EgovdocsError, LookupError):
    """A case id that a file does not have."""

    file: str
    case: str

    code: ClassVar[str] = "cli.no-such-case"
    vi: ClassVar[str] = "“{file}” không có vụ việc “{case}”."
    en: ClassVar[str] = "“{file}” has no case “{case}”."


def opened(name: str) -> IO[bytes]:
    """
    Open a file to read bytes; ``-`` is standard input.

    Raises:
        Unreadable: the system does not let us.
    """
    if name == STDIN:
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise Unreadable(name, error.strerror or type(error).__name__) from None
    except ValueError:
        raise Unreadable(name, "invalid file name") from None


def one_case(name: str, pick: str | None = None) -> Case:
    """
    Read the case *pick* of a file, or its only one.

    Raises:
        Unreadable, BadLine, SeveralCases, NoSuchCase: there is no such one case.
    """
    with opened(name) as stream:
        whole = b"" if pick else stream.read(MAX_LINE)
        if not pick:
            try:
                return decode(whole.removeprefix(b"\xef\xbb\xbf"))
            except NotJson:
                pass
            except EgovdocsError as error:
                raise BadLine(name, 0, error) from None
        return _of_lines(name, io.BytesIO(whole) if not pick else stream, pick)


def _of_lines(name: str, stream: IO[bytes], pick: str | None) -> Case:
    found: list[Case] = []
    for entry in read_cases(Input(name, stream)):
        if isinstance(entry, BadLine):
            raise entry
        if pick in (None, entry.case.case):
            found.append(entry.case)
        if pick and found:
            return found[0]
        if len(found) > 1:
            raise SeveralCases(name, tuple(case.case for case in found))
    if not found:
        raise NoSuchCase(name, pick or "-")
    return found[0]
