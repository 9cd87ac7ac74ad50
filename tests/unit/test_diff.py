"""
What two policies answer differently: counted by hand for one week, and shown on the shipped ones.

Long An is open 07:00-11:30 and 13:30-17:00, Phú Yên (since November 2021) 07:30-12:00 and
13:30-17:00; Monday 4 to Sunday 10 March 2024 is a week without a holiday.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

import egovdocs
from egovdocs.cli import main
from egovdocs.policy import Policy, shipped_profiles
from egovdocs.policy.scene import receive
from egovdocs.policy.tools.diff import Difference, NoSuchYear, PolicyDiff, diff
from egovdocs.policy.tools.diff_moments import edges
from egovdocs.policy.tools.diff_text import text
from egovdocs.policy.tools.tally import MINUTE, Tally, compare
from egovdocs.timing import start_of
from small_policies import clause, instrument, load, rule

MONDAY, SUNDAY = date(2024, 3, 4), date(2024, 3, 10)
PAIRS = list(itertools.combinations(shipped_profiles(), 2))
When = Callable[[int], int]


@cache
def policy(name: str) -> Policy:
    return egovdocs.load(name, national=False)


@cache
def compared(one: str, two: str) -> PolicyDiff:
    return diff(policy(one), policy(two))


def only(found: PolicyDiff, question: str, **situation: str) -> Difference:
    """The one row of a question whose situation has these words."""
    rows = [
        row
        for row in found.of(question)
        if all(word in row.situation.get(name, ()) for name, word in situation.items())
    ]
    assert len(rows) == 1
    return rows[0]


def clock(name: str, kind: str, **readings: str) -> When:
    chosen = {**policy(name).profile.readings, **readings}

    def received(us: int) -> int:
        at = receive(kind, us, policy(name).calendar, chosen)
        assert at is not None
        return at

    return received


def week(one: When, two: When) -> Tally:
    start, end = start_of(MONDAY), start_of(SUNDAY + timedelta(days=1))
    between = edges((policy("long-an"), policy("phu-yen")), start, end)
    return compare(one, two, start, end, between)


# fmt: off
WORKING_DAY = [
    # from     to       minutes  Long An, the next session   Phú Yên, the next working day
    ("00:00",  "07:00", 420,     "sooner"),  # 07:00          07:30 of the next working day
    ("07:00",  "07:30", 30,      "sooner"),  # at once        07:30 of the next working day
    ("07:30",  "11:30", 240,     "same"),    # at once        at once
    ("11:30",  "12:00", 30,      "later"),   # 13:30          at once
    ("12:00",  "13:30", 90,      "sooner"),  # 13:30          07:30 of the next working day
    ("13:30",  "17:00", 210,     "same"),    # at once        at once
    ("17:00",  "24:00", 420,     "sooner"),  # 07:00          07:30 of the next working day
]
# fmt: on


class TestOneWeekByHand:
    def test_the_table_covers_a_day(self) -> None:
        assert sum(minutes for _, _, minutes, _ in WORKING_DAY) == 24 * 60

    def test_next_session_against_next_working_day(self) -> None:
        """At the weekend Long An receives on Monday at 07:00, Phú Yên at 07:30."""
        counts = {
            relation: sum(row[2] for row in WORKING_DAY if row[3] == relation) * 5
            for relation in ("sooner", "same", "later")
        }

        found = week(clock("long-an", "next-session"), clock("phu-yen", "next-working-day"))

        assert found == Tally(
            counts["sooner"] + 2 * 24 * 60, counts["same"], counts["later"], start_of(MONDAY)
        )
        assert found[:3] == (7680, 2250, 150)

    def test_the_other_reading_moves_the_mornings_and_the_noons_to_the_same_day(self) -> None:
        """Then 07:00 is before 07:30 of the same day, and 12:00 to 13:30 is 13:30 for both."""
        lenient = clock("phu-yen", "next-working-day", **{"before-opening": "same-day"})

        found = week(clock("long-an", "next-session"), lenient)

        assert found[:3] == (5 * (420 + 30 + 420) + 2880, 5 * (240 + 90 + 210), 5 * 30)

    def test_the_closing_instant_may_belong_to_the_session(self) -> None:
        """Each working day 11:30 and 17:00 are received at once instead of at the next session."""
        inside = clock("long-an", "next-session", **{"closing-instant": "inside"})

        found = week(inside, clock("long-an", "next-session"))

        assert found[:3] == (10, 7 * 1440 - 10, 0)
        assert found.first == start_of(MONDAY) + 11 * 60 * MINUTE + 30 * MINUTE

    @pytest.mark.parametrize("kind", ["raw", "next-session", "next-working-day"])
    def test_counting_by_pieces_is_counting_by_minutes(self, kind: str) -> None:
        one, two = clock("long-an", kind), clock("phu-yen", "next-working-day")
        start = start_of(MONDAY)
        gaps = [two(us) - one(us) for us in range(start, start + 7 * 1440 * MINUTE, MINUTE)]
        sooner, later = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)

        assert week(one, two)[:3] == (sooner, len(gaps) - sooner - later, later)


class TestShippedPolicies:
    def test_long_an_and_ca_mau_receive_at_the_same_minutes(self) -> None:
        row = only(compared("ca-mau", "long-an"), "received", channel="system")

        assert (row.relation, row.share, row.counts.total) == ("equal", 0.0, 366 * 1440)
        assert row.a.clauses == ("ca-mau/837-2019#d11.k2",)
        assert row.b.clauses == ("long-an/24-2019#d10.k2",)

    def test_where_one_hands_the_question_on_nothing_is_claimed(self) -> None:
        row = only(compared("long-an", "phu-yen"), "received", channel="system")

        assert row.relation == "undetermined"
        assert row.b.missing == ("text:phu-yen/55-2019",)
        assert row.witness is not None
        assert row.witness.to_json() == {
            "case": {"at": "2024-01-01T00:00:00+07:00"},  # New Year's Day, a holiday
            "a": "2024-01-02T07:00:00+07:00",
            "b": None,
        }

    def test_email_between_agencies_is_spoken_of_in_phu_yen_alone(self) -> None:
        row = only(compared("long-an", "phu-yen"), "received", channel="email", relation="inside")

        assert row.situation["relation"] == ("inside", "between-agencies")
        assert row.situation["channel"] == ("email", "other-official")
        assert (row.a.missing, row.b.clauses) == (("law:received",), ("phu-yen/03-2022#d8.k3.b",))

    def test_two_hours_end_before_the_next_working_day_on_every_minute(self) -> None:
        row = only(compared("long-an", "phu-yen"), "transfer", urgency="normal")

        assert row.counts.stricter == row.counts.total == 366 * 1440
        assert row.relation == "undetermined"  # the text of 55/2019 may shorten it
        assert row.witness is not None
        assert row.witness.to_json()["a"] == "2024-01-02T09:00:00+07:00"
        assert row.witness.to_json()["b"] == "2024-01-02T23:59:59.999999+07:00"

    def test_a_number_and_at_once_cannot_be_compared(self) -> None:
        row = only(compared("ca-mau", "long-an"), "transfer")

        assert row.relation == "undetermined"
        assert "long-an/24-2019#d5.k2.b" in row.b.clauses

    def test_ca_mau_alone_wants_a_lead_unit_on_the_same_day(self) -> None:
        row = only(compared("ca-mau", "long-an"), "assignment")

        assert (row.relation, row.share) == ("stricter", 1.0)

    def test_a_report_with_a_date_is_stricter_than_one_without(self) -> None:
        """Cà Mau: before 10 June and before 10 December; Thái Bình: every year."""
        row = only(compared("ca-mau", "thai-binh"), "report")

        assert row.relation == "stricter"
        assert row.witness is not None
        assert row.witness.to_json() == {
            "case": {"period": "2024"}, "a": "2024-12-09T23:59:59.999999+07:00", "b": "no-number",
        }  # fmt: skip

    def test_the_first_document_that_differs_is_shown_with_both_clauses(self) -> None:
        row = only(compared("long-an", "thai-binh"), "paper")

        assert row.witness is not None
        assert row.witness.case["recipient.kind"] == "government"
        assert row.witness.a == "required"
        assert "long-an/24-2019#d6.k2.a" in row.a.clauses
        assert row.b.clauses == ("thai-binh/17-2019#d4.k1.p2.s2",)

    @pytest.mark.parametrize("name", shipped_profiles())
    def test_a_policy_is_equal_to_itself(self, name: str) -> None:
        rows = compared(name, name).rows

        assert {(row.relation, row.share) for row in rows} == {("equal", 0.0)}

    @pytest.mark.parametrize(("one", "two"), PAIRS)
    def test_the_other_way_round_is_the_mirror(self, one: str, two: str) -> None:
        assert compared(two, one) == compared(one, two).mirrored()

    @pytest.mark.parametrize(("one", "two"), PAIRS)
    def test_every_question_has_a_row_and_what_differs_is_shown(self, one: str, two: str) -> None:
        found = compared(one, two)

        assert len({row.question for row in found.rows}) == 12
        for row in found.different:
            missing = row.a.missing + row.b.missing
            assert row.counts.different or missing
            assert row.a.clauses or row.b.clauses or missing

    def test_a_year_by_minutes_takes_less_than_two_seconds(self) -> None:
        begun = time.process_time()
        diff(egovdocs.load("long-an"), egovdocs.load("phu-yen"), 2023)

        assert time.process_time() - begun < 2

    def test_a_year_that_cannot_be_computed(self) -> None:
        with pytest.raises(NoSuchYear) as caught:
            diff(policy("long-an"), policy("ca-mau"), 1900)

        assert (caught.value.year, caught.value.first) == (1900, 1976)


def placed(folder: Path, one: list[str], two: list[str]) -> tuple[Policy, Policy]:
    """Two policies of these texts, each in a folder of its own."""
    folders = folder / "a", folder / "b"
    for part in folders:
        part.mkdir()
    return load(folders[0], *one), load(folders[1], *two)


def limited(limit: str) -> str:
    """A text by which a document is passed on within *limit* of its arrival."""
    duty = 'side = "recipient"\nquestion = "transfer"\nfrom = "arrived"\nto = "transferred"'
    return instrument("thu/1-2019", rule("d1", "deadline", f'{duty}\nlimit = "{limit}"'))


# fmt: off
LIMITS = [
    # the first           the second              the first is    because
    ("1 working hour",    "2 working hours",      "stricter",     "an hour less"),
    ("2 working days",    "1 working day",        "looser",       "a day more"),
    ("same day",          "4 working hours",      "incomparable", "later at 08:00, not at 16:00"),
    ("next working day",  "1 working day",        "equal",        "both end that day"),
    ("next working day",  "immediately",          "undetermined", "at once has no number"),
]
# fmt: on


class TestLimits:
    @pytest.mark.parametrize(("one", "two", "relation", "because"), LIMITS)
    def test_by_the_last_instant_in_time(
        self, tmp_path: Path, one: str, two: str, relation: str, because: str
    ) -> None:
        first, second = placed(tmp_path, [limited(one)], [limited(two)])

        row = only(diff(first, second), "transfer")

        assert row.relation == relation, because
        assert row.unit == "minutes"

    def test_the_order_of_instruments_changes_nothing(self, tmp_path: Path) -> None:
        texts = [limited("2 working hours"), instrument("thu/2-2019", clause("d1"))]
        first, second = placed(tmp_path, texts, texts[::-1])

        other = policy("ca-mau")
        assert diff(first, other).rows == diff(second, other).rows
        assert not diff(first, second).different


class TestWritten:
    def test_as_json(self) -> None:
        found = compared("ca-mau", "phu-yen")

        written = json.loads(json.dumps(found.to_json(), ensure_ascii=False))

        assert (written["a"], written["b"], written["year"]) == ("ca-mau", "phu-yen", 2024)
        assert len(written["differences"]) == len(found.rows)

    def test_in_both_languages_with_both_clauses(self) -> None:
        found = compared("ca-mau", "thai-binh")
        vietnamese, english = "\n".join(text(found, "vi")), "\n".join(text(found, "en"))

        assert "Báo cáo: Cà Mau chặt hơn; khác ở 100,00 % số kỳ báo cáo." in vietnamese
        assert "Cà Mau: hết ngày 09/12/2024 [" in vietnamese
        assert "Reports: Cà Mau is stricter; they differ on 100.00 % of the periods." in english
        assert "Thái Bình: no number [clause 7, Article 12" in english

    def test_by_the_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["policy", "diff", "long-an", "ca-mau", "--year", "2023"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert main(["policy", "diff", "long-an", "ca-mau", "--format", "json"]) == 0
        written = json.loads(capsys.readouterr().out)

        assert lines[0] == "Long An so với Cà Mau, theo từng phút của năm 2023"
        assert written["differences"][0]["question"] == "received"

    def test_a_year_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["policy", "diff", "long-an", "ca-mau", "--year", "MMXX"]) == 2
        assert "MMXX" in capsys.readouterr().err
