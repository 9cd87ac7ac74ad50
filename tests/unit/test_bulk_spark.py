"""Frames of Spark: the answers of Arrow.  Needs Java and the extra ``spark``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pyarrow as pa
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
