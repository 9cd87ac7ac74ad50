"""Parquet files in and out, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.columns import ROWS, ColumnAudit, column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import SameFile, UnreadableParquet

if TYPE_CHECKING:
    from egovdocs.policy import Policy


def audit_parquet(policy: Policy, source: str | Path, target: str | Path, **how: Any) -> int:
    """
    Judge a Parquet file into another one, in memory that does not grow; return the rows.

    Args:
        policy: what judges.
        source: the log.
        target: where the log with its answers goes; replaced if it is there, once all of
            it is written.
        how: see :func:`column_audit`, which also says what is raised.

    Raises:
        UnreadableParquet: *source* is missing, empty, cut short or no Parquet.
        SameFile: *target* is *source*.
    """
    if Path(source).resolve() == Path(target).resolve():
        raise SameFile(str(target))
    file = _opened(source)
    partial = Path(f"{target}.partial")
    try:
        _written(file, source, partial, column_audit(policy, file.schema_arrow, **how))
        partial.replace(target)
        return int(file.metadata.num_rows)
    finally:
        partial.unlink(missing_ok=True)
        file.close()


def _written(file: Any, source: str | Path, partial: Path, audit: ColumnAudit) -> None:
    pq = extra("pyarrow.parquet")
    schema = audit.batch(empty(file.schema_arrow)).schema
    with pq.ParquetWriter(partial, schema) as writer:
        for batch in audit.batches(_batches(file, source)):
            writer.write_batch(batch)


def _opened(source: str | Path) -> Any:
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        return pq.ParquetFile(source)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(source), _reason(error)) from None


def _batches(file: Any, source: str | Path) -> Iterator[Any]:
    pa = extra("pyarrow")
    try:
        yield from file.iter_batches(batch_size=ROWS)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(source), _reason(error)) from None


def _reason(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(". ")
