"""
What a log of ten million rows costs, against the bare kernel, bisection, and other engines.

The floor is the raw slot kernel: chunked NumPy, one look into an array for the opening and
two for working time, nothing else.  Beside it: the same by ``searchsorted``, pandas'
CustomBusinessHour where it is installed, and egovdocs from Parquet to all answers on each
engine that is installed.  All are run in turn, and the best of the rounds counts.

    python -m benchmarks.bulk [ROWS] [--agree] [--write]

With ``--agree`` every row is compared between the engines, and a sample with the case by case
audit; with ``--write`` the table goes into docs/explanation/performance.md.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import egovdocs
from egovdocs.bulk import (
    ColumnAudit,
    Slots,
    audit_duckdb,
    audit_file,
    audit_polars,
    audit_spark,
    audit_table,
    column_audit,
    compiled,
)
from egovdocs.bulk.slots import CHUNK
from egovdocs.record import Case, Event, Observed, Party
from egovdocs.timing import DAY_US, HOUR_US, VN, start_of

ROWS = 10_000_000
REPEATS = 3
ROWS_AT_ONCE = 1 << 16
LIMIT_US = 2 * HOUR_US
HALF_HOUR_US = HOUR_US // 2
FIRST, LAST = 2020, 2025
RULE = "long-an/24-2019#d5.k2.b/transfer"
HOW: dict[str, Any] = {
    "document": egovdocs.Document(state_secret=False, recipients=(Party(kind="agency"),)),
    "observed": Observed(datetime(2027, 1, 1, tzinfo=VN), ("refused", "declined", "recalled")),
    "rules": [RULE],
}
FLOOR, OURS = "raw slot kernel (NumPy)", "egovdocs.bulk, Parquet to answers"
MILLION = 1 << 20
CASES = 2_000  # so many rows are judged as cases
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- bulk:begin -->", "<!-- bulk:end -->"
Run = Callable[[], int]
# Transfers of pandas are dear: a sample of the rows shows the price of one.
SAMPLE = 2_000


def seconds(run: Callable[[], object]) -> float:
    """The best of REPEATS runs."""
    return min(timeit.repeat(run, number=1, repeat=REPEATS))


def write(path: Path, rows: int) -> None:
    """Write *rows* random arrivals of six years, each transferred within ten hours."""
    dice = np.random.default_rng(24)
    low, high = start_of(date(FIRST, 1, 1)), start_of(date(LAST, 12, 1))
    kind = pa.timestamp("us", "UTC")
    schema = pa.schema([("arrived", kind), ("transferred", kind)])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, 1 << 20):
            count = min(1 << 20, rows - start)
            arrived = dice.integers(low, high, count) - 7 * HOUR_US
            done = arrived + dice.integers(0, 10 * HOUR_US, count)
            columns = [pa.array(part).view(kind) for part in (arrived, done)]
            writer.write_table(pa.table(columns, schema=schema))


def batches(path: Path) -> Any:
    """The record batches of a file, read piece by piece."""
    return pq.ParquetFile(path, pre_buffer=False).iter_batches(batch_size=ROWS_AT_ONCE)


def raw(slots: Slots, arrived: Any, done: Any) -> int:
    """The floor: clamp, working time, late or not, by slots of half an hour."""
    late, base = 0, slots.days().start * DAY_US - DAY_US
    for start in range(0, len(arrived), CHUNK):
        first, last = arrived[start : start + CHUNK], done[start : start + CHUNK]
        begun = np.maximum(first, slots.opening[(first - base) // HALF_HOUR_US])
        one, two = (begun - base) // HALF_HOUR_US, (last - base) // HALF_HOUR_US
        worked = slots.shift[two] + (last & slots.mask[two])
        late += int((worked - slots.shift[one] - (begun & slots.mask[one]) > LIMIT_US).sum())
    return late


def bisected(slots: Slots, arrived: Any, done: Any) -> int:
    """The same, finding sessions by bisection."""
    calendar = slots.calendar
    days = range(date(FIRST, 1, 1).toordinal(), date(LAST + 1, 2, 1).toordinal())
    spans = np.array([span for day in days for span in calendar.spans_on(date.fromordinal(day))])
    starts, ends = np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1])
    spent = np.concatenate(([0], np.cumsum(ends - starts)))
    late = 0
    for start in range(0, len(arrived), CHUNK):
        first, last = arrived[start : start + CHUNK], done[start : start + CHUNK]
        begun = np.maximum(first, starts[np.searchsorted(ends, first, side="right")])
        one, two = (np.searchsorted(ends, part, side="right") for part in (begun, last))
        worked = spent[two] + np.maximum(last - starts[two], 0)
        late += int((worked - spent[one] - (begun - starts[one]) > LIMIT_US).sum())
    return late


def wall_clocks(path: Path) -> tuple[Any, Any]:
    """Both columns as microseconds in Vietnam, for the kernels that know no Parquet."""
    table = pq.read_table(path)
    return tuple(
        table.column(name).combine_chunks().view(pa.int64()).to_numpy() + 7 * HOUR_US
        for name in ("arrived", "transferred")
    )  # type: ignore[return-value]


# -- egovdocs, on each engine ---------------------------------------------------------------


def policy() -> Any:
    """Who judges."""
    return egovdocs.load("long-an")


def column_kernel(path: Path) -> ColumnAudit:
    """What is compiled once, before the first row."""
    return column_audit(policy(), pq.ParquetFile(path).schema_arrow, **HOW)


def by_arrow(path: Path, audit: ColumnAudit) -> int:
    """From Parquet to verdicts, due, late-after and working time; how many are broken."""
    return sum(broken_in(batch) for batch in audit.batches(batches(path)))


def broken_in(batch: Any) -> int:
    """How many rows of a batch of answers are broken."""
    return int((batch.column(batch.schema.names.index(RULE)).indices.to_numpy() == 1).sum())


def by_polars(path: Path) -> int:
    """The same through a lazy frame, streamed."""
    pl = import_module("polars")
    told = audit_polars(policy(), pl.scan_parquet(path), **HOW)
    lines = told.filter(pl.col(RULE) == "broken").select(pl.len())
    return int(lines.collect(engine="streaming").item())


def by_duckdb(path: Path) -> int:
    """The same through a relation, the answers in a table of DuckDB."""
    duckdb = import_module("duckdb")
    told = audit_duckdb(policy(), duckdb.connect().read_parquet(str(path)), **HOW)
    return int(told.filter(f"\"{RULE}\" = 'broken'").count("*").fetchall()[0][0])


def spark_session() -> Any:
    """Spark on two cores of this machine."""
    local = {
        "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1", "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
    }  # fmt: skip
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    for name, value in local.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def by_spark(session: Any, path: Path) -> int:
    """The same on Spark; its start is not counted, that of its Python workers once only."""
    told = audit_spark(policy(), session.read.parquet(str(path)), **HOW)
    return int(told.filter(f"`{RULE}` = 'broken'").count())


# -- agreement ------------------------------------------------------------------------------


def agree(path: Path, rows: int) -> str:
    """Compare every answer of the engines, and a sample with the case by case audit."""
    names = ("arrow", *(name for name in ("polars", "duckdb") if find_spec(name)))
    told = [audit_file(policy(), path, name, **HOW) for name in names]
    seen = 0
    for parts in zip(*(cut(each.batches) for each in told), strict=True):
        assert all(part.equals(parts[0]) for part in parts[1:])
        seen += parts[0].num_rows
    assert seen == rows
    sampled = by_case(path, rows)
    return f"{rows:,} rows alike on {', '.join(names)}; {sampled:,} of them alike case by case"


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


def by_case(path: Path, rows: int) -> int:
    """Judge every so-manieth row as a case; how many."""
    judge = policy()
    log = pq.read_table(path).take(list(range(0, rows, max(rows // CASES, 1))))
    told = audit_table(judge, log, **HOW).column(RULE).to_pylist()
    for row, verdict in zip(log.to_pylist(), told, strict=True):
        events = tuple(Event(kind, at, channel="system") for kind, at in row.items())
        report = judge.audit(Case("?", events, HOW["document"], observed=HOW["observed"]))
        [found] = [part.verdict for part in report.all_findings() if part.rule == RULE]
        assert found.value == verdict, row
    return len(told)


# -- the table ------------------------------------------------------------------------------


def per_row(runs: Mapping[str, Run], rows: int) -> dict[str, float]:
    """The best of REPEATS rounds, in seconds a row; all runs in turn, so that a ratio holds."""
    best: dict[str, float] = {}
    for _ in range(REPEATS):
        for name, run in runs.items():
            took = timeit.timeit(run, number=1) / rows
            best[name] = min(best.get(name, took), took)
    return best


def by_pandas(arrived: Any) -> float:
    """Seconds a row for adding two working hours in pandas, without its calendar."""
    pandas = import_module("pandas")
    hours = pandas.offsets.CustomBusinessHour(start=["07:00", "13:30"], end=["11:30", "17:00"], n=2)
    moments = [pandas.Timestamp(int(us), unit="us") for us in arrived[:SAMPLE]]
    return seconds(lambda: [moment + hours for moment in moments]) / SAMPLE


def measured(path: Path, rows: int) -> tuple[dict[str, float], str]:
    """Seconds a row of everything, and a sentence on what was compared."""
    audit = column_kernel(path)
    broken = by_arrow(path, audit)
    peak = memory(path)
    compiling = seconds(lambda: first_batch(path))
    arrived, done = wall_clocks(path)
    slots = compiled(policy().calendar, FIRST, LAST)
    runs: dict[str, Run] = {
        FLOOR: lambda: raw(slots, arrived, done),
        "searchsorted kernel (NumPy)": lambda: bisected(slots, arrived, done),
        "reading the Parquet file alone": lambda: sum(part.num_rows for part in batches(path)),
        OURS: lambda: by_arrow(path, audit),
    }
    if find_spec("polars"):
        runs["egovdocs on Polars, streamed"] = lambda: by_polars(path)
    if find_spec("duckdb"):
        runs["egovdocs on DuckDB"] = lambda: by_duckdb(path)
    if find_spec("pyspark") and which("java"):
        session = spark_session()
        runs["egovdocs on Spark local[2]"] = lambda: by_spark(session, path)
    counts = {name: run() for name, run in runs.items() if "reading" not in name}
    assert set(counts.values()) == {broken}, counts
    found = per_row(runs, rows)
    if find_spec("pandas"):
        found["pandas CustomBusinessHour(2), a sample"] = by_pandas(arrived)
    told = f"{rows:,} rows, {broken:,} broken in all of them; memory of the Arrow run {peak} MiB; "
    return found, f"{told}made ready, first batch included, in {compiling:.2f} s"


def memory(path: Path) -> int:
    """MiB that a process of its own needs at most for the Arrow run, interpreter and all."""
    asked = [sys.executable, "-m", "benchmarks.bulk", "--memory", str(path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return int(done.stdout)


def say_memory(path: Path) -> None:
    """Run, and print the memory that it took."""
    by_arrow(path, column_kernel(path))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def first_batch(path: Path) -> None:
    """Compile, and judge what is read first."""
    column_kernel(path).batch(next(iter(batches(path))))


def lines(found: Mapping[str, float]) -> Iterator[str]:
    """The table, in Markdown: also what is read on a terminal."""
    yield "| what | ns a row | million rows a second | times the raw kernel | times egovdocs |"
    yield "|---|---:|---:|---:|---:|"
    for name, price in found.items():
        yield (
            f"| {name} | {price * 1e9:,.1f} | {1e-6 / price:,.2f} "
            f"| {price / found[FLOOR]:,.2f} | {price / found[OURS]:,.2f} |"
        )


def hardware() -> str:
    """The processor, and how many of it."""
    told = Path("/proc/cpuinfo")
    named = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in named if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    return f"{os.cpu_count()} x {model}, Python {platform.python_version()}"


def write_page(said: list[str]) -> None:
    """Put the table between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    body = "\n".join(said)
    PAGE.write_text(f"{head}{BEGIN}\n{body}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Print the price of a row, and how many times the floor that is."""
    if "--memory" in sys.argv:
        say_memory(Path(sys.argv[-1]))
        return
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROWS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        write(path, rows)
        found, told = measured(path, rows)
        said = [told + ".", f"Machine: {hardware()}.", "", *lines(found)]
        if "--agree" in sys.argv:
            said += ["", agree(path, rows) + "."]
    print("\n".join(said))
    if "--write" in sys.argv:
        write_page(said)


if __name__ == "__main__":
    main()
