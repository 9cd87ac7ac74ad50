"""A summary for spreadsheets: one table, whose first column says what each row adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egovdocs.audit.as_csv import row
from egovdocs.audit.summary.totals import Delay, Line, Totals
from egovdocs.errors import Lang

COLUMNS = (
    "by", "agency", "month", "clause", "findings", "kept", "broken", "undecided", "running",
    "share_kept", "timed", "median_seconds", "p95_seconds",
    "case", "due", "late_after", "done", "late_seconds", "took_seconds",
)  # fmt: skip


def as_csv(totals: Totals, _: Lang) -> Iterator[str]:
    """Everything, each agency, month and clause, each that occur together, the delays."""
    yield row(COLUMNS)
    yield from _rows("all", [totals.whole()])
    yield from _rows("agency", totals.agencies())
    yield from _rows("month", totals.months())
    yield from _rows("clause", totals.clauses())
    yield from _rows("agency-month-clause", totals.lines())
    yield from map(_delay, totals.delays())


def _rows(by: str, lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield row((
            by, line.agency or "", line.month or "", line.clause or "", line.findings, line.kept,
            line.broken, line.undecided, line.running, _share(line), line.timed,
            _number(line.median, 1), _number(line.most, 1), "", "", "", "", "", "",
        ))  # fmt: skip


def _delay(delay: Delay) -> str:
    return row((
        "delay", delay.agency, "", delay.clause, "", "", "", "", "", "", "", "", "", delay.case,
        delay.due, delay.until, delay.done, delay.late, "" if delay.took is None else delay.took,
    ))  # fmt: skip


def _share(line: Line) -> str:
    """Rounded down, so that less than all is never written as all."""
    decided = line.kept + line.broken
    if not decided:
        return ""
    whole, rest = divmod(line.kept * 1_000_000 // decided, 1_000_000)
    return f"{whole}.{rest:06}"


def _number(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:.{places}f}"
