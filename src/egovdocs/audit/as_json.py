"""Findings for programs: one JSON object per case per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from egovdocs.audit import fast_json
from egovdocs.audit.remarks import Remark, shown
from egovdocs.audit.running import Judgement, Tally
from egovdocs.record.quick import Doubt


@attrs.frozen
class AsJson:
    """JSON Lines; with *everything*, kept and not-applicable findings too."""

    everything: bool = False

    def start(self) -> Iterator[str]:
        """Nothing: every line is a case."""
        yield from ()

    def case(self, judged: Judgement) -> Iterator[str]:
        """The object of one case."""
        found = judged.report.to_json(everything=self.everything)
        yield written({**found, **self._odd(judged.remarks)})

    def remarks(self, case: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
        """An object of the departures alone."""
        yield written({"case": case, **self._odd(remarks)})

    def _odd(self, remarks: tuple[Remark, ...]) -> dict[str, Any]:
        found = shown(remarks, everything=self.everything)
        return {"deviations": [each.to_json() for each in found]} if found else {}

    def end(self, _: Tally) -> Iterator[str]:
        """Nothing: sums are the reader's."""
        yield from ()


def written(value: dict[str, Any]) -> str:
    """Write *value* on one line, in letters and not in escapes."""
    write = _writer()
    if write is not None:
        try:
            return write(value)
        except Doubt:
            pass
    return plainly(value)


def plainly(value: Any) -> str:
    """Write with the standard library; a faster one may only write the same."""
    return json.dumps(value, ensure_ascii=False)


@cache
def _writer() -> fast_json.Write | None:
    """The fast writer, where its extra is installed."""
    return fast_json.writer()
