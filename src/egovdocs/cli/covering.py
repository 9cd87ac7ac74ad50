"""``egovdocs law coverage``: which clause is proved by what, and what is not, and why."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from egovdocs.audit.claims import read, with_claims
from egovdocs.audit.ledger import Mutants, Row, RuleRow, State, ledger, snapshot, sums
from egovdocs.audit.ledger_page import page
from egovdocs.audit.wanted import Sort
from egovdocs.audit.words import clean
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
    return f"{name}: {summed(sums(rows), lang)}"


def summed(counts: Mapping[State, int], lang: Lang) -> str:
    """How many clauses there are, and how many of each state."""
    told = ", ".join(f"{_word(state, lang)} {n}" for state, n in counts.items())
    return f"{sum(counts.values())} {_word('clauses', lang)}: {told}"


# -- json -------------------------------------------------------------------------------------


def _as_json(table: Mapping[str, tuple[Row, ...]], _: Lang) -> Iterator[str]:
    yield json.dumps(snapshot(table), ensure_ascii=False)


_FORMATS = {"text": _as_text, "json": _as_json, "html": page}
