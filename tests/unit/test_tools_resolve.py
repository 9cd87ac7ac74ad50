"""`policy resolve`: everything in force on a day, one sorted line a value, each with its layer."""

# ruff: noqa: E501 - a table
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy import Policy, shipped_profiles
from egovdocs.policy.tools import resolve
from small_policies import clause, instrument, load, rule

GOLDEN = Path(__file__).parents[1] / "golden"
TWO_HOURS = rule(
    "d1", "deadline", 'from = "arrived"\nto = "transferred"\nlimit = "2 working hours"\n'
    'side = "recipient"\ngiven = { document.urgency = ["urgent", "express"] }'
)  # fmt: skip
RAW = clause("d2", 'answer = { question = "received", channel = "email", clock = "raw" }')


def lines(policy: Policy, day: date, start: str) -> list[str]:
    return [line for line in resolve(policy, day).splitlines() if line.startswith(start)]


@pytest.fixture
def small(tmp_path: Path) -> Policy:
    text = instrument("thu/1-2020", TWO_HOURS, RAW, start="2020-01-10")
    return load(tmp_path, text, readings={"sent": "published", "same-day": "midnight"})


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_has_a_golden_file_that_is_sorted(name: str) -> None:
    """That it is up to date is tested with the other files that are made."""
    told = (GOLDEN / f"resolved-{name}.txt").read_text(encoding="utf-8").splitlines()
    keys = [line.partition(" = ")[0] for line in told]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert f"id = {name}  # profile" in told


def test_golden_values_of_long_an_as_the_law_has_them() -> None:
    """Article 5, clause 2, point b: two working hours; article 10, clause 2: the next session."""
    told = (GOLDEN / "resolved-long-an.txt").read_text(encoding="utf-8").splitlines()
    here = "long-an/24-2019#d5.k2.b"

    assert f"rule.{here}/transfer.limit = 2 working hours  # {here}" in told
    assert "answer.received.system.* = next-session  # long-an/24-2019#d10.k2" in told
    assert any(line.endswith("07:00-11:30, 13:30-17:00  # profile, assumed") for line in told)


def test_golden_values_of_phu_yen_as_the_law_has_them() -> None:
    """Article 8, clauses 2 and 3: e-mail to a person at once, to an agency the next working day."""
    told = (GOLDEN / "resolved-phu-yen.txt").read_text(encoding="utf-8").splitlines()

    assert "answer.received.email.to-individual = raw  # phu-yen/03-2022#d8.k2.b" in told
    assert (
        "answer.received.email.between-agencies = next-working-day  # phu-yen/03-2022#d8.k3.b"
    ) in told


def test_every_line_says_where_it_came_from(small: Policy) -> None:
    told = resolve(small, date(2020, 3, 2)).splitlines()

    assert told
    assert all(" = " in line and "  # " in line for line in told)


# fmt: off
LAYERS = [
    # line that starts with                is
    ("id",                                 "id = thu  # profile"),
    ("hours.agency",                       "hours.agency.mon-tue-wed-thu-fri = 07:00-11:30, 13:30-17:00  # profile"),
    ("readings.sent",                      "readings.sent = published  # profile"),
    ("readings.same-day",                  "readings.same-day = midnight  # default"),
    ("readings.lateness",                  "readings.lateness = elapsed  # default"),
    ("instrument.thu/1-2020.state",        "instrument.thu/1-2020.state = in force  # thu/1-2020"),
    ("answer.received.email.",             "answer.received.email.* = raw  # thu/1-2020#d2"),
    ("answer.received.system",             "answer.received.system.* = undecided: law:received  # library"),
    ("rule.thu/1-2020#d1/r.limit",         "rule.thu/1-2020#d1/r.limit = 2 working hours  # thu/1-2020#d1"),
    ("rule.thu/1-2020#d1/r.side",          "rule.thu/1-2020#d1/r.side = recipient  # thu/1-2020#d1"),
    ("rule.thu/1-2020#d1/r.given",         "rule.thu/1-2020#d1/r.given = document.urgency one-of [urgent, express]  # thu/1-2020#d1"),
]
# fmt: on


@pytest.mark.parametrize(("start", "line"), LAYERS)
def test_a_value_and_its_layer(small: Policy, start: str, line: str) -> None:
    assert lines(small, date(2020, 3, 2), start) == [line]


def test_before_the_first_day_there_is_no_rule_and_no_answer(small: Policy) -> None:
    before = date(2020, 1, 9)

    assert lines(small, before, "rule.") == []
    assert lines(small, before, "instrument.thu/1-2020.state") == [
        "instrument.thu/1-2020.state = not in force  # thu/1-2020"
    ]
    assert lines(small, before, "answer.received.email.") == [
        "answer.received.email.* = undecided: law:received  # library"
    ]


def test_a_rule_that_another_text_replaced_is_gone_from_that_day(tmp_path: Path) -> None:
    gone = 'superseded = { from = 2021-01-01, by = "vn/30-2020-nd-cp#d5" }'
    policy = load(tmp_path, instrument("thu/1-2020", rule("d1", "same-agency", "", gone)))

    assert lines(policy, date(2020, 12, 31), "rule.")
    assert lines(policy, date(2021, 1, 1), "rule.") == []


def test_the_hours_of_the_day() -> None:
    """Phú Yên began half an hour later from 1 November 2021."""
    policy = egovdocs.load("phu-yen")

    (october,) = lines(policy, date(2021, 10, 31), "hours.")
    (november,) = lines(policy, date(2021, 11, 1), "hours.")
    assert "= 07:00-11:30, 13:30-17:00  #" in october
    assert "= 07:30-12:00, 13:30-17:00  #" in november


def test_a_caution_stands_from_its_day() -> None:
    policy = egovdocs.load("long-an")

    assert lines(policy, date(2025, 6, 30), "caution.") == []
    assert len(lines(policy, date(2025, 7, 1), "caution.2025-07-01")) == 1


def test_a_dispute_between_texts_that_bind_nobody_is_a_line_from_its_first_day() -> None:
    """Items 1, 2, 3 and 9 of the catalogue against the no-paper list of 4 February 2020."""
    policy = egovdocs.load("ca-mau")
    before, then = (
        [line for line in resolve(policy, day).splitlines() if "paper.conflict" in line]
        for day in (date(2020, 2, 3), date(2020, 2, 4))
    )

    assert before == []
    (line,) = then
    assert line.endswith("  # ca-mau/837-2019#d6.k2.b, vn/775-2020-vpcp-kstt#dm")
    kinds = line.partition(" = ")[2].partition("  #")[0].split(", ")
    assert set(kinds) == {
        "Tờ trình", "Quyết định", "Dự án", "Chỉ thị", "Thông tư", "Thông tư liên tịch",
    }  # fmt: skip
