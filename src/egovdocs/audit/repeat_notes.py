"""
Documents of a log that repeat an earlier one: remarks of the later case, never verdicts.

Two cases may tell of one document without anybody having issued it twice; so it is a warning,
as vn/30-2020-nd-cp#pl6.p1.m3.k1.h asks of a system, and no rule is judged by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from egovdocs.audit.duplicates import CLAUSE, By, Key, keys
from egovdocs.audit.problems import BadLine
from egovdocs.audit.reading import Entry
from egovdocs.audit.remarks import Remark
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import spoken

_AT: Mapping[By, str] = {"id": "document.id", "number": "document.number"}
_SAID: Mapping[By, tuple[str, str]] = {
    "id": (
        "Vụ việc {case}: {value} (mã định danh văn bản) đã có ở {former} [{clause}].",
        "Case {case}: {value} (document id) was in {former} before [{clause}].",
    ),
    "number": (
        "Vụ việc {case}: {value} (số, ký hiệu, cơ quan ban hành) đã có ở {former} [{clause}].",
        "Case {case}: {value} (number, symbol, issuer) was in {former} before [{clause}].",
    ),
}


def with_repeats(entries: Iterable[Entry | BadLine]) -> Iterator[Entry | BadLine]:
    """Add to each entry what its document repeats; the memory grows with the documents."""
    met: dict[tuple[By, Key], str] = {}
    for entry in entries:
        found = tuple(_repeats(entry, met)) if isinstance(entry, Entry) else ()
        if isinstance(entry, Entry) and found:
            yield attrs.evolve(entry, remarks=(*entry.remarks, *found))
        else:
            yield entry


def _repeats(entry: Entry, met: dict[tuple[By, Key], str]) -> Iterator[Remark]:
    for by, key, value in keys(entry.case):
        former = met.setdefault((by, key), entry.case.case)
        if former != entry.case.case:
            vi, en = _sentences(by, {"case": entry.case.case, "value": value, "former": former})
            yield Remark(
                entry.file, f"document.repeated-{by}", "warning", vi, en, _AT[by], value,
                source=CLAUSE,
            )  # fmt: skip


def _sentences(by: By, fields: Mapping[str, str]) -> tuple[str, str]:
    vi, en = _SAID[by]
    shown = {name: spoken(part) for name, part in fields.items()}
    clauses = spoken_clause(CLAUSE, "vi"), spoken_clause(CLAUSE, "en")
    return clean(vi.format(**shown, clause=clauses[0])), clean(
        en.format(**shown, clause=clauses[1])
    )
