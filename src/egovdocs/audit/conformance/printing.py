"""The matrix by subject and level, and what failed: as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from egovdocs.audit.conformance.running import Result
from egovdocs.audit.conformance.suite import LEVELS, SUBJECTS, Suite, SuiteCase
from egovdocs.citation import Citation
from egovdocs.errors import Lang

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "head":     ("{name}: {cases} ca kiểm", "{name}: {cases} cases"),
    "subject":  ("chủ đề", "subject"),
    "ordinary": ("thường", "ordinary"), "boundary": ("sát biên", "boundary"),
    "doubtful": ("chưa rõ", "doubtful"), "cited": ("có dẫn", "cited"),
    "all":      ("tất cả", "all"), "unasked": ("bỏ qua", "skipped"),
    "failed":   ("Sai:", "Failed:"), "fault": ("Lỗi giao thức:", "Faults of the program:"),
    "skipped":  ("Bỏ qua:", "Skipped:"),
    "expected": ("phải là {}", "expected {}"), "got": ("trả lời {}", "got      {}"),
    "likely":   ("có thể do: {}", "likely:  {}"),
    "flags":    ("Cách đọc sai có thể có:", "Likely misreadings:"),
    "count":    ("{count} ca: {said}", "{count} cases: {said}"),
}
# fmt: on
_WIDTH = 12


def word(name: str, lang: Lang) -> str:
    """A word of the printed report."""
    return _WORDS[name][0 if lang == "vi" else 1]


def told(name: str, results: Sequence[Result], suite: Suite, lang: Lang) -> Iterator[str]:
    """The whole report in words."""
    yield word("head", lang).format(name=name, cases=len(results))
    yield from matrix(results, lang)
    yield from _wrong(results, suite, lang)
    yield from _faults(results, lang)
    yield from _skips(results, lang)


def matrix(results: Sequence[Result], lang: Lang) -> Iterator[str]:
    """One row a subject, one column a level: passed out of those that were put."""
    columns = [*LEVELS, "cited"]
    yield _row(word("subject", lang), [word(name, lang) for name in columns])
    subjects = [name for name in SUBJECTS if any(r.case.subject == name for r in results)]
    for subject in subjects:
        yield _row(subject, _cells([r for r in results if r.case.subject == subject], lang))
    yield _row(word("all", lang), _cells(results, lang))


def _row(head: str, cells: Iterable[str]) -> str:
    return f"  {head:14}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)


def _cells(results: Sequence[Result], lang: Lang) -> Iterator[str]:
    for level in LEVELS:
        here = [part for part in results if part.case.level == level]
        put = [part for part in here if part.outcome != "skipped"]
        passed = [part for part in put if part.outcome == "passed"]
        yield word("unasked", lang) if here and not put else _share(put, passed)
    passed = [part for part in results if part.outcome == "passed"]
    yield _share(passed, [part for part in passed if not part.uncited])


def _share(whole: Sequence[Result], part: Sequence[Result]) -> str:
    return f"{len(part)}/{len(whole)}" if whole else "-"


def _wrong(results: Sequence[Result], suite: Suite, lang: Lang) -> Iterator[str]:
    failed = [part for part in results if part.outcome == "failed"]
    if not failed:
        return
    yield word("failed", lang)
    for part in failed:
        yield from _one(part, lang)
    counts = Counter(flag for part in failed for flag in part.flags)
    yield word("flags", lang)
    for flag, count in counts.most_common():
        said = f"{flag}: {suite.flags[flag][lang]}"
        yield f"  {word('count', lang).format(count=count, said=said)}"


def _one(part: Result, lang: Lang) -> Iterator[str]:
    clauses = "; ".join(spoken(clause, lang) for clause in part.case.clauses)
    yield f"  {part.case.id}  {clauses}"
    yield f"    {word('expected', lang).format(_json(part.case.answer))}"
    yield f"    {word('got', lang).format(_json(part.got))}"
    if part.flags:
        yield f"    {word('likely', lang).format(', '.join(part.flags))}"


def spoken(clause: str, lang: Lang) -> str:
    """An address with its words."""
    return f"{clause} ({Citation.parse(clause).spoken(lang)})"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _faults(results: Sequence[Result], lang: Lang) -> Iterator[str]:
    found = [part.fault for part in results if part.fault is not None]
    if found:
        yield word("fault", lang)
    yield from (f"  {fault.message(lang)} [{fault.code}]" for fault in found)


def _skips(results: Sequence[Result], lang: Lang) -> Iterator[str]:
    reasons = Counter(part.skip for part in results if part.outcome == "skipped")
    if reasons:
        yield word("skipped", lang)
    for reason, count in reasons.most_common():
        yield f"  {word('count', lang).format(count=count, said=reason)}"


# -- JSON --------------------------------------------------------------------------------------


def as_json(name: str, results: Sequence[Result]) -> Iterator[str]:
    """One object a case, then one with the sums."""
    for part in results:
        yield _json(_object(part))
    outcomes = Counter(part.outcome for part in results)
    yield _json({"program": name, "cases": len(results), "summary": dict(sorted(outcomes.items()))})


def _object(part: Result) -> dict[str, Any]:
    case = part.case
    row: dict[str, Any] = {
        "id": case.id, "subject": case.subject, "level": case.level,
        "clauses": list(case.clauses), "outcome": part.outcome,
    }  # fmt: skip
    if part.outcome == "failed":
        row |= {"expected": case.answer, "got": part.got, "flags": list(part.flags)}
    if part.outcome == "passed":
        row["uncited"] = list(part.uncited)
    if part.fault is not None:
        row["fault"] = {"code": part.fault.code, "vi": part.fault.message("vi"),
                        "en": part.fault.message("en")}  # fmt: skip
    if part.outcome == "skipped":
        row["reason"] = part.skip
    return row


# -- one case ------------------------------------------------------------------------------------


def shown(case: SuiteCase, suite: Suite, lang: Lang) -> Iterator[str]:
    """One case for people: what is asked, what the law says, what it catches."""
    yield f"{case.id}  {case.subject}, {word(case.level, lang)}"
    yield from (f"  {spoken(clause, lang)}" for clause in case.clauses)
    yield f"  {case.question}: {_json(case.given)}"
    yield f"  {_json(case.setup)}"
    yield f"  {word('expected', lang).format(_json(case.answer))}"
    yield f"  {case.because.get(lang, case.because['vi'])}"
    for catch in case.catches:
        said = f" {_json(catch.answer)}" if catch.known else ""
        yield f"  {catch.flag}:{said} {suite.flags[catch.flag][lang]}"
