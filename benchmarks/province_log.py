"""
The log of a province's year, made up with a seed: as Parquet, and as JSON Lines.

Documents of eight events between the agencies of one province, mostly within working time,
with the delays of people; a few acts are missing, and a few agencies are slow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
WHEN = pa.timestamp("us", VN.key)
WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("case", pa.string()), ("sender", WORD), ("agency", WORD), *((name, WHEN) for name in EVENTS)]
)


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
