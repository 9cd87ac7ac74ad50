"""
Running an audit: which policy judges a case, what is counted, and the exit status.

A line that cannot be judged is reported and counted; the rest of the file is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Protocol

import attrs

from egovdocs.audit.accepting import Acceptance, Acceptances
from egovdocs.audit.outages import Outages, noted
from egovdocs.audit.problems import BadLine, NoProfile
from egovdocs.audit.reading import Entry
from egovdocs.audit.remarks import Remark
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy import NoSuchPolicy, Policy, Report, Verdict, load, shipped_profiles
from egovdocs.policy.report import Judged
from egovdocs.record import UNKNOWN, Case
from egovdocs.timing import day_of, to_us

KEPT, BROKEN, UNUSABLE = 0, 1, 2
COLUMNS = ("kept", "kept-in-part", "broken", "undecided", "not-applicable")


@attrs.define(eq=False)
class Policies:
    """
    The policies of a run, each loaded once.

    Attributes:
        chosen: the profile, or the path of its file, that judges every case; None where
            each case names its own, which must be a shipped one.
        as_of: the instant up to which everything counts as observed.
        assuming: whether verdicts may rest on assumptions.
        national: whether the national layer judges under every profile; None: as it says.
    """

    chosen: str | None = None
    as_of: datetime | None = None
    assuming: bool = True
    national: bool | None = None
    loaded: dict[str, Policy] = attrs.field(factory=dict)

    def get(self, name: str) -> Policy:
        """
        Return the policy of a profile.

        Raises:
            NoSuchPolicy, InvalidPolicyFile: it cannot be used.
        """
        found = self.loaded.get(name)
        if found is None:
            found = self.loaded[name] = self._set(load(name, national=self.national))
        return found

    def of(self, case: Case) -> Policy:
        """
        Return the policy that judges *case*.

        Raises:
            NoProfile, NoSuchPolicy: neither the command nor the case names one that is there.
        """
        if self.chosen is not None:
            return self.get(self.chosen)
        known = shipped_profiles()
        if case.profile is None or case.profile is UNKNOWN:
            raise NoProfile(known)
        if case.profile not in known:
            raise NoSuchPolicy(case.profile, closest(case.profile, known), known)
        return self.get(case.profile)

    def _set(self, policy: Policy) -> Policy:
        if self.as_of is not None:
            policy = policy.observed_until(self.as_of)
        return policy if self.assuming else policy.without_assumptions()


@attrs.frozen(eq=False)
class Judgement:
    """
    What was found in one line.

    Attributes:
        file, line: where the case stands.
        report: what the policy says.
        accepted: by rule, why its broken or undecided findings are accepted.
        remarks: what is odd about the form in which the case came.
    """

    file: str
    line: int
    report: Report
    accepted: dict[str, Acceptance] = attrs.field(factory=dict)
    remarks: tuple[Remark, ...] = ()


class Renderer(Protocol):
    """How findings are written: lines before, for each case, and after."""

    def start(self) -> Iterable[str]:
        """Lines before the first case."""
        ...

    def case(self, judged: Judgement) -> Iterable[str]:
        """Lines of one case."""
        ...

    def remarks(self, case: str, remarks: tuple[Remark, ...]) -> Iterable[str]:
        """Lines of what is odd about the form of a case that cannot be judged."""
        ...

    def end(self, tally: Tally) -> Iterable[str]:
        """Lines after the last case."""
        ...


@attrs.define(eq=False)
class Tally:
    """
    What a run adds up to.

    Attributes:
        cases: cases judged.
        bad: the first thousand lines and files that could not be used; all are counted
            in *unusable*.
        verdicts: findings by verdict.
        clauses: by clause, cases by verdict rolled up to the clause.
        gaps: by missing fact, undecided findings; *lacking*, cases.
        running: undecided findings whose duty is still running.
        accepted: findings that somebody accepted, by row.
        remarks: departures from a format, by severity.
        broken, open: broken, and undecided but not running, findings nobody accepted.
    """

    cases: int = 0
    unusable: int = 0
    bad: list[BadLine] = attrs.field(factory=list)
    verdicts: Counter[str] = attrs.field(factory=Counter)
    clauses: dict[str, Counter[str]] = attrs.field(factory=dict)
    gaps: Counter[str] = attrs.field(factory=Counter)
    lacking: Counter[str] = attrs.field(factory=Counter)
    running: int = 0
    accepted: Counter[Acceptance] = attrs.field(factory=Counter)
    remarks: Counter[str] = attrs.field(factory=Counter)
    broken: int = 0
    open: int = 0

    def status(self, *, strict: bool = False) -> int:
        """The exit status: 2 where something was unusable, 1 where broken, else 0."""
        if self.unusable:
            return UNUSABLE
        broken = self.broken or self.remarks["error"]
        return BROKEN if broken or (strict and self.open) else KEPT

    def spoil(self, problem: BadLine) -> None:
        """Count a line or a file that could not be used."""
        self.unusable += 1
        if len(self.bad) < 1000:
            self.bad.append(problem)

    def add(self, judged: Judgement) -> None:
        """Count one case."""
        self.cases += 1
        self.verdicts.update(judged.report.summary)
        for clause, verdict in judged.report.by_clause().items():
            self.clauses.setdefault(clause, Counter())[verdict] += 1
        lacking: dict[str, None] = {}  # in order: ties are told as they came
        for part in judged.report.judged:
            if part.outcome.verdict in _BLAMED:
                self._count(part, judged, lacking)
        self.lacking.update(list(lacking))

    def merge(self, other: Tally) -> None:
        """Count what *other* counted, after what was counted here."""
        for name in ("cases", "unusable", "running", "broken", "open"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("verdicts", "gaps", "lacking", "accepted", "remarks"):
            getattr(self, name).update(getattr(other, name))
        self.bad.extend(other.bad[: 1000 - len(self.bad)])
        for clause, counts in other.clauses.items():
            self.clauses.setdefault(clause, Counter()).update(counts)

    def _count(self, part: Judged, judged: Judgement, lacking: dict[str, None]) -> None:
        verdict, pending = part.outcome.verdict, part.outcome.pending
        accepted = judged.accepted.get(part.rule.id)
        if verdict is Verdict.BROKEN or (verdict is Verdict.UNDECIDED and not pending):
            if accepted is not None:
                self.accepted[accepted] += 1
            elif verdict is Verdict.BROKEN:
                self.broken += 1
            else:
                self.open += 1
        if verdict is Verdict.UNDECIDED and pending:
            self.running += 1
        elif verdict is Verdict.UNDECIDED:
            missing = dict.fromkeys(part.outcome.missing or ("conflict",))
            self.gaps.update(list(missing))
            lacking.update(missing)


def run(
    entries: Iterable[Entry | BadLine],
    policies: Policies,
    renderer: Renderer,
    tally: Tally,
    accepted: Acceptances | None = None,
    outages: Outages | None = None,
) -> Iterator[tuple[str, ...] | BadLine]:
    """Judge *entries* one by one: the lines to write for each, or its problem."""
    for entry in entries:
        done = (
            entry
            if isinstance(entry, BadLine)
            else _one(entry, policies, renderer, accepted=accepted, outages=outages)
        )
        if isinstance(entry, Entry):
            tally.remarks.update(each.severity for each in entry.remarks)
        if isinstance(done, BadLine):
            tally.spoil(done)
            yield done
            if isinstance(entry, Entry) and entry.remarks:
                yield tuple(renderer.remarks(entry.case.case, entry.remarks))
        else:
            judged, lines = done
            tally.add(judged)
            yield lines


def _one(
    entry: Entry,
    policies: Policies,
    renderer: Renderer,
    *,
    accepted: Acceptances | None,
    outages: Outages | None,
) -> tuple[Judgement, tuple[str, ...]] | BadLine:
    try:
        report = policies.of(entry.case).audit(entry.case)
        if outages is not None:
            report = noted(report, outages)
        by_rule = {} if accepted is None else _accepted(report, accepted, policies.as_of)
        judged = Judgement(entry.file, entry.line, report, by_rule, entry.remarks)
        return judged, tuple(renderer.case(judged))
    except (EgovdocsError, OverflowError) as error:
        return BadLine(entry.file, entry.line, _typed(error, entry.case))


def _typed(error: Exception, case: Case) -> EgovdocsError:
    """An instant at the edge of what Python counts overflows before it can be checked."""
    from egovdocs.timing import InstantOutOfRange

    if isinstance(error, EgovdocsError):
        return error
    return InstantOutOfRange(", ".join(event.at.isoformat() for event in case.events[:3]))


def _accepted(
    report: Report, accepted: Acceptances, as_of: datetime | None
) -> dict[str, Acceptance]:
    day = _day(report.case, as_of)
    rules = {part.rule.id for part in report.judged if part.outcome.verdict in _BLAMED}
    found = {rule: accepted.find(rule, report.case.case, day) for rule in rules}
    return {rule: row for rule, row in found.items() if row is not None}


_BLAMED = (Verdict.BROKEN, Verdict.UNDECIDED)


def _day(case: Case, as_of: datetime | None) -> date | None:
    """The day up to which a case was observed, else that of its last event."""
    if as_of is not None:
        return day_of(to_us(as_of))
    if case.observed is not None:
        return day_of(to_us(case.observed.until))
    return max((day_of(to_us(event.at)) for event in case.events), default=None)
