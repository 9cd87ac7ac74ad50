"""Outages beside the documents they touched: the limit runs on, and the finding says so."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import egovdocs
from egovdocs.audit.event_log import read_log
from egovdocs.audit.mapping import load_mapping
from egovdocs.audit.outages import Outages, noted, read_outages
from egovdocs.audit.problems import BadLine
from egovdocs.audit.reading import Input
from egovdocs.cli import main
from egovdocs.policy import Finding

TRANSFER = "long-an/24-2019#d5.k2.b/transfer"
HERE, THERE = "000.00.07.H39", "000.00.08.H39"
DAY = "2020-03-02T{}+07:00"


def case(done: str, arrived: str = "09:30:00") -> dict[str, Any]:
    """Two working hours from 09:30 on a Monday end at 11:30, late from 13:30 on."""
    events = [
        {"type": "arrived", "at": DAY.format(arrived), "channel": "system", "agency": HERE},
        {"type": "transferred", "at": DAY.format(done), "agency": HERE},
    ]
    recipients = [{"id": HERE, "kind": "agency"}]
    return {
        "case": "A",
        "profile": "long-an",
        "document": {"recipients": recipients, "state_secret": False},
        "events": events,
        "observed": {"until": DAY.format("17:00:00")},
    }


def outage(began: str, ended: str | None, agency: str | None = HERE) -> dict[str, Any]:
    who = {} if agency is None else {"agency": agency}
    events = [{"type": "outage-began", "at": DAY.format(began), **who}]
    if ended is not None:
        events.append({"type": "outage-ended", "at": DAY.format(ended), **who})
    return {"case": f"{agency} {began}", "about": "system", "events": events}


def outages(*rows: dict[str, Any]) -> Outages:
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    return read_outages(read_log(Input("down.jsonl", io.BytesIO(text.encode()))))


def transfer(judged: dict[str, Any], down: Outages) -> Finding:
    report = egovdocs.load("long-an").audit(egovdocs.Case.from_json(judged))
    found = {part.rule: part for part in noted(report, down).all_findings()}
    return found[TRANSFER]


# fmt: off
SPANS = [
    # began       ended        agency   down      because
    ("10:00:00",  "11:00:00",  HERE,    3600,     "an hour within the limit"),
    ("10:00:00",  "11:00:00",  None,    3600,     "a system that all share"),
    ("09:00:00",  "10:00:00",  HERE,    1800,     "only what falls into the running time"),
    ("11:00:00",  "14:00:00",  HERE,    1800,     "the office closes at 11:30"),
    ("10:00:00",  None,        HERE,    5400,     "it lasts"),
    ("12:00:00",  "13:00:00",  HERE,    0,        "the office is closed; the system is down"),
]
NO_SPANS = [
    ("10:00:00",  "11:00:00",  THERE,   "another agency"),
    ("08:00:00",  "09:30:00",  HERE,    "over when the document came"),
    ("13:30:00",  "14:00:00",  HERE,    "after the limit had run out"),
]
# fmt: on


class TestNoted:
    @pytest.mark.parametrize(("began", "ended", "agency", "down", "because"), SPANS)
    def test_a_late_transfer_says_when_the_system_was_down(
        self, began: str, ended: str | None, agency: str | None, down: int, because: str
    ) -> None:
        found = transfer(case("14:10:00"), outages(outage(began, ended, agency)))
        assert found.verdict is egovdocs.Verdict.BROKEN
        assert found.facts["outage"] == down, because
        assert found.facts["outage_began"].isoformat() == DAY.format(began)
        assert ("outage_ended" in found.facts) is (ended is not None)
        assert began in found.vi
        assert began in found.en

    @pytest.mark.parametrize(("began", "ended", "agency", "because"), NO_SPANS)
    def test_nothing_is_said_of_other_outages(
        self, began: str, ended: str, agency: str, because: str
    ) -> None:
        found = transfer(case("14:10:00"), outages(outage(began, ended, agency)))
        assert found.verdict is egovdocs.Verdict.BROKEN
        assert "outage" not in found.facts, because

    def test_two_outages_are_added_up_and_no_minute_twice(self) -> None:
        down = outages(
            outage("10:00:00", "10:30:00"),
            outage("11:00:00", "11:10:00"),
            outage("10:15:00", "10:45:00", None),
        )
        found = transfer(case("14:10:00"), down)
        assert found.facts["outage"] == (45 + 10) * 60
        assert found.facts["outage_ended"].isoformat() == DAY.format("11:10:00")

    def test_a_kept_finding_stays_as_it_was(self) -> None:
        found = transfer(case("11:20:00"), outages(outage("10:00:00", "11:00:00")))
        assert found.verdict is egovdocs.Verdict.KEPT
        assert "outage" not in found.facts


class TestReading:
    def test_a_case_that_tells_of_no_outage_is_a_problem(self) -> None:
        text = json.dumps(case("14:10:00")).encode()
        problems: list[BadLine] = []
        found = read_outages(read_log(Input("down.jsonl", io.BytesIO(text))), problems)
        assert found.by_agency == {}
        assert [(part.line, part.reason.code) for part in problems] == [(1, "audit.not-an-outage")]

    def test_a_csv_file_of_outages(self) -> None:
        text = (
            "Mã sự cố;Sự kiện;Thời điểm;Mã đơn vị\n"
            f"SC-1;Khôi phục;02/03/2020 11:00;{HERE}\n"
            f"SC-1;Mất kết nối;02/03/2020 10:00;{HERE}\n"
        )
        log = read_log(Input("down.csv", io.BytesIO(text.encode())), load_mapping("outages"))
        found = transfer(case("14:10:00"), read_outages(log))
        assert found.facts["outage"] == 3600


LOG = (
    "Mã hồ sơ;Thao tác;Thời điểm;Mã đơn vị;Kênh;Lý do;Số, ký hiệu;Ngày văn bản;Loại văn bản;"
    "Trích yếu;Độ khẩn;Hạn xử lý;Mã nơi gửi;Nơi gửi;Mã nơi nhận;Nơi nhận\n"
    f"A;Chuyển xử lý;02/03/2020 14:10;{HERE};;;;;;;;;;;{HERE};\n"
    f"A;Văn bản đến;02/03/2020 09:30;{HERE};Phần mềm;;;;;;;;;;{HERE};\n"
)


class TestCommand:
    def run(self, folder: Path, *more: str) -> int:
        register = files("egovdocs") / "audit" / "mappings" / "register.toml"
        own = register.read_text("utf-8")
        for line in ("document.state_secret", "recipient.kind"):
            own = own.replace(f"# {line}", line)
        (folder / "own.toml").write_text(own, encoding="utf-8")
        (folder / "log.csv").write_text(LOG, encoding="utf-8-sig")
        row = outage("10:00:00", "11:00:00")
        (folder / "down.jsonl").write_text(f"{json.dumps(row)}\n", encoding="utf-8")
        return main(["audit", str(folder / "log.csv"), "--profile", "long-an", *more])

    def test_an_event_log_with_its_outages(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        status = self.run(
            tmp_path, "--mapping", str(tmp_path / "own.toml"),
            "--system", str(tmp_path / "down.jsonl"),
            "--format", "json", "--as-of", DAY.format("17:00:00"),
        )  # fmt: skip
        (line,) = capsys.readouterr().out.splitlines()
        found = {part["rule"]: part for part in json.loads(line)["findings"]}
        assert status == 1
        assert found[TRANSFER]["verdict"] == "broken"
        assert found[TRANSFER]["facts"]["outage"] == 3600

    def test_a_csv_file_without_a_mapping_says_what_it_needs(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(tmp_path) == 2
        assert "--mapping" in capsys.readouterr().err

    def test_a_mapping_that_does_not_exist(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(tmp_path, "--mapping", "registr") == 2
        assert "register" in capsys.readouterr().err
