"""
Findings in: the JSON Lines of ``egovdocs audit --format json --all``, one case a line.

A line that cannot be used is told and left out whole: none of its findings is counted.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import IO, Any, NamedTuple, cast

from egovdocs.audit.problems import BadLine, EmptyFile, TooDeep
from egovdocs.audit.reading import Input, Line, _json, _lines, _text, _whole_text
from egovdocs.audit.summary.problems import (
    BadFinding,
    CutShort,
    FindingsOfRows,
    NotEveryFinding,
    NotFindings,
    OtherVersion,
)
from egovdocs.audit.summary.spread import LONGEST
from egovdocs.audit.summary.totals import Delay, Totals
from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError

_SHAPE = '{"case": "...", "findings": [...], "summary": {...}}'
_VERDICTS = ("kept", "broken", "undecided", "not-applicable")
_GZIP = b"\x1f\x8b"


class Told(NamedTuple):
    """What is counted of one finding."""

    agency: str
    month: str
    clause: str
    verdict: str
    took: int | None
    undone: bool
    delay: Delay | None


def plain(stream: IO[bytes]) -> IO[bytes]:
    """*stream*, or what is in it, where it is compressed by gzip."""
    peek = getattr(stream, "peek", None)
    packed = peek is not None and peek(2)[:2] == _GZIP
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if packed else stream


def read_findings(source: Input, totals: Totals) -> Iterator[BadLine]:
    """Add the findings of *source* to *totals*; yield the lines that cannot be used."""
    found = False
    for number, line in _numbered(source):
        found = True
        try:
            told = _case(line)
        except EgovdocsError as error:
            yield BadLine(source.name, number, error)
        else:
            _add(totals, told)
    if not found:
        yield BadLine(source.name, 0, EmptyFile())


def _numbered(source: Input) -> Iterator[tuple[int, Line]]:
    try:
        yield from _lines(source)
    except (EOFError, zlib.error):
        yield source.lines + 1, CutShort()


def _add(totals: Totals, told: list[Told] | None) -> None:
    if told is None:
        return
    totals.cases += 1
    for part in told:
        group = totals.group(part.agency, part.month, part.clause)
        setattr(group, part.verdict, getattr(group, part.verdict) + 1)
        if part.took is not None:
            group.time().add(part.took)
        totals.undone += part.undone
        if part.delay is not None:
            totals.delay(part.delay)


# -- one case ------------------------------------------------------------------------------


def _case(line: Line) -> list[Told] | None:
    """The findings of one line; None where it tells of departures from a format alone."""
    value = _object(line)
    if "rule" in value and "row" in value:
        raise FindingsOfRows(str(value["rule"]))
    if "findings" not in value and "deviations" in value:
        return None
    case, findings, summary = (value.get(name) for name in ("case", "findings", "summary"))
    if not (isinstance(case, str) and isinstance(findings, list) and isinstance(summary, dict)):
        raise NotFindings(json.dumps(value, ensure_ascii=False)[:60], _SHAPE)
    kept = sum(isinstance(each, dict) and each.get("verdict") == "kept" for each in findings)
    if summary.get("kept") != kept:
        raise NotEveryFinding(summary.get("kept", "?"), kept)
    told = (_finding(case, each) for each in findings)
    return [part for part in told if part is not None]


def _object(line: Line) -> dict[str, Any]:
    if isinstance(line, EgovdocsError):
        raise line
    try:
        value = _json(_text(line))
    except RecursionError:
        raise TooDeep from None
    _whole_text(line, value)
    if not isinstance(value, dict):
        raise NotFindings(json.dumps(value, ensure_ascii=False)[:60], _SHAPE)
    return value


def _finding(case: str, value: Any) -> Told | None:
    if not isinstance(value, dict):
        raise NotFindings(json.dumps(value, ensure_ascii=False)[:60], '{"rule": "...", ...}')
    rule, verdict, facts = value.get("rule"), value.get("verdict"), value.get("facts")
    _expect("rule", rule, isinstance(rule, str), "…")
    _expect("verdict", verdict, verdict in _VERDICTS, ", ".join(_VERDICTS))
    if verdict == "not-applicable":
        return None
    for name in ("actor", "day", "clause", "pending"):
        if name not in value:
            raise OtherVersion(str(rule), name)
    _expect("facts", facts, isinstance(facts, dict), "{...}")
    _expect("clause", value["clause"], _is_clause(value["clause"]), "vn/28-2018-qd-ttg#d6.k2.s1")
    _expect("actor", value["actor"], value["actor"] is None or _is_text(value["actor"]), "…")
    return _told(case, value, cast("Mapping[str, Any]", facts))


def _told(case: str, value: Mapping[str, Any], facts: Mapping[str, Any]) -> Told:
    verdict = "running" if value["pending"] is True else str(value["verdict"])
    agency, clause, took = value["actor"] or "", value["clause"], _took(facts)
    late = verdict == "broken" and "late_after" in facts
    delay = _delay(facts, case, agency, clause) if late and "done" in facts else None
    undone = late and "done" not in facts
    return Told(agency, _month(value["day"]), clause, verdict, took, undone, delay)


def _expect(field: str, value: object, right: bool, expected: str) -> None:
    if not right:
        raise BadFinding(field, json.dumps(value, ensure_ascii=False)[:60], expected)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@lru_cache(4096)
def _known(clause: str) -> bool:
    try:
        Citation.parse(clause)
    except EgovdocsError:
        return False
    return True


def _is_clause(value: object) -> bool:
    return isinstance(value, str) and _known(value)


def _month(day: object) -> str:
    if day is None:
        return ""
    _expect("day", day, isinstance(day, str) and _is_day(day), "2024-03-01")
    return str(day)[:7]


@lru_cache(4096)
def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _took(facts: Mapping[str, Any]) -> int | None:
    took = facts.get("took")
    if took is None:
        return None
    right = isinstance(took, int) and not isinstance(took, bool) and 0 <= took < LONGEST
    _expect("took", took, right, "0, 1, 2, ...")
    return int(took)


def _delay(facts: Mapping[str, Any], case: str, agency: str, clause: str) -> Delay:
    until, done = _instant("late_after", facts), _instant("done", facts)
    late = -((until - done) // timedelta(seconds=1))
    due = str(facts.get("due", facts["late_after"]))
    words = (due, str(facts["late_after"]), str(facts["done"]))
    return Delay(late, case, agency, clause, *words, _took(facts))


def _instant(name: str, facts: Mapping[str, Any]) -> datetime:
    try:
        found = datetime.fromisoformat(facts[name])
    except (TypeError, ValueError):
        found = None
    _expect(name, facts[name], found is not None and found.tzinfo is not None, "ISO 8601")
    return cast("datetime", found)
