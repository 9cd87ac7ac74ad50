"""
Event logs: a CSV file with one row for each event, as document systems export it.

What comes out are cases, in constant memory, exactly as from a log of cases.  A row that
cannot be read is a problem with its line; it never stops the rest.  Its case is left out
unless the mapping says otherwise, because a case that lacks one row would be judged as if
the act of that row had never happened.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any, TypeAlias

import attrs

from egovdocs.audit.external_sort import Cells, sorted_rows
from egovdocs.audit.mapping import (
    AUTO,
    DELIMITERS,
    FIELDS,
    ISO,
    KEYS,
    LogMapping,
    case_of,
    fold_cell,
    of_case,
)
from egovdocs.audit.problems import BadLine, EmptyFile, LineTooLong, Unreadable
from egovdocs.audit.reading import MAX_LINE, Entry, Input
from egovdocs.audit.row_errors import (
    BrokenCsv,
    CasesLeftOut,
    Contradiction,
    EmptyCell,
    MissingColumn,
    MixedEncoding,
    MoreBadRows,
    RepeatedColumn,
    ScatteredCase,
    ShortRow,
    UnknownAction,
    UnreadableCell,
    UnreadableTime,
)
from egovdocs.errors import EgovdocsError, closest
from egovdocs.record import VOCABULARIES, Case
from egovdocs.timing import to_us

# A row on its way: case, instant, line, then the cells of the mapped columns, then the time
# as written for the record.  All text of equal width where it must sort: the file is sorted
# as it stands.  A row that cannot be read has an empty instant.
_CASE, _KEY, _LINE, _AT = range(4)
_HEAD = 4
_WORDS = 1000  # different unknown words that are counted apart
_HELD = 10_000  # problems that are held while a log is being sorted; the rest are counted
_CHUNK = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = re.compile("[\udc80-\udcff\0]")
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)
_YES = frozenset(map(fold_cell, ("1", "x", "có", "true", "yes", "đúng", "y")))
_NO = frozenset(map(fold_cell, ("0", "không", "false", "no", "sai", "n")))

_OF_THE_HEADER = (MissingColumn, RepeatedColumn, MixedEncoding)

Numbered: TypeAlias = tuple[int, Cells]


@attrs.define(eq=False)
class EventLog:
    """
    One event log being read.

    Attributes:
        source: the file.
        mapping: how to read it.
        rows: rows read so far, without the header.
        bad: rows that could not be read.
        left_out: cases that were not given out because of them.
    """

    source: Input
    mapping: LogMapping
    rows: int = 0
    bad: int = 0
    left_out: int = 0
    _first_out: str = ""
    _untold: int = 0
    _unknown: dict[str, list[int]] = attrs.field(factory=dict)
    _fields: tuple[str, ...] = ()

    def entries(self) -> Iterator[Entry | BadLine]:
        """Yield the cases and the problems of the log; problems of the whole file last."""
        try:
            yield from self._entries()
        except EgovdocsError as error:
            yield self._problem(1 if isinstance(error, _OF_THE_HEADER) else 0, error)
        except OSError as error:
            yield self._problem(0, Unreadable(self.source.name, error.strerror or ""))
        while self.source.read(_CHUNK):
            pass

    def _entries(self) -> Iterator[Entry | BadLine]:
        reader, header, line = self._opened()
        table = _Columns.of(header, self.mapping)
        self._fields = table.fields
        problems: list[BadLine] = []
        read = self._read(reader, table, line, problems)
        rows = sorted_rows(read) if self.mapping.sort else read
        for found in self._cases(rows):
            yield from problems
            problems.clear()
            yield found
        yield from problems
        yield from self._summed()

    def _opened(self) -> tuple[Iterator[list[str]], list[str], int]:
        """The reader, its header, and how many lines stand before the first row."""
        lines = _lines(self.source, self.mapping.encoding)
        first, before = next(lines, None), 0
        told = _SEPARATOR.fullmatch(first or "")
        if told is not None:
            first, before = next(lines, None), 1
        if first is None or not first.strip():
            raise EmptyFile
        delimiter = self.mapping.delimiter
        if delimiter == AUTO:
            delimiter = told[1] if told else max(DELIMITERS, key=first.count)
        reader = csv.reader(chain((first,), lines), delimiter=delimiter)
        return reader, next(reader), before

    # -- rows --------------------------------------------------------------------------------

    def _read(
        self, reader: Any, table: _Columns, before: int, problems: list[BadLine]
    ) -> Iterator[Cells]:
        for line, cells in self._numbered(reader, before, problems):
            try:
                yield self._row(line, cells, table)
            except EgovdocsError as error:
                self.bad += 1
                self._note(line, error, problems)
                case = cells[table.at["case"]].strip() if table.at["case"] < len(cells) else ""
                if case and not _NOT_TEXT.search(case):
                    yield [case, "", f"{line:012}", *("" for _ in range(len(table.fields) + 1))]
        if not self.rows:
            raise EmptyFile

    def _numbered(self, reader: Any, before: int, problems: list[BadLine]) -> Iterator[Numbered]:
        """Rows that are not blank, with the line on which each begins."""
        while True:
            line = reader.line_num + before + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self.rows += 1
                self.bad += 1
                self._note(line, BrokenCsv(str(error)), problems)
                continue
            if cells is None:
                return
            if any(map(str.strip, cells)):
                self.rows += 1
                yield line, cells

    def _note(self, line: int, error: EgovdocsError, problems: list[BadLine]) -> None:
        """Hold a problem until it can be told; unknown words are told together at the end."""
        if isinstance(error, UnknownAction):
            return
        if len(problems) < _HELD:
            problems.append(self._problem(line, error))
        else:
            self._untold += 1

    def _row(self, line: int, cells: Cells, table: _Columns) -> Cells:
        if len(cells) < table.width:
            raise ShortRow(table.headers[len(cells)], len(cells), table.width)
        if _NOT_TEXT.search("".join(cells)):
            raise self._not_text(cells, table)
        case = cells[table.at["case"]].strip()
        if not case:
            raise EmptyCell(self.mapping.columns["case"])
        kinds = self._kinds(cells[table.at["type"]], line)
        at = self._time("at", cells[table.at["at"]].strip(), self.mapping.formats)
        found = [self._cell(field, cells[index].strip()) for field, index in table.rest]
        return [case, f"{to_us(at):020}", f"{line:012}", at.isoformat(), kinds, *found]

    def _not_text(self, cells: Cells, table: _Columns) -> MixedEncoding:
        index = next(at for at, cell in enumerate(cells) if _NOT_TEXT.search(cell))
        shown = _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", cells[index])
        return MixedEncoding(table.header(index), shown, self.mapping.encoding)

    def _kinds(self, cell: str, line: int) -> str:
        """The events that a word stands for, with spaces between; empty where ignored."""
        word = fold_cell(cell)
        kinds = self.mapping.events.get(word)
        if kinds is not None:
            return " ".join(kinds)
        known = VOCABULARIES["event"].get(word)
        if known is None:
            shown = cell.strip()
            counted = shown if shown in self._unknown or len(self._unknown) < _WORDS else "…"
            self._unknown.setdefault(counted, [0, line])[0] += 1
            raise UnknownAction(self.mapping.columns["type"], cell, 1, "-")
        return known

    def _cell(self, field: str, text: str) -> str:
        """A cell in its canonical spelling: words translated, days and flags as in JSON."""
        if not text:
            return ""
        words = self.mapping.values.get(field)
        if words is not None:
            text = words.get(fold_cell(text), text)
        shape = FIELDS[field]
        if shape == "day":
            return self._time(field, text, self.mapping.dates).date().isoformat()
        if shape == "moment":
            return self._moment(field, text)
        return self._flag(field, text) if shape == "flag" else text

    def _flag(self, field: str, text: str) -> str:
        word = fold_cell(text)
        if word not in _YES and word not in _NO:
            raise UnreadableCell(self.mapping.columns[field], text, "có | không")
        return "1" if word in _YES else "0"

    def _moment(self, field: str, text: str) -> str:
        """A day, or an instant; a day stays a day."""
        try:
            return self._time(field, text, self.mapping.dates).date().isoformat()
        except UnreadableTime:
            formats = (*self.mapping.formats, *self.mapping.dates)
            return self._time(field, text, formats).isoformat()

    def _time(self, field: str, text: str, formats: tuple[str, ...]) -> datetime:
        if not text:
            raise EmptyCell(self.mapping.columns[field])
        for form in formats:
            found = _as_time(text, form, days=formats is self.mapping.dates)
            if found is not None:
                return found if found.tzinfo else found.replace(tzinfo=self.mapping.zone)
        raise UnreadableTime(self.mapping.columns[field], text, formats)

    # -- cases -------------------------------------------------------------------------------

    def _cases(self, rows: Iterable[Cells]) -> Iterator[Entry | BadLine]:
        seen: set[int] | None = None if self.mapping.sort else set()
        draft: _Draft | None = None
        for row in rows:
            if draft is None or row[_CASE] != draft.case:
                if draft is not None:
                    yield from self._finished(draft)
                draft = _Draft(row[_CASE], int(row[_LINE]))
                if seen is not None:
                    draft.scattered = hash(draft.case) in seen
                    seen.add(hash(draft.case))
            draft.add(row, self._fields)
        if draft is not None:
            yield from self._finished(draft)

    def _finished(self, draft: _Draft) -> Iterator[Entry | BadLine]:
        """The case of a draft, or why there is none."""
        problem = self._flaw(draft)
        if problem is not None:
            self.bad += 1
            yield problem
        if problem is not None or (draft.bad and not self.mapping.drop_rows):
            self.left_out += 1
            self._first_out = self._first_out or draft.case
            return
        try:
            case = Case.from_json(draft.json(self.mapping))
        except EgovdocsError as error:
            self.left_out += 1
            self._first_out = self._first_out or draft.case
            yield self._refused(error, draft)
        else:
            yield Entry(self.source.name, draft.line, case)

    def _flaw(self, draft: _Draft) -> BadLine | None:
        if draft.scattered:
            return self._problem(draft.line, ScatteredCase(draft.case))
        if draft.clash is not None:
            line, field, value, former = draft.clash
            return self._problem(line, Contradiction(self.mapping.columns[field], value, former))
        return None

    def _refused(self, error: EgovdocsError, draft: _Draft) -> BadLine:
        """A problem of the record, told by the column and the line that it came from."""
        told = attrs.asdict(error, recurse=False)
        line, field = draft.origin(str(told.get("field", "")))
        column = self.mapping.columns.get(field, field)
        expected = told.get("closest", told.get("expected", "-"))
        value = str(told.get("value", told.get("key", "")))
        return self._problem(line, UnreadableCell(column, value, str(expected)))

    def _summed(self) -> Iterator[BadLine]:
        column = self.mapping.columns["type"]
        known = (*self.mapping.events, *VOCABULARIES["event"].read)
        for word, (count, line) in sorted(self._unknown.items(), key=lambda item: -item[1][0]):
            near = closest(fold_cell(word), known)
            yield self._problem(line, UnknownAction(column, word, count, near))
        if self._untold:
            yield self._problem(0, MoreBadRows(self._untold))
        if self.left_out:
            yield self._problem(0, CasesLeftOut(self.left_out, self._first_out))

    def _problem(self, line: int, reason: EgovdocsError) -> BadLine:
        return BadLine(self.source.name, line, reason)


@attrs.frozen
class _Columns:
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
    def of(cls, header: list[str], mapping: LogMapping) -> _Columns:
        """
        Find the columns of *mapping*.

        Raises:
            MissingColumn, RepeatedColumn: one is not there, or twice.
            MixedEncoding: the header itself is not text.
        """
        folded = [fold_cell(cell) for cell in header]
        if _NOT_TEXT.search("".join(header)):
            shown = _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", ", ".join(header))
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


@attrs.define(eq=False)
class _Draft:
    """A case in the making: the rows of one id."""

    case: str
    line: int
    bad: int = 0
    scattered: bool = False
    clash: tuple[int, str, str, str] | None = None
    events: list[dict[str, Any]] = attrs.field(factory=list)
    lines: list[int] = attrs.field(factory=list)
    facts: dict[str, str] = attrs.field(factory=dict)
    recipients: dict[str, dict[str, str]] = attrs.field(factory=dict)
    sources: dict[str, int] = attrs.field(factory=dict)

    def add(self, row: Cells, fields: tuple[str, ...]) -> None:
        """Take one row in."""
        line = int(row[_LINE])
        if not row[_KEY]:
            self.bad += 1
            return
        event, recipient = {"at": row[_AT]}, {}
        for field, value in zip(fields[1:], row[_HEAD + 1 :], strict=True):
            if not value:
                continue
            if field.startswith("recipient."):
                recipient[field] = value
            elif of_case(field):
                self._fact(field, value, line)
            else:
                event[field] = value
        if recipient:
            self._recipient(recipient, line)
        for kind in row[_HEAD].split():
            self.events.append({"type": kind, **event})
            self.lines.append(line)

    def _fact(self, field: str, value: str, line: int) -> None:
        former = self.facts.setdefault(field, value)
        self.sources.setdefault(field, line)
        if former != value and field == "document.status":
            self.facts[field] = value  # the one fact that is meant to change
        elif former != value and self.clash is None:
            self.clash = (line, field, value, former)

    def _recipient(self, found: dict[str, str], line: int) -> None:
        known = found.get("recipient.id") or found.get("recipient.name") or ""
        self.recipients.setdefault(known, {}).update(found)
        for field in found:
            self.sources.setdefault(field, line)

    def json(self, mapping: LogMapping) -> dict[str, Any]:
        """Write the case as JSON; constants where no cell says more."""
        constants = dict(mapping.constants)
        if self.bad:
            constants = {k: v for k, v in constants.items() if not k.startswith("observed.")}
        facts = {field: _typed(field, value, mapping) for field, value in self.facts.items()}
        found = case_of(self.case, {**constants, **facts})
        if self.recipients:
            base = {k: v for k, v in constants.items() if k.startswith("recipient.")}
            found.setdefault("document", {})["recipients"] = [
                {
                    field.removeprefix("recipient."): _typed(field, value, mapping)
                    for field, value in {**base, **recipient}.items()
                }
                for recipient in self.recipients.values()
            ]
        return {**found, "events": [_event(event, mapping) for event in self.events]}

    def origin(self, path: str) -> tuple[int, str]:
        """The line and the field that the place *path* in the JSON came from."""
        event = re.fullmatch(r"events\[(\d+)\]\.?(.*?)(\[\d+\])?", path)
        if event is not None:
            return self.lines[int(event[1])], event[2]
        field = re.sub(r"^document\.(?=sender\.)|\[\d+\]", "", path)
        field = re.sub(r"^document\.recipients", "recipient", field)
        return self.sources.get(field, self.line), field


def _event(event: dict[str, Any], mapping: LogMapping) -> dict[str, Any]:
    told = {field: _typed(field, value, mapping) for field, value in event.items()}
    return {**mapping.of_event(event["type"]), **told}


def _typed(field: str, value: Any, mapping: LogMapping) -> Any:
    """A canonical cell as JSON; constants are JSON already."""
    if not isinstance(value, str):
        return value
    shape = FIELDS.get(field, "text")
    if shape == "flag":
        return value == "1"
    if shape == "list":
        return [part.strip() for part in value.split(mapping.separator) if part.strip()]
    return value


def _as_time(text: str, form: str, *, days: bool) -> datetime | None:
    """What *text* says in the format *form*; an ISO day is no instant."""
    try:
        if form != ISO:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the mapping names the zone
        if days:
            return datetime.fromisoformat(f"{date.fromisoformat(text)}T00:00:00")
        return datetime.fromisoformat(text) if len(text) > len("2020-03-02") else None
    except ValueError:
        return None


def _lines(source: Input, encoding: str) -> Iterator[str]:
    """
    Decode line by line; bytes that are no text stay, marked, for their row to report.

    Raises:
        LineTooLong: a line of more than 8 MiB; what follows it is not read.
    """
    decoder, pending = None, ""
    while part := source.read(_CHUNK):
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_codec(encoding, part))("surrogateescape")
        *whole, pending = (pending + decoder.decode(part)).split("\n")
        for line in whole:
            yield f"{line}\n"
        if len(pending) > MAX_LINE:
            raise LineTooLong(MAX_LINE)
    if decoder is not None:
        pending += decoder.decode(b"", True)
    if pending:
        yield pending


def _codec(encoding: str, head: bytes) -> str:
    """The codec that also reads over a byte order mark; Excel's “Unicode text” is UTF-16."""
    if head.startswith(_UTF16):
        return "utf-16"
    return "utf-8-sig" if encoding == "utf-8" else encoding


def read_event_log(source: Input, mapping: LogMapping) -> Iterator[Entry | BadLine]:
    """
    Read the cases of an event log; see :class:`EventLog`.

    Every row comes out in a case or in a problem; words for events that the mapping does
    not know come out once each, at the end, with the number of their rows.
    """
    return EventLog(source, mapping).entries()
