"""Running an audit: whose policy, what is counted, accepted findings, the exit status."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from egovdocs.audit import (
    Acceptance,
    Acceptances,
    BadLine,
    Entry,
    Input,
    Policies,
    Tally,
    read_acceptances,
    read_cases,
    run,
)
from egovdocs.audit.as_json import AsJson
from egovdocs.audit.problems import InvalidAcceptance, Unreadable
from egovdocs.policy import NoSuchPolicy
from egovdocs.record import Case

# Long An, d5.k2.b: passed on within 2 working hours of receipt; 2 March 2020 is a Monday.
TRANSFER = "long-an/24-2019#d5.k2.b/transfer"
LIMIT = "long-an/24-2019#d5.k2.b"
CLERK = "000.00.07.H39"


def at(clock: str) -> str:
    return f"2020-03-02T{clock}+07:00"


def event(kind: str, clock: str) -> dict[str, Any]:
    return {"type": kind, "at": at(clock), "agency": CLERK, "channel": "system"}


def case(name: str, passed_on: str | None, watched: str | None = "17:00:00") -> dict[str, Any]:
    """A document that arrived at 09:00; due 11:00."""
    events = [event("arrived", "09:00:00")]
    if passed_on is not None:
        events.append({"type": "transferred", "at": at(passed_on), "agency": CLERK})
    found: dict[str, Any] = {
        "case": name,
        "profile": "long-an",
        "document": {"state_secret": False, "recipients": [{"id": CLERK, "kind": "agency"}]},
        "events": events,
    }
    return found | ({"observed": {"until": at(watched)}} if watched else {})


def entries(*rows: dict[str, Any]) -> list[Entry | BadLine]:
    log = "\n".join(json.dumps(row) for row in rows).encode()
    return list(read_cases(Input("log", io.BytesIO(log))))


def audited(
    *rows: dict[str, Any],
    policies: Policies | None = None,
    accepted: Acceptances | None = None,
) -> tuple[Tally, list[dict[str, Any] | BadLine]]:
    tally = Tally()
    done = run(entries(*rows), policies or Policies(), AsJson(everything=True), tally, accepted)
    told = [part if isinstance(part, BadLine) else json.loads(part[0]) for part in done]
    return tally, told


def verdict_of(told: Any, rule: str = TRANSFER) -> tuple[str, bool]:
    finding = next(each for each in told["findings"] if each["rule"] == rule)
    return finding["verdict"], finding["pending"]


# fmt: off
PASSED_ON = [
    # passed on    watched until  verdict      pending  because
    ("11:00:00",   "17:00:00",    "kept",      False,   "two working hours, inclusive"),
    ("11:00:01",   "17:00:00",    "broken",    False,   "one second more"),
    (None,         "10:00:00",    "undecided", True,    "an hour is left"),
    (None,         "17:00:00",    "broken",    False,   "it never happened"),
    (None,         None,          "undecided", False,   "nobody knows whether it did"),
]
# fmt: on


@pytest.mark.parametrize(("passed_on", "watched", "verdict", "pending", "because"), PASSED_ON)
def test_a_case_is_judged_by_the_profile_that_it_names(
    passed_on: str | None, watched: str | None, verdict: str, pending: bool, because: str
) -> None:
    _, (told,) = audited(case("A", passed_on, watched))

    assert verdict_of(told) == (verdict, pending), because


class TestWhichPolicy:
    def test_the_command_goes_before_the_case(self) -> None:
        row = case("A", "11:00:00") | {"profile": "nowhere"}

        _, (told,) = audited(row, policies=Policies("long-an"))

        assert isinstance(told, dict)
        assert told["profile"] == "long-an"

    def test_a_case_without_a_profile_is_a_problem_of_its_line(self) -> None:
        row = case("A", "11:00:00")
        del row["profile"]

        tally, (told,) = audited(row)

        assert isinstance(told, BadLine)
        assert told.reason.code == "audit.no-profile"
        assert (tally.cases, tally.unusable) == (0, 1)

    def test_an_unknown_profile_is_a_problem_of_its_line_and_the_closest_is_named(self) -> None:
        tally, told = audited(case("A", "11:00:00") | {"profile": "long-am"}, case("B", "11:00:00"))

        assert isinstance(told[0], BadLine)
        assert told[0].to_json()["expected"] == "long-an"
        assert tally.cases == 1

    def test_a_case_cannot_name_a_file(self, tmp_path: Path) -> None:
        """What is judged does not choose which files are opened."""
        profile = tmp_path / "own.toml"
        profile.write_text('id = "own"', encoding="utf-8")

        with pytest.raises(NoSuchPolicy):
            Policies().of(Case("A", profile=str(profile)))

    def test_a_policy_is_loaded_once(self) -> None:
        policies = Policies()

        first, second = policies.of(Case("A", profile="long-an")), policies.get("long-an")

        assert first is second

    def test_as_of_takes_everything_as_observed(self) -> None:
        now = datetime.fromisoformat(at("12:00:00"))

        _, (told,) = audited(case("A", None, None), policies=Policies(as_of=now))

        assert verdict_of(told) == ("broken", False)

    def test_without_assumptions_assumed_office_hours_decide_nothing(self) -> None:
        _, (told,) = audited(case("A", "11:00:00"), policies=Policies(assuming=False))

        assert verdict_of(told) == ("undecided", False)


# fmt: off
EDGES = [
    ("0001-01-01T00:00:00+14:00", "before the first day that can be computed"),
    ("1900-01-01T00:00:00+07:00", "before the clock of Vietnam came to rest"),
    ("9999-12-31T23:59:59-12:00", "past the last day that can be computed"),
]
# fmt: on


@pytest.mark.parametrize(("moment", "because"), EDGES)
def test_a_year_that_cannot_be_computed_is_a_problem_of_its_line(moment: str, because: str) -> None:
    row = case("A", None)
    row["events"][0]["at"] = moment

    tally, told = audited(row, case("B", "11:00:00"))

    assert isinstance(told[0], BadLine), because
    assert told[0].reason.code == "timing.instant-out-of-range"
    assert (tally.cases, tally.unusable) == (1, 1)


def test_an_identifier_of_ten_thousand_characters_is_judged() -> None:
    row = case("A", "11:00:00")
    row["document"]["id"] = "0" * 10_000

    tally, _ = audited(row)

    assert (tally.cases, tally.unusable) == (1, 0)


class TestStatus:
    def test_nothing_broken_is_0(self) -> None:
        assert audited(case("A", "11:00:00"))[0].status() == 0

    def test_something_broken_is_1(self) -> None:
        assert audited(case("A", "11:00:01"))[0].status() == 1

    def test_something_unusable_is_2_and_wins(self) -> None:
        assert audited(case("A", "11:00:01"), {"case": "B"})[0].status() == 2

    def test_undecided_is_1_only_where_strict(self) -> None:
        tally, _ = audited(case("A", "11:00:00", None))

        assert tally.open > 0
        assert (tally.status(), tally.status(strict=True)) == (0, 1)

    def test_pending_is_left_apart_where_strict(self) -> None:
        tally = Tally(running=3)

        assert tally.status(strict=True) == 0


class TestSums:
    def test_clauses_are_counted_by_case(self) -> None:
        tally, _ = audited(case("A", "11:00:00"), case("B", "11:00:01"), case("C", "11:00:02"))

        assert tally.clauses[LIMIT] == {"kept-in-part": 1, "broken": 2}

    def test_a_clause_of_which_something_is_left_is_never_counted_as_kept(self) -> None:
        tally, _ = audited(case("A", "11:00:00"))

        assert tally.clauses[LIMIT]["kept"] == 0

    def test_undecided_findings_are_grouped_by_what_is_missing(self) -> None:
        tally, _ = audited(case("A", None, None), case("B", None, None))

        assert tally.gaps["event:transferred"] >= 2
        assert tally.lacking["event:transferred"] == 2

    def test_pending_findings_lack_nothing(self) -> None:
        tally, _ = audited(case("A", None, "10:00:00"))

        assert tally.running >= 1
        assert "event:transferred" not in tally.gaps

    def test_every_verdict_is_counted(self) -> None:
        tally, told = audited(case("A", "11:00:00"), case("B", "11:00:01"))

        counted = sum(len(each["findings"]) for each in told if isinstance(each, dict))
        assert sum(tally.verdicts.values()) == counted


def accepting(scope: str = "B", until: date = date(2020, 3, 2)) -> Acceptances:
    return Acceptances((Acceptance(TRANSFER, scope, "máy chủ hỏng", until),))


# fmt: off
ACCEPTED = [
    # rows of the list                                  status  because
    (accepting(),                                        0,     "accepted for this case"),
    (accepting("*"),                                     0,     "accepted for every case"),
    (accepting("C"),                                     1,     "another case"),
    (accepting(until=date(2020, 3, 1)),                  1,     "it ran out the day before"),
    (Acceptances((Acceptance(LIMIT, "*", "x", date(2030, 1, 1)),)), 1, "a clause is not a rule"),
    (Acceptances(),                                      1,     "an empty list"),
]
# fmt: on


@pytest.mark.parametrize(("accepted", "status", "because"), ACCEPTED)
def test_an_accepted_finding_changes_the_status_and_never_the_verdict(
    accepted: Acceptances, status: int, because: str
) -> None:
    tally, (told,) = audited(case("B", "11:00:01"), accepted=accepted)

    assert tally.status() == status, because
    assert tally.verdicts["broken"] == 1
    assert verdict_of(told) == ("broken", False)


def test_without_any_day_nothing_is_accepted() -> None:
    """Nobody can say whether the row has run out."""
    assert accepting("*").find(TRANSFER, "B", None) is None


# fmt: off
BROKEN_LISTS = [
    # text                                                             field
    ("[[accept",                                                       "TOML"),
    ("[accept]\nrule = 'x'",                                           "-"),
    ("[[acept]]",                                                      "-"),
    ("[[accept]]\nrule = 'x'\nscope = '*'\nreason = 'y'",              "until"),
    ("[[accept]]\nrule = 'x'\nscope = '*'\nreason = ''\nuntil = 2020-01-01", "reason"),
    ("[[accept]]\nrule = 'x'\nscope = '*'\nreason = 'y'\nuntil = '2020'", "until"),
    ("[[accept]]\nrule = 'x'\nscope = '*'\nreason = 'y'\nuntil = 2020-01-01T00:00:00", "until"),
    ("[[accept]]\nrules = 'x'",                                        "rules"),
]
# fmt: on


class TestListOfAccepted:
    def write(self, folder: Path, text: str) -> Path:
        path = folder / "accepted.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_list_is_read(self, tmp_path: Path) -> None:
        path = self.write(
            tmp_path,
            f'[[accept]]\nrule = "{TRANSFER}"\nscope = "B"\n'
            'reason = "máy chủ hỏng"\nuntil = 2020-03-02\n',
        )

        assert read_acceptances(path) == accepting()

    @pytest.mark.parametrize(("text", "field"), BROKEN_LISTS)
    def test_a_list_with_a_fault_is_refused(self, tmp_path: Path, text: str, field: str) -> None:
        with pytest.raises(InvalidAcceptance) as raised:
            read_acceptances(self.write(tmp_path, text))

        assert raised.value.field == field

    def test_a_list_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable):
            read_acceptances(tmp_path / "nowhere.toml")
