"""
A province's year, made up and audited: from a log in Parquet to the page that managers read.

The log is drawn with a seed: documents of eight events (signed, registered-out, published,
acknowledged, arrived, registered-in, transferred, completed) between the agencies of one
province, mostly within working time, with the delays of people; a few acts are missing, and
a few agencies are slow.  It is audited with ``egovdocs audit LOG.parquet`` (Arrow), summed with
``egovdocs summary``; time and peak memory are those of each process.  A sample goes through
JSON Lines and the audit of cases as well.

    python -m benchmarks.province_year [--documents 3_000_000] [--cases 500] [--write]

With ``--write`` the figures go into docs/explanation/province-year.md.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.province_log import (
    AGENCIES,
    DOCUMENT,
    EVENTS,
    OBSERVED,
    PROFILE,
    RECIPIENT,
    SEED,
    YEAR,
    write_cases,
    write_log,
)

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "province-year.md"
PICTURE = PAGE.with_suffix(".png")
BEGIN, END = "<!-- province-year:begin -->", "<!-- province-year:end -->"


# -- the run -------------------------------------------------------------------------------


class Ran(NamedTuple):
    """One process: seconds by the clock, seconds of the processor, peak memory in bytes."""

    wall: float
    processor: float
    peak: int


# A process counts the memory of the one that started it, so a small one does: it runs the
# command without its output, and prints the exit status and what was used.
_LAUNCH = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawn(sys.executable, sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def ran(*command: str) -> Ran:
    """Run the command in a process of its own; of ``audit``, status 1 is an answer."""
    argv = [sys.executable, "-m", "egovdocs", *command]
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCH, *argv], stdout=subprocess.PIPE, text=True, check=True
    )
    wall = time.perf_counter() - begun
    status, processor, peak = done.stdout.split()
    if int(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {status}")
    return Ran(wall, float(processor), int(peak) * 1024)


def run(folder: Path, documents: int, cases: int) -> list[str]:
    """Make the log, audit it, sum it; what there is to say of it."""
    log, answers = folder / "log.parquet", folder / "answers.parquet"
    constants, page = folder / "constants.toml", folder / "summary.html"
    sums, found = folder / "summary.csv", folder / "findings.jsonl"
    constants.write_text("\n".join(_constants()), encoding="utf-8")
    load = os.getloadavg()[0]
    begun = time.perf_counter()
    write_log(log, documents)
    made = time.perf_counter() - begun
    audit = ran("audit", str(log), "--profile", PROFILE, "--constants", str(constants),
                "-o", str(answers))  # fmt: skip
    summary = ran("summary", str(answers), "--format", "html", "-o", str(page))
    ran("summary", str(answers), "--format", "csv", "-o", str(sums))
    written = write_cases(folder / "cases.jsonl", log, cases)
    scalar = ran(
        "audit", str(folder / "cases.jsonl"), "--format", "json", "--all", "-o", str(found)
    )
    added = ran("summary", str(found), "--format", "csv", "-o", str(folder / "cases.csv"))
    steps: list[tuple[str, int, Ran, Path]] = [
        ("`egovdocs audit LOG.parquet -o ANSWERS.parquet`", documents, audit, answers),
        ("`egovdocs summary ANSWERS.parquet --format html`", documents, summary, page),
        ("`egovdocs audit CASES.jsonl --format json --all`", written, scalar, found),
        ("`egovdocs summary FINDINGS.jsonl --format csv`", written, added, folder / "cases.csv"),
    ]
    told = (*_told(documents, log, made, load), *_steps(steps), "")
    return [*told, alike(answers, found), "", *_figures(sums)]


def _constants() -> Iterator[str]:
    """What holds for every document, as TOML; values are written as JSON, which TOML reads."""
    for name, table in (("document", DOCUMENT), ("recipient", RECIPIENT), ("observed", OBSERVED)):
        yield f"[{name}]"
        yield from (f"{key} = {json.dumps(value)}" for key, value in table.items())


def alike(answers: Path, found: Path) -> str:
    """Compare what columns and cases say of the sample, rule by rule; a difference ends it."""
    told: dict[str, dict[str, str]] = {}
    with found.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            told[line["case"]] = {each["rule"]: each["verdict"] for each in line["findings"]}
    file = pq.ParquetFile(answers)
    rules = [name for name in file.schema_arrow.names if "#" in name and ":" not in name]
    compared = 0
    for batch in file.iter_batches(columns=["case", *rules]):
        mine = pc.is_in(batch.column("case"), value_set=pa.array(list(told)))
        for row in batch.filter(mine).to_pylist():
            case = told[row.pop("case")]
            assert row == {rule: case[rule] for rule in rules}, row
            compared += len(rules)
    return (
        f"Mẫu {len(told):,} vụ việc × {len(rules)} quy tắc có cột: {compared:,} kết luận theo cột "
        f"giống hệt kết luận từng vụ việc · all {compared:,} verdicts by columns of the sample "
        "are those of the cases."
    )


def _told(documents: int, log: Path, made: float, load: float) -> Iterator[str]:
    yield f"Máy · Machine: {hardware()}; tải lúc bắt đầu · load at the start: {load:.1f}."
    yield ""
    yield (
        f"Nhật ký · Log: {documents:,} văn bản · documents × {len(EVENTS)} sự kiện · events = "
        f"{documents * len(EVENTS):,}; {log.stat().st_size / 1e6:,.0f} MB Parquet, "
        f"{AGENCIES} cơ quan · agencies, {YEAR}, `{PROFILE}`, seed {SEED}; "
        f"made in {made:,.0f} s."
    )
    yield ""


def _steps(steps: Sequence[tuple[str, int, Ran, Path]]) -> Iterator[str]:
    yield (
        "| Bước · Step | Văn bản · Documents | Giây · Seconds | Giây CPU · CPU seconds "
        "| Bộ nhớ đỉnh · Peak memory | Văn bản/giây · Documents a second | Ghi ra · Written |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, count, cost, out in steps:
        yield (
            f"| {name} | {count:,} | {cost.wall:,.1f} | {cost.processor:,.1f} "
            f"| {cost.peak / 1e6:,.0f} MB | {count / cost.wall:,.0f} "
            f"| {out.stat().st_size / 1e6:,.1f} MB |"
        )


def _figures(sums: Path) -> Iterator[str]:
    """The key figures of the summary: everything, the clauses, the months."""
    with sums.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    yield (
        "| Theo · By | Đúng/đã kết luận · Kept of decided | Đúng · Kept | Trái · Broken "
        "| Chưa rõ · Undecided | Trung vị, phút · Median, minutes | 95%, phút · minutes |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    wanted = [row for row in rows if row["by"] in ("all", "clause", "month")]
    for row in wanted:
        name = row["clause"] or row["month"] or "tất cả · all"
        yield (
            f"| {name} | {_percent(row['share_kept'])} | {int(row['kept']):,} "
            f"| {int(row['broken']):,} | {int(row['undecided']):,} "
            f"| {_minutes(row['median_seconds'])} | {_minutes(row['p95_seconds'])} |"
        )
    yield ""
    latest = [row for row in rows if row["by"] == "delay"][:3]
    for row in latest:
        yield (
            f"- {row['case']}, {row['agency']}, `{row['clause']}`: "
            f"{int(row['late_seconds']) / 86400:.1f} ngày chậm · days late"
        )


def _percent(share: str) -> str:
    """Rounded down: less than all is never shown as all."""
    return f"{int(float(share) * 10_000 + 1e-6) / 100:.2f}%" if share else "–"


def _minutes(seconds: str) -> str:
    return f"{float(seconds) / 60:,.0f}" if seconds else "–"


def hardware() -> str:
    """The processor, and how many of it."""
    told = Path("/proc/cpuinfo")
    named = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in named if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    return (
        f"{os.cpu_count()} × {model}, Python {platform.python_version()}, pyarrow {pa.__version__}"
    )


def write_page(said: Sequence[str], command: str) -> None:
    """Put the figures between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    body = "\n".join((f"Lệnh đã chạy · What was run: `{command}`", "", *said))
    PAGE.write_text(f"{head}{BEGIN}\n{body}\n{END}{tail}", encoding="utf-8")


def take_picture(page: Path) -> None:
    """Take the picture of the summary that the page shows; only where there is Chromium."""
    browser = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not browser:
        print("no Chromium: the picture is that of an earlier run", file=sys.stderr)
        return
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    size = ("--window-size=1100,1500", f"--screenshot={PICTURE}")
    subprocess.run([browser, *quiet, *size, page.resolve().as_uri()], check=True, timeout=120,
                   capture_output=True)  # fmt: skip


def arguments() -> Namespace:
    """What the command line says."""
    parser = ArgumentParser(description=__doc__.partition("\n\n")[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=3_000_000)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Run it, print what it cost and what was found."""
    given = arguments()
    with tempfile.TemporaryDirectory() as own:
        folder = given.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        said = run(folder, given.documents, given.cases)
        if given.write:
            take_picture(folder / "summary.html")
    print("\n".join(said))
    if given.write:
        told = f"--documents {given.documents:_} --cases {given.cases}"
        write_page(said, f"python -m benchmarks.province_year {told} --write")


if __name__ == "__main__":
    main()
