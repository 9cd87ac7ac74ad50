"""
A log in a file, judged by the engine that is named: the same record batches from each.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from egovdocs.bulk.columns import ROWS, ColumnAudit, column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import VERDICTS
from egovdocs.bulk.on_duckdb import audit_duckdb
from egovdocs.bulk.on_polars import audit_polars
from egovdocs.bulk.on_spark_files import audit_spark_files
from egovdocs.bulk.problems import EngineFailed, EngineReadsNoCsv
from egovdocs.bulk.sources import Source, is_csv, opened, reason

if TYPE_CHECKING:
    from egovdocs.policy import Policy


class Answers(NamedTuple):
    """
    A log with its answers.

    Attributes:
        audit: how its columns are judged.
        schema: of the batches: the columns of the log, then those of the answers.
        batches: record batches, in the order of the log, to be read once.
        rows: how many rows there will be; None where nobody knows yet.
    """

    audit: ColumnAudit
    schema: Any
    batches: Iterator[Any]
    rows: int | None


Engine = Callable[["Policy", Path, ColumnAudit, Source, Mapping[str, Any]], Iterator[Any]]


def audit_file(policy: Policy, path: str | Path, engine: str = "arrow", **how: Any) -> Answers:
    """
    Judge a log in a file.

    Args:
        policy: what judges.
        path: Parquet; for ``arrow`` also CSV.
        engine: one of ENGINES.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        UnreadableParquet, UnreadableCsv: missing, empty, cut short or something else.
        EngineReadsNoCsv: CSV for another engine.
        EngineFailed: while the batches are read.
        MissingExtra: the engine is not installed.
    """
    if engine != "arrow":
        extra(_PACKAGES[engine], engine)
        if is_csv(path):
            raise EngineReadsNoCsv(engine, str(path))
    log = opened(path, how.get("columns"), how.get("zone"))
    audit = column_audit(policy, log.schema, **how)
    schema = audit.batch(empty(log.schema)).schema
    batches = ENGINES[engine](policy, Path(path), audit, log, how)
    return Answers(
        audit, schema, _closing(log, (_like(each, schema) for each in batches)), log.rows
    )


def _closing(log: Source, batches: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from batches
    finally:
        log.close()


def _by_arrow(
    _: Policy, __: Path, audit: ColumnAudit, log: Source, ___: Mapping[str, Any]
) -> Iterator[Any]:
    return audit.batches(log.batches)


def _by_polars(
    policy: Policy, path: Path, _: ColumnAudit, __: Source, how: Mapping[str, Any]
) -> Iterator[Any]:
    pl = extra("polars", "polars")
    try:
        told = audit_polars(policy, pl.scan_parquet(path), **how)
        for part in told.collect_batches(chunk_size=ROWS):
            yield from part.to_arrow().to_batches()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise EngineFailed("polars", str(path), reason(error)) from None


def _by_duckdb(
    policy: Policy, path: Path, audit: ColumnAudit, _: Source, how: Mapping[str, Any]
) -> Iterator[Any]:
    duckdb = extra("duckdb", "duckdb")
    took = [name for name in audit.added if name.startswith("took:")]
    seconds = ", ".join(f'epoch("{name}")::bigint as "{name}"' for name in took)
    everything = f"* replace ({seconds})" if took else "*"
    try:
        told = audit_duckdb(policy, duckdb.connect().read_parquet(str(path)), **how)
        yield from told.project(everything).to_arrow_reader(ROWS)
    except duckdb.Error as error:
        raise EngineFailed("duckdb", str(path), reason(error)) from None


def _by_spark(
    policy: Policy, path: Path, _: ColumnAudit, __: Source, how: Mapping[str, Any]
) -> Iterator[Any]:
    """Through files: what Spark collects would have to fit into memory."""
    # Unless told otherwise, workers run the Python that has egovdocs, not the first on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = extra("pyspark.sql", "spark").SparkSession.builder.getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        audit_spark_files(policy, session, path, folder, **how)
        for file in sorted(Path(folder).glob("*.parquet")):
            yield from opened(file).batches


ENGINES: Mapping[str, Engine] = {
    "arrow": _by_arrow,
    "polars": _by_polars,
    "duckdb": _by_duckdb,
    "spark": _by_spark,
}
_PACKAGES = {"polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}


# -- the same types from each --------------------------------------------------------------


def _like(batch: Any, schema: Any) -> Any:
    """*batch* in the types of *schema*."""
    pa = extra("pyarrow")
    if batch.schema.equals(schema):
        return batch
    columns = [_cast(batch.column(field.name), field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _cast(column: Any, kind: Any) -> Any:
    pa, pc = extra("pyarrow"), extra("pyarrow.compute")
    if column.type.equals(kind):
        return column
    if pa.types.is_dictionary(kind) and kind.index_type == pa.int8():
        words = _words()
        codes = pc.index_in(column.cast(pa.string()), value_set=words).cast(pa.int8())
        return pa.DictionaryArray.from_arrays(codes, words)
    if pa.types.is_dictionary(kind):
        return column.cast(kind.value_type).dictionary_encode().cast(kind)
    if pa.types.is_duration(kind) and pa.types.is_integer(column.type):
        return column.view(kind)
    return column.cast(kind)


def _words() -> Any:
    return extra("pyarrow").array([verdict.value for verdict in VERDICTS])
