"""What a symbol says: its form, and what departs from the grammar of that form."""

from __future__ import annotations

import re
from typing import Literal

from egovdocs.ids.kinds import ABBREVIATIONS, NORMATIVE, ONLY_NORMATIVE

NumberForm = Literal[
    "normative", "national-assembly", "administrative", "official-letter", "party", "irregular"
]
Judged = tuple[NumberForm, tuple[str, ...]]

#: The Vietnamese capitals with marks, for a character class.
MARKED_CAPITALS = "À-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
#: Characters of the field of the exchange message (Decree 30/2020, Annex VI).
MAX_SYMBOL = 30

JOINT = frozenset({"TTLT", "NQLT"})
ASSEMBLY = re.compile(r"(?:QH|UBTVQH)[0-9]{1,2}", re.ASCII)
#: Bodies of the state, past and present; a Party number names none of them.
STATE = re.compile(r"CP|TTg|UBND|HĐND|CTN|TVQH|HĐBT|(?:HĐNN|QH|UBTVQH)[0-9]*", re.ASCII)
#: Endings of the bodies of the Party: central committee, provincial committee, committee.
PARTY = re.compile(r".*(?:TW|TU|TƯ|ĐU)", re.ASCII)
#: Kinds that Party numbers bear (practice).
PARTY_KINDS = frozenset(
    {"NQ", "QĐ", "QĐi", "QyĐ", "QC", "CT", "KL", "TB", "HD", "BC", "CTr", "KH", "TTr", "ĐA", "CV"}
)
_PLAIN = ABBREVIATIONS - ONLY_NORMATIVE


def judge(year: str | None, groups: tuple[str, ...]) -> Judged:
    """Return the form of a number with this year and symbol, and codes of problems."""
    if len(groups) == 1:
        return _alone(year, groups[0])
    if groups[0] in ABBREVIATIONS:
        return _of_kind(year, groups)
    if year or groups[0].isdecimal():
        return "irregular", ("symbol.kind",)
    return "official-letter", ("symbol.letter-kind",) if groups[0] == "CV" else ()


def judge_party(kind: str, body: str) -> Judged | None:
    """Return the form of ``N-kind/body``, or none where it is not the Party's."""
    if STATE.fullmatch(body):
        return None
    if kind in PARTY_KINDS:
        return "party", ()
    return ("party", ("symbol.kind",)) if PARTY.fullmatch(body) else None


def _of_kind(year: str | None, groups: tuple[str, ...]) -> Judged:
    kind = groups[0]
    if year is None:
        return ("administrative", ()) if kind in _PLAIN else ("normative", ("number.year-missing",))
    if kind not in NORMATIVE:
        return "administrative", ("number.year-extra",)
    if ASSEMBLY.fullmatch(groups[1]) and len(groups) == 2:
        return "national-assembly", ("symbol.assembly",)
    return "normative", () if len(groups) == 2 or kind in JOINT else ("symbol.groups",)


def _alone(year: str | None, group: str) -> Judged:
    """Judge a symbol of one group: right for the National Assembly only."""
    if ASSEMBLY.fullmatch(group):
        return "national-assembly", () if year else ("number.year-missing",)
    if group in {"QH", "UBTVQH"} and year:
        return "national-assembly", ("symbol.term",)
    if group in ABBREVIATIONS:
        form, codes = _of_kind(year, (group, ""))
        return form, (*codes, "symbol.issuer")
    return ("irregular", ("symbol.kind",)) if year else ("official-letter", ("symbol.unit",))
