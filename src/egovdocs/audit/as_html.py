"""Findings as one page that needs nothing else: to read, to print, to file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import attrs

from egovdocs.audit.as_text import shown, sums
from egovdocs.audit.remarks import Remark
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
from egovdocs.policy import Assumption, Finding

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; }
td.n { text-align: right; }
.broken { background: #fbe3e0; } .pending { background: #fdf3d0; } .kept { background: #e3f3e4; }
.error { background: #fbe3e0; } .warning { background: #fdf3d0; }
small { color: #555; }
""".strip()


@attrs.frozen
class AsHtml:
    """One self-contained page; every text from the input is escaped."""

    lang: Lang = "vi"
    everything: bool = False

    def start(self) -> Iterator[str]:
        """The head of the page and of the table of findings."""
        title = escape(word("audit", self.lang))
        yield f'<!DOCTYPE html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">'
        yield f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>"
        yield f"<body>\n<h1>{title}</h1>"
        yield "<table>\n" + _row("th", [word(name, self.lang) for name in _HEADS])

    def case(self, judged: Judgement) -> Iterator[str]:
        """One row for each departure, and for each finding that is broken or pending."""
        yield from self.remarks(judged.report.case.case, judged.remarks)
        for finding in shown(judged.report, everything=self.everything):
            yield self._finding(finding, judged)

    def remarks(self, case: str, remarks: tuple[Remark, ...]) -> Iterator[str]:
        """One row for each departure; notes with *everything* only."""
        for each in odd(remarks, everything=self.everything):
            cells = (
                f"{_text(case)}<br><small>{_text(each.file)}</small>",
                _text(word(each.severity, self.lang)),
                f"{_text(each.code)}<br><small>{_text(each.source)}</small>",
                _text(each.message(self.lang)),
            )
            body = "".join(f"<td>{cell}</td>" for cell in cells)
            yield f'<tr class="{each.severity}">{body}</tr>'

    def _finding(self, finding: Finding, judged: Judgement) -> str:
        style = "pending" if finding.pending else finding.verdict.value
        agency = finding.where.get("agency", "")
        where = f"{_text(judged.report.case.case)}<br><small>{_text(agency)}</small>"
        spoken = _text(spoken_clause(finding.clause, self.lang))
        clause = f"{spoken}<br><small>{_text(finding.clause)}</small>"
        cells = (
            where,
            _text(verdict_of(finding, self.lang)),
            clause,
            self._reason(finding, judged),
        )
        body = "".join(f"<td>{cell}</td>" for cell in cells)
        return f'<tr class="{style}">{body}</tr>'

    def _reason(self, finding: Finding, judged: Judgement) -> str:
        small = [step.spoken(self.lang) for step in finding.because]
        small += [self._assumed(part) for part in finding.assumed]
        accepted = judged.accepted.get(finding.rule)
        if accepted is not None:
            small.append(f"{word('accepted', self.lang)}: {accepted.reason}")
        notes = (f"<small>{_text(note)}</small>" for note in small)
        return "<br>".join((_text(finding.message(self.lang)), *notes))

    def _assumed(self, part: Assumption) -> str:
        said = part.vi if self.lang == "vi" else part.en
        return f"{word('assumed', self.lang)}: {said} {differs(part, self.lang)}".rstrip()

    def end(self, tally: Tally) -> Iterator[str]:
        """The rest of the page: what is missing, what could not be read, the sums."""
        yield "</table>"
        yield from self._gaps(tally)
        yield from self._bad(tally)
        yield from self._clauses(tally)
        yield f"<p><strong>{_text(sums(tally, self.lang))}</strong></p>\n</body>\n</html>"

    def _gaps(self, tally: Tally) -> Iterator[str]:
        told = (
            gap(name, count, tally.lacking[name], self.lang)
            for name, count in tally.gaps.most_common()
        )
        yield from _list(word("gaps", self.lang), told)

    def _bad(self, tally: Tally) -> Iterator[str]:
        told = (problem.message(self.lang) for problem in tally.bad)
        yield from _list(counted(tally.unusable, "unusable", self.lang), told)

    def _clauses(self, tally: Tally) -> Iterator[str]:
        yield f"<h2>{_text(word('by-clause', self.lang))}</h2>\n<table>"
        heads = (column(name, self.lang) for name in COLUMNS)
        yield _row("th", (word("clause", self.lang), *heads))
        for clause, counts in sorted(tally.clauses.items(), key=lambda row: in_order(row[0])):
            numbers = "".join(f'<td class="n">{counts[name]}</td>' for name in COLUMNS)
            said = _text(spoken_clause(clause, self.lang))
            yield f"<tr><td>{said}<br><small>{_text(clause)}</small></td>{numbers}</tr>"
        yield "</table>"


_HEADS = ("case", "verdict", "clause", "message")


def _text(value: object) -> str:
    return escape(clean(str(value)))


def _row(kind: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{kind}>{_text(cell)}</{kind}>" for cell in cells) + "</tr>"


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    told = [f"<li>{_text(item)}</li>" for item in items]
    if told:
        yield from (f"<h2>{_text(title)}</h2>\n<ul>", *told, "</ul>")
