"""The command `egovdocs audit`, as it is typed: what it prints, where, and its status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from egovdocs.cli import main

CLERK = "000.00.07.H39"
LIMIT = "long-an/24-2019#d5.k2.b"
DAY = "2020-03-02T{}+07:00"


def case(name: str, passed_on: str | None, watched: str | None = "17:00:00") -> dict[str, Any]:
    """A document that arrived on Monday 2 March 2020 at 09:00; due at 11:00."""
    events = [{"type": "arrived", "at": DAY.format("09:00:00"), "agency": CLERK,
               "channel": "system"}]  # fmt: skip
    if passed_on:
        events.append({"type": "transferred", "at": DAY.format(passed_on), "agency": CLERK})
    found: dict[str, Any] = {
        "case": name,
        "profile": "long-an",
        "document": {"state_secret": False, "recipients": [{"id": CLERK, "kind": "agency"}]},
        "events": events,
    }
    return found | ({"observed": {"until": DAY.format(watched)}} if watched else {})


def log(folder: Path, *rows: dict[str, Any] | str, name: str = "log.jsonl") -> str:
    path = folder / name
    written = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(written), encoding="utf-8")
    return str(path)


KEPT, LATE = case("KEPT", "11:00:00"), case("LATE", "11:00:01")
LOST, UNSEEN = KEPT | {"profile": "nowhere"}, case("UNSEEN", None, None)
ACCEPTED = f"""
[[accept]]
rule = "{LIMIT}/transfer"
scope = "*"
reason = "máy chủ hỏng"
until = 2020-03-02
"""

# fmt: off
STATUSES = [
    # rows                options                               status, because
    ([KEPT],              [],                                   0, "nothing broken"),
    ([KEPT, LATE],        [],                                   1, "one is late"),
    ([LATE, "{"],         [],                                   2, "unusable wins"),
    ([],                  [],                                   2, "an empty file"),
    ([LOST],              [],                                   2, "no such profile"),
    ([LOST],              ["--profile", "long-an"],             0, "the command's goes first"),
    ([KEPT],              ["--profile", "nowhere"],             2, "no such profile"),
    ([KEPT],              ["--strict"],                         1, "some is undecided"),
    ([UNSEEN],            ["--as-of", DAY.format("17:00:00")],  1, "never passed on"),
    ([LATE],              ["--no-assumed"],                     0, "the hours are assumed"),
    ([KEPT],              ["--as-of", "2020-03-02"],            2, "a day is no instant"),
    ([KEPT, LATE, KEPT],  [],                                   1, "not adjacent"),
    ([KEPT, LATE, KEPT],  ["--check-duplicates"],               2, "the id is repeated"),
]
# fmt: on


@pytest.mark.parametrize(("rows", "options", "status", "because"), STATUSES)
def test_status(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[Any],
    options: list[str],
    status: int,
    because: str,
) -> None:
    assert main(["audit", log(tmp_path, *rows), *options]) == status, because
    assert "Traceback" not in capsys.readouterr().err


def test_accepted_findings_change_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = tmp_path / "accepted.toml"
    accepted.write_text(ACCEPTED, encoding="utf-8")

    assert main(["audit", log(tmp_path, LATE), "--accept", str(accepted)]) == 0
    assert "máy chủ hỏng" in capsys.readouterr().out


def test_a_list_of_accepted_findings_with_a_fault_stops_before_anything_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = tmp_path / "accepted.toml"
    accepted.write_text("[[accept]]\nrules = 'x'", encoding="utf-8")

    assert main(["audit", log(tmp_path, LATE), "--accept", str(accepted)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "“rules”" in err


def test_problems_go_to_standard_error_and_the_rest_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = log(tmp_path, "{", LATE)

    main(["audit", file, str(tmp_path / "missing.jsonl"), str(tmp_path)])

    out, err = capsys.readouterr()
    assert f"LATE  trái  {LIMIT}" in out
    assert "3 dòng hoặc tệp không dùng được" in out
    problems = err.splitlines()
    assert problems[0].startswith(f"{file}, dòng 1: ")
    assert len(problems) == 3


def test_as_json_problems_are_json_lines_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", log(tmp_path, "{", LATE), "--format", "json"])

    out, err = capsys.readouterr()
    assert json.loads(out)["case"] == "LATE"
    problem = json.loads(err)
    assert (problem["line"], problem["code"]) == (1, "audit.not-json")


def test_everything_is_printed_where_all_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", log(tmp_path, KEPT), "--format", "json", "--all"])

    found = json.loads(capsys.readouterr().out)
    assert {each["verdict"] for each in found["findings"]} >= {"kept", "not-applicable"}


def test_csv_and_a_page_are_written_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, page = tmp_path / "out.csv", tmp_path / "out.html"
    file = log(tmp_path, LATE)

    assert main(["audit", file, "--format", "csv", "-o", str(table)]) == 1
    assert main(["audit", file, "--format", "html", "-o", str(page)]) == 1

    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert {"LATE"} == {row["case"] for row in rows}
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    assert capsys.readouterr().out == ""


def test_an_input_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = log(tmp_path, LATE)
    before = Path(file).read_bytes()

    assert main(["audit", file, "-o", file]) == 2
    assert Path(file).read_bytes() == before
    assert "không ghi đè" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "no" / "out.txt")

    assert main(["audit", log(tmp_path, LATE), "-o", nowhere]) == 2
    assert nowhere[:20] in capsys.readouterr().err


def test_a_receipt_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "receipt.json"

    status = main(["audit", log(tmp_path, LATE), "--receipt", str(written), "--strict"])

    found = json.loads(written.read_text(encoding="utf-8"))
    assert found["status"] == status == 1
    assert found["options"]["strict"] is True
    assert found["inputs"][0]["file"].endswith("log.jsonl")
    assert capsys.readouterr().err == ""


def command(*arguments: str, given: bytes = b"", **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "egovdocs", *arguments], input=given, capture_output=True, **more
    )


def test_cases_are_read_from_standard_input() -> None:
    done = command("audit", "-", "--lang", "en", given=json.dumps(LATE).encode())

    assert done.returncode == 1
    assert f"LATE  broken  {LIMIT}".encode() in done.stdout
    assert done.stderr == b"", "no progress where nobody watches"


def test_output_is_utf8_whatever_the_locale() -> None:
    latin = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}

    done = command("audit", "-", given=json.dumps(LATE).encode(), env=latin)

    assert "vụ việc đã xét" in done.stdout.decode("utf-8")


def test_nobody_reading_is_no_traceback() -> None:
    rows = "\n".join(json.dumps(case(f"L{number}", "11:00:01")) for number in range(400))
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "egovdocs", "audit", "-"],
            input=rows.encode(), stdout=out, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip

    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interruption_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("egovdocs.cli.auditing.command", interrupted)

    assert main(["audit", log(tmp_path, LATE)]) == 130
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_progress_is_told_where_somebody_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [case(f"K{number}", "11:00:00") for number in range(1000)]
    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)

    assert main(["audit", log(tmp_path, *rows), "--format", "json"]) == 0

    assert watched.getvalue().startswith("\r1000 ...")
    assert len(capsys.readouterr().out.splitlines()) == 1000


@pytest.mark.parametrize("name", ["nowhere/receipt.json", "."])
def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_judged(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"case": "A", "profile": "long-an"}\n', encoding="utf-8")

    assert main(["audit", str(log), "--receipt", str(tmp_path / name)]) == 2
    assert capsys.readouterr().out == ""
