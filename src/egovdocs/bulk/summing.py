"""
Answers of an audit by columns, added up by agency, month and clause, batch by batch.

Where a duty began and what did it is looked up in the shipped instruments; of a rule that
they do not have, the month is that of receipt, else that of its due instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from egovdocs.bulk.answers import RECEIVED, told
from egovdocs.bulk.extras import extra
from egovdocs.bulk.findings import CASE
from egovdocs.bulk.kernel import BROKEN, EAST_US, KEPT, UNDECIDED, VERDICTS
from egovdocs.bulk.problems import NoSuchColumn, NotAnswers, UnreadableParquet
from egovdocs.bulk.schemas import chosen
from egovdocs.bulk.sources import opened
from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy import shipped_instrument
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.timing import VN
from egovdocs.timing.instants import SECOND_US

_RULE = re.compile(r"[^:#]+#[^/]+/.+")
_NO_MONTH = -(1 << 31)
_WIDTH = 1 << 32  # months of an agency, in one number


class Part(NamedTuple):
    """One agency, month (2024-03) and clause: rows by verdict, working time by bucket."""

    agency: str
    month: str
    clause: str
    kept: int
    broken: int
    undecided: int
    took: Mapping[int, int]


class Late(NamedTuple):
    """An act that came too late; as ``egovdocs.audit.summary.Delay``."""

    late: int
    case: str
    agency: str
    clause: str
    due: str
    until: str
    done: str
    took: int | None


class Summed(NamedTuple):
    """What answers add up to; *undone* counts broken rows without their act; groups come once."""

    rows: int
    undone: int
    groups: Iterator[Part]
    delays: list[Late]


class Place(NamedTuple):
    """Where the columns of a rule are: its start, what does it, whose act; None: nowhere."""

    rule: str
    month: str | None
    acts: tuple[str, ...]
    agency: str | None
    timed: bool


def summed(
    path: str | Path, edges: Sequence[int], agency: str | None = None, most: int = 20
) -> Summed:
    """
    Add up a Parquet file of answers, in memory that does not grow with the rows.

    Args:
        path: what ``egovdocs audit LOG.parquet -o ANSWERS.parquet`` wrote.
        edges: the shortest length, in seconds, of every bucket of working time, rising.
        agency: the column of agencies; None: ``sender`` for what senders do, where there is
            such a column, else ``agency``.
        most: how many of the longest delays are told.

    Raises:
        UnreadableParquet: missing, empty, cut short or something else.
        NotAnswers: without a column of verdicts.
        NoSuchColumn: *agency* is none.
    """
    log = opened(path)
    try:
        places = _places(log.schema, agency, str(path))
        sums = Sums(extra("numpy").array(edges), most)
        for batch in log.batches:
            sums.add(batch, places)
    finally:
        log.close()
    if not sums.rows:
        raise UnreadableParquet(str(path), "0 rows")
    return Summed(sums.rows, sums.undone, sums.parts(), sums.latest)


# -- which columns -------------------------------------------------------------------------


def _places(schema: Any, agency: str | None, file: str) -> list[Place]:
    names = schema.names
    if agency is not None and agency not in names:
        raise NoSuchColumn(agency, closest(agency, names))
    rules = [name for name in names if _is_rule(name)]
    if not rules or RECEIVED not in names:
        raise NotAnswers(file, tuple(names))
    events = _events(schema)
    return [_place(rule, names, events, agency) for rule in rules]


def _is_rule(name: str) -> bool:
    if not _RULE.fullmatch(name):
        return False
    try:
        Citation.parse(name.rpartition("/")[0])
    except EgovdocsError:
        return False
    return True


def _events(schema: Any) -> Mapping[str, str]:
    try:
        return chosen(schema, None)
    except EgovdocsError:
        return {}


def _place(rule: str, names: list[str], events: Mapping[str, str], agency: str | None) -> Place:
    known = _known(rule)
    start_of, side = "", ""
    acts: tuple[str, ...] = ()
    if known is not None and isinstance(known.kind, Duty):
        start = known.kind.start.removeprefix("@")
        start_of = RECEIVED if start == RECEIVED else events.get(start, "")
        acts = tuple(events[kind] for kind in known.kind.to if kind in events)
        side = known.side
    own = ("sender", "agency") if side == "sender" else ("agency",)
    return Place(
        rule,
        _first((start_of, RECEIVED, f"due:{rule}"), names),
        acts,
        _first((agency or "", *own), names),
        f"took:{rule}" in names,
    )


def _known(rule: str) -> Rule | None:
    try:
        rules = shipped_instrument(rule.partition("#")[0]).rules
    except EgovdocsError:
        return None
    return next((each for each in rules if each.id == rule), None)


def _first(wanted: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in wanted if name in names), None)


# -- sums ----------------------------------------------------------------------------------


@attrs.define(eq=False)
class Sums:
    """
    Sums over the batches of answers.

    Attributes:
        edges: of the buckets of working time.
        most: how many delays are kept.
        counts: by rule, and by agency and month in one number, rows of each verdict.
        took: in the same way, lengths by bucket.
        agencies: the number of each agency.
    """

    edges: Any
    most: int
    rows: int = 0
    undone: int = 0
    latest: list[Late] = attrs.field(factory=list)
    counts: dict[tuple[str, int], Any] = attrs.field(factory=dict)
    took: dict[tuple[str, int], Any] = attrs.field(factory=dict)
    agencies: dict[str, int] = attrs.field(factory=dict)

    def add(self, batch: Any, places: Sequence[Place]) -> None:
        """Add the next batch."""
        self.rows += batch.num_rows
        by_agency = {name: self._agencies(batch, name) for name in {p.agency for p in places}}
        by_month = {name: _months(batch, name) for name in {p.month for p in places}}
        for place in places:
            keys = by_agency[place.agency] * _WIDTH + by_month[place.month]
            self._add(batch, place, keys)

    def _agencies(self, batch: Any, name: str | None) -> Any:
        """The number of each row's agency."""
        np, pa = extra("numpy"), extra("pyarrow")
        if name is None:
            return np.full(batch.num_rows, self._number(""), np.int64)
        column = batch.column(name)
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        coded = column.cast(pa.string()).fill_null("").dictionary_encode()
        numbers = [self._number(each) for each in coded.dictionary.to_pylist()]
        return np.array(numbers or [0], np.int64)[coded.indices.to_numpy()]

    def _number(self, agency: str) -> int:
        return self.agencies.setdefault(agency, len(self.agencies))

    def _add(self, batch: Any, place: Place, keys: Any) -> None:
        np = extra("numpy")
        codes = _codes(batch.column(place.rule))
        found, group = np.unique(keys, return_inverse=True)
        size = len(VERDICTS)
        counted = np.bincount(group * size + codes, minlength=len(found) * size)
        for key, row in zip(found.tolist(), counted.reshape(-1, size), strict=True):
            self.counts[place.rule, key] = self.counts.get((place.rule, key), 0) + row
        if place.timed:
            self._note_time(batch, place, codes, (found, group))
            self._note_late(batch, place, codes)

    def _note_time(self, batch: Any, place: Place, codes: Any, grouped: tuple[Any, Any]) -> None:
        """Count working time by group and bucket; only the buckets that are met are touched."""
        np = extra("numpy")
        found, group = grouped
        took, timed = _took(batch, place.rule, codes)
        if not len(timed):
            return
        bucket = np.searchsorted(self.edges, took, side="right") - 1
        met, times = np.unique(group[timed] * len(self.edges) + bucket, return_counts=True)
        owner, bucket = np.divmod(met, len(self.edges))
        starts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(met)]
        for low, high in pairwise(starts):
            key = (place.rule, int(found[owner[low]]))
            some = bucket[low:high]
            counts = self.took[key] = _room(self.took.get(key), int(some[-1]) + 1)
            counts[some] += times[low:high].astype(np.uint32)

    def _note_late(self, batch: Any, place: Place, codes: Any) -> None:
        """Keep the acts of a batch that came latest."""
        np, pa = extra("numpy"), extra("pyarrow")
        until, dated = _instants(batch, f"late_after:{place.rule}")
        done, acted = _earliest(batch, place.acts)
        if done is None:
            return
        broken = (codes == BROKEN) & dated
        self.undone += int((broken & ~acted).sum())
        rows = np.flatnonzero(broken & acted)
        late = done[rows] - until[rows]
        top = np.argsort(-late, kind="stable")[: self.most]
        rows, late = rows[top], late[top]
        some = batch.take(pa.array(rows))
        first = self.rows - batch.num_rows + 1
        for place_, (row, us, act) in enumerate(zip(rows, late, done[rows], strict=True)):
            number = str(first + int(row))
            self.latest.append(_late(some, place, place_, number, (int(us), int(act))))
        self.latest.sort(key=lambda each: -each.late)
        del self.latest[self.most :]

    def parts(self) -> Iterator[Part]:
        """The sums, group by group."""
        np = extra("numpy")
        names = list(self.agencies)
        for (rule, key), counts in self.counts.items():
            agency, month = divmod(key - _NO_MONTH, _WIDTH)
            buckets = self.took.pop((rule, key), None)
            found = () if buckets is None else np.flatnonzero(buckets).tolist()
            took = {place: int(buckets[place]) for place in found}
            said = (names[agency], _said(month + _NO_MONTH), rule.rpartition("/")[0])
            kept, broken, open_ = (int(counts[code]) for code in (KEPT, BROKEN, UNDECIDED))
            if kept or broken or open_:
                yield Part(*said, kept, broken, open_, took)


def _room(counts: Any, size: int) -> Any:
    """*counts*, or a longer copy of it, with room for *size*."""
    np = extra("numpy")
    if counts is not None and len(counts) >= size:
        return counts
    found = np.zeros(size, np.uint32)
    if counts is not None:
        found[: len(counts)] = counts
    return found


# -- one batch -----------------------------------------------------------------------------


def _codes(column: Any) -> Any:
    """Verdicts as their codes."""
    pa, pc = extra("pyarrow"), extra("pyarrow.compute")
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    found = pc.index_in(column.cast(pa.string()), value_set=_words())
    if found.null_count:
        raise NotAnswers("-", ("verdict",))
    return found.to_numpy().astype("int64")


@cache
def _words() -> Any:
    return extra("pyarrow").array([verdict.value for verdict in VERDICTS])


def _took(batch: Any, rule: str, codes: Any) -> tuple[Any, Any]:
    """Working time in seconds, and the rows that have it."""
    np, pa = extra("numpy"), extra("pyarrow")
    column = batch.column(f"took:{rule}").cast(pa.duration("s")).view(pa.int64())
    known = column.is_valid().to_numpy(zero_copy_only=False)
    decided = (codes == KEPT) | (codes == BROKEN) | (codes == UNDECIDED)
    rows = np.flatnonzero(known & decided)
    return column.fill_null(0).to_numpy(zero_copy_only=False)[rows], rows


def _instants(batch: Any, name: str) -> tuple[Any, Any]:
    """Microseconds of UTC, and whether there is one."""
    np = extra("numpy")
    found = told(batch.column(batch.schema.names.index(name)), name, VN.key)
    size = batch.num_rows
    return found.us, np.ones(size, np.bool_) if found.known is None else found.known


def _earliest(batch: Any, names: Sequence[str]) -> tuple[Any, Any]:
    """The first of several acts; None where no column tells of one."""
    np = extra("numpy")
    if not names:
        return None, None
    far = np.iinfo(np.int64).max
    columns = [np.where(known, us, far) for us, known in (_instants(batch, n) for n in names)]
    done = np.minimum.reduce(columns)
    return done, done < far


def _months(batch: Any, name: str | None) -> Any:
    """Months since 1970, in Vietnam, of each row."""
    np = extra("numpy")
    if name is None:
        return np.full(batch.num_rows, _NO_MONTH, np.int64)
    us, known = _instants(batch, name)
    months = (us + EAST_US).view("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return np.where(known, months, _NO_MONTH)


def _said(month: int) -> str:
    """A month since 1970 as 2024-03; nothing where none is known."""
    return "" if month == _NO_MONTH else f"{1970 + month // 12}-{month % 12 + 1:02}"


def _late(some: Any, place: Place, index: int, number: str, us: tuple[int, int]) -> Late:
    """The delay in one row of *some*."""
    late, done = us
    cell = {name: some.column(name)[index] for name in _named(some, place)}
    took = cell[f"took:{place.rule}"].cast(extra("pyarrow").duration("s")).as_py()
    return Late(
        -(-late // SECOND_US),
        str(cell[CASE].as_py()) if CASE in cell else f"#{number}",
        str(cell[place.agency].as_py() or "") if place.agency else "",
        place.rule.rpartition("/")[0],
        cell[f"due:{place.rule}"].as_py().isoformat(),
        cell[f"late_after:{place.rule}"].as_py().isoformat(),
        datetime.fromtimestamp(done / SECOND_US, UTC).astimezone(VN).isoformat(),
        None if took is None else int(took.total_seconds()),
    )


def _named(some: Any, place: Place) -> list[str]:
    kinds = (f"{name}:{place.rule}" for name in ("due", "late_after", "took"))
    wanted = (CASE, place.agency, *kinds)
    return [name for name in some.schema.names if name in wanted]
