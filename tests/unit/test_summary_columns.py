"""Answers of an audit by columns added up: the same sums as row by row."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bulk_samples import KNOWN, TRANSFER, moment
from egovdocs.audit.summary.spread import edges
from egovdocs.bulk import audit_parquet
from egovdocs.bulk.problems import NoSuchColumn, NotAnswers, UnreadableParquet
from egovdocs.bulk.summing import Part, summed
from egovdocs.cli import main
from egovdocs.policy import load

CLAUSE = TRANSFER.rpartition("/")[0]
SENT = "vn/28-2018-qd-ttg#d6.k2.s1/sent"
WHEN = pa.timestamp("us", "UTC")
# Wednesday 4 March 2020: within two hours, late, not there; one in April; one of nobody.
ROWS: Sequence[tuple[str, str | None, str, str | None]] = (
    ("A", "H39.1", "2020-03-04T08:00:00", "2020-03-04T09:30:00"),
    ("B", "H39.1", "2020-03-04T08:00:00", "2020-03-04T10:00:01"),
    ("C", "H39.1", "2020-03-04T08:00:00", None),
    ("D", "H39.2", "2020-03-31T17:30:00", "2020-04-01T08:00:00"),
    ("E", None, "2020-03-04T08:00:00", "2020-03-06T08:00:00"),
)


def answers(folder: Path, rows: Sequence[tuple[str, str | None, str, str | None]] = ROWS) -> Path:
    """The answers for rows of case, agency, arrival and transfer."""
    log = pa.table({
        "case": [row[0] for row in rows],
        "agency": pa.array([row[1] for row in rows], pa.string()),
        "arrived": pa.array([moment(row[2]) for row in rows], WHEN),
        "transferred": pa.array([moment(row[3]) for row in rows], WHEN),
    })  # fmt: skip
    pq.write_table(log, folder / "log.parquet")
    policy = load("long-an", national=False)
    audit_parquet(policy, folder / "log.parquet", folder / "answers.parquet", **KNOWN)
    return folder / "answers.parquet"


def of_clause(found: Sequence[Part]) -> Mapping[tuple[str, str], tuple[int, int, int]]:
    return {
        (part.agency, part.month): (part.kept, part.broken, part.undecided)
        for part in found
        if part.clause == CLAUSE
    }


def test_groups_by_agency_and_by_the_month_of_receipt(tmp_path: Path) -> None:
    """D came after hours on 31 March: received in law, and counted, on 1 April."""
    found = summed(answers(tmp_path), edges())

    assert found.rows == 5
    assert of_clause(list(found.groups)) == {
        ("H39.1", "2020-03"): (1, 1, 1),
        ("H39.2", "2020-04"): (1, 0, 0),
        ("", "2020-03"): (0, 1, 0),
    }


def test_delays_with_their_rows(tmp_path: Path) -> None:
    found = summed(answers(tmp_path), edges())

    assert [(each.case, each.late, each.agency) for each in found.delays] == [
        ("E", 46 * 3600, ""),
        ("B", 1, "H39.1"),
    ]
    assert found.delays[1].done == "2020-03-04T10:00:01+07:00"
    assert found.delays[1].until == "2020-03-04T10:00:00+07:00"
    assert found.delays[1].took == 7201
    assert found.delays[0].took == 2 * 8 * 3600


def test_the_number_of_delays_is_kept(tmp_path: Path) -> None:
    assert [each.case for each in summed(answers(tmp_path), edges(), most=1).delays] == ["E"]


def test_many_batches_add_up(tmp_path: Path) -> None:
    """More rows than a batch: counts are exact, quantiles within 1/128."""
    took = [each * 37 % 14_000 for each in range(70_000)]
    start = datetime.fromisoformat("2020-03-04T07:00:00")
    done = [(start + timedelta(seconds=each)).isoformat() for each in took]
    rows = [(act, f"H39.{each % 3}", start.isoformat(), act) for each, act in enumerate(done)]
    path = answers(tmp_path, rows)
    found = list(summed(path, edges()).groups)
    kept = sum(each <= 7200 for each in took)

    assert sum(part.kept for part in found if part.clause == CLAUSE) == kept
    assert sum(part.broken for part in found if part.clause == CLAUSE) == len(took) - kept
    timed = [part for part in found if part.took]
    assert sum(sum(part.took.values()) for part in timed) == len(took)
    row = whole(path)
    assert float(row["median_seconds"]) == pytest.approx(statistics.median(took), rel=1 / 128)


def whole(path: Path) -> dict[str, str]:
    """The first line of the CSV of ``egovdocs summary``."""
    out = path.with_suffix(".csv")

    assert main(["summary", str(path), "--format", "csv", "-o", str(out)]) == 0
    return next(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))


def test_the_command_reads_parquet_and_json_lines_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answers(tmp_path)
    row = whole(path)

    assert (row["kept"], row["broken"], row["undecided"]) == ("2", "2", "1")
    assert main(["summary", str(path), str(tmp_path / "none.jsonl"), "--format", "csv"]) == 2
    assert "all,,,,5,2,2,1" in capsys.readouterr().out


def test_the_column_of_agencies_can_be_named(tmp_path: Path) -> None:
    found = list(summed(answers(tmp_path), edges(), agency="case").groups)

    assert {part.agency for part in found} == {"A", "B", "C", "D", "E"}


def test_what_senders_do_is_counted_for_the_sender(tmp_path: Path) -> None:
    at = moment("2020-03-04T08:00:00")
    log = pa.table({
        "sender": pa.array(["H39.9"]).dictionary_encode(), "agency": ["H39.1"],
        "signed": pa.array([at], WHEN), "published": pa.array([at], WHEN),
        "arrived": pa.array([at], WHEN), "transferred": pa.array([at], WHEN),
    })  # fmt: skip
    pq.write_table(log, tmp_path / "log.parquet")
    target = tmp_path / "answers.parquet"
    audit_parquet(load("long-an", national=True), tmp_path / "log.parquet", target, **KNOWN)
    found = {part.clause: part.agency for part in summed(target, edges()).groups}

    assert found[CLAUSE] == "H39.1"
    assert found[SENT.rpartition("/")[0]] == "H39.9"


# -- input that cannot be used -------------------------------------------------------------


def test_a_log_is_no_answers(tmp_path: Path) -> None:
    answers(tmp_path)

    with pytest.raises(NotAnswers):
        summed(tmp_path / "log.parquet", edges())


def test_a_column_of_agencies_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchColumn):
        summed(answers(tmp_path), edges(), agency="agencie")


def test_words_that_are_no_verdicts(tmp_path: Path) -> None:
    table = pq.read_table(answers(tmp_path))
    place = table.column_names.index(TRANSFER)
    table = table.set_column(place, TRANSFER, pa.array(["fine"] * table.num_rows))
    pq.write_table(table, tmp_path / "odd.parquet")

    with pytest.raises(NotAnswers):
        summed(tmp_path / "odd.parquet", edges())


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (f"due:{TRANSFER}", pa.array([1] * 5)),
        (f"took:{TRANSFER}", pa.array(["1"] * 5)),
        (f"took:{TRANSFER}", pa.array([-1] * 5, pa.duration("s"))),
        ("received", pa.array(["2020"] * 5)),
        ("agency", pa.array([[1]] * 5)),
    ],
)
def test_columns_of_something_else(column: str, values: Any, tmp_path: Path) -> None:
    table = pq.read_table(answers(tmp_path))
    table = table.set_column(table.column_names.index(column), column, values)
    pq.write_table(table, tmp_path / "odd.parquet")

    with pytest.raises((NotAnswers, UnreadableParquet)) as caught:
        summed(tmp_path / "odd.parquet", edges())
    assert "odd.parquet" in str(caught.value)


def test_without_columns_of_events_there_are_shares_and_no_delays(tmp_path: Path) -> None:
    table = pq.read_table(answers(tmp_path))
    pq.write_table(table.drop_columns(["arrived", "transferred"]), tmp_path / "few.parquet")
    found = summed(tmp_path / "few.parquet", edges())

    assert found.delays == []
    assert of_clause(list(found.groups))["H39.1", "2020-03"] == (1, 1, 1)


def damaged(folder: Path, kind: str) -> Path:
    path = answers(folder)
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[:500])
    elif kind == "no rows":
        pq.write_table(pq.read_table(path).slice(0, 0), path)
    else:
        path.unlink()
    return path


@pytest.mark.parametrize("kind", ["empty", "cut", "no rows", "gone"])
def test_damaged_files_are_one_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = damaged(tmp_path, kind)

    with pytest.raises(UnreadableParquet):
        summed(path, edges())
    assert main(["summary", str(path), "--lang", "en"]) == 2
    told: Any = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert told.out == ""
