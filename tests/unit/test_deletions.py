"""Deleting a rule, a row or a list item of the law: the sample, who notices, and the exit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from egovdocs.audit.mutation import by_examples, put_in, tables
from egovdocs.audit.suite_killing import killer, unsound
from egovdocs.policy import Policy
from egovdocs.policy.tools.mutating import REMOVED, changed, read_tables

ROOT = Path(__file__).parent.parent.parent
LONG_AN = "long-an/24-2019"


def without(place: str, rule: int) -> str:
    """The case of the suite that notices the deletion of one rule of Long An."""
    rows = [row["at"] for row in tables(LONG_AN)["clause"]]
    path = ("clause", rows.index(place), "rule", rule)
    instrument = read_tables(changed(tables(LONG_AN), path, REMOVED))
    assert instrument is not None

    def change(policy: Policy) -> Policy | None:
        return put_in(policy, instrument, LONG_AN)

    return killer(LONG_AN, "", change) or by_examples(change, "")


def test_no_case_fails_as_it_is() -> None:
    """Else it would notice every deletion."""
    assert unsound() == ()


def test_the_two_working_hours_of_long_an_are_missed_when_deleted() -> None:
    assert without("d5.k2.b", 0)


def test_the_ban_on_paper_of_long_an_is_missed_when_deleted() -> None:
    assert without("d5.k1.c", 0)


@pytest.mark.deep
def test_a_small_sample_is_noticed() -> None:
    """The whole sample is what ``make deletions`` runs."""
    script = ROOT / "scripts" / "prove_deletions.py"
    done = subprocess.run(
        [sys.executable, str(script), "12", "--seed", "24", "--quick"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip

    assert "UNNOTICED" not in done.stdout
    assert "12 deletions (seed 24)" in done.stdout
    assert done.returncode == 0, done.stderr
