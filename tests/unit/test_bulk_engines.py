"""Frames of Polars and relations of DuckDB: the answers of Arrow, and the same errors."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import bulk_samples as samples
import egovdocs
from egovdocs import bulk

POLICY = egovdocs.load("long-an")
LOG = samples.table(samples.edges()).append_column(
    "who", pa.array([str(number) for number in range(len(samples.EDGES))])
)
IN_ARROW = bulk.audit_table(POLICY, LOG, **samples.KNOWN)


def relation(table: pa.Table) -> Any:
    return duckdb.connect().from_arrow(table)


def test_arrow_answers_as_the_law_says() -> None:
    """Hand-checked: two working hours, 07:00-11:30 and 13:30-17:00, from 1 July 2019."""
    assert IN_ARROW.column(samples.TRANSFER).to_pylist() == [
        "kept", "kept", "broken", "kept", "kept", "kept", "kept", "broken", "kept", "broken",
        "kept", "broken", "kept", "kept", "broken", "kept", "broken", "undecided",
    ]  # fmt: skip


@pytest.mark.parametrize("lazy", [False, True])
def test_polars_answers_as_arrow(lazy: bool) -> None:
    given: Any = pl.from_arrow(LOG)
    told = bulk.audit_polars(POLICY, given.lazy() if lazy else given, **samples.KNOWN)
    told = told.collect(engine="streaming") if lazy else told

    assert told.columns == IN_ARROW.column_names
    assert isinstance(told.schema[samples.TRANSFER], pl.Enum)
    for name in told.columns:
        assert told[name].to_list() == IN_ARROW.column(name).to_pylist(), name


def test_a_lazy_frame_stays_lazy_and_without_rows_keeps_its_columns() -> None:
    given: Any = pl.from_arrow(LOG)
    told = bulk.audit_polars(POLICY, given.lazy().head(0), **samples.KNOWN)

    assert isinstance(told, pl.LazyFrame)
    assert told.collect().schema == told.collect_schema()


def test_columns_of_polars_that_arrow_has_not_pass_through() -> None:
    given: Any = pl.from_arrow(LOG.select(["arrived", "transferred"]))
    given = given.with_columns(pl.Series("o", [object()] * len(given), dtype=pl.Object))

    assert bulk.audit_polars(POLICY, given).schema["o"] == pl.Object


def test_duckdb_answers_as_arrow() -> None:
    told = bulk.audit_duckdb(POLICY, relation(LOG), **samples.KNOWN)
    found = told.to_arrow_table()

    assert found.column_names == IN_ARROW.column_names
    for name in found.column_names:
        if not name.startswith("took:"):
            assert found.column(name).to_pylist() == IN_ARROW.column(name).to_pylist(), name
    took = f'epoch("took:{samples.TRANSFER}")::bigint'
    assert [row[0] for row in told.project(took).fetchall()] == [
        None if value is None else value // timedelta(seconds=1)
        for value in IN_ARROW.column(f"took:{samples.TRANSFER}").to_pylist()
    ]


def test_answers_go_where_they_are_asked_to() -> None:
    """A relation may be used again, and its answers are a table of the connection named."""
    connection = duckdb.connect()
    given = connection.from_arrow(LOG)
    told = bulk.audit_duckdb(POLICY, given, into=connection.cursor(), **samples.KNOWN)

    counts = [len(told.fetchall()) for _ in range(2)]
    assert counts == [len(samples.EDGES)] * 2
    assert len(given.fetchall()) == len(samples.EDGES)


# -- what is refused ----------------------------------------------------------------------------

NAIVE = pa.table({"arrived": pa.array(["2020-03-29 02:30"]).cast(pa.timestamp("us"))})
REFUSED: tuple[tuple[str, pa.Table, dict[str, Any]], ...] = (
    ("bulk.naive-column", NAIVE, {}),
    ("bulk.unknown-zone", NAIVE, {"zone": "Europe/Paris"}),  # a wall clock that was skipped
    ("bulk.no-such-column", LOG, {"columns": ["arived"]}),
    ("bulk.not-instants", LOG, {"columns": {"arrived": "who"}}),
    ("bulk.column-taken", LOG.append_column("received", LOG.column("who")), {}),
)


@pytest.mark.parametrize(("code", "log", "how"), REFUSED, ids=[row[0] for row in REFUSED])
def test_polars_and_duckdb_refuse_what_arrow_refuses(
    code: str, log: pa.Table, how: dict[str, Any]
) -> None:
    given: Any = pl.from_arrow(log)
    with pytest.raises(egovdocs.EgovdocsError) as polars:
        bulk.audit_polars(POLICY, given, **how)
    with pytest.raises(egovdocs.EgovdocsError) as duck:
        bulk.audit_duckdb(POLICY, relation(log), **how)

    assert (polars.value.code, duck.value.code) == (code, code)


@pytest.mark.parametrize(
    ("engine", "package"), [("polars", "polars"), ("duckdb", "duckdb"), ("spark", "pyspark")]
)
def test_without_an_engine_the_error_names_its_extra(engine: str, package: str) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import egovdocs; from egovdocs import bulk\n"
        f"try: bulk.audit_{engine}(egovdocs.load('long-an'), None)\n"
        "except bulk.MissingExtra as error: print(error.package, error.extra)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == [package, engine]
