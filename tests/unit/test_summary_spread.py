"""Quantiles of working time: exact for few, near for many, never growing."""

from __future__ import annotations

import statistics
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.audit.summary import Spread
from egovdocs.audit.summary.spread import FEW, bucket_of, edge_of, edges, middle_of

SECONDS = st.integers(0, 40 * 8 * 3600)


def spread(seconds: list[int]) -> Spread:
    """What was counted one by one."""
    found = Spread()
    for each in seconds:
        found.add(each)
    return found


@given(st.lists(SECONDS, min_size=2, max_size=FEW))
def test_few_lengths_have_the_quantiles_of_the_standard_library(seconds: list[int]) -> None:
    found = spread(seconds)

    assert found.quantile(0.5) == pytest.approx(statistics.median(seconds))
    assert found.quantile(0.95) == pytest.approx(
        statistics.quantiles(seconds, n=20, method="inclusive")[18]
    )


@given(st.lists(SECONDS, min_size=FEW + 1, max_size=FEW + 200))
def test_many_lengths_are_off_by_less_than_one_part_in_128(seconds: list[int]) -> None:
    found = spread(seconds)
    wanted = statistics.quantiles(seconds, n=20, method="inclusive")

    assert found.count == len(seconds)
    assert found.quantile(0.5) == pytest.approx(wanted[9], rel=1 / 128)
    assert found.quantile(0.95) == pytest.approx(wanted[18], rel=1 / 128)


@given(SECONDS)
def test_a_length_lies_in_its_bucket(seconds: int) -> None:
    bucket = bucket_of(seconds)

    assert edge_of(bucket) <= seconds < edge_of(bucket + 1)
    assert abs(middle_of(bucket) - seconds) <= seconds / 128


def test_edges_rise_without_a_gap() -> None:
    found = edges()

    assert found[:3] == [0, 1, 2]
    assert all(low < high for low, high in pairwise(found))
    assert [bucket_of(edge) for edge in found] == list(range(len(found)))


@given(st.lists(SECONDS, max_size=400), st.lists(SECONDS, max_size=400))
def test_merging_is_counting_together(one: list[int], two: list[int]) -> None:
    merged, whole = spread(one), spread([*one, *two])
    merged.merge(spread(two))

    assert merged.count == whole.count == len(one) + len(two)
    for part in (0.5, 0.95):
        if whole.count:
            assert merged.quantile(part) == pytest.approx(whole.quantile(part), rel=1 / 60, abs=1)


def test_nothing_has_no_quantile() -> None:
    assert Spread().quantile(0.5) is None


def test_one_length_is_every_quantile() -> None:
    assert spread([7200]).quantile(0.5) == 7200
    assert spread([7200]).quantile(0.95) == 7200


def test_memory_does_not_grow_with_the_lengths() -> None:
    found = spread([each * 7 % 1_000_000 for each in range(20_000)])

    assert found.few == []
    assert len(found.counts) * found.counts.itemsize < 8_000
