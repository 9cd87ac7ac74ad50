"""
A caution that only the findings of some clauses carry: two texts at odds with each other.

Official letter 775/VPCP-KSTT of 4 February 2020 lists kinds that go without paper, and items
1, 2, 3 and 9 of the catalogue of Cà Mau are among them; neither is a normative document.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy.tools import check
from egovdocs.record import Case

CATALOGUE = "ca-mau/837-2019#d6.k2.b"
LETTER = "775/VPCP-KSTT"


def submission(day: str) -> Case:
    """A submission of the province, sent with paper to a department on *day*."""
    return Case.from_json({
        "case": "CM-1",
        "document": {
            "number": "12/TTr-UBND", "date": day, "kind": "Tờ trình", "normative": False,
            "state_secret": False, "purposes": [], "subjects": [],
            "sender": {"id": "000.00.00.H12", "kind": "UBND", "level": "tỉnh"},
            "recipients": [{"id": "000.00.07.H12", "kind": "cơ quan", "level": "tỉnh"}],
        },
        "events": [
            {"type": "published", "at": f"{day}T10:00:00+07:00", "channel": "system"},
            {"type": "paper-sent", "at": f"{day}T11:00:00+07:00", "channel": "paper"},
        ],
        "observed": {"until": f"{day}T17:00:00+07:00", "types": "all"},
    })  # fmt: skip


def cautioned(day: str) -> dict[str, list[str]]:
    """The clauses whose findings name the letter in a caution, each with its languages."""
    found = egovdocs.load("ca-mau").audit(submission(day)).all_findings()
    return {
        each.clause: [part.vi, part.en]
        for each in found
        for part in each.assumed
        if part.code == "caution" and LETTER in part.vi
    }


def test_the_finding_under_the_catalogue_says_that_the_letter_is_at_odds_with_it() -> None:
    found = cautioned("2021-01-04")

    assert CATALOGUE in found
    assert set(found) <= {CATALOGUE, "vn/775-2020-vpcp-kstt#dm"}
    assert "trái với danh mục" in found[CATALOGUE][0]
    assert "neither text sets the other aside" in found[CATALOGUE][1]


@pytest.mark.parametrize(("day", "said"), [("2020-02-03", False), ("2020-02-04", True)])
def test_it_is_said_from_the_day_of_the_letter(day: str, said: bool) -> None:
    assert (CATALOGUE in cautioned(day)) is said


def test_answers_about_anything_else_do_not_carry_it() -> None:
    evening = datetime.fromisoformat("2021-01-04T20:00:00+07:00")
    policy = egovdocs.load("ca-mau")

    assert all(LETTER not in said for said in policy.received(evening).cautions)
    assert all(LETTER not in said for said in policy.cautions(date(2021, 1, 4)))


def test_a_clause_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "thu.toml"
    path.write_text(
        'id = "thu"\nname = { vi = "Thử", en = "A trial" }\ninstruments = ["long-an/24-2019"]\n'
        'covers = ["*.H99"]\n\n[[hours]]\nsessions = ["07:00-11:30"]\n\n[[fact]]\n'
        'from = 2024-01-01\nvi = "Thử."\nen = "A trial."\ncites = "x"\n'
        'clauses = ["long-an/24-2019#d99", "Điều 5"]\n',
        encoding="utf-8",
    )
    found = [(part.code, part.key, part.line) for part in check(path) if "fact" in part.key]

    assert found == [
        ("no-such-clause", "fact[0].clauses", 14),
        ("bad-value", "fact[0].clauses", 14),
    ]
