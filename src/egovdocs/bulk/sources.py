"""Logs in files: Parquet, and CSV whose columns of events are read as instants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from egovdocs.bulk.columns import ROWS
from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import NaiveColumn, UnreadableCsv, UnreadableParquet, ZoneTwice
from egovdocs.bulk.schemas import chosen

CSV = (".csv", ".csv.gz")


class Source(NamedTuple):
    """
    A log that was opened.

    Attributes:
        schema: its ``pyarrow.Schema``.
        batches: its record batches, to be read once; of damaged files, only then the error.
        rows: how many rows it has; None where that takes reading.
        close: closes it.
    """

    schema: Any
    batches: Iterator[Any]
    rows: int | None
    close: Callable[[], None]


def opened(
    path: str | Path,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    zone: str | None = None,
) -> Source:
    """
    Open a log by the name of its file: ``.csv`` or ``.csv.gz``, else Parquet.

    Args:
        path: the file.
        columns: which columns hold events; see :func:`egovdocs.bulk.column_audit`.
        zone: where the wall clocks of a CSV file hang.

    Raises:
        UnreadableParquet, UnreadableCsv: missing, empty, cut short or something else.
        NoSuchColumn, NotAnEvent, NoEventColumns, RepeatedColumn: of a CSV file.
    """
    return _csv(path, columns, zone) if is_csv(path) else _parquet(path)


def is_csv(path: str | Path) -> bool:
    """Whether the name of a file says that it is CSV."""
    return str(path).lower().endswith(CSV)


# -- Parquet -------------------------------------------------------------------------------


def _parquet(path: str | Path) -> Source:
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        # With its buffer it would keep all that it has read.
        file = pq.ParquetFile(path, pre_buffer=False)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(path), reason(error)) from None
    return Source(file.schema_arrow, _batches(file, path), int(file.metadata.num_rows), file.close)


def _batches(file: Any, path: str | Path) -> Iterator[Any]:
    pa = extra("pyarrow")
    try:
        yield from file.iter_batches(batch_size=ROWS)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(path), reason(error)) from None


def reason(error: BaseException) -> str:
    """The first line of what a library says."""
    return str(error).partition("\n")[0].rstrip(". ")


# -- CSV -----------------------------------------------------------------------------------


def _csv(
    path: str | Path, columns: Mapping[str, str] | Sequence[str] | None, zone: str | None
) -> Source:
    pa = extra("pyarrow")
    names = _header(path)
    events = set(chosen(pa.schema([(name, pa.string()) for name in names]), columns).values())
    instant = pa.timestamp("us", "UTC" if zone is None else None)
    kinds = {name: instant if name in events else pa.string() for name in names}
    try:
        reader = _reader(path, kinds)
    except (OSError, pa.ArrowException) as error:
        raise _csv_problem(path, error, names, zone) from None
    return Source(reader.schema, _lines(reader, path, names, zone), None, reader.close)


def _header(path: str | Path) -> list[str]:
    """The names in the first line, read as Arrow reads them."""
    pa = extra("pyarrow")
    try:
        return list(_reader(path, {}).schema.names)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableCsv(str(path), reason(error)) from None


def _reader(path: str | Path, kinds: Mapping[str, Any]) -> Any:
    """Read text as text, whatever it looks like; an empty instant is null."""
    csv = extra("pyarrow.csv")
    options = csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=False)
    return csv.open_csv(path, convert_options=options)


def _lines(reader: Any, path: str | Path, names: Sequence[str], zone: str | None) -> Iterator[Any]:
    pa = extra("pyarrow")
    try:
        yield from _pieces(reader)
    except (OSError, pa.ArrowException) as error:
        raise _csv_problem(path, error, names, zone) from None


def _pieces(batches: Iterable[Any]) -> Iterator[Any]:
    """Blocks of a file hold any number of rows: gathered and cut to what is judged at once."""
    pa = extra("pyarrow")
    given = iter(batches)
    while some := list(islice(given, 16)):
        yield from pa.Table.from_batches(some).combine_chunks().to_batches(max_chunksize=ROWS)


_COLUMN = re.compile(r"In CSV column #(\d+): .*?(expected (?:a|no) zone offset) in '(.*?)'")


def _csv_problem(
    path: str | Path, error: BaseException, names: Sequence[str], zone: str | None
) -> UnreadableCsv | NaiveColumn | ZoneTwice:
    found = _COLUMN.search(str(error))
    if found is None:
        return UnreadableCsv(str(path), reason(error))
    column = names[int(found[1])]
    return NaiveColumn(column) if zone is None else ZoneTwice(column, found[3], zone)
