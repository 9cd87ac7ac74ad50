"""
What a log of ten million rows costs, against the bare kernel and against bisection.

The floor is the raw slot kernel: chunked NumPy, one look into an array for the opening and
two for working time, nothing else.  Beside it: the same by ``searchsorted``, pandas'
CustomBusinessHour where it is installed, and the whole way from Parquet to Parquet's reader.

    python -m benchmarks.bulk [ROWS]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import timeit
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import egovdocs
from egovdocs.bulk import Slots, column_audit, compiled
from egovdocs.bulk.slots import CHUNK
from egovdocs.record import Observed, Party
from egovdocs.timing import DAY_US, HOUR_US, VN, start_of

ROWS = 10_000_000
REPEATS = 3
ROWS_AT_ONCE = 1 << 16
LIMIT_US = 2 * HOUR_US
HALF_HOUR_US = HOUR_US // 2
FIRST, LAST = 2020, 2025
FACTS: dict[str, Any] = {
    "document": egovdocs.Document(state_secret=False, recipients=(Party(kind="agency"),)),
    "observed": Observed(datetime(2027, 1, 1, tzinfo=VN), ("refused", "declined", "recalled")),
}
RULE = "long-an/24-2019#d5.k2.b/transfer"
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
    return pq.ParquetFile(path).iter_batches(batch_size=ROWS_AT_ONCE)


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


def audited(path: Path) -> int:
    """From Parquet to verdicts, due, late-after and working time; how many are broken."""
    policy, broken = egovdocs.load("long-an"), 0
    file = pq.ParquetFile(path)
    audit = column_audit(policy, file.schema_arrow, rules=[RULE], **FACTS)
    for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
        answers = audit.batch(batch)
        codes = answers.column(answers.schema.names.index(RULE)).indices.to_numpy()
        broken += int((codes == 1).sum())
    return broken


def wall_clocks(path: Path) -> tuple[Any, Any]:
    """Both columns as microseconds in Vietnam, for the kernels that know no Parquet."""
    table = pq.read_table(path)
    return tuple(
        table.column(name).combine_chunks().view(pa.int64()).to_numpy() + 7 * HOUR_US
        for name in ("arrived", "transferred")
    )  # type: ignore[return-value]


def by_pandas(arrived: Any) -> float:
    """Seconds a row for adding two working hours in pandas, without its calendar."""
    pandas = import_module("pandas")
    hours = pandas.offsets.CustomBusinessHour(start=["07:00", "13:30"], end=["11:30", "17:00"], n=2)
    moments = [pandas.Timestamp(int(us), unit="us") for us in arrived[:SAMPLE]]
    return seconds(lambda: [moment + hours for moment in moments]) / SAMPLE


def line(name: str, per_row: float, floor: float) -> None:
    """One line of the table."""
    print(
        f"{name:<38}{per_row * 1e9:>12.1f} ns{1e-6 / per_row:>12.2f} M/s{per_row / floor:>10.2f} x"
    )


def main() -> None:
    """Print the price of a row, and how many times the floor that is."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        write(path, rows)
        broken = audited(path)
        whole = seconds(lambda: audited(path)) / rows
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        reading = seconds(lambda: sum(batch.num_rows for batch in batches(path))) / rows
        arrived, done = wall_clocks(path)
    slots = compiled(egovdocs.load("long-an").calendar, FIRST, LAST)
    assert raw(slots, arrived, done) == bisected(slots, arrived, done) == broken
    floor = seconds(lambda: raw(slots, arrived, done)) / rows
    print(f"{rows:,} rows, {broken:,} broken in all three; peak memory {peak} MiB")
    line("raw slot kernel (NumPy)", floor, floor)
    line(
        "searchsorted kernel (NumPy)", seconds(lambda: bisected(slots, arrived, done)) / rows, floor
    )
    line("reading the Parquet file alone", reading, floor)
    line("egovdocs.bulk, Parquet to answers", whole, floor)
    if find_spec("pandas"):
        line("pandas CustomBusinessHour(2)", by_pandas(arrived), floor)


if __name__ == "__main__":
    main()
