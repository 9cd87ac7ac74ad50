"""Logs in columns for the tests of the engines, and the same rows judged case by case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa

from egovdocs.policy import Policy
from egovdocs.record import Case, Document, Event, Observed, Party
from egovdocs.timing import VN

TRANSFER = "long-an/24-2019#d5.k2.b/transfer"
PLAIN = Document(state_secret=False, recipients=(Party(kind="agency"),))
OBSERVED = Observed(datetime(2026, 1, 1, tzinfo=VN), ("refused", "declined", "recalled"))
KNOWN: dict[str, Any] = {"document": PLAIN, "observed": OBSERVED}
EVENTS = ("arrived", "transferred", "refused")
Row = dict[str, datetime | None]

# Each is a day on which something changes: hours of lunch and closing, Tết of 2024, the
# Saturday of 4 May 2024 made up for, the ends of years, the first day of the regulation.
EDGES: tuple[tuple[str, str | None], ...] = (
    ("2020-03-02T11:29:59.999999", "2020-03-02T15:29:59.999999"),
    ("2020-03-02T11:30:00", "2020-03-02T15:30:00"),  # the minute of closing for lunch
    ("2020-03-02T12:15:00", "2020-03-02T15:30:00.000001"),
    ("2020-03-02T13:30:00", "2020-03-02T15:30:00"),
    ("2020-03-02T09:30:00", "2020-03-02T13:30:00"),  # two hours end with the session
    ("2020-03-02T17:00:00", "2020-03-03T09:00:00"),  # the minute of closing for the day
    ("2020-03-02T16:59:59.999999", "2020-03-03T08:59:59.999999"),
    ("2020-03-06T16:00:00", "2020-03-09T08:00:00.000001"),  # over a weekend
    ("2024-02-07T16:30:00", "2024-02-15T08:30:00"),  # over Tết, 8 to 14 February 2024
    ("2024-02-10T09:00:00", "2024-02-15T09:00:01"),
    ("2024-05-03T16:30:00", "2024-05-04T08:30:00"),  # Saturday 4 May 2024 is worked
    ("2024-05-04T09:00:00", "2024-05-04T11:00:00.000001"),
    ("2024-04-29T09:00:00", "2024-05-02T09:00:00"),  # Monday 29 April 2024 is off
    ("2024-12-31T16:30:00", "2025-01-02T08:30:00"),  # over the end of a year
    ("2024-12-31T23:59:59.999999", "2025-01-02T09:00:00.000001"),
    ("2019-06-30T23:59:59.999999", "2019-07-01T09:00:00"),  # the eve of the regulation
    ("2019-07-01T00:00:00", "2019-07-01T09:00:00.000001"),
    ("2020-03-02T09:00:00", None),
)


def moment(text: str | None) -> datetime | None:
    """A wall clock of Vietnam."""
    return None if text is None else datetime.fromisoformat(f"{text}+07:00")


def edges() -> list[Row]:
    """The rows of EDGES."""
    return [{"arrived": moment(first), "transferred": moment(then)} for first, then in EDGES]


def table(rows: Iterable[Row], events: tuple[str, ...] = EVENTS) -> pa.Table:
    """Rows as a table, in UTC."""
    kind, rows = pa.timestamp("us", "UTC"), list(rows)
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name in events})


def case_by_case(policy: Policy, rows: Iterable[Row], rule: str = TRANSFER) -> list[str]:
    """The verdict of *rule* for each row, judged as a case."""
    return [_verdict(policy, row, rule) for row in rows]


def _verdict(policy: Policy, row: Row, rule: str) -> str:
    events = tuple(Event(kind, us, channel="system") for kind, us in row.items() if us is not None)
    report = policy.audit(Case("?", events, PLAIN, observed=OBSERVED))
    [verdict] = [part.verdict.value for part in report.all_findings() if part.rule == rule]
    return verdict
