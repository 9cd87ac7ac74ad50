"""
Columns in as microseconds of UTC, answers out as columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import EAST_US, END_US, FIRST_US, UNDECIDED, VERDICTS, Judged, Ruling
from egovdocs.bulk.problems import UnknownZone
from egovdocs.timing import VN
from egovdocs.timing.instants import SECOND_US

if TYPE_CHECKING:
    from egovdocs.bulk.slots import Flags, Instants

RECEIVED = "received"
OUT_OF_RANGE = "out_of_range"
_PER_SECOND = {"s": 1, "ms": 1_000, "us": SECOND_US, "ns": 1_000_000_000}
_NEUTRAL_US = 1_583_110_800_000_000  # an instant within range, where a row has none


class Told(NamedTuple):
    """
    A column of instants.

    Attributes:
        us: microseconds of UTC, an instant within range where there is none.
        known: whether there is one that is computed; None: in every row.
        outside: whether there is one that is not; None: in no row.
    """

    us: Instants
    known: Flags | None
    outside: Flags | None


# -- in ------------------------------------------------------------------------------------


def told(column: Any, name: str, zone: str | None) -> Told:
    """
    Read a column of instants.

    Raises:
        UnknownZone: a wall clock that *zone* does not have, or has twice.
    """
    pa = extra("pyarrow")
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    located = column if column.type.tz is not None else _located(column, name, str(zone))
    per = _PER_SECOND[located.type.unit]
    raw = located.view(pa.int64())
    valid = raw.is_valid().to_numpy(zero_copy_only=False) if raw.null_count else None
    if valid is not None:
        raw = raw.fill_null(_scaled(_NEUTRAL_US, per))
    return _inside(raw.to_numpy(zero_copy_only=False), valid, per)


def _inside(raw: Any, valid: Flags | None, per: int) -> Told:
    """Set apart what lies outside the years that are computed."""
    np = extra("numpy")
    first, end = _scaled(FIRST_US - EAST_US, per), _scaled(END_US - EAST_US, per)
    if int(raw.min()) >= first and int(raw.max()) < end:
        return Told(_micro(raw, per), valid, None)
    inside = (raw >= first) & (raw < end)
    raw = np.where(inside, raw, _scaled(_NEUTRAL_US, per))
    known = inside if valid is None else valid & inside
    return Told(_micro(raw, per), known, ~inside)


def _micro(raw: Any, per: int) -> Instants:
    us: Instants = raw
    if per < SECOND_US:
        us = raw * (SECOND_US // per)
    elif per > SECOND_US:
        us = raw // (per // SECOND_US)
    return us


def _scaled(us: int, per: int) -> int:
    return us * per // SECOND_US


def _located(column: Any, name: str, zone: str) -> Any:
    """Wall clocks of *zone*; one that does not exist there, or exists twice, is refused."""
    pa, pc = extra("pyarrow"), extra("pyarrow.compute")
    try:
        return pc.assume_timezone(column, zone)
    except pa.ArrowException:
        raise UnknownZone(zone, name) from None


# -- out -----------------------------------------------------------------------------------


def added(rules: Mapping[str, bool]) -> tuple[str, ...]:
    """The names of the columns of the answers; *rules* as :attr:`Kernel.measured`."""
    return tuple(_kinds(rules))


def nothing(rules: Mapping[str, bool]) -> dict[str, Any]:
    """The columns of the answers, without rows."""
    pa = extra("pyarrow")
    made = {"bool": pa.bool_(), "verdict": _verdict(), "when": _when(), "length": _length()}
    return {name: pa.array([], made[kind]) for name, kind in _kinds(rules).items()}


def _kinds(rules: Mapping[str, bool]) -> dict[str, str]:
    """What each column of the answers holds."""
    found = {RECEIVED: "when", OUT_OF_RANGE: "bool"}
    for rule, measured in rules.items():
        found[rule] = "verdict"
        if measured:
            found |= {f"due:{rule}": "when", f"late_after:{rule}": "when", f"took:{rule}": "length"}
    return found


def columns_of(
    judged: Judged, columns: Mapping[str, Told], rules: Mapping[str, bool]
) -> dict[str, Any]:
    """The columns of the answers; a row with an instant outside is undecided throughout."""
    np, pa = extra("numpy"), extra("pyarrow")
    outside = np.zeros(len(judged.received), np.bool_)
    for column in columns.values():
        if column.outside is not None:
            outside |= column.outside
    if outside.any():
        _leave_undecided(judged, outside)
    found = {RECEIVED: _timestamps(judged.received, judged.settled), OUT_OF_RANGE: outside}
    found[OUT_OF_RANGE] = pa.array(outside)
    for rule, ruling in judged.rulings.items():
        found.update(_of_rule(rule, ruling, rules[rule]))
    return found


def _leave_undecided(judged: Judged, rows: Flags) -> None:
    judged.settled[rows] = False
    for ruling in judged.rulings.values():
        ruling.verdict[rows] = UNDECIDED
        ruling.timed[rows] = ruling.done[rows] = False


def _of_rule(rule: str, ruling: Ruling, measured: bool) -> dict[str, Any]:
    pa = extra("pyarrow")
    words = pa.DictionaryArray.from_arrays(pa.array(ruling.verdict, pa.int8()), _words())
    if not measured:
        return {rule: words}
    took = pa.array(ruling.took, pa.int64(), mask=_mask(ruling.done)).view(_length())
    return {
        rule: words,
        f"due:{rule}": _timestamps(ruling.due, ruling.timed),
        f"late_after:{rule}": _timestamps(ruling.late_after, ruling.timed),
        f"took:{rule}": took,
    }


def _timestamps(us: Instants, known: Flags) -> Any:
    """Microseconds of UTC as timestamps of Vietnam, null where not known."""
    pa = extra("pyarrow")
    return pa.array(us, pa.int64(), mask=_mask(known)).view(_when())


def _mask(known: Flags) -> Any:
    return None if known.all() else ~known


def _when() -> Any:
    return extra("pyarrow").timestamp("us", VN.key)


def _length() -> Any:
    return extra("pyarrow").duration("s")


def _verdict() -> Any:
    pa = extra("pyarrow")
    return pa.dictionary(pa.int8(), pa.string())


@cache
def _words() -> Any:
    pa = extra("pyarrow")
    return pa.array([verdict.value for verdict in VERDICTS], pa.string())
