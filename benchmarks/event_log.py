"""
What reading an event log costs: one million rows in random order, sorted by the reader.

Rows per second, and the peak memory of a process that does nothing else: first of one that
only imports, then of one that reads.  The peak does not grow with the number of rows.

    python -m benchmarks.event_log [ROWS ...]
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

ROWS = (100_000, 1_000_000)
PER_CASE = 5
_WORDS = ("Văn bản đến", "Tiếp nhận và vào sổ", "Chuyển xử lý", "Phân công", "Hoàn thành")
_START = datetime(2020, 1, 2, 7)  # noqa: DTZ001 - a wall clock, written without a zone
_HEADER = (
    "Mã hồ sơ", "Thao tác", "Thời điểm", "Mã đơn vị", "Kênh", "Lý do", "Số, ký hiệu",
    "Ngày văn bản", "Loại văn bản", "Trích yếu", "Độ khẩn", "Hạn xử lý", "Mã nơi gửi",
    "Nơi gửi", "Mã nơi nhận", "Nơi nhận",
)  # fmt: skip


def write(path: Path, rows: int) -> None:
    """Write a register of *rows* rows in random order, as Excel does."""
    order = list(range(rows))
    random.Random(7).shuffle(order)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(_HEADER)
        out.writerows(map(_row, order))


def _row(number: int) -> tuple[str, ...]:
    case, step = divmod(number, PER_CASE)
    at = _START + timedelta(minutes=7 * case % 500_000 + 20 * step)
    return (
        f"HS-{case:07}", _WORDS[step], f"{at:%d/%m/%Y %H:%M}", "000.00.07.H39", "Phần mềm", "",
        f"{case}/UBND-VX", "02/01/2020", "Công văn", "v/v thực hiện quy chế văn bản điện tử", "",
        "", "000.00.00.H39", "", "000.00.07.H39", "",
    )  # fmt: skip


def read(path: Path) -> int:
    """Read the whole log and return how many cases it has."""
    from egovdocs.audit.event_log import read_event_log
    from egovdocs.audit.mapping import load_mapping
    from egovdocs.audit.reading import Entry, Input

    with path.open("rb") as stream:
        source = Input(path.name, stream)
        return sum(isinstance(e, Entry) for e in read_event_log(source, load_mapping("register")))


def _measured(*argv: str) -> Iterator[str]:
    """Run this module in a process of its own and return what it printed."""
    command = (sys.executable, "-m", "benchmarks.event_log", *argv)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    yield from done.stdout.split()


def _inside(path: str) -> None:
    began = time.perf_counter()
    cases = read(Path(path))
    seconds = time.perf_counter() - began
    print(cases, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main(sizes: tuple[int, ...] = ROWS) -> None:
    """Print the rates and the peaks."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (PER_CASE, *sizes):
            path = Path(folder) / f"{rows}.csv"
            write(path, rows)
            cases, seconds, peak = _measured("--inside", str(path))
            rate = f"{rows / float(seconds):>9,.0f} rows/s" if rows > PER_CASE else f"{'-':>16}"
            print(f"  {rows:>9,} rows, {int(cases):>7,} cases: {rate}, "
                  f"peak {int(peak) / 1024:>4.0f} MiB")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _inside(sys.argv[2])
    else:
        main(tuple(map(int, sys.argv[1:])) or ROWS)
