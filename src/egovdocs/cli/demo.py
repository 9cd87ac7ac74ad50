"""``egovdocs demo``: the bundled examples of every profile, judged; a taste, not a flood."""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Any

from egovdocs.audit.reading import BadLine, Input, read_cases
from egovdocs.audit.words import clean, spoken_clause, word
from egovdocs.errors import Lang
from egovdocs.policy import Finding, Policy, Report, load, shipped_profiles
from egovdocs.policy.report import Judged

_NAME = "egovdocs"

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "head":  ("{name}: {cases} vụ việc mẫu theo {texts}{above}",
              "{name}: {cases} sample cases under {texts}{above}"),
    "above": (" và các văn bản toàn quốc", " and the national texts"),
    "sums":  ("Cộng: {}", "In all: {}"),
    "hints": ("Thử tiếp:", "Next:"),
}
# fmt: on
_KINDS = ("kept", "broken", "pending", "undecided")


def command(args: Namespace) -> int:
    """Judge the examples and print a handful of findings for each profile."""
    broken = ""
    for name in shipped_profiles():
        logs = _logs(name)
        if logs:
            taste = Taste(load(name))
            for log in logs:
                taste.read(log)
            for line in taste.told(args.lang):
                print(clean(line))
            found = taste.chosen().get("broken")
            broken = broken or ("" if found is None else found[1].rule.clause)
    for line in _hints(args.lang, broken):
        print(line)
    return 0


def examples() -> Any:
    """The bundled examples: inside the package, or beside ``src`` in a checkout."""
    inside = files("egovdocs") / "examples"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "examples"


def _logs(profile: str) -> list[Any]:
    folder = examples() / profile
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((each for each in found if each.name.endswith(".jsonl")), key=lambda e: e.name)


class Taste:
    """The sums of one profile, and one telling finding of each kind."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.cases = 0
        self.sums: Counter[str] = Counter()
        self.best: dict[tuple[str, str], tuple[int, Report, Judged]] = {}

    def read(self, log: Any) -> None:
        """Judge every case of a log."""
        with log.open("rb") as stream:
            for entry in read_cases(Input(log.name, stream)):
                if isinstance(entry, BadLine):
                    raise entry
                self.add(self.policy.audit(entry.case))

    def add(self, report: Report) -> None:
        """Count a report, and keep for each kind and clause what tells most."""
        self.cases += 1
        for part in report.judged:
            kind, telling = _kind(part), _telling(part)
            self.sums[kind] += 1
            former = self.best.get((kind, part.rule.clause))
            if former is None or telling > former[0]:
                self.best[kind, part.rule.clause] = (telling, report, part)

    def chosen(self) -> Mapping[str, tuple[Report, Judged]]:
        """For each kind the finding that tells most, each of another clause if possible."""
        found: dict[str, tuple[Report, Judged]] = {}
        for kind in _KINDS:
            used = {part.rule.clause for _, part in found.values()}
            rows = [
                (telling - _TWICE * (clause in used), report, part)
                for (of, clause), (telling, report, part) in self.best.items()
                if of == kind
            ]
            if rows:
                _, report, part = max(rows, key=lambda row: row[0])
                found[kind] = report, part
        return found

    def told(self, lang: Lang) -> Iterator[str]:
        """A heading, one finding of each kind, the sums."""
        texts = ", ".join(part.number for part in self.policy.instruments if _local(part.id))
        name = self.policy.profile.name[lang]
        over = any(not _local(part.id) for part in self.policy.instruments)
        above = _word("above", lang) if over else ""
        head = _word("head", lang)
        yield from (head.format(name=name, cases=self.cases, texts=texts, above=above), "")
        for kind, (report, part) in self.chosen().items():
            yield from _shown(kind, report.case.case, finding_of(report, part), lang)
        sums = (f"{self.sums[kind]} {word(kind, lang)}" for kind in (*_KINDS, "not-applicable"))
        yield from ("  " + _word("sums", lang).format(" · ".join(sums)), "")


_TWICE = 3


def _local(ident: str) -> bool:
    return not ident.startswith("vn/")


def _kind(part: Judged) -> str:
    verdict = part.outcome.verdict.value
    return "pending" if part.outcome.pending else verdict


def _telling(part: Judged) -> int:
    """How much there is to read in a finding: of the place itself, a deadline; gaps least."""
    facts, missing = part.outcome.facts, part.outcome.missing
    own = 4 * _local(part.rule.clause)
    return own + 2 * ("late_after" in facts) + ("done" in facts) - len(missing)


def finding_of(report: Report, part: Judged) -> Finding:
    """The finding of one rule and one recipient."""
    found = report.findings(part.outcome.verdict)
    same = (part.rule.id, part.subject.agency)
    return next(each for each in found if (each.rule, each.where.get("agency")) == same)


def _shown(kind: str, case: str, finding: Finding, lang: Lang) -> Iterator[str]:
    gloss = next(step for step in finding.because if step.clause == finding.clause)
    said = gloss.vi if lang == "vi" else gloss.en
    yield f"  {word(kind, lang):10}{case}  {spoken_clause(finding.clause, lang)}"
    yield from _folded(finding.message(lang))
    yield from _folded(f"({said})")
    yield ""


def _folded(text: str) -> Iterator[str]:
    return (f"  {'':10}{line}" for line in textwrap.wrap(text, 84))


def _hints(lang: Lang, clause: str) -> Iterator[str]:
    yield _word("hints", lang)
    shown = next(filter(_logs, shipped_profiles()))
    name = _invoked()
    yield f"  {name} audit {examples()}/{shown}/*.jsonl"
    if clause:
        yield f"  {name} law show '{clause}'"
    yield f"  {name} id '28/2018/QĐ-TTg' 'Số: 7/QÐ-UBND'"


def _invoked() -> str:
    """How the command is called here: by its path where no folder of PATH has it."""
    here = Path(sys.argv[0])
    return str(here) if here.stem == _NAME and which(_NAME) is None else _NAME


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]
