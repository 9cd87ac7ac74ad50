"""Columns and cases: the same answers; and what is said of columns that cannot be read."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import egovdocs
from egovdocs import bulk
from egovdocs.policy import Policy
from egovdocs.record import Case, Document, Event, Observed, Party
from egovdocs.timing import VN, from_us, start_of, to_us

TRANSFER = "long-an/24-2019#d5.k2.b/transfer"
WORDS = {"kept", "broken", "undecided", "not-applicable"}
END = datetime(2026, 1, 1, tzinfo=VN)
STOPS = ("refused", "declined", "recalled")
PLAIN = Document(state_secret=False, recipients=(Party(kind="agency"),))
OTHERS = Document(
    state_secret=False, recipients=(Party(id="000.00.01.H99", kind="agency"),), urgency="normal",
    sender=Party(id="000.00.02.H39", kind="agency"), date=date(2020, 3, 2),
)  # fmt: skip
Row = dict[str, datetime | None]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def moment(text: str | None) -> datetime | None:
    return None if text is None else at(text)


def table(rows: list[Row], names: tuple[str, ...], kind: Any = None) -> pa.Table:
    kind = kind or pa.timestamp("us", "UTC")
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name in names})


def transfers(*pairs: tuple[str | None, str | None]) -> pa.Table:
    rows = [{"arrived": moment(first), "transferred": moment(then)} for first, then in pairs]
    return table(rows, ("arrived", "transferred"))


# -- the law, row by row -------------------------------------------------------------------


def test_two_working_hours_to_transfer_in_long_an() -> None:
    """Điều 5 khoản 2 điểm b, in force from 1 July 2019; 07:00-11:30 and 13:30-17:00."""
    log = transfers(
        ("2020-03-02T09:00:00", "2020-03-02T11:00:00"),  # exactly two hours
        ("2020-03-02T09:00:00", "2020-03-02T11:00:00.000001"),
        ("2020-03-02T09:30:00", "2020-03-02T13:30:00"),  # used up at 11:30; the office reopens
        ("2020-03-02T11:30:00", "2020-03-02T15:30:00"),  # entered at lunch: counts from 13:30
        ("2020-03-06T17:00:00", "2020-03-09T09:00:01"),  # Friday evening to Monday
        ("2020-03-02T09:00:00", None),
        (None, "2020-03-02T09:00:00"),
        (None, None),
        ("2019-06-28T09:00:00", "2019-06-28T16:00:00"),  # before it was in force
        ("2019-06-30T20:00:00", "2019-07-01T09:00:00"),  # received on the first day
    )
    told = bulk.audit_table(
        egovdocs.load("long-an"), log, document=PLAIN, observed=Observed(END, STOPS)
    )

    assert told.column(TRANSFER).to_pylist() == [
        "kept", "broken", "kept", "kept", "broken", "undecided", "undecided", "undecided",
        "not-applicable", "kept",
    ]  # fmt: skip
    assert told.column("received").to_pylist()[3:5] == [
        at("2020-03-02T13:30:00"), at("2020-03-09T07:00:00"),
    ]  # fmt: skip
    assert told.column(f"late_after:{TRANSFER}")[2].as_py() == at("2020-03-02T13:30:00")
    assert told.column("received").to_pylist()[6:8] == [None, None]
    assert told.column(f"took:{TRANSFER}").to_pylist()[:7] == [
        *(timedelta(hours=2),) * 4, timedelta(hours=2, seconds=1), None, None,
    ]  # fmt: skip


def test_a_late_act_is_undecided_where_a_stop_was_not_watched() -> None:
    log = transfers(("2020-03-02T09:00:00", "2020-03-03T09:00:00"))
    told = bulk.audit_table(egovdocs.load("long-an"), log, document=PLAIN)

    assert told.column(TRANSFER).to_pylist() == ["undecided"]


def test_an_act_that_was_watched_for_and_never_came() -> None:
    log = transfers(("2020-03-02T09:00:00", None))
    told = bulk.audit_table(egovdocs.load("long-an").observed_until(END), log, document=PLAIN)

    assert told.column(TRANSFER).to_pylist() == ["broken"]


# -- the same as case by case ---------------------------------------------------------------

EVENTS = ("signed", "published", "arrived", "transferred", "refused", "registered-in")
OBSERVED: Mapping[str, Observed | None] = {
    "nothing": None, "stops": Observed(END, STOPS), "all": Observed(at("2020-03-04T10:00:00")),
}  # fmt: skip


def rows_of(seed: int, count: int) -> list[Row]:
    """Random rows about a few working days, on edges and off them, with gaps."""
    dice = random.Random(seed)
    marks = ("07:00", "11:30", "13:30", "17:00", "00:00", "12:00", "10:10")
    days = ("2019-06-30", "2020-03-02", "2022-02-17", "2022-02-18", "2018-12-31", "2025-07-01")
    found: list[Row] = []
    for _ in range(count):
        start = at(f"{dice.choice(days)}T{dice.choice(marks)}:00")
        row: Row = {}
        for name in EVENTS:
            step = timedelta(minutes=30 * dice.randrange(80), microseconds=dice.choice((-1, 0, 1)))
            row[name] = None if dice.random() < 0.3 else start + step
        found.append(row)
    return found


def judged_one_by_one(policy: Policy, row: Row, channel: str, **known: Any) -> dict[str, Any]:
    events = tuple(
        Event(kind, moment, channel=channel) for kind, moment in row.items() if moment is not None
    )
    case = Case("?", events, known["document"], observed=known["observed"])
    told: dict[str, Any] = {}
    for part in policy.audit(case).all_findings():
        told[part.rule] = part.verdict.value
        told.update({f"{name}:{part.rule}": value for name, value in part.facts.items()})
    return told


@pytest.mark.parametrize(
    ("profile", "channel", "watched", "document"),
    [
        *product(("long-an", "ca-mau", "phu-yen", "thai-binh", "ninh-binh"), ("system",),
                 OBSERVED, (PLAIN, OTHERS)),
        *product(("phu-yen", "long-an"), ("email", "zalo"), OBSERVED, (PLAIN,)),
    ],
)  # fmt: skip
def test_columns_and_cases_agree(
    profile: str, channel: str, watched: str, document: Document
) -> None:
    policy, rows = egovdocs.load(profile), rows_of(len(profile), 60)
    known = {"document": document, "observed": OBSERVED[watched]}
    told = bulk.audit_table(policy, table(rows, EVENTS), channel=channel, **known)
    rules = [name for name in told.column_names if "#" in name and ":" not in name]
    one_by_one = [judged_one_by_one(policy, row, channel, **known) for row in rows]

    for rule in rules:
        assert told.column(rule).to_pylist() == [case[rule] for case in one_by_one], rule
    for name in told.column_names:
        if name.startswith(("due:", "late_after:")):
            for at_once, case in zip(told.column(name).to_pylist(), one_by_one, strict=True):
                assert case.get(name) in (None, at_once), name
    for row, at_once in zip(rows, told.column("received").to_pylist(), strict=True):
        if (arrived := row["arrived"]) is not None and arrived.year in (2020, 2025):
            assert at_once == policy.received(arrived, channel=channel).value


@pytest.mark.parametrize("national", [False, True])
def test_columns_and_cases_agree_on_a_pinned_day_and_over_the_national_layer(
    national: bool,
) -> None:
    policy = egovdocs.load("long-an", national=national).on(date(2020, 3, 2))
    rows, known = rows_of(5, 60), {"document": PLAIN, "observed": OBSERVED["stops"]}
    told = bulk.audit_table(policy, table(rows, EVENTS), **known)
    rules = [name for name in told.column_names if "#" in name and ":" not in name]
    one_by_one = [judged_one_by_one(policy, row, "system", **known) for row in rows]

    assert len(rules) > (3 if national else 0)
    for rule in rules:
        assert told.column(rule).to_pylist() == [case[rule] for case in one_by_one], rule


# -- columns in -----------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "+09:00", "Europe/Paris"])
def test_every_unit_and_zone_is_the_same_instant(unit: str, zone: str) -> None:
    log = transfers(("2020-03-02T12:00:00", "2020-03-02T15:00:00"))
    other = log.cast(pa.schema([(name, pa.timestamp(unit, zone)) for name in log.column_names]))

    told = bulk.audit_table(egovdocs.load("long-an"), other)
    assert told.column("received").to_pylist() == [at("2020-03-02T13:30:00")]


@pytest.mark.parametrize(
    ("zone", "wall"),
    [("Asia/Ho_Chi_Minh", "2020-03-02 12:00"), ("Asia/Tokyo", "2020-03-02 14:00")],
)
def test_wall_clocks_with_a_zone_that_is_named(zone: str, wall: str) -> None:
    log = pa.table({"arrived": pa.array([wall, None]).cast(pa.timestamp("us"))})

    told = bulk.audit_table(egovdocs.load("long-an"), log, zone=zone)
    assert told.column("received").to_pylist() == [at("2020-03-02T13:30:00"), None]


def test_dictionary_columns_are_read() -> None:
    log = transfers(("2020-03-02T12:00:00", None), (None, None))
    coded = pa.table({"arrived": log.column("arrived").dictionary_encode()})

    told = bulk.audit_table(egovdocs.load("long-an"), coded)
    assert told.column("received").to_pylist() == [at("2020-03-02T13:30:00"), None]


def test_years_that_are_not_computed_are_undecided_and_marked() -> None:
    first, end = start_of(date(1976, 1, 1)), start_of(date(2100, 1, 1))
    edges = [first - 1, first, end - 1, end]
    log = table([{"arrived": from_us(us), "transferred": from_us(us)} for us in edges],
                ("arrived", "transferred"))  # fmt: skip
    told = bulk.audit_table(egovdocs.load("long-an").observed_until(END), log, document=PLAIN)

    assert told.column("out_of_range").to_pylist() == [True, False, False, True]
    assert told.column(TRANSFER).to_pylist()[::3] == ["undecided", "undecided"]
    assert [value is None for value in told.column("received").to_pylist()] == [
        True, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["s", "ms", "ns"])
def test_instants_at_the_end_of_what_a_column_can_hold(unit: str) -> None:
    raw = pa.array([-(2**63) + 1, 2**63 - 1], pa.int64()).view(pa.timestamp(unit, "UTC"))
    told = bulk.audit_table(egovdocs.load("long-an"), pa.table({"arrived": raw}))

    assert told.column("out_of_range").to_pylist() == [True, True]


def test_other_columns_pass_through_and_vietnamese_names_are_known() -> None:
    log = transfers(("2020-03-02T12:00:00", None)).append_column("who", pa.array(["A"]))
    told = bulk.audit_table(egovdocs.load("long-an"), log, columns={"đã đến": "arrived"})

    assert told.column_names[:5] == ["arrived", "transferred", "who", "received", "out_of_range"]


def naive() -> pa.Table:
    return pa.table({"arrived": pa.array(["2020-03-02 12:00"]).cast(pa.timestamp("us"))})


GOOD = transfers(("2020-03-02T12:00:00", None))
REFUSED: list[tuple[str, pa.Table, dict[str, Any]]] = [
    ("bulk.naive-column", naive(), {}),
    ("bulk.unknown-zone", naive(), {"zone": "Asia/Nowhere"}),
    ("bulk.no-such-column", GOOD, {"columns": ["arived"]}),
    ("bulk.not-an-event", GOOD, {"columns": {"arived": "arrived"}}),
    ("bulk.no-event-columns", GOOD.rename_columns(["arived", "b"]), {}),
    ("bulk.no-event-columns", GOOD, {"columns": []}),
    ("bulk.repeated-column", GOOD, {"columns": {"arrived": "arrived", "đã đến": "transferred"}}),
    ("bulk.repeated-column", GOOD.rename_columns(["arrived", "arrived"]), {}),
    ("bulk.not-instants", pa.table({"arrived": ["2020-03-02"]}), {}),
    ("bulk.no-such-rule", GOOD, {"rules": [f"{TRANSFER}s"]}),
    ("bulk.column-taken", GOOD.append_column("received", pa.array([1])), {}),
    ("bulk.several-recipients", GOOD,
     {"document": Document(recipients=(Party(id="A"), Party(id="B")))}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "log", "how"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(code: str, log: pa.Table, how: dict[str, Any]) -> None:
    with pytest.raises(egovdocs.EgovdocsError) as caught:
        bulk.audit_table(egovdocs.load("long-an"), log, **how)

    assert caught.value.code == code


def test_a_wall_clock_that_does_not_exist_in_its_zone() -> None:
    log = pa.table({"arrived": pa.array(["2020-03-29 02:30"]).cast(pa.timestamp("us"))})

    with pytest.raises(bulk.UnknownZone):
        bulk.audit_table(egovdocs.load("long-an"), log, zone="Europe/Paris")


def test_the_closest_column_and_rule_are_named() -> None:
    policy = egovdocs.load("long-an")
    with pytest.raises(bulk.NoSuchColumn) as column:
        bulk.audit_table(policy, GOOD, columns=["arived"])
    with pytest.raises(bulk.NoSuchColumnRule) as rule:
        bulk.audit_table(policy, GOOD, rules=[f"{TRANSFER}s"])

    assert (column.value.nearest, rule.value.nearest) == ("arrived", TRANSFER)


def test_a_policy_without_assumptions_is_refused() -> None:
    with pytest.raises(bulk.NotColumnar):
        bulk.audit_table(egovdocs.load("long-an").without_assumptions(), GOOD)


# -- batches and files ------------------------------------------------------------------------


def test_batches_give_what_the_table_gives() -> None:
    policy, log = egovdocs.load("long-an"), table(rows_of(3, 100), EVENTS)
    batches = bulk.audit_batches(policy, log.to_batches(max_chunksize=7))

    assert pa.Table.from_batches(batches).equals(bulk.audit_table(policy, log))


def test_an_audit_travels_to_other_processes_and_answers_the_same() -> None:
    log = table(rows_of(8, 30), EVENTS)
    [batch] = log.to_batches()
    audit = bulk.column_audit(egovdocs.load("long-an"), log.schema, document=PLAIN)
    first = audit.batch(batch)

    assert pickle.loads(pickle.dumps(audit)).batch(batch).equals(first)


def test_empty_tables_keep_their_columns() -> None:
    policy = egovdocs.load("long-an")
    told = bulk.audit_table(policy, GOOD.slice(0, 0))

    assert (told.num_rows, told.schema) == (0, bulk.audit_table(policy, GOOD).schema)


def test_parquet_in_and_out(tmp_path: Path) -> None:
    policy, log = egovdocs.load("long-an"), table(rows_of(4, 200), EVENTS)
    pq.write_table(log, tmp_path / "log.parquet", row_group_size=50)

    assert bulk.audit_parquet(policy, tmp_path / "log.parquet", tmp_path / "out.parquet") == 200
    assert pq.read_table(tmp_path / "out.parquet").equals(bulk.audit_table(policy, log))


def test_a_parquet_file_without_rows(tmp_path: Path) -> None:
    pq.write_table(GOOD.slice(0, 0), tmp_path / "log.parquet")
    told = bulk.audit_parquet(
        egovdocs.load("long-an"), tmp_path / "log.parquet", tmp_path / "out.parquet"
    )

    assert told == 0
    assert TRANSFER in pq.read_table(tmp_path / "out.parquet").column_names


@pytest.mark.parametrize("kept", [None, 0, 3, 100, -1])
def test_files_that_are_missing_empty_or_cut_short(tmp_path: Path, kept: int | None) -> None:
    source = tmp_path / "log.parquet"
    if kept is not None:
        pq.write_table(GOOD, source)
        source.write_bytes(source.read_bytes()[:kept])
    with pytest.raises(bulk.UnreadableParquet) as caught:
        bulk.audit_parquet(egovdocs.load("long-an"), source, tmp_path / "out.parquet")

    assert caught.value.path == str(source)
    assert not (tmp_path / "out.parquet").exists()


def test_a_file_with_damaged_pages_leaves_nothing_half_written(tmp_path: Path) -> None:
    source, log = tmp_path / "log.parquet", table(rows_of(6, 400), EVENTS)
    pq.write_table(log, source, compression="gzip", use_dictionary=False)
    raw = source.read_bytes()
    source.write_bytes(raw[:4] + bytes(2000) + raw[2004:])
    with pytest.raises(bulk.UnreadableParquet):
        bulk.audit_parquet(egovdocs.load("long-an"), source, tmp_path / "out.parquet")

    assert [path.name for path in tmp_path.iterdir()] == ["log.parquet"]


def test_a_log_is_never_overwritten(tmp_path: Path) -> None:
    pq.write_table(GOOD, tmp_path / "log.parquet")
    with pytest.raises(bulk.SameFile):
        bulk.audit_parquet(
            egovdocs.load("long-an"), tmp_path / "log.parquet", tmp_path / "log.parquet"
        )


# -- identifiers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_identifiers_of_a_column(kind: pa.DataType) -> None:
    texts = ["837/QĐ-UBND", "Số: 837 /QĐ-UBND", "không phải mã", None, "000.00.00.H39"]
    told = bulk.identifiers(pa.chunked_array([pa.array(texts).cast(kind)]))

    one_by_one = [egovdocs.ids.identify(text or "") for text in texts]
    expected = [
        "unreadable" if part.type == "unknown" else "departs" if part.problems else "valid"
        for part in one_by_one
    ]
    assert told.to_pylist() == [*expected[:3], "unknown", expected[4]]


def test_identifiers_are_text() -> None:
    with pytest.raises(bulk.NotText):
        bulk.identifiers(pa.array([1]))


def printed(script: str) -> str:
    """What *script* prints in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout


# -- without the extra ----------------------------------------------------------------------------


@pytest.mark.parametrize("package", ["numpy", "pyarrow"])
def test_without_the_extra_the_error_names_it(package: str) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import egovdocs; from egovdocs import bulk\n"
        "try: bulk.audit_table(egovdocs.load('long-an'), type('T', (), {'schema': None}))\n"
        "except bulk.MissingExtra as error: print(error.package, error.extra)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == [package, "bulk"]


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    script = "import sys, egovdocs.bulk; print({'numpy', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"


def test_instants_are_read_to_the_microsecond() -> None:
    moment = datetime(2020, 3, 2, 5, 0, 0, 123457, tzinfo=UTC)
    told = bulk.audit_table(
        egovdocs.load("long-an"),
        table([{"arrived": moment}], ("arrived",), pa.timestamp("ns", "UTC")),
    )

    assert to_us(told.column("received")[0].as_py()) == to_us(at("2020-03-02T13:30:00"))
