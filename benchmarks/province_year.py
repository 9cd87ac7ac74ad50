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
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import egovdocs
from egovdocs.timing import HOUR_US, VN

SEED = 2024
YEAR = 2024
PROFILE = "long-an"
LEVEL = "H39"
AGENCIES = 220  # departments, districts and communes that exchange documents
SLOW = 7  # every so-manieth of them takes three times as long
CHUNK = 1 << 18
EAST_US = 7 * HOUR_US
MINUTE_US = 60_000_000
EVENTS = (
    "signed", "registered-out", "published", "acknowledged",
    "arrived", "registered-in", "transferred", "completed",
)  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "state_secret": False, "kind": "Công văn", "normative": False, "purposes": [],
    "on_paper_list": False,
}  # fmt: skip
RECIPIENT: dict[str, Any] = {"kind": "agency", "on_system": True, "lacks": []}
OBSERVED: dict[str, Any] = {
    "until": f"{YEAR + 1}-02-28T17:00:00+07:00",
    "types": ["refused", "declined", "recalled", "registered-in", "transferred", "paper-sent"],
}
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "province-year.md"
BEGIN, END = "<!-- province-year:begin -->", "<!-- province-year:end -->"
WHEN = pa.timestamp("us", VN.key)
WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("case", pa.string()), ("sender", WORD), ("agency", WORD), *((name, WHEN) for name in EVENTS)]
)


# -- the log -------------------------------------------------------------------------------


class Clock(NamedTuple):
    """Working time of a year and a bit: where its sessions begin and end, and how much passed."""

    starts: Any
    ends: Any
    passed: Any

    def at(self, worked: Any) -> Any:
        """The instant, in Vietnam, when so much working time has passed."""
        place = np.searchsorted(self.passed, worked, side="right") - 1
        return self.starts[place] + worked - self.passed[place]

    def worked(self, at: Any) -> Any:
        """How much working time has passed by an instant."""
        place = np.searchsorted(self.starts, at, side="right") - 1
        return self.passed[place] + np.minimum(at, self.ends[place]) - self.starts[place]


def clock() -> Clock:
    """The working time of the profile, from the year's first day on."""
    calendar = egovdocs.load(PROFILE).calendar
    days = (date(YEAR, 1, 1) + timedelta(days=count) for count in range(420))
    spans = np.array([span for day in days for span in calendar.spans_on(day)])
    lengths = spans[:, 1] - spans[:, 0]
    return Clock(spans[:, 0], spans[:, 1], np.cumsum(lengths) - lengths)


def chunks(documents: int) -> Iterator[Any]:
    """The log, table by table, in the order of signing."""
    dice, hours = np.random.default_rng(SEED), clock()
    names = pa.array([f"{LEVEL}.{number:03}" for number in range(1, AGENCIES + 1)])
    year = int(hours.worked(hours.starts[0] + 366 * 24 * HOUR_US))
    for first in range(0, documents, CHUNK):
        size = min(CHUNK, documents - first)
        span = (first / documents * year, (first + size) / documents * year)
        signed = hours.at(np.sort(dice.uniform(*span, size)).astype(np.int64))
        yield _table(dice, hours, names, first, signed)


def _table(dice: Any, hours: Clock, names: Any, first: int, signed: Any) -> Any:
    size = len(signed)
    sender = dice.zipf(1.3, size) % AGENCIES
    agency = dice.integers(0, AGENCIES, size)
    at = _instants(dice, hours, signed, np.where(agency % SLOW == 0, 3.0, 1.0))
    columns = [
        pa.array([f"{YEAR}-{number:07}" for number in range(first + 1, first + size + 1)]),
        *(
            pa.DictionaryArray.from_arrays(pa.array(part, pa.int32()), names)
            for part in (sender, agency)
        ),
        *(_column(at[name], dice, _MISSING.get(name, 0.0)) for name in EVENTS),
    ]
    return pa.table(columns, schema=SCHEMA)


_MISSING = {"registered-in": 0.004, "transferred": 0.003, "completed": 0.05}


def _instants(dice: Any, hours: Clock, signed: Any, slow: Any) -> dict[str, Any]:
    """The eight events, in Vietnam, in microseconds; delays are log-normal."""
    size = len(signed)

    def after(worked: Any, minutes: float, sigma: float, factor: Any = 1.0) -> Any:
        return worked + dice.lognormal(np.log(minutes * MINUTE_US), sigma, size) * factor

    def seconds(low: int, high: int) -> Any:
        return dice.integers(low * 1_000_000, high * 1_000_000, size)

    evening = dice.random(size) < 0.03  # sent after hours, from home
    begun = hours.worked(signed)
    numbered = after(begun, 8, 0.9)
    issued = after(numbered, 12, 1.1)
    published = hours.at(issued.astype(np.int64)) + evening * seconds(6 * 3600, 8 * 3600)
    arrived = published + seconds(2, 40)
    entered = hours.worked(arrived)
    booked = after(entered, 18, 0.9, slow)
    passed = after(booked, 16, 0.9, slow)
    done = after(passed, 900, 1.0, slow)
    return {
        "signed": signed,
        "registered-out": hours.at(numbered.astype(np.int64)),
        "published": published,
        "acknowledged": published + seconds(1, 30),
        "arrived": arrived,
        "registered-in": np.maximum(hours.at(booked.astype(np.int64)), arrived),
        "transferred": np.maximum(hours.at(passed.astype(np.int64)), arrived),
        "completed": np.maximum(
            hours.at(np.minimum(done, hours.passed[-1]).astype(np.int64)), arrived
        ),
    }


def _column(east: Any, dice: Any, missing: float) -> Any:
    mask = dice.random(len(east)) < missing if missing else None
    return pa.array(east - EAST_US, pa.int64(), mask=mask).view(WHEN)


def write_log(path: Path, documents: int) -> None:
    """Write the log as Parquet."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for table in chunks(documents):
            writer.write_table(table)


def write_cases(path: Path, log: Path, cases: int) -> int:
    """Write documents of the log, evenly spread, as JSON Lines; return how many."""
    rows = pq.ParquetFile(log).metadata.num_rows
    every = max(rows // max(cases, 1), 1)
    with path.open("w", encoding="utf-8") as out:
        written = first = 0
        for batch in pq.ParquetFile(log).iter_batches(batch_size=CHUNK):
            some = batch.take(pa.array(range(-first % every, batch.num_rows, every)))
            first += batch.num_rows
            for row in some.to_pylist()[: cases - written]:
                out.write(json.dumps(_case(row), ensure_ascii=False) + "\n")
                written += 1
    return written


def _case(row: Mapping[str, Any]) -> dict[str, Any]:
    own = {"registered-in", "arrived", "transferred", "completed"}
    sending = {"published", "arrived"}
    events = [
        {"type": name, "at": row[name].isoformat()}
        | ({"agency": row["agency"]} if name in own else {})
        | ({"channel": "system"} if name in sending else {})
        for name in EVENTS
        if row[name] is not None
    ]
    document = {
        **DOCUMENT,
        "sender": {"id": row["sender"], "kind": "agency"},
        "recipients": [{"id": row["agency"], **RECIPIENT}],
    }
    return {
        "case": row["case"], "profile": PROFILE, "document": document,
        "events": events, "observed": OBSERVED,
    }  # fmt: skip


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
    return [*_told(documents, log, made, load), *_steps(steps), "", *_figures(sums)]


def _constants() -> Iterator[str]:
    """What holds for every document, as TOML; values are written as JSON, which TOML reads."""
    for name, table in (("document", DOCUMENT), ("recipient", RECIPIENT), ("observed", OBSERVED)):
        yield f"[{name}]"
        yield from (f"{key} = {json.dumps(value)}" for key, value in table.items())


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
    print("\n".join(said))
    if given.write:
        told = f"--documents {given.documents:_} --cases {given.cases}"
        write_page(said, f"python -m benchmarks.province_year {told} --write")


if __name__ == "__main__":
    main()
