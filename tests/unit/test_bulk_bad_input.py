"""Files and columns that cannot be judged: one sentence for each, in both languages."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import bulk_samples as samples
import egovdocs
from egovdocs import bulk
from egovdocs.timing import from_us, start_of

POLICY = egovdocs.load("long-an", national=False)
GOOD = samples.table(samples.edges(), ("arrived", "transferred"))
HEAD = "case,arrived,transferred\n"
ROW = "A,2020-03-02T09:00:00+07:00,2020-03-02T11:00:00+07:00\n"
NAIVE = "B,2020-03-02T09:00:00,2020-03-02T11:00:00\n"


def spoken(path: Path, **how: Any) -> tuple[str, str, str]:
    """The code of the one error that a file comes to, and its sentences."""
    with pytest.raises(egovdocs.EgovdocsError) as caught:
        for _ in bulk.audit_file(POLICY, path, **how).batches:
            pass
    error = caught.value
    return error.code, error.message("vi"), error.message("en")


def test_arrow_says_nothing_in_between() -> None:
    """The sample itself is read without a word."""
    assert bulk.audit_table(POLICY, GOOD).num_rows == len(samples.EDGES)


CSV: tuple[tuple[str, str, dict[str, Any], tuple[str, str, str]], ...] = (
    ("mixed zones", HEAD + ROW + NAIVE, {}, (
        "bulk.naive-column",
        "Cột “arrived” không ghi múi giờ; hãy nêu múi giờ, ví dụ zone=\"Asia/Ho_Chi_Minh\".",
        "The column “arrived” has no time zone; name one, such as zone=\"Asia/Ho_Chi_Minh\".")),
    ("mixed zones, one named", HEAD + NAIVE + ROW, {"zone": "Asia/Ho_Chi_Minh"}, (
        "bulk.zone-twice",
        "Đã nêu múi giờ “Asia/Ho_Chi_Minh”, nhưng cột “arrived” có thời điểm mang múi giờ riêng: "
        "“2020-03-02T09:00:00+07:00”.",
        "The zone “Asia/Ho_Chi_Minh” was named, but the column “arrived” has an instant with its "
        "own: “2020-03-02T09:00:00+07:00”.")),
    ("a zone that does not exist", HEAD + NAIVE, {"zone": "Asia/Nowhere"}, (
        "bulk.unknown-zone",
        "Không đọc được cột “arrived” theo múi giờ “Asia/Nowhere”.",
        "The column “arrived” cannot be read in the zone “Asia/Nowhere”.")),
    ("wrong names", "arived,b\n", {}, (
        "bulk.no-event-columns",
        "Không cột nào mang tên một loại sự kiện (có: arived, b); gần nhất là “arrived”.",
        "No column is named after an event type (there are: arived, b); "
        "the closest is “arrived”.")),
    ("a wrong name", HEAD + ROW, {"columns": {"arrived": "arived"}}, (
        "bulk.no-such-column",
        "Bảng không có cột “arived”; cột gần nhất là “arrived”.",
        "The table has no column “arived”; the closest is “arrived”.")),
    ("another engine", HEAD + ROW, {"engine": "polars"}, (
        "bulk.engine-reads-no-csv",
        "Với “polars” chỉ đọc Parquet; tệp CSV “{path}” được đọc bằng “arrow”.",
        "With “polars” only Parquet is read; read the CSV file “{path}” with “arrow”.")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "how", "said"), [row[1:] for row in CSV],
                         ids=[row[0] for row in CSV])  # fmt: skip
def test_csv_is_refused(
    tmp_path: Path, text: str, how: dict[str, Any], said: tuple[str, str, str]
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")

    assert spoken(path, **how) == tuple(part.format(path=path) for part in said)


@pytest.mark.parametrize(
    "raw",
    [b"", (HEAD + "A,not an instant,\n").encode(), (HEAD + "A\n").encode(), b"\xff\xfe\x00,"],
    ids=["empty", "no instant", "too few columns", "binary"],
)
def test_csv_that_is_none(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(raw)
    code, vi, en = spoken(path)

    assert code in ("bulk.unreadable-csv", "bulk.no-event-columns")
    assert vi.startswith(("Không đọc được tệp CSV", "Không cột nào"))
    assert en.startswith(("The CSV file", "No column"))


def test_csv_cut_short_in_its_compression(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress((HEAD + ROW * 5000).encode())[:-40])

    assert spoken(path)[0] == "bulk.unreadable-csv"


@pytest.mark.parametrize("engine", ["arrow", "polars", "duckdb"])
@pytest.mark.parametrize("kept", [None, 0, 100, -1])
def test_parquet_that_is_missing_empty_or_cut_short(
    tmp_path: Path, engine: str, kept: int | None
) -> None:
    path = tmp_path / "log.parquet"
    if kept is not None:
        pq.write_table(GOOD, path)
        path.write_bytes(path.read_bytes()[:kept])
    code, vi, en = spoken(path, engine=engine)

    assert code == "bulk.unreadable-parquet"
    assert vi.startswith(f"Không đọc được tệp Parquet “{path}”: ")
    assert en.startswith(f"The Parquet file “{path}” cannot be read: ")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_an_engine_that_meets_damaged_pages_says_where(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "log.parquet"
    pq.write_table(GOOD.take([0] * 5000), path, compression="gzip", use_dictionary=False)
    raw = path.read_bytes()
    path.write_bytes(raw[:4] + bytes(200) + raw[204:])
    code, vi, en = spoken(path, engine=engine)

    assert code == "bulk.engine-failed"
    assert vi.startswith(f"“{engine}” dừng giữa chừng khi đọc “{path}”: ")
    assert en.startswith(f"“{engine}” stopped while reading “{path}”: ")


def test_nulls_and_years_out_of_range_are_undecided_and_counted() -> None:
    from egovdocs.bulk.findings import RowTally, findings

    edges = [start_of(date(1976, 1, 1)) - 1, start_of(date(2100, 1, 1))]
    rows: list[samples.Row] = [{"arrived": from_us(us)} for us in edges]
    log = samples.table([*rows, {}, *samples.edges()[:1]], ("arrived", "transferred"))
    [batch] = bulk.audit_table(POLICY, log, **samples.KNOWN).to_batches()
    tally = RowTally([samples.TRANSFER])
    tally.add(batch)

    assert (tally.rows, tally.outside, tally.unreceived) == (4, 2, 3)
    assert tally.counts[samples.TRANSFER, "undecided"] == 3
    assert tally.listed[samples.TRANSFER, "undecided"] == [1, 2, 3]
    told = list(findings(batch, [samples.TRANSFER], 0))
    assert [(row["row"], row.get("out_of_range", False)) for row in told] == [
        (1, True), (2, True), (3, False),
    ]  # fmt: skip


def test_csv_as_parquet(tmp_path: Path) -> None:
    """Text stays text, wall clocks are read in the zone that is named."""
    path = tmp_path / "log.csv"
    path.write_text(f"case,số,arrived,transferred\n007,,{NAIVE[2:]}", encoding="utf-8")
    answers = bulk.audit_file(POLICY, path, zone="Asia/Ho_Chi_Minh", **samples.KNOWN)
    [row] = pa.Table.from_batches(answers.batches, answers.schema).to_pylist()

    assert (row["case"], row["số"], row[samples.TRANSFER]) == ("007", "", "kept")
