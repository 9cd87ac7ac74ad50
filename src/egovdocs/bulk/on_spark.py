"""
Spark frames in, Spark frames out (extra ``spark``).

Each Python worker compiles the policy once, and judges the record batches that Spark hands it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.columns import ColumnAudit, column_audit
from egovdocs.bulk.extras import extra
from egovdocs.bulk.problems import NoSuchColumn
from egovdocs.errors import closest

if TYPE_CHECKING:
    from egovdocs.policy import Policy


def audit_spark(
    policy: Policy, frame: Any, *, select: Sequence[str] | None = None, **how: Any
) -> Any:
    """
    Judge every row of a ``pyspark.sql.DataFrame`` with ``mapInArrow``; lazily, as Spark does.

    Verdicts come back as text, ``took:`` as a day-time interval.

    Args:
        policy: what judges.
        frame: one row for one document.  A ``timestamp`` is an instant; a ``timestamp_ntz``
            needs ``zone``.
        select: the columns, of the frame and of the answers, that are wanted, in this order;
            no other passes between Spark and its workers.  None: all.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        NoSuchColumn: *select* names one that there is not.
        MissingExtra: pyspark, numpy or pyarrow is not installed; each worker needs egovdocs,
            numpy and pyarrow too.
    """
    extra("pyspark", "spark")
    types = extra("pyspark.sql.types", "spark")
    audit = column_audit(policy, _arrow(frame.schema), **how)
    told = {part.name: part for part in (*frame.schema.fields, *_answers(audit))}
    for name in select or ():
        if name not in told:
            raise NoSuchColumn(name, closest(name, tuple(told)))
    names = tuple(told) if select is None else tuple(select)
    read = {*names, *audit.columns.values()}
    given = frame.select([_quoted(name) for name in frame.columns if name in read])
    schema = types.StructType([told[name] for name in names])
    return given.mapInArrow(_judging(pickle.dumps(audit), names), schema)


def _quoted(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"


def _arrow(schema: Any) -> Any:
    """The schema in Arrow, as far as instants go."""
    pa = extra("pyarrow")
    kinds = {"timestamp": pa.timestamp("us", "UTC"), "timestamp_ntz": pa.timestamp("us")}
    others = {"bigint": pa.int64(), "int": pa.int32(), "date": pa.date32(), "double": pa.float64()}
    found = {**others, **kinds}
    return pa.schema(
        [(part.name, found.get(part.dataType.simpleString(), pa.string())) for part in schema]
    )


def _answers(audit: ColumnAudit) -> Iterator[Any]:
    types = extra("pyspark.sql.types", "spark")
    kinds = {
        "received": types.TimestampType(), "out_of_range": types.BooleanType(),
        "due": types.TimestampType(), "late_after": types.TimestampType(),
        "took": types.DayTimeIntervalType(),
    }  # fmt: skip
    for name in audit.added:
        yield types.StructField(name, kinds.get(name.partition(":")[0], types.StringType()))


def _judging(frozen: bytes, names: Sequence[str]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def judged(batches: Iterator[Any]) -> Iterator[Any]:
        audit = thawed(frozen)
        for batch in batches:
            yield _plain(audit.batch(batch).select(names))

    return judged


@lru_cache(maxsize=8)
def thawed(frozen: bytes) -> ColumnAudit:
    """What the driver compiled, once for each worker."""
    audit = pickle.loads(frozen)
    if not isinstance(audit, ColumnAudit):
        raise TypeError(type(audit))
    return audit


def _plain(batch: Any) -> Any:
    """The types that Spark reads: text for dictionaries, microseconds for working time."""
    pa = extra("pyarrow")
    columns = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type)
        else column.cast(pa.duration("us")) if pa.types.is_duration(column.type)
        else column
        for column in batch.columns
    ]  # fmt: skip
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
