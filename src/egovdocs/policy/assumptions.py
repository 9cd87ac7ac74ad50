"""
What a verdict takes for granted, in words, and whether it would differ under other hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from egovdocs.policy.judging import actors
from egovdocs.policy.report import Assumption, Judged
from egovdocs.policy.rules.base import evaluate
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import View
from egovdocs.timing import day_of

if TYPE_CHECKING:
    from egovdocs.policy.policy import Policy

# fmt: off
_SAID: Mapping[str, tuple[str, str]] = {
    "hours": ("Giờ hành chính là giả định, chưa có nguồn.", "The office hours are assumed; no source was found."),
    "calendar": ("Ngày nằm ngoài bảng ngày nghỉ chính thức; đã dùng thư viện holidays.",
                 "The day is outside the table of official days; the holidays library was used."),
    "provisional": ("Ngày nghỉ này chưa có văn bản đang hiệu lực xác nhận.",
                    "No act in force was found for this day off."),
    "effective-date": ("Không có nguồn về ngày có hiệu lực; lấy ngày sớm nhất có thể.",
                       "No source gives the day of effect; the earliest possible day is used."),
    "after-verified": ("Sau ngày kiểm chứng cuối cùng của văn bản; chưa rõ còn hiệu lực không.",
                       "After the last day on which the text was verified; it may have been replaced."),
    "reconstructed": ("Câu chữ của điều khoản được phục dựng từ bản chép hỏng.",
                      "The wording of the clause was reconstructed from a corrupted copy."),
    "coverage": ("Vụ việc không ghi mã cơ quan; coi như thuộc hồ sơ này.",
                 "The case names no agency id; it is taken to be covered by this profile."),
}
# fmt: on


def describe(
    policy: Policy, view: View, part: Judged, codes: tuple[str, ...]
) -> tuple[Assumption, ...]:
    """Say each assumption; for assumed hours, name other hours under which it would differ."""
    found = list(codes)
    if part.rule.text == "reconstructed":
        found.append("reconstructed")
    if not any(isinstance(who, str) for who in actors(part.rule, view, part.subject)):
        found.append("coverage")
    said = [
        Assumption(
            code, *_SAID[code], differs=_other(policy, view, part) if code == "hours" else ""
        )
        for code in found
    ]
    return (*said, *_cautions(policy, part))


def _cautions(policy: Policy, part: Judged) -> tuple[Assumption, ...]:
    day: date | None = policy.pinned
    if day is None and part.outcome.day is not None:
        day = day_of(part.outcome.day)
    if day is None:
        return ()
    profile = policy.profile
    own = (fact for fact in profile.of_clauses if part.rule.clause in fact.clauses)
    return tuple(
        Assumption(
            "caution", f"{fact.text['vi']} [{fact.cites}]", f"{fact.text['en']} [{fact.cites}]"
        )
        for fact in (*own, *profile.cautions)
        if day >= fact.start
    )


def _other(policy: Policy, view: View, part: Judged) -> str:
    """The first alternative hours under which the verdict would differ, and what it would be."""
    if part.outcome.verdict not in _DECIDED:
        return ""
    for said, calendar in policy.alternatives:
        scene = policy.scene(view, calendar)
        verdict = evaluate(part.rule, scene, part.subject).verdict
        if verdict in _DECIDED and verdict is not part.outcome.verdict:
            return f"{said}: {verdict.value}"
    return ""


_DECIDED = (Verdict.KEPT, Verdict.BROKEN)
