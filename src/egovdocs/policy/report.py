"""
Findings and reports: what the rules of a policy say of one case.

Verdicts are reached at once; findings, with their facts, sentences and reasons, are built
when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import Lang
from egovdocs.policy.answers import Step
from egovdocs.policy.judging import actors
from egovdocs.policy.messages import instant, label, say, sentence
from egovdocs.policy.rules.base import At, Outcome, Rule, Seconds
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject, View
from egovdocs.record import Case
from egovdocs.timing import day_of, from_us, to_datetime, to_us

if TYPE_CHECKING:
    from egovdocs.policy.policy import Policy


class Judged(NamedTuple):
    """One rule, one subject, one outcome."""

    rule: Rule
    subject: Subject
    outcome: Outcome


@attrs.frozen
class Assumption:
    """Something that an answer takes for granted, as a code and in words."""

    code: str
    vi: str
    en: str
    differs: str = ""

    def to_json(self) -> dict[str, str]:
        """Write this assumption."""
        written = {"code": self.code, "vi": self.vi, "en": self.en}
        return {**written, "differs": self.differs} if self.differs else written


@attrs.frozen
class Finding:
    """
    What one rule says of one subject of a case.

    Attributes:
        rule: id of the rule.
        clause: address of its clause.
        verdict: kept, broken, undecided or not-applicable.
        facts: typed values; instants are ``pendulum.DateTime``, lengths whole seconds.
        missing: what would decide it.
        because: the clauses and premises it rests on.
        where: index of the decisive event as given, decisive field, agency.
        assumed: what is taken for granted.
        pending: the duty is still running.
        actor: the agency whose act is judged; None where the case names none.
        day: the day that decides which law applies; None where no instant does.
    """

    rule: str
    clause: str
    verdict: Verdict
    facts: Mapping[str, Any]
    missing: tuple[str, ...]
    because: tuple[Step, ...]
    where: Mapping[str, Any]
    assumed: tuple[Assumption, ...]
    pending: bool
    vi: str
    en: str
    actor: str | None = None
    day: date | None = None

    def message(self, lang: Lang = "vi") -> str:
        """Say this finding in *lang*."""
        return self.vi if lang == "vi" else self.en

    def to_json(self) -> dict[str, Any]:
        """Write this finding as the JSON of the command."""
        return {
            "rule": self.rule,
            "clause": self.clause,
            "because": [step.to_json() for step in self.because],
            "verdict": self.verdict.value,
            "facts": {name: _json(value) for name, value in self.facts.items()},
            "missing": list(self.missing),
            "where": dict(self.where),
            "actor": self.actor,
            "day": None if self.day is None else self.day.isoformat(),
            "assumed": [part.to_json() for part in self.assumed],
            "pending": self.pending,
            "message": {"vi": self.vi, "en": self.en},
        }


def _json(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@attrs.frozen(eq=False)
class Report:
    """
    What a policy says of one case.

    Attributes:
        case: the case.
        policy: the policy that judged it.
        view: the case as the rules looked at it.
        judged: every verdict, in the order of the rules.
    """

    case: Case
    policy: Policy
    view: View = attrs.field(repr=False)
    judged: tuple[Judged, ...] = attrs.field(repr=False)

    @property
    def summary(self) -> Mapping[str, int]:
        """How many findings there are of each verdict."""
        found = [part.outcome.verdict for part in self.judged]
        return {name: found.count(verdict) for name, verdict in _VERDICTS.items()}

    def findings(self, *verdicts: Verdict) -> Iterator[Finding]:
        """Build the findings of *verdicts*; broken and undecided where none is named."""
        wanted = verdicts or (Verdict.BROKEN, Verdict.UNDECIDED)
        for part in self.judged:
            if part.outcome.verdict in wanted:
                yield self._finding(part)

    def all_findings(self) -> Iterator[Finding]:
        """Build every finding."""
        return self.findings(*Verdict)

    def by_clause(self) -> Mapping[str, str]:
        """
        Roll findings up to their clauses.

        Broken beats undecided beats kept; where something of the clause is left that no
        rule judges, ``kept`` becomes ``kept-in-part`` and is never shown as kept.
        """
        rolled: dict[str, str] = {}
        for part in self.judged:
            verdict = part.outcome.verdict._value_
            former = rolled.get(part.rule.clause)
            if former is None or _WEIGHT[verdict] > _WEIGHT[former]:
                rolled[part.rule.clause] = verdict
        return {
            clause: "kept-in-part" if verdict == "kept" and self.policy.left(clause) else verdict
            for clause, verdict in rolled.items()
        }

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Write this report as the JSON of the command."""
        return {
            "case": self.case.case,
            "profile": self.policy.profile.id,
            "findings": [
                self._written(part)
                for part in self.judged
                if everything or part.outcome.verdict in _TOLD
            ],
            "summary": dict(self.summary),
        }

    def _written(self, part: Judged) -> dict[str, Any]:
        """What :meth:`Finding.to_json` writes, without the finding: most are only written."""
        rule, subject, outcome = part
        vi, en = _sentences(outcome)
        return {
            "rule": rule.id,
            "clause": rule.clause,
            "because": [step.to_json() for step in self._because(rule, outcome)],
            "verdict": outcome.verdict._value_,
            "facts": {name: _plain(value) for name, value in outcome.facts.items()},
            "missing": list(outcome.missing),
            "where": _where(subject, outcome),
            "actor": _actor(rule, self.view, subject),
            "day": None if outcome.day is None else day_of(outcome.day).isoformat(),
            "assumed": [each.to_json() for each in self.policy.assumptions(self, part)],
            "pending": outcome.pending,
            "message": {"vi": vi, "en": en},
        }

    def _finding(self, part: Judged) -> Finding:
        rule, subject, outcome = part
        assumed = self.policy.assumptions(self, part)
        vi, en = _sentences(outcome)
        return Finding(
            rule=rule.id,
            clause=rule.clause,
            verdict=outcome.verdict,
            facts={name: _public(value) for name, value in outcome.facts.items()},
            missing=outcome.missing,
            because=self._because(rule, outcome),
            where=_where(subject, outcome),
            assumed=assumed,
            pending=outcome.pending,
            vi=vi,
            en=en,
            actor=_actor(rule, self.view, subject),
            day=None if outcome.day is None else day_of(outcome.day),
        )

    def _because(self, rule: Rule, outcome: Outcome) -> tuple[Step, ...]:
        cited = (rule.clause, *outcome.because, *self.policy.chain(rule))
        steps = [self.policy.step(clause) for clause in dict.fromkeys(cited)]
        if outcome.place is not None:
            steps.append(self._premise(outcome.place))
        steps.extend(map(_lack, outcome.missing))
        return tuple(steps)

    def _premise(self, index: int) -> Step:
        event = self.case.events[index]
        at = instant(to_us(event.at), "vi")
        said = say(event.type, "vi")
        return Step(f"“{said}” lúc {at}.", f"“{event.type}” at {at}.", premise=f"events[{index}]")


@lru_cache(maxsize=1024)
def _lack(name: str) -> Step:
    return Step(f"Thiếu {label(name, 'vi')}.", f"Missing: {label(name, 'en')}.", premise=name)


def _sentences(outcome: Outcome) -> tuple[str, str]:
    """What an outcome says, in Vietnamese and in English."""
    verdict, facts, missing = outcome.verdict._value_, outcome.facts, outcome.missing
    return (
        sentence(verdict, facts, missing, pending=outcome.pending, lang="vi"),
        sentence(verdict, facts, missing, pending=outcome.pending, lang="en"),
    )


_TOLD = (Verdict.BROKEN, Verdict.UNDECIDED)
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_WEIGHT = {"not-applicable": 0, "kept": 1, "undecided": 2, "broken": 3}


def _public(value: Any) -> Any:
    if isinstance(value, At):
        return from_us(int(value))
    return int(value) if isinstance(value, Seconds) else value


def _plain(value: Any) -> Any:
    """A fact as JSON: an instant in Vietnam time, a length in whole seconds."""
    if isinstance(value, At):
        return to_datetime(value).isoformat()
    return int(value) if isinstance(value, Seconds) else _json(value)


def _where(subject: Subject, outcome: Outcome) -> dict[str, Any]:
    where = {"event": outcome.place, "field": outcome.field, "agency": subject.agency}
    return {name: value for name, value in where.items() if value is not None}


def _actor(rule: Rule, view: View, subject: Subject) -> str | None:
    """The first agency whose act *rule* judges: of both sides, the sender."""
    named = (part for part in actors(rule, view, subject) if isinstance(part, str) and part)
    return next(named, None)


def spoken_clause(clause: str, lang: Lang) -> str:
    """Say an address, such as “khoản 2 Điều 10 ...”."""
    return Citation.parse(clause).spoken(lang)
