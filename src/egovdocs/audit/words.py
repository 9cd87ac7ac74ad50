"""The words that every rendering shares, Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from egovdocs.citation import Citation
from egovdocs.errors import Lang
from egovdocs.policy import Assumption, Finding, Verdict

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "audit":          ("Kiểm tra gửi, nhận văn bản điện tử", "Audit of the exchange of electronic documents"),
    "case":           ("vụ việc", "case"),
    "cases":          ("vụ việc đã xét", "cases judged"),
    "findings":       ("kết luận", "findings"),
    "clause":         ("điều khoản", "clause"),
    "verdict":        ("kết luận", "verdict"),
    "message":        ("lý do", "reason"),
    "by-clause":      ("Theo điều khoản (số vụ việc)", "By clause (number of cases)"),
    "kept":           ("đúng", "kept"),
    "kept-in-part":   ("đúng phần xét được", "kept in part"),
    "broken":         ("trái", "broken"),
    "undecided":      ("chưa rõ", "undecided"),
    "not-applicable": ("không áp dụng", "not applicable"),
    "pending":        ("còn hạn", "pending"),
    "gaps":           ("Chưa quyết định được, vì thiếu", "Undecided, for want of"),
    "gap":            ("{name}: {findings} quy tắc chưa xét được, ở {cases} vụ việc",
                       "{name}: {findings} not judged, in {cases}"),
    "note":           ("ghi chú", "note"),
    "warning":        ("cảnh báo", "warning"),
    "error":          ("lỗi", "error"),
    "remarks":        ("sai khác định dạng", "departures from the format"),
    "unusable":       ("dòng hoặc tệp không dùng được", "lines or files that could not be used"),
    "accepted":       ("đã chấp nhận", "accepted"),
    "accepted-rows":  ("Đã có người chấp nhận (không đổi kết luận)", "Accepted by someone (verdicts unchanged)"),
    "assumed":        ("giả định", "assumed"),
    "assumptions":    ("Các giả định", "What was assumed"),
    "differs":        ("theo giờ {hours} thì {verdict}", "with the hours {hours} it would be {verdict}"),
    "nothing":        ("Không có gì trái quy định trong phần xét được.", "Nothing broken in what could be judged."),
    "conflict":       ("hai điều khoản ngang nhau trả lời khác nhau", "a choice between two clauses of equal standing"),
}
_ONE: Mapping[str, str] = {
    "cases": "case judged", "unusable": "line or file that could not be used",
}
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "kept": ("đúng", "kept"), "kept-in-part": ("một phần", "in part"), "broken": ("trái", "broken"),
    "undecided": ("chưa rõ", "undecided"), "not-applicable": ("không áp dụng", "n/a"),
}
# fmt: on


def word(name: str, lang: Lang, /, **fields: object) -> str:
    """Return a word or a phrase in *lang*."""
    return _WORDS[name][0 if lang == "vi" else 1].format(**fields)


def counted(count: int, name: str, lang: Lang) -> str:
    """A number of things: ``1 case judged``, ``2 cases judged``."""
    one = _ONE.get(name)
    return f"{count} {one if one and count == 1 and lang == 'en' else word(name, lang)}"


def gap(missing: str, findings: int, cases: int, lang: Lang) -> str:
    """How many rules, in how many cases, want for a fact."""
    told: tuple[object, object] = (findings, cases)
    if lang == "en":
        told = (f"{findings} rule{_s(findings)}", f"{cases} case{_s(cases)}")
    return word("gap", lang, name=gap_name(missing, lang), findings=told[0], cases=told[1])


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def column(name: str, lang: Lang) -> str:
    """Return the short head of a column of the summary by clause."""
    return _COLUMNS[name][0 if lang == "vi" else 1]


def gap_name(missing: str, lang: Lang) -> str:
    """Say what is missing."""
    from egovdocs.policy.messages import label

    return word("conflict", lang) if missing == "conflict" else label(missing, lang)


def verdict_of(finding: Finding, lang: Lang) -> str:
    """The short word for what was found; a duty that is still running is pending."""
    return word("pending" if finding.pending else finding.verdict.value, lang)


def differs(assumption: Assumption, lang: Lang) -> str:
    """Under which other hours a verdict would differ, or nothing."""
    hours, colon, verdict = assumption.differs.rpartition(": ")
    if not colon:
        return ""
    return word("differs", lang, hours=hours, verdict=Verdict(verdict).spoken(lang))


def clean(text: str) -> str:
    """Replace what a terminal would obey instead of showing: controls, reversals, joiners."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def spoken_clause(address: str, lang: Lang) -> str:
    """Say an address: “khoản 2 Điều 10 Quyết định ...”."""
    return Citation.parse(address).spoken(lang)


def in_order(address: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts addresses as the text runs: article 9 before article 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", address)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
