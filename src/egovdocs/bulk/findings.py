"""What was found in rows: counted rule by rule, and the rows of what was not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from egovdocs.bulk.answers import OUT_OF_RANGE, RECEIVED
from egovdocs.bulk.extras import extra
from egovdocs.bulk.kernel import BROKEN, KEPT, NOT_APPLICABLE, UNDECIDED, VERDICTS

LISTED = 20  # of so many rows the numbers are kept
_BLAMED = (BROKEN, UNDECIDED)
_TOLD = (BROKEN, UNDECIDED, KEPT, NOT_APPLICABLE)
CASE = "case"  # the column that names a row, where there is one


@attrs.define(eq=False)
class RowTally:
    """
    Sums over the batches of a log.

    Attributes:
        rules: the ids of the rules that were judged.
        rows: how many rows.
        outside: rows with an instant before 1976 or after 2099.
        unreceived: rows whose receipt is undecided.
        counts: rows by rule and verdict.
        listed: the first row numbers, from 1, by rule and verdict, of what was not kept.
    """

    rules: Sequence[str]
    rows: int = 0
    outside: int = 0
    unreceived: int = 0
    counts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    listed: dict[tuple[str, str], list[int]] = attrs.field(factory=dict)

    def add(self, batch: Any) -> None:
        """Count the next batch of answers."""
        np, pc = extra("numpy"), extra("pyarrow.compute")
        self.outside += pc.sum(batch.column(OUT_OF_RANGE)).as_py() or 0
        self.unreceived += batch.column(RECEIVED).null_count
        for rule in self.rules:
            codes = batch.column(rule).indices.to_numpy()
            for code, count in enumerate(np.bincount(codes, minlength=len(VERDICTS)).tolist()):
                self._note(rule, code, count, codes)
        self.rows += batch.num_rows

    def _note(self, rule: str, code: int, count: int, codes: Any) -> None:
        key = (rule, VERDICTS[code].value)
        self.counts[key] += count
        told = self.listed.setdefault(key, [])
        if count and code in _BLAMED and len(told) < LISTED:
            rows = extra("numpy").flatnonzero(codes == code)[: LISTED - len(told)]
            told.extend((rows + self.rows + 1).tolist())

    def status(self, strict: bool = False) -> int:
        """1 if a rule is broken, with *strict* also if one is undecided; else 0."""
        blamed = _BLAMED if strict else _BLAMED[:1]
        words = {VERDICTS[code].value for code in blamed}
        return int(any(count and verdict in words for (_, verdict), count in self.counts.items()))


def findings(
    batch: Any, rules: Sequence[str], before: int, everything: bool = False
) -> Iterator[dict[str, Any]]:
    """
    Tell of each row and rule that is not kept; with *everything*, of every row and rule.

    Args:
        batch: answers.
        rules: the ids of the rules.
        before: how many rows came before.
        everything: kept and not-applicable findings too.

    Yields:
        objects for JSON, row by row within each rule; ``row`` counts from 1.
    """
    np = extra("numpy")
    told = _TOLD if everything else _BLAMED
    for rule in rules:
        codes = batch.column(rule).indices.to_numpy()
        rows = np.flatnonzero(np.isin(codes, told))
        if len(rows):
            yield from _of_rule(batch.take(extra("pyarrow").array(rows)), rule, rows + before + 1)


def _of_rule(batch: Any, rule: str, numbers: Any) -> Iterator[dict[str, Any]]:
    names = {
        CASE: CASE, "verdict": rule, RECEIVED: RECEIVED, "due": f"due:{rule}",
        "late_after": f"late_after:{rule}", "took": f"took:{rule}", OUT_OF_RANGE: OUT_OF_RANGE,
    }  # fmt: skip
    columns = {
        short: batch.column(name).to_pylist()
        for short, name in names.items()
        if name in batch.schema.names
    }
    for place, number in enumerate(numbers.tolist()):
        row = {short: column[place] for short, column in columns.items()}
        yield {"row": number, "rule": rule, **_written(row)}


def _written(row: dict[str, Any]) -> dict[str, Any]:
    """Instants in words of ISO 8601, working time in whole seconds, nothing where not known."""
    if not row[OUT_OF_RANGE]:
        del row[OUT_OF_RANGE]
    took = row.pop("took", None)
    found = {key: _instant(value) for key, value in row.items() if value is not None}
    return found if took is None else {**found, "took_seconds": int(took.total_seconds())}


def _instant(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
