"""``egovdocs policy check``, ``resolve`` and ``new``: the tools of who writes a profile."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

import attrs

from egovdocs.audit.words import clean
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy import Policy, Problem, load, shipped_profiles
from egovdocs.policy.tools import NOTES, WARNINGS, Beginning, InvalidBeginning, beginning, usable
from egovdocs.policy.tools import check as problems_of
from egovdocs.policy.tools import resolve as resolved
from egovdocs.policy.tools.source import shipped_folder

UNUSABLE = 2


@attrs.frozen
class WouldOverwrite(EgovdocsError):
    """A file of a new profile that is there already."""

    path: str

    code: ClassVar[str] = "policy.would-overwrite"
    vi: ClassVar[str] = "Đã có tệp “{path}”; không ghi đè."
    en: ClassVar[str] = "The file “{path}” exists and is not overwritten."


# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "note": ("ghi chú", "note"), "warning": ("lưu ý", "warning"), "error": ("lỗi", "error"),
    "good": ("{name}: dùng được", "{name}: can be used"),
    "bad": ("{name}: không dùng được; {hard} lỗi, {mild} lưu ý",
            "{name}: cannot be used; {hard} error(s), {mild} warning(s)"),
    "fair": ("{name}: dùng được; {mild} lưu ý", "{name}: can be used; {mild} warning(s)"),
    "written": ("đã ghi {}", "wrote {}"),
}
_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "id": ("Mã hồ sơ (vi-du)", "Id of the profile (vi-du)"),
    "name": ("Tên tiếng Việt", "Name in Vietnamese"),
    "agency_code": ("Mã cấp 1 của các cơ quan (H42)", "First level of the ids of its agencies (H42)"),
    "number": ("Số, ký hiệu quyết định (01/2026/QĐ-UBND)", "Number of the decision (01/2026/QĐ-UBND)"),
    "signed": ("Ngày ký (2026-01-05)", "Signed on (2026-01-05)"),
    "start": ("Có hiệu lực từ (2026-01-15)", "In force from (2026-01-15)"),
    "hours": ("Giờ hành chính (07:00-11:30, 13:30-17:00)", "Office hours (07:00-11:30, 13:30-17:00)"),
    "hours_source": ("Nguồn của giờ hành chính (để trống: giả định)", "Source of the hours (empty: assumed)"),
}
# fmt: on


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]


def command(args: Namespace) -> int:
    """Run one of the verbs; its exit status."""
    return _VERBS[args.verb](args)


def _check(args: Namespace) -> int:
    statuses = [_checked(name, args.lang) for name in args.files]
    return max(statuses)


def _checked(name: str, lang: Lang) -> int:
    shipped = name in shipped_profiles()
    path = shipped_folder() / "profiles" / f"{name}.toml" if shipped else Path(name)
    found = problems_of(path)
    for problem in found:
        print(clean(f"{_word(_weight(problem), lang)}: {problem.message(lang)}"))
    print(clean(_summed(name, found, lang)))
    return 0 if usable(found) else UNUSABLE


def _weight(problem: Problem) -> str:
    if problem.code in NOTES:
        return "note"
    return "warning" if problem.code in WARNINGS else "error"


def _summed(name: str, found: Iterable[Problem], lang: Lang) -> str:
    mild = sum(_weight(problem) == "warning" for problem in found)
    hard = sum(problem.code not in WARNINGS for problem in found)
    verdict = "bad" if hard else "fair" if mild else "good"
    return _word(verdict, lang).format(name=name, hard=hard, mild=mild)


def _resolve(args: Namespace) -> int:
    policy = load(args.profile, national=args.national)
    day = _day("--on", args.on) if args.on else _latest(policy)
    print(f"# {policy.profile.id} {day}")
    for line in resolved(policy, day).splitlines():
        print(clean(line))
    return 0


def _latest(policy: Policy) -> date:
    """The last day on which something of *policy* began: no clock is read."""
    starts = [part.in_force.first for part in policy.instruments]
    starts += [row.first for row in policy.profile.hours.periods if row.first is not None]
    return max([*starts, *(part.start for part in policy.profile.cautions)])


def _new(args: Namespace) -> int:
    files = beginning(_told(args))
    folder = Path(args.folder)
    for name in files:
        if (folder / name).exists():
            raise WouldOverwrite(str(folder / name))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(clean(_word("written", args.lang).format(path)))
    return _checked(str(folder / next(iter(files))), args.lang)


def _told(args: Namespace) -> Beginning:
    told = {name: _answer(args, name) for name in _QUESTIONS}
    return Beginning(
        id=told["id"],
        name=told["name"],
        agency_code=told["agency_code"],
        number=told["number"],
        signed=_day("signed", told["signed"]),
        start=_day("from", told["start"]),
        sessions=tuple(part.strip() for part in told["hours"].split(",") if part.strip()),
        source=told["hours_source"],
        name_en=args.name_en or "",
    )


def _answer(args: Namespace, name: str) -> str:
    """What the arguments say, else what is answered on standard input."""
    given: str | None = getattr(args, name)
    if given is not None:
        return given
    print(_QUESTIONS[name][0 if args.lang == "vi" else 1], end=": ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidBeginning(field, text, "2026-01-15") from None


_VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "check": _check,
    "resolve": _resolve,
    "new": _new,
}
