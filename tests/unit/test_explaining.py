"""
Why, why not, and what would turn a verdict around.

Long An d5.k2.b: passed on within 2 office hours of receipt; office hours 07:00-11:30 and
13:30-17:00.  The limits below are counted on the clock.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import pytest

import egovdocs
from egovdocs.cli import main
from egovdocs.policy import Finding, Policy, Verdict
from egovdocs.policy.explaining import Flip, explained, flip, why, why_not
from egovdocs.record import Case
from egovdocs.timing import parse_instant
from small_policies import instant

CLERK, SENDER = "000.00.07.H39", "000.00.00.H39"
TRANSFER = "long-an/24-2019#d5.k2.b/transfer"
NO_PAPER = "long-an/24-2019#d5.k1.c/no-paper"


@cache
def policy() -> Policy:
    return egovdocs.load("long-an", national=False)


WEDNESDAY = "2020-03-04 17:00"


def received(arrived: str, transferred: str | None, until: str = WEDNESDAY) -> Case:
    """A document that entered on Monday 2 March 2020 at *arrived*, by the system."""
    acts = [("arrived", arrived), ("transferred", transferred)]
    events = [
        {"type": kind, "at": instant(hour), "agency": CLERK, "channel": "system"}
        for kind, hour in acts
        if hour is not None
    ]
    return _case(events, until)


def _case(events: list[dict[str, Any]], until: str = "", **document: Any) -> Case:
    parties = {"sender": {"id": SENDER, "kind": "peoples-committee"},
               "recipients": [{"id": CLERK, "kind": "agency"}]}  # fmt: skip
    known = {"date": "2020-03-02", "state_secret": False, **parties, **document}
    observed = {"observed": {"until": instant(until)}} if until else {}
    return Case.from_json({"case": "T", "document": known, "events": events, **observed})


def with_paper(kind: str = "agency") -> Case:
    """A signed document, issued at 08:00, and paper after it at 14:00."""
    events = [{"type": "published", "at": instant("08:00"), "channel": "system"},
              {"type": "paper-sent", "at": instant("14:00")}]  # fmt: skip
    signatures = [{"by": "authority", "valid": True}, {"by": "agency", "valid": True}]
    return _case(events, signatures=signatures, purposes=[],
                 recipients=[{"id": CLERK, "kind": kind}])  # fmt: skip


def finding(given: Case, rule: str = TRANSFER) -> Finding:
    return next(part for part in policy().audit(given).all_findings() if part.rule == rule)


def flipped(given: Case, rule: str = TRANSFER, wanted: Verdict | None = None) -> Flip:
    agency = CLERK if rule == TRANSFER else None
    found = flip(policy(), given, rule, agency, wanted)
    assert found is not None
    return found


# fmt: off
LATE = [
    # entered     passed on           last instant in time   because
    ("09:30",     "13:30:00.000001",  "13:30:00",            "used up at 11:30, then closed"),
    ("09:30",     "16:00",            "13:30:00",            "however late it was"),
    ("11:30",     "15:30:01",         "15:30:00",            "11:30 is outside: from 13:30"),
    ("08:00",     "10:00:01",         "10:00:00",            "within one morning"),
    ("15:30",     "2020-03-03 08:00", "2020-03-03 07:30:00", "1:30 on Monday, the rest on Tuesday"),
]
# fmt: on


class TestFlip:
    @pytest.mark.parametrize(("entered", "passed_on", "last", "because"), LATE)
    def test_a_late_transfer_would_have_been_in_time(
        self, entered: str, passed_on: str, last: str, because: str
    ) -> None:
        found = flipped(received(entered, passed_on))

        day, _, hour = last.rpartition(" ")
        said = f"{hour} {'03/03/2020' if day else '02/03/2020'}"
        assert (found.before, found.after) == (Verdict.BROKEN, Verdict.KEPT)
        assert found.spoken() == f"Sẽ đúng hạn nếu “chuyển xử lý” lúc {said} hoặc sớm hơn.", because
        assert (
            found.spoken("en") == f"It would be in time if “transferred” were at {said} or sooner."
        )

    def test_the_changed_case_is_judged_so(self) -> None:
        found = flipped(received("09:30", "16:00"))

        assert finding(found.case).verdict is Verdict.KEPT
        assert found.case.events[1].at == parse_instant(instant("13:30:00"))
        assert found.case.events[0] == received("09:30", "16:00").events[0]

    def test_what_was_kept_would_be_broken_after_the_limit(self) -> None:
        found = flipped(received("09:30", "10:00"))

        assert found.after is Verdict.BROKEN
        assert found.spoken() == (
            "Sẽ trái quy định nếu “chuyển xử lý” sau 13:30:00 02/03/2020."
        )  # fmt: skip

    def test_what_nobody_saw_would_be_kept_if_it_were_there(self) -> None:
        found = flipped(received("09:30", None, until=""))

        assert found.before is Verdict.UNDECIDED
        assert [change.how for change in found.changes] == ["add"]
        assert "có “chuyển xử lý” lúc" in found.spoken()

    def test_a_running_duty_is_broken_once_observed_past_its_limit(self) -> None:
        """Observed up to the limit it runs; the change is a later observation or a later act."""
        running = received("09:30", None, until="10:00")
        found = flipped(running, wanted=Verdict.BROKEN)

        assert finding(running).pending
        assert finding(found.case).verdict is Verdict.BROKEN

    def test_a_fact_may_turn_it_too(self) -> None:
        """Paper after a signed document is allowed to the Government: d6.k2.a."""
        found = flipped(with_paper(), NO_PAPER)

        assert found.spoken() == "Sẽ đúng quy định nếu “loại cơ quan nhận” là “Chính phủ”."
        assert finding(found.case, NO_PAPER).verdict is Verdict.KEPT

    def test_the_same_question_has_the_same_answer(self) -> None:
        given = with_paper()

        assert flip(policy(), given, NO_PAPER) == flip(policy(), given, NO_PAPER)

    def test_no_such_finding_has_no_answer(self) -> None:
        assert flip(policy(), with_paper(), "long-an/24-2019#d5.k2.b/nothing") is None
        assert flip(policy(), with_paper(), NO_PAPER, "000.00.99.H39") is None

    @pytest.mark.parametrize(
        "given", [received("09:30", "16:00"), with_paper(), with_paper("party")]
    )
    def test_every_flip_holds_and_none_takes_a_second(self, given: Case) -> None:
        for part in policy().audit(given).findings():
            begun = time.process_time()
            found = flip(policy(), given, part.rule, part.where.get("agency"))
            assert time.process_time() - begun < 1
            if found is not None:
                report = policy().audit(found.case).all_findings()
                turned = [x.verdict for x in report if x.rule == part.rule]
                assert found.after in turned
                assert 1 <= len(found.changes) <= 2


class TestWhy:
    def test_a_finding_cites_its_clause_and_the_decisive_event(self) -> None:
        head, *steps = why(finding(received("09:30", "16:00")))

        assert head == (
            "Trái quy định: Làm lúc 16:00:00 02/03/2020, sau hạn 13:30:00 02/03/2020. "
            "[điểm b khoản 2 Điều 5 Quyết định 24/2019/QĐ-UBND tỉnh Long An]"
        )
        assert all(line.endswith(("]", ")")) for line in steps)
        assert any("khoản 2 Điều 10 Quyết định 24/2019/QĐ-UBND" in line for line in steps)
        assert steps[-1] == "  - “chuyển xử lý” lúc 16:00:00 02/03/2020. (events[1])"

    def test_an_answer_is_a_tree(self) -> None:
        answer = policy().received(parse_instant(instant("11:30")))

        head, rule, entry = why(answer, "en")

        assert head == "The answer: 13:30:00 02/03/2020."
        assert rule.startswith("  - ")
        assert rule.endswith("[clause 2, Article 10, Decision 24/2019/QĐ-UBND of Long An]")
        assert entry == "    - Entered the system at 11:30:00 02/03/2020. (arrival)"

    def test_an_answer_without_a_value_names_what_is_missing(self) -> None:
        answer = egovdocs.load("phu-yen").received(parse_instant(instant("2022-03-02 09:00")))

        assert why(answer)[0].startswith("Chưa quyết định được; thiếu: văn bản phu-yen/55-2019")


class TestWhyNot:
    def test_late_is_not_kept(self) -> None:
        head, *steps = why_not(finding(received("09:30", "16:00")), Verdict.KEPT)

        assert head.startswith("Không phải “đúng quy định” mà là “trái quy định”: Làm lúc 16:00:00")
        assert steps

    def test_undecided_names_only_what_is_missing(self) -> None:
        part = finding(received("09:30", None, until=""))

        lines = why_not(part, Verdict.KEPT, "en")

        assert lines[1:] == ["  - Missing: the event “transferred”. (event:transferred)"]

    def test_it_is_so_already(self) -> None:
        part = finding(received("09:30", "10:00"))

        assert why_not(part, Verdict.KEPT) == ["Đúng là “đúng quy định” rồi."]


class TestTold:
    def test_the_last_line_is_what_would_turn_it_around(self) -> None:
        given = received("11:30", "15:30:01")

        *_, last = explained(policy(), given, finding(given))

        assert last == (
            "  > Sẽ đúng hạn nếu “chuyển xử lý” lúc 15:30:00 02/03/2020 hoặc sớm hơn."
        )  # fmt: skip

    def test_by_the_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        file = "examples/long-an/receipt-and-transfer.jsonl"

        assert main(["policy", "try", "long-an", file, "--pick", "LA-0406", "--why"]) == 0

        assert "  > Sẽ đúng hạn nếu “chuyển xử lý” lúc 13:30:00 09/03/2020 hoặc sớm hơn." in (
            capsys.readouterr().out.splitlines()
        )
