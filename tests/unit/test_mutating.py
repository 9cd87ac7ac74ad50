"""Mutants of the law: what is changed, what is caught, and the record of it."""

from __future__ import annotations

import copy
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from egovdocs.audit.expectations import all_examples, policy_of
from egovdocs.audit.mutation import (
    CALENDAR,
    LIFECYCLE,
    Result,
    judge,
    judge_day,
    names,
    reason,
    record,
    tables,
)
from egovdocs.policy import shipped_instruments
from egovdocs.policy.instrument import Instrument
from egovdocs.policy.tools.mutating import Mutant, changed, mutants
from egovdocs.policy.tools.mutating_days import calendars, lifecycles
from egovdocs.timing import OfficialDays

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "docs" / "reference" / "mutants.json"

MADE_UP = tomllib.loads("""
[instrument]
id = "vi-du/01-2026"
number = "01/2026/QĐ-UBND"
title = { vi = "Ví dụ", en = "An example" }
in_force = { from = 2026-01-01 }

[[clause]]
at = "d1"
kind = "rule"
vi = "Chuyển trong hai giờ."
en = "Pass on within two hours."
[[clause.rule]]
id = "transfer"
use = "deadline"
side = "recipient"
from = "@received"
to = "transferred"
limit = "2 working hours"
stops = ["refused", "recalled"]
unless = { document = { state_secret = true } }

[[clause]]
at = "d2"
kind = "rule"
vi = "Nhận vào buổi làm việc kế tiếp."
en = "Received in the next session."
answer = { question = "received", channel = ["system", "email"], clock = "next-session" }

[[clause]]
at = "d3"
kind = "rule"
vi = "Báo cáo trước ngày 10 tháng 6."
en = "Report before 10 June."
[[clause.rule]]
id = "report"
use = "report"
every = "year"
before = { year = "before 10 June" }
""")

# Written from the list of operators, not from the program.
NAMES = {
    "vi-du/01-2026:from+1",
    "vi-du/01-2026:from-1",
    "vi-du/01-2026#d1/transfer:drop",
    "vi-du/01-2026#d1/transfer:from=arrived",
    "vi-du/01-2026#d1/transfer:from=accepted",
    "vi-du/01-2026#d1/transfer:to+completed",
    "vi-du/01-2026#d1/transfer:-limit",
    "vi-du/01-2026#d1/transfer:limit=1 working hour",
    "vi-du/01-2026#d1/transfer:limit=3 working hours",
    "vi-du/01-2026#d1/transfer:limit=2 working days",
    "vi-du/01-2026#d1/transfer:calendar-hours",
    "vi-du/01-2026#d1/transfer:strict",
    "vi-du/01-2026#d1/transfer:lenient",
    "vi-du/01-2026#d1/transfer:stops-refused",
    "vi-du/01-2026#d1/transfer:stops-recalled",
    "vi-du/01-2026#d1/transfer:stops+deleted",
    "vi-du/01-2026#d1/transfer:swap-accepted-transferred",
    "vi-du/01-2026#d1/transfer:swap-transferred-processing",
    "vi-du/01-2026#d1/transfer:swap-recalled-deleted",
    "vi-du/01-2026#d1/transfer:-unless",
    "vi-du/01-2026#d1/transfer:unless.document.state_secret=false",
    "vi-du/01-2026#d2/answer:drop",
    "vi-du/01-2026#d2/answer:clock=raw",
    "vi-du/01-2026#d2/answer:clock=next-working-day",
    "vi-du/01-2026#d2/answer:clock=undetermined",
    "vi-du/01-2026#d2/answer:channel-system",
    "vi-du/01-2026#d2/answer:channel-email",
    "vi-du/01-2026#d3/report:drop",
    "vi-du/01-2026#d3/report:before.year-",
    "vi-du/01-2026#d3/report:before.year=before 9 June",
    "vi-du/01-2026#d3/report:before.year=before 11 June",
}


def named(name: str) -> Mutant:
    ident = name.partition("#")[0]
    [found] = [mutant for mutant in mutants(tables(ident)) if mutant.name == name]
    return found


class TestOperators:
    def test_every_operator_is_applied_everywhere(self) -> None:
        assert {mutant.name for mutant in mutants(MADE_UP)} == NAMES

    def test_a_mutant_is_a_usable_instrument(self) -> None:
        made = [mutant.make() for mutant in mutants(MADE_UP)]

        assert all(isinstance(instrument, Instrument) for instrument in made)

    def test_the_tables_stay_as_they_were(self) -> None:
        before = copy.deepcopy(MADE_UP)

        for mutant in mutants(MADE_UP):
            mutant.make()

        assert before == MADE_UP

    @pytest.mark.parametrize(
        ("path", "value", "after"),
        [
            (("a", 1), 9, {"a": [1, 9], "b": {"c": 3}}),
            (("b", "d"), 4, {"a": [1, 2], "b": {"c": 3, "d": 4}}),
        ],
    )
    def test_changed(self, path: tuple[str | int, ...], value: int, after: Any) -> None:
        before = {"a": [1, 2], "b": {"c": 3, "d": 0} if path[-1] == "d" else {"c": 3}}

        assert changed(before, path, value) == after

    def test_a_change_that_nothing_can_read_is_stillborn(self) -> None:
        [mutant] = [part for part in mutants(MADE_UP) if part.name.endswith("to+completed")]
        broken = Mutant(mutant.name, mutant.clause, lambda: None)

        assert judge(broken, "vi-du/01-2026").fate == "stillborn"

    def test_each_official_day_is_dropped_once(self) -> None:
        days = OfficialDays.packaged()
        found = dict(calendars(days))

        assert "calendar#2024-05-04:drop-worked" in found
        assert "calendar#2024-04-30:drop-off" in found
        assert "calendar#2022-01-01:drop-off" not in found, "a Saturday is off anyhow"
        dropped = {name: part for name, part in found.items() if ":drop" in name}
        assert {len(part.rows) for part in dropped.values()} == {len(days.rows) - 1}

    def test_a_made_up_saturday_is_moved_by_a_day(self) -> None:
        """4 May 2024 was the Saturday worked for Monday 29 April."""
        moved = dict(calendars(OfficialDays.packaged()))["calendar#2024-05-04:+1"]
        worked = {row.date for row in moved.rows if row.day == "worked"}

        assert date(2024, 5, 5) in worked
        assert date(2024, 5, 4) not in worked

    def test_neighbouring_states_are_swapped(self) -> None:
        """Accepting leads to what passing on leads to, and the other way round."""
        [life] = [life for name, life in lifecycles() if name.endswith("swap-accepted-transferred")]

        assert life.step("arrived", "accepted").target == "transferred"
        assert life.step(None, "arrived").target == "arrived"

    def test_each_row_of_the_tables_of_states_is_dropped(self) -> None:
        assert "lifecycle#incoming:drop-arrived-refused" in dict(lifecycles())


# fmt: off
CAUGHT = [
    # a wrong reading of two working hours, in Long An
    "long-an/24-2019#d5.k2.b/transfer:drop",
    "long-an/24-2019#d5.k2.b/transfer:limit=1 working hour",
    "long-an/24-2019#d5.k2.b/transfer:limit=3 working hours",
    "long-an/24-2019#d5.k2.b/transfer:calendar-hours",
    "long-an/24-2019#d5.k2.b/transfer:lenient",
    "long-an/24-2019#d10.k2/answer:clock=next-working-day",
]
# fmt: on


class TestFates:
    def test_the_law_as_it_is_meets_every_expectation(self) -> None:
        """Else every mutant would be killed by what was wrong before."""
        unmet = {part.profile: list(part.unmet(policy_of(part.profile))) for part in all_examples()}

        assert unmet == {name: [] for name in unmet}
        assert len(unmet) >= 4

    @pytest.mark.parametrize("name", CAUGHT)
    def test_a_wrong_reading_is_caught(self, name: str) -> None:
        result = judge(named(name), "long-an/24-2019")

        assert result.fate == "killed"
        assert result.killer == "suite"

    def test_no_change_is_caught_by_nobody(self) -> None:
        """The gate that kills everything would be none."""
        whole = policy_of("long-an").instruments[0]
        same = Mutant("nothing", "", lambda: whole)

        assert judge(same, whole.id).fate == "survived"

    def test_a_made_up_saturday_is_noticed(self) -> None:
        """Saturday 4 May 2024 was worked for Monday 29 April."""
        name = "calendar#2024-05-04:drop-worked"
        days = dict(calendars(OfficialDays.packaged()))[name]

        assert judge_day(name, days).fate == "killed"


class TestRecord:
    RESULTS = (
        Result("vi-du/1#d1/a:drop", "killed", "X-1", "examples"),
        Result("vi-du/1#d1/a:strict", "survived"),
        Result("vi-du/1#d1/a:to+x", "stillborn"),
        Result("vi-du/1#d2/answer:drop", "survived"),
        Result("vi-du/1:from+1", "killed", "tests/law/test_x.py", "tests"),
    )

    def test_what_survives_is_listed_unless_a_reason_is_written(self) -> None:
        table = record({"vi-du/1": self.RESULTS}, {"*:strict": "no second is that exact"})

        assert table["vi-du/1"] == {
            "tried": 5,
            "mutants": 4,
            "killed": 2,
            "by": {"suite": 0, "examples": 1, "tests": 1},
            "waived": ["vi-du/1#d1/a:strict"],
            "open": ["vi-du/1#d2/answer:drop"],
            "clauses": {"d1": (2, 2), "d2": (0, 1), "": (1, 1)},
            "killers": {"#d1/a:drop": "X-1", ":from+1": "tests/law/test_x.py"},
        }

    def test_a_reason_is_found_by_name_or_by_pattern(self) -> None:
        assert reason("a#d1/x:drop", {"a#d1/x:drop": "why"}) == "why"
        assert reason("a#d1/x:drop", {"*/x:*": "why"}) == "why"
        assert reason("a#d1/x:drop", {"*/y:*": "why"}) == ""


def outdated(written: dict[str, Any]) -> list[str]:
    """Instruments whose mutants are not those of the committed record."""
    done = (*shipped_instruments(), CALENDAR, LIFECYCLE)
    counts = {ident: len(names(ident)) for ident in done}
    return [ident for ident, count in counts.items()
            if written.get(ident, {}).get("tried") != count]  # fmt: skip


class TestCommittedRecord:
    """Run ``make mutate`` where these fail."""

    def test_it_is_of_the_instruments_as_they_are(self) -> None:
        assert outdated(json.loads(FILE.read_text(encoding="utf-8"))) == []

    def test_a_rule_more_makes_it_out_of_date(self) -> None:
        written = json.loads(FILE.read_text(encoding="utf-8"))
        before = set(outdated(written))
        written["long-an/24-2019"]["tried"] -= 1

        assert set(outdated(written)) - before == {"long-an/24-2019"}

    def test_every_written_reason_is_needed(self) -> None:
        waived = tomllib.loads((ROOT / "mutants-waived.toml").read_text(encoding="utf-8"))["waived"]
        written = json.loads(FILE.read_text(encoding="utf-8"))
        excused = [name for part in written.values() for name in part["waived"]]

        assert [row["mutant"] for row in waived if not row["why"]] == []
        assert all(any(reason(name, {row["mutant"]: "why"}) for name in excused) for row in waived)
