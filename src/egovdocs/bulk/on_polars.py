"""Polars frames in, Polars frames out (extra ``polars``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egovdocs.bulk.columns import ROWS, ColumnAudit, column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import VERDICTS

if TYPE_CHECKING:
    from egovdocs.policy import Policy


def audit_polars(policy: Policy, frame: Any, **how: Any) -> Any:
    """
    Judge every row of a ``polars.DataFrame`` or ``LazyFrame``; return one of the same kind.

    Args:
        policy: what judges.
        frame: one row for one document, as :func:`egovdocs.bulk.audit_table` takes it.  A
            lazy one stays lazy, and is judged batch by batch where it is streamed.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        MissingExtra: polars, numpy or pyarrow is not installed.
    """
    pl = extra("polars", "polars")
    own = frame.collect_schema()
    schema = _arrow(own)
    audit = column_audit(policy, schema, **how)
    if not isinstance(frame, pl.LazyFrame):
        return _judged(audit, frame)
    answers = _in_polars([audit.answers(empty(schema))]).schema
    return frame.map_batches(
        lambda part: _judged(audit, part), schema={**own, **answers}, streamable=True
    )


def _arrow(schema: Any) -> Any:
    """The schema in Arrow; objects of Python, which hold no instants, as nothing."""
    pl = extra("polars", "polars")
    kinds = {name: pl.Null if kind == pl.Object else kind for name, kind in schema.items()}
    return pl.DataFrame(schema=kinds).to_arrow().schema


def _judged(audit: ColumnAudit, frame: Any) -> Any:
    told = frame.select(list(audit.columns.values())).to_arrow()
    batches = [audit.answers(batch) for batch in told.to_batches(max_chunksize=ROWS)]
    return frame.hstack(_in_polars(batches or [audit.answers(empty(told.schema))]))


def _in_polars(batches: list[Any]) -> Any:
    """The answers; verdicts as an enumeration of their words, by their places in it."""
    pl, pa = extra("polars", "polars"), extra("pyarrow")
    told = pa.Table.from_batches([_coded(batch) for batch in batches])
    words = pl.Enum([verdict.value for verdict in VERDICTS])
    codes = [field.name for field in told.schema if field.type == pa.uint8()]
    frame = pl.from_arrow(told, rechunk=False)
    return frame.with_columns(frame[name].cat.to(words) for name in codes)


def _coded(batch: Any) -> Any:
    pa = extra("pyarrow")
    columns = [
        column.indices.view(pa.uint8()) if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
