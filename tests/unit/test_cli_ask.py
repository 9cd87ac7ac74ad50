"""The commands `ask` and `id`: exactly the objects of the manual, or one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from egovdocs.cli import main

CLERK = "000.00.07.H39"
ADDRESS = "long-an/24-2019#d5.k2.b"
PROFILE = ["--profile", "long-an"]
DOCUMENT = {
    "date": "2020-03-02",
    "state_secret": False,
    "recipients": [{"id": CLERK, "kind": "government", "level": "central"}],
    "signatures": [{"by": "authority", "valid": True}, {"by": "agency", "valid": True}],
    "subjects": [],
    "purposes": [],
    "on_paper_list": False,
    "kind": "Công văn",
}


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Ask for JSON; the status of an answer is 0, whatever it says."""
    assert main(["ask", *arguments, *PROFILE, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    assert list(found) == ["answer", "because", "missing", "assumed"]
    for step in found["because"]:
        assert ("clause" in step) != ("premise" in step)
        assert step["vi"]
        assert step["en"]
    return found


def written(folder: Path, *rows: dict[str, Any], indent: int | None = None) -> str:
    path = folder / "cases.json"
    path.write_text("\n".join(json.dumps(row, indent=indent) for row in rows), encoding="utf-8")
    return str(path)


def running(passed_on: bool = False) -> dict[str, Any]:
    events = [{"type": "arrived", "at": "2020-03-02T09:00:00+07:00", "agency": CLERK,
               "channel": "system"}]  # fmt: skip
    recipients = [{"id": CLERK, "kind": "agency"}]
    document = {"state_secret": False, "recipients": recipients}
    return {"case": "A", "document": document, "events": events if not passed_on else []}


# fmt: off
RECEIVED = [
    # entered                received in law       because
    ("2020-03-02T09:00:00",  "2020-03-02T09:00:00", "a Monday morning"),
    ("2020-03-02T11:30:00",  "2020-03-02T13:30:00", "at the closing of the morning: outside"),
    ("2020-01-22T17:30:00",  "2020-01-30T07:00:00", "over Tết, 23 to 29 January 2020"),
]
# fmt: on


@pytest.mark.parametrize(("entered", "received", "because"), RECEIVED)
def test_received(
    capsys: pytest.CaptureFixture[str], entered: str, received: str, because: str
) -> None:
    found = asked(capsys, "received", "--at", f"{entered}+07:00")

    assert found["answer"] == {"at": f"{received}+07:00"}, because
    assert found["because"][0]["clause"] == "long-an/24-2019#d10.k2"
    assert [each["code"] for each in found["assumed"]] == ["hours"]


def test_a_channel_may_be_named_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    english = asked(capsys, "received", "--at", "2020-03-02T09:00:00Z", "--channel", "axis")
    vietnamese = asked(
        capsys, "received", "--at", "2020-03-02T09:00:00Z", "--channel", "Trục liên thông"
    )

    assert english == vietnamese


def test_sent_is_the_later_of_issuing_and_success(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(
        capsys, "sent", "--published", "2020-03-02T09:00:00+07:00",
        "--acknowledged", "2020-03-02T09:00:07+07:00",
    )  # fmt: skip

    assert found["answer"] == {"at": "2020-03-02T09:00:07+07:00"}


MIDNIGHT = "23:59:59.999999"

# fmt: off
DEADLINES = [
    # asked by                       from        due         late after  because
    (["--limit", "2 working hours"],  "08:00:00", "10:00:00", "10:00:00", "within a morning"),
    (["--limit", "2 working hours"],  "09:30:00", "11:30:00", "13:30:00", "closed over noon"),
    (["--clause", ADDRESS],           "09:30:00", "11:30:00", "13:30:00", "as the clause says"),
    (["--limit", "same day"],         "09:30:00", MIDNIGHT,   MIDNIGHT,   "to midnight"),
]
# fmt: on


@pytest.mark.parametrize(("by", "start", "due", "late_after", "because"), DEADLINES)
def test_deadline(
    capsys: pytest.CaptureFixture[str],
    by: list[str],
    start: str,
    due: str,
    late_after: str,
    because: str,
) -> None:
    found = asked(capsys, "deadline", *by, "--from", f"2020-03-02T{start}+07:00")

    day = "2020-03-02T{}+07:00".format
    assert found["answer"] == {"due": day(due), "late_after": day(late_after)}, because


def test_a_limit_without_a_number_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(
        capsys, "deadline", "--limit", "immediately", "--from", "2020-03-02T09:30:00+07:00"
    )

    assert found["answer"] is None
    assert found["missing"] == ["limit:immediately"]


def test_paper_must_go_to_the_government(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path, {"case": "A", "document": DOCUMENT}, indent=2)

    found = asked(capsys, "paper", "--case", file)

    assert found["answer"] == {"paper": "required"}
    assert any(step.get("clause") == "long-an/24-2019#d6.k2.a" for step in found["because"])


def test_what_is_not_known_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = written(tmp_path, {"case": "A", "document": {"date": "2020-03-02", "recipients": [{}]}})

    found = asked(capsys, "paper", "--case", file)

    assert found["answer"] is None
    assert "recipient.kind" in found["missing"]


def test_duties_are_those_that_run_at_the_moment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path, running())

    found = asked(capsys, "duties", "--case", file, "--as-of", "2020-03-02T10:00:00+07:00")

    duty = next(each for each in found["answer"]["duties"] if each["clause"] == ADDRESS)
    assert duty["agency"] == CLERK
    assert duty["act"] == ["transferred"]
    assert duty["late_after"] == "2020-03-02T11:00:00+07:00"


def test_a_duty_that_is_no_limit_names_the_act_that_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Cà Mau d12: a decision sent with paper is archived in both forms, whenever that is."""
    document = {"kind": "Quyết định", "normative": False, "state_secret": False,
                "sender": {"id": "000.00.00.H12"}, "recipients": [{"id": "000.00.07.H12"}],
                "signatures": [{"by": "authority", "valid": True}]}  # fmt: skip
    events = [{"type": "published", "at": "2020-03-02T09:00:00+07:00", "channel": "system"},
              {"type": "paper-sent", "at": "2020-03-02T09:30:00+07:00"}]  # fmt: skip
    file = written(tmp_path, {"case": "A", "document": document, "events": events})
    ask = ["ask", "duties", "--profile", "ca-mau", "--case", file]

    assert main([*ask, "--as-of", "2020-03-02T10:00:00+07:00", "--format", "json"]) == 0
    duties = json.loads(capsys.readouterr().out)["answer"]["duties"]

    kept = [each["act"] for each in duties if each["clause"] == "ca-mau/837-2019#d12.p1.s2"]
    assert kept
    assert all(act == ["archived"] for act in kept)


LIMITS = [
    # as it is asked              as it is said in Vietnamese
    ("2 working hours",           "2 giờ làm việc"),
    ("3 working days",            "3 ngày làm việc"),
    ("same day",                  "trong ngày"),
    ("morning of next working day", "trong buổi sáng của ngày làm việc tiếp theo"),
    ("next working day",          "trong ngày làm việc tiếp theo"),
    ("immediately",               "ngay"),
    ("before 10 June",            "trước ngày 10/6"),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "vietnamese"), LIMITS)
def test_a_limit_is_said_in_vietnamese(
    capsys: pytest.CaptureFixture[str], limit: str, vietnamese: str
) -> None:
    start = "2020-03-02T10:00:00+07:00"

    found = asked(capsys, "deadline", "--limit", limit, "--from", start)

    assert found["because"][0]["vi"] == f"Thời hạn {vietnamese}."
    assert found["because"][0]["en"] == f"A limit of {limit}."


def test_a_clause_without_a_limit_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["ask", "deadline", *PROFILE, "--clause", "long-an/24-2019#d1", "--lang", "en"]

    assert main([*ask, "--from", "2020-03-02T10:00:00+07:00"]) == 0
    assert capsys.readouterr().out.startswith("Undecided; missing: a limit: this clause sets none.")


def test_reports_of_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "reports", "--year", "2020")

    quarters = [
        each["period"]
        for each in found["answer"]["reports"]
        if each["clause"] == "long-an/24-2019#d14.k4"
    ]
    assert quarters == ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"]


def test_an_answer_is_a_sentence_with_its_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["ask", "received", *PROFILE, "--at", "2020-03-02T11:30:00+07:00"]

    assert main(ask) == 0
    vietnamese = capsys.readouterr().out
    assert main([*ask, "--lang", "en"]) == 0
    english = capsys.readouterr().out

    assert vietnamese.startswith("Được tính là nhận lúc 13:30:00 02/03/2020.\n")
    assert "[khoản 2 Điều 10 Quyết định 24/2019/QĐ-UBND tỉnh Long An]" in vietnamese
    assert english.startswith("It counts as received at 13:30:00 02/03/2020.\n")
    assert "[clause 2, Article 10, Decision 24/2019/QĐ-UBND of Long An]" in english


def test_the_last_instant_of_a_day_is_said_as_the_end_of_the_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["ask", "deadline", *PROFILE, "--limit", "same day", "--from", "2020-03-02T09:00:00Z"])

    assert "hết ngày 02/03/2020" in capsys.readouterr().out


# fmt: off
UNUSABLE = [
    # the question                                                                  says
    (["received", "--at", "2020-03-02T09:00:00"],                                   "+07:00"),
    (["received", "--at", "hôm qua"],                                               "ISO 8601"),
    (["received", "--at", "2020-03-02T09:00:00Z", "--channel", "pigeon"],           "system, axis"),
    (["received", "--at", "1066-10-14T09:00:00Z"],                                  "1975-06-14"),
    (["deadline", "--limit", "2 wk", "--from", "2020-03-02T09:00:00Z"],             "same day"),
    (["deadline", "--clause", "long-an/24-2019#d99", "--from", "2020-03-02T09:00:00Z"], "d99"),
    (["deadline", "--clause", "xx", "--from", "2020-03-02T09:00:00Z"],              "xx"),
    (["reports", "--year", "20"],                                                   "1976"),
    (["reports", "--year", "²⁰²⁰"],                                                 "1976"),
    (["paper", "--case", "nowhere.json"],                                           "nowhere.json"),
]
# fmt: on


@pytest.mark.parametrize(("question", "says"), UNUSABLE)
def test_a_question_that_cannot_be_asked_is_one_sentence_in_both_languages(
    capsys: pytest.CaptureFixture[str], question: list[str], says: str
) -> None:
    assert main(["ask", *question, *PROFILE]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert len(err.splitlines()) == 1
    assert err.rstrip().endswith(")"), "the English sentence follows in brackets"


def test_a_profile_that_is_not_there_names_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", "reports", "--profile", "long", "--year", "2020"]) == 2
    assert "long-an" in capsys.readouterr().err


class TestOneCaseOfAFile:
    def test_several_cases_ask_for_a_choice(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        file = written(tmp_path, {"case": "A"}, {"case": "B"})

        assert main(["ask", "paper", *PROFILE, "--case", file]) == 2
        assert "--pick" in capsys.readouterr().err

    def test_one_is_picked_by_its_id(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        file = written(tmp_path, {"case": "A"}, {"case": "B", "document": DOCUMENT})

        found = asked(capsys, "paper", "--case", file, "--pick", "B")

        assert found["answer"] == {"paper": "required"}

    def test_an_id_that_is_not_there_is_said(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        file = written(tmp_path, {"case": "A"})

        assert main(["ask", "paper", *PROFILE, "--case", file, "--pick", "C"]) == 2
        assert "“C”" in capsys.readouterr().err

    def test_a_broken_case_names_the_field(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        file = written(tmp_path, {"case": "A", "documnet": {}}, indent=2)

        assert main(["ask", "paper", *PROFILE, "--case", file]) == 2
        assert "documnet" in capsys.readouterr().err


class TestId:
    def test_exactly_the_object_of_the_manual(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["id", "Số: 7/QÐ-UBND", "--format", "json"]) == 0

        found = json.loads(capsys.readouterr().out)
        assert list(found) == ["input", "type", "canonical", "parts", "problems"]
        assert (found["type"], found["canonical"]) == ("document-number", "07/QĐ-UBND")
        assert {"code", "clause", "vi", "en"} == set(found["problems"][0])

    def test_one_line_of_json_for_each_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["id", "000.00.00.H12", "xyz", "--format", "json"]) == 0

        types = [json.loads(line)["type"] for line in capsys.readouterr().out.splitlines()]
        assert types == ["agency-id", "unknown"]

    def test_in_words_with_the_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["id", "7/QĐ-UBND"]) == 0

        out = capsys.readouterr().out
        assert "số, ký hiệu văn bản; viết chuẩn: 07/QĐ-UBND" in out
        assert "Nghị định 30/2020/NĐ-CP]" in out

    def test_in_english(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["id", "xyz", "--lang", "en"]) == 0
        assert capsys.readouterr().out == "“xyz” is no identifier that is known.\n"

    def test_controls_do_not_reach_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["id", "\x1b[31mxyz"]) == 0
        assert "\x1b" not in capsys.readouterr().out
