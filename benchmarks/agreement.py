"""Every answer of the engines compared, and a sample with the case by case audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from egovdocs.bulk import audit_file, audit_table
from egovdocs.policy import Policy
from egovdocs.record import Case, Event

MILLION = 1 << 20
CASES = 2_000  # so many rows are judged as cases


def agree(judge: Policy, path: Path, rows: int, rule: str, how: Mapping[str, Any]) -> str:
    """Compare every answer of the engines, and a sample with the case by case audit."""
    names = ("arrow", *(name for name, there in _engines().items() if there))
    told = [audit_file(judge, path, name, **how) for name in names]
    seen = 0
    for parts in zip(*(cut(each.batches) for each in told), strict=True):
        assert all(part.equals(parts[0]) for part in parts[1:])
        seen += parts[0].num_rows
    assert seen == rows
    sampled = by_case(judge, path, rows, rule, how)
    return f"{rows:,} rows alike on {', '.join(names)}; {sampled:,} of them alike case by case"


def _engines() -> dict[str, bool]:
    spark = find_spec("pyspark") is not None and which("java") is not None
    return {
        "polars": bool(find_spec("polars")),
        "duckdb": bool(find_spec("duckdb")),
        "spark": spark,
    }


def cut(given: Any) -> Iterator[Any]:
    """Tables of a million rows, however long the batches."""
    waiting: list[Any] = []
    for batch in given:
        waiting.append(batch)
        while sum(part.num_rows for part in waiting) >= MILLION:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, MILLION).combine_chunks()
            waiting = table.slice(MILLION).to_batches()
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()


def by_case(judge: Policy, path: Path, rows: int, rule: str, how: Mapping[str, Any]) -> int:
    """Judge every so-manieth row as a case; how many."""
    log = pq.read_table(path).take(list(range(0, rows, max(rows // CASES, 1))))
    told = audit_table(judge, log, **how).column(rule).to_pylist()
    for row, verdict in zip(log.to_pylist(), told, strict=True):
        events = tuple(Event(kind, at, channel="system") for kind, at in row.items())
        report = judge.audit(Case("?", events, how["document"], observed=how["observed"]))
        [found] = [part.verdict for part in report.all_findings() if part.rule == rule]
        assert found.value == verdict, row
    return len(told)
