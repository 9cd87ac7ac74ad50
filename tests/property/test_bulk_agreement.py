"""Whatever the rows: case by case, Arrow, Polars and DuckDB say the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import bulk_samples as samples
import egovdocs
from egovdocs import bulk
from egovdocs.bulk import rows as judging
from egovdocs.timing import HOUR_US, from_us, start_of

POLICY = egovdocs.load("long-an", national=False)
MINUTE_US = HOUR_US // 60
LOW, HIGH = start_of(date(2019, 1, 1)), start_of(date(2025, 12, 1))
# Whole minutes and half hours meet the edges of sessions; the rest lies anywhere.
INSTANTS = st.one_of(
    st.integers(LOW, HIGH),
    st.integers(LOW // MINUTE_US, HIGH // MINUTE_US).map(lambda minute: minute * MINUTE_US),
    st.integers(2 * LOW // HOUR_US, 2 * HIGH // HOUR_US).map(lambda half: half * HOUR_US // 2),
)
LENGTHS = st.one_of(st.none(), st.integers(0, 30 * HOUR_US), st.just(2 * HOUR_US))


@st.composite
def rows(draw: st.DrawFn) -> samples.Row:
    """A document that arrived, was transferred some hours later or not, perhaps refused."""
    start = draw(INSTANTS)

    def after(length: int | None) -> datetime | None:
        return None if length is None else from_us(start + length)

    arrived = draw(st.sampled_from((after(0), after(0), after(0), None)))
    refused = after(draw(LENGTHS)) if draw(st.integers(0, 4)) == 0 else None
    return {"arrived": arrived, "transferred": after(draw(LENGTHS)), "refused": refused}


@settings(max_examples=15, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=20))
@example(samples.edges())
def test_all_engines_agree(drawn: list[samples.Row]) -> None:
    log = samples.table(drawn)
    how: dict[str, Any] = {**samples.KNOWN, "rules": [samples.TRANSFER]}
    frame: Any = pl.from_arrow(log)
    expected = samples.case_by_case(POLICY, drawn)

    assert bulk.audit_table(POLICY, log, **how)[samples.TRANSFER].to_pylist() == expected
    assert bulk.audit_polars(POLICY, frame, **how)[samples.TRANSFER].to_list() == expected
    told = bulk.audit_duckdb(POLICY, duckdb.connect().from_arrow(log), **how)
    assert told.to_arrow_table()[samples.TRANSFER].to_pylist() == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "WORTHWHILE", 1)  # tables by slot, however few the rows
        by_slot = bulk.audit_table(POLICY, log, **how)[samples.TRANSFER].to_pylist()
    assert by_slot == expected
