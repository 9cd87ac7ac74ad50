"""The difference of two policies in words, Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from egovdocs.citation import Citation
from egovdocs.errors import Lang
from egovdocs.policy.messages import label, say
from egovdocs.policy.rules.base import At
from egovdocs.policy.tools.differing import Difference, PolicyDiff, Side, Witness
from egovdocs.record import VOCABULARIES

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "head": ("{a} so với {b}, theo từng phút của năm {year}",
             "{a} compared with {b}, over every minute of {year}"),
    "received": ("Được nhận lúc nào", "When received"), "sent": ("Được gửi lúc nào", "When sent"),
    "transfer": ("Bao lâu phải chuyển xử lý", "By when passed on"),
    "assignment": ("Phân công", "Assignment"),
    "acknowledgement": ("Hồi báo", "Acknowledgement"), "reply": ("Trả lời", "Reply"),
    "paper": ("Bản giấy", "Paper"), "value": ("Giá trị pháp lý", "Legal value"),
    "refusal": ("Từ chối nhận", "Refusal"), "recall": ("Thu hồi", "Recall"),
    "report": ("Báo cáo", "Reports"), "outage": ("Hệ thống ngừng", "Outage"),
    "stricter": ("{a} chặt hơn", "{a} is stricter"), "looser": ("{a} lỏng hơn", "{a} is looser"),
    "incomparable": ("khác nhau, không bên nào chặt hơn", "different, neither is the stricter"),
    "equal": ("như nhau", "equal"),
    "undetermined": ("chưa so sánh được", "undetermined"),
    "minutes": ("khác ở {share} số phút", "they differ on {share} of the minutes"),
    "documents": ("khác ở {share} số văn bản đã thử",
                  "they differ on {share} of the documents tried"),
    "periods": ("khác ở {share} số kỳ báo cáo", "they differ on {share} of the periods"),
    "rules": ("khác ở {share} số yêu cầu", "they differ on {share} of what is asked"),
    "first": ("khác nhau đầu tiên: {case}", "first difference: {case}"),
    "at": ("đến lúc {}", "entering at {}"), "published": ("phát hành lúc {}", "issued at {}"),
    "from": ("tính từ {}", "counted from {}"),
    "period": ("kỳ {}", "period {}"), "channel": ("kênh {}", "channel {}"),
    "recipient.kind": ("gửi {}", "to {}"), "document.purposes": ("mục đích: {}", "purpose: {}"),
    "document.subjects": ("lĩnh vực: {}", "subject: {}"),
    "document.signatures": ("chữ ký: {}", "signed by: {}"),
    "about": ("{}", "{}"), "relation": ("{}", "{}"), "urgency": ("mức độ {}", "urgency {}"),
    "none": ("không có", "none"), "no-answer": ("không có câu trả lời", "no answer"),
    "no-number": ("không có con số", "no number"),
    "required": ("phải gửi bản giấy", "paper is required"),
    "forbidden": ("cấm bản giấy", "paper is forbidden"),
    "free": ("không bắt buộc, không cấm", "neither required nor forbidden"),
    "equivalent-to-paper": ("có giá trị như bản giấy", "worth as much as paper"),
    "as-original": ("có giá trị như bản gốc", "worth as much as the original"),
    "reference-only": ("chỉ để tham khảo", "for reference only"),
    "silent": ("quy chế không nói", "no clause speaks"), "missing": ("thiếu {}", "missing: {}"),
}
# fmt: on
_VOCABULARY_OF = {
    "channel": "channel",
    "relation": "relation",
    "about": "about",
    "urgency": "urgency",
    "recipient.kind": "party-kind",
    "document.purposes": "purpose",
    "document.subjects": "subject",
    "document.signatures": "signed-by",
}  # fmt: skip


def _word(name: str, lang: Lang, *values: object, **fields: object) -> str:
    return _WORDS[name][0 if lang == "vi" else 1].format(*values, **fields)


def text(found: PolicyDiff, lang: Lang = "vi") -> Iterator[str]:
    """Say a comparison line by line: each question, the first difference, both clauses."""
    a, b = found.names
    yield _word("head", lang, a=a, b=b, year=found.year)
    for row in found.rows:
        yield from _row(row, found.names, lang)


def _row(row: Difference, names: tuple[str, str], lang: Lang) -> Iterator[str]:
    situation = "; ".join(_fact(name, words, lang) for name, words in row.situation.items())
    asked = f"{_word(row.question, lang)}{f' ({situation})' if situation else ''}"
    relation = _word(row.relation, lang, a=names[0])
    if row.relation == "equal":
        yield f"{asked}: {relation}."
        return
    share = _word(row.unit, lang, share=percent(row, lang))
    yield f"{asked}: {relation}; {share}."
    seen = row.witness
    if seen is not None and seen.case:
        yield f"  {_word('first', lang, case=_case(seen, lang))}"
    for at, side in enumerate((row.a, row.b)):
        answer = None if seen is None else (seen.a, seen.b)[at]
        shown = seen is not None and bool(seen.case)
        yield f"    {names[at]}: {_answer(answer, shown, lang)}{_rests(side, lang)}"


def percent(row: Difference, lang: Lang) -> str:
    """The share of a row, written as the language does; never 0 % where something differs."""
    value = row.share * 100
    written = "< 0.01" if 0 < value < 0.01 else f"{value:.2f}"
    return f"{written.replace('.', ',') if lang == 'vi' else written} %"


def _case(seen: Witness, lang: Lang) -> str:
    return "; ".join(_fact(name, value, lang) for name, value in seen.case.items())


def _fact(name: str, value: Any, lang: Lang) -> str:
    return _word(name, lang, _said(name, value, lang))


def _said(name: str, value: Any, lang: Lang) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(name, part, lang) for part in value) or _word("none", lang)
    if isinstance(value, At):
        return say(value, lang)
    if lang == "vi" and name in _VOCABULARY_OF:
        return VOCABULARIES[_VOCABULARY_OF[name]].vietnamese(str(value))
    return str(value)


def _answer(answer: Any, shown: bool, lang: Lang) -> str:
    """What one side answers in the first case; nothing where no case is shown."""
    if not shown:
        return ""
    if answer is None:
        return f"{_word('no-answer', lang)} "
    said = say(answer, lang) if isinstance(answer, At) else _word(str(answer), lang)
    return f"{said} "


def _rests(side: Side, lang: Lang) -> str:
    """The clauses of one side and what it lacks."""
    cited = "; ".join(Citation.parse(clause).spoken(lang) for clause in side.clauses)
    gaps = [name for name in side.missing if not name.startswith("law:")]
    lacks = ", ".join(label(name, lang) for name in gaps)
    parts = [cited or _word("silent", lang), _word("missing", lang, lacks) if lacks else ""]
    return f"[{'; '.join(filter(None, parts))}]"
