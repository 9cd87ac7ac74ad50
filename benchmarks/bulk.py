"""
What a log of ten million rows costs, against the bare kernel, bisection, and other engines.

The floor is the raw slot kernel: chunked NumPy, one look into an array for the opening and
two for working time, nothing else.  Beside it: the same by ``searchsorted``, pandas'
CustomBusinessHour where it is installed, and egovdocs from Parquet to all answers on each
engine that is installed: counted, and written to Parquet.  All are run in turn, and the best
of the rounds counts.

    python -m benchmarks.bulk [ROWS] [--agree] [--write]

With ``--agree`` every row is compared between the engines, and a sample with the case by case
audit; with ``--write`` the table goes into docs/explanation/performance.md.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import egovdocs
from benchmarks.agreement import agree
from benchmarks.processor import processor_seconds
from egovdocs.bulk import (
    ColumnAudit,
    Slots,
    audit_duckdb,
    audit_parquet,
    audit_polars,
    audit_spark,
    audit_spark_files,
    column_audit,
    compiled,
)
from egovdocs.bulk.slots import CHUNK
from egovdocs.record import Observed, Party
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
WRITTEN = "egovdocs.bulk, Parquet to Parquet"
READING = "reading the Parquet file alone"
ON_SPARK = "egovdocs on Spark local[2]"
FRAME, FILES, FOLDER = (f"{ON_SPARK}: {how}" for how in (
    "frame, the verdict back", "files, counted", "files, Parquet to Parquet",
))  # fmt: skip
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- bulk:begin -->", "<!-- bulk:end -->"
Run = Callable[[], int]


class Price(NamedTuple):
    """Seconds a row: by the clock, and of processors; None: not measured."""

    wall: float
    spent: float | None = None


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
    arrived, done = (
        table.column(name).combine_chunks().view(pa.int64()).to_numpy() + 7 * HOUR_US
        for name in ("arrived", "transferred")
    )
    return arrived, done


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
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    for name, value in local.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def by_spark(session: Any, path: Path) -> int:
    """The same on Spark; its start is not counted, that of its Python workers once only."""
    frame = session.read.parquet(str(path))
    told = audit_spark(policy(), frame, select=[RULE], **HOW)
    return int(told.filter(f"`{RULE}` = 'broken'").count())


def by_spark_files(session: Any, path: Path, target: Path | None = None) -> int:
    """The same, each worker reading its own row groups; with *target*, writing all answers."""
    if target is not None:
        shutil.rmtree(target, ignore_errors=True)
    return audit_spark_files(policy(), session, path, target, **HOW)[RULE]["broken"]


def into_parquet(path: Path) -> int:
    """From Parquet to Parquet in one process; how many rows."""
    return audit_parquet(policy(), path, path.with_name("answers.parquet"), **HOW)


# -- the table ------------------------------------------------------------------------------


def per_row(runs: Mapping[str, Run], rows: int) -> dict[str, Price]:
    """The best of REPEATS rounds; all runs in turn, so that a ratio holds."""
    best: dict[str, Price] = {}
    for _ in range(REPEATS):
        for name, run in runs.items():
            before = processor_seconds()
            wall = timeit.timeit(run, number=1) / rows
            spent = (processor_seconds() - before) / rows
            known = best.get(name, Price(wall, spent))
            best[name] = Price(min(known.wall, wall), min(known.spent or spent, spent))
    return best


def by_pandas(arrived: Any) -> float:
    """Seconds a row for adding two working hours in pandas, without its calendar."""
    pandas = import_module("pandas")
    hours = pandas.offsets.CustomBusinessHour(start=["07:00", "13:30"], end=["11:30", "17:00"], n=2)
    moments = [pandas.Timestamp(int(us), unit="us") for us in arrived[:SAMPLE]]
    return seconds(lambda: [moment + hours for moment in moments]) / SAMPLE


def measured(path: Path, rows: int) -> tuple[dict[str, Price], str]:
    """The price of everything, and a sentence on what was compared."""
    audit = column_kernel(path)
    broken = by_arrow(path, audit)
    peak = memory(path)
    compiling = seconds(lambda: first_batch(path))
    runs = {**kernels(path), OURS: lambda: by_arrow(path, audit), **engines(path)}
    runs[WRITTEN] = lambda: into_parquet(path)
    counts = {name: run() for name, run in runs.items()}
    known = {name: count for name, count in counts.items() if name not in (READING, WRITTEN)}
    assert set(known.values()) == {broken}, known
    found = per_row(runs, rows)
    if find_spec("pandas"):
        arrived, _ = wall_clocks(path)
        found["pandas CustomBusinessHour(2), a sample"] = Price(by_pandas(arrived))
    told = f"{rows:,} rows, {broken:,} broken in all of them; memory of the Arrow run {peak} MiB; "
    return found, f"{told}made ready, first batch included, in {compiling:.2f} s"


def kernels(path: Path) -> dict[str, Run]:
    """What egovdocs is measured against."""
    arrived, done = wall_clocks(path)
    slots = compiled(policy().calendar, FIRST, LAST)
    return {
        FLOOR: lambda: raw(slots, arrived, done),
        "searchsorted kernel (NumPy)": lambda: bisected(slots, arrived, done),
        READING: lambda: sum(part.num_rows for part in batches(path)),
    }


def engines(path: Path) -> dict[str, Run]:
    """The engines that are installed."""
    runs: dict[str, Run] = {}
    if find_spec("polars"):
        runs["egovdocs on Polars, streamed"] = lambda: by_polars(path)
    if find_spec("duckdb"):
        runs["egovdocs on DuckDB"] = lambda: by_duckdb(path)
    if find_spec("pyspark") and shutil.which("java"):
        session = spark_session()
        runs[FRAME] = lambda: by_spark(session, path)
        runs[FILES] = lambda: by_spark_files(session, path)
        runs[FOLDER] = lambda: by_spark_files(session, path, path.with_name("answers"))
    return runs


def likes(found: Mapping[str, Price]) -> Iterator[str]:
    """How Spark compares with one process that does the same."""
    if FOLDER in found:
        pairs = {"counted": (FILES, OURS), "Parquet to Parquet": (FOLDER, WRITTEN)}
        pairs["through a frame, counted"] = (FRAME, OURS)
        told = ", ".join(
            f"{name} {found[one].wall / found[other].wall:.2f} times "
            f"({(found[one].spent or 0) / (found[other].spent or 1):.2f} in processor time)"
            for name, (one, other) in pairs.items()
        )
        yield ""
        yield f"Spark local[2] to one process, like with like: {told}."


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


def lines(found: Mapping[str, Price]) -> Iterator[str]:
    """The table, in Markdown: also what is read on a terminal."""
    yield (
        "| what | ns a row | million rows a second | processor ns a row "
        "| times the raw kernel | times egovdocs |"
    )
    yield "|---|---:|---:|---:|---:|---:|"
    for name, (wall, spent) in found.items():
        told = "" if spent is None else f"{spent * 1e9:,.1f}"
        yield (
            f"| {name} | {wall * 1e9:,.1f} | {1e-6 / wall:,.2f} | {told} "
            f"| {wall / found[FLOOR].wall:,.2f} | {wall / found[OURS].wall:,.2f} |"
        )
    yield from likes(found)


def hardware() -> str:
    """The processor, and how many of it."""
    told = Path("/proc/cpuinfo")
    named = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in named if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} x {model}, Python {platform.python_version()}{load}"


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
            said += ["", agree(policy(), path, rows, RULE, HOW) + "."]
    print("\n".join(said))
    if "--write" in sys.argv:
        write_page(said)


if __name__ == "__main__":
    main()
