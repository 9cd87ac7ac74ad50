"""DuckDB relations in, DuckDB relations out (extra ``duckdb``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from egovdocs.bulk.columns import ROWS, column_audit, empty
from egovdocs.bulk.extras import extra
from egovdocs.errors import EgovdocsError

if TYPE_CHECKING:
    from egovdocs.policy import Policy

ANSWERS = "egovdocs_answers"


def audit_duckdb(policy: Policy, relation: Any, *, into: Any = None, **how: Any) -> Any:
    """
    Judge every row of a ``DuckDBPyRelation``; return a relation with the answers.

    Rows are streamed through Arrow into the temporary table ``egovdocs_answers``, which
    DuckDB keeps within its memory limit; the relation is that table.

    Args:
        policy: what judges.
        relation: one row for one document, as :func:`egovdocs.bulk.audit_table` takes it.
        into: the connection that holds the table, another than that of *relation* (its
            ``cursor()`` will do); a table of that name is replaced.  None: a new one.
        how: see :func:`egovdocs.bulk.column_audit`, which also says what is raised.

    Raises:
        MissingExtra: duckdb, numpy or pyarrow is not installed.
    """
    duckdb, pa = extra("duckdb", "duckdb"), extra("pyarrow")
    reader = relation.to_arrow_reader(ROWS)
    audit = column_audit(policy, reader.schema, **how)
    errors: list[EgovdocsError] = []
    schema = audit.batch(empty(reader.schema)).schema
    told = pa.RecordBatchReader.from_batches(schema, _noting(audit.batches(reader), errors))
    connection = duckdb.connect() if into is None else into
    connection.register("egovdocs_told", told)
    try:
        connection.execute(f"create or replace temp table {ANSWERS} as from egovdocs_told")
    except duckdb.Error:
        if errors:
            raise errors[0] from None
        raise
    finally:
        connection.unregister("egovdocs_told")
    return connection.table(ANSWERS)


def _noting(batches: Iterator[Any], errors: list[EgovdocsError]) -> Iterator[Any]:
    """Keep what went wrong: DuckDB would make a sentence of it."""
    try:
        yield from batches
    except EgovdocsError as error:
        errors.append(error)
        raise
