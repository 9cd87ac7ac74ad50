"""``egovdocs policy``: which profiles there are, what one holds, one case judged aloud."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping

from egovdocs.audit.words import clean, differs, spoken_clause, verdict_of
from egovdocs.cli.cases import one_case
from egovdocs.errors import Lang
from egovdocs.policy import READINGS, Finding, Policy, Verdict, load, shipped_profiles
from egovdocs.policy.explaining import turned
from egovdocs.timing import HoursPeriod

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "instruments": ("Văn bản", "Instruments"), "covers": ("Xét hành vi của", "Judges the acts of"),
    "everybody": ("mọi cơ quan", "everybody"), "hours": ("Giờ làm việc", "Office hours"),
    "readings": ("Cách hiểu đã chọn (trong các cách)", "Readings chosen (out of)"),
    "facts": ("Lưu ý", "Cautions"), "assumed": ("giả định", "assumed"),
    "source": ("nguồn", "source"),
    "since": ("từ {:%d/%m/%Y}", "from {:%Y-%m-%d}"), "rules": ("{} quy tắc", "{} rules"),
    "sums": ("Cộng: {}", "In all: {}"),
}
# fmt: on


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]


def command(args: Namespace) -> int:
    """Print what was asked of the profiles."""
    for line in _VERBS[args.verb](args):
        print(clean(line))
    return 0


def _list(args: Namespace) -> Iterator[str]:
    for name in shipped_profiles():
        profile = load(name).profile
        yield f"{name:12}  {profile.name[args.lang]:12}  {', '.join(profile.instruments)}"


def _show(args: Namespace) -> Iterator[str]:
    policy, lang = load(args.profile), args.lang
    yield f"{policy.profile.id}  {policy.profile.name[lang]}"
    for block in (_instruments, _covers, _hours, _readings, _facts):
        yield from block(policy, lang)


def _instruments(policy: Policy, lang: Lang) -> Iterator[str]:
    yield f"{_word('instruments', lang)}:"
    for part in policy.instruments:
        rules = _word("rules", lang).format(len(part.rules))
        since = _word("since", lang).format(part.in_force.first)
        yield f"  {part.id}  {part.title[lang]} ({since}; {rules})"


def _covers(policy: Policy, lang: Lang) -> Iterator[str]:
    covers = ", ".join(policy.profile.covers) or _word("everybody", lang)
    yield f"{_word('covers', lang)}: {covers}"
    if policy.profile.covers_assumed:
        yield f"  ({_word('assumed', lang)}: {policy.profile.covers_assumed})"


def _hours(policy: Policy, lang: Lang) -> Iterator[str]:
    yield f"{_word('hours', lang)}:"
    for row in policy.profile.hours.periods:
        yield f"  {_since(row, lang)}{', '.join(map(str, row.sessions))}{_why(row, lang)}"


def _since(row: HoursPeriod, lang: Lang) -> str:
    first = row.first
    return f"{_word('since', lang).format(first)}: " if first is not None else ""


def _why(row: HoursPeriod, lang: Lang) -> str:
    told = ((name, getattr(row, name)) for name in ("assumed", "source"))
    return "".join(f" ({_word(name, lang)}: {value})" for name, value in told if value)


def _readings(policy: Policy, lang: Lang) -> Iterator[str]:
    yield f"{_word('readings', lang)}:"
    for name, chosen in policy.profile.readings.items():
        reading = READINGS[name]
        yield f"  {name} = {chosen} ({' | '.join(reading.alternatives)})"
        yield f"    {reading.vi if lang == 'vi' else reading.en}"


def _facts(policy: Policy, lang: Lang) -> Iterator[str]:
    if policy.profile.cautions:
        yield f"{_word('facts', lang)}:"
    for part in policy.profile.cautions:
        yield f"  {_word('since', lang).format(part.start)}: {part.text[lang]} [{part.cites}]"


def _try(args: Namespace) -> Iterator[str]:
    report = load(args.profile, national=args.national).audit(one_case(args.case, args.pick))
    wanted = (Verdict.BROKEN, Verdict.UNDECIDED, Verdict.KEPT)
    for verdict in wanted:
        for finding in report.findings(verdict):
            yield from told(finding, args.lang)
            if args.why and verdict is not Verdict.KEPT:
                yield f"  > {turned(report.policy, report.case, finding, args.lang)}"
    counts = (
        f"{count} {Verdict(name).spoken(args.lang)}" for name, count in report.summary.items()
    )
    yield _word("sums", args.lang).format(" · ".join(counts))


def told(finding: Finding, lang: Lang) -> Iterator[str]:
    """One finding with its reasons and what it takes for granted."""
    agency = finding.where.get("agency")
    yield f"{verdict_of(finding, lang)}: {spoken_clause(finding.clause, lang)} ({finding.rule})"
    yield f"  {agency}: {finding.message(lang)}" if agency else f"  {finding.message(lang)}"
    yield from (f"  - {step.spoken(lang)}" for step in finding.because)
    for part in finding.assumed:
        said = part.vi if lang == "vi" else part.en
        yield f"  ({_word('assumed', lang)}: {said} {differs(part, lang)})".replace(" )", ")")


_VERBS: Mapping[str, Callable[[Namespace], Iterator[str]]] = {
    "list": _list,
    "show": _show,
    "try": _try,
}
