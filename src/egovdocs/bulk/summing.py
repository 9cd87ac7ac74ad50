"""
Answers of an audit by columns, added up by agency, month and clause, batch by batch.

Where a duty began and what did it is looked up in the shipped instruments; of a rule that
they do not have, the month is that of receipt, else that of its due instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from egovdocs.bulk.answers import RECEIVED
from egovdocs.bulk.extras import extra
from egovdocs.bulk.findings import CASE
from egovdocs.bulk.kernel import BROKEN, KEPT, UNDECIDED, VERDICTS
from egovdocs.bulk.measures import (
    NO_MONTH,
    codes_of,
    earliest_of,
    instants_of,
    month_said,
    months_of,
    took_of,
)
from egovdocs.bulk.problems import NoSuchColumn, NotAnswers, UnreadableParquet
from egovdocs.bulk.schemas import chosen
from egovdocs.bulk.sources import opened, reason
from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy import shipped_instrument
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.timing import VN
from egovdocs.timing.instants import SECOND_US

_RULE = re.compile(r"[^:#]+#[^/]+/.+")
SHORT = 1 << 18  # seconds, 72 hours; the buckets of shorter lengths are looked up
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
    except NotAnswers as error:
        raise NotAnswers(str(path), error.columns) from None
    except extra("pyarrow").ArrowException as error:
        raise UnreadableParquet(str(path), reason(error)) from None
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
    if not rules or RECEIVED not in names or not all(_typed(schema, rule) for rule in rules):
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


def _typed(schema: Any, rule: str) -> bool:
    """Whether the columns beside a rule hold what an audit writes there."""
    wanted = {RECEIVED: _is_instant, f"took:{rule}": extra("pyarrow").types.is_duration}
    wanted |= {f"{name}:{rule}": _is_instant for name in ("due", "late_after")}
    there = [name for name in wanted if name in schema.names]
    whole = len(there) in (1, len(wanted))
    return whole and all(wanted[name](schema.field(name).type) for name in there)


def _is_instant(kind: Any) -> bool:
    return bool(extra("pyarrow").types.is_timestamp(kind))


def _events(schema: Any) -> Mapping[str, str]:
    """The column of each event, of those that hold instants."""
    try:
        found = chosen(schema, None)
    except EgovdocsError:
        return {}
    return {kind: name for kind, name in found.items() if _is_instant(schema.field(name).type)}


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
        short: the bucket of each length below SHORT.
    """

    edges: Any
    most: int
    rows: int = 0
    undone: int = 0
    latest: list[Late] = attrs.field(factory=list)
    counts: dict[tuple[str, int], Any] = attrs.field(factory=dict)
    took: dict[tuple[str, int], Any] = attrs.field(factory=dict)
    agencies: dict[str, int] = attrs.field(factory=dict)
    short: Any = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        np = extra("numpy")
        self.short = np.searchsorted(self.edges, np.arange(SHORT), side="right") - 1

    def add(self, batch: Any, places: Sequence[Place]) -> None:
        """Add the next batch."""
        self.rows += batch.num_rows
        np = extra("numpy")
        by_agency = {name: self._agencies(batch, name) for name in {p.agency for p in places}}
        by_month = {name: months_of(batch, name) for name in {p.month for p in places}}
        groups = {
            (agency, month): np.unique(
                by_agency[agency] * _WIDTH + by_month[month], return_inverse=True
            )
            for agency, month in {(place.agency, place.month) for place in places}
        }
        for place in places:
            self._add(batch, place, groups[place.agency, place.month])

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

    def _add(self, batch: Any, place: Place, grouped: tuple[Any, Any]) -> None:
        np = extra("numpy")
        codes = codes_of(batch.column(place.rule))
        found, group = grouped
        size = len(VERDICTS)
        counted = np.bincount(group * size + codes, minlength=len(found) * size)
        for key, row in zip(found.tolist(), counted.reshape(-1, size), strict=True):
            self.counts[place.rule, key] = self.counts.get((place.rule, key), 0) + row
        if place.timed:
            self._note_time(batch, place, codes, grouped)
            self._note_late(batch, place, codes)

    def _note_time(self, batch: Any, place: Place, codes: Any, grouped: tuple[Any, Any]) -> None:
        """Count working time by group and bucket; only the buckets that are met are touched."""
        np = extra("numpy")
        found, group = grouped
        took, timed = took_of(batch, place.rule, codes)
        if not len(timed):
            return
        bucket = self._buckets(took)
        met, times = np.unique(group[timed] * len(self.edges) + bucket, return_counts=True)
        owner, bucket = np.divmod(met, len(self.edges))
        starts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(met)]
        for low, high in pairwise(starts):
            key = (place.rule, int(found[owner[low]]))
            some = bucket[low:high]
            counts = self.took[key] = _room(self.took.get(key), int(some[-1]) + 1)
            counts[some] += times[low:high].astype(np.uint32)

    def _buckets(self, took: Any) -> Any:
        """The bucket of each length: looked up where it is short, as nearly all are."""
        if int(took.max()) < SHORT:
            return self.short[took]
        return extra("numpy").searchsorted(self.edges, took, side="right") - 1

    def _note_late(self, batch: Any, place: Place, codes: Any) -> None:
        """Keep the acts of a batch that came latest."""
        np, pa = extra("numpy"), extra("pyarrow")
        until, dated = instants_of(batch, f"late_after:{place.rule}")
        done, acted = earliest_of(batch, place.acts)
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
            agency, month = divmod(key - NO_MONTH, _WIDTH)
            buckets = self.took.pop((rule, key), None)
            found = () if buckets is None else np.flatnonzero(buckets).tolist()
            took = {place: int(buckets[place]) for place in found}
            said = (names[agency], month_said(month + NO_MONTH), rule.rpartition("/")[0])
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


# -- one delay ---------------------------------------------------------------------------


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
