"""
Arrow tables and Parquet files in, the same with answers out.

Each rule adds four columns: its verdict (a dictionary of four words, never null); until
when, ``due:`` and ``late_after:`` (null where the start of the duty is not known); and
``took:``, the working time from the start to the act in whole seconds (null where one of
the two is not known).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import END_US, FIRST_US, UNDECIDED, VERDICTS, Judged, Kernel, event_type
from egovdocs.bulk.pieces import judge_rows
from egovdocs.bulk.problems import (
    ColumnTaken,
    NaiveColumn,
    NoEventColumns,
    NoSuchColumn,
    NotInstants,
    NotText,
    RepeatedColumn,
    SameFile,
    UnknownZone,
    UnreadableParquet,
)
from egovdocs.errors import closest
from egovdocs.ids import identify
from egovdocs.record import VOCABULARIES
from egovdocs.timing import HOUR_US, VN

if TYPE_CHECKING:
    from egovdocs.policy import Policy
    from egovdocs.record import Document, Observed

RECEIVED = "received"
OUT_OF_RANGE = "out_of_range"
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_EAST_US = 7 * HOUR_US
_ROWS = 1 << 20
# What an identifier is, as a word in a column.
ID_WORDS = ("valid", "departs", "unreadable", "unknown")


@attrs.frozen(eq=False)
class ColumnAudit:
    """
    How columns are judged; made by :func:`column_audit`, used for every batch of a log.

    Attributes:
        kernel: what judges.
        columns: the column of each event type.
        zone: where wall clocks hang in columns that name no zone.
    """

    kernel: Kernel
    columns: Mapping[str, str]
    zone: str | None = None

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the columns that answers are written to."""
        rules = [bound.rule.id for bound in self.kernel.rules]
        return (
            RECEIVED,
            OUT_OF_RANGE,
            *(f"{part}{rule}" for rule in rules for part in ("", "due:", "late_after:", "took:")),
        )

    def batch(self, batch: Any) -> Any:
        """Return a record batch with the columns of :attr:`added` after its own."""
        pa = extra("pyarrow")
        answers = _answers(self, batch) if batch.num_rows else _nothing(self)
        names = [*batch.schema.names, *answers]
        return pa.RecordBatch.from_arrays([*batch.columns, *answers.values()], names=names)


def column_audit(
    policy: Policy,
    schema: Any,
    *,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    channel: str = "system",
    zone: str | None = None,
    document: Document | None = None,
    observed: Observed | None = None,
    rules: Sequence[str] | None = None,
) -> ColumnAudit:
    """
    Make *policy* ready for tables of *schema*.

    Args:
        policy: what judges.
        schema: the ``pyarrow.Schema`` of the log.
        columns: event type to column, or the columns that are named after event types;
            None: every column that is.
        channel: by which channel everything went.
        zone: the zone of timestamps without one; None: they are refused.
        document: what is known of the document of every row (that it is no state secret, say),
            at most one recipient; None: nothing is.
        observed: which events were watched, and until when, in every row.  An event that was
            not watched and is null is unknown: it leaves a duty undecided.
        rules: ids of the rules to judge; None: all that speak of instants alone.

    Raises:
        NoSuchColumn, NotAnEvent, NoEventColumns, RepeatedColumn, NotInstants, NaiveColumn,
        UnknownZone, ColumnTaken: what is wrong with the columns.
        NoSuchColumnRule, NotColumnar, SeveralRecipients: what is wrong with the question.
        MissingExtra: numpy or pyarrow is not installed.
    """
    extra("numpy")
    extra("pyarrow")
    chosen = _chosen(schema, columns)
    for column in chosen.values():
        _check_instants(schema.field(column), zone)
    only = None if rules is None else tuple(rules)
    kernel = Kernel(policy, tuple(chosen), channel, document, observed, only)
    audit = ColumnAudit(kernel, chosen, zone)
    for name in audit.added:
        if name in schema.names:
            raise ColumnTaken(name)
    return audit


def audit_table(policy: Policy, table: Any, **how: Any) -> Any:
    """
    Judge every row of a ``pyarrow.Table``; return it with the columns of the answers.

    Args:
        policy: what judges.
        table: one row for one document; columns named after event types (``arrived``, ...)
            hold instants, null where unknown.
        how: see :func:`column_audit`, which also says what is raised.

    ``received`` is null where that is undecided.  Rows with an instant before 1976 or after
    2099 are undecided throughout, and marked in ``out_of_range``.
    """
    audit = column_audit(policy, table.schema, **how)
    batches = [audit.batch(batch) for batch in table.to_batches(max_chunksize=_ROWS)]
    schema = audit.batch(_empty(table.schema)).schema
    return extra("pyarrow").Table.from_batches(batches, schema)


def audit_batches(policy: Policy, batches: Iterable[Any], **how: Any) -> Iterator[Any]:
    """Judge ``pyarrow.RecordBatch`` by ``RecordBatch``, in constant memory; see above."""
    audit: ColumnAudit | None = None
    for batch in batches:
        audit = audit or column_audit(policy, batch.schema, **how)
        yield audit.batch(batch)


def audit_parquet(policy: Policy, source: str | Path, target: str | Path, **how: Any) -> int:
    """
    Judge a Parquet file into another one, in memory that does not grow; return the rows.

    Args:
        policy: what judges.
        source: the log.
        target: where the log with its answers goes; replaced if it is there, once all of
            it is written.
        how: see :func:`column_audit`, which also says what is raised.

    Raises:
        UnreadableParquet: *source* is missing, empty, cut short or no Parquet.
        SameFile: *target* is *source*.
    """
    if Path(source).resolve() == Path(target).resolve():
        raise SameFile(str(target))
    file = _opened(source)
    partial = Path(f"{target}.partial")
    try:
        _written(file, source, partial, column_audit(policy, file.schema_arrow, **how))
        partial.replace(target)
        return int(file.metadata.num_rows)
    finally:
        partial.unlink(missing_ok=True)
        file.close()


def _written(file: Any, source: str | Path, partial: Path, audit: ColumnAudit) -> None:
    pq = extra("pyarrow.parquet")
    schema = audit.batch(_empty(file.schema_arrow)).schema
    with pq.ParquetWriter(partial, schema) as writer:
        for batch in _batches(file, source):
            writer.write_batch(audit.batch(batch))


def _opened(source: str | Path) -> Any:
    pa, pq = extra("pyarrow"), extra("pyarrow.parquet")
    try:
        return pq.ParquetFile(source)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(source), _reason(error)) from None


def _batches(file: Any, source: str | Path) -> Iterator[Any]:
    pa = extra("pyarrow")
    try:
        yield from file.iter_batches(batch_size=_ROWS // 4)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableParquet(str(source), _reason(error)) from None


def _reason(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(". ")


def _empty(schema: Any) -> Any:
    pa = extra("pyarrow")
    return pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)


# -- columns in ----------------------------------------------------------------------------


def _chosen(schema: Any, columns: Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    pairs = _named(schema) if columns is None else _pairs(columns)
    if not pairs:
        raise _no_events(schema)
    found: dict[str, str] = {}
    for name, column in pairs:
        if column not in schema.names:
            raise NoSuchColumn(column, closest(column, schema.names))
        event = event_type(name)
        if event in found or schema.names.count(column) > 1:
            raise RepeatedColumn(name)
        found[event] = column
    return found


def _named(schema: Any) -> list[tuple[str, str]]:
    """The columns that are named after event types."""
    words = VOCABULARIES["event"]
    return [(name, name) for name in schema.names if words.get(name)]


def _pairs(columns: Mapping[str, str] | Sequence[str]) -> list[tuple[str, str]]:
    if isinstance(columns, Mapping):
        return list(columns.items())
    return [(name, name) for name in columns]


def _no_events(schema: Any) -> NoEventColumns:
    words = VOCABULARIES["event"].words
    near = [closest(name, words) for name in schema.names]
    return NoEventColumns(tuple(schema.names), next((name for name in near if name != "-"), "-"))


def _check_instants(field: Any, zone: str | None) -> None:
    pa = extra("pyarrow")
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if not pa.types.is_timestamp(kind):
        raise NotInstants(field.name, str(field.type))
    if kind.tz is None:
        if zone is None:
            raise NaiveColumn(field.name)
        _check_zone(zone, field.name)


def _check_zone(zone: str, column: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(zone, column) from None


def _instants(column: Any, name: str, zone: str | None) -> tuple[Any, Any, Any]:
    """The column as microseconds in Vietnam, whether each is known, whether one is outside."""
    np, pa = extra("numpy"), extra("pyarrow")
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    known = column.is_valid().to_numpy(zero_copy_only=False)
    east = _EAST_US
    if column.type.tz is None and zone == VN.key:
        east = 0
    elif column.type.tz is None:
        column = _located(column, name, str(zone))
    raw = column.view(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    per = _PER_SECOND[column.type.unit]
    inside = (raw >= _scaled(FIRST_US - east, per)) & (raw < _scaled(END_US - east, per))
    if not inside.all():
        raw = np.where(inside, raw, _scaled(_NEUTRAL_US, per))
    us = raw if per == _MICRO else raw * (_MICRO // per) if per < _MICRO else raw // 1_000
    return us + east, known & inside, known & ~inside


_MICRO = _PER_SECOND["us"]
_NEUTRAL_US = 1_583_110_800_000_000  # an instant within range, where a row has none


def _scaled(us: int, per: int) -> int:
    return us * per // _MICRO


def _located(column: Any, name: str, zone: str) -> Any:
    """Wall clocks of *zone*; one that does not exist there, or exists twice, is refused."""
    pa, pc = extra("pyarrow"), extra("pyarrow.compute")
    try:
        return pc.assume_timezone(column, zone)
    except pa.ArrowException:
        raise UnknownZone(zone, name) from None


# -- answers out ---------------------------------------------------------------------------


def _answers(audit: ColumnAudit, batch: Any) -> dict[str, Any]:
    np = extra("numpy")
    names = batch.schema.names
    told = {
        kind: _instants(batch.column(names.index(name)), name, audit.zone)
        for kind, name in audit.columns.items()
    }
    pieces = list(
        judge_rows(
            audit.kernel,
            {kind: part[0] for kind, part in told.items()},
            {kind: part[1] for kind, part in told.items()},
        )
    )
    outside = np.logical_or.reduce([part[2] for part in told.values()])
    return _columns(audit, pieces, outside)


def _nothing(audit: ColumnAudit) -> dict[str, Any]:
    pa = extra("pyarrow")
    kinds = [
        _when(),
        pa.bool_(),
        *(_verdict_type(), _when(), _when(), _length()) * len(audit.kernel.rules),
    ]
    return {name: pa.array([], kind) for name, kind in zip(audit.added, kinds, strict=True)}


def _columns(audit: ColumnAudit, pieces: Sequence[Judged], outside: Any) -> dict[str, Any]:
    np, pa = extra("numpy"), extra("pyarrow")
    settled = np.concatenate([piece.settled for piece in pieces])
    received = np.concatenate([piece.received for piece in pieces])
    found = {
        RECEIVED: _timestamps(received, settled & ~outside),
        OUT_OF_RANGE: pa.array(outside),
    }
    for bound in audit.kernel.rules:
        rule = bound.rule.id
        parts = zip(*(piece.rulings[rule] for piece in pieces), strict=True)
        verdict, due, late, timed, took, done = (np.concatenate(part) for part in parts)
        verdict[outside] = UNDECIDED
        timed &= ~outside
        found[rule] = _verdicts(verdict)
        found[f"due:{rule}"] = _timestamps(due, timed)
        found[f"late_after:{rule}"] = _timestamps(late, timed)
        found[f"took:{rule}"] = _seconds(took, done & ~outside)
    return found


def _when() -> Any:
    return extra("pyarrow").timestamp("us", VN.key)


def _length() -> Any:
    return extra("pyarrow").duration("s")


def _seconds(us: Any, known: Any) -> Any:
    """Whole seconds of working time, null where not known."""
    pa = extra("pyarrow")
    mask = None if known.all() else ~known
    return pa.array(us // _MICRO, pa.int64(), mask=mask).view(_length())


def _verdict_type() -> Any:
    pa = extra("pyarrow")
    return pa.dictionary(pa.int8(), pa.string())


def _timestamps(us: Any, known: Any) -> Any:
    """Microseconds in Vietnam as timestamps of its zone, null where not known."""
    pa = extra("pyarrow")
    mask = None if known.all() else ~known
    return pa.array(us - _EAST_US, pa.int64(), mask=mask).view(_when())


def _verdicts(codes: Any) -> Any:
    pa = extra("pyarrow")
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), _words())


@cache
def _words() -> Any:
    pa = extra("pyarrow")
    return pa.array([verdict.value for verdict in VERDICTS], pa.string())


# -- identifiers ---------------------------------------------------------------------------


def identifiers(column: Any) -> Any:
    """
    Say of each identifier of a text column whether it is valid.

    Returns:
        a dictionary array of the words ``valid`` (read without a problem), ``departs`` (read,
        with problems), ``unreadable`` and ``unknown`` (null): never null.  Each different
        text is read once, by :func:`egovdocs.ids.identify`.

    Raises:
        NotText: the column is not text.
    """
    np, pa = extra("numpy"), extra("pyarrow")
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    if not _is_text(coded.type.value_type):
        raise NotText("-", str(column.type))
    told = np.array([_id_code(text) for text in coded.dictionary.to_pylist()] + [3], np.int8)
    places = coded.indices.fill_null(len(told) - 1).to_numpy(zero_copy_only=False)
    return pa.DictionaryArray.from_arrays(pa.array(told[places]), pa.array(ID_WORDS))


def _is_text(kind: Any) -> bool:
    pa = extra("pyarrow")
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _id_code(text: str | None) -> int:
    if text is None:
        return 3
    found = identify(text)
    return 2 if found.type == "unknown" else int(bool(found.problems))
