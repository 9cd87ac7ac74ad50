"""Tables by slot: the same answers as judging a group of rows, on edges and off them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import attrs
import pyarrow as pa
import pytest

import egovdocs
from egovdocs import bulk
from egovdocs.bulk import rows as judging
from egovdocs.policy import Policy
from egovdocs.record import Document, Observed, Party
from egovdocs.timing import VN

END = datetime(2026, 1, 1, tzinfo=VN)
PLAIN = Document(state_secret=False, recipients=(Party(kind="agency"),))
STOPS = ("refused", "declined", "recalled")
OBSERVED = {
    "nothing": None,
    "stops": Observed(END, STOPS),
    "all": Observed(datetime(2024, 5, 6, 10, tzinfo=VN)),
}
# Tết 2024, the Saturday made up for on 4 May 2024, lunch, closing, the ends of years and of laws.
DAYS = (
    "2018-12-31", "2019-06-30", "2019-07-01", "2020-03-02", "2020-03-05", "2022-02-17",
    "2022-02-18", "2024-02-07", "2024-02-08", "2024-02-14", "2024-04-29", "2024-05-03",
    "2024-05-04", "2024-12-31", "2025-06-30", "2025-12-31",
)  # fmt: skip
MARKS = ("00:00", "07:00", "09:00", "09:30", "10:10", "11:30", "12:00", "13:30", "15:00", "17:00",
         "23:59")  # fmt: skip
EVENTS = ("published", "arrived", "transferred", "refused", "registered-in")


def log(seed: int, count: int, events: tuple[str, ...] = EVENTS) -> pa.Table:
    """Rows that begin on days and marks that matter, a third of the instants missing."""
    dice, rows = random.Random(seed), []
    for _ in range(count):
        start = datetime.fromisoformat(f"{dice.choice(DAYS)}T{dice.choice(MARKS)}:00+07:00")
        rows.append(
            {
                name: start
                + timedelta(minutes=10 * dice.randrange(300), microseconds=dice.choice((-1, 0, 1)))
                for name in events
                if dice.random() < 0.7
            }
        )
    kind = pa.timestamp("us", "UTC")
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name in events})


def both_ways(
    monkeypatch: pytest.MonkeyPatch, policy: Policy, table: pa.Table, **how: Any
) -> tuple[pa.Table, pa.Table]:
    """The answers with tables for every pattern, and with none."""
    found = []
    for least in (1, 1 << 62):
        monkeypatch.setattr(judging, "WORTHWHILE", least)
        found.append(bulk.audit_table(policy, table, **how))
    return found[0], found[1]


@pytest.mark.parametrize("watched", OBSERVED)
@pytest.mark.parametrize("profile", ["long-an", "ca-mau", "phu-yen", "thai-binh", "ninh-binh"])
def test_tables_and_groups_agree(
    monkeypatch: pytest.MonkeyPatch, profile: str, watched: str
) -> None:
    """For laws that come and go, acts that are missing and stops that were not watched."""
    by_slot, by_group = both_ways(
        monkeypatch, egovdocs.load(profile), log(len(profile), 700, EVENTS[:4]),
        document=PLAIN, observed=OBSERVED[watched],
    )  # fmt: skip

    for name in by_slot.column_names:
        assert by_slot.column(name).equals(by_group.column(name)), name


@pytest.mark.parametrize(
    ("reading", "choice"),
    [
        ("lateness", "due-instant"), ("closing-instant", "inside"), ("before-opening", "same-day"),
        ("after-verified", "undecided"), ("same-day", "office-close"),
    ],
)  # fmt: skip
def test_tables_and_groups_agree_under_every_reading(
    monkeypatch: pytest.MonkeyPatch, reading: str, choice: str
) -> None:
    plain = egovdocs.load("long-an")
    readings = {**plain.profile.readings, reading: choice}
    policy = attrs.evolve(plain, profile=attrs.evolve(plain.profile, readings=readings))
    by_slot, by_group = both_ways(
        monkeypatch, policy, log(3, 500, EVENTS[1:3]),
        document=PLAIN, observed=OBSERVED["stops"],
    )  # fmt: skip

    assert by_slot.equals(by_group)


def test_what_arrives_at_the_end_of_a_year_is_received_in_the_next() -> None:
    """Friday evening; Monday 3 January 2022 stands in for New Year, so it is Tuesday."""
    arrived = datetime(2021, 12, 31, 20, tzinfo=VN)
    table = pa.table({"arrived": [arrived], "transferred": [arrived]})
    told = bulk.audit_table(egovdocs.load("long-an"), table, document=PLAIN)

    assert told.column("received").to_pylist() == [datetime(2022, 1, 4, 7, tzinfo=VN)]
    assert told.column("due:vn/30-2020-nd-cp#d4.k2.c.s1/transfer").null_count == 0
