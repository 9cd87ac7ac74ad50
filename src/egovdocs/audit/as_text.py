"""Findings for people: one a line, with its clause; what is missing and the sums at the end."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from egovdocs.audit.remarks import SEVERITIES, Remark
from egovdocs.audit.remarks import shown as odd
from egovdocs.audit.running import COLUMNS, Judgement, Tally
from egovdocs.audit.words import (
    clean,
    column,
    counted,
    differs,
    gap,
    in_order,
    spoken_clause,
    verdict_of,
    word,
)
from egovdocs.errors import Lang
from egovdocs.policy import Finding, Report, Verdict


@attrs.define(eq=False)
class AsText:
    """
    Plain text.

    Attributes:
        lang: the language of every line.
        everything: kept, undecided and not-applicable findings on lines of their own too.
        assumed: what the findings that were written take for granted, by code.
    """

    lang: Lang = "vi"
    everything: bool = False
    assumed: dict[str, str] = attrs.field(factory=dict)

    def start(self) -> Iterator[str]:
        """Nothing: the first line is the first finding."""
        yield from ()

    def case(self, judged: Judgement) -> Iterator[str]:
        """One line for each departure, and for each finding that is broken or pending."""
        yield from self.remarks(judged.report.case.case, judged.remarks)
        for finding in shown(judged.report, everything=self.everything):
            yield clean(self._line(finding, judged))

    def remarks(self, _: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
        """One line for each departure; notes with *everything* only."""
        for each in odd(remarks, everything=self.everything):
            head = [each.file, word(each.severity, self.lang), each.code]
            yield clean("  ".join([*head, each.message(self.lang)]))

    def _line(self, finding: Finding, judged: Judgement) -> str:
        agency = finding.where.get("agency")
        head = [judged.report.case.case, verdict_of(finding, self.lang), finding.clause]
        said = finding.message(self.lang)
        text = f"{agency}: {said}" if agency else said
        return "  ".join([*head, text, *self._notes(finding, judged)])

    def _notes(self, finding: Finding, judged: Judgement) -> Iterator[str]:
        notes = {part.code: differs(part, self.lang) for part in finding.assumed}
        for part in finding.assumed:
            self.assumed.setdefault(part.code, part.vi if self.lang == "vi" else part.en)
        if notes:
            told = "; ".join(f"{code}, {other}" if other else code for code, other in notes.items())
            yield f"[{word('assumed', self.lang)}: {told}]"
        row = judged.accepted.get(finding.rule)
        if row is not None and finding.verdict in _BLAMED and not finding.pending:
            yield f"[{word('accepted', self.lang)}: {row.reason}]"

    def end(self, tally: Tally) -> Iterator[str]:
        """What is missing, what was assumed, the summary by clause, the sums."""
        for block in (
            self._gaps(tally),
            self._assumptions(),
            self._accepted(tally),
            self._clauses(tally),
            self._sums(tally),
        ):
            yield from map(clean, block)

    def _gaps(self, tally: Tally) -> Iterator[str]:
        if tally.gaps:
            yield from ("", f"{word('gaps', self.lang)}:")
        for name, count in tally.gaps.most_common():
            yield f"  {gap(name, count, tally.lacking[name], self.lang)}"

    def _assumptions(self) -> Iterator[str]:
        if self.assumed:
            yield from ("", f"{word('assumptions', self.lang)}:")
        for code, said in self.assumed.items():
            yield f"  {code}: {said}"

    def _accepted(self, tally: Tally) -> Iterator[str]:
        if tally.accepted:
            yield from ("", f"{word('accepted-rows', self.lang)}:")
        for row, count in tally.accepted.items():
            yield f"  {count} × {row.rule} ({row.scope}): {row.reason}"

    def _clauses(self, tally: Tally) -> Iterator[str]:
        rows = [
            (clause, counts)
            for clause, counts in sorted(tally.clauses.items(), key=lambda row: in_order(row[0]))
            if self.everything or set(counts) != {"not-applicable"}
        ]
        if not rows:
            return
        wide = max(len(clause) for clause, _ in rows)
        heads = [column(name, self.lang) for name in COLUMNS]
        yield from ("", f"{word('by-clause', self.lang)}:")
        yield f"  {'':{wide}}  {'  '.join(heads)}"
        for clause, counts in rows:
            cells = (
                f"{counts[name] or '.':>{len(head)}}"
                for name, head in zip(COLUMNS, heads, strict=True)
            )
            yield f"  {clause:{wide}}  {'  '.join(cells)}  {spoken_clause(clause, self.lang)}"

    def _sums(self, tally: Tally) -> Iterator[str]:
        yield from ("", sums(tally, self.lang))
        if tally.cases and not tally.verdicts["broken"]:
            yield word("nothing", self.lang)


def shown(report: Report, *, everything: bool) -> Iterator[Finding]:
    """The findings that have lines of their own: broken and pending, or all of them."""
    if everything:
        return report.all_findings()
    found = report.findings(Verdict.BROKEN, *_with_pending(report))
    return (each for each in found if each.pending or each.verdict is Verdict.BROKEN)


def _with_pending(report: Report) -> tuple[Verdict, ...]:
    running = any(part.outcome.pending for part in report.judged)
    return (Verdict.UNDECIDED,) if running else ()


_BLAMED = (Verdict.BROKEN, Verdict.UNDECIDED)


def sums(tally: Tally, lang: Lang) -> str:
    """Cases, findings by verdict, lines that could not be used: one line."""
    names = ("kept", "broken", "undecided", "not-applicable")
    parts = [counted(tally.cases, "cases", lang)]
    parts += [f"{tally.verdicts[name]} {word(name, lang)}" for name in names]
    parts.append(f"{tally.running} {word('pending', lang)}")
    if tally.remarks:
        counts = (f"{tally.remarks[name]} {word(name, lang)}" for name in SEVERITIES)
        parts.append(f"{word('remarks', lang)}: {', '.join(counts)}")
    if tally.unusable:
        parts.append(counted(tally.unusable, "unusable", lang))
    return " · ".join(parts)
