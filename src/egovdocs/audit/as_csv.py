"""Findings for spreadsheets, safe to open: no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import attrs

from egovdocs.audit.remarks import Remark, shown
from egovdocs.audit.running import Judgement, Tally
from egovdocs.audit.words import spoken_clause
from egovdocs.errors import Lang
from egovdocs.policy import Finding

COLUMNS = (
    "file", "line", "case", "profile", "rule", "clause", "citation", "verdict", "pending",
    "agency", "event", "field", "message", "missing", "assumed", "accepted",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen
class AsCsv:
    """Comma-separated values, UTF-8, one row per finding, the names of columns first."""

    lang: Lang = "vi"
    everything: bool = False

    def start(self) -> Iterator[str]:
        """The names of the columns."""
        yield row(COLUMNS)

    def case(self, judged: Judgement) -> Iterator[str]:
        """One row for each departure and each finding."""
        yield from self.remarks(judged.report.case.case, judged.remarks)
        report = judged.report
        found = report.all_findings() if self.everything else report.findings()
        for finding in found:
            yield row(self._cells(finding, judged))

    def remarks(self, case: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
        """One row for each departure; notes with *everything* only."""
        for each in shown(remarks, everything=self.everything):
            yield row((
                each.file, 1, case, "", each.code, each.source, "", each.severity, "false",
                "", "", each.at, each.message(self.lang), "", "", "",
            ))  # fmt: skip

    def _cells(self, finding: Finding, judged: Judgement) -> tuple[object, ...]:
        where, accepted = finding.where, judged.accepted.get(finding.rule)
        return (
            judged.file, judged.line, judged.report.case.case, judged.report.policy.profile.id,
            finding.rule, finding.clause, spoken_clause(finding.clause, self.lang),
            finding.verdict.value, "true" if finding.pending else "false",
            where.get("agency", ""), where.get("event", ""), where.get("field", ""),
            finding.message(self.lang), " ".join(finding.missing),
            " ".join(part.code for part in finding.assumed),
            "" if accepted is None else accepted.reason,
        )  # fmt: skip

    def end(self, _: Tally) -> Iterator[str]:
        """Nothing: sums are the spreadsheet's."""
        yield from ()


def row(cells: Iterable[object]) -> str:
    """Write one row, without its line end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([safe(cell) for cell in cells])
    return line.getvalue()


def safe(cell: object) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
