"""Sorting more rows than fit in memory: sorted runs in temporary files, then merged."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TypeAlias

Cells: TypeAlias = list[str]

RUN = 20_000
FAN = 64


def sorted_rows(rows: Iterable[Cells], run: int = RUN, fan: int = FAN) -> Iterator[Cells]:
    """
    Yield *rows* in order, cell by cell.

    Args:
        rows: lists of text.
        run: how many are held in memory at a time.
        fan: how many temporary files are open at a time; beyond, runs are merged into one.

    What fits in one run is sorted in memory.  The temporary files are removed when the
    iterator ends or is closed.
    """
    source = iter(rows)
    first = sorted(islice(source, run))
    if len(first) < run:
        yield from first
        return
    with ExitStack() as files:
        yield from _merged(_runs(first, source, run, fan, files))


def _runs(
    first: list[Cells], source: Iterator[Cells], run: int, fan: int, files: ExitStack
) -> list[IO[str]]:
    runs = [_written(first, files)]
    first.clear()
    while part := sorted(islice(source, run)):
        if len(runs) >= fan:
            whole = _written(_merged(runs), files)
            for file in runs:
                file.close()
            runs = [whole]
        runs.append(_written(part, files))
    return runs


def _written(rows: Iterable[Cells], files: ExitStack) -> IO[str]:
    file = files.enter_context(TemporaryFile("w+", encoding="utf-8", newline=""))  # noqa: SIM115
    csv.writer(file).writerows(rows)
    file.seek(0)
    return file


def _merged(runs: list[IO[str]]) -> Iterator[Cells]:
    return heapq.merge(*(csv.reader(file) for file in runs))
