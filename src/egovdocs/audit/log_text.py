"""The text of an event log: its lines, the columns of its header, the times in its cells."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache

import attrs

from egovdocs.audit.mapping import ISO, KEYS, LogMapping, fold_cell
from egovdocs.audit.reading import MAX_LINE, Input
from egovdocs.audit.row_errors import MissingColumn, MixedEncoding, RepeatedColumn
from egovdocs.errors import closest

# What stands where the rest of an over-long line was left out; no decoder makes it.
CUT = "\udc00"
# What marks bytes that the encoding of the file does not have, or that were left out.
NOT_TEXT = re.compile(f"[{CUT}\udc80-\udcff\0]")
CHUNK = 64 * 1024
_KEPT = 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@attrs.frozen
class Columns:
    """
    Where the mapped fields stand in a row.

    Attributes:
        headers: the header as it is written.
        at: field to column, from 0.
        rest: the fields besides case, type and time, with their columns.
        width: how many cells a row must have.
    """

    headers: tuple[str, ...]
    at: Mapping[str, int]
    rest: tuple[tuple[str, int], ...]
    width: int

    @classmethod
    def of(cls, header: list[str], mapping: LogMapping) -> Columns:
        """
        Find the columns of *mapping*.

        Raises:
            MissingColumn, RepeatedColumn: one is not there, or twice.
            MixedEncoding: the header itself is not text.
        """
        folded = [fold_cell(cell) for cell in header]
        if NOT_TEXT.search("".join(header)):
            shown = NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", ", ".join(header))
            raise MixedEncoding("1", shown, mapping.encoding)
        at = {}
        for field, name in mapping.columns.items():
            if folded.count(fold_cell(name)) > 1:
                raise RepeatedColumn(name)
            if fold_cell(name) not in folded:
                raise MissingColumn(name, closest(name, header))
            at[field] = folded.index(fold_cell(name))
        rest = tuple((field, index) for field, index in at.items() if field not in KEYS)
        return cls(tuple(header), at, rest, max(at.values()) + 1)

    @property
    def fields(self) -> tuple[str, ...]:
        """What the cells of a row on its way are, from the kinds of event on."""
        return ("type", *(field for field, _ in self.rest))

    def header(self, index: int) -> str:
        """The name of a column; its number, from 1, where the header is shorter."""
        return self.headers[index] if index < len(self.headers) else str(index + 1)


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Mark half a character of UTF-16: it may have bytes that surrogateescape does not take."""
    return "\udcff", error.end if isinstance(error, UnicodeDecodeError) else 0


codecs.register_error("egovdocs.mark", _marked)
_MARKING = {"utf-16": "egovdocs.mark"}


def decoded_lines(source: Input, encoding: str) -> Iterator[str]:
    """
    Decode line by line; bytes that are no text stay, marked, for their row to report.

    Of a line of more than 8 MiB the beginning stays, marked in the same way.
    """
    decoder, pending = None, ""
    while part := source.read(CHUNK):
        if decoder is None:
            codec = _codec(encoding, part)
            decoder = codecs.getincrementaldecoder(codec)(_MARKING.get(codec, "surrogateescape"))
        *whole, pending = (pending + decoder.decode(part)).split("\n")
        for line in whole:
            source.lines += 1
            yield f"{_bounded(line)}\n"
        pending = _bounded(pending)
    if decoder is not None:
        pending += decoder.decode(b"", True)
    if pending:
        source.lines += 1
        yield pending


def _bounded(line: str) -> str:
    """The line; of an over-long one the beginning, without quotes that nothing would close."""
    if len(line) <= MAX_LINE and CUT not in line:
        return line
    return line[:_KEPT].split(CUT)[0].replace('"', "") + CUT


def _codec(encoding: str, head: bytes) -> str:
    """The codec that also reads over a byte order mark; Excel's “Unicode text” is UTF-16."""
    if head.startswith(_UTF16):
        return "utf-16"
    return "utf-8-sig" if encoding == "utf-8" else encoding


# Directives of ``strptime`` that most logs need, and their patterns: three times as fast.
_DIRECTIVES = {
    "%d": r"(?P<day>[0-9]{1,2})",
    "%m": r"(?P<month>[0-9]{1,2})",
    "%Y": r"(?P<year>[0-9]{4})",
    "%H": r"(?P<hour>[0-9]{1,2})",
    "%M": r"(?P<minute>[0-9]{1,2})",
    "%S": r"(?P<second>[0-9]{1,2})",
}


def as_time(text: str, form: str, *, days: bool) -> datetime | None:
    """What *text* says in the format *form*, without a zone unless it has one, or None."""
    try:
        if form == ISO:
            return _iso(text, days=days)
        pattern = _pattern(form)
        if pattern is None:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the mapping names the zone
        match = pattern.fullmatch(text)
        if match is None:
            return None
        parts = {name: int(part) for name, part in match.groupdict().items()}
        return datetime(**parts)  # type: ignore[arg-type]  # noqa: DTZ001 - as above
    except ValueError:
        return None


def _iso(text: str, *, days: bool) -> datetime | None:
    """An ISO day, or an ISO instant: a day is no instant."""
    if days:
        return datetime.fromisoformat(f"{date.fromisoformat(text)}T00:00:00")
    return datetime.fromisoformat(text) if len(text) > len("2020-03-02") else None


@cache
def _pattern(form: str) -> re.Pattern[str] | None:
    """The pattern of a format; None where it has other directives, or one of them twice."""
    parts = re.split("(%.)", form)
    named = [part for part in parts if part.startswith("%")]
    if not set(named) <= set(_DIRECTIVES) or len(set(named)) < len(named):
        return None
    return re.compile("".join(_DIRECTIVES.get(part, re.escape(part)) for part in parts))
