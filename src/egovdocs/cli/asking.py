"""``egovdocs ask``: a question of law, an answer, and the clauses it rests on."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

import attrs

from egovdocs.citation import Citation
from egovdocs.cli.cases import one_case
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy import Answer, Policy, Step, load, reports_due
from egovdocs.policy.messages import label
from egovdocs.record import VOCABULARIES
from egovdocs.timing import from_us, parse_instant


@attrs.frozen
class UnknownChoice(EgovdocsError, ValueError):
    """A word outside a closed list, in an option of the command."""

    option: str
    value: str
    known: tuple[str, ...]

    code: ClassVar[str] = "cli.unknown-choice"
    vi: ClassVar[str] = "{option} không nhận “{value}”; các từ nhận được: {known}."
    en: ClassVar[str] = "{option} does not take “{value}”; it takes: {known}."


@attrs.frozen
class InvalidYear(EgovdocsError, ValueError):
    """A year that is not computed."""

    value: str

    code: ClassVar[str] = "cli.invalid-year"
    vi: ClassVar[str] = "“{value}” không phải một năm từ 1976 đến 9997."
    en: ClassVar[str] = "“{value}” is not a year from 1976 to 9997."


@attrs.frozen
class Told:
    """
    What is printed of an answer.

    Attributes:
        value: the JSON of the answer; None where it is undecided.
        lines: the answer in words, in the language asked for.
    """

    value: Mapping[str, Any] | None
    lines: tuple[str, ...]
    because: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    assumed: tuple[Mapping[str, str], ...] = ()


def command(args: Namespace) -> int:
    """Print the answer to one question."""
    told = _QUESTIONS[args.question](load(args.profile, national=args.national), args)
    if args.format == "json":
        print(json.dumps(_json(told), ensure_ascii=False))
    else:
        print("\n".join(_text(told, args.lang)))
    return 0


def _json(told: Told) -> dict[str, Any]:
    return {
        "answer": told.value,
        "because": [_step(step) for step in flat(told.because)],
        "missing": list(told.missing),
        "assumed": list(told.assumed),
    }


def flat(steps: Iterable[Step]) -> Iterator[Step]:
    """Every step, each before those that it rests on."""
    for step in steps:
        yield step
        yield from flat(step.under)


def _step(step: Step) -> dict[str, str]:
    source = {"clause": step.clause} if step.clause else {"premise": step.premise}
    return {**source, "vi": step.vi, "en": step.en}


# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "received":  ("Được tính là nhận lúc {}.", "It counts as received at {}."),
    "sent":      ("Được tính là gửi lúc {}.", "It counts as sent at {}."),
    "deadline":  ("Hết thời hạn lúc {}; làm đến hết {} vẫn kịp.", "The limit is used up at {}; in time until {}."),
    "required":  ("Phải gửi bản giấy.", "Paper is required."),
    "forbidden": ("Không được gửi bản giấy.", "Paper must not be sent."),
    "free":      ("Không bắt buộc và không cấm bản giấy.", "Paper is neither required nor forbidden."),
    "equivalent-to-paper": ("Có giá trị như bản giấy.", "Worth as much as paper."),
    "as-original":         ("Có giá trị như bản gốc.", "Worth as much as the original."),
    "reference-only":      ("Chỉ để tham khảo.", "For reference only."),
    "undecided": ("Chưa quyết định được; thiếu: {}.", "Undecided; missing: {}."),
    "conflict":  ("hai điều khoản ngang nhau trả lời khác nhau", "a choice between clauses of equal standing"),
    "duty":      ("{clause}{agency}: {act}{late}.", "{clause}{agency}: {act}{late}."),
    "report":    ("{clause}: báo cáo kỳ {period}{late}.", "{clause}: report for {period}{late}."),
    "latest":    (", chậm nhất {}", ", at the latest {}"),
    "day-end":   ("hết ngày {}", "the end of {}"),
    "no-number": ("; luật không cho con số", "; the law gives no number"),
    "no-duties": ("Không có việc nào đang còn hạn.", "No duty is running."),
    "no-reports": ("Không có báo cáo nào phải gửi.", "No report is asked for."),
    "national":  ("Văn bản trung ương có thể trả lời: hỏi với --national, hoặc ghi \"national\" vào instruments của hồ sơ.",
                  "A national text may answer: ask with --national, or name \"national\" among the instruments of the profile."),
    "because":   ("Căn cứ:", "Because:"),
    "assumed":   ("Giả định và lưu ý:", "Assumptions and cautions:"),
}
_ASSUMED: Mapping[str, tuple[str, str]] = {
    "hours": ("Giờ hành chính là giả định, chưa có nguồn.", "The office hours are assumed; no source was found."),
    "calendar": ("Có ngày nằm ngoài bảng ngày nghỉ chính thức.", "Some day is outside the table of official days."),
    "effective-date": ("Không nguồn nào cho biết ngày văn bản có hiệu lực.", "No source says from which day a text binds."),
    "after-verified": ("Chưa kiểm tra hiệu lực của một văn bản vào ngày này.", "Whether a text was still in force that day was not checked."),
    "provisional": ("Có ngày nghỉ chưa có văn bản xác nhận.", "Some day off has no act in force to confirm it."),
}
# fmt: on


def _say(name: str, lang: Lang, *values: object, **fields: object) -> str:
    return _WORDS[name][0 if lang == "vi" else 1].format(*values, **fields)


def _text(told: Told, lang: Lang) -> Iterator[str]:
    yield from told.lines
    if told.because:
        yield _say("because", lang)
        yield from (f"  - {step.spoken(lang)}" for step in flat(told.because))
    if told.assumed:
        yield _say("assumed", lang)
        yield from (f"  - {part[lang]}" for part in told.assumed)


def _clock(moment: Any, lang: Lang) -> str:
    """An instant for people: the last microsecond of a day is the end of that day."""
    if moment == moment.end_of("day"):
        return _say("day-end", lang, moment.format("DD/MM/YYYY"))
    fraction = ".SSSSSS" if moment.microsecond else ""
    return str(moment.format(f"HH:mm:ss{fraction} DD/MM/YYYY"))


def _iso(moment: Any) -> str | None:
    return None if moment is None else str(moment.isoformat())


def _told(
    answer: Answer[Any],
    policy: Policy,
    lang: Lang,
    said: Callable[[Any], tuple[Mapping[str, Any], str]],
) -> Told:
    missing = answer.missing or (("conflict",) if answer.value is None else ())
    if answer.value is None:
        names = ", ".join(_gap(name, lang) for name in missing)
        lines = (_say("undecided", lang, names), *_hint(policy, lang))
        return Told(None, lines, answer.because, missing, _assumed(answer, policy))
    value, line = said(answer.value)
    return Told(value, (line,), answer.because, missing, _assumed(answer, policy))


def _hint(policy: Policy, lang: Lang) -> Iterator[str]:
    """Where no national text applies, that one of them may answer."""
    if not any(part.id.startswith("vn/") for part in policy.instruments):
        yield _say("national", lang)


def _gap(name: str, lang: Lang) -> str:
    return _say("conflict", lang) if name == "conflict" else label(name, lang)


def _assumed(answer: Answer[Any], policy: Policy) -> tuple[Mapping[str, str], ...]:
    codes = [_assumption(code) for code in answer.assumed]
    cautions = [
        {"code": "caution", **{lang: f"{part.text[lang]} [{part.cites}]" for lang in ("vi", "en")}}
        for part in policy.profile.cautions
        if f"{part.text['vi']} [{part.cites}]" in answer.cautions
    ]
    return (*codes, *cautions)


def _assumption(code: str) -> Mapping[str, str]:
    vi, en = _ASSUMED.get(code, (code, code))
    return {"code": code, "vi": vi, "en": en}


def _word(list_name: str, option: str, value: str | None) -> str | None:
    """A word of a closed list, in English or Vietnamese."""
    if value is None:
        return None
    vocabulary = VOCABULARIES[list_name]
    found = vocabulary.get(value)
    if found is None:
        raise UnknownChoice(option, value, tuple(vocabulary.words))
    return found


# -- one function for each question --------------------------------------------------------------


def _received(policy: Policy, args: Namespace) -> Told:
    answer = policy.received(
        parse_instant(args.at),
        channel=_word("channel", "--channel", args.channel),
        relation=_word("relation", "--relation", args.relation),
    )
    return _told(answer, policy, args.lang, _moment("received", args.lang))


def _sent(policy: Policy, args: Namespace) -> Told:
    channel = _word("channel", "--channel", args.channel)
    published, acknowledged = parse_instant(args.published), parse_instant(args.acknowledged)
    answer = policy.sent(published, acknowledged, channel=channel)
    return _told(answer, policy, args.lang, _moment("sent", args.lang))


def _moment(name: str, lang: Lang) -> Callable[[Any], tuple[Mapping[str, Any], str]]:
    return lambda at: ({"at": _iso(at)}, _say(name, lang, _clock(at, lang)))


def _deadline(policy: Policy, args: Namespace) -> Told:
    def said(end: Any) -> tuple[Mapping[str, Any], str]:
        due, late = from_us(end.due), from_us(end.late_after)
        line = _say("deadline", args.lang, _clock(due, args.lang), _clock(late, args.lang))
        return {"due": _iso(due), "late_after": _iso(late)}, line

    limit = str(Citation.parse(args.clause)) if args.clause else args.limit
    answer = policy.deadline(limit, parse_instant(args.start))
    return _told(answer, policy, args.lang, said)


def _paper(policy: Policy, args: Namespace) -> Told:
    answer = policy.paper(one_case(args.case, args.pick))
    return _told(answer, policy, args.lang, lambda word: ({"paper": word}, _say(word, args.lang)))


def _value(policy: Policy, args: Namespace) -> Told:
    answer = policy.value(one_case(args.case, args.pick))
    return _told(answer, policy, args.lang, lambda word: ({"value": word}, _say(word, args.lang)))


def _duties(policy: Policy, args: Namespace) -> Told:
    running = policy.duties(one_case(args.case, args.pick), parse_instant(args.as_of))
    rows = [
        {"rule": duty.rule, "clause": duty.clause, "agency": duty.agency, "act": list(duty.act),
         "due": _iso(duty.due), "late_after": _iso(duty.late_after)}
        for duty in running
    ]  # fmt: skip
    lines = [_duty(duty, args.lang) for duty in running]
    steps = [policy.step(clause) for clause in dict.fromkeys(duty.clause for duty in running)]
    return Told({"duties": rows}, tuple(lines) or (_say("no-duties", args.lang),), tuple(steps))


def _duty(duty: Any, lang: Lang) -> str:
    events = VOCABULARIES["event"]
    acts = [events.vietnamese(act) if lang == "vi" else act for act in duty.act]
    return _say(
        "duty", lang, clause=duty.clause, agency=f", {duty.agency}" if duty.agency else "",
        act=" / ".join(acts), late=_late(duty.late_after, lang),
    )  # fmt: skip


def _late(moment: Any, lang: Lang) -> str:
    return _say("no-number", lang) if moment is None else _say("latest", lang, _clock(moment, lang))


def _reports(policy: Policy, args: Namespace) -> Told:
    asked = tuple(dict.fromkeys(reports_due(policy, _year(args.year))))
    rows = [
        {"clause": each.clause, "period": each.period, "late_after": _iso(each.late_after)}
        for each in asked
    ]
    lines = [
        _say("report", args.lang, clause=each.clause, period=each.period,
             late=_late(each.late_after, args.lang))
        for each in asked
    ]  # fmt: skip
    steps = [policy.step(clause) for clause in dict.fromkeys(each.clause for each in asked)]
    return Told({"reports": rows}, tuple(lines) or (_say("no-reports", args.lang),), tuple(steps))


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and "1976" <= text <= "9997"):
        raise InvalidYear(text)
    return int(text)


_QUESTIONS: Mapping[str, Callable[[Policy, Namespace], Told]] = {
    "received": _received,
    "sent": _sent,
    "deadline": _deadline,
    "paper": _paper,
    "value": _value,
    "duties": _duties,
    "reports": _reports,
}
