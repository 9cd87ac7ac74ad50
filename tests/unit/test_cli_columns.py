"""The command `egovdocs audit LOG.parquet`: what it prints, writes, and its status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet as pq
import pytest

import bulk_samples as samples
from egovdocs.cli import main
from egovdocs.cli.columns import bar

CONSTANTS = """
[document]
state_secret = false

[recipient]
kind = "agency"

[observed]
until = 2026-01-01T00:00:00+07:00
types = ["refused", "declined", "recalled"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = samples.table(samples.edges())
    pq.write_table(log, tmp_path / "log.parquet")
    pyarrow.csv.write_csv(log, tmp_path / "log.csv")
    (tmp_path / "same.toml").write_text(CONSTANTS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *more: str, log: str = "log.parquet") -> int:
    known = ("--profile", "long-an", "--no-national", "--constants", str(folder / "same.toml"))
    return main(["audit", str(folder / log), *known, *more])


@pytest.mark.parametrize(
    ("log", "options"),
    [
        ("log.parquet", ()), ("log.parquet", ("--engine", "polars")),
        ("log.parquet", ("--engine", "duckdb")), ("log.csv", ("--engine", "arrow")),
    ],
)  # fmt: skip
def test_every_engine_prints_the_sums(
    folder: Path, capsys: pytest.CaptureFixture[str], log: str, options: Sequence[str]
) -> None:
    """The rows are those of the table of edges, counted by hand."""
    assert run(folder, *options, "--lang", "en", log=log) == 1
    assert capsys.readouterr().out.splitlines() == [
        "long-an/24-2019#d5.k1.d/notice  not applicable  18",
        f"{samples.TRANSFER}  broken  6  (rows 3, 8, 10, 12, 15, 17)",
        f"{samples.TRANSFER}  undecided  1  (rows 18)",
        f"{samples.TRANSFER}  kept  11",
        "18 rows",
    ]


def test_findings_as_json_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--format", "json") == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [row["row"] for row in told] == [3, 8, 10, 12, 15, 17, 18]
    assert told[0] == {
        "row": 3, "rule": samples.TRANSFER, "verdict": "broken",
        "received": "2020-03-02T13:30:00+07:00", "due": "2020-03-02T15:30:00+07:00",
        "late_after": "2020-03-02T15:30:00+07:00", "took_seconds": 7200,
    }  # fmt: skip
    assert run(folder, "--format", "json", "--all", "-o", str(folder / "all.jsonl")) == 1
    assert len((folder / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 2 * 18


@pytest.mark.parametrize("engine", ["arrow", "polars", "duckdb"])
def test_answers_as_parquet(folder: Path, capsys: pytest.CaptureFixture[str], engine: str) -> None:
    out = folder / "answers.parquet"
    assert run(folder, "--engine", engine, "-o", str(out), "--lang", "vi") == 1
    told = pq.read_table(out)

    assert told.column(samples.TRANSFER).to_pylist().count("broken") == 6
    assert told.column_names[:4] == ["arrived", "transferred", "refused", "received"]
    assert capsys.readouterr().out.splitlines()[-1] == "18 dòng"


def test_undecided_makes_a_strict_audit_fail(folder: Path) -> None:
    """The last row alone: arrived, and nothing else known."""
    pq.write_table(samples.table(samples.edges()[-1:]), folder / "last.parquet")

    assert run(folder, log="last.parquet") == 0
    assert run(folder, "--strict", log="last.parquet") == 1


REFUSED = (
    (("--format", "html"), "cli.not-by-columns", "Columns are audited without --format html."),
    (("--accept", "x.toml"), "cli.not-by-columns", "Columns are audited without --accept."),
    (("--column", "arrived"), "cli.bad-column", "“arrived” is not of the form EVENT=COLUMN."),
    (("--column", "arrived=arrivd"), "bulk.no-such-column",
     "The table has no column “arrivd”; the closest is “arrived”."),
)  # fmt: skip


@pytest.mark.parametrize(("options", "code", "said"), REFUSED)
def test_what_cannot_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: str, said: str
) -> None:
    assert run(folder, *options) == 2
    assert said in capsys.readouterr().err, code


def test_a_profile_and_one_log_are_needed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = str(folder / "log.parquet")

    assert main(["audit", log]) == 2
    assert main(["audit", log, log, "--profile", "long-an"]) == 2
    told = capsys.readouterr().err
    assert "which needs --profile" in told
    assert "One log in columns is audited at a time, not 2." in told


def test_a_log_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "log.parquet").read_bytes()

    assert run(folder, "-o", str(folder / "log.parquet")) == 2
    assert run(folder, "--format", "json", "-o", str(folder / "same.toml")) == 2
    assert (folder / "log.parquet").read_bytes() == before
    assert "it is not overwritten" in capsys.readouterr().err


def test_the_bar_says_how_far_it_is() -> None:
    assert bar(500, 1000) == f"[{'#' * 15}{'.' * 15}]  50 %  500"
    assert bar(65536, None) == "65,536 ..."
