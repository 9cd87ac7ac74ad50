"""
Parquet files judged on Spark, without passing through the Java machine (extra ``spark``).

Spark hands out the row groups; each Python worker reads its own, judges them as
:func:`egovdocs.bulk.audit_parquet` does, and sends back how many rows had which verdict.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from egovdocs.bulk.columns import ROWS, ColumnAudit, column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.bulk.files import written
from egovdocs.bulk.kernel import VERDICTS
from egovdocs.bulk.on_spark import thawed
from egovdocs.bulk.problems import EngineFailed, SameFile
from egovdocs.bulk.sources import opened, reason

if TYPE_CHECKING:
    from egovdocs.policy import Policy

_COUNTS = "rule string, verdict int, rows long"


class Piece(NamedTuple):
    """
    One row group.

    Attributes:
        path: of its file.
        group: its place in the file.
        frozen: the pickled :class:`ColumnAudit` for the columns of the file.
        target: the file for its answers; None: there is none.
    """

    path: str
    group: int
    frozen: bytes
    target: str | None


def audit_spark_files(
    policy: Policy,
    session: Any,
    source: str | Path | Sequence[str | Path],
    target: str | Path | None = None,
    **how: Any,
) -> dict[str, dict[str, int]]:
    """
    Judge Parquet files on Spark, at once; return, by rule, the number of rows by verdict.

    Args:
        policy: what judges.
        session: the ``pyspark.sql.SparkSession``.
        source: one file or several, which every worker opens by the same name; the columns
            of each are found for itself.
        target: a folder that every worker sees, made where there is none: one Parquet file
            for each row group, as :func:`egovdocs.bulk.audit_parquet` writes it; their names
            sort as the rows of the log do.  None: the answers are counted, not kept.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        UnreadableParquet: a file is missing, empty, cut short or something else.
        SameFile: *target* is the folder of a file of *source*.
        EngineFailed: Spark did, in the middle.
        MissingExtra: pyspark, numpy or pyarrow is not installed; each worker needs egovdocs,
            numpy and pyarrow too.
    """
    failed = extra("pyspark.errors", "spark").PySparkException
    given = [source] if isinstance(source, str | Path) else source
    files = [Path(file).resolve() for file in given]
    folder = None if target is None else _folder(Path(target).resolve(), files)
    pieces = list(_pieces(files, folder, _freezing(policy, how)))
    try:
        rows = session.range(len(pieces)).mapInArrow(_judging(pieces), _COUNTS).collect()
    except failed as error:
        raise EngineFailed("spark", ", ".join(map(str, given)), reason(error)) from None
    return _added_up(rows)


def _freezing(policy: Policy, how: Mapping[str, Any]) -> Callable[[Any], bytes]:
    """What makes a policy ready for a schema; for each schema once."""
    made: list[tuple[Any, bytes]] = []

    def frozen(schema: Any) -> bytes:
        known = next((found for other, found in made if schema.equals(other)), None)
        found = pickle.dumps(column_audit(policy, schema, **how)) if known is None else known
        made.append((schema, found))
        return found

    return frozen


def _pieces(
    files: Sequence[Path], folder: Path | None, frozen: Callable[[Any], bytes]
) -> Iterator[Piece]:
    """The row groups of the files, in order."""
    for number, file in enumerate(files):
        log = opened(file)
        log.close()
        audit = frozen(log.schema)
        for group in range(extra("pyarrow.parquet").read_metadata(file).num_row_groups):
            name = f"part-{number:06}-{group:06}.parquet"
            yield Piece(str(file), group, audit, None if folder is None else str(folder / name))


def _folder(target: Path, files: Sequence[Path]) -> Path:
    for file in files:
        if target in (file, file.parent):
            raise SameFile(str(target))
    target.mkdir(parents=True, exist_ok=True)
    return target


def _added_up(rows: Sequence[Any]) -> dict[str, dict[str, int]]:
    words = [verdict.value for verdict in VERDICTS]
    found: dict[str, dict[str, int]] = {}
    for rule, verdict, count in rows:
        counts = found.setdefault(rule, dict.fromkeys(words, 0))
        counts[words[verdict]] += count
    return found


# -- in a worker ---------------------------------------------------------------------------


def _judging(pieces: Sequence[Piece]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def judged(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                audit = thawed(pieces[number].frozen)
                yield _counted(audit, _answers(audit, pieces[number]))

    return judged


def _answers(audit: ColumnAudit, piece: Piece) -> Iterator[Any]:
    """The answers of one row group, batch by batch; written where they are kept."""
    pq = extra("pyarrow.parquet")
    with pq.ParquetFile(piece.path, pre_buffer=False) as file:
        given = file.iter_batches(batch_size=ROWS, row_groups=[piece.group], use_threads=False)
        told = (audit.batch(batch) for batch in given)
        if piece.target is None:
            yield from told
        else:
            schema = audit.batch(empty(file.schema_arrow)).schema
            yield from written(told, schema, piece.target)


def _counted(audit: ColumnAudit, answers: Iterator[Any]) -> Any:
    """Rows by rule and verdict, as a record batch."""
    np, pa = extra("numpy"), extra("pyarrow")
    size, rules = len(VERDICTS), tuple(audit.kernel.measured)
    counts: Mapping[str, Any] = {rule: np.zeros(size, np.int64) for rule in rules}
    for batch in answers:
        for rule, total in counts.items():
            codes = batch.column(batch.schema.names.index(rule)).indices.to_numpy()
            total += np.bincount(codes, minlength=size)
    columns = [
        pa.array([rule for rule in rules for _ in range(size)], pa.string()),
        pa.array(list(range(size)) * len(rules), pa.int32()),
        pa.array([int(count) for rule in rules for count in counts[rule]], pa.int64()),
    ]
    return pa.RecordBatch.from_arrays(columns, names=["rule", "verdict", "rows"])
