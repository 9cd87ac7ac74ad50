"""
The bundled examples, and what a reader of the law expects of each.

How to read an ``expected.toml`` is said in ``examples/README.md``.  The same examples prove a
policy, and show which changes of it nobody would notice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs

from egovdocs.audit.reading import BadLine, Input, read_cases
from egovdocs.policy import Policy, Report, Verdict, load, shipped_profiles
from egovdocs.policy.report import Judged
from egovdocs.policy.rules.base import At, Moment
from egovdocs.policy.view import WHOLE, Subject, View
from egovdocs.record import Case
from egovdocs.timing import from_us


@attrs.frozen
class Expectation:
    """
    What is expected of one clause of one case.

    Attributes:
        case: the id of the case.
        clause: a whole address; findings of its parts count.
        verdict: one finding has it; where ``kept`` is expected nothing is broken.
        agency, period: of which finding, where there are several; None for any.
        pending: whether the duty still runs; None where nothing is said of it.
        facts: values that one of the findings has.
        alone: no other row expects a breach of the same clause.
        rule: the name of the rule that is meant, where a clause has several; empty for any.
    """

    case: str
    clause: str
    verdict: Verdict
    agency: str | None
    period: str | None
    pending: bool | None
    facts: Mapping[str, Any]
    alone: bool
    rule: str = ""

    def about(self, report: Report) -> tuple[Judged, ...]:
        """What *report* says under the clause, of the agency and the period."""
        return tuple(part for part in report.judged if self._meant(part))

    def _meant(self, part: Judged) -> bool:
        return (
            under(part.rule.clause, self.clause)
            and (self.agency is None or part.subject.agency in (self.agency, None))
            and (self.period is None or part.outcome.facts.get("period") in (self.period, None))
            and part.rule.id.endswith(f"/{self.rule}" if self.rule else "")
        )

    def wanted(self, report: Report) -> tuple[Judged, ...]:
        """Those of them that have the verdict."""
        return tuple(part for part in self.about(report) if part.outcome.verdict is self.verdict)

    def met(self, report: Report) -> bool:
        """Whether *report* is what a reader of the law expects."""
        found, wanted = self.about(report), self.wanted(report)
        broken = any(part.outcome.verdict is Verdict.BROKEN for part in found)
        excluded = broken and self.alone and self.verdict is Verdict.KEPT
        runs = self.pending is None or any(part.outcome.pending is self.pending for part in wanted)
        return bool(wanted) and not excluded and runs and self._tells(found)

    def _tells(self, found: tuple[Judged, ...]) -> bool:
        return all(
            any(_written(part.outcome.facts.get(name)) == value for part in found)
            for name, value in self.facts.items()
        )


@attrs.frozen
class ExpectedAnswer:
    """
    A moment or a legal value that is expected of one case.

    Attributes:
        at: ISO 8601; empty where the moment cannot be decided.
        value: the legal value; empty where there is none.
    """

    case: str
    question: str
    agency: str | None
    at: str
    value: str

    def met(self, policy: Policy, case: Case) -> bool:
        """Whether *policy* answers so."""
        if self.question == "value":
            return policy.value(case).value == (self.value or None)
        moment = self._moment(policy, case)
        known = moment.truth is True
        return from_us(moment.us).isoformat() == self.at if known else not self.at

    def because(self, policy: Policy, case: Case) -> tuple[str, ...]:
        """The clauses from which the moment follows; none of a legal value."""
        return () if self.question == "value" else self._moment(policy, case).because

    def _moment(self, policy: Policy, case: Case) -> Moment:
        view = policy.view(case)
        return policy.scene(view).moment(f"@{self.question}", self._subject(view))

    def _subject(self, view: View) -> Subject:
        if self.question == "sent":
            return WHOLE
        named = [subject for subject in view.recipients if subject.agency == self.agency]
        return (named or list(view.recipients))[0]


@attrs.frozen
class Examples:
    """The examples of one profile."""

    profile: str
    cases: Mapping[str, Case]
    expectations: tuple[Expectation, ...]
    answers: tuple[ExpectedAnswer, ...]

    def unmet(self, policy: Policy, clause: str = "") -> Iterator[str]:
        """
        Ids of the cases of which *policy* says something else than is expected.

        Args:
            policy: the policy of the profile, or a change of it.
            clause: look only at what is expected of this clause; empty for everything.
        """
        reports: dict[str, Report] = {}
        for row in self.expectations:
            if not clause or under(clause, row.clause):
                if row.case not in reports:
                    reports[row.case] = policy.audit(self.cases[row.case])
                if not row.met(reports[row.case]):
                    yield row.case
        for answer in () if clause else self.answers:
            if not answer.met(policy, self.cases[answer.case]):
                yield answer.case


def under(clause: str, address: str) -> bool:
    """Whether *clause* is *address* or a part of it."""
    return clause == address or clause.startswith((f"{address}.", f"{address}#"))


def examples_folder() -> Any:
    """The bundled examples: inside the package, or beside ``src`` in a checkout."""
    inside = files("egovdocs") / "examples"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "examples"


def all_examples() -> tuple[Examples, ...]:
    """The examples of every shipped profile that has some."""
    return tuple(
        examples(name)
        for name in shipped_profiles()
        if (examples_folder() / name / "expected.toml").is_file()
    )


@cache
def examples(profile: str) -> Examples:
    """The examples of *profile*: about the instruments that it names."""
    folder = examples_folder() / profile
    table = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    named = {part.id for part in policy_of(profile).instruments}
    rows = [row for row in table["expect"] if str(row["clause"]).partition("#")[0] in named]
    return Examples(
        profile,
        {case.case: case for case in _cases(folder)},
        tuple(_expectation(row, table["expect"]) for row in rows),
        tuple(_answer(row) for row in table.get("answer", ())),
    )


@cache
def policy_of(profile: str) -> Policy:
    """The shipped policy of *profile*, loaded once."""
    return load(profile, national=False)


def _cases(folder: Any) -> Iterator[Case]:
    for log in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if log.name.endswith(".jsonl"):
            with log.open("rb") as stream:
                for entry in read_cases(Input(log.name, stream)):
                    if isinstance(entry, BadLine):
                        raise entry
                    yield entry.case


def _expectation(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Expectation:
    here = (row["case"], row["clause"])
    others = (other for other in rows if (other["case"], other["clause"]) == here)
    return Expectation(
        case=row["case"],
        clause=row["clause"],
        verdict=Verdict(row["verdict"]),
        agency=row.get("agency"),
        period=row.get("period"),
        pending=row.get("pending"),
        facts=row.get("facts", {}),
        alone=all(other["verdict"] != "broken" for other in others),
        rule=row.get("rule", ""),
    )


def _answer(row: Mapping[str, Any]) -> ExpectedAnswer:
    return ExpectedAnswer(
        case=row["case"],
        question=row["question"],
        agency=row.get("agency"),
        at=row.get("at", ""),
        value=row.get("value", ""),
    )


def _written(value: object) -> object:
    return from_us(int(value)).isoformat() if isinstance(value, At) else value
