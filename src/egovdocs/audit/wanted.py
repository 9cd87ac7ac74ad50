"""
What must prove a rule, by its kind, and by what reason a sort of evidence cannot exist.

A kept case, a broken case, a boundary case (one second, one item, one day, one character
either side) and an example that a reader can run.  Where the law of a rule leaves no room
for one of these, the table below says so with a typed reason; nothing else excuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.missing import MissingText
from egovdocs.timing import Limit

Sort = Literal["kept", "broken", "undecided", "boundary", "answered", "example"]
SORTS: tuple[Sort, ...] = ("kept", "broken", "undecided", "boundary", "example")

# fmt: off
REASONS: Mapping[str, Mapping[str, str]] = {
    "text-missing": {
        "vi": "câu trả lời nằm ở một văn bản không có trong tay, nên không bao giờ kết luận được",
        "en": "the answer stands in a text that is not at hand, so nothing is ever decided",
    },
    "no-number": {
        "vi": "luật không nêu con số (“ngay”, “kịp thời”): việc đã làm vẫn chưa rõ",
        "en": "no number in law (“at once”, “in time”): an act that was done is undecided",
    },
    "no-limit": {
        "vi": "nghĩa vụ không có thời hạn, nên không có thời điểm cuối",
        "en": "the duty has no time limit, so there is no last instant",
    },
    "silence": {
        "vi": "không thấy việc trong nhật ký thì chưa chứng minh được gì",
        "en": "the silence of a log proves nothing, so it is never broken",
    },
    "open": {
        "vi": "danh sách để ngỏ: ngoài danh sách thì chưa rõ, không phải là trái",
        "en": "the list is left open: what stands outside is undecided, never broken",
    },
    "or-none": {
        "vi": "điều có thể không có thì chỉ cần nói ra; không nói là chưa biết, không phải là trái",
        "en": "what there may be none of has only to be said; unsaid it is unknown, never broken",
    },
    "or-other": {
        "vi": "điều khác có thể cho phép dạng khác, nên riêng điều này không kết luận là trái",
        "en": "another clause may allow another form, so this one alone is never broken",
    },
    "class": {
        "vi": "chỉ xếp loại tệp: tệp loại khác thuộc điều khác",
        "en": "it only sorts files: those of another sort belong to another clause",
    },
    "encouraged": {
        "vi": "chỉ khuyến khích, nên không bao giờ là trái",
        "en": "only encouraged, so it is never broken",
    },
    "ban": {
        "vi": "điều cấm: việc đã làm hay không làm, không có ngưỡng ở giữa",
        "en": "a ban: the act was done or was not, and there is no threshold between",
    },
    "fact": {
        "vi": "hỏi đúng một thông tin: có hay không có",
        "en": "it asks for a single fact, which is there or is not",
    },
    "list": {
        "vi": "danh sách đóng: các từ không có thứ tự, ngoài danh sách đã là trường hợp trái",
        "en": "a closed list: its words have no order; what stands outside is broken",
    },
    "form": {
        "vi": "quy cách viết: đúng hay sai, không có thứ tự giữa các cách viết",
        "en": "a form of writing: it is right or wrong, and ways of writing have no order",
    },
    "decided": {
        "vi": "có thể kết luận đúng hoặc trái, nên không đòi trường hợp chưa rõ",
        "en": "it can be kept or broken, so an undecided case is not asked for",
    },
    "about": {
        "vi": "luật nói “khoảng”: không có số chính xác để đứng sát",
        "en": "the law says “about”: there is no exact number to stand next to",
    },
}
# fmt: on


def asked(rule: Rule) -> Mapping[Sort, str]:
    """
    Return each sort of evidence: empty where *rule* needs it, else the code of the reason why not.

    An undecided case is needed only of a rule that is never kept and never broken.
    """
    kept, broken = _kept(rule), _broken(rule)
    undecided = "" if kept and broken else "decided"
    found: dict[Sort, str] = {"kept": kept, "broken": broken, "undecided": undecided}
    return {**found, "boundary": _boundary(rule), "example": ""}


def wanted(rule: Rule) -> tuple[Sort, ...]:
    """The sorts of evidence that a rule needs."""
    return tuple(sort for sort, reason in asked(rule).items() if not reason)


def excused(rule: Rule) -> Mapping[Sort, str]:
    """The sorts that it cannot have, with the code of the reason; undecided is not asked for."""
    found = asked(rule)
    return {sort: why for sort, why in found.items() if why and sort != "undecided"}


def has_edge(rule: Rule) -> bool:
    """Whether one second, item, day or character makes a difference to *rule*."""
    return not _boundary(rule)


# -- kept, broken -----------------------------------------------------------------------------


def _kept(rule: Rule) -> str:
    if isinstance(rule.kind, MissingText):
        return "text-missing"
    return "no-number" if _at_once(rule.kind) or _wordy(rule.kind) else ""


def _wordy(kind: Any) -> bool:
    """Whether the law says “regularly” and the like, without a number."""
    return bool(getattr(kind, "number", ""))


def _broken(rule: Rule) -> str:
    if isinstance(rule.kind, MissingText):
        return "text-missing"
    if rule.force == "encouraged":
        return "encouraged"
    if rule.use == "formats":
        return _files(rule.kind)
    if getattr(rule.kind, "or_none", False):
        return "or-none"
    if rule.use == "forms" and getattr(rule.kind, "other", False):
        return "or-other"
    return "silence" if _silent(rule) else ""


def _files(kind: Any) -> str:
    if kind.of == "class":
        return "class"
    return "open" if kind.open else ""


def _silent(rule: Rule) -> bool:
    """Whether nothing that a log shows, or does not show, breaks the rule."""
    kind: Any = rule.kind
    patient = getattr(kind, "absence", "") == "undecided"
    optional = rule.use == "event-fact" and kind.asked is False
    anybody = rule.use == "report" and bool(kind.to)
    return rule.use == "evidence" or optional or anybody or (patient and not _measured(kind))


def _at_once(kind: Any) -> bool:
    limit = getattr(kind, "limit", None)
    return isinstance(limit, Limit) and not limit.quantified


def _measured(kind: object) -> bool:
    limit = getattr(kind, "limit", None)
    return isinstance(limit, Limit) and limit.quantified


# -- boundary ---------------------------------------------------------------------------------


def _boundary(rule: Rule) -> str:
    if isinstance(rule.kind, MissingText):
        return "text-missing"
    if rule.force == "encouraged":
        return "encouraged"
    return _EDGES[rule.use](rule.kind)


def _limited(kind: Any) -> str:
    if _measured(kind):
        return ""
    return "no-number" if _at_once(kind) else "no-limit"


def _several(*names: str) -> Callable[[Any], str]:
    """An edge where several items are asked for, all of them: one less makes the difference."""

    def edge(kind: Any) -> str:
        many = any(len(getattr(kind, name)) > 1 for name in names)
        return "" if many and not getattr(kind, "any_of", False) else "fact"

    return edge


def _always(_: Any) -> str:
    return ""


def _never(reason: str) -> Callable[[Any], str]:
    return lambda _: reason


def _asked_fields(kind: Any) -> str:
    return _several("fields")(kind) if kind.asked else "silence"


def _scan(kind: Any) -> str:
    return "" if kind.aspect in ("pdf_version", "dpi") else "fact"


def _signature(kind: Any) -> str:
    return "list" if kind.values else "fact"


def _ban(kind: Any) -> str:
    return "ban" if kind.after is None else ""


def _edges() -> Iterator[tuple[str, Callable[[Any], str]]]:
    yield from {
        "deadline": _limited, "report": lambda kind: "" if kind.before else "no-limit",
        "forbidden": _ban, "information": _several("fields"), "items": _several("items"),
        "event-fact": _asked_fields, "scan": _scan, "signature": _signature,
    }.items()  # fmt: skip
    yield from ((use, _always) for use in ("outage", "after-outage", "length", "generation"))
    yield from ((use, _always) for use in ("before", "not-before", "notice-before", "settled-by"))
    yield from ((use, _never("list")) for use in _LISTS)
    yield from ((use, _never("form")) for use in _WRITTEN)
    yield from ((use, _never("fact")) for use in _FACTS)
    yield from (("seal-overlap", _never("about")), ("acceptance", _never("no-limit")))
    yield from (("evidence", _never("silence")), ("forbidden-content", _never("ban")))


_LISTS = ("allowed", "channel", "formats", "forms", "known-kind", "signed-by", "last-result")
_WRITTEN = ("identifier", "organisation-id", "number", "id-year")
_FACTS = (
    "same-agency", "digitised", "unique", "register-part", "addressees", "main-file", "status",
    "check-result", "signature-place", "dated-when-signed", "attachment",
)  # fmt: skip
_EDGES: Mapping[str, Callable[[Any], str]] = dict(_edges())
