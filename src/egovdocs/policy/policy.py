"""
A policy: a profile and its instruments, ready to judge.

The order in which instruments are named never changes a result, and naming one twice
changes nothing.  A policy is immutable and travels to other processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError
from egovdocs.policy.answers import Step
from egovdocs.policy.instrument import QUESTIONS, Clause, Instrument
from egovdocs.policy.judging import ALONE, Bound, Hearing, bind, day_start
from egovdocs.policy.loading import find_instruments, find_profile
from egovdocs.policy.profile import Profile
from egovdocs.policy.questions import Question, question
from egovdocs.policy.report import Assumption, Judged, Report
from egovdocs.policy.rules.base import Outcome, Rule
from egovdocs.policy.scene import CaseScene
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import View
from egovdocs.record import Case, Document
from egovdocs.timing import OfficialDays, WorkCalendar, day_of, to_us

if TYPE_CHECKING:
    import pendulum

    from egovdocs.policy.answers import Answer
    from egovdocs.policy.asking import DutyDue, LegalValue, Paper
    from egovdocs.timing import Deadline, Limit


@attrs.frozen
class NoSuchClause(EgovdocsError, LookupError):
    """An address that none of the instruments of a policy has."""

    address: str
    closest: str

    code: ClassVar[str] = "policy.no-such-clause"
    vi: ClassVar[str] = "Không có điều khoản “{address}”; gần nhất là “{closest}”."
    en: ClassVar[str] = "There is no clause “{address}”; the closest is “{closest}”."


@attrs.frozen(eq=False, slots=False)
class Policy:
    """
    What applies to the acts of the agencies of a profile.

    Attributes:
        profile: hours, coverage, readings.
        instruments: what applies, sorted by id.
        pinned: the day whose law is applied to everything; None: each act by its own day.
        as_of: a day of observation (microseconds) for cases that name none.
        no_assumed: findings that rest on an assumption become undecided.
    """

    profile: Profile
    instruments: tuple[Instrument, ...]
    pinned: date | None = None
    as_of: int | None = None
    no_assumed: bool = False

    # -- what it is made of --------------------------------------------------------------

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working calendar of the profile, with the marked fallback outside the table."""
        reading = self.profile.readings["culture-day"]
        days = OfficialDays.packaged("off" if reading == "off" else "working")
        return WorkCalendar(self.profile.hours, days, fallback=True)

    @cached_property
    def alternatives(self) -> tuple[tuple[str, WorkCalendar], ...]:
        """Other hours that might stand in for those that are assumed, said, and by calendar."""
        return tuple(
            (", ".join(map(str, sessions)), self.calendar.with_hours(sessions))
            for sessions in self.calendar.alternatives()
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, by instrument and in the order of the text."""
        return tuple(rule for instrument in self.instruments for rule in instrument.rules)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The clauses that speak to each question."""
        return {name: question(name, self.instruments) for name in QUESTIONS}

    @cached_property
    def _clauses(self) -> Mapping[str, Clause]:
        return {
            f"{instrument.id}#{clause.at}": clause
            for instrument in self.instruments
            for clause in instrument.clauses
        }

    @cached_property
    def _owner(self) -> Mapping[str, Instrument]:
        return {part.id: part for part in self.instruments}

    @cached_property
    def _covers(self) -> re.Pattern[str] | None:
        return self.profile.pattern()

    @cached_property
    def _bound(self) -> Mapping[str, tuple[Bound, ...]]:
        return bind(self.instruments)

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {}

    @cached_property
    def _chains(self) -> dict[str, tuple[str, ...]]:
        return {}

    def clause(self, address: str) -> Clause:
        """
        Return the clause at a whole address.

        Raises:
            NoSuchClause: no instrument of this policy has it.
        """
        found = self._clauses.get(str(Citation.parse(address)))
        if found is None:
            from egovdocs.errors import closest

            raise NoSuchClause(address, closest(address, self._clauses))
        return found

    def left(self, clause: str) -> tuple[Mapping[str, str], ...]:
        """What of *clause* no rule judges."""
        found = self._clauses.get(clause)
        return () if found is None else found.left

    def step(self, clause: str) -> Step:
        """One step of a reason that cites *clause*, in our words."""
        step = self._steps.get(clause)
        if step is None:
            found = self._clauses.get(clause)
            vi, en = (found.gloss["vi"], found.gloss["en"]) if found else _CITED
            step = self._steps[clause] = Step(vi, en, clause=clause)
        return step

    def chain(self, rule: Rule) -> tuple[str, ...]:
        """Clauses that bring *rule* in: its grounds, and those that refer to its clause."""
        found = self._chains.get(rule.id)
        if found is None:
            named = [part for part in (rule.given, rule.unless) if part is not None]
            grounds = (name for condition in named for name in condition.grounds if "#" in name)
            found = self._chains[rule.id] = (*self.incorporated_by(rule.clause), *grounds)
        return found

    def incorporated_by(self, clause: str) -> tuple[str, ...]:
        """Clauses of this policy that refer to *clause*, or to what it is a part of."""
        return tuple(
            source
            for source, target in self._references
            if clause == target or clause.startswith((f"{target}.", f"{target}#"))
        )

    @cached_property
    def _references(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (address, target)
            for address, clause in self._clauses.items()
            for target in (clause.to, clause.superseded_by if clause.to else "")
            if target
        )

    def on(self, day: date) -> Policy:
        """The same policy with the law of *day* applied to everything."""
        return attrs.evolve(self, pinned=day)

    def observed_until(self, moment: datetime) -> Policy:
        """The same policy, taking all types of event as observed up to *moment*."""
        return attrs.evolve(self, as_of=to_us(moment))

    def without_assumptions(self) -> Policy:
        """The same policy; what rests on an assumption becomes undecided."""
        return attrs.evolve(self, no_assumed=True)

    # -- judging ---------------------------------------------------------------------------

    def audit(self, case: Case) -> Report:
        """
        Judge one case by every rule that speaks of its kind.

        Verdicts are reached here; findings and sentences are built when asked for.
        """
        view = self.view(case)
        hearing = self._hearing(self.scene(view))
        judge, each = hearing.judge, view.recipients
        judged = tuple(
            [
                Judged(bound.rule, subject, judge(bound, subject))
                for bound in self._bound.get(case.about, ())
                for subject in (each if bound.rule.per_recipient else ALONE)
            ]
        )
        return Report(case, self, view, judged)

    def _hearing(self, scene: CaseScene) -> Hearing:
        return Hearing(
            scene=scene,
            covers=self._covers,
            pinned=None if self.pinned is None else day_start(self.pinned),
            strict_after_verified=self.profile.readings["after-verified"] == "undecided",
            assumes=self.codes if self.no_assumed else None,
        )

    def audit_all(self, cases: Iterable[Case]) -> Iterator[Report]:
        """Judge cases one by one, in constant memory."""
        for case in cases:
            yield self.audit(case)

    def view(self, case: Case) -> View:
        """Index *case* for the rules of this policy."""
        readings = self.profile.readings
        return View.of(case, until=self.as_of, readings=readings, covers=self._covers)

    def scene(self, view: View, calendar: WorkCalendar | None = None) -> CaseScene:
        """The scene in which the rules of this policy look at *view*."""
        return CaseScene(
            view, calendar or self.calendar, self.profile.readings, self.questions, self.pinned
        )

    # -- assumptions -----------------------------------------------------------------------

    def codes(self, outcome: Outcome, instrument: Instrument) -> tuple[str, ...]:
        """Codes of what *outcome* takes for granted."""
        found: list[str] = []
        for start, end in outcome.spans:
            found.extend(self.calendar.notes_between(start, end))
        force = instrument.in_force
        if force.start is None and force.not_before is not None:
            found.append("effective-date")
        day = self._day(outcome)
        if day is not None and force.verified_until is not None and day > force.verified_until:
            found.append("after-verified")
        return tuple(dict.fromkeys(found))

    def _day(self, outcome: Outcome) -> date | None:
        if self.pinned is not None:
            return self.pinned
        return None if outcome.day is None else day_of(outcome.day)

    def assumptions(self, report: Report, part: Judged) -> tuple[Assumption, ...]:
        """Say what a verdict takes for granted, with the alternative under which it differs."""
        from egovdocs.policy.assumptions import describe

        if part.outcome.verdict is Verdict.NOT_APPLICABLE:
            return ()
        instrument = self._owner[part.rule.clause.partition("#")[0]]
        return describe(self, report.view, part, self.codes(part.outcome, instrument))

    def cautions(self, day: date) -> tuple[str, ...]:
        """The cautions that answers about *day* carry, in Vietnamese."""
        return tuple(
            f"{part.text['vi']} [{part.cites}]"
            for part in self.profile.cautions
            if day >= part.start
        )

    # -- asking ----------------------------------------------------------------------------

    def received(
        self, arrival: datetime, *, channel: str | None = None, relation: str | None = None
    ) -> Answer[pendulum.DateTime]:
        """When something that entered at *arrival* counts as received in law."""
        from egovdocs.policy import asking

        return asking.received(self, arrival, channel=channel, relation=relation)

    def sent(
        self, published: datetime, acknowledged: datetime, *, channel: str | None = None
    ) -> Answer[pendulum.DateTime]:
        """When something issued and acknowledged at these moments counts as sent in law."""
        from egovdocs.policy import asking

        return asking.sent(self, published, acknowledged, channel=channel)

    def deadline(self, limit: str | Limit, start: datetime) -> Answer[Deadline]:
        """Until when *limit* (a limit, or the address of a clause that has one) allows."""
        from egovdocs.policy import asking

        return asking.deadline(self, limit, start)

    def paper(self, document: Document | Case) -> Answer[Paper]:
        """Whether paper is required, forbidden or free for a document or a case."""
        from egovdocs.policy import asking

        return asking.paper(self, document)

    def value(self, document: Document | Case) -> Answer[LegalValue]:
        """What a document, or a case, is worth in law."""
        from egovdocs.policy import asking

        return asking.value(self, document)

    def duties(self, case: Case, as_of: datetime) -> tuple[DutyDue, ...]:
        """The duties of *case* that are running at *as_of*, soonest first."""
        from egovdocs.policy import asking

        return asking.duties(self, case, as_of)


_CITED = ("Theo điều khoản được dẫn.", "Under the clause cited.")


def load(name: str | Path, *, national: bool | None = None) -> Policy:
    """
    Load a shipped profile by id, or the profile in a TOML file.

    Args:
        name: the id, or the path of the file.
        national: whether the national layer judges too; None: as the profile says.

    >>> load("long-an").profile.name["vi"]
    'Long An'

    Raises:
        NoSuchPolicy: there is no such profile; the error lists those there are.
        InvalidPolicyFile: all that is wrong with the file, at once.
    """
    profile, folder = find_profile(name)
    instruments = find_instruments(profile, folder, national=national)
    return Policy(profile, tuple(sorted(instruments, key=lambda part: part.id)))
