"""``egovdocs law coverage``: which clause is proved by what, and what is not, and why."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from egovdocs.audit.claims import read, with_claims
from egovdocs.audit.ledger import Mutants, Row, RuleRow, State, ledger, snapshot, sums
from egovdocs.audit.wanted import Sort
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import Lang

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "covered": ("đã chứng minh", "covered"), "partly": ("một phần", "partly"),
    "not-covered": ("chưa chứng minh", "not covered"), "no-rule": ("không có quy tắc", "no rule"),
    "kept": ("đúng", "kept"), "broken": ("trái", "broken"), "undecided": ("chưa rõ", "undecided"),
    "example": ("ví dụ", "example"), "short": ("còn thiếu", "short"),
    "boundary": ("sát ngưỡng", "boundary"), "answered": ("trả lời", "answers"),
    "mutants": ("đột biến bị diệt", "mutants killed"), "lacks": ("thiếu", "lacks"),
    "clauses": ("điều khoản", "clauses"), "all": ("tất cả", "all"),
    "title": ("Sổ điều khoản", "The ledger"), "clause": ("Điều khoản", "Clause"),
    "state": ("Tình trạng", "State"), "evidence": ("Chứng cứ, hoặc lý do", "Evidence, or reason"),
}
# fmt: on


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]


def command(args: Namespace) -> int:
    """Print the ledger of one instrument or of all; an answer even where much is not covered."""
    table = ledger((args.instrument,) if args.instrument else ())
    if args.evidence:
        table = with_claims(table, read(Path(args.evidence)))
    for line in _FORMATS[args.format](table, args.lang):
        print(line)
    return 0


# -- text -------------------------------------------------------------------------------------


def _as_text(table: Mapping[str, tuple[Row, ...]], lang: Lang) -> Iterator[str]:
    for ident, rows in table.items():
        yield from (line for row in rows if row.state != "no-rule" for line in _told(row, lang))
        yield _summed(ident, rows, lang)
    if len(table) > 1:
        everything = tuple(row for rows in table.values() for row in rows)
        yield _summed(_word("all", lang), everything, lang)


def _told(row: Row, lang: Lang) -> Iterator[str]:
    yield clean(f"{row.clause}  {_word(row.state, lang)}{_mutants(row, lang)}")
    for part in _evidence(row, lang):
        yield clean(f"    {part}")


def _mutants(row: Row, lang: Lang) -> str:
    found = row.mutants or Mutants()
    return f"; {_word('mutants', lang)} {found.dead}/{found.all}" if found.all else ""


def _evidence(row: Row, lang: Lang) -> Iterator[str]:
    for rule in row.rules:
        told = (_cases(sort, cases, lang) for sort, cases in rule.proofs.items() if cases)
        yield f"{rule.name}: " + "; ".join((*told, *_lacking(rule, lang)))
    if row.answered:
        yield _cases("answered", row.answered, lang)
    if row.shown:
        yield _cases("example", row.shown, lang)


def _lacking(rule: RuleRow, lang: Lang) -> Iterator[str]:
    if rule.lacks:
        words = ", ".join(_word(sort, lang) for sort in rule.lacks)
        yield f"{_word('lacks', lang)} {words}"


def _cases(sort: Sort, cases: tuple[str, ...], lang: Lang) -> str:
    more = f" +{len(cases) - 1}" if len(cases) > 1 else ""
    return f"{_word(sort, lang)} {cases[0]}{more}"


def _summed(name: str, rows: tuple[Row, ...], lang: Lang) -> str:
    counts = ", ".join(f"{_word(state, lang)} {n}" for state, n in sums(rows).items())
    return f"{name}: {len(rows)} {_word('clauses', lang)}: {counts}"


# -- json, html -------------------------------------------------------------------------------


def _as_json(table: Mapping[str, tuple[Row, ...]], _: Lang) -> Iterator[str]:
    yield json.dumps(snapshot(table), ensure_ascii=False)


_COLOURS: Mapping[State, str] = {
    "covered": "#e3f3e4", "partly": "#fdf3d0", "not-covered": "#fbe3e0", "no-rule": "#fff",
}  # fmt: skip
_STYLE = (
    """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; }
small { color: #555; }
""".strip()
    + "".join(f"\n.{state} {{ background: {colour}; }}" for state, colour in _COLOURS.items())
)


def _as_html(table: Mapping[str, tuple[Row, ...]], lang: Lang) -> Iterator[str]:
    title = escape(_word("title", lang))
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>"
    for ident, rows in table.items():
        yield f"<h2>{escape(ident)}</h2>\n<table>"
        heads = (_word(name, lang) for name in ("clause", "state", "evidence"))
        yield "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>"
        yield from (_html_row(row, lang) for row in rows)
        yield f"</table>\n<p><strong>{escape(_summed(ident, rows, lang))}</strong></p>"
    yield "</body>\n</html>"


def _html_row(row: Row, lang: Lang) -> str:
    spoken = escape(spoken_clause(row.clause, lang))
    reason = row.reason.get(lang, "")
    told = [*_evidence(row, lang), *([reason] if reason else [])]
    state = escape(f"{_word(row.state, lang)}{_mutants(row, lang)}")
    cells = (f"{spoken}<br><small>{escape(row.clause)}, {row.kind}</small>", state,
             "<br>".join(map(escape, told)))  # fmt: skip
    return f'<tr class="{row.state}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


_FORMATS = {"text": _as_text, "json": _as_json, "html": _as_html}
