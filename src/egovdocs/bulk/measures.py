"""What the columns of answers hold, as arrays: verdicts, working time, instants, months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from egovdocs.bulk.answers import told
from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import BROKEN, EAST_US, KEPT, UNDECIDED, VERDICTS
from egovdocs.bulk.problems import NotAnswers
from egovdocs.timing import VN

NO_MONTH = -(1 << 31)  # stands for a month that is not known


def codes_of(column: Any) -> Any:
    """Verdicts as their codes."""
    pa, pc = extra("pyarrow"), extra("pyarrow.compute")
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    found = pc.index_in(column.dictionary.cast(pa.string()), value_set=_words())
    codes = pc.take(found, column.indices)
    if codes.null_count:
        raise NotAnswers("-", ("verdict",))
    return codes.to_numpy().astype("int64")


@cache
def _words() -> Any:
    return extra("pyarrow").array([verdict.value for verdict in VERDICTS])


def took_of(batch: Any, rule: str, codes: Any) -> tuple[Any, Any]:
    """Working time in seconds, and the rows that have it."""
    np, pa = extra("numpy"), extra("pyarrow")
    column = batch.column(f"took:{rule}").cast(pa.duration("s")).view(pa.int64())
    known = column.is_valid().to_numpy(zero_copy_only=False)
    decided = (codes == KEPT) | (codes == BROKEN) | (codes == UNDECIDED)
    rows = np.flatnonzero(known & decided)
    took = column.fill_null(0).to_numpy(zero_copy_only=False)[rows]
    if len(took) and int(took.min()) < 0:
        raise NotAnswers("-", (f"took:{rule}",))
    return took, rows


def instants_of(batch: Any, name: str) -> tuple[Any, Any]:
    """Microseconds of UTC, and whether there is one."""
    np = extra("numpy")
    found = told(batch.column(batch.schema.names.index(name)), name, VN.key)
    size = batch.num_rows
    return found.us, np.ones(size, np.bool_) if found.known is None else found.known


def earliest_of(batch: Any, names: Sequence[str]) -> tuple[Any, Any]:
    """The first of several acts; None where no column tells of one."""
    np = extra("numpy")
    if not names:
        return None, None
    far = np.iinfo(np.int64).max
    columns = [np.where(known, us, far) for us, known in (instants_of(batch, n) for n in names)]
    done = np.minimum.reduce(columns)
    return done, done < far


def months_of(batch: Any, name: str | None) -> Any:
    """Months since 1970, in Vietnam, of each row."""
    np = extra("numpy")
    if name is None:
        return np.full(batch.num_rows, NO_MONTH, np.int64)
    us, known = instants_of(batch, name)
    months = (us + EAST_US).view("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return np.where(known, months, NO_MONTH)


def month_said(month: int) -> str:
    """A month since 1970 as 2024-03; nothing where none is known."""
    return "" if month == NO_MONTH else f"{1970 + month // 12}-{month % 12 + 1:02}"
