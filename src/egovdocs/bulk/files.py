"""Parquet files with answers: a log in, a file out, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.columns import column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import SameFile
from egovdocs.bulk.sources import opened

if TYPE_CHECKING:
    from egovdocs.policy import Policy


def audit_parquet(policy: Policy, source: str | Path, target: str | Path, **how: Any) -> int:
    """
    Judge a Parquet file into another one, in memory that does not grow; return the rows.

    Args:
        policy: what judges.
        source: the log; a name that ends in ``.csv`` is read as CSV.
        target: where the log with its answers goes; replaced if it is there, once all of
            it is written.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        UnreadableParquet, UnreadableCsv: *source* is missing, empty, cut short or no such file.
        SameFile: *target* is *source*.
    """
    if Path(source).resolve() == Path(target).resolve():
        raise SameFile(str(target))
    log = opened(source, how.get("columns"), how.get("zone"))
    try:
        audit = column_audit(policy, log.schema, **how)
        schema = audit.batch(empty(log.schema)).schema
        return sum(each.num_rows for each in written(audit.batches(log.batches), schema, target))
    finally:
        log.close()


def written(batches: Iterable[Any], schema: Any, target: str | Path) -> Iterator[Any]:
    """Write *batches* to a Parquet file and pass them on; there is no file until all are."""
    pq = extra("pyarrow.parquet")
    partial = Path(f"{target}.partial")
    try:
        with pq.ParquetWriter(partial, schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
                yield batch
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
