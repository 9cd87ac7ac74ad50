"""Findings for programs: one JSON object per case per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs

from egovdocs.audit.running import Judgement, Tally


@attrs.frozen
class AsJson:
    """JSON Lines; with *everything*, kept and not-applicable findings too."""

    everything: bool = False

    def start(self) -> Iterator[str]:
        """Nothing: every line is a case."""
        yield from ()

    def case(self, judged: Judgement) -> Iterator[str]:
        """The object of one case."""
        yield written(judged.report.to_json(everything=self.everything))

    def end(self, _: Tally) -> Iterator[str]:
        """Nothing: sums are the reader's."""
        yield from ()


def written(value: Any) -> str:
    """Write *value* on one line, in letters and not in escapes."""
    return json.dumps(value, ensure_ascii=False)
