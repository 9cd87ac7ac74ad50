"""``egovdocs policy check``, ``resolve`` and ``new``: the tools of who writes a profile."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import attrs

from egovdocs.audit.words import clean
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy import Policy, Problem, load, shipped_profiles
from egovdocs.policy.tools import (
    NOTES,
    WARNINGS,
    Beginning,
    InvalidBeginning,
    beginning,
    usable,
)
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
    "agency_code": ("Mã cấp 1 của các cơ quan (H42; để trống: mọi cơ quan)",
                    "First level of the ids of its agencies (H42; empty: everybody)"),
    "number": ("Số, ký hiệu quyết định (01/2026/QĐ-UBND)", "Number of the decision (01/2026/QĐ-UBND)"),
    "signed": ("Ngày ký (2026-01-05; để trống: không rõ)", "Signed on (2026-01-05; empty: not known)"),
    "start": ("Có hiệu lực từ (2026-01-15; để trống: không rõ)", "In force from (2026-01-15; empty: not known)"),
    "hours": ("Giờ hành chính (07:00-11:30, 13:30-17:00)", "Office hours (07:00-11:30, 13:30-17:00)"),
    "hours_source": ("Nguồn của giờ hành chính (để trống: giả định)", "Source of the hours (empty: assumed)"),
}
_GOOD: Mapping[str, str] = {  # answers among which another one is tried
    "id": "vi-du", "name": "Ví Dụ", "agency_code": "H42", "number": "01/2026/QĐ-UBND",
    "signed": "", "start": "9000-01-01", "hours": "07:00-11:30, 13:30-17:00",
}
_FIELDS: Mapping[str, str] = {"hours": "sessions", "hours_source": "source"}
_OPTIONS: Mapping[str, str] = {
    "id": "--id", "name": "--name", "agency_code": "--agency-code", "number": "--number",
    "signed": "--signed", "start": "--from", "hours": "--hours",
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
    told = {name: _answer(args, name) for name in _QUESTIONS}
    mistakes = tuple(_mistakes(told))
    for mistake in mistakes:
        print(clean(mistake.message(args.lang or "vi")), file=sys.stderr)
    if mistakes:
        return UNUSABLE
    files = beginning(_begun({**told, "name_en": args.name_en or ""}))
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


def _begun(told: Mapping[str, str]) -> Beginning:
    """What the answers say; the days may be left open."""
    fields: dict[str, Any] = {_FIELDS.get(name, name): text for name, text in told.items()}
    for name in ("signed", "start"):
        fields[name] = _day(name, told[name]) if told[name] else None
    hours = told["hours"].split(",")
    return Beginning(
        **{**fields, "sessions": tuple(part.strip() for part in hours if part.strip())}
    )


def _mistakes(told: Mapping[str, str]) -> Iterator[EgovdocsError]:
    """Each answer by itself among good ones, then the two days together."""
    alone = [{name: told[name]} for name in _GOOD if told[name] or name != "start"]
    found = [error for answer in alone for error in _mistake(answer)]
    yield from found
    if not {"--signed", "--from"} & {getattr(error, "field", "") for error in found}:
        yield from _mistake({name: told[name] for name in ("signed", "start")})


def _mistake(answers: Mapping[str, str]) -> Iterator[EgovdocsError]:
    try:
        _begun({**_GOOD, **answers})
    except InvalidBeginning as error:
        yield attrs.evolve(error, field=_OPTIONS[error.field])
    except EgovdocsError as error:
        yield error


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
