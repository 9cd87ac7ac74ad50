"""``egovdocs register``: gaps, repeats and slips in the register books of an agency."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

import attrs

from egovdocs.audit.as_csv import row
from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Input
from egovdocs.audit.register_book import HEADERS, BookReport, read_book
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.cli.cases import opened
from egovdocs.errors import EgovdocsError, Lang, closest

KEPT, BROKEN, UNUSABLE = range(3)


@attrs.frozen
class NoSuchField(EgovdocsError, ValueError):
    """A ``--column`` that does not say FIELD=NAME with a field that a book has."""

    value: str
    closest: str

    code: ClassVar[str] = "cli.no-such-field"
    vi: ClassVar[str] = "--column phải là TRƯỜNG=TÊN; “{value}” không được, gần nhất “{closest}”."
    en: ClassVar[str] = "--column takes FIELD=NAME; “{value}” is none, the closest is “{closest}”."


def command(args: Namespace) -> int:
    """
    Check the register books of *args*.

    Exit status:
        0: nothing departs.
        1: something does.
        2: a file could not be read.
    """
    columns = dict(map(_column, args.column))
    if args.format == "csv":
        print(row(_CELLS))
    return max([_checked(name, columns, args) for name in args.files])


def _column(text: str) -> tuple[str, str]:
    field, found, name = text.partition("=")
    if not found or field not in HEADERS:
        raise NoSuchField(text, closest(field, HEADERS))
    return field, name


def _checked(name: str, columns: Mapping[str, str], args: Namespace) -> int:
    try:
        with opened(name) as stream:
            report = read_book(
                Input(name, stream), columns, args.numbering, book=args.kind, sheet=args.sheet
            )
    except EgovdocsError as error:
        print(_problem(name, error, args), file=sys.stderr)
        return UNUSABLE
    for line in _WRITERS[args.format](name, report, args.lang):
        print(line)
    return BROKEN if report.findings else KEPT


def _problem(name: str, error: EgovdocsError, args: Namespace) -> str:
    problem = error if isinstance(error, Unreadable) else BadLine(name, 0, error)
    if args.format == "json" and isinstance(problem, BadLine):
        return json.dumps(problem.to_json(), ensure_ascii=False)
    return problem.message(args.lang)


def _as_json(name: str, report: BookReport, _: Lang) -> Iterator[str]:
    series = [
        {"agency": each.agency, "kind": each.kind, "year": each.year,
         "count": len(each.rows), "last": each.last}
        for each in report.series
    ]  # fmt: skip
    written = {
        "file": name,
        "book": report.book,
        "rows": report.rows,
        "series": series,
        "findings": [each.to_json() for each in report.findings],
    }
    yield json.dumps(written, ensure_ascii=False)


def _as_csv(name: str, report: BookReport, lang: Lang) -> Iterator[str]:
    """One row for each finding, safe to open; sums are the spreadsheet's."""
    for each in report.findings:
        yield row((
            name, each.line or "", report.book, each.code, each.clause,
            spoken_clause(each.clause, lang), each.value, each.expected, each.message(lang),
        ))  # fmt: skip


def _as_text(name: str, report: BookReport, lang: Lang) -> Iterator[str]:
    at = lang == "en"
    for each in report.findings:
        where = f"{name}:{each.line}" if each.line else name
        yield clean(f"{where}  {each.clause}  {each.message(lang)}")
    for series in report.series:
        yield _SERIES[at].format(clean(series.name), len(series.rows), series.last)
    yield _SUM[at].format(_BOOKS[report.book][at], report.rows, len(report.findings))


_WRITERS: Mapping[str, Callable[[str, BookReport, Lang], Iterator[str]]] = {
    "text": _as_text,
    "json": _as_json,
    "csv": _as_csv,
}
_CELLS = (
    "file", "line", "book", "code", "clause", "citation", "value", "expected", "message",
)  # fmt: skip
_SERIES = ("Dãy {}: {} văn bản, số cuối {}", "Series {}: documents {}, last number {}")
_SUM = ("{}: {} dòng, {} điều cần xem lại", "{}: rows {}, findings {}")
_BOOKS = {
    "outgoing": ("Sổ đăng ký văn bản đi", "Outgoing register"),
    "incoming": ("Sổ đăng ký văn bản đến", "Incoming register"),
}
