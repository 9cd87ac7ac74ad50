"""
Explanations: why an answer is what it is, why it is not another, and what would turn it around.

Every line but the first is one step and ends with its source: a clause, or a fact of the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from egovdocs.citation import Citation
from egovdocs.errors import Lang
from egovdocs.policy.answers import Answer, Step
from egovdocs.policy.changes import Change
from egovdocs.policy.flipping import Flip, flip
from egovdocs.policy.messages import label, say
from egovdocs.policy.policy import Policy
from egovdocs.policy.report import Finding
from egovdocs.policy.rules.base import At
from egovdocs.policy.verdicts import Verdict
from egovdocs.record import Case
from egovdocs.timing import Deadline, to_us

__all__ = ["Change", "Flip", "explained", "flip", "turned", "why", "why_not"]

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "finding": ("{verdict}: {message}", "{verdict}: {message}"),
    "answer": ("Trả lời: {}.", "The answer: {}."),
    "until": ("đến hết {}", "in time until {}"),
    "undecided": ("Chưa quyết định được; thiếu: {}.", "Undecided; missing: {}."),
    "conflict": ("Chưa quyết định được: hai điều khoản ngang nhau trả lời khác nhau.",
                 "Undecided: two clauses of equal standing differ."),
    "already": ("Đúng là “{}” rồi.", "It is “{}” already."),
    "not": ("Không phải “{wanted}” mà là “{found}”: {message}",
            "It is not “{wanted}” but “{found}”: {message}"),
    "no-flip": ("Không thấy một hay hai thay đổi nào làm đổi kết luận.",
                "No one or two changes were found that would turn the verdict around."),
}
# fmt: on


def _word(name: str, lang: Lang, *values: object, **fields: object) -> str:
    return _WORDS[name][0 if lang == "vi" else 1].format(*values, **fields)


def why(told: Answer[Any] | Finding, lang: Lang = "vi") -> list[str]:
    """
    Say an answer or a finding, and under it one line for each step, deeper steps further in.

    >>> import egovdocs
    >>> answer = egovdocs.load("long-an").deadline("same day", _monday("09:00"))
    >>> for line in why(answer, "en"):
    ...     print(line)
    The answer: in time until the end of 02/03/2020.
      - A limit of same day. (limit)
      - Counted from 09:00:00 02/03/2020. (start)
    """
    head = _finding(told, lang) if isinstance(told, Finding) else _answer(told, lang)
    return [head, *_tree(told.because, lang, 1)]


def _monday(clock: str) -> Any:
    """An instant of Monday 2 March 2020, for examples."""
    from egovdocs.timing import parse_instant

    return parse_instant(f"2020-03-02T{clock}:00+07:00")


def _tree(steps: Iterable[Step], lang: Lang, depth: int) -> Iterator[str]:
    for step in steps:
        yield f"{'  ' * depth}- {step.spoken(lang)}"
        yield from _tree(step.under, lang, depth + 1)


def _finding(finding: Finding, lang: Lang) -> str:
    verdict, cited = finding.verdict.spoken(lang), Citation.parse(finding.clause).spoken(lang)
    said = _word("finding", lang, verdict=verdict, message=finding.message(lang))
    return f"{said[0].upper()}{said[1:]} [{cited}]"


def _answer(answer: Answer[Any], lang: Lang) -> str:
    if answer.value is not None:
        return _word("answer", lang, _said(answer.value, lang))
    if answer.conflict:
        return _word("conflict", lang)
    return _word("undecided", lang, ", ".join(label(name, lang) for name in answer.missing))


def _said(value: Any, lang: Lang) -> str:
    if isinstance(value, Deadline):
        return _word("until", lang, say(At(value.late_after), lang))
    return say(At(to_us(value)), lang) if hasattr(value, "tzinfo") else str(value)


def why_not(finding: Finding, wanted: Verdict, lang: Lang = "vi") -> list[str]:
    """
    Say why a finding is not *wanted*: what stands in the way, each with its source.

    What is missing is named where it is undecided; else the clause and the decisive events.
    """
    if finding.verdict is wanted:
        return [_word("already", lang, wanted.spoken(lang))]
    head = _word("not", lang, wanted=wanted.spoken(lang), found=finding.verdict.spoken(lang),
                 message=finding.message(lang))  # fmt: skip
    missing = [step for step in finding.because if step.premise in finding.missing]
    return [head, *_tree(missing or finding.because, lang, 1)]


def turned(policy: Policy, case: Case, finding: Finding, lang: Lang = "vi") -> str:
    """Say the smallest change of *case* that would turn *finding* around, or that there is none."""
    found = flip(policy, case, finding.rule, finding.where.get("agency"))
    return _word("no-flip", lang) if found is None else found.spoken(lang)


def explained(policy: Policy, case: Case, finding: Finding, lang: Lang = "vi") -> list[str]:
    """Say why, and then the smallest change that would turn the finding around."""
    return [*why(finding, lang), f"  > {turned(policy, case, finding, lang)}"]
