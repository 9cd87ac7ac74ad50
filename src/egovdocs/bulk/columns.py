"""
Arrow tables and record batches in, the same with answers out.

Each rule adds a column, its verdict (a dictionary of four words, never null).  One with a
limit in numbers adds three more: until when, ``due:`` and ``late_after:`` (null where the
start of the duty is not known); and ``took:``, the working time from the start to the act in
whole seconds (null where one of the two is not known).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from egovdocs.bulk.answers import added, columns_of, nothing, told
from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import Kernel
from egovdocs.bulk.problems import ColumnTaken
from egovdocs.bulk.rows import judge_rows
from egovdocs.bulk.schemas import check_instants, chosen

if TYPE_CHECKING:
    from egovdocs.policy import Policy
    from egovdocs.record import Document, Observed

ROWS = 1 << 16  # so many rows are judged at once: what they come to stays in the cache
AHEAD = 2  # so many batches are judged before the last one is used


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
        return added(self.kernel.measured)

    def batch(self, batch: Any) -> Any:
        """Return a record batch with the columns of :attr:`added` after its own."""
        pa = extra("pyarrow")
        answers = self._answers(batch)
        names = [*batch.schema.names, *answers]
        return pa.RecordBatch.from_arrays([*batch.columns, *answers.values()], names=names)

    def answers(self, batch: Any) -> Any:
        """Return a record batch of the columns of :attr:`added` alone."""
        answers = self._answers(batch)
        return extra("pyarrow").RecordBatch.from_pydict(answers)

    def batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Judge record batches in order, the next ones while the last is being used."""
        with ThreadPoolExecutor(1) as worker:
            waiting: deque[Future[Any]] = deque()
            for batch in batches:
                waiting.append(worker.submit(self.batch, batch))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _answers(self, batch: Any) -> dict[str, Any]:
        if not batch.num_rows:
            return nothing(self.kernel.measured)
        names = batch.schema.names
        columns = {
            kind: told(batch.column(names.index(name)), name, self.zone)
            for kind, name in self.columns.items()
        }
        judged = judge_rows(
            self.kernel,
            {kind: column.us for kind, column in columns.items()},
            {kind: column.known for kind, column in columns.items()},
        )
        return columns_of(judged, columns, self.kernel.measured)


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
    events = chosen(schema, columns)
    for column in events.values():
        check_instants(schema.field(column), zone)
    only = None if rules is None else tuple(rules)
    kernel = Kernel(policy, tuple(events), channel, document, observed, only)
    audit = ColumnAudit(kernel, events, zone)
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
    batches = [audit.batch(batch) for batch in table.to_batches(max_chunksize=ROWS)]
    schema = audit.batch(empty(table.schema)).schema
    return extra("pyarrow").Table.from_batches(batches, schema)


def audit_batches(policy: Policy, batches: Iterable[Any], **how: Any) -> Iterator[Any]:
    """Judge ``pyarrow.RecordBatch`` by ``RecordBatch``, in constant memory; see above."""
    given = iter(batches)
    for first in given:
        audit = column_audit(policy, first.schema, **how)
        yield from audit.batches(chain((first,), given))


def empty(schema: Any) -> Any:
    """A record batch of *schema* without rows."""
    pa = extra("pyarrow")
    return pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
