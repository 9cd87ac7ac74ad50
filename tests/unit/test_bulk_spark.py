"""Frames of Spark: the answers of Arrow.  Needs Java and the extra ``spark``."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import bulk_samples as samples
import egovdocs
import test_docs
from egovdocs import bulk

POLICY = egovdocs.load("long-an")
JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
ABSENT = [
    name for name, there in (("Java", JAVA), ("egovdocs[spark]", find_spec("pyspark"))) if not there
]
pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}"),
]
LOG = samples.table(samples.edges()).append_column(
    "who", pa.array([str(number) for number in range(len(samples.EDGES))])
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    local = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in local.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        # Else workers are whatever python3 is on the path, without egovdocs maybe.
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


def test_spark_answers_as_arrow_and_as_case_by_case(spark: Any) -> None:
    """Edges, in partitions; and what is wrong with columns is said before anything runs."""
    in_arrow = bulk.audit_table(POLICY, LOG, **samples.KNOWN)
    frame = spark.createDataFrame(LOG).repartition(2)
    told = bulk.audit_spark(POLICY, frame, **samples.KNOWN).toArrow()

    by_row = {row["who"]: row for row in told.to_pylist()}
    assert told.column_names == in_arrow.column_names
    assert [by_row[row["who"]] for row in in_arrow.to_pylist()] == in_arrow.to_pylist()
    assert in_arrow.column(samples.TRANSFER).to_pylist() == samples.case_by_case(
        POLICY, samples.edges()
    )
    with pytest.raises(bulk.NoSuchColumn):
        bulk.audit_spark(POLICY, frame, columns=["arived"])
    with pytest.raises(bulk.NaiveColumn):
        bulk.audit_spark(POLICY, frame.selectExpr("arrived::timestamp_ntz as arrived"))


def test_only_the_columns_that_are_asked_for_come_back(spark: Any) -> None:
    in_arrow = bulk.audit_table(POLICY, LOG, **samples.KNOWN)
    frame = spark.createDataFrame(LOG)
    wanted = [samples.TRANSFER, "who", f"late_after:{samples.TRANSFER}"]
    told = bulk.audit_spark(POLICY, frame, select=wanted, **samples.KNOWN).toArrow()

    assert told.column_names == wanted
    by_row = {row["who"]: row for row in told.to_pylist()}
    assert [by_row[row["who"]] for row in in_arrow.select(wanted).to_pylist()] == (
        in_arrow.select(wanted).to_pylist()
    )
    with pytest.raises(bulk.NoSuchColumn, match="transferred"):
        bulk.audit_spark(POLICY, frame, select=["transfered"])


# -- files --------------------------------------------------------------------------------------


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The edges in four row groups."""
    path = tmp_path / "log.parquet"
    pq.write_table(LOG, path, row_group_size=5)
    return path


def test_row_groups_are_judged_and_written_as_arrow_does(
    spark: Any, log: Path, tmp_path: Path
) -> None:
    in_arrow = bulk.audit_table(POLICY, LOG, **samples.KNOWN)
    folder = tmp_path / "answers"
    told = bulk.audit_spark_files(POLICY, spark, log, folder, **samples.KNOWN)

    files = sorted(folder.iterdir())
    assert [file.name for file in files][:2] == [
        "part-000000-000000.parquet", "part-000000-000001.parquet",
    ]  # fmt: skip
    assert pa.concat_tables([pq.read_table(file) for file in files]).equals(in_arrow)
    for rule, counts in told.items():
        verdicts = Counter(in_arrow.column(rule).to_pylist())
        assert {verdict: count for verdict, count in counts.items() if count} == verdicts


def test_several_files_are_counted_together_each_by_its_own_columns(
    spark: Any, log: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.parquet"
    pq.write_table(LOG.select(["transferred", "arrived"]), second)
    once, twice = (
        bulk.audit_spark_files(POLICY, spark, files, **samples.KNOWN)[samples.TRANSFER]
        for files in ([log], [log, second])
    )
    assert once["kept"] > 0
    assert twice == {verdict: 2 * count for verdict, count in once.items()}


def test_a_file_without_rows_comes_to_nothing(spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    pq.write_table(LOG.slice(0, 0), path)
    told = bulk.audit_spark_files(POLICY, spark, path, tmp_path / "answers", **samples.KNOWN)

    assert sum(told.get(samples.TRANSFER, {}).values()) == 0


def test_what_is_wrong_with_files_is_said(spark: Any, log: Path, tmp_path: Path) -> None:
    """Before anything runs where the file tells; else by the engine, and nothing half-written."""
    with pytest.raises(bulk.UnreadableParquet):
        bulk.audit_spark_files(POLICY, spark, tmp_path / "none.parquet")
    with pytest.raises(bulk.NoSuchColumn):
        bulk.audit_spark_files(POLICY, spark, log, columns=["arived"])
    with pytest.raises(bulk.SameFile):
        bulk.audit_spark_files(POLICY, spark, log, tmp_path)

    broken = bytearray(log.read_bytes())
    broken[8:40] = b"\xff" * 32
    log.write_bytes(broken)
    with pytest.raises(bulk.EngineFailed):
        bulk.audit_spark_files(POLICY, spark, log, tmp_path / "answers", **samples.KNOWN)
    assert not list((tmp_path / "answers").glob("*000000-000000*"))


def test_the_engine_gives_the_batches_of_arrow_in_their_order(spark: Any, log: Path) -> None:
    assert spark is not None
    told = [bulk.audit_file(POLICY, log, name, **samples.KNOWN) for name in ("arrow", "spark")]
    arrow, other = (pa.Table.from_batches(each.batches, each.schema) for each in told)

    assert other.equals(arrow)


def test_the_page_does_what_it_shows(spark: Any) -> None:
    """Its blocks are marked py, not python, because not every machine has Java."""
    assert spark is not None
    page = test_docs.ROOT / "docs" / "how-to" / "audit-on-spark.md"
    ran, names = 0, {"__name__": "page"}
    for block in test_docs.blocks(page):
        if block.lang == "py":
            test_docs.run_python(block, page, names)
            ran += 1
    assert ran
