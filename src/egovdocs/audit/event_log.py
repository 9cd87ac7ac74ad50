"""
Event logs: a CSV file with one row for each event, as document systems export it.

What comes out are cases, in constant memory, exactly as from a log of cases.  A row that
cannot be read is a problem with its line; it never stops the rest.  Its case is left out
unless the mapping says otherwise, because a case that lacks one row would be judged as if
the act of that row had never happened.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

import attrs

from egovdocs.audit.external_sort import Cells, sorted_rows
from egovdocs.audit.log_drafts import CASE, LINE, Draft
from egovdocs.audit.log_text import CHUNK, CUT, NOT_TEXT, Columns, as_time, decoded_lines
from egovdocs.audit.mapping import (
    AUTO,
    DELIMITERS,
    FIELDS,
    LogMapping,
    fold_cell,
    shipped_mappings,
)
from egovdocs.audit.problems import BadLine, EmptyFile, LineTooLong, RepeatedCase, Unreadable
from egovdocs.audit.reading import MAX_LINE, Entry, Input, read_cases
from egovdocs.audit.row_errors import (
    BrokenCsv,
    CasesLeftOut,
    Contradiction,
    EmptyCell,
    MissingColumn,
    MixedEncoding,
    MoreBadRows,
    NeedsMapping,
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

_WORDS = 1000  # different unknown words that are counted apart
_HELD = 10_000  # problems that are held while a log is being sorted; the rest are counted
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)
_YES = frozenset(map(fold_cell, ("1", "x", "có", "true", "yes", "đúng", "y")))
_NO = frozenset(map(fold_cell, ("0", "không", "false", "no", "sai", "n")))

_CSV = (".csv", ".tsv", ".txt")
_JSON = (".jsonl", ".ndjson", ".json")
_OF_THE_HEADER = (MissingColumn, RepeatedColumn, MixedEncoding, BrokenCsv, LineTooLong)

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
        while self.source.read(CHUNK):
            pass

    def _entries(self) -> Iterator[Entry | BadLine]:
        reader, header, line = self._opened()
        table = Columns.of(header, self.mapping)
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
        lines = decoded_lines(self.source, self.mapping.encoding)
        first, before = next(lines, None), 0
        told = _SEPARATOR.fullmatch(first or "")
        if told is not None:
            first, before = next(lines, None), 1
        if first is None or not first.strip():
            raise EmptyFile
        if CUT in first:
            raise LineTooLong(MAX_LINE)
        delimiter = self.mapping.delimiter
        if delimiter == AUTO:
            delimiter = told[1] if told else max(DELIMITERS, key=first.count)
        reader = csv.reader(chain((first,), lines), delimiter=delimiter)
        try:
            return reader, next(reader), before
        except csv.Error as error:
            raise BrokenCsv(str(error)) from None

    # -- rows --------------------------------------------------------------------------------

    def _read(
        self, reader: Any, table: Columns, before: int, problems: list[BadLine]
    ) -> Iterator[Cells]:
        for line, cells in self._numbered(reader, before, problems):
            try:
                yield self._row(line, cells, table)
            except EgovdocsError as error:
                self.bad += 1
                self._note(line, error, problems)
                case = cells[table.at["case"]].strip() if table.at["case"] < len(cells) else ""
                if case and not NOT_TEXT.search(case):
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

    def _row(self, line: int, cells: Cells, table: Columns) -> Cells:
        if CUT in cells[-1]:
            raise LineTooLong(MAX_LINE)
        if len(cells) < table.width:
            raise ShortRow(table.headers[len(cells)], len(cells), table.width)
        if NOT_TEXT.search("".join(cells)):
            raise self._not_text(cells, table)
        case = cells[table.at["case"]].strip()
        if not case:
            raise EmptyCell(self.mapping.columns["case"])
        kinds = self._kinds(cells[table.at["type"]], line)
        at = self._time("at", cells[table.at["at"]].strip(), self.mapping.formats)
        found = [self._cell(field, cells[index].strip()) for field, index in table.rest]
        return [case, f"{to_us(at):020}", f"{line:012}", at.isoformat(), kinds, *found]

    def _not_text(self, cells: Cells, table: Columns) -> MixedEncoding:
        index = next(at for at, cell in enumerate(cells) if NOT_TEXT.search(cell))
        shown = NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", cells[index])
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
            found = as_time(text, form, days=formats is self.mapping.dates)
            if found is not None:
                return found if found.tzinfo else found.replace(tzinfo=self.mapping.zone)
        raise UnreadableTime(self.mapping.columns[field], text, formats)

    # -- cases -------------------------------------------------------------------------------

    def _cases(self, rows: Iterable[Cells]) -> Iterator[Entry | BadLine]:
        seen: set[int] | None = None if self.mapping.sort else set()
        draft: Draft | None = None
        for row in rows:
            if draft is None or row[CASE] != draft.case:
                if draft is not None:
                    yield from self._finished(draft)
                draft = Draft(row[CASE], int(row[LINE]))
                if seen is not None:
                    draft.scattered = hash(draft.case) in seen
                    seen.add(hash(draft.case))
            draft.add(row, self._fields)
        if draft is not None:
            yield from self._finished(draft)

    def _finished(self, draft: Draft) -> Iterator[Entry | BadLine]:
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

    def _flaw(self, draft: Draft) -> BadLine | None:
        if draft.scattered:
            return self._problem(draft.line, ScatteredCase(draft.case))
        if draft.clash is not None:
            line, field, value, former = draft.clash
            return self._problem(line, Contradiction(self.mapping.columns[field], value, former))
        return None

    def _refused(self, error: EgovdocsError, draft: Draft) -> BadLine:
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


def read_event_log(source: Input, mapping: LogMapping) -> Iterator[Entry | BadLine]:
    """
    Read the cases of an event log; see :class:`EventLog`.

    Every row comes out in a case or in a problem; words for events that the mapping does
    not know come out once each, at the end, with the number of their rows.
    """
    return EventLog(source, mapping).entries()


def read_log(
    source: Input, mapping: LogMapping | None = None, seen: set[str] | None = None
) -> Iterator[Entry | BadLine]:
    """
    Read a log of either kind: cases in JSON Lines, or, with a mapping, events in CSV.

    With a mapping, a file is an event log unless its name ends as JSON does; without one,
    a file whose name ends as CSV does is a problem.  A case id that is in *seen* is a
    problem too; those that are new go in.
    """
    if not holds_cases(source.name, mapping) and mapping is not None:
        yield from _once(read_event_log(source, mapping), seen)
    elif is_csv(source.name):
        yield BadLine(source.name, 0, NeedsMapping(shipped_mappings()))
    else:
        yield from read_cases(source, seen)


def holds_cases(name: str, mapping: LogMapping | None) -> bool:
    """Whether :func:`read_log` takes a file for cases in JSON Lines."""
    return name.lower().endswith(_JSON) or (mapping is None and not is_csv(name))


def is_csv(name: str) -> bool:
    """Whether a file has the name of a CSV file."""
    return name.lower().endswith(_CSV)


def _once(entries: Iterable[Entry | BadLine], seen: set[str] | None) -> Iterator[Entry | BadLine]:
    for entry in entries:
        if isinstance(entry, BadLine) or seen is None:
            yield entry
        elif entry.case.case in seen:
            yield BadLine(entry.file, entry.line, RepeatedCase(entry.case.case))
        else:
            seen.add(entry.case.case)
            yield entry
