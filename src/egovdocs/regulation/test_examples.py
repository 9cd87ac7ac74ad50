"""The bundled examples, expectation by expectation."""

from __future__ import annotations

from functools import cache

from egovdocs.audit.expectations import (
    Expectation,
    ExpectedAnswer,
    all_examples,
    examples,
    policy_of,
)
from egovdocs.policy import Report
from egovdocs.regulation import NeedsPytest, proves

try:
    import pytest
except ImportError:
    raise NeedsPytest from None


@cache
def _report(profile: str, case: str) -> Report:
    return policy_of(profile).audit(examples(profile).cases[case])


def _rows() -> list[object]:
    return [
        pytest.param(part.profile, row, id=_named(part.profile, row), marks=_marks(row))
        for part in all_examples()
        for row in part.expectations
    ]


def _named(profile: str, row: Expectation) -> str:
    parts = (row.clause, profile, row.case, row.verdict.value, row.agency, row.period)
    return "-".join(part for part in parts if part)


def _marks(row: Expectation) -> list[pytest.MarkDecorator]:
    kind = {"not-applicable": "example"}.get(row.verdict.value, row.verdict.value)
    return [proves(row.clause, kind)]


@pytest.mark.parametrize(("profile", "row"), _rows())
def test_an_example_is_judged_as_the_law_says(profile: str, row: Expectation) -> None:
    """A finding has the verdict, the facts and the agency that a reader of the law expects."""
    report = _report(profile, row.case)
    found = [(part.rule.id, part.outcome.verdict.value) for part in row.about(report)]

    assert row.met(report), f"{row.case}, {row.clause}: {row.verdict.value}; found {found}"


def _answers() -> list[object]:
    return [
        pytest.param(part.profile, row, id=f"{part.profile}-{row.case}-{row.question}-{index}")
        for part in all_examples()
        for index, row in enumerate(part.answers)
    ]


@pytest.mark.parametrize(("profile", "row"), _answers())
def test_a_moment_or_a_value_is_what_the_law_says(profile: str, row: ExpectedAnswer) -> None:
    """When something was sent or received, and what it is worth."""
    assert row.met(policy_of(profile), examples(profile).cases[row.case])
